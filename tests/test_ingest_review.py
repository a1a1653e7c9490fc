"""ingest.html shows where each character went, what was doubtful, and what to paste."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest_kit import FIRST, LONE, THIRD, bring_in, change, write_page
from zbpub.base.findings import Finding, InputError
from zbpub.cli import cli
from zbpub.ingest.page import ingest_page
from zbpub.ingest.remedies import Remedy, changed_part, find_remedy, find_spot
from zbpub.ingest.result import Ingested
from zbpub.ingest_recipe import Done
from zbpub.ingest_review import review_html, write_review
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.write import write_article

ROOT = Path(__file__).parent.parent
STYLES = ROOT / "styles"
SAMPLE = ROOT / "manuscript" / "2021-02-03"
VOID = {"meta", "br", "img", "link"}


class Page(HTMLParser):
    """A page's elements: whether they close, ids, links, and the texts of sources."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src") if name in given]
        if given.get("class") == "source":
            self.sources.append("")
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Collect what a source shows, but for its signs and flags."""
        classes = " ".join(given.get("class", "") for _, given in self.open).split()
        if "source" in classes and not {"sign", "flag"} & set(classes):
            self.sources[-1] += data
        self.text.append(data)


def review(done: Done) -> str:
    """The page about an ingest."""
    return review_html(done, "issue", STYLES)


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A copy of the real issue."""
    folder = tmp_path / "2021-02-03"
    shutil.copytree(SAMPLE, folder)
    return folder


def test_the_real_page(issue: Path) -> None:
    """Every character of the source is there in order, every link leads somewhere."""
    page = Page(review(bring_in(issue, issue / "source/page.md")))

    assert "".join(page.sources) == (issue / "source/page.md").read_text("utf-8")
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)
    assert {"script", "link", "iframe", "img", "object"} & set(page.tags) == set()
    assert page.tags.count("h1") == 1
    assert {"main", "header", "nav", "h2", "h3", "dl"} <= set(page.tags)


def test_the_same_ingest_gives_the_same_bytes(issue: Path) -> None:
    """No clock, no order of sets."""
    first = review(bring_in(issue, issue / "source/page.md"))

    assert review(bring_in(issue, issue / "source/page.md")) == first


def _copy(text: str, name: str, tmp_path: Path) -> str:
    return review(bring_in(tmp_path / "i", write_page(tmp_path / "in", text, name)))


def test_copy_is_escaped(tmp_path: Path) -> None:
    """What a source says is text, never markup of the page."""
    text = FIRST.replace("各乡", "<script>alert(1)</script>&amp;").replace(
        "南岭乡通水", '南岭乡"><img src=x>通水'
    )
    html = _copy(text, "a<b.md", tmp_path)

    page = Page(html)
    assert {"script", "img"} & set(page.tags) == set()
    assert "".join(page.sources) == text
    assert "a<b.md" in "".join(page.text)


def test_the_parser_sees_what_is_not_escaped() -> None:
    """Control of the test above."""
    page = Page("<main><script>x</script><img src=x></main>")

    assert {"script", "img"} <= set(page.tags)


def test_both_pages_of_a_joined_article(tmp_path: Path) -> None:
    """Each source is whole; fields lead to both pages; the rest says where it is."""
    issue = tmp_path / "issue"
    pages = [write_page(tmp_path / "in", text, name)
             for text, name in ((FIRST, "p1.md"), (THIRD, "p3.md"))]  # fmt: skip
    html = review(bring_in(issue, *pages))
    page = Page(html)

    assert "".join(page.sources) == FIRST + THIRD
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert 'Text here goes on with <a href="#m-01-01">01-01.md</a>' in html
    block = html.partition('id="m-01-01-block-2"')[2].partition("</dt>")[0]
    assert re.findall(r'href="#s(\d)-', block) == ["1", "2"]


DOUBTS = {
    "I004": ("本报讯 渠里来水了，庄稼活了。", "headline: 渠里来水了"),
    "I009": ("# 全县水利工作会议召开 修渠护坡保住良田\n\n本报讯 水来了。",
             "headline: 全县水利工作会议召开 修渠护坡保住良田"),
    "I012": ("# 修渠护坡 保住良田\n\n本报讯 3月5曰水来了。", "3月5日水来了。"),
    "I012 “": ("# 修渠护坡 保住良田\n\n本报讯 他说“水来了，庄稼活了。",
               "他说“水来了”，庄稼活了。"),
    "I012 ）": ("# 修渠护坡 保住良田\n\n本报讯 去年，三年前）水来了。",
               "去年，（三年前）水来了。"),
    "I013": ("# 修渠护坡 保住良田\n\n本报讯 水来了,庄稼活了。", "水来了，庄稼活了。"),
    "I021": ("# 修渠护坡 保住良田\n\n本报讯 水来 了。", "水来了。"),
    "I014": ("# 修渠护坡 保住良田\n\n本报记者 张望\n\n水来了。\n\n记者 周雨",
             "byline: 本报记者 张望"),
    "I021 ，": ("# 修渠护坡 保住良田\n\n本报讯 水来了 ，庄稼活了。",
               "水来了，庄稼活了。"),
    "I006": ("# 修渠护坡 保住良田\n\n本报讯 他说：\n\n水来了。", "他说：\n\n水来了。"),
    "I007": ("# 修渠护坡 保住良田\n\n本报讯 水来了。\n\n01 要闻\n\n庄稼活了。",
             "水来了。庄稼活了。"),
    "I008": ("# 修渠护坡 保住良田\n\n本报讯 水来了。\n\n老木匠收徒弟\n\n他很忙。",
             "老木匠收徒弟他很忙。"),
    "I010": ("### 民生观察\n\n# 修渠护坡 保住良田\n\n本报讯 水来了。",
             "headline: 民生观察 修渠护坡 保住良田"),
    "I015": ("# 修渠护坡 保住良田\n\n水来了。（张望）", "水来了。（张望）"),
    "I016": ("南岭乡二十里新渠昨日通水\n\n# 修渠护坡 保住良田\n\n本报讯 水来了。",
             "南岭乡二十里新渠昨日通水"),
    "I018": ("# 修渠护坡 保住良田\n\n本报讯 水来了，庄稼地和果\n\n渠水清清\n\n"
             "园都浇上了。",
             "渠水清清"),
    "I019": ("# 修渠护坡 保住良田\n\n水来了。\n\n![](a.jpg)\n\n新渠边的人\n\n"
             "庄稼活了。",
             "新渠边的人"),
    "I020": ("扫描二维码看视频\n\n# 修渠护坡 保住良田\n\n本报讯 水来了。",
             "callouts:\n  - kind: qr\n    text: 扫描二维码看视频"),
}  # fmt: skip
"""For each doubt a page that has it, and the lines to paste."""


def _doubt(html: str, code: str) -> str:
    """The item of the first finding of a code."""
    items = re.findall(r'<li class="doubt .*?</li>', html, re.DOTALL)
    return next(str(item) for item in items if f"{code}</b>" in item)


def _pasted(item: str) -> str:
    found = re.search(r'<pre class="paste"[^>]*>(.*?)</pre>', item, re.DOTALL)
    return unescape(re.sub("<[^>]*>", "", found[1])).strip() if found else ""


def _state(item: str) -> str:
    found = re.search(r'class="doubt (\w+)', item)
    return found[1] if found else ""


@pytest.mark.parametrize("code", DOUBTS)
def test_each_doubt_has_its_lines_to_paste(code: str, tmp_path: Path) -> None:
    """The other decision in the manuscript's own lines, linked to its place."""
    text, wanted = DOUBTS[code]
    item = _doubt(_copy(text, "p.md", tmp_path), code.partition(" ")[0])

    assert _pasted(item) == wanted
    assert "01-01.md" in item
    assert _state(item) == "open"
    assert 'href="#f' in item


def _remedies(text: str) -> Iterator[tuple[str, Remedy]]:
    page = ingest_page(text, path="p.md", page="01")
    for finding in page.findings:
        spot = find_spot(page, finding, [page])
        remedy = find_remedy(finding, spot) if spot else None
        if spot and remedy:
            yield write_article(spot.article), remedy


def test_a_subhead_as_an_article_of_its_own() -> None:
    """Its text goes out of the one manuscript into a new one."""
    page = ingest_page(
        "# 修渠护坡 保住良田\n\n本报讯 水来了。\n\n## 庄稼活了\n\n谷子黄了。",
        path="p.md", page="01",
    )  # fmt: skip
    heading = _told("I011", page, "庄稼活了", "the heading is read as a subhead")
    spot = find_spot(page, heading, [page])
    remedy = find_remedy(heading, spot) if spot else None

    assert remedy is not None
    first, second = remedy.hunks
    assert first.now == ("## 庄稼活了", "", "谷子黄了。")
    assert first.paste == ()
    assert (second.article, second.deed) == ("01-02", "new")
    assert second.paste == (
        "---", "headline: 庄稼活了", 'page: "01"', "---", "", "谷子黄了。"
    )  # fmt: skip


def test_an_article_as_a_part_of_the_one_above() -> None:
    """Its titles, text and byline go to the end of that, its manuscript goes."""
    page = ingest_page(LONE, path="p.md", page="01")
    heading = _told("I011", page, "县城新开", "the heading is read as the headline")
    spot = find_spot(page, heading, [page])
    remedy = find_remedy(heading, spot) if spot else None

    assert remedy is not None
    first, second = remedy.hunks
    assert first.article == "01-01"
    assert "## 县城新开一家书屋 夜里也亮着灯" in "\n".join(first.paste)
    assert first.paste[-1] == "记者 赵明"
    assert (second.article, second.deed) == ("", "delete")


def _told(code: str, page: Ingested, words: str, message: str) -> Finding:
    line, column = page.ledger.source.place(page.ledger.source.text.index(words))
    return Finding(code=code, message=message, line=line, column=column)


def test_what_goes_on_on_a_page_that_is_not_there(tmp_path: Path) -> None:
    """The jump line as a paragraph of the text is the other way."""
    page = write_page(tmp_path / "in", FIRST)
    item = _doubt(review(bring_in(tmp_path / "i", page)), "I030")

    assert _pasted(item) == "（下转3版）"


def test_what_goes_on_where_one_text_has_no_headline(tmp_path: Path) -> None:
    """Both are joined, and the rest's own manuscript is taken away."""
    third = "03版\n\n修渠三十里，护坡十里。各乡都已经动工，到秋天就能完成。\n"
    pages = [write_page(tmp_path / "in", text, name)
             for text, name in ((FIRST, "p1.md"), (third, "p3.md"))]  # fmt: skip
    html = review(bring_in(tmp_path / "i", *pages))
    item = unescape(_doubt(html, "I030"))

    assert "修渠三十里" in item
    assert 'jump: "03"' in item
    assert "delete the file <code>03-01.md</code>" in item


def test_what_may_go_on_in_two_places(tmp_path: Path) -> None:
    """It is joined to the first of them."""
    rest = "（上接1版）\n\n修渠三十里，护坡十里。\n\n"
    third = f"03版\n\n{rest}{rest.replace('渠', '路')}"
    pages = [write_page(tmp_path / "in", text, name)
             for text, name in ((FIRST, "p1.md"), (third, "p3.md"))]  # fmt: skip
    item = _doubt(review(bring_in(tmp_path / "i", *pages)), "I031")

    assert "修渠三十里" in item
    assert "delete the file <code>03-01.md</code>" in item


def test_what_was_joined_can_be_cut_out(tmp_path: Path) -> None:
    """Its text goes out of the first page's manuscript into one of its own."""
    pages = [write_page(tmp_path / "in", text, name)
             for text, name in ((FIRST, "p1.md"), (THIRD, "p3.md"))]  # fmt: skip
    item = unescape(_doubt(review(bring_in(tmp_path / "i", *pages)), "I032"))

    assert "in a new file <code>03-02.md</code>" in item
    assert "headline: 修渠护坡保住良田" in item
    assert 'page: "03"' in item


def test_what_recognition_was_not_sure_of(tmp_path: Path) -> None:
    """Its next likely reading is to be pasted; where none is told, a geta mark."""
    line = "<span class='ocrx_word' title='bbox {} 10 {} 30; x_wconf {}'>{}</span>"
    words = "".join(
        line.format(x, x + 18, sure, text)
        for x, sure, text in ((10, 90, "护坡"), (60, 41, "修"), (80, 99, "好了。"))
    )
    box = "bbox 10 10 400 30"
    page = tmp_path / "p.hocr"
    page.write_text(
        f"<html><body><div class='ocr_page' title='bbox 0 0 500 700'><span"
        f" class='ocr_line' title='{box}'>{words}</span></div></body></html>", "utf-8"
    )  # fmt: skip
    item = _doubt(review(bring_in(tmp_path / "i", page)), "I125")

    assert _pasted(item) == "护坡〓好了。"
    assert "page 1 of the scan, column 1, line 1, box 10 10 98 30" in item


@pytest.mark.parametrize("code", sorted(DOUBTS.keys() - {"I018", "I019", "I020"}))
def test_pasting_makes_a_manuscript(code: str) -> None:
    """With the lines pasted over those shown the manuscript is one, and another."""
    remedies = list(_remedies(DOUBTS[code][0]))

    assert remedies
    for made, remedy in remedies:
        pasted = made
        for hunk in reversed(remedy.hunks):
            now, paste = "\n".join(hunk.now), "\n".join(hunk.paste)
            if now:
                pasted = pasted.replace(now, paste, 1)
            else:
                before, after = pasted[: hunk.start], pasted[hunk.start :]
                assert hunk.behind.partition(" (")[0] in before
                pasted = f"{before}{paste}\n{after}"
        article, findings = parse_article(pasted, name="01-01", path="")
        assert pasted != made
        assert article is not None, findings


@pytest.mark.parametrize(
    ("code", "old", "new", "state"),
    [
        ("I012", "3月5曰", "3月5日", "turned"),
        ("I012", "3月5曰", "3月5号", "decided"),
        ("I012", "水来了", "水来到了", "open"),
        ("I007", "水来了。\n\n庄稼", "水来了。庄稼", "turned"),
        ("I009", "kicker: 全县水利工作会议召开\nheadline: 修",
         "headline: 全县水利工作会议召开 修", "turned"),
        ("I009", "水来了", "水来啦", "open"),
        ("I018", "水来了", "渠水清清，水来了", "turned"),
    ],
)  # fmt: skip
def test_what_was_decided_is_shown_as_decided(
    code: str, old: str, new: str, state: str, tmp_path: Path
) -> None:
    """An edit at the doubt's place decides it; one elsewhere leaves it open."""
    issue = tmp_path / "i"
    page = write_page(tmp_path / "in", DOUBTS[code][0])
    bring_in(issue, page)
    change(issue / "01-01.md", old, new)

    item = _doubt(review(bring_in(issue, page)), code)

    assert _state(item) == state
    assert ("to paste into" in item) == (state == "open")


def test_a_manuscript_that_was_taken_away_is_said(issue: Path) -> None:
    """Its doubts are gone with it."""
    (issue / "03-02.md").unlink()
    html = review(bring_in(issue, issue / "source/page.md"))

    assert "taken away by hand" in html
    assert _state(_doubt(html, "I009")) == "gone"


def test_a_proposal_is_shown_whole(issue: Path) -> None:
    """Its difference is not cut, as it is on the terminal."""
    source = issue / "source/page.md"
    change(issue / "03-01.md", "指明了方向", "指出了方向")
    change(source, "接受《大众日报》“两会”会客厅专访", "接受《大众日报》会客厅专访")

    html = review(bring_in(issue, source))

    assert "kept: a proposal waits: page.md changed" in html
    shown = html.partition('aria-label="changed by ingest"')[2].partition("</pre>")[0]
    assert "这一年，淄博市交出了怎样的答卷" in shown
    edited = html.partition('aria-label="edited by hand"')[2].partition("</pre>")[0]
    assert "指出了方向" in edited


def test_the_command_writes_it(issue: Path, tmp_path: Path) -> None:
    """--review writes OUT/NAME/ingest.html and says so; without it nothing is made."""
    out = tmp_path / "out"
    page = str(issue / "source/page.md")
    common = ["ingest", page, "--issue", str(issue), "--out", str(out)]

    plain = CliRunner().invoke(cli, common)
    assert plain.exit_code == 0
    assert not out.exists()
    shown = CliRunner().invoke(cli, [*common, "--review", "--styles", str(STYLES)])
    assert shown.exit_code == 0
    assert shown.output.splitlines()[-1] == str(out / "2021-02-03/ingest.html")
    assert (out / "2021-02-03/ingest.html").is_file()
    assert CliRunner().invoke(cli, [*common, "--review", "--json"]).exit_code == 2


def test_a_broken_template_is_a_finding(issue: Path, tmp_path: Path) -> None:
    """One finding, no file."""
    done = bring_in(issue, issue / "source/page.md")
    folder = tmp_path / "styles" / "ingest"
    folder.mkdir(parents=True)
    for text in (None, "{{ nothing }}", "{% if %}"):
        if text is not None:
            (folder / "review.html.j2").write_text(text)
        with pytest.raises(InputError) as caught:
            write_review(done, issue, tmp_path / "out", tmp_path / "styles")
        assert [one.code for one in caught.value.findings] == ["S010"]
    assert not (tmp_path / "out").exists()


def test_colours_are_not_the_only_sign(issue: Path) -> None:
    """Each stretch that went to a field begins with a sign and says where it went."""
    html = review(bring_in(issue, issue / "source/page.md"))
    stretches = re.findall(r'<a class="k [^>]*title="([^"]*)">(<b)?', html)

    assert stretches
    assert all(title.startswith("03-0") and sign for title, sign in stretches)
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
    assert "@media (max-width: 60rem)" in html


def test_changed_words_are_marked_in_long_lines() -> None:
    """In a long line what is new is marked; a short one is seen at a glance."""
    old = "水" * 100
    assert changed_part(old, old + "来") == ((old, False), ("来", True))
    assert changed_part("水", "水来") == (("水来", False),)
