from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from test_epub_kit import ISSUE, small_book
from zbpub.preflight.epub import CHECKS, epub_text, judge_epub, prove_epub
from zbpub.render.epub_order import reading_order
from zbpub.render.epub_text import article_text

EXPECTED = {a.name: article_text(a) for a in reading_order(ISSUE)}
LEAD = "EPUB/article-001.xhtml"
Files = dict[str, bytes]
Damage = Callable[[Files], None]


@pytest.fixture(scope="module")
def files() -> Files:
    """The files of a sound book, in order."""
    with zipfile.ZipFile(io.BytesIO(small_book())) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _packed(path: Path, files: Files, *, stored: str = "mimetype") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kind)
    return path


def _change(name: str, old: str, new: str, count: int = -1) -> Damage:
    """Replace ``old`` in the file ``name``; it must be there to be damaged."""

    def damage(files: Files) -> None:
        text = files[f"EPUB/{name}"].decode()
        assert old in text
        files[f"EPUB/{name}"] = text.replace(old, new, count).encode()

    return damage


def _drop(name: str) -> Damage:
    def damage(files: Files) -> None:
        del files[f"EPUB/{name}"]

    return damage


def _add(name: str) -> Damage:
    def damage(files: Files) -> None:
        files[f"EPUB/{name}"] = b"x"

    return damage


def _mimetype_last(files: Files) -> None:
    files["mimetype"] = files.pop("mimetype")


def _without_ncx(files: Files) -> None:
    _drop("toc.ncx")(files)
    line = '<item href="toc.ncx" id="ncx" media-type="application/x-dtbncx+xml"/>'
    _change("content.opf", line, "")(files)


LANGUAGES = 'lang="zh-Hans" xml:lang="zh-Hans"'
ENTRY = '<li><a href="article-002.xhtml#a002-head">简讯</a></li>'
PAGE = '<li><a href="article-003.xhtml#page-002">第02版</a></li>'
MARK = 'epub:type="pagebreak" role="doc-pagebreak" id="page-002"'
DAMAGES: list[tuple[str, str, Damage]] = [
    ("mimetype last", "E021", _mimetype_last),
    ("file not listed", "E022", _add("stray.txt")),
    ("listed file missing", "E022", _drop("image-001.png")),
    ("other language", "E023", _change("nav.xhtml", LANGUAGES, 'lang="en"')),
    ("no package language", "E023", _change("content.opf", 'xml:lang="zh-Hans"', "")),
    (
        "two languages",
        "E023",
        _change("content.opf", "<dc:type>", "<dc:language>en</dc:language><dc:type>"),
    ),
    ("first head h4", "E024", _change("article-002.xhtml", "h1", "h4")),
    ("head skipped", "E024", _change("article-001.xhtml", "h2", "h5")),
    ("no NCX", "E025", _without_ncx),
    ("NCX label differs", "E025", _change("toc.ncx", "简讯", "简讯录", 1)),
    ("NCX target differs", "E025", _change("toc.ncx", "#a002-head", "")),
    ("page not listed", "E026", _change("nav.xhtml", PAGE, "")),
    ("page not marked", "E026", _change("article-003.xhtml", MARK, 'id="page-002"')),
    ("page misnamed", "E026", _change("nav.xhtml", "第02版</a></li>", "二</a></li>")),
    ("id in two files", "E027", _change("article-002.xhtml", "a002-head", "a001-head")),
    ("control", "E028", _change("article-002.xhtml", "闭馆", "闭\x85馆")),
    ("broken decoding", "E028", _change("article-002.xhtml", "闭馆", "闭\ufffd馆")),
    ("private character", "E028", _change("article-002.xhtml", "闭馆", "闭\ue123馆")),
    ("dead link", "E029", _change("nav.xhtml", "#a002-head", "#nowhere")),
    ("link to no file", "E029", _change("nav.xhtml", "colophon.xhtml", "gone.xhtml")),
    ("glyph lacking", "E030", _change("article-002.xhtml", "闭馆", "闭龘馆")),
    ("script", "E031", _change("article-002.xhtml", "</body>", "<script/></body>")),
    ("handler", "E031", _change("article-002.xhtml", "<body", '<body onload="x()"')),
    ("inline style", "E031", _change("article-002.xhtml", "<h1", '<h1 style="x"')),
    ("remote", "E031", _change("article-002.xhtml", "book.css", "https://x.org/a.css")),
    ("article not listed", "E032", _change("nav.xhtml", ENTRY, "")),
    ("torn font", "E033", lambda files: files.update({"EPUB/zbsong.otf": b"OTTO"})),
    ("torn XML", "E020", _change("article-002.xhtml", "</html>", "")),
    ("no package", "E020", _drop("content.opf")),
    (
        "entity",
        "E020",
        _change(
            "article-002.xhtml", "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "b">]>'
        ),
    ),
]


@pytest.mark.parametrize(("title", "code", "damage"), DAMAGES)
def test_damage_is_found(
    title: str, code: str, damage: Damage, files: Files, tmp_path: Path
) -> None:
    """Each damage done to a sound book is found under its code."""
    damaged = dict(files)
    damage(damaged)
    if title == "entity":
        _change("article-002.xhtml", "闭馆", "&a;")(damaged)
    found = judge_epub(_packed(tmp_path / "book.epub", damaged))

    assert code in {finding.code for finding in found}, title
    assert all(finding.hint and finding.path for finding in found)


def test_each_check_has_its_damage() -> None:
    """No check of the judge is without a book that fails it."""
    codes = {code for _, code, _ in DAMAGES} - {"E020", "E033"}

    assert len(codes) == len(CHECKS)


def test_undamaged_book_repacked_is_sound(files: Files, tmp_path: Path) -> None:
    """Packing alone, as these tests do it, does no damage."""
    assert judge_epub(_packed(tmp_path / "book.epub", files)) == ()


def test_squeezed_mimetype_is_found(files: Files, tmp_path: Path) -> None:
    """A compressed mimetype is found even where it stands first."""
    found = judge_epub(_packed(tmp_path / "book.epub", files, stored=""))

    assert [finding.code for finding in found] == ["E021"]


@pytest.mark.filterwarnings("ignore:Duplicate name")  # the damage itself
def test_doubled_entry_is_found(files: Files, tmp_path: Path) -> None:
    """A file that stands twice in the zip is found."""
    path = _packed(tmp_path / "book.epub", files)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("EPUB/book.css", b"p {}")

    assert [finding.code for finding in judge_epub(path)] == ["E022"]


@pytest.mark.parametrize("content", ["", "PK torn", "no zip at all"])
def test_what_is_no_book_is_one_finding(content: str, tmp_path: Path) -> None:
    """A file that is no EPUB is E020 for judge and proof, never a traceback."""
    path = tmp_path / "book.epub"
    path.write_text(content, "utf-8")

    assert [f.code for f in judge_epub(path)] == ["E020"]
    assert [f.code for f in prove_epub(path, {})] == ["E020"]
    assert [f.code for f in judge_epub(tmp_path / "none.epub")] == ["E020"]


def test_text_comes_in_reading_order(files: Files, tmp_path: Path) -> None:
    """The text of the finished file is keyed by manuscript, in the book's order."""
    path = _packed(tmp_path / "book.epub", files)

    assert list(epub_text(path)) == list(EXPECTED)
    assert prove_epub(path, EXPECTED) == ()


@pytest.mark.parametrize(
    ("title", "old", "new"),
    [
        ("missing", "周一闭馆", "周闭馆"),
        ("doubled", "周一闭馆", "周一一闭馆"),
        ("swapped", "周一闭馆", "一周闭馆"),
        ("missing at the end", "闭馆。", "闭馆"),
        ("invented at the end", "闭馆。", "闭馆。。"),
    ],
)
def test_proof_sees_one_character(
    title: str, old: str, new: str, files: Files, tmp_path: Path
) -> None:
    """One character missing, doubled or out of its place breaks the proof."""
    damaged = dict(files)
    _change("article-002.xhtml", old, new)(damaged)
    found = prove_epub(_packed(tmp_path / "book.epub", damaged), EXPECTED)

    assert [finding.code for finding in found] == ["E041"], title
    assert "01-02-简讯" in found[0].message


def test_proof_names_offset_and_context(files: Files, tmp_path: Path) -> None:
    """The first difference is told with its place and what stands around it."""
    damaged = dict(files)
    _change("article-002.xhtml", "周一闭馆", "周三闭馆")(damaged)
    (found,) = prove_epub(_packed(tmp_path / "book.epub", damaged), EXPECTED)

    assert "character 7:" in found.message
    assert "讯图书馆周一闭馆。" in found.message
    assert "讯图书馆周三闭馆。" in found.message


def test_lost_alternative_text_breaks_the_proof(files: Files, tmp_path: Path) -> None:
    """The words of a picture's text alternative count like all others."""
    damaged = dict(files)
    _change("article-001.xhtml", 'alt="河堤上的一排柳树"', 'alt=""')(damaged)

    found = prove_epub(_packed(tmp_path / "book.epub", damaged), EXPECTED)
    assert [finding.code for finding in found] == ["E041"]


def test_white_space_is_not_compared(files: Files, tmp_path: Path) -> None:
    """Lines broken otherwise in the file leave the proof whole."""
    damaged = dict(files)
    _change("article-002.xhtml", "周一闭馆", "周一\n　闭馆")(damaged)

    assert prove_epub(_packed(tmp_path / "book.epub", damaged), EXPECTED) == ()


def test_proof_misses_and_meets_articles(files: Files, tmp_path: Path) -> None:
    """A lost article, a strange one and two in the wrong order are three findings."""
    path = _packed(tmp_path / "book.epub", files)
    names = list(EXPECTED)
    more = {**EXPECTED, "没有": "文"}
    fewer = {name: EXPECTED[name] for name in names[1:]}
    turned = {name: EXPECTED[name] for name in reversed(names)}

    assert [f.code for f in prove_epub(path, more)] == ["E040"]
    assert [f.code for f in prove_epub(path, fewer)] == ["E042"]
    assert [f.code for f in prove_epub(path, turned)] == ["E043"]


def test_article_outside_the_spine_is_missing(files: Files, tmp_path: Path) -> None:
    """An article that no reader reaches by turning pages is not in the book."""
    damaged = dict(files)
    _change("content.opf", '<itemref idref="article-002"/>', "")(damaged)

    found = prove_epub(_packed(tmp_path / "book.epub", damaged), EXPECTED)
    assert [finding.code for finding in found] == ["E040"]


def test_doubled_article_breaks_the_proof(files: Files, tmp_path: Path) -> None:
    """An article that stands in the book twice is not taken for one."""
    damaged = dict(files)
    line = '<itemref idref="article-002"/>'
    _change("content.opf", line, line + line)(damaged)

    found = prove_epub(_packed(tmp_path / "book.epub", damaged), EXPECTED)
    assert [finding.code for finding in found] == ["E041"]
