"""A small issue with one of everything, and a font of one-em glyphs, for the tests."""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from PIL import Image, ImageDraw

from zbpub.manuscript.model import (
    Article,
    Break,
    Callout,
    Figure,
    Footnote,
    Issue,
    IssueConfig,
    ListBlock,
    PagePlan,
    Paragraph,
    Quote,
    Run,
    Subhead,
    Table,
)
from zbpub.render.epub import EpubSpec, build_epub
from zbpub.render.epub_text import article_text
from zbpub.render.epub_words import SIMPLIFIED

STYLES = Path(__file__).parent.parent / "styles"
MODIFIED = datetime(2024, 5, 6, 22, 30, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script> & ]]> "引号" {{ 7 * 7 }} &amp; \''

LEAD = Article(
    name="01-01-河堤新林",
    headline="三万棵柳树 守住一条河",
    kicker="清河两岸造林二十年",
    deck="堤上的树比护林人的孩子还大两岁",
    label="走基层",
    dateline="清河五月五日讯",
    byline="本报记者 林晓舟",
    page="01",
    priority=1,
    callouts=(
        Callout("qr", "扫码看河堤四季影像", "https://example.org/清河?季=春&a=1"),
        Callout("qr", "关注本报"),
        Callout("jump", "下转第02版"),
    ),
    body=(
        Paragraph(
            (
                Run("清晨六点，老周沿着堤走了一圈，"),
                Run("一棵一棵", emphasis=True),
                Run("地看过去。"),
                Run("", note="树种"),
            )
        ),
        Figure("images/dike.png", "河堤上的一排柳树", "河堤新林。林晓舟 摄"),
        Subhead((Run("从沙地到林带"),)),
        Paragraph(
            (
                Run("详情见"),
                Run("林业", strong=True, href="https://example.org/trees"),
                Run("档案", href="https://example.org/trees"),
                Run("和"),
                Run("另一篇报道", href="01-02-简讯.md"),
                Run("，面积约1200公顷。", code=True),
                Run("蓄水10"),
                Run("6", shift="super"),
                Run("方，减排CO"),
                Run("2", shift="sub"),
                Run("，守的是"),
                Run("浉", ruby="shī"),
                Run("河口", dots=True),
                Run("渡", ruby="dù", strong=True, dots=True),
                Run("", note="面积"),
                Run("", note="树种"),
            )
        ),
        Subhead((Run("怎么算账"),), level=3),
        ListBlock(
            (
                (Paragraph((Run("买苗的钱"),)),),
                (
                    Paragraph((Run("管护的钱"),)),
                    ListBlock(((Paragraph((Run("工钱"),)),),)),
                ),
            ),
            ordered=True,
            start=3,
        ),
        Table(
            ((Run("年份"),), (Run("株数"),)),
            (
                ((Run("二〇〇四"),), (Run("800"),)),
                ((Run("二〇二四"),), (Run("30000"),)),
            ),
            ("", "right"),
        ),
        Quote((Subhead((Run("老周的话"),)), Paragraph((Run("树活了，人就踏实。"),)))),
        Break(),
        Footnote("面积", (Paragraph((Run("据县林业站实测。"),)),)),
        Footnote("树种", (Paragraph((Run("以旱柳为主。"),)),)),
    ),
)

BRIEFS = (
    Article(
        name="01-02-简讯",
        headline="简讯",
        page="01",
        body=(Paragraph((Run("图书馆周一闭馆。"),)),),
    ),
    Article(
        name="02-01-hostile",
        headline=HOSTILE,
        label=HOSTILE,
        page="02",
        callouts=(Callout("qr", HOSTILE, "javascript:alert(1)"),),
        body=(
            Subhead((Run("先有小标题"),), level=3),
            Paragraph((Run(HOSTILE), Run("链接", href="javascript:alert(1)"))),
            Figure("images/dike.png", HOSTILE, HOSTILE),
        ),
        dateline="清河讯",
    ),
    Article(
        name="99-未定版",
        headline="简讯",
        body=(Paragraph((Run("渡口恢复通航。"),)),),
    ),
)

CONFIG = IssueConfig(
    publication="清河晚报",
    date="2024-05-06",
    number="第1234期",
    url="https://example.org/",
    publisher="清河晚报社",
    cn="CN 00-0000",
    issn="1234-5679",
    pages=(
        PagePlan(number="01", section="要闻", credits=("编辑 何清", "校对 岑远")),
        PagePlan(number="02", section="民生"),
        PagePlan(number="03", section="广告"),
    ),
    credits=("总编辑 安澜",),
)

ISSUE = Issue(config=CONFIG, articles=(*BRIEFS, LEAD), folder="manuscript/2024-05-06")


def picture(width: int = 640, height: int = 400, kind: str = "PNG") -> bytes:
    """A drawn picture: a bank, a river and a tree."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 2 // 3, width, height), fill="steelblue")
    pen.ellipse((width // 3, height // 6, width // 2, height // 2), fill="seagreen")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def text_of(issue: Issue) -> str:
    """Every character that the book of ``issue`` may show."""
    words = (getattr(SIMPLIFIED, name) for name in SIMPLIFIED.__slots__)
    plans = (p.section + "".join(p.credits) for p in CONFIG.pages)
    named = (CONFIG.publication, CONFIG.publisher, CONFIG.number, *CONFIG.credits)
    ascii_marks = map(chr, range(0x20, 0x7F))
    articles = map(article_text, issue.articles)
    return "".join(
        (*words, *plans, *named, *ascii_marks, *articles, "第版年月日（）：")
    )


def write_font(path: Path, characters: str) -> Path:
    """An OpenType font whose every glyph is one em, with ``halt`` and ``vert``."""
    names = {ord(c): f"u{ord(c):05X}" for c in sorted(set(characters + "，。"))}
    order = [".notdef", *names.values(), "comma.vert"]
    pen = T2CharStringPen(1000, None)
    for command, point in (("moveTo", (50, 0)), ("lineTo", (950, 0))):
        getattr(pen, command)(point)
    pen.lineTo((500, 800))
    pen.closePath()
    box = pen.getCharString()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupCFF("OneEm", {}, dict.fromkeys(order, box), {})
    font.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    names_told = {"familyName": "One Em", "styleName": "Regular"}
    font.setupNameTable(names_told | {"licenseDescription": "Free to test with."})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    addOpenTypeFeaturesFromString(
        font.font,
        f"feature halt {{ pos {names[ord('，')]} <0 0 -500 0>; }} halt;"
        f"feature vert {{ sub {names[ord('，')]} by comma.vert; }} vert;",
    )
    font.font["head"].created = font.font["head"].modified = 3_600_000_000
    font.font.recalcTimestamp = False
    font.save(str(path))
    return path


def spec_for(font: Path) -> EpubSpec:
    """The spec of the small issue with the font at ``font``."""
    return EpubSpec(
        styles=STYLES,
        cover=picture(1200, 1700, "JPEG"),
        cover_size=(1200, 1700),
        images={"images/dike.png": picture()},
        font=font,
        modified=MODIFIED,
    )


def small_book(issue: Issue = ISSUE) -> bytes:
    """The EPUB of ``issue`` in the one-em font."""
    with tempfile.TemporaryDirectory() as folder:
        font = write_font(Path(folder) / "one-em.otf", text_of(issue))
        return build_epub(issue, spec_for(font))


def test_the_one_em_font_covers_the_issue(tmp_path: Path) -> None:
    """The kit's font gives no excuse for a missing glyph, and makes a book."""
    font = write_font(tmp_path / "one-em.otf", text_of(ISSUE))

    assert build_epub(ISSUE, spec_for(font)) == small_book()
