"""Names and titles with lines beside them: composed, painted, and in the e-book."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import tabloid
from notes_kit import SIZE, GalleyForm, galley_pages, paint, read
from zbpub.compose.atoms import Sideline, SidelineKind, StyledRun, Type
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Setting
from zbpub.compose.sidelines import SideStroke, side_strokes
from zbpub.layout.page import Element
from zbpub.layout.styling import reading_text, stretches
from zbpub.manuscript.runs import normal_runs
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_shapes import read_drawn
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.preflight.pdf_read import read_pdf

NAME = Sideline(SidelineKind.NAME)
OTHER = Sideline(SidelineKind.NAME, is_other=True)
TITLE = Sideline(SidelineKind.TITLE)
SHORTER = 540
"""What a stroke leaves free at either end, mpt."""
COPY = """\
[屈原]{.name}作[离骚]{.title}、[九歌]{.title}[天问]{.title}，其徒[宋玉]{.name}[唐勒]{.name}
[景差]{.name}皆以赋见称。[克里斯蒂娜·罗塞蒂]{.name}读过[楚辞集注·离骚（上）]{.title}，
也读过[Maria Lopez]{.name}写的[History of the Ferry]{.title}和
[[最重要的书]{.title}]{.dots}。

{滕|téng}王阁在[江西省]{.name}[南昌市]{.name}[东湖区]{.name}，[{王|Wáng}勃]{.name}的
[滕王阁序]{.title}写[豫章故郡]{.name}、[洪都新府]{.name}，刻在[阁]{.name}中。
"""


def _face() -> Typeface:
    case = tabloid()
    return case.faces[case.profile.body.font]


def _run(
    text: str, sideline: Sideline | None = None, *, dots: bool = False
) -> StyledRun:
    return StyledRun(text, _face(), dots=dots, sideline=sideline)


def _set(
    *runs: StyledRun, measure: float = 40, vertical: bool = False
) -> tuple[Line, ...]:
    frame = Frame(measure=round(measure * SIZE))
    return compose(runs, Type(size=SIZE), frame, Setting(vertical=vertical))


def _spans(line: Line) -> list[tuple[float, float]]:
    """Where its strokes begin and end, in em, with what they leave free."""
    strokes = side_strokes(line, SIZE)
    return [((s.x - SHORTER) / SIZE, (s.x + s.width + SHORTER) / SIZE) for s in strokes]


# --- composed -----------------------------------------------------------------------


@pytest.mark.parametrize("vertical", [False, True], ids=["level", "vertical"])
def test_each_name_has_one_line_as_long_as_its_text(vertical: bool) -> None:
    """Two names side by side have two lines, with an eighth of an em between them."""
    runs = _run("今"), _run("屈原", NAME), _run("宋玉", OTHER), _run("说")
    (line,) = _set(*runs, vertical=vertical)
    one, two = side_strokes(line, SIZE)

    assert _spans(line) == [(1, 3), (3, 5)]
    assert two.x - one.x - one.width == 2 * SHORTER
    # Negative control: with one sideline for both there is one line.
    (whole,) = _set(_run("屈原", NAME), _run("宋玉", NAME))
    assert _spans(whole) == [(0, 4)]


def test_a_name_over_a_line_end_has_a_line_in_each() -> None:
    """Each part of a parted name has its line, up to the measure and no farther."""
    lines = _set(_run("船到"), _run("克里斯蒂娜", NAME), _run("家"), measure=4)

    assert [_spans(line) for line in lines] == [[(2, 4)], [(0, 3)]]


def test_the_line_grows_with_opened_gaps() -> None:
    """Where a line is opened, its stroke reaches from the first Han to the last."""
    line = _set(_run("天"), _run("地玄黄", NAME), _run("，宇宙洪荒"), measure=5.25)[0]
    first, last = line.boxes[1], line.boxes[3]

    assert line.gaps[2] > 0
    assert _spans(line) == [(first.x / SIZE, (last.x + last.width) / SIZE)]


def test_marks_and_words_inside_a_title_are_lined() -> None:
    """One wave goes on under marks, brackets, Western words and their spaces."""
    runs = _run("读"), _run("离骚·History of（上）", TITLE), _run("，")
    (line,) = _set(*runs)
    (stroke,) = side_strokes(line, SIZE)

    first, last = line.boxes[1], line.boxes[-2]
    assert stroke.kind is SidelineKind.TITLE
    assert (stroke.x - SHORTER, stroke.swing > 0) == (first.x, True)
    # A closing bracket's own blank is not lined.
    assert stroke.x + stroke.width + SHORTER == last.x + SIZE // 2


def test_a_name_inside_a_western_word_lines_its_letters() -> None:
    """The line ends with the name where the word goes on."""
    (line,) = _set(_run("Maria", NAME), _run("’s"), _run("的"))
    ((start, stop),) = _spans(line)

    assert start == 0
    assert stop == pytest.approx((line.boxes[4].x + line.boxes[4].width) / SIZE)


def test_beside_an_opened_word_the_line_is_as_long_as_its_han() -> None:
    """A reading wider than its word opens the word; the line keeps to the Han."""
    read_run = StyledRun("窗", _face(), ruby="chuāng", sideline=NAME)
    (alone,) = _set(read_run)
    (within,) = _set(_run("船", NAME), read_run, _run("户", NAME))
    (han, *_) = alone.glyphs

    assert alone.boxes[0].width > SIZE + 1000
    assert _spans(alone) == [(han.x / SIZE, (han.x + SIZE) / SIZE)]
    assert _spans(within) == [(0, within.width / SIZE)]


def test_a_hyphen_is_lined() -> None:
    """A Western name that a line end parts is lined up to its hyphen."""
    lines = _set(_run("渡船到"), _run("Constantinople", NAME), measure=6)
    line = next(line for line in lines if line.hyphen)

    assert line.hyphen is not None
    assert _spans(line)[-1][1] == pytest.approx(line.width / SIZE)


def test_under_one_text_the_line_comes_first() -> None:
    """A dot stands below the line of its name; at the right of a vertical one."""
    (line,) = _set(_run("书", TITLE, dots=True))
    (plain,) = _set(_run("书", dots=True))
    (down,) = _set(_run("书", TITLE, dots=True), vertical=True)
    (stroke,) = side_strokes(line, SIZE)

    def middle(line: Line) -> int:
        cell = line.glyphs[-1].cell
        return cell.rise + SIZE * cell.scale * 375 // 1_000_000

    assert -middle(line) - 500 > stroke.drop + stroke.swing + stroke.thickness // 2
    assert middle(line) < middle(plain) < 0 < middle(down)


def test_strokes_stay_in_the_white_of_newspaper_lines() -> None:
    """Straight or waved, a stroke touches neither its own Han nor the next row's."""
    (line,) = _set(_run("屈原", NAME), _run("作"), _run("离骚", TITLE))
    narrowest = SIZE // 4

    for stroke in side_strokes(line, SIZE):
        reach = stroke.swing + stroke.thickness // 2
        assert stroke.drop - reach > SIZE * 12 // 100
        assert stroke.drop + reach < SIZE * 12 // 100 + narrowest // 2


def test_text_without_names_has_no_strokes() -> None:
    """Where nothing is marked no stroke is drawn."""
    assert side_strokes(_set(_run("今天天气"))[0], SIZE) == ()


NAMES = st.lists(
    st.tuples(
        st.text("国人。，“”a b·3", min_size=1, max_size=6),
        st.sampled_from([None, NAME, OTHER, TITLE]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(NAMES, st.integers(3, 12), st.booleans())
def test_no_stroke_leaves_its_line(
    parts: list[tuple[str, Sideline | None]], measure: int, vertical: bool
) -> None:
    """Strokes come from left to right, never meet, and stay on their lines."""
    runs = [_run(text, sideline) for text, sideline in parts]
    for line in _set(*runs, measure=measure, vertical=vertical):
        strokes = side_strokes(line, SIZE)

        assert all(s.x >= 0 and s.x + s.width <= line.width for s in strokes)
        assert all(one.x + one.width < two.x for one, two in pairwise(strokes))


def test_neighbouring_names_of_a_manuscript_are_told_apart() -> None:
    """Names side by side in a manuscript become two sidelines, one name one."""
    article = read("[{屈|qū}原]{.name}[宋玉]{.name}和[九歌]{.title}")
    (stretch,) = stretches(article, tabloid())
    lines = [run.sideline for run in stretch.runs if run.text != "和"]

    assert None not in lines
    assert lines[0] == lines[1] != lines[2]
    assert lines[-1] is not None
    assert lines[-1].kind is SidelineKind.TITLE


# --- painted ------------------------------------------------------------------------


def _strokes(path: Path, form: GalleyForm) -> list[SideStroke]:
    pages = galley_pages(read(COPY), form)
    paint(pages, path)
    return [
        stroke
        for page in pages
        for article in page.articles
        for item in article.items
        if isinstance(item, Element)
        for fragment in item.fragments
        for line in fragment.lines
        for stroke in line.sidelines
    ]


@pytest.mark.parametrize("is_vertical", [False, True], ids=["level", "vertical"])
@pytest.mark.parametrize("measure", [13, 20])
def test_painted_lines_are_found_and_right(
    tmp_path: Path, measure: int, is_vertical: bool
) -> None:
    """Every stroke of the galley is found on the page, and no clause faults one."""
    path = tmp_path / "a.pdf"
    form = GalleyForm(measure=measure, is_vertical=is_vertical, ruby="brackets")
    strokes = _strokes(path, form)
    tallies = measure_pdf(path).tallies
    lines = {name: tally for name, tally in tallies.items() if name[:5] == "lines"}

    assert len(strokes) > 20
    assert len(lines) == 3
    assert lines["lines distances"].counted == len(strokes)
    assert [tally.faults for tally in lines.values()] == [(), (), ()]
    assert tallies["E15 pitch"].faults == ()


@pytest.mark.parametrize("is_vertical", [False, True], ids=["level", "vertical"])
def test_lines_copy_as_nothing(tmp_path: Path, is_vertical: bool) -> None:
    """What is read back from the page is the manuscript's text and no more."""
    path = tmp_path / "a.pdf"
    form = GalleyForm(is_vertical=is_vertical)
    paint(galley_pages(read(COPY), form), path)
    text = reading_text(read(COPY), form.ruby)

    assert prove_pdf(path, {"galley-1": text.partition("\n")[2]}) == ()


def test_painted_lines_belong_to_their_paragraphs(tmp_path: Path) -> None:
    """Strokes are marked content, as PDF/UA has it (ISO 14289-1, 7.1)."""
    path = paint(galley_pages(read(COPY), GalleyForm()), tmp_path / "a.pdf")
    depth = drawn = 0
    with pikepdf.open(path) as pdf:
        for one in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(one.operator)
            depth += (operator in ("BDC", "BMC")) - (operator == "EMC")
            if operator in ("f", "S"):
                assert depth > 0
                drawn += 1

    assert drawn > 20
    assert len(read_drawn(path).rules[1]) > 20
    assert len(read_pdf(path).pages) == 1


def test_normal_form_forgets_what_goes_on_from_nothing() -> None:
    """A run that is said to go on begins a line where none is before it."""
    (paragraph,) = read("[屈**原**]{.name}").body
    runs = getattr(paragraph, "runs", ())

    assert [run.goes_on for run in runs] == [False, True]
    assert [run.goes_on for run in normal_runs(runs[1:])] == [False]
