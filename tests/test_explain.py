"""`zbpub explain`: one file that tells of every page why it is so, or what it wants."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html
from PIL import Image

from kit import STYLES, IssueSpec, made_of
from zbpub.base.findings import Finding, InputError, Severity
from zbpub.cli import cli
from zbpub.layout.account import (
    CostTerm,
    Outline,
    PageAccount,
    PinAccount,
    RunnerUp,
)
from zbpub.render.explain_html import COLOURS, Explanation, explain_html

ROOT = Path(__file__).parent.parent
REAL = ROOT / "manuscript" / "2021-02-03"
OUTSIDE = re.compile(r"""(?:src|href)=["'](?!data:image/webp;base64,|#)""")


def run(command: str, folder: Path, out: Path, *options: str) -> Result:
    """Run a command of zbpub on an issue."""
    given = [str(folder), "--out", str(out), "--styles", str(STYLES), *options]
    return CliRunner().invoke(cli, [command, *given])


def document(text: str) -> html.HtmlElement:
    """The file as a tree, when it is sound XML but for HTML's void elements."""
    sound = re.sub(r"<(meta|br)([^>]*)>", r"<\1\2/>", text)
    sound = re.sub(r"<(details|main) open>", r"<\1>", sound)
    etree.fromstring(sound.removeprefix("<!DOCTYPE html>\n").strip().encode())
    return html.document_fromstring(text.encode())


def words(tree: html.HtmlElement, path: str = ".") -> str:
    """What stands at ``path``, white space as single spaces."""
    found = tree.find(path)
    assert found is not None, path
    return " ".join(" ".join(found.itertext()).split())


# --- the real page --------------------------------------------------------------------


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the real issue is explained, before anything is built."""
    return tmp_path_factory.mktemp("dist")


@pytest.fixture(scope="module")
def explained(out: Path) -> str:
    """explain.html of the real page, of which there is no PDF."""
    done = run("explain", REAL, out)
    file = out / "2021-02-03" / "explain.html"
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{file}\n"
    assert "full 满版" in done.stderr
    assert [path.name for path in file.parent.iterdir()] == ["explain.html"]
    return file.read_text("utf-8")


@pytest.fixture(scope="module")
def build(explained: str, out: Path) -> Result:
    """The build of the same issue's PDF into the same folder."""
    done = run("build", REAL, out, "--format", "pdf")
    assert done.exit_code == 0, done.output
    assert explained
    return done


@pytest.fixture(scope="module")
def pictured(build: Result, out: Path) -> str:
    """explain.html of the issue when its PDF is built."""
    assert build.exit_code == 0
    done = run("explain", REAL, out)
    assert done.exit_code == 0, done.output
    return (out / "2021-02-03" / "explain.html").read_text("utf-8")


def test_real_page_is_explained(explained: str) -> None:
    """State, cost by term, each article with its block and its cheapest line."""
    tree = document(explained)
    told = words(tree, "body")

    assert "鲁中晨报 2021-02-03" in told
    assert "1 of 1 page full" in told
    for term in ("孤行缺行", "通线与主次", "columns short, widows, uneven white"):
        assert term in told
    for title in (
        "深化产业赋能",
        "加速取得“五大突破”",
        "大力支持淄博创建国家农村改革试验区",
    ):
        assert title in told
    assert len(tree.findall(".//table[@class='wide']/tbody/tr")) == 3
    assert "6 columns × 73 rows at 12.75 pt" in told


def test_page_without_pdf_is_drawn(explained: str) -> None:
    """Each block is a box with its number and headline; there is no picture."""
    tree = document(explained)
    page = "//svg[not(@class='small')]"
    blocks = tree.xpath(f"{page}//rect[contains(@class, 'block')]")

    assert len(blocks) == 3
    assert all("drawn" in block.get("class") for block in blocks)
    assert not tree.xpath("//image")
    titles = [t.text_content() for t in tree.xpath("//div[@class='title']")]
    assert titles[0] == "深化产业赋能 加力构建现代产业新体系"


def test_file_stands_alone(explained: str) -> None:
    """No script, no handler, nothing fetched: neither here nor with pictures in it."""
    tree = document(explained)

    assert OUTSIDE.findall(explained) == []
    assert not tree.xpath("//script | //link | //iframe | //@onclick | //@onload")
    assert not re.search(r"url\(|@import", explained)
    assert re.search(r'src="https', 'src="https://x"')
    assert OUTSIDE.findall('<img src="https://x">') == ['src="']


def test_built_page_is_shown_under_its_outlines(pictured: str) -> None:
    """With the PDF there, its picture is in the file, outlined and not filled."""
    tree = document(pictured)
    (image,) = tree.xpath("//image")
    webp = b64decode(image.get("href").partition("base64,")[2])

    with Image.open(BytesIO(webp)) as picture:
        width, height = picture.size
    assert width / height == pytest.approx(275 / 390, abs=0.01)
    assert "drawn" not in tree.xpath("//rect[contains(@class, 'block')]/@class")[0]
    assert "The built page" in words(tree, ".//figcaption")


def test_same_issue_gives_the_same_bytes(pictured: str, out: Path) -> None:
    """Explained again, the file is as it was."""
    file = out / "2021-02-03" / "explain.html"
    file.unlink()
    run("explain", REAL, out)

    assert file.read_text("utf-8") == pictured


def test_page_that_moved_since_its_build_is_drawn(
    pictured: str, out: Path, tmp_path: Path
) -> None:
    """The picture of another make-up is not shown under the new outlines."""
    copy = tmp_path / "dist" / "2021-02-03"
    shutil.copytree(out / "2021-02-03", copy)
    report = copy / "report.json"
    value = json.loads(report.read_text("utf-8"))
    value["pages"][0]["blocks"][0]["rows"] += 1
    report.write_text(json.dumps(value), "utf-8")

    assert run("explain", REAL, copy.parent, "-q").exit_code == 0
    told = (copy / "explain.html").read_text("utf-8")
    assert "<image" in pictured
    assert "<image" not in told
    assert "Drawn from its account" in told


def test_build_prints_the_table(build: Result, out: Path) -> None:
    """The table of a build has a line for the page and one for each article."""
    lines = [line for line in build.stderr.splitlines() if line.startswith("03")]
    report = (out / "2021-02-03" / "report.json").read_text("utf-8")
    pages = json.loads(report)["pages"]

    assert len(lines) == 4
    assert "满版" in lines[0]
    assert [page["number"] for page in pages] == ["03"]
    assert len(pages[0]["blocks"]) == 3


# --- pages that cannot be filled ------------------------------------------------------


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real issue without its second article, with markup in a headline."""
    folder = tmp_path_factory.mktemp("issues") / "2021-02-03"
    shutil.copytree(REAL, folder)
    (folder / "03-02.md").unlink()
    third = folder / "03-03.md"
    text = third.read_text("utf-8")
    evil = "headline: '<script>x</script>&amp;\"改革'"
    third.write_text(re.sub("headline: .*", lambda _: evil, text), "utf-8")
    return folder


def test_misfit_page_is_explained_first_of_all(short: Path, tmp_path: Path) -> None:
    """Exit status 1; the shortfall and what to do stand in a banner of their own.

    A headline with markup is shown as it is written, and runs nothing.
    """
    done = run("explain", short, tmp_path)
    file = tmp_path / "2021-02-03" / "explain.html"

    assert done.exit_code == 1
    assert "L003" in done.stderr
    assert done.stdout == f"{file}\n"
    tree = document(file.read_text("utf-8"))
    banner = words(tree, ".//div[@class='banner']")
    assert re.search(r"short 缺\d+字/\d+行", banner)
    assert "What to do 补救 add " in banner
    assert "0 of 1 page full" in words(tree, "body")
    assert not tree.xpath("//script")
    assert '<script>x</script>&amp;"改革' in words(tree, ".//table[@class='wide']")


def test_unusable_issue_is_no_explanation(tmp_path: Path) -> None:
    """What cannot be read has status 3, and nothing is written."""
    done = run("explain", tmp_path / "nowhere", tmp_path / "dist")

    assert done.exit_code == 3
    assert "M001" in done.stderr
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("folder", "edition", "status"),
    [(REAL, "xx", 2), (ROOT / "tests" / "issues" / "2026-10-09", "zh-Hans", 3)],
)
@pytest.mark.parametrize("command", ["explain", "proof"])
def test_other_editions_are_refused(
    command: str, folder: Path, edition: str, status: int, tmp_path: Path
) -> None:
    """An unknown edition is wrong usage; one that cannot be made is unusable input."""
    given = [command, str(folder), "--out", str(tmp_path), "--edition", edition]

    assert CliRunner().invoke(cli, given).exit_code == status
    assert list(tmp_path.iterdir()) == []


def test_a_traditional_edition_is_explained(tmp_path: Path) -> None:
    """An edition that can be made is made up anew, in its own words."""
    done = run("explain", REAL, tmp_path, "--edition", "zh-Hant-TW")
    (file,) = tmp_path.glob("*/explain.html")

    assert done.exit_code == 0
    assert "深化產業賦能" in file.read_text("utf-8")


def test_article_without_text_is_told(short: Path, tmp_path: Path) -> None:
    """What no length would cure is told too: its page is not filled."""
    folder = tmp_path / "2021-02-03"
    shutil.copytree(short, folder)
    (folder / "03-02.md").write_text("---\nheadline: 空\npage: '03'\n---\n", "utf-8")
    done = run("explain", folder, tmp_path / "dist")
    text = (tmp_path / "dist" / "2021-02-03" / "explain.html").read_text("utf-8")

    assert done.exit_code == 1
    assert "L012" in done.stderr
    assert "not filled 未成版" in text
    assert "What to do" not in text


# --- all that an account may hold -----------------------------------------------------

EXPLANATION = Explanation(
    name="x", publication="河湾日报", date="2024-05-12", language="zh-Hans", findings=()
)


FULL, OVER = IssueSpec(9, 3, 4200), IssueSpec(9, 3, 5000)


def account(spec: IssueSpec = FULL) -> PageAccount:
    """Of a seeded page, without the plan that came second."""
    (page,) = made_of(spec)[1].accounts
    return replace(page, runner_up=None)


def shown(*pages: PageAccount) -> html.HtmlElement:
    """The explanation of pages."""
    return document(explain_html(EXPLANATION, pages, {}, STYLES))


def test_runner_up_stands_beside_the_chosen_plan() -> None:
    """Two small plans, the second's cost, what it is more, and its terms."""
    page = account()
    second = RunnerUp(
        cost=page.cost + 6,
        terms=(CostTerm("heads side by side", "碰题", page.cost + 6),),
        blocks=(Outline("02-01", 1, 1, 6, 40), Outline("zb-filler", 1, 42, 6, 42)),
        differs="the lead stands over all columns",
    )
    tree = shown(replace(page, runner_up=second))
    told = words(tree, "body")

    small = tree.xpath("//svg[@class='small']")
    counts = [len(svg.xpath(".//rect[@class='block drawn']")) for svg in small]
    assert counts == [3, 2]
    assert f"second: {page.cost + 6}, 6 more" in told
    assert "the lead stands over all columns" in told
    assert "碰题" in told
    assert "zb-filler" in told
    assert not shown(page).xpath("//svg[@class='small']")


def test_drawn_page_has_its_heads() -> None:
    """Each head is a darker box at its block's top left, as wide and high as it is."""
    page = account()
    heads = shown(page).xpath("//rect[@class='head']")

    widths = [float(head.get("width")) for head in heads]
    assert widths == [
        pytest.approx(page.grid.width(b.head_columns) / 1000, abs=0.01)
        for b in page.blocks
    ]
    bare = replace(page.blocks[0], head_columns=0)
    assert not shown(replace(page, blocks=(bare,))).xpath("//rect[@class='head']")


def test_pins_are_told_with_their_cost() -> None:
    """A pin that is kept and one that is given up, each with what it costs."""
    pins = (
        PinAccount(article="02-01", what="columns = 4", cost=7),
        PinAccount(article="none", what="row = <1>", cost=0, held=False),
    )
    told = words(shown(replace(account(), pins=pins)), "body")

    assert "columns = 4 held 7" in told
    assert "row = <1> given up 0" in told


def test_plan_beyond_the_page_shows_where_it_ends() -> None:
    """A page that is over may have blocks below its foot: a line marks that."""
    page = account()
    lower = replace(page.blocks[0], row=page.grid.rows - 4, rows=9)
    over = replace(page, is_full=False, off_rows=24, blocks=(lower,))

    assert len(shown(over).xpath("//line")) == 1
    assert not shown(page).xpath("//line")


def test_pages_that_are_not_full_come_first() -> None:
    """Then the full ones, each group in the issue's order."""
    full, off = account(), account(OVER)
    tree = shown(
        replace(full, number="01"), replace(off, number="02"),
        replace(full, number="03"), replace(off, number="04"),
    )  # fmt: skip

    numbers = [h.text_content().split()[0] for h in tree.xpath("//h2")]
    assert numbers == ["02", "04", "01", "03"]


def test_findings_are_listed() -> None:
    """Each with its code, its place and its message, escaped."""
    finding = Finding(code="M999", message="a <b> in it", path="x/1.md", line=3)
    told = replace(EXPLANATION, findings=(finding,))
    tree = document(explain_html(told, (account(),), {}, STYLES))

    assert "M999: a <b> in it x/1.md:3" in words(tree, ".//header/ul")
    assert not tree.xpath("//header/details")


def test_warnings_are_folded_away() -> None:
    """What weighs less stands behind what stops the issue."""
    error = Finding(code="L002", message="over")
    warning = Finding(code="M061", message="a comma", severity=Severity.WARNING)
    told = replace(EXPLANATION, findings=(warning, error))
    tree = document(explain_html(told, (account(),), {}, STYLES))

    assert words(tree, ".//header/ul") == "L002: over"
    assert words(tree, ".//header/details") == "1 more, of less weight M061: a comma"


def test_every_block_has_a_colour() -> None:
    """The template has as many colours as blocks are counted by."""
    text = (STYLES / "explain" / "explain.html.j2").read_text("utf-8")

    assert set(re.findall(r"\.c(\d+) \{", text)) == set(map(str, range(1, COLOURS + 1)))
    page = account()
    many = tuple(
        replace(page.blocks[0], article=f"a{n}", row=n * 4 + 1, rows=3)
        for n in range(11)
    )
    classes = shown(replace(page, blocks=many)).xpath("//svg/g/@class")
    assert classes == [f"c{n}" for n in (*range(1, 10), 1, 2)]


@pytest.mark.parametrize("text", ["{% if %}", "{{ issue.nothing }}"])
def test_broken_template_is_told(tmp_path: Path, text: str) -> None:
    """A template that cannot be read or filled is S010 with its file."""
    folder = tmp_path / "explain"
    folder.mkdir()
    (folder / "explain.html.j2").write_text(text, "utf-8")

    with pytest.raises(InputError, match=r"explain\.html\.j2.*S010"):
        explain_html(EXPLANATION, (account(),), {}, tmp_path)


def test_missing_template_is_told(tmp_path: Path) -> None:
    """Styles without the folder are S010 too."""
    with pytest.raises(InputError, match="S010"):
        explain_html(EXPLANATION, (account(),), {}, tmp_path)
