"""What painting leans on in WeasyPrint, and what a look must not reach."""

from __future__ import annotations

import inspect
import shutil
import tomllib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from weasyprint.html import HTML_HANDLERS, handle_object
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import create_layout

from kit import (
    LOOK,
    PICTURE,
    PIXELS,
    ROOT,
    STYLES,
    IssueSpec,
    card_spec,
    drawn_picture,
    made_card,
    seeded_issue,
)
from zbpub.base.findings import ZbpubError
from zbpub.manuscript.write import write_article
from zbpub.pipeline import Order, build
from zbpub.render.pdf import render_pdf


def test_weasyprint_is_the_one_we_know() -> None:
    """The release installed is the one pinned: its internals paint our lines."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = [pin for pin in project["dependencies"] if pin.startswith("weasyprint")]

    assert pins == [f"weasyprint=={weasyprint.__version__}"]


@pytest.mark.parametrize(
    ("entry", "arguments"),
    [
        (
            create_layout,
            ["text", "style", "context", "max_width", "justification_spacing"],
        ),
        (Stream.add_font, ["self", "pango_font"]),
        (Stream.set_font_size, ["self", "font", "size"]),
        (Stream.set_color, ["self", "color", "stroke"]),
        (Stream.set_text_matrix, ["self", "a", "b", "c", "d", "e", "f"]),
        (Stream.show_text, ["self", "text"]),
        (Stream.begin_text, ["self"]),
        (Stream.end_text, ["self"]),
        (Stream.rectangle, ["self", "x", "y", "width", "height"]),
        (Stream.fill, ["self", "even_odd"]),
        (handle_object, ["element", "box", "get_image_from_uri", "base_url"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_entry_points_are_where_they_were(entry: object, arguments: list[str]) -> None:
    """Each of WeasyPrint's functions that paint.py calls takes what it took."""
    assert callable(entry)
    assert list(inspect.signature(entry).parameters) == arguments


def test_fonts_have_what_painting_sets() -> None:
    """WeasyPrint's font keeps widths and ToUnicode in dictionaries, and its name."""
    source = inspect.getsource(Font)

    for name in ("to_unicode = {}", "widths = {}", "hash = ", "index = ", "family = "):
        assert f"self.{name}" in source
    assert len(Matrix(d=-1, e=1, f=1).values) == 6


def test_text_may_be_its_own_object() -> None:
    """Elements of text are handled as ``<object>`` is; others are not."""
    assert HTML_HANDLERS["p"] is HTML_HANDLERS["object"]
    assert "section" not in HTML_HANDLERS


def _spoilt(tmp_path: Path, markup: str, css: str) -> Path:
    """A copy of the looks, one with more markup at the file's end and more CSS."""
    looks = tmp_path / "looks"
    shutil.copytree(STYLES / "looks", looks)
    look = looks / LOOK.name
    _add_markup(look, markup)
    sheet = look / "page.css"
    sheet.write_text(css + sheet.read_text("utf-8"), "utf-8")
    return look


def _add_markup(look: Path, markup: str) -> None:
    template = look / "page.html.j2"
    text = template.read_text("utf-8")
    foot = f"{{% block foot %}}{markup}{{% endblock %}}\n"
    template.write_text(text + foot, "utf-8")


SECRET = "file:///etc/hostname"
REMOTE = "http://127.0.0.1:9/spy"


@pytest.mark.parametrize(
    ("markup", "css"),
    [
        (f'<img alt="x" src="{SECRET}">', ""),
        (f'<img alt="x" src="{REMOTE}">', ""),
        ('<img alt="x" src="page.css">', ""),
        ('<img alt="x" src="zb:image/../../../etc/hostname">', ""),
        (f'<object data="{SECRET}"></object>', ""),
        (f'<svg><image href="{SECRET}" width="9" height="9"/></svg>', ""),
        (f'<a rel="attachment" href="{SECRET}">x</a>', ""),
        (f'<style>@import "{REMOTE}";</style>', ""),
        ("", f"@import url({REMOTE});"),
        ("", f"body {{ background: url({SECRET}) }}"),
        ("", f".page::before {{ content: url({SECRET}) }}"),
    ],
)
def test_look_reaches_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    weasyprint_says: list[str],
    markup: str,
    css: str,
) -> None:
    """A template that asks for another file or the network gets nothing, audibly."""
    opened: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *args: opened.append(args))
    monkeypatch.setattr("urllib.request.urlopen", lambda *args: opened.append(args))
    _, up = made_card()
    look = _spoilt(tmp_path, markup, css)

    render_pdf(up.pages, card_spec(look))

    assert opened == []
    assert any("ForbiddenAddressError" in said for said in weasyprint_says)
    weasyprint_says.clear()


def test_own_pictures_are_reached() -> None:
    """The check above can fail: the issue's own picture is in the file."""
    _, up = made_card()
    with pikepdf.open(BytesIO(render_pdf(up.pages, card_spec()))) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert (int(image.Width), int(image.Height)) == PIXELS


def test_build_says_what_a_look_asked_for(
    tmp_path: Path, weasyprint_says: list[str]
) -> None:
    """A build with such a look stops with S007 and writes nothing."""
    styles = tmp_path / "styles"
    shutil.copytree(STYLES, styles)
    _add_markup(styles / "looks" / LOOK.name, f'<img alt="x" src="{SECRET}">')
    order = Order(
        folder=_issue_folder(tmp_path), styles=styles, out=tmp_path / "dist",
        formats=("pdf",),
    )  # fmt: skip

    with pytest.raises(ZbpubError) as raised:
        build(order, lambda line: None)

    (finding,) = raised.value.findings
    assert finding.code == "S007"
    assert SECRET in finding.message
    assert not (tmp_path / "dist").exists()
    weasyprint_says.clear()


def _issue_folder(tmp_path: Path) -> Path:
    """A seeded issue as manuscripts on disk."""
    folder = tmp_path / "2024-05-12"
    (folder / "images").mkdir(parents=True)
    (folder / PICTURE).write_bytes(drawn_picture())
    config = (
        'publication = "河湾日报"\ndate = 2024-05-12\nurl = "https://example.com/"\n'
    )
    (folder / "issue.toml").write_text(config, "utf-8")
    for article in seeded_issue(IssueSpec(1, 2, 3700)).articles:
        (folder / f"{article.name}.md").write_text(write_article(article), "utf-8")
    return folder
