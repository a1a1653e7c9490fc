"""Treatments of a picture: crops, whole rows, captions and credits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import holds, tabloid
from zbpub.layout.figure import (
    FLATTEST,
    TALLEST,
    SetFigure,
    figure_variants,
    may_crop,
    note_of,
    place_figure,
)
from zbpub.layout.page import Element, Picture, Rect
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Article, Figure, PictureNote

PHOTO = Figure("images/pier.jpg", "码头", "清晨的码头。")
CHART = Figure("images/chart.svg", "图", "三年的用电。")
MEASURE = 300_000
CREDIT = "石榴 摄"


def _note(**said: object) -> PictureNote:
    return replace(PictureNote(src=PHOTO.src), **said)  # type: ignore[arg-type]


def _variants(
    figure: Figure = PHOTO,
    note: PictureNote | None = None,
    pixels: tuple[int, int] = (1200, 800),
    over: tuple[int, int] = (3, MEASURE),
) -> tuple[SetFigure, ...]:
    return figure_variants(figure, note, pixels, over, tabloid())


def _spare(figure: SetFigure) -> int:
    """The white below a set picture's last line in its rows, mpt."""
    pitch = tabloid().profile.grid.pitch
    place = Rect(0, 0, figure.width, figure.rows * pitch)
    items = place_figure(figure, place, pitch)
    feet = [
        item.place.y + item.place.height for item in items if isinstance(item, Picture)
    ]
    feet += [
        part.place.y + part.place.height
        for item in items
        if isinstance(item, Element)
        for part in item.fragments
    ]
    return place.height - max(feet)


@given(
    wide=st.integers(40, 4000),
    tall=st.integers(40, 4000),
    measure=st.integers(8, 60),
    caption=st.sampled_from(["", "清晨的码头。", "清晨的码头上，第一班渡船离岸。" * 3]),
    credit=st.sampled_from(["", CREDIT]),
    crop=st.sampled_from([None, True, False]),
)
def test_every_treatment_stands_in_whole_rows(  # noqa: PLR0913  # one case, six sides
    wide: int, tall: int, measure: int, caption: str, credit: str, crop: bool | None
) -> None:
    """Any picture has treatments; each keeps its measure, range, and cost."""
    note = None if crop is None else _note(credit=credit, crop=crop)
    width = measure * 9000
    found = _variants(replace(PHOTO, caption=caption), note, (wide, tall), (2, width))
    pitch = tabloid().profile.grid.pitch

    assert found
    assert [f.cost for f in found] == sorted(f.cost for f in found)
    assert len({f.rows for f in found}) == len(found)
    for figure in found:
        across, high = figure.image
        natural = width * tall // wide
        is_crop = abs(high * wide - across * tall) > wide
        assert 0 < across <= width
        assert high <= width * 3 // 2
        assert 0 <= figure.cost <= 6 + 60  # the crop, and few pixels
        assert 0 <= _spare(figure) < 2 * pitch
        if is_crop:
            assert crop is not False
            assert across == width
            assert natural * FLATTEST // 1000 <= high <= natural * TALLEST // 1000 + 1
        place = Rect(0, 0, width, figure.rows * pitch)
        for item in place_figure(figure, place, pitch):
            parts = [item] if isinstance(item, Picture) else item.fragments
            assert all(holds(place, part.place) for part in parts)


def test_a_photograph_takes_every_height_in_its_range() -> None:
    """Rows follow one another from the flattest to the tallest crop."""
    rows = sorted(figure.rows for figure in _variants())

    assert rows == list(range(rows[0], rows[-1] + 1))
    assert len(rows) > 5


def test_crops_leave_less_white_than_half_a_row() -> None:
    """Below a crop stands the pad alone; a whole chart keeps what its row has over."""
    pitch = tabloid().profile.grid.pitch

    assert all(_spare(figure) <= pitch * 9 // 10 for figure in _variants())


def test_the_natural_picture_is_cheapest() -> None:
    """Cost grows with what a crop takes away, both ways."""
    by_rows = {f.rows: f.cost for f in _variants()}
    least = min(by_rows, key=lambda rows: by_rows[rows])
    lower = [by_rows[rows] for rows in sorted(by_rows) if rows <= least]
    upper = [by_rows[rows] for rows in sorted(by_rows) if rows >= least]

    assert by_rows[least] == 0
    assert lower == sorted(lower, reverse=True)
    assert upper == sorted(upper)
    assert max(by_rows.values()) in (5, 6)


@pytest.mark.parametrize(
    ("src", "note", "expected"),
    [
        ("a.jpg", None, True),
        ("a.JPEG", None, True),
        ("a.webp", None, True),
        ("a.png", None, False),
        ("a.svg", None, False),
        ("a.png", True, True),
        ("a.jpg", False, False),
    ],
)
def test_what_may_be_cropped(src: str, note: bool | None, expected: bool) -> None:
    """The note decides; without one photographs may be cropped, drawings not."""
    said = None if note is None else PictureNote(src=src, crop=note)

    assert may_crop(Figure(src, ""), said) is expected
    assert (len(_variants(Figure(src, ""), said)) > 1) is expected


def test_a_tall_picture_is_narrowed_or_cropped() -> None:
    """Twice as tall as wide: a chart is set narrower, a photograph may fill it."""
    (chart,) = _variants(CHART, pixels=(500, 1000))
    photo = _variants(pixels=(500, 1000))

    assert chart.image[0] < MEASURE
    assert chart.image[1] == 2 * chart.image[0]
    assert any(figure.image[0] == MEASURE for figure in photo)


@pytest.mark.parametrize(
    ("caption", "measure", "drop"),
    [
        ("码头。", MEASURE, 0),
        ("码" * 36, MEASURE, 1),
        ("", MEASURE, 0),
    ],
)
def test_credit_stands_after_the_caption(caption: str, measure: int, drop: int) -> None:
    """On the caption's last line where it fits, else below it; flush right in Kai."""
    figure = replace(PHOTO, caption=caption)
    pitch = tabloid().profile.grid.pitch
    (first, *_) = _variants(figure, _note(credit=CREDIT), over=(3, measure))
    place = Rect(0, 0, measure, first.rows * pitch)
    texts = [i for i in place_figure(first, place, pitch) if isinstance(i, Element)]
    credit = texts[-1].fragments[0]
    line = credit.lines[0]
    last = texts[0].fragments[0].lines[-1] if caption else line

    assert [text.role for text in texts] == ["caption"] * bool(caption) + ["credit"]
    assert texts[-1].text == CREDIT
    end = line.x + line.glyphs[-1].x + line.glyphs[-1].cell.width
    assert end <= measure
    assert measure - end < first.size
    if caption:
        gap = (
            credit.place.y
            + line.baseline
            - (texts[0].fragments[0].place.y + last.baseline)
        )
        assert (gap > 0) == bool(drop)


def test_the_credit_takes_a_row_only_when_it_needs_one() -> None:
    """A short caption shares its line with the credit; a full one does not."""
    short = _variants(CHART, _note(credit=CREDIT, crop=False))
    bare = _variants(CHART)

    assert short[0].rows == bare[0].rows
    assert short[0].shares_line


def test_a_picture_keeps_its_focus() -> None:
    """The focus of the note comes to the page; without note it is the middle."""
    pitch = tabloid().profile.grid.pitch
    for note, focus in ((_note(focus=(200, 900)), (200, 900)), (None, (500, 500))):
        for figure in _variants(note=note):
            place = Rect(0, 0, MEASURE, figure.rows * pitch)
            picture = place_figure(figure, place, pitch)[0]
            assert isinstance(picture, Picture)
            assert picture.focus == focus


def test_the_article_says_its_credit() -> None:
    """Captions and credits are text that must not be lost, in their order."""
    other = replace(PHOTO, src="images/other.jpg", caption="对岸。")
    notes = (_note(credit=CREDIT),)
    article = Article(name="a", headline="题", body=(PHOTO, other), pictures=notes)

    assert reading_text(article) == f"题\n清晨的码头。\n{CREDIT}\n对岸。"
    assert note_of(article, PHOTO) == notes[0]
    assert note_of(article, other) is None
