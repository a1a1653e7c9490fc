"""Reading PDFs back; the kit at the top draws small PDFs with exact positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from zbpub.base.findings import Finding, InputError
from zbpub.preflight.pdf_cmap import parse_cmap
from zbpub.preflight.pdf_difference import Kind, first_difference
from zbpub.preflight.pdf_proof import prove_pdf
from zbpub.preflight.pdf_read import read_pdf
from zbpub.preflight.pdf_structure import elements_by_role, structure_text
from zbpub.preflight.pdf_values import Glyph

CASES = Path(__file__).parent / "cases"
HEIGHT = 400
LIGATURE = 0xE000
"""The glyph of the kit's font that stands for a whole two-em dash."""

Shown = str | tuple[str | float, ...]
"""Text, or text with adjustments in thousandths of the size, as TJ has them."""
Tree = tuple[str, Sequence["Tree | int"]]
"""A structure element: role and kids; a number is an MCID of the first page."""


@dataclass
class Sheet:
    """A page that a test draws; every character is a glyph of its own number."""

    ops: list[str] = field(default_factory=list)
    width: int = 600

    def put(self, x: float, y: float, shown: Shown, size: float = 10) -> Sheet:
        """Show text with its origin at ``x`` and ``y`` points from the upper left."""
        matrix = f"1 0 0 1 {x} {HEIGHT - y} Tm"
        self.ops.append(f"BT /F {size} Tf {matrix} {show(shown)} ET")
        return self

    def mark(self, mcid: int, tag: str = "Span") -> Sheet:
        """Wrap what was drawn last in marked content."""
        self.ops[-1] = f"/{tag} <</MCID {mcid}>> BDC {self.ops[-1]} EMC"
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Fill a rectangle given from the upper left."""
        self.ops.append(f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def clip(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Clip what was drawn last to a rectangle, as renderers do."""
        clip = f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re W n"
        self.ops[-1] = f"q {clip} {self.ops[-1]} Q"
        return self


def show(shown: Shown) -> str:
    """The TJ operator for ``shown``; ‖ is the dash drawn as one glyph."""
    parts = (shown,) if isinstance(shown, str) else shown
    return f"[{' '.join(_part(part) for part in parts)}] TJ"


def _part(part: str | float) -> str:
    if isinstance(part, str):
        codes = (LIGATURE if char == "‖" else ord(char) for char in part)
        return f"<{''.join(f'{code:04x}' for code in codes)}>"
    return str(part)


def kit_font(pdf: pikepdf.Pdf, encoding: str = "Identity-H") -> pikepdf.Object:
    """A composite font: Han one em, Latin and digits half an em, no outlines."""
    cmap = (
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        "2 beginbfrange <0000> <dfff> <0000> <f000> <ffff> <f000> endbfrange "
        "1 beginbfchar <e000> <20142014> endbfchar"
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name("/ABCDEF+Kit"),
        DW=1000,
        W=[0x20, 0x7E, 500, LIGATURE, [2000]],
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/ABCDEF+Kit"),
            Encoding=pikepdf.Name(f"/{encoding}"),
            DescendantFonts=[descendant],
            ToUnicode=pikepdf.Stream(pdf, cmap.encode()),
        )
    )


def save(
    path: Path,
    *sheets: Sheet,
    tree: Sequence[Tree] = (),
    lang: str = "zh-Hans",
    entries: Mapping[str, Any] | None = None,
) -> Path:
    """Write the sheets; ``entries`` go into each page's dictionary."""
    pdf = pikepdf.new()
    fonts = pikepdf.Dictionary(F=kit_font(pdf), V=kit_font(pdf, "Identity-V"))
    for sheet in sheets:
        page = pdf.add_blank_page(page_size=(sheet.width, HEIGHT))
        page.obj.Resources = pikepdf.Dictionary(Font=fonts)
        page.obj.Contents = pdf.make_stream("\n".join(sheet.ops).encode())
        for name, value in (entries or {}).items():
            page.obj[f"/{name}"] = value
    pdf.Root.Lang = pikepdf.String(lang)
    if tree:
        root = pikepdf.Dictionary(RoleMap=pikepdf.Dictionary(Story=pikepdf.Name.Art))
        kids = [_element(pdf, branch) for branch in tree]
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        pdf.Root.StructTreeRoot.K = pikepdf.Array(kids)
    pdf.save(path)
    return path


def _element(pdf: pikepdf.Pdf, tree: Tree) -> pikepdf.Object:
    role, kids = tree
    return pdf.make_indirect(
        pikepdf.Dictionary(
            S=pikepdf.Name(f"/{role}"),
            Pg=pdf.pages[0].obj,
            K=pikepdf.Array(
                [kid if isinstance(kid, int) else _element(pdf, kid) for kid in kids]
            ),
        )
    )


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Title, input and expectation of each case in a file of tests/cases."""
    blocks = (CASES / name).read_text("utf-8").strip().split("\n\n")
    cases = []
    for block in blocks:
        title, _, rest = block.partition("\n")
        given_text, _, expected = rest.partition("\n---\n")
        cases.append((title.lstrip("# "), given_text, expected))
    return cases


def glyphs(path: Path) -> tuple[Glyph, ...]:
    """The glyphs of the first page."""
    return read_pdf(path).pages[0].glyphs


def places(path: Path) -> list[tuple[str, float, float, float]]:
    """Text, x0, x1 and y of the glyphs of the first page."""
    return [
        (g.text, round(g.x0, 4), round(g.x1, 4), round(g.y, 4)) for g in glyphs(path)
    ]


def drawn(path: Path, ops: str, **entries: Any) -> Path:
    """A page with the operators ``ops``."""
    return save(path / "page.pdf", Sheet([ops]), entries=entries)


# --- glyphs -------------------------------------------------------------------------


def test_adjustments_move_what_follows(tmp_path: Path) -> None:
    """A TJ number moves the next glyph back by thousandths of the size."""
    path = save(tmp_path / "a.pdf", Sheet().put(50, 100, ("天", -250, "a", 500, "气")))

    assert places(path) == [
        ("天", 50, 60, 100),
        ("a", 62.5, 67.5, 100),
        ("气", 62.5, 72.5, 100),
    ]


def test_a_ligature_gives_all_its_characters(tmp_path: Path) -> None:
    """One glyph mapped to two dashes reads as two and keeps its width of two em."""
    path = save(tmp_path / "a.pdf", Sheet().put(0, 100, "‖天"))

    assert places(path) == [("——", 0, 20, 100), ("天", 20, 30, 100)]


def test_text_state_counts(tmp_path: Path) -> None:
    """Letter spacing, stretch and rise move glyphs; q and Q keep and restore them."""
    path = drawn(
        tmp_path,
        "q 2 0 0 2 10 0 cm BT /F 10 Tf 1 Tc 50 Tz 3 Ts 1 0 0 1 0 100 Tm <59294eca> Tj "
        "ET Q BT /F 10 Tf 1 0 0 1 0 100 Tm <5929> Tj ET",
    )

    # Half as wide, in a space twice as large; the gap of 1 is halved and doubled too.
    assert places(path) == [
        ("天", 10, 20, 194),
        ("今", 21, 31, 194),
        ("天", 0, 10, 300),
    ]
    assert [g.size for g in glyphs(path)] == [20, 20, 10]


def test_lines_move_by_leading(tmp_path: Path) -> None:
    """TD sets the leading that T* and the quotes then use."""
    path = drawn(
        tmp_path,
        "BT /F 10 Tf 5 300 Td 0 -12 TD <0041> Tj T* <0041> Tj <0041> ' "
        '1 2 <0041> " ET',
    )

    assert [y for *_, y in places(path)] == [112, 124, 136, 148]


def test_forms_are_entered(tmp_path: Path) -> None:
    """Text in a form inside a form is read through both matrices."""
    pdf = pikepdf.new()
    inner = pdf.make_stream(b"BT /F 10 Tf 1 0 0 1 0 0 Tm <5929> Tj ET")
    outer = pdf.make_stream(b"q 1 0 0 1 5 0 cm /Inner Do Q")
    font = kit_font(pdf)
    for form, matrix, objects in (
        (inner, [2, 0, 0, 2, 0, 0], {}),
        (outer, [1, 0, 0, 1, 100, 100], {"/Inner": inner}),
    ):
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.Matrix, form.BBox = pikepdf.Array(matrix), pikepdf.Array([0, 0, 600, 400])
        form.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(objects)
        )
    page = pdf.add_blank_page(page_size=(600, HEIGHT))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Outer=outer))
    page.obj.Contents = pdf.make_stream(b"/Outer Do")
    pdf.save(tmp_path / "a.pdf")

    assert places(tmp_path / "a.pdf") == [("天", 105, 125, 300)]


def test_the_innermost_mark_owns_a_glyph(tmp_path: Path) -> None:
    """Nested marked content gives its own MCID, and the outer one again after it."""
    path = drawn(
        tmp_path,
        "BT /F 10 Tf /P <</MCID 3>> BDC <5929> Tj /Span <</MCID 4>> BDC <5929> Tj EMC "
        "/Span BMC <5929> Tj EMC EMC /Artifact BMC <5929> Tj EMC ET",
    )

    assert [(g.mcid, g.artifact) for g in glyphs(path)] == [
        (3, False),
        (4, False),
        (3, False),
        (-1, True),
    ]


def test_actual_text_speaks_once(tmp_path: Path) -> None:
    """Replacement text stands for all the glyphs of its mark together."""
    path = drawn(
        tmp_path,
        "BT /F 10 Tf /Span <</ActualText <feff8bb0>>> BDC <59294eca> Tj EMC "
        "<5929> Tj ET",
    )

    assert [g.text for g in glyphs(path)] == ["记", "", "天"]


def test_simple_fonts_read_by_encoding(tmp_path: Path) -> None:
    """A one-byte font without ToUnicode reads by its encoding; 32 is word space."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        FirstChar=32,
        Widths=[250, 600, 600],
        Encoding=pikepdf.Dictionary(
            BaseEncoding=pikepdf.Name.WinAnsiEncoding,
            Differences=[33, pikepdf.Name.eacute],
        ),
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(S=font))
    path = drawn(
        tmp_path,
        'BT /S 10 Tf 4 Tw 1 0 0 1 0 100 Tm (! ") Tj ET',
        Resources=resources,
    )

    assert places(path) == [
        ("é", 0, 6, 300),
        (" ", 6, 8.5, 300),
        ('"', 12.5, 18.5, 300),
    ]


def test_turned_lines_read_like_level_ones(tmp_path: Path) -> None:
    """A line turned clockwise runs from the page's top; its y counts from the right."""
    path = drawn(tmp_path, "BT /F 10 Tf 0 -1 1 0 580 350 Tm <59294eca> Tj ET")

    assert places(path) == [("天", 50, 60, 20), ("今", 60, 70, 20)]
    document = read_pdf(path)
    assert [g.turned for g in document.pages[0].glyphs] == [1, 1]
    assert document.pages[0].to_page((50, 12, 60, 20), 1) == (580, 50, 588, 60)


def test_vertical_fonts_run_downwards(tmp_path: Path) -> None:
    """A vertical encoding advances down the page and measures like a turned line."""
    path = drawn(tmp_path, "BT /V 10 Tf 1 0 0 1 575 350 Tm <59294eca> Tj ET")

    assert places(path) == [("天", 50, 60, 28.8), ("今", 60, 70, 28.8)]


def test_a_turned_page_is_read_as_shown(tmp_path: Path) -> None:
    """/Rotate turns the page: a line up the sheet then reads level."""
    path = drawn(tmp_path, "BT /F 10 Tf 0 1 -1 0 100 50 Tm <5929> Tj ET", Rotate=90)
    page = read_pdf(path).pages[0]

    assert (page.width, page.height) == (HEIGHT, 600)
    assert places(path) == [("天", 50, 60, 100)]
    assert page.glyphs[0].turned == 0


def test_boxes_share_the_frame_of_the_glyphs(tmp_path: Path) -> None:
    """Boxes count from the upper left corner of the media box."""
    path = drawn(
        tmp_path,
        "BT /F 10 Tf 1 0 0 1 10 380 Tm <5929> Tj ET",
        MediaBox=pikepdf.Array([-10, -10, 610, 410]),
        TrimBox=pikepdf.Array([0, 0, 600, 400]),
    )
    page = read_pdf(path).pages[0]

    assert page.boxes["trim"] == (10, 10, 610, 410)
    assert places(path) == [("天", 20, 30, 30)]


@pytest.mark.parametrize(
    ("section", "texts"),
    [
        ("2 beginbfchar <01> <4e00> <02> <d840dc0b> endbfchar", {1: "一", 2: "𠀋"}),
        ("1 beginbfrange <01> <03> <4e00> endbfrange", {1: "一", 2: "丁", 3: "丂"}),
        ("1 beginbfrange <01> <02> [<4e00> <4e0d>] endbfrange", {1: "一", 2: "不"}),
        ("% <01> <4e00>\n1 beginbfchar <01> <00660069> endbfchar", {1: "fi"}),
    ],
)
def test_character_maps(section: str, texts: Mapping[int, str]) -> None:
    """Single entries, ranges and lists give their Unicode; comments do not."""
    assert parse_cmap(section.encode()).texts == texts


def test_embedded_encodings_cut_codes_by_their_ranges() -> None:
    """One-byte and two-byte codes mix as the code space ranges say."""
    cmap = parse_cmap(
        b"/WMode 1 def "
        b"2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange "
        b"1 begincidrange <8140> <8142> 633 endcidrange "
        b"1 begincidchar <41> 7 endcidchar"
    )

    assert list(cmap.codes(b"A\x81\x42B")) == [0x41, 0x8142, 0x42]
    assert (cmap.cids[0x8142], cmap.cids[0x41], cmap.vertical) == (635, 7, True)


# --- unusable files -----------------------------------------------------------------


def _codes(error: InputError) -> list[str]:
    return [finding.code for finding in error.findings]


@pytest.mark.parametrize(
    "ops",
    [
        "BT <5929> Tj ET",
        "BT /F Tf ET",
        "BT /F 10 Tf [<5929> /Name] TJ ET",
        "1 0 0 cm",
        "/P 5 BDC EMC",
    ],
)
def test_malformed_content_is_a_finding(tmp_path: Path, ops: str) -> None:
    """Operators without font or with wrong operands are named, not thrown."""
    with pytest.raises(InputError) as caught:
        read_pdf(drawn(tmp_path, ops))

    assert _codes(caught.value) == ["P101"]


def test_a_form_in_itself_is_a_finding(tmp_path: Path) -> None:
    """A form that paints itself does not hang the reader."""
    pdf = pikepdf.new()
    form = pdf.make_stream(b"/Me Do")
    form.Subtype = pikepdf.Name.Form
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    page = pdf.add_blank_page()
    page.obj.Resources = form.Resources
    page.obj.Contents = pdf.make_stream(b"/Me Do")
    pdf.save(tmp_path / "a.pdf")

    with pytest.raises(InputError, match="nested in themselves"):
        read_pdf(tmp_path / "a.pdf")


def test_no_pdf_is_a_finding(tmp_path: Path) -> None:
    """A missing file, another format and a cut-off PDF are unusable input."""
    (tmp_path / "text.pdf").write_text("天气")
    whole = save(tmp_path / "whole.pdf", Sheet().put(0, 10, "天")).read_bytes()
    (tmp_path / "half.pdf").write_bytes(whole[: len(whole) // 2])
    for name in ("missing.pdf", "text.pdf", "half.pdf"):
        with pytest.raises(InputError) as caught:
            read_pdf(tmp_path / name)
        assert _codes(caught.value) == ["P101"], name
        assert caught.value.findings[0].path == str(tmp_path / name)


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_pdf_is_a_finding(tmp_path: Path, password: str) -> None:
    """Encryption is named, whether or not the file opens without a password."""
    plain = save(tmp_path / "plain.pdf", Sheet().put(0, 10, "天"))
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(plain) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user=password))

    with pytest.raises(InputError) as caught:
        read_pdf(locked)
    assert _codes(caught.value) == ["P102"]


# --- structure ----------------------------------------------------------------------


def test_structure_text_is_in_logical_order(tmp_path: Path) -> None:
    """Elements read in the tree's order, whatever was painted first."""
    sheet = Sheet().put(0, 50, "乙").mark(1).put(0, 30, "甲").mark(0)
    path = save(
        tmp_path / "a.pdf", sheet, tree=[("Document", [("Story", [("P", [0, 1])])])]
    )
    document = read_pdf(path)
    (article,) = elements_by_role(document.elements, "Art")

    assert structure_text(document, article) == "甲乙"
    assert (article.role, article.page) == ("Art", 1)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles in columns and a folio, as WeasyPrint prints and tags them."""
    path = tmp_path_factory.mktemp("printed") / "page.pdf"
    style = (
        '@page { size: 300pt 400pt; margin: 30pt; @top-left { content: "版面" } }'
        'body { font: 9pt/12pt "Noto Serif CJK SC"; margin: 0 } p { margin: 0 }'
        "section { columns: 2; column-gap: 18pt } .pale { opacity: .5 }"
    )
    html = (
        f'<html lang="zh-Hans"><head><title>报</title><style>{style}</style></head>'
        "<body><p>第三版</p><section>"
        f"<article><h2>晴——雨</h2><p>{WEATHER}</p></article></section>"
        f"<article class=pale><h2>集市</h2><p>{MARKET}</p></article></body></html>"
    )
    HTML(string=html).write_pdf(path, pdf_tags=True)
    return path


WEATHER = "今天<b>晴转多云</b>，“明天”有雨……气温18℃。" * 6
MARKET = "集市上卖的是萝卜和白菜，价格同昨天一样。"
TEXTS = {
    "weather": "晴——雨\n" + WEATHER.replace("<b>", "").replace("</b>", ""),
    "market": "集市 " + MARKET,
}


def test_printed_articles_are_proved(printed: Path) -> None:
    """A page whose articles break over columns and sit in groups passes the proof."""
    document = read_pdf(printed)

    assert len(elements_by_role(document.elements, "Art")) > len(TEXTS)
    assert document.lang == "zh-Hans"
    assert prove_pdf(printed, TEXTS) == ()


# --- the proof ----------------------------------------------------------------------


def _kinds(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def _with(texts: Mapping[str, str], name: str, text: str) -> dict[str, str]:
    return {**texts, name: text}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (MARKET.replace("萝卜", "萝x卜"), "P103", "missing 「x」"),
        (MARKET.replace("萝卜", "萝"), "P106", "foreign 「卜」"),
        (MARKET.replace("和白菜，", "，白菜和"), "P105", "out of order"),
    ],
)
def test_one_character_fails_the_proof(
    printed: Path, text: str, code: str, said: str
) -> None:
    """One character too few, too many or elsewhere is found, named and placed."""
    (finding,) = prove_pdf(printed, _with(TEXTS, "market", "集市" + text))

    assert finding.code == code
    assert said in finding.message
    assert "article market, character 1" in finding.message


def test_a_doubled_line_fails_the_proof(tmp_path: Path) -> None:
    """A line painted twice inside an article is named as doubled."""
    sheet = Sheet().put(0, 30, "今天天气").mark(0).put(0, 45, "今天天气").mark(1)
    path = save(tmp_path / "a.pdf", sheet, tree=[("Art", [("P", [0, 1])])])

    assert _kinds(prove_pdf(path, {"a": "今天天气"})) == ["P104"]


def test_articles_absent_or_strange_fail_the_proof(printed: Path) -> None:
    """An article nobody printed and one that nobody wrote are both findings."""
    assert _kinds(prove_pdf(printed, _with(TEXTS, "sport", "足球比赛"))) == ["P107"]
    assert _kinds(prove_pdf(printed, {"weather": TEXTS["weather"]})) == ["P108"]


def test_an_article_may_jump(tmp_path: Path) -> None:
    """Fragments of one article with another between them are put together."""
    sheet = Sheet()
    for mcid, text in enumerate(("今天有雨，", "足球比赛，", "明天转晴。")):
        sheet.put(0, 30 + 15 * mcid, text).mark(mcid)
    path = save(
        tmp_path / "a.pdf", sheet, tree=[("Art", [("P", [n])]) for n in range(3)]
    )

    assert prove_pdf(path, {"a": "今天有雨，明天转晴。", "b": "足球比赛，"}) == ()


def test_a_torn_paragraph_fails_the_proof(tmp_path: Path) -> None:
    """A paragraph painted out of order reads aloud well and copies badly."""
    sheet = Sheet().put(0, 45, "有雨。").mark(1).put(0, 30, "今天").mark(0)
    path = save(tmp_path / "a.pdf", sheet, tree=[("Art", [("P", [0, 1])])])

    assert _kinds(prove_pdf(path, {"a": "今天有雨。"})) == ["P109"]


def test_loose_text_fails_the_proof(tmp_path: Path) -> None:
    """Text outside articles must be an artifact or belong to an element."""
    sheet = Sheet().put(0, 30, "今天").mark(0).put(0, 10, "报眉").mark(1, "Artifact")
    tree: list[Tree] = [("Art", [("P", [0])])]
    assert prove_pdf(save(tmp_path / "a.pdf", sheet, tree=tree), {"a": "今天"}) == ()

    sheet.put(0, 20, "版次")
    loose = save(tmp_path / "b.pdf", sheet, tree=tree)
    assert _kinds(prove_pdf(loose, {"a": "今天"})) == ["P110"]


def test_an_untagged_file_is_proved_in_content_order(tmp_path: Path) -> None:
    """Without structure the proof says so and still finds a lost character."""
    sheet = Sheet().put(0, 30, "今天有雨，出门带伞，慢些走。明天转晴，风力不大。")
    path = save(tmp_path / "a.pdf", sheet)
    text = "今天有雨，出门带伞，慢些走。"

    assert _kinds(prove_pdf(path, {"a": text})) == ["P111"]
    longer = text.replace("带伞", "带雨伞")
    assert _kinds(prove_pdf(path, {"a": longer})) == ["P111", "P103"]
    assert _kinds(prove_pdf(path, {"b": "足球比赛"})) == ["P111", "P107"]


# --- differences --------------------------------------------------------------------


@pytest.mark.parametrize(("title", "texts", "expected"), read_cases("difference.txt"))
def test_difference_case(title: str, texts: str, expected: str) -> None:
    """Every hand-written case in cases/difference.txt is named as a reader would."""
    wanted, found = texts.split("\n")
    difference = first_difference(wanted, found)

    said = (
        f"{difference.kind.value} {difference.offset} {difference.text}"
        if difference
        else "same"
    )
    assert said == expected, title


words = st.text("今天气晴雨，。", min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(one=words, other=words)
def test_a_difference_is_found_exactly_where_texts_part(one: str, other: str) -> None:
    """There is a difference if and only if the texts differ, at their first parting."""
    difference = first_difference(one, other)

    assert (difference is None) == (one == other)
    if difference:
        assert one[: difference.offset] == other[: difference.offset]


@settings(max_examples=60, deadline=None)
@given(text=words, data=st.data())
def test_a_lost_character_is_called_missing(text: str, data: st.DataObject) -> None:
    """Whichever single character is taken away, the kind is “missing”."""
    at = data.draw(st.integers(0, len(text) - 1))
    difference = first_difference(text, text[:at] + text[at + 1 :])

    assert difference is not None
    assert difference.kind is Kind.MISSING
