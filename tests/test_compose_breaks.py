"""The search for line ends, held against all ways there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbpub.compose.atoms import Atom, StyledRun, Type
from zbpub.compose.breaks import cut_lines
from zbpub.compose.collect import collect
from zbpub.compose.joints import Joint
from zbpub.compose.locate import find_typeface
from zbpub.compose.marks import Kind, Step
from zbpub.compose.paragraph import compose, compose_all
from zbpub.compose.setting import Rule, Setting
from zbpub.compose.stock import Stock
from zbpub.compose.strip import Frame, lay

EM = 1000
SONG = find_typeface(["Noto Serif CJK SC"], 400)
TYPE = Type(size=EM, half_latin=True)
SETTING = Setting()
TEXTS = st.text("国人日报新闻，。、：？“”（）·—5a年", min_size=1, max_size=15)

Faults = tuple[int, ...]


class Reference:
    """Every way to cut one paragraph, weighed line by line with plain loops."""

    def __init__(self, text: str, measure: int, indent: int) -> None:
        self.stock = Stock(TYPE, SETTING)
        self.copy = collect(
            [StyledRun(text, SONG)], self.stock, (measure - indent) * EM
        )
        space = Frame(measure=measure * EM, indent=indent * EM)
        self.strip = lay([self.copy], [space], self.stock)
        self.space = space
        self.atoms = [self.stock.atoms[n] for n in self.strip.ids.tolist()]
        self.joints = [self.stock.joints[n] for n in self.strip.joints.tolist()]

    def ways(self, first: int = 0) -> Iterator[tuple[int, ...]]:
        """All places to cut, reliefs among them."""
        count = len(self.atoms)
        if first == count:
            yield (count,)
            return
        for stop in range(first + 1, count):
            if self.joints[stop].may_break or self.is_relief(stop):
                for rest in self.ways(stop):
                    yield (first, *rest)
        yield (first, count)

    def is_relief(self, stop: int) -> bool:
        """Whether a cut there is a relief: three marks stand in a row."""
        marks = self.atoms[max(stop - 2, 0) : stop + 1]
        closing = {Kind.CLOSE, Kind.PAUSE}
        return (
            len(marks) == 3
            and all(atom.manner.kind in closing for atom in marks)
            and not self.joints[stop].may_break
        )

    def faults(self, way: Sequence[int]) -> Faults:
        """The faults of a way, worst first."""
        lines = [self._line(first, stop) for first, stop in pairwise(way)]
        return tuple(map(sum, zip(*lines, strict=True)))

    def _line(self, first: int, stop: int) -> Faults:
        atoms, joints = self.atoms[first:stop], self.joints[first + 1 : stop]
        is_last = stop == len(self.atoms)
        lack = self._natural(first, stop) - self._room(first)
        taken, over = _squeeze(joints, lack)
        opened = 0
        if lack < 0 and not is_last:
            spare = max(0, -lack - sum(joint.stretch for joint in joints))
            places = max(1, sum(joint.is_open for joint in joints))
            opened = spare * 1000 // (places * EM)
        cubes = opened**3 if opened > 20 and opened <= 250 else 0
        cubes = 250**3 if opened > 250 else cubes
        if not is_last and self.joints[stop].is_soft:
            cubes += 80**3
        seen = opened if opened <= 20 else 0
        return (
            over,
            max(0, opened - 250) ** 2,
            int(not is_last and self.is_relief(stop)),
            int(is_last and first > 0 and _is_runt(atoms)),
            max(0, opened - 125),
            cubes >> 9,
            *(taken.get(step, 0) for step in _ORDER),
            sum(taken.get(step, 0) for step in _MILD) + seen,
        )

    def _natural(self, first: int, stop: int) -> int:
        atoms = self.atoms[first:stop]
        left = atoms[0].manner.left if atoms[0].manner.kind is not Kind.OPEN else 0
        gaps = sum(joint.gap for joint in self.joints[first + 1 : stop])
        return left + int(sum(atom.body for atom in atoms) + gaps)

    def _room(self, first: int) -> int:
        return self.space.measure - (self.space.indent if first == 0 else 0)


_ORDER = (Step.STOP, Step.WESTERN_GAP, Step.COMMA, Step.BRACKET)
_MILD = (Step.LINE_END, Step.WORD_SPACE, Step.INTERPUNCT)


def _squeeze(joints: Sequence[Joint], lack: int) -> tuple[dict[Step, int], int]:
    taken: dict[Step, int] = {}
    for step in sorted(Step)[1:]:
        give = sum(joint.shrink for joint in joints if joint.step is step)
        amount = min(give, max(lack, 0))
        taken[step] = amount * 50 // EM
        lack -= amount
    return taken, max(lack, 0)


def _is_runt(atoms: Sequence[Atom]) -> bool:
    kinds = [atom.manner.kind for atom in atoms]
    solid = {Kind.WESTERN, Kind.DASH} & set(kinds)
    return kinds.count(Kind.HAN) <= 1 and not solid


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, measure=st.integers(3, 9), indent=st.integers(0, 2))
def test_no_other_way_is_better(text: str, measure: int, indent: int) -> None:
    """Of all ways to cut a paragraph none has lesser faults, worst compared first."""
    reference = Reference(text, measure, indent)
    cuts = cut_lines(reference.strip)[0]
    way = (0, *(cut.stop for cut in cuts))

    best = min(reference.faults(way) for way in reference.ways())

    assert reference.faults(way) == best


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text("国人日报，。“”5a —", max_size=40), max_size=6),
    measures=st.lists(st.integers(4, 12), min_size=6, max_size=6),
)
def test_many_at_once_are_each_alone(texts: list[str], measures: list[int]) -> None:
    """Paragraphs set together come out as each by itself, whatever the frames."""
    framed = [
        ([StyledRun(text, SONG)], Frame(measure=measure * EM, indent=rank % 3 * EM))
        for rank, (text, measure) in enumerate(zip(texts, measures, strict=False))
    ]

    together = compose_all(framed, TYPE, SETTING)

    assert together == tuple(
        compose(runs, TYPE, frame, SETTING) for runs, frame in framed
    )


def test_equal_paragraphs_are_composed_once() -> None:
    """The same paragraph in the same frame is one work, and one value."""
    run = [StyledRun("渡船重回河湾，票价不变。" * 5, SONG)]
    frame = Frame(measure=11 * EM)

    one, other = compose_all([(run, frame), (list(run), frame)], TYPE, SETTING)

    assert one is other
    assert compose(run, TYPE, frame, SETTING) is compose(run, TYPE, frame, SETTING)


def test_three_marks_in_a_row_may_be_parted_rather_than_gape() -> None:
    """A relief is taken where the line would stand very loose, and it is told (R5)."""
    text = "文文文文文。』」文文"
    lines = compose([StyledRun(text, SONG)], TYPE, Frame(measure=6 * EM), SETTING)

    assert [line.text for line in lines] == ["文文文文文。』", "」文文"]
    assert [line.is_relieved for line in lines] == [True, False]


def test_two_marks_are_never_parted() -> None:
    """A relief needs three marks: two stay together, however loose the line."""
    lines = compose(
        [StyledRun("文文。」文文文文", SONG)], TYPE, Frame(measure=2 * EM), SETTING
    )

    assert not any(line.is_relieved for line in lines)
    assert not any(line.text[0] in "。」" for line in lines)


@pytest.mark.parametrize("measure", [10, 11])
def test_a_runt_is_allowed_where_its_rule_is_left_out(measure: int) -> None:
    """Without the rule of runts a last line of one Han is as good as any other."""
    text = "一二三四五六七八九十" * 2 + "。" if measure == 10 else "一" * 12
    frame = Frame(measure=measure * EM)
    off = Setting(off=frozenset({Rule.RUNTS}))

    kept = compose([StyledRun(text, SONG)], TYPE, frame, SETTING)
    left_out = compose([StyledRun(text, SONG)], TYPE, frame, off)

    assert len(kept[-1].text.rstrip("。")) >= 2
    assert len(left_out[-1].text.rstrip("。")) <= 1


@settings(max_examples=20, deadline=None)
@given(text=st.text("国人日报新闻，。、“”5a ", min_size=400, max_size=900))
def test_a_long_paragraph_is_no_special_case(text: str) -> None:
    """A paragraph of many lines loses nothing, and no line passes its measure."""
    run = [StyledRun(text, SONG)]
    lines = compose(run, TYPE, Frame(measure=7 * EM), SETTING)

    assert "".join(line.text for line in lines).strip() == text.strip()
    assert all(line.overfull == 0 for line in lines)


def test_an_endless_paragraph_is_set_in_stretches() -> None:
    """Ten thousand characters on are set as well as the first, and none is lost."""
    text = "渡船重回河湾，“票价”不变，每日12班，周末加开3班。" * 1000
    run = [StyledRun(text, SONG)]
    lines = compose(run, TYPE, Frame(measure=11 * EM, indent=2 * EM), SETTING)

    assert "".join(line.text for line in lines) == text
    assert {line.width for line in lines[:-1]} == {11 * EM}
    assert [line.is_last for line in lines].count(True) == 1
    assert [line.start for line in lines[1:]] == [
        line.start + len(line.text) for line in lines[:-1]
    ]


def test_an_endless_line_is_one_line() -> None:
    """A measure without bound gives one line, however long the text."""
    text = "渡船重回河湾，票价不变。" * 1000
    lines = compose([StyledRun(text, SONG)], TYPE, Frame(measure=10**9), SETTING)

    assert [line.text for line in lines] == [text]


@pytest.mark.parametrize("measure", range(11, 21))
def test_an_address_opens_before_its_neighbours_gape(measure: int) -> None:
    """Beside a web address no Han gap passes a quarter em: its letters give."""
    text = (
        "每只冷藏箱里都放着一枚钟表大小的温度记录仪，每隔5分钟回传一次。货主登录网站"
        "https://hewan.example/coldchain，输入箱号，就能看到一条完整的曲线，一清二楚。"
    )
    runs, frame = [StyledRun(text, SONG)], Frame(measure=measure * EM, indent=2 * EM)
    lines = compose(runs, Type(size=EM), frame, SETTING)

    for line in lines:
        kinds = [atom.manner.kind for atom in line.atoms]
        for (one, other), gap in zip(pairwise(kinds), line.gaps[1:], strict=True):
            assert not (one is other is Kind.HAN) or gap <= EM // 4 + 1
        assert line.is_last or line.width == measure * EM
