"""What several tests share: issues of original text, their pages, a page as text lines.

The words are invented for these tests. A seed gives the same issue on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from zbpub.base.length import PT
from zbpub.layout.makeup import MadeUp, make_up
from zbpub.layout.page import (
    Element,
    Fragment,
    Item,
    Page,
    PlacedArticle,
    Rect,
    SetLine,
)
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import (
    Article,
    Block,
    Callout,
    Figure,
    Issue,
    IssueConfig,
    PagePlan,
    Paragraph,
    Run,
    Subhead,
)
from zbpub.render.pdf_spec import PdfSpec
from zbpub.style_files import open_case

ROOT = Path(__file__).parent.parent
STYLES = ROOT / "styles"
PICTURE = "images/bridge.png"
PIXELS = (600, 380)
ASCENT = 880
"""Baseline below an em box's top, in thousandths of an em."""
BODY = frozenset({"body", "subhead", "quote", "item", "note", "jump", "byline"})
"""Roles whose lines stand on the grid."""

_WHO = (
    "社区居民", "渡口船工", "菜场摊主", "果园农户",
    "书店店主", "修桥工人", "中学老师", "值班护士",
)  # fmt: skip
_WHEN = ("清晨", "入夜后", "周末", "今年春天", "上个月", "雨停以后", "傍晚六点")
_WHERE = (
    "河湾码头", "东门老街", "新修的步道", "山脚果园", "图书馆前", "第三小学",
)  # fmt: skip
_WHAT = (
    "把木料一根根抬上岸", "为孩子们讲起旧城的故事", "检查了每一盏路灯",
    "种下两排白蜡树", "换上新的招牌", "量了水位又记在本子上",
    "把修好的自行车送回去", "摆出一百多本旧书",
)  # fmt: skip
_SAID = ("路修好了，日子就近了", "先换水管再铺砖", "树活了，人就愿意来", "账要记清楚")
_LINKS = ("，随后", "，接着又", "，并且", "，同时")


def sentence(rng: random.Random) -> str:
    """One sentence, now and then with a number, a quotation, a dash or Latin."""
    who, when, where = rng.choice(_WHO), rng.choice(_WHEN), rng.choice(_WHERE)
    what = rng.choice(_WHAT)
    match rng.randrange(8):
        case 0:
            return f"{who}说：“{rng.choice(_SAID)}。”"
        case 1:
            month, homes = rng.randint(1, 12), rng.randint(3, 980)
            return f"截至{month}月底，{where}已有{homes}户报名。"
        case 2:
            return f"{when}，{who}在{where}{what}——这是第{rng.randint(2, 40)}次。"
        case 3:
            share = rng.randint(11, 99) / 10
            return f"（数据来自“LED路灯”台账）{where}用电下降{share}%。"
        case 4:
            return f"{where}、{rng.choice(_WHERE)}和{rng.choice(_WHERE)}都在其中。"
        case _:
            follow = rng.choice(_LINKS) + rng.choice(_WHAT)
            return f"{when}，{who}在{where}{what}{follow}。"


def paragraphs(rng: random.Random, characters: int) -> list[Block]:
    """Paragraphs of varied length, ``characters`` in all within a sentence."""
    blocks: list[Block] = []
    left = characters
    while left > _SHORTEST:
        text = ""
        wanted = min(left - _SHORTEST, rng.randint(30, 170))
        while len(text) < wanted:
            text += sentence(rng)
        blocks.append(Paragraph((Run(text),)))
        left -= len(text)
    return blocks


_SHORTEST = 12
"""No paragraph is begun for fewer characters."""


def drawn_picture() -> bytes:
    """A bridge over a river as PNG, drawn here."""
    width, height = PIXELS
    image = Image.new("RGB", PIXELS, (214, 226, 232))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill=(86, 122, 140))
    for x in range(-20, width, 160):
        arch = (x, height // 3, x + 160, height)
        draw.arc(arch, 180, 360, fill=(70, 50, 40), width=14)
    draw.rectangle((0, height // 3, width, height // 3 + 24), fill=(70, 50, 40))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class IssueSpec:
    """What a seeded issue is to be like."""

    seed: int
    articles: int
    characters: int
    """Of all bodies together."""


_HEADLINES = (
    "老码头修缮一新 渡船重回河湾",
    "东门老街换上新路灯",
    "山脚果园迎来第一批访客",
    "图书馆延长夜间开放时间",
    "桥头公园步道周末开放",
)


def seeded_issue(spec: IssueSpec) -> Issue:
    """An issue of one page, the articles shrinking from the lead on."""
    rng = random.Random(spec.seed)
    shares = [1 / (rank + 1.5) for rank in range(spec.articles)]
    articles = [
        _article(rng, rank, round(spec.characters * share / sum(shares)))
        for rank, share in enumerate(shares)
    ]
    return issue_of(*articles)


def issue_of(*articles: Article) -> Issue:
    """``articles`` as an issue of one page."""
    config = IssueConfig(
        publication="河湾日报", date="2024-05-12", url="https://example.com/hewan",
        pages=(PagePlan(number="02", section="本地", credits=("编辑 石榴",)),),
    )  # fmt: skip
    return Issue(config=config, articles=articles, folder="issues/2024-05-12")


def _article(rng: random.Random, rank: int, characters: int) -> Article:
    """The lead has kicker, deck and subheads; the others one extra each."""
    body = paragraphs(rng, characters)
    if rank == 0:
        for i, at in enumerate((len(body) * 2 // 3, len(body) // 3)):
            words = ("一桥通两岸", "先听住户怎么说")[i]
            body.insert(at, Subhead((Run(words),)))
    if rank == 2:
        body.insert(0, Figure(PICTURE, "桥", "修好的石桥横跨河湾。记者 石榴 摄"))
    return Article(
        name=f"02-{rank + 1:02}",
        path=f"issues/2024-05-12/02-{rank + 1:02}.md",
        headline=_HEADLINES[rank],
        kicker="历时两年的修缮工程完工" if rank == 0 else "",
        deck="首日运送乘客逾千人" if rank == 0 else "",
        label="街巷新事" if rank == 3 else "",
        dateline="本报5月11日讯" if rank % 2 == 0 else "",
        byline="记者 石榴 实习生 白芷" if rank < 2 else "",
        callouts=(Callout("qr", "扫一扫 看渡船时刻"),) if rank == 1 else (),
        body=tuple(body),
    )


@cache
def tabloid() -> TypeCase:
    """The shipped tabloid profile with the machine's fonts."""
    return open_case(STYLES, issue_of())


@cache
def made_of(spec: IssueSpec) -> tuple[Issue, MadeUp]:
    """A seeded issue and its pages, made up once a session."""
    issue = seeded_issue(spec)
    return issue, make_up(issue, tabloid(), {PICTURE: PIXELS})


@cache
def card() -> TypeCase:
    """A sheet of three columns and few rows, in the tabloid's type but for the lead."""
    case = tabloid()
    profile = case.profile
    grid = replace(profile.grid, columns=3, rows=CARD_ROWS, left=MARGIN, top=80 * PT)
    others = (
        replace(grid, pitch=11_250, rows=CARD_ROWS + 3),
        replace(grid, pitch=12_750, rows=CARD_ROWS - 3),
    )
    small = replace(profile.folio.text, size=6 * PT)
    name = replace(profile.folio.name, size=10 * PT)
    folio = replace(profile.folio, top=46 * PT, text=small, name=name)
    foot = grid.y(grid.rows) - (grid.pitch - grid.size)
    card_profile = replace(
        profile, grid=grid, other_grids=others, folio=folio, qr_side=48 * PT,
        heads=profile.heads[2:],
        width=grid.width(grid.columns) + 2 * MARGIN, height=foot + MARGIN,
    )  # fmt: skip
    return replace(case, profile=card_profile)


CARD_ROWS = 50
FERRY, LAMPS = 380, 250
MARGIN = 30 * PT


def card_issue() -> Issue:
    """Two articles with a bit of everything, filled up with seeded sentences."""
    rng = random.Random(5)
    ferry = Article(
        name="02-01",
        path="issues/2024-05-12/02-01.md",
        kicker="历时两年的修缮工程完工",
        headline="老码头修缮一新 渡船重回河湾",
        dateline="本报5月11日讯",
        byline="记者 石榴 实习生 白芷",
        body=(
            Paragraph((
                Run("清晨六点，第一班渡船离开河湾码头。船工老段把缆绳收好，说：“"),
                Run("盼了两年", strong=True),
                Run("，总算又听见水声了。”码头的石阶、栏杆和候船亭都换了新的。"),
            )),
            Subhead((Run("一桥通两岸"),)),
            Paragraph((
                Run("修缮从前年秋天开始——先清淤，再加固。工程队一共用了三百二十根木桩，"
                    "旧石料也大多留了下来，砌进了护坡。票价仍是两元，船期可在"),
                Run("码头网页", href="https://example.com/hewan/ferry"),
                Run("查到。"),
            )),
            Figure(PICTURE, "石桥", "修好的石桥。石榴 摄"),
            Paragraph((
                Run("对岸的果园今年也借着渡船热闹起来。周末来摘桑葚的人要排队，农户"
                    "在渡口摆出凉茶，不收钱，只请客人把果核带走，种在自家门前。"),
            )),
            *paragraphs(rng, FERRY),
        ),
    )  # fmt: skip
    lamps = Article(
        name="02-02",
        path="issues/2024-05-12/02-02.md",
        label="街巷新事",
        headline="东门老街换上新路灯",
        callouts=(Callout("qr", "扫一扫 看夜游路线"),),
        body=(
            Paragraph((
                Run("东门老街的路灯昨晚全部点亮。新灯用LED光源，比旧灯省电"),
                Run("四成", emphasis=True),
                Run("，灯罩照着老样式做，夜里走路的人不再觉得晃眼。"),
            )),
            Paragraph((
                Run("值班护士小年每晚都从这里回家。她说，从前要打着手电，现在看得清"
                    "每一块石板；街坊们也愿意把门口的凳子搬出来，坐到很晚才散。"),
            )),
            *paragraphs(rng, LAMPS),
        ),
    )  # fmt: skip
    return issue_of(ferry, lamps)


@cache
def made_card() -> tuple[Issue, MadeUp]:
    """The card's issue and its page."""
    issue = card_issue()
    return issue, make_up(issue, card(), {PICTURE: PIXELS})


LOOK = STYLES / "looks" / "chenbao"


def card_spec(look: Path = LOOK) -> PdfSpec:
    """What the card's PDF needs beside its page."""
    return PdfSpec(
        title="河湾日报 2024-05-12 第02版",
        publication="河湾日报",
        language="zh-Hans",
        created="2024-05-12T00:00:00Z",
        description="渡船重回河湾",
        look=look,
        images={PICTURE: drawn_picture()},
    )


@dataclass(frozen=True, slots=True)
class LineBox:
    """A set line on the sheet, mpt: its first cell's left to its last cell's right."""

    role: str
    text: str
    place: Rect
    """Em boxes of the line."""
    baseline: int
    """From the sheet's top; of a vertical line from its left."""


def line_boxes(element: Element) -> Iterator[LineBox]:
    """The lines of ``element``."""
    for fragment in element.fragments:
        for line in fragment.lines:
            yield _line_box(element.role, fragment, line)


def _line_box(role: str, fragment: Fragment, line: SetLine) -> LineBox:
    if fragment.is_vertical:
        return _column_box(role, fragment, line)
    first, last = line.glyphs[0], line.glyphs[-1]
    left = first.x - first.cell.offset
    right = last.x - last.cell.offset + last.cell.width
    baseline = fragment.place.y + line.baseline
    top = baseline - fragment.size * ASCENT // 1000
    x = fragment.place.x + line.x + left
    place = Rect(x, top, right - left, fragment.size)
    return LineBox(role, line.text, place, baseline)


def _column_box(role: str, fragment: Fragment, line: SetLine) -> LineBox:
    """A vertical line's: digits side by side in it end where the lowest does."""
    first = line.glyphs[0]
    top = first.x - first.cell.offset
    foot = max(g.x - g.cell.offset + g.cell.width for g in line.glyphs)
    baseline = fragment.place.x + fragment.place.width - line.baseline
    x = baseline - fragment.size * (1000 - ASCENT) // 1000
    y = fragment.place.y + line.x + top
    place = Rect(x, y, fragment.size, foot - top)
    return LineBox(role, line.text, place, baseline)


def elements_of(page: Page) -> tuple[Element, ...]:
    """The folio's elements, the articles' and the pieces', in reading order."""
    items = [item for article in page.articles for item in article.items]
    items += [item for piece in page.pieces for item in piece.items]
    return (*page.folio, *(i for i in items if isinstance(i, Element)))


def article_text(article: PlacedArticle) -> str:
    """What stands in a placed article, in its order."""
    return "".join(i.text for i in article.items if isinstance(i, Element))


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two places share more than an edge."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def holds(outer: Rect, inner: Rect) -> bool:
    """Whether ``inner`` lies in ``outer``."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def dump(page: Page) -> str:
    """``page`` as text, one item a line: ``x y w h role text``, in pt."""
    lines = [_record(Rect(0, 0, page.width, page.height), "page", page.number)]
    lines.append(_record(page.type_area, "type-area", ""))
    for element in page.folio:
        lines += _element_records(element)
    for article in page.articles:
        lines += ["", _record(article.place, "article", article.name)]
        for item in article.items:
            lines += _item_records(item)
    for piece in page.pieces:
        lines += ["", _record(piece.place, piece.kind, piece.name)]
        for item in piece.items:
            lines += _item_records(item)
    lines.append("")
    lines += [_record(rule.place, f"rule-{rule.role}", "") for rule in page.rules]
    return "\n".join(lines) + "\n"


def _item_records(item: Item) -> list[str]:
    if isinstance(item, Element):
        return _element_records(item)
    return [_record(item.place, item.role, f"{item.source} {item.alt}")]


def _element_records(element: Element) -> list[str]:
    links = [link for fragment in element.fragments for link in fragment.links]
    return [
        *(_record(b.place, b.role, b.text) for b in line_boxes(element)),
        *(_record(link.place, "link", f"{link.text} {link.href}") for link in links),
    ]


def _record(place: Rect, role: str, text: str) -> str:
    numbers = (place.x, place.y, place.width, place.height)
    return f"{' '.join(f'{n / PT:8.3f}' for n in numbers)}  {role:14} {text}".rstrip()
