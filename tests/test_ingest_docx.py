"""A reporter's Word document comes in whole, or is refused with a finding."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_kit import (
    centred,
    drawing,
    make_docx,
    para,
    picture_bytes,
    read_zip,
    ruby,
    run,
    styled,
    table,
    text_box,
    write_zip,
)
from door_kit import ingest, open_anything, refusal
from web_kit import PARAGRAPHS
from zbpub.base.findings import InputError
from zbpub.ingest.door import open_door
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import ArticleObject, as_json
from zbpub.manuscript.model import (
    Article,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Run,
    Table,
)
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.write import write_article

TITLES = centred("千亩良田喝上放心水", 44, bold=True)
BODY = para("本报讯（记者 王小山）昨日，南岭乡新渠通水。") + para("村民们很高兴。")


def articles_of(body: str, **parts: str) -> tuple[Article, ...]:
    """The articles of a Word document with the elements ``body``."""
    opened = open_door("a.docx", make_docx(body, [picture_bytes()], parts))
    return ingest(opened).articles


def tell(body: str) -> ArticleObject:
    """The one article of a Word document, as ``--json`` tells it."""
    opened = open_door("a.docx", make_docx(body))
    (article,) = as_json(ingest(opened))["articles"]
    return article


def test_titles_told_by_their_looks() -> None:
    """Kicker, headline, deck and byline of a report whose author knows no styles."""
    article = tell(
        centred("南岭乡连续三年修渠护坡", 28)
        + TITLES
        + centred("——二十里新渠昨日全线贯通", 28)
        + para("本报记者 王小山 通讯员 李春来")
        + para("本报讯 昨日，南岭乡新渠通水。")
    )

    assert article["kicker"] == "南岭乡连续三年修渠护坡"
    assert article["headline"] == "千亩良田喝上放心水"
    assert article["deck"] == "二十里新渠昨日全线贯通"
    assert article["byline"] == "本报记者 王小山 通讯员 李春来"
    assert article["dateline"] == "本报讯"
    assert article["paragraphs"] == ["昨日，南岭乡新渠通水。"]


@pytest.mark.parametrize(
    "title",
    [
        styled("Title", "千亩良田喝上放心水"),
        styled("Heading1", "千亩良田喝上放心水"),
        para("千亩良田喝上放心水", "<w:b/>"),
        centred("千亩良田喝上放心水"),
        para("千亩良田喝上放心水", '<w:sz w:val="36"/>'),
        para("千亩良田喝上放心水"),
        para(inner=text_box(para("千亩良田喝上放心水", "<w:b/>"))),
    ],
    ids=["title", "heading 1", "bold", "centred", "larger", "plain", "text box"],
)
def test_every_kind_of_headline(title: str) -> None:
    """A headline is told by style, weight, place, size, or by standing first."""
    article = tell(title + BODY)

    assert article["headline"] == "千亩良田喝上放心水"
    assert article["paragraphs"] == ["昨日，南岭乡新渠通水。", "村民们很高兴。"]


def test_prose_is_no_headline() -> None:
    """A document that begins with its text has no headline, and that is told."""
    opened = open_door("a.docx", make_docx(BODY))
    page = ingest(opened)

    assert page.articles[0].headline == ""
    assert "I004" in [one.code for one in page.findings]


def test_paragraphs_of_a_document_are_not_joined() -> None:
    """A paragraph without a full stop stays one, where a page's would be joined."""
    halves = ("三年前，乡里筹资八百万元动工修", "渠，党员干部带头上工地。")
    article = tell(TITLES + BODY + "".join(map(para, halves)))

    assert article["paragraphs"][-2:] == list(halves)
    text = "# 千亩良田喝上放心水\n\n本报讯 昨日通水。\n\n" + "\n\n".join(halves)
    guessed = as_json(ingest_page(text, path="x", page="03"))["articles"][0]
    assert guessed["paragraphs"][-1] == "".join(halves)


def test_lines_broken_by_hand_are_joined() -> None:
    """Paragraphs that are lines of one length are lines: they are joined, and told."""
    text = "".join(PARAGRAPHS[1:])
    lines = [text[at : at + 22] for at in range(0, len(text) - 22, 22)]
    opened = open_door("a.docx", make_docx(TITLES + "".join(map(para, lines))))

    assert not opened.paragraphs_known
    assert "I111" in [one.code for one in opened.findings]
    assert len(ingest(opened).articles[0].body) < len(lines) / 2
    names = "".join(para(f"河湾镇第{n}小学代表队王小山等") for n in "一二三四五六七八")
    for body in (BODY, names, "".join(map(para, PARAGRAPHS)) * 3):
        known = open_door("a.docx", make_docx(TITLES + body))
        assert known.paragraphs_known
        assert "I111" not in [one.code for one in known.findings]


def test_several_chief_titles_are_several_articles() -> None:
    """Headings 1 over texts of their own begin articles; that is told."""
    first = styled("Heading1", "新渠昨日通水") + BODY
    second = styled("Heading1", "果园喜获丰收") + para("本报讯 昨日，果园收梨。")
    opened = open_door("a.docx", make_docx(first + second))

    heads = [one.headline for one in ingest(opened).articles]
    assert heads == ["新渠昨日通水", "果园喜获丰收"]
    assert "I110" in [one.code for one in opened.findings]


def test_text_above_the_first_title_is_not_lost() -> None:
    """Text before the first of several titles is an article without a headline."""
    titles = ("新渠昨日通水", "果园喜获丰收")
    body = para("今日看点在这里。") + "".join(
        styled("Title", one) + BODY for one in titles
    )
    page = ingest(open_door("a.docx", make_docx(body)))

    assert [one.headline for one in page.articles] == ["", *titles]
    assert "I004" in [one.code for one in page.findings]


def test_headings_under_a_headline_are_subheads() -> None:
    """Headings 1 below a title, or with numbers, are the parts of one article."""
    parts = styled("Heading1", "新渠昨日通水") + BODY + styled("Heading1", "果园丰收")
    one = tell(styled("Title", "南岭乡巨变") + parts + para("果园收梨三万斤。"))
    numbered = tell(
        TITLES + para("本报讯 昨日通水。") + styled("Heading1", "一、修渠") + BODY
        + styled("Heading1", "二、护坡") + BODY
    )  # fmt: skip

    assert one["headline"] == "南岭乡巨变"
    assert "果园丰收" in one["subheads"]
    assert numbered["subheads"] == ["一、修渠", "二、护坡"]


def test_a_document_keeps_its_dress() -> None:
    """Bold, italics, raised and lowered characters and footnotes are kept."""
    words = (
        run("很") + run("重要", "<w:b/>") + run("的") + run("斜体", "<w:i/>")
        + run("，面积9m") + run("2", '<w:vertAlign w:val="superscript"/>')
        + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。")
    )  # fmt: skip
    note = f'<w:footnote w:id="2">{para("据县水利局。")}</w:footnote>'
    (article,) = articles_of(TITLES + BODY + para(inner=words), footnotes=note)

    written = write_article(article)
    assert "很**重要**的*斜体*，面积9m^2^[^2]。" in written
    assert "[^2]: 据县水利局。" in written
    assert isinstance(article.body[-1], Footnote)
    again, findings = parse_article(written, name=article.name, path="x")
    assert again == article
    assert findings == ()


def test_the_slip_of_a_copy_is_left_out() -> None:
    """What stands above the titles about the copy itself is left out by name."""
    slip = para("供稿单位：南岭乡政府") + para("2024年3月5日")
    opened = open_door("a.docx", make_docx(slip + TITLES + BODY))
    page = ingest(opened)

    assert page.articles[0].headline == "千亩良田喝上放心水"
    assert page.ledger.to_json()["left_out"]["slip of the document"] == 19
    below = tell(TITLES + BODY + slip)
    assert below["paragraphs"][-2:] == ["供稿单位：南岭乡政府", "2024年3月5日"]


def test_names_alone_under_a_title_are_the_byline() -> None:
    """A line of nothing but names signs the report above it; first it is a title."""
    under = tell(TITLES + centred("王小山") + para("昨日，南岭乡新渠通水。"))
    first = tell(centred("王小山", 44) + para("他是南岭乡的修渠人。"))

    assert under["byline"] == "王小山"
    assert (first["headline"], first["byline"]) == ("王小山", "")


def test_lines_of_one_paragraph_have_sizes_of_their_own() -> None:
    """A kicker and a headline parted by a line break are two titles."""
    words = (
        run("南岭乡三年修渠护坡", '<w:sz w:val="28"/>') + "<w:r><w:br/></w:r>"
        + run("千亩良田喝上放心水", '<w:sz w:val="44"/>')
    )  # fmt: skip
    article = tell(para(inner=words, props='<w:jc w:val="center"/>') + BODY)

    assert article["kicker"] == "南岭乡三年修渠护坡"
    assert article["headline"] == "千亩良田喝上放心水"


def test_tables_and_lists_are_kept() -> None:
    """A table is a table, a list a list, and deeper items stand in their items."""

    def item(text: str, depth: int) -> str:
        number = f'<w:ilvl w:val="{depth}"/><w:numId w:val="1"/>'
        return para(text, props=f"<w:numPr>{number}</w:numPr>")

    items = item("东岭村", 0) + item("先通水", 1) + item("西岭村", 0)
    rows = [["村名", "亩数"], ["东岭村", "420"], ["西岭村"]]
    (article,) = articles_of(TITLES + BODY + items + table(rows))

    listed, told = article.body[-2:]
    assert isinstance(listed, ListBlock)
    assert [len(one) for one in listed.items] == [2, 1]
    assert isinstance(told, Table)
    assert told.rows == (
        ((Run("东岭村"),), (Run("420"),)),
        ((Run("西岭村"),), ()),
    )
    again, _ = parse_article(write_article(article), name=article.name, path="x")
    assert again == article


def test_a_frame_is_no_table() -> None:
    """A table of one cell only frames its text."""
    (article,) = articles_of(TITLES + BODY + table([["框里的一句话。"]]))

    assert not any(isinstance(block, Table) for block in article.body)
    assert article.body[-1] == Paragraph((Run("框里的一句话。"),))


def test_pictures_and_their_captions() -> None:
    """A picture goes into images/, and 图为… after it is its caption."""
    body = TITLES + BODY + para(inner=drawing(alt="渠边的村民"))
    content = make_docx(body + para("图为村民在新渠边看水。"), [picture_bytes()])
    opened = open_door("新渠.docx", content)
    ((path, image),) = opened.images.items()

    figure = ingest(opened).articles[0].body[-1]
    assert figure == Figure(path, "渠边的村民", "图为村民在新渠边看水。")
    assert image == picture_bytes()
    plain = open_door("a.docx", make_docx(body + para("水很清。"), [picture_bytes()]))
    assert as_json(ingest(plain))["articles"][0]["paragraphs"][-1] == "水很清。"


def test_a_picture_that_is_not_there_is_told() -> None:
    """A picture whose file is missing is a finding, and no figure is invented."""
    opened = open_door("a.docx", make_docx(TITLES + BODY + para(inner=drawing())))

    assert [one.code for one in opened.findings] == ["I109"]
    assert not any(isinstance(one, Figure) for one in ingest(opened).articles[0].body)


def test_changes_comments_and_boxes() -> None:
    """Accepted text alone is read, comments are left out, boxes are not lost."""
    words = (
        f'<w:ins w:id="1" w:author="a">{run("今年")}</w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>去年</w:delText></w:r></w:del>'
        + run("又修了渠。")
        + '<w:r><w:commentReference w:id="0"/></w:r>'
        + text_box(para("方框里的话。"))
    )
    comment = f'<w:comment w:id="0">{para("请核实")}</w:comment>'
    content = make_docx(TITLES + BODY + para(inner=words), (), {"comments": comment})
    opened = open_door("a.docx", content)
    told = as_json(ingest(opened))["articles"][0]["paragraphs"]

    assert told[-2:] == ["今年又修了渠。", "方框里的话。"]
    assert "去年" not in opened.text
    assert "请核实" not in opened.text
    assert [one.code for one in opened.findings] == ["I106", "I107", "I108"]
    assert open_door("a.docx", make_docx(TITLES + BODY)).findings == ()


def test_what_nobody_sees_is_accounted_for() -> None:
    """Hidden words and headers are in the source text, and left out by name."""
    hidden = para(inner=run("机密", "<w:vanish/>") + run("公开的话。"))
    page = ingest(
        open_door(
            "a.docx", make_docx(TITLES + BODY + hidden, (), {"header": para("版头")})
        )
    )

    left_out = page.ledger.to_json()["left_out"]
    assert left_out["hidden text"] == 2
    assert left_out["header or footer of the document"] == 2


def spoil(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A document whose parts were changed."""
    parts = read_zip(make_docx(TITLES + BODY))
    change(parts)
    return write_zip(parts)


DOCUMENT = "word/document.xml"
XXE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda parts: parts.update({DOCUMENT: parts[DOCUMENT][:-40]}), "I104"),
        (lambda parts: parts.update({DOCUMENT: b""}), "I104"),
        (lambda parts: parts.update({DOCUMENT: XXE + parts[DOCUMENT]}), "I104"),
        (lambda parts: parts.update({DOCUMENT: LAUGHS + parts[DOCUMENT]}), "I104"),
        (
            lambda parts: parts.update({DOCUMENT: parts[DOCUMENT] + b" " * (3 << 20)}),
            "I105",
        ),
        (lambda parts: parts.pop(DOCUMENT), "I104"),
        (lambda parts: parts.pop("_rels/.rels"), "I104"),
        (lambda parts: parts.pop("[Content_Types].xml"), "I100"),
    ],
    ids=[
        "cut",
        "empty",
        "xxe",
        "laughs",
        "bomb",
        "no body",
        "no rels",
        "no types",
    ],
)
def test_damaged_documents(
    change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    """A damaged or harmful document is one finding."""
    assert refusal("a.docx", spoil(change)).code == code


def test_a_harmless_document_opens() -> None:
    """What was spoiled above opens when nothing is spoiled."""
    assert ingest(open_door("a.docx", spoil(lambda _: None))).articles


def test_many_parts_and_large_ones_are_refused() -> None:
    """More parts than a document has are refused before one is read."""
    parts = {f"word/{number}.bin": b"" for number in range(4001)}

    assert refusal("a.docx", spoil(lambda all_: all_.update(parts))).code == "I105"


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        ("EncryptedPackage", "password"),
        ("WordDocument", ".doc"),
        ("Other", "old Office"),
    ],
)
def test_ole_files_are_told_apart(stream: str, words: str) -> None:
    """A document with a password is told from an old one."""
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le")
    )
    finding = refusal("a.docx", content)

    assert finding.code == "I103"
    assert words in finding.message


def test_a_zip_with_a_password_is_told() -> None:
    """A part that is encrypted is a finding, no traceback."""
    file = io.BytesIO(make_docx(TITLES + BODY))
    with zipfile.ZipFile(file) as packed:
        first = packed.infolist()[0]
    content = bytearray(file.getvalue())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    content[first.header_offset + 6] |= 1

    assert refusal("a.docx", bytes(content)).code in {"I103", "I104"}


WORDS = (
    para("修渠护坡，保住良田。"), para("记者 王小山"), centred("新渠昨日通水", 40),
    table([["甲", "乙"]]),
    styled("Heading1", "新渠通水"), styled("Heading2", "小题"), para(inner=drawing()),
    para("图为村民。"), para("·", props='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    para(inner=text_box(para("框"))), para("\u200b修**[^1]{a|b}"), "<w:p/>", "<w:tbl/>",
    table([["甲" * 130 + "。"]]), para("——副题"), para(inner="<w:r><w:br/></w:r>"),
    para("修", inner='<w:r><w:footnoteReference w:id="1"/></w:r>'),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_document_gives_a_traceback(parts: list[str]) -> None:
    """Any heap of paragraphs is a document whose words are all accounted for."""
    open_anything("a.docx", make_docx("".join(parts), [picture_bytes()]))


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 40_000), content=st.binary(min_size=1, max_size=40))
def test_no_damage_gives_a_traceback(at: int, content: bytes) -> None:
    """A document with some of its bytes spoiled is read or refused, never a crash."""
    spoiled = bytearray(make_docx(TITLES + BODY))
    place = at % len(spoiled)
    spoiled[place : place + len(content)] = content

    open_anything("a.docx", bytes(spoiled))


@settings(max_examples=30, deadline=None)
@given(at=st.integers(0, 4000), xml=st.sampled_from([b"", b"<w:r>", b"</w:p>", b"&x;"]))
def test_no_broken_xml_gives_a_traceback(at: int, xml: bytes) -> None:
    """A part with broken XML is read or refused, never a crash."""

    def change(parts: dict[str, bytes]) -> None:
        name = sorted(parts)[at % len(parts)]
        place = at % max(len(parts[name]), 1)
        parts[name] = parts[name][:place] + xml + parts[name][place + 3 :]

    open_anything("a.docx", spoil(change))


def test_readings_are_ruby() -> None:
    """Each word keeps its own; several readings of one are its characters'."""
    inner = (
        ruby("滕", "téng") + run("州的") + ruby("犇", "bēn") + ruby("犇", "bēn")
        + run("去") + ruby("重庆", "chóng qìng") + ruby("渠水", "qúshuǐ") + run("边。")
    )  # fmt: skip
    (article,) = articles_of(TITLES + para("本报讯 家住", inner=inner))

    text = write_article(article)
    assert "家住{滕|téng}州的{犇犇|bēn|bēn}去{重庆|chóng|qìng}{渠水|qúshuǐ}边。" in text
    assert parse_article(text, name=article.name, path="")[0] == article


@pytest.mark.parametrize("word", ["滕", "“滕”", "*", "{滕|", "Teng"])
def test_a_bold_word_keeps_its_reading(word: str) -> None:
    """Whether Markdown can make it bold or not."""
    bold = ruby(word, "téng").replace("<w:rPr></w:rPr>", "<w:rPr><w:b/></w:rPr>")
    (article,) = articles_of(TITLES + para("本报讯 家住", inner=bold + run("州。")))

    block = article.body[0]
    assert isinstance(block, Paragraph)
    assert [(one.text, one.ruby) for one in block.runs if one.ruby] == [(word, "téng")]
    text = write_article(article)
    assert parse_article(text, name=article.name, path="")[0] == article


def test_a_title_has_no_readings() -> None:
    """They are in the ledger, and told; the title is there without them."""
    title = para(
        "", props='<w:jc w:val="center"/>', inner=ruby("滕", "téng") + run("州")
    )
    opened = open_door("a.docx", make_docx(title + BODY))
    page = ingest(opened)

    assert page.articles[0].headline == "滕州"
    assert page.ledger.to_json()["left_out"]["reading beside a word"] == 4
    assert [one.code for one in opened.findings] == ["I116"]


P = "全县修渠三十里，护坡十里，各乡都已经动工，到秋天就能完成。"
SEVERAL = {
    "bylines under centred titles": "".join(
        centred(title, bold=True) + centred(f"本报记者 {name}") + para(P)
        for title, name in (("南岭乡通新渠", "张望"), ("北河小学搬新家", "周雨"))
    ),
    "datelines under bold titles": "".join(
        para(title, "<w:b/>") + para(f"本报讯 {P}") + para(P)
        for title in ("南岭乡通新渠", "北河小学搬新家")
    ),
    "names at the ends": "".join(
        para(title, "<w:b/>") + para(P) + para(f"{P}（{name}）")
        for title, name in (("南岭乡通新渠", "张望"), ("北河小学搬新家", "周雨"))
    ),
    "larger titles, signed below": "".join(
        para(title, '<w:sz w:val="32"/>')
        + para(f"本报讯 {P}") + para(f"（记者 {name}）")
        for title, name in (("南岭乡通新渠", "张望"), ("北河小学搬新家", "周雨"))
    ),
    "kicker and headline": "".join(
        centred("水利新事一组", 24) + centred(title, 36, bold=True)
        + centred("本报记者 张望") + para(P)
        for title in ("南岭乡通新渠", "北河小学搬新家")
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", SEVERAL.values(), ids=SEVERAL)
def test_reports_without_styles_are_told_apart(body: str) -> None:
    """By what signs and dates an article; nobody used a style."""
    opened = open_door("a.docx", make_docx(body))
    articles = ingest(opened).articles

    assert [one.headline for one in articles] == ["南岭乡通新渠", "北河小学搬新家"]
    assert all(len(one.body) in (1, 2) for one in articles)
    assert "I110" in [one.code for one in opened.findings]


ONE = {
    "subheads like the title": "".join(
        para(title, "<w:b/>") + para(P)
        for title in ("南岭乡通新渠", "先修渠", "后护坡")
    ),
    "centred subheads": centred("南岭乡通新渠", bold=True) + para(f"本报讯 {P}")
    + "".join(centred(title, bold=True) + para(P) for title in ("先修渠", "后护坡")),
    "a byline at the end": "".join(
        para(title, "<w:b/>") + para(P) for title in ("南岭乡通新渠", "先修渠")
    ) + para("本报记者 张望"),
    "numbered parts": "".join(
        para(title, "<w:b/>") + para(f"{P}（张望）")
        for title in ("南岭乡通新渠", "一、先修渠", "二、后护坡")
    ),
    "short paragraphs": para("南岭乡通新渠", "<w:b/>") + para(f"本报讯 {P}")
    + para("先修渠") + para("本报记者在乡里看到，水来了。"),
}  # fmt: skip


@pytest.mark.parametrize("body", ONE.values(), ids=ONE)
def test_one_report_stays_one(body: str) -> None:
    """Subheads have a title's look at most; nothing signs their texts."""
    assert [one.headline for one in articles_of(body)] == ["南岭乡通新渠"]


@pytest.mark.parametrize(
    ("body", "words"),
    [(para(), "has no words"), (para(inner=drawing()), "no words, but pictures")],
    ids=["empty", "pictures"],
)
def test_a_document_without_words_is_refused(body: str, words: str) -> None:
    """As an empty page is; the hint is a document's."""
    with pytest.raises(InputError) as caught:
        open_door("a.docx", make_docx(body, [picture_bytes()]))
    (finding,) = caught.value.findings

    assert finding.code == "I001"
    assert words in finding.message
    assert "recognition" not in finding.hint
