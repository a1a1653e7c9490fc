"""Reading what a PDF says, without places, gives what reading it whole gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import card_spec, made_card
from test_pdf_read import Sheet, drawn, save, show
from zbpub.base.findings import InputError
from zbpub.preflight.pdf_read import read_pdf, read_text
from zbpub.preflight.pdf_values import Document
from zbpub.render.pdf import render_pdf

Said = list[list[tuple[tuple[int, int, bool, str], str]]]


def _said(document: Document) -> Said:
    """Of each page what each mark says, in content order."""
    return [
        [
            (owner, "".join(glyph.text for glyph in group))
            for owner, group in groupby(
                page.glyphs, key=lambda g: (g.mcid, g.stream, g.artifact, g.font)
            )
        ]
        for page in document.pages
    ]


def _same(path: Path) -> bool:
    whole, text = read_pdf(path), read_text(path)
    tree = (whole.elements, whole.owned, whole.lang)
    marks = [
        {key: "".join(g.text for g in found) for key, found in read.marks.items()}
        for read in (whole, text)
    ]
    return (
        _said(whole) == _said(text)
        and tree == (text.elements, text.owned, text.lang)
        and marks[0] == marks[1]
    )


OPERATORS = {
    "state kept": f"BT /F 9 Tf q /V 9 Tf {show('横')} Q {show('竖')} ET",
    "old operators": "BT /F 9 Tf 12 TL <5929> Tj <6c14> ' 1 2 <597d> \" ET",
    "moves": "BT /F 9 Tf [<5929> -300 <6c14> 20.5 <>] TJ 3 4 Td 1 0 0 1 5 6 Tm ET",
    "marks": "/P <</MCID 3>> BDC BT /F 9 Tf [<5929>] TJ ET EMC BT [<6c14>] TJ ET",
    "nested marks": "/P <</MCID 3>> BDC /Span <</MCID 4>> BDC BT /F 9 Tf <5929> Tj EMC"
    " <6c14> Tj ET EMC",
    "artifact": "/Artifact BMC BT /F 9 Tf [<5929>] TJ ET EMC BT [<6c14>] TJ ET",
    "spoken": "BT /F 9 Tf /Span <</ActualText <feff65e5>>> BDC [<5929> 3 <6c14>] TJ"
    " <597d> Tj EMC <597d> Tj ET",
    "spoken nothing": "BT /F 9 Tf /Span <</ActualText ()>> BDC [<5929>] TJ EMC ET",
    "nothing shown": "BT /F 9 Tf /Span <</ActualText (a)>> BDC [<>] TJ <5929> Tj EMC"
    " ET",
    "ligature": "BT /F 9 Tf [<e0005929>] TJ ET",
    "pictures and lines": "0 0 9 9 re f BT /F 9 Tf 90 Tz 2 Ts [<5929>] TJ ET 1 w S",
}


@pytest.mark.parametrize("name", OPERATORS)
def test_operators_say_the_same(tmp_path: Path, name: str) -> None:
    """Each operator that changes what is said, or under which mark, is followed."""
    path = drawn(tmp_path, OPERATORS[name])

    assert _same(path)
    assert any(owned for owned in _said(read_text(path)))


def test_forms_and_states_say_the_same(tmp_path: Path) -> None:
    """Forms are entered, and a graphics state may choose the font."""
    path = drawn(tmp_path, "BT /F 9 Tf ET q /X Do Q /G gs BT <6c14> Tj ET")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        resources = pdf.pages[0].obj.Resources
        form = pdf.make_stream(b"/P <</MCID 1>> BDC BT /V 9 Tf <5929> Tj ET EMC")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox, form.Resources = [0, 0, 9, 9], resources
        resources.XObject = pikepdf.Dictionary(X=form)
        state = pikepdf.Dictionary(Font=[resources.Font.V, 12])
        resources.ExtGState = pikepdf.Dictionary(G=state)
        pdf.save(path)

    assert _same(path)
    assert [text for _, text in _said(read_text(path))[0]] == ["天", "气"]


def test_painted_pages_say_the_same(tmp_path: Path) -> None:
    """A page of ours, with all that painting does to what is said."""
    _, up = made_card()
    path = tmp_path / "card.pdf"
    path.write_bytes(render_pdf(up.pages, card_spec()))

    assert _same(path)
    assert read_text(path).marks


def test_other_words_are_told(tmp_path: Path) -> None:
    """The comparison above can fail: by a character, a mark, an artifact."""
    base = _said(read_text(drawn(tmp_path, OPERATORS["marks"])))
    for was, now in (("5929", "6c14"), ("MCID 3", "MCID 5"), ("/P <<", "/Artifact <<")):
        ops = OPERATORS["marks"].replace(was, now)
        assert _said(read_pdf(drawn(tmp_path, ops))) != base


def test_glyphs_are_few(tmp_path: Path) -> None:
    """One stands for a whole string: that is what saves the time."""
    path = save(
        tmp_path / "a.pdf", Sheet().put(50, 100, ("天天天", -250, "气气", 5, "a"))
    )

    assert len(read_pdf(path).pages[0].glyphs) == 6
    (glyph,) = read_text(path).pages[0].glyphs
    assert glyph.text == "天天天气气a"
    assert replace(glyph, text="", font="").x1 == 0


def test_text_without_a_font_is_a_finding(tmp_path: Path) -> None:
    """As it is when places are read."""
    path = drawn(tmp_path, "BT <5929> Tj ET")

    for read in (read_pdf, read_text):
        with pytest.raises(InputError, match="without a font"):
            read(path)


_STRING = st.text("天气a‖1。", max_size=4)
_SHOWN = st.lists(st.one_of(_STRING, st.integers(-900, 900)), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            _SHOWN,
            st.sampled_from(["F", "V"]),
            st.sampled_from(
                [
                    "",
                    "/P <</MCID {0}>>",
                    "/Artifact <<>>",
                    "/Span <</ActualText (x{0})>>",
                ]
            ),
        ),
        max_size=6,
    )
)
def test_any_content_says_the_same(
    parts: list[tuple[list[str | int], str, str]],
) -> None:
    """Strings, moves, fonts and marks in any order."""
    sheet = Sheet()
    for number, (shown, font, mark) in enumerate(parts):
        # Far apart, and never digits side by side: those are read as one word.
        place = f"1 0 0 1 {40 * number} {300 - 40 * number} Tm"
        text = f"BT /{font} 9 Tf {place} {show(tuple(shown))} ET"
        begun = mark.format(number)
        sheet.ops.append(f"{begun} BDC {text} EMC" if begun else text)
    with TemporaryDirectory() as folder:
        path = save(Path(folder) / "a.pdf", sheet)
        whole, text_only = read_pdf(path), read_text(path)

    for one, other in zip(whole.pages, text_only.pages, strict=True):
        assert "".join(g.text for g in one.glyphs) == "".join(
            g.text for g in other.glyphs
        )
