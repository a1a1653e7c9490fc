"""The rules' own clauses, each with its fault on a page whose positions are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_measures import EM, LEFT, PARAGRAPH, PITCH, TOP, body, column, page
from test_measures import values as faults
from test_pdf_read import Sheet, Shown, save
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_brackets import inside_brackets
from zbpub.preflight.measure_breaks import (
    line_ends,
    line_starts,
    relieved_starts,
    split_units,
)
from zbpub.preflight.measure_columns import read_body
from zbpub.preflight.measure_edges import end_marks, right_edge
from zbpub.preflight.measure_hanging import hanging_marks
from zbpub.preflight.measure_notes import (
    emphasis_dots,
    note_marks,
    ruby_centres,
    ruby_gaps,
    ruby_sizes,
)
from zbpub.preflight.measure_paragraphs import (
    indents,
    last_lines,
    opening_marks,
    paragraph_steps,
    readable_size,
    whole_measures,
)
from zbpub.preflight.measure_rules import RULE_CLAUSES, rule_tallies
from zbpub.preflight.measure_seams import dash_seams
from zbpub.preflight.measure_shapes import Drawn
from zbpub.preflight.measure_values import Body
from zbpub.preflight.measure_western import (
    chosen_gaps,
    equal_western_gaps,
    gaps_at_edges,
    gaps_beside_marks,
    word_breaks,
    word_spaces,
)
from zbpub.preflight.measure_widths import double_widths, mark_widths, repeated_marks
from zbpub.preflight.pdf_read import read_pdf

BELOW = TOP + 5 * PITCH
"""The baseline below the model paragraph."""


def centred(path: Path, *lines: Shown) -> Body:
    """The page as one of Taiwan, where marks stand in the middle of their em."""
    return read_body(read_pdf(page(path, *lines, lang="zh-Hant-TW")), EM)


def turned(path: Path, *lines: Shown) -> Body:
    """The page turned clockwise as a whole: its lines are vertical ones."""
    sheet = column(Sheet(), (*PARAGRAPH, *lines))
    sheet.ops = ["q 0 -1 1 0 0 600 cm", *sheet.ops, "Q"]
    return body(save(path / "t.pdf", sheet, entries={"MediaBox": [0, 0, 400, 600]}))


def beside(path: Path, *small: tuple[float, float, str, float]) -> Body:
    """The model paragraph and a line of Han, with ``small`` text beside that line.

    Each is x and height above the baseline in em, the text, and its size in em.
    """
    sheet = column(Sheet(), (*PARAGRAPH, "我们去公园散步看花草", "的很好。"))
    for x, up, text, size in small:
        sheet.put(LEFT + x * EM, BELOW - up * EM, text, size * EM)
    return body(save(path / "a.pdf", sheet))


# --- R6, R14, R15: widths -----------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        (("他克里", 250, "·", 250, "罗走。"), []),
        (("他克里·罗走。",), [("·", 0.5)]),
        (("他年", 250, "–", 250, "月走。"), []),
        (("他年–月走。",), [("–", 0.5)]),
        (("他年～月走。",), []),
        (("他年", 250, "～", 250, "月走。"), [("～", -0.5)]),
        (("诗行/行走。",), []),
        (("诗行", -250, "/", -250, "行走。"), [("/", 0.5)]),
        (
            (
                "天晴，",
                500,
                "去吧。",
            ),
            [],
        ),
        (
            (
                "天晴，",
                700,
                "去吧。",
            ),
            [("，", -0.2)],
        ),
        (
            (
                "天晴，",
                -300,
                "去吧。",
            ),
            [("，", 0.3)],
        ),
    ],
)
def test_marks_have_their_widths(
    tmp_path: Path, shown: Shown, wrong: list[tuple[str, float]]
) -> None:
    """Half an em for the interpunct, short connector and solidus, one for the rest."""
    assert faults(mark_widths(body(page(tmp_path, shown)))) == wrong


def test_a_stretched_mark_keeps_its_width(tmp_path: Path) -> None:
    """What the line opens on either side of a mark is the line's, not the mark's."""
    opened = ("我", -50, "们", -50, "去", -50, "，", -50, "公", -50, "园看")
    measured = mark_widths(body(page(tmp_path, opened, "的很好。")))

    assert "，" in [evidence.text for evidence in measured.evidence]
    assert faults(measured) == []


def test_marks_of_taiwan_have_their_widths(tmp_path: Path) -> None:
    """There the interpunct takes up to an em, and `！` never gives way."""
    good = centred(
        tmp_path,
        (
            "他克里·羅",
            250,
            "·",
            250,
            "走！去了。",
        ),
    )
    bad = centred(tmp_path, ("他克里", 300, "·", 300, "羅走！", 500, "去了。"))

    assert faults(mark_widths(good)) == []
    assert faults(mark_widths(bad)) == [("·", -0.1), ("！", -0.5)]


def test_vertical_marks_that_never_give_way(tmp_path: Path) -> None:
    """In vertical lines `：；！？` keep their em; level ones may be squeezed."""
    shown = ("天晴：", 500, "去吧。")

    assert faults(mark_widths(body(page(tmp_path, shown)))) == []
    assert faults(mark_widths(turned(tmp_path, shown))) == [("：", -0.5)]


def test_repeated_marks(tmp_path: Path) -> None:
    """Two of `！？` take one em, three take two; in Taiwan each takes its own."""
    solid: Shown = ("什么？！走。",)
    tight: Shown = (
        "什么？",
        500,
        "！",
        500,
        "走了！",
        500,
        "！",
        250,
        "！",
        250,
        "走。",
    )

    assert faults(repeated_marks(body(page(tmp_path, solid)))) == [("？！", 1)]
    assert faults(repeated_marks(body(page(tmp_path, tight)))) == []
    assert faults(repeated_marks(centred(tmp_path, solid))) == []
    assert faults(repeated_marks(centred(tmp_path, tight)))[0] == ("？！", -1)


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        (("他说‖好的……走。",), []),
        (("他说‖", -200, "好的。"), [("——", 0.2)]),
        (("他说…", 100, "…好的。"), [("……", -0.1)]),
        (("一—二。",), []),
    ],
)
def test_dashes_take_two_em(
    tmp_path: Path, shown: Shown, wrong: list[tuple[str, float]]
) -> None:
    """Dashes and ellipses take two em; a single dash joins and is none."""
    assert faults(double_widths(body(page(tmp_path, shown)))) == wrong


@pytest.mark.parametrize(("gap", "wrong"), [(0, []), (1.5, ["——"])])
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_seam_is_seen(
    tmp_path: Path, gap: float, wrong: list[str], *, is_turned: bool
) -> None:
    """White in the middle of a dash is measured on the painted page, level or not."""
    sheet = column(Sheet(), (*PARAGRAPH, "他说——好的。"))
    middle, y = LEFT + 3 * EM, BELOW - 4
    sheet.fill(LEFT + EM + 0.5, y, middle - gap / 2, y + 1)
    sheet.fill(middle + gap / 2, y, LEFT + 5 * EM - 0.5, y + 1)
    entries = {}
    if is_turned:
        sheet.ops = ["q 0 -1 1 0 0 600 cm", *sheet.ops, "Q"]
        entries = {"MediaBox": [0, 0, 400, 600]}
    path = save(tmp_path / "a.pdf", sheet, entries=entries)
    seams = dash_seams(path, body(path))

    assert seams.counted == 1
    assert [text for text, _ in faults(seams)] == wrong
    assert seams.worst == pytest.approx(gap / EM, abs=0.03)


# --- R5, R17: marks in a row --------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "relief", "fault"),
    [
        ("我们去公园看花好。”|）说得好。", 1, 0),
        ("我们去公园散步看花”|。说得好。", 0, 1),
        ("我们去公园散步看花|。说得好。", 0, 1),
    ],
)
def test_relief_is_told_apart(
    tmp_path: Path, lines: str, relief: int, fault: int
) -> None:
    """A line may begin with the third of three marks; it is counted, and no success."""
    first, second = lines.split("|")
    measured = body(page(tmp_path, (first,), second))

    assert len(relieved_starts(measured).faults) == relief
    assert len(line_starts(measured).faults) == fault


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        (("说：", 500, "“好。", 500, "”他走了。"), []),
        (("他（十人）走了。",), []),
        (("说：", 500, "“", -300, "好走。"), [("“好", 0.3)]),
        (("他去", -200, "”走了。"), [("去”", 0.2)]),
        (("说得好。”他走了。",), [("。”", 0.5)]),
    ],
)
def test_brackets_keep_close(
    tmp_path: Path, shown: Shown, wrong: list[tuple[str, float]]
) -> None:
    """No white is left behind an opening bracket or before a closing one."""
    assert faults(inside_brackets(body(page(tmp_path, shown)))) == wrong


# --- R11, R21 to R24: Western text --------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("我们去公园computer-|science好。", 0),
        ("我们去公园com-|puter好。", 0),
        ("我们去公园com|puter好。", 1),
        ("我们去公园c-|omputer好。", 1),
        ("我们去公园compute-|r好。", 1),
        ("http://abc.org/a|b好。", 0),
    ],
)
def test_words_break_at_hyphens(tmp_path: Path, lines: str, wrong: int) -> None:
    """A word parted without a hyphen, or for one letter, is named."""
    first, second = lines.split("|")
    measured = word_breaks(body(page(tmp_path, (first,), second)))

    assert len(measured.faults) == wrong


def test_the_style_chooses_one_gap(tmp_path: Path) -> None:
    """Last lines show the chosen gap; one that has another, or a wide one, is named."""
    good = ("走", -250, "12", -250, "里路。")
    other = ("走", -125, "12", -125, "里。")
    wide = ("走", -400, "12", -400, "里。")
    mixed = chosen_gaps(body(page(tmp_path, good, good, other)))

    assert (mixed.counted, [v for _, v in faults(mixed)]) == (6, [-0.125, -0.125])
    assert [v for _, v in faults(chosen_gaps(body(page(tmp_path, wide))))] == [0.15] * 2


def test_a_typed_space_is_no_second_gap(tmp_path: Path) -> None:
    """A space between Han and Latin that widens their gap makes its line uneven."""
    replaced = ("走", -250, "12", -250, "里", -250, "A", -250, "区很好很好")
    added = ("走", -250, "12", -250, "里", -250, "A ", -250, "区很好很好")
    good = equal_western_gaps(body(page(tmp_path, replaced, "很好。")))
    bad = equal_western_gaps(body(page(tmp_path, added, "很好。")))

    assert (good.counted, good.faults) == (1, ())
    assert [value for _, value in faults(bad)] == [0.5]


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        (("他说（12）走。",), []),
        (("他说（", -250, "12）走。"), [0.25]),
        (("他说（12", -250, "）走。"), [0.25]),
        (("天晴，12日走。",), []),
        (("天晴，", -250, "12日走。"), [0.25]),
        (("走12", -250, "，晴。"), [0.25]),
        (("他说‖12日走。",), []),
        (("他说‖", -250, "12日走。"), [0.25]),
        (("他A", 250, "·", 250, "B走。"), []),
        (("他A·B走。",), [0.25, 0.25]),
    ],
)
def test_no_gap_beside_marks(tmp_path: Path, shown: Shown, wrong: list[float]) -> None:
    """Western text stands solid against Chinese marks, as Han do."""
    measured = gaps_beside_marks(body(page(tmp_path, shown)))

    assert [value for _, value in faults(measured)] == wrong


def test_no_gap_at_line_edges(tmp_path: Path) -> None:
    """A line that begins or ends with a Western gap is named for it."""
    good = ("12", -250, "我们去公园散", -250, "A", -250, "步", -250, "B")
    late = (-250, "12", -250, "我们去公园散步", -500, "BC")
    short = ("12", -250, "我们去公园散步", -500, "CD")
    measured = gaps_at_edges(body(page(tmp_path, good, late, short, "的很好。")))

    assert measured.counted == 6
    assert faults(measured) == [
        ("12我们去公园散步BC", 0.25),
        ("12我们去公园散步CD", 0.25),
    ]


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [(0, 0, []), (-150, 0, [0.15]), (300, 300, [0.05]), (-100, -100, [0.1])],
)
def test_word_spaces_give_way_together(
    tmp_path: Path, first: float, second: float, wrong: list[float]
) -> None:
    """Spaces between words are a quarter to half an em, and those of a line alike."""
    shown = ("看a ", first, "b ", second, "c好。")
    measured = word_spaces(body(page(tmp_path, shown)))

    assert measured.counted == 1
    assert [value for _, value in faults(measured)] == wrong


def test_a_space_or_an_address_may_end_a_line(tmp_path: Path) -> None:
    """Words parted at a typed space, and addresses after their signs, are no fault."""
    spaced = ("我们去公园open ",)
    address = ("见http://example/",)
    measured = body(page(tmp_path, spaced, "source去。", address, "cd好。"))

    assert [t.faults for t in (split_units(measured), line_ends(measured))] == [(), ()]
    assert word_breaks(measured).faults == ()
    slash = line_ends(body(page(tmp_path, ("我们去公园散步看花/",), "的很好。")))
    assert len(slash.faults) == 1


# --- R12: marks of notes ------------------------------------------------------------


def test_a_note_mark_that_begins_a_line_is_found(tmp_path: Path) -> None:
    """A raised mark belongs behind a character, never before the first of a line."""
    inside = beside(tmp_path, (10, 0.4, "1", 0.6))
    assert (note_marks(inside).counted, note_marks(inside).faults) == (1, ())

    sheet = column(Sheet(), PARAGRAPH)
    sheet.put(LEFT, BELOW - 4, "1", 6).put(LEFT + 3, BELOW, "我们去公园散步看花")
    sheet.put(LEFT, BELOW + PITCH, "的很好。")
    found = note_marks(body(save(tmp_path / "b.pdf", sheet)))
    assert faults(found) == [("1", 1)]


# --- R18, R27, R30 to R32: paragraphs -----------------------------------------------


def test_an_opening_mark_at_a_line_start(tmp_path: Path) -> None:
    """It takes half an em there, in an indented line as in any other."""
    trimmed = (500, "“春天”来了大家都笑了")
    whole = ("“春天”来了大家都笑",)

    assert faults(opening_marks(body(page(tmp_path, trimmed, "很好。")))) == []
    assert faults(opening_marks(body(page(tmp_path, whole, "很好。")))) == [("“", 0.5)]


def test_indents_are_alike(tmp_path: Path) -> None:
    """A first line that is indented by another amount than the file's is named."""
    measured = body(
        page(tmp_path, *PARAGRAPH, *PARAGRAPH, "　今天天气晴朗无云天", "好好。")
    )

    assert faults(indents(measured)) == [("今天天气晴朗无云天", -1)]


@pytest.mark.parametrize(("extra", "wrong"), [(0, []), (0.3, [0.3])])
def test_measures_are_whole(tmp_path: Path, extra: float, wrong: list[float]) -> None:
    """A column three tenths of an em wider than ten characters is named."""
    sheet = Sheet()
    gap = -extra * 1000 / 9
    line: list[str | float] = []
    for char in "一二三四五六七八九十":
        line += [char, round(gap, 3)]
    for row in range(5):
        sheet.put(LEFT, TOP + row * PITCH, tuple(line[:-1]))
    measured = whole_measures(body(save(tmp_path / "a.pdf", sheet)))

    assert measured.counted == 1
    assert [round(value, 2) for _, value in faults(measured)] == wrong


def test_white_between_paragraphs_is_found(tmp_path: Path) -> None:
    """Paragraphs follow at the pitch; where a head stands between, they need not."""
    for head, wrong in ((False, [("今天天气晴朗无云", 12.5)]), (True, [])):
        sheet = column(Sheet(), PARAGRAPH)
        column(sheet, PARAGRAPH, y=BELOW + PITCH)
        if head:
            sheet.put(LEFT, BELOW, "小标题", 9)
        path = save(tmp_path / "a.pdf", sheet)
        measured = read_body(read_pdf(path), EM)

        assert faults(paragraph_steps(measured, {})) == wrong
    box = {1: [(LEFT, BELOW - 9, LEFT + 60, BELOW)]}
    assert faults(paragraph_steps(measured, box)) == []


def test_a_stretched_last_line_is_found(tmp_path: Path) -> None:
    """A paragraph's last line is set solid, however long it is."""
    stretched = ("很", -100, "好", -100, "的", -100, "花。")
    lines = (*PARAGRAPH[:4], stretched, *PARAGRAPH)
    measured = body(save(tmp_path / "a.pdf", column(Sheet(), lines)))

    assert faults(last_lines(measured)) == [("很好的花。", 0.1)]


def test_small_type_is_found(tmp_path: Path) -> None:
    """Body type below 六号 is not readable."""
    measured = body(page(tmp_path))
    document = read_pdf(page(tmp_path))

    assert readable_size(measured).faults == ()
    assert readable_size(read_body(document, EM)).counted == 1
    sheet = Sheet()
    for row in range(4):
        sheet.put(LEFT, TOP + 8 * row, "一二三四五六七八九十", 7)
    small = body(save(tmp_path / "b.pdf", sheet))
    assert [value for _, value in faults(readable_size(small))] == [0.875]


# --- R20: hanging -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("我们去公园散步看花草，", []),
        ("我们去公园散步看花草”", [("”", 1)]),
        ("我们去公园散步看”。", [("。", 1)]),
    ],
)
def test_hanging_marks(
    tmp_path: Path, line: str, wrong: list[tuple[str, float]]
) -> None:
    """One pause or stop may hang; no bracket, and nothing behind another mark."""
    shown: Shown = (line,) if len(line) == 11 else (line[:-1], -1000, line[-1])
    measured = body(page(tmp_path, *PARAGRAPH, shown, "很好。"))

    assert hanging_marks(measured).counted == 1
    assert faults(hanging_marks(measured)) == wrong
    if not wrong:
        assert [right_edge(measured).faults, end_marks(measured).faults] == [(), ()]


def test_nothing_hangs_in_level_lines_of_taiwan(tmp_path: Path) -> None:
    """There a centred mark may hang from a vertical line alone."""
    shown: Shown = ("我們去公園散步看花草，",)
    level = centred(tmp_path, *PARAGRAPH, shown, "很好。")

    assert faults(hanging_marks(level)) == [("，", 1)]
    assert hanging_marks(body(page(tmp_path))).counted == 0


# --- dots and ruby ------------------------------------------------------------------


@pytest.mark.parametrize(("shift", "wrong"), [(0, []), (0.1, [("•", 0.1)])])
def test_emphasis_dots(
    tmp_path: Path, shift: float, wrong: list[tuple[str, float]]
) -> None:
    """A dot stands under the middle of its Han; a tenth of an em aside is seen."""
    measured = beside(tmp_path, (1.3 + shift, -0.4, "•", 0.4))

    assert emphasis_dots(measured).counted == 1
    assert faults(emphasis_dots(measured)) == wrong


def test_dots_of_vertical_lines_stand_at_the_right(tmp_path: Path) -> None:
    """Only there does a dot over the reading frame's line belong to it."""
    sheet = column(Sheet(), (*PARAGRAPH, "我们去公园散步看花草", "的很好。"))
    sheet.put(LEFT + 5.3 * EM, BELOW - EM, "•", 4)
    level = save(tmp_path / "a.pdf", sheet)
    sheet.ops = ["q 0 -1 1 0 0 600 cm", *sheet.ops, "Q"]
    vertical = save(tmp_path / "b.pdf", sheet, entries={"MediaBox": [0, 0, 400, 600]})

    assert emphasis_dots(body(vertical)).counted == 1
    assert faults(emphasis_dots(body(vertical))) == []
    assert faults(emphasis_dots(body(level))) != []


@pytest.mark.parametrize(
    ("text", "x", "wrong"),
    [
        ("wo", 0.25, []),
        ("wo", 0.35, [("wo", 0.1)]),
        ("gong", 3.0, []),
        ("gongyuan", 3.0, []),
        ("gongyuan", 3.2, [("gongyuan", 0.2)]),
    ],
)
def test_readings_are_centred(
    tmp_path: Path, text: str, x: float, wrong: list[tuple[str, float]]
) -> None:
    """A reading stands over the middle of its Han, or of the word that it reads."""
    measured = beside(tmp_path, (x, 1, text, 0.5))

    assert ruby_centres(measured).counted == 1
    assert faults(ruby_centres(measured)) == wrong


def test_readings_keep_apart(tmp_path: Path) -> None:
    """Neighbouring readings have a quarter em between them."""
    near = beside(tmp_path, (0, 1, "gong", 0.5), (1.15, 1, "yu", 0.5))
    apart = beside(tmp_path, (0.25, 1, "wo", 0.5), (1.25, 1, "yu", 0.5))

    assert faults(ruby_gaps(near)) == [("yu", 0.1)]
    assert (ruby_gaps(apart).counted, ruby_gaps(apart).faults) == (1, ())


def test_readings_are_not_too_small(tmp_path: Path) -> None:
    """Letters of less than three tenths of an em are named."""
    assert faults(ruby_sizes(beside(tmp_path, (0.3, 1, "wo", 0.2)))) == [("wo", 0.1)]
    assert faults(ruby_sizes(beside(tmp_path, (0.3, 1, "wo", 0.5)))) == []


# --- together -----------------------------------------------------------------------


def test_every_rule_has_a_tally(tmp_path: Path) -> None:
    """The lines of the table and the tallies are the same, in the same order."""
    path = page(tmp_path)
    tallies = rule_tallies(path, body(path), Drawn({}, {}))

    assert list(tallies) == [f"{clause} {what}" for clause, what in RULE_CLAUSES]
    assert set(tallies) <= set(measure_pdf(path).tallies)
    assert [fault for tally in tallies.values() for fault in tally.faults] == []
