"""The doors tell what a file is, and let in all of it, or give a finding."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_kit import (
    centred,
    drawing,
    make_docx,
    para,
    picture_bytes,
    write_zip,
)
from door_kit import open_anything, refusal
from web_kit import PAGES
from zbpub.base.findings import InputError
from zbpub.cli import cli
from zbpub.ingest.door import open_door
from zbpub.ingest.opened import picture_path, source_stem
from zbpub.ingest.page import ingest_page
from zbpub.ingest_files import open_file

TEXTS = Path(__file__).parent / "cases" / "door_texts.txt"
COPY, TRADITIONAL = TEXTS.read_text("utf-8").split("=====\n")
TITLES = centred("千亩良田喝上放心水", 44, bold=True)
BODY = para("本报讯（记者 王小山）昨日，南岭乡新渠通水。") + para("村民们很高兴。")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(encoding: str, told: str) -> None:
    """UTF-8, UTF-16 and GB18030 are told from the bytes alone."""
    opened = open_door("a.md", COPY.encode(encoding))

    assert (opened.text, opened.kind, opened.origin.encoding) == (COPY, "text", told)


def test_big_endian_and_big5() -> None:
    """UTF-16 of the other order, and Big5 where the copy is Traditional."""
    other = b"\xfe\xff" + COPY.encode("utf-16-be")

    assert open_door("a.txt", other).text == COPY
    big5 = open_door("a.txt", TRADITIONAL.encode("big5"))
    assert (big5.text, big5.origin.encoding) == (TRADITIONAL, "big5")
    assert [one.code for one in big5.findings] == ["I102"]


def test_utf8_is_not_guessed_at() -> None:
    """A guess is told; there is none where the text is UTF-8."""
    guessed = open_door("a.md", COPY.encode("gb18030")).findings

    assert [one.code for one in guessed] == ["I102"]
    assert open_door("a.md", COPY.encode()).findings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_places_are_those_of_the_file(encoding: str) -> None:
    """A finding's line and column do not depend on the encoding."""
    text = COPY + "\n3月5曰水来了。\n"
    opened = open_door("a.md", text.encode(encoding))
    found = ingest_page(opened.text, path="a.md", page="03", given=opened.given)

    (slip,) = [one for one in found.findings if one.code == "I012"]
    assert (slip.line, slip.column) == (7, 4)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (COPY.encode()[:-5], "I091", "cut off"),
        (COPY.encode()[:40] + b"\xff" + COPY.encode()[40:], "I091", "line 3"),
        (b"\xff\xfe" + COPY.encode("utf-16-le")[:-1], "I091", "cut off"),
        (COPY.encode("utf-16-le"), "I100", "zero"),
        (b"# \xd0\xde\x81\x30\n\x99\x88\x77", "I101", "encoding"),
        (bytes(range(1, 256)) * 4, "I101", "encoding"),
        (picture_bytes(kind="JPEG"), "I100", "a JPEG picture"),
        (picture_bytes(), "I100", "a PNG picture"),
        (picture_bytes(kind="GIF"), "I100", "a GIF picture"),
        (picture_bytes(kind="BMP"), "I100", "a BMP picture"),
        (picture_bytes(kind="TIFF"), "I100", "a TIFF picture"),
        (picture_bytes(kind="WEBP"), "I100", "a WebP picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "I100", "a PDF file"),
        (b"{\\rtf1 x}", "I100", "an RTF document"),
        (b"\x1f\x8b\x08\0", "I100", "a gzip file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "I100", "web archive"),
        (write_zip({"a.txt": COPY.encode()}), "I100", "a zip file"),
        (write_zip({"xl/workbook.xml": b""}), "I100", "an Excel workbook"),
        (write_zip({"mimetype": b"", "content.xml": b""}), "I100", "OpenDocument"),
    ],
    ids=[f"{at}" for at in range(19)],
)
def test_what_is_no_text_is_told(content: bytes, code: str, words: str) -> None:
    """Whatever its name says, a file that is no text is refused by what it is."""
    finding = refusal("page.md", content)

    assert finding.code == code
    assert words in finding.message


def test_content_comes_before_the_name() -> None:
    """A document named .md is a document; a text named .docx is a text."""
    assert open_door("a.md", make_docx(TITLES + BODY)).kind == "docx"
    assert open_door("a.docx", COPY.encode()).kind == "text"
    assert open_door("a.txt", PAGES[0].html.encode()).kind == "html"


def test_an_empty_file_is_a_page_without_text() -> None:
    """Nothing is no damage: ingest itself says that the source is empty."""
    opened = open_door("a.md", b"")

    found = ingest_page(opened.text, path="a.md", page="03", given=opened.given)
    assert [one.code for one in found.findings] == ["I001"]


def test_a_file_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is refused unread; one at the limit is not."""
    monkeypatch.setattr("zbpub.ingest.door.MOST_BYTES", len(COPY.encode()))

    assert open_door("a.md", COPY.encode()).text == COPY
    assert refusal("a.md", COPY.encode() + b"\n").code == "I105"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_opening_a_large_text_is_quick(encoding: str) -> None:
    """Five megabytes in 100,000 lines are opened in linear time."""
    content = "今天去修水渠，明天去种树，后天去收麦。\n".encode(encoding) * 100_000
    start = time.perf_counter()

    opened = open_door("a.txt", content)

    assert opened.text.count("\n") == 100_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a b.docx", "新渠.docx", "a\0b", "C:\\x\\y.docx", ""]
)
def test_names_are_safe(name: str) -> None:
    """Manuscripts and pictures have names of letters, digits and hyphens."""
    path = picture_path(name, b"key", "png")

    assert path.startswith("images/")
    assert set(path.removeprefix("images/")) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."
    )
    assert ".." not in path
    assert source_stem(name).replace("-", "").isalnum()


def test_names_tell_sources_apart() -> None:
    """Two sources whose names differ in Han alone have two stems."""
    assert source_stem("新渠.docx") != source_stem("旧渠.docx")
    assert source_stem("report.docx") == "report"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with a page, a document with a picture, and a saved web page."""
    (rich,) = [page for page in PAGES if page.name == "rich"]
    document = make_docx(TITLES + BODY + para(inner=drawing()), [picture_bytes()])
    (tmp_path / "page.txt").write_bytes(COPY.encode("gb18030"))
    (tmp_path / "新渠.docx").write_bytes(document)
    (tmp_path / "saved.html").write_text(rich.html, "utf-8")
    (tmp_path / "新渠_files").mkdir()
    (tmp_path / "新渠_files" / "canal.jpg").write_bytes(picture_bytes("red", "JPEG"))
    return tmp_path


def run_ingest(folder: Path) -> Result:
    """``zbpub ingest`` of all sources in ``folder``, into its folder ``issue``."""
    files = sorted(str(path) for path in folder.iterdir() if path.is_file())
    return CliRunner().invoke(cli, ["ingest", *files, "--issue", str(folder / "issue")])


def test_sources_of_all_kinds_come_into_one_issue(sources: Path) -> None:
    """A page, a document and a web page become manuscripts and pictures of an issue."""
    done = run_ingest(sources)
    names = {path.relative_to(sources / "issue").as_posix(): path.read_bytes()
             for path in (sources / "issue").rglob("*") if path.is_file()}  # fmt: skip
    pictures = {name: one for name, one in names.items() if name.startswith("images/")}

    assert done.exit_code == 0
    assert set(pictures.values()) == {picture_bytes(), picture_bytes("red", "JPEG")}
    report = f"{source_stem('新渠.docx')}-01.md"
    assert {"01-01.md", report, "saved-01.md", "ledger.json"} <= set(names)
    for name in pictures:
        assert any(name.encode() in names[one] for one in (report, "saved-01.md"))
    assert b"page:" in names["01-01.md"]
    assert b"page:" not in names[report]
    again = run_ingest(sources)
    assert "wrote" not in again.output
    assert again.exit_code == 0


def test_a_picture_beside_a_page_must_be_there(sources: Path) -> None:
    """A picture that is missing, is none or lies outside the folder is a finding."""
    place = sources / "新渠_files" / "canal.jpg"
    outside = sources.parent / f"{sources.name}-outside.jpg"
    outside.write_bytes(picture_bytes())

    assert open_file(sources / "saved.html").images
    place.write_bytes(b"no picture")
    assert misses_picture(sources)
    place.unlink()
    assert misses_picture(sources)
    place.symlink_to(outside)
    assert misses_picture(sources)


def misses_picture(folder: Path) -> bool:
    """Whether the saved page's picture is not taken, and that is told."""
    opened = open_file(folder / "saved.html")
    return not opened.images and "I115" in [one.code for one in opened.findings]


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A file that cannot be read is a finding, no traceback."""
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(InputError) as caught:
            open_file(path)
        assert [one.code for one in caught.value.findings] == ["I090"]


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.md", "a.html", "a"]))
def test_no_bytes_give_a_traceback(content: bytes, name: str) -> None:
    """Any bytes are text or a finding."""
    open_anything(name, content)


@pytest.mark.parametrize(
    "content",
    [
        "<?xml version='1.0'?><rss><item>全县修渠</item></rss>".encode(),
        "\ufeff<?xml version='1.0'?>\n<新闻>全县修渠</新闻>".encode(),
        "<?xml version='1.0' encoding='utf-16'?><a>修渠</a>".encode("utf-16"),
    ],
    ids=["rss", "with a mark", "wide"],
)
def test_xml_that_is_no_scan_is_refused(content: bytes) -> None:
    """Its tags are no copy."""
    finding = refusal("a.xml", content)

    assert finding.code == "I121"
    assert "neither hOCR nor ALTO nor PAGE XML" in finding.message


def test_a_page_of_xhtml_is_a_web_page() -> None:
    """Control of the test above: a web page may begin as XML does."""
    page = f"<?xml version='1.0'?>\n{PAGES[0].html}".encode()

    assert open_door("a.html", page).kind == "html"


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "No Chinese text in here."])
def test_a_source_without_a_page_is_unusable(text: str, tmp_path: Path) -> None:
    """Its status is that of unusable input, as for a file that is no text."""
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")

    done = CliRunner().invoke(
        cli, ["ingest", str(page), "--issue", str(tmp_path / "i")]
    )

    assert done.exit_code == 3
    assert not (tmp_path / "i").exists()
    assert CliRunner().invoke(cli, ["ingest", str(page), "--json"]).exit_code == 3


@pytest.mark.parametrize("place", ["under the title", "behind the dateline", "end"])
def test_bylines_of_a_traditional_page(place: str) -> None:
    """Reporters are told by their names in either script."""
    named = {place: "本報記者 張三 陳四" if place != "behind the dateline" else ""}
    under, end = named.get("under the title", ""), named.get("end", "")
    signed = "" if under or end else "（記者歐陽明珠）"
    text = (
        f"# 全縣水利工程全面開工\n\n{under}\n\n本報訊{signed}"
        f" 全縣今日開始整修渠道。\n\n岸上的群眾都很高興。\n\n{end}\n"
    )
    (article,) = ingest_page(text, path="p", page="01").articles

    assert article.headline == "全縣水利工程全面開工"
    assert article.byline == ("記者歐陽明珠" if signed else "本報記者 張三 陳四")
