"""Issues of one page made by number: all kinds of copy that a page may be given.

The same number gives the same issue on every machine. How much copy there is is drawn
around what the page holds; whether it is within a tenth of that is told by counting
rows as a desk does, without asking the layout.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import sqrt

from PIL import Image, ImageDraw

import page_judge as judge
from kit import issue_of, paragraphs
from page_sheet import sheet_of_page
from zbpub.base.chars import significant
from zbpub.base.length import PT
from zbpub.layout.makeup import MadeUp
from zbpub.layout.profile import Grid, HeadGrade, Profile
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Article,
    Block,
    Callout,
    Figure,
    Filler,
    Issue,
    Paragraph,
    Run,
    Subhead,
)

WITHIN = 0.1
"""Copy that needs no more than this part of the page more or less is near it."""
_SHAPES = ((600, 380), (600, 450), (640, 360), (420, 560), (500, 500), (900, 400))
_FIRST = ("老码头", "东门老街", "山脚果园", "图书馆", "桥头公园", "第三小学",
          "南岸菜场", "河湾小区", "北门车站")  # fmt: skip
_SECOND = ("修缮一新", "换上新路灯", "迎来第一批访客", "延长夜间开放时间",
           "周末开放", "办起读书会", "试行错峰停车", "添了三条公交线",
           "公布上半年账目")  # fmt: skip
_THIRD = ("渡船重回河湾", "居民点赞", "首日接待逾千人", "年底前全部完工", "票价不变")
_SUBHEADS = ("一桥通两岸", "先听住户怎么说", "账目每月公开", "还有哪些难处")
_LABELS = ("街巷新事", "民生", "深读", "文化")
_LEADING = 1.35
"""From line to line of a head, in its size."""


@dataclass(frozen=True, slots=True)
class MadeIssue:
    """An issue of one page, with its pictures."""

    seed: int
    issue: Issue
    pictures: Mapping[str, bytes]
    sizes: Mapping[str, tuple[int, int]]


def made_issue(seed: int, profile: Profile) -> MadeIssue:
    """The issue of number ``seed`` for a page of ``profile``."""
    rng = random.Random(seed)
    count = rng.randint(2, 9)
    shapes = [rng.choice(_SHAPES) for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 4)))]
    sizes = {f"images/{n}.png": shape for n, shape in enumerate(shapes)}
    wanted = capacity(profile) * rng.uniform(0.82, 1.18)
    shares = _shares(rng, count)
    bearers = [rng.randrange(min(count, 4)) for _ in shapes]
    heads = [
        f"{first}{second}"
        for first, second in zip(
            rng.sample(_FIRST, count), rng.sample(_SECOND, count), strict=True
        )
    ]
    drafts = [
        _draft(
            rng,
            (f"02-{rank + 1:02}", head),
            [f"images/{n}.png" for n, bearer in enumerate(bearers) if bearer == rank],
        )
        for rank, head in enumerate(heads)
    ]
    fixed = sum(need(draft, profile, sizes, rank) for rank, draft in enumerate(drafts))
    rows = max(wanted - fixed, count * 6)
    body = rows * profile.grid.characters * _FULL
    articles = [
        _written(rng, draft, _length(round(body * share)))
        for draft, share in zip(drafts, shares, strict=True)
    ]
    issue = issue_of(*articles)
    issue = _with_fillers(issue, rng.choice((0, 0, 1, 2, 3)))
    pictures = {src: _drawing(shape) for src, shape in sizes.items()}
    return MadeIssue(seed, issue, pictures, sizes)


_FULL = 0.93
"""Of a line's characters, that paragraphs' last lines and indents leave for text."""
_LEAST, _MOST = 80, 3000


def _length(characters: int) -> int:
    return min(max(characters, _LEAST), _MOST)


def _shares(rng: random.Random, count: int) -> list[float]:
    """Parts of the body for each article, the lead's often the largest."""
    weights = [rng.uniform(0.35, 1) / (rank + 1) ** 0.6 for rank in range(count)]
    return [weight / sum(weights) for weight in weights]


def _draft(rng: random.Random, called: tuple[str, str], pictures: list[str]) -> Article:
    """An article's head and furniture, with its pictures and no text.

    Args:
        rng: Decides on everything.
        called: Name and headline.
        pictures: Their sources.
    """
    name, headline = called
    third = f" {rng.choice(_THIRD)}" if rng.random() < 0.4 else ""
    body: list[Block] = [
        Figure(src, "河湾", "修好的石桥横跨河湾。记者 石榴 摄") for src in pictures
    ]
    if rng.random() < 0.3:
        body.append(Subhead((Run(rng.choice(_SUBHEADS)),)))
    calls = rng.random() < 0.12
    return Article(
        name=name,
        path=f"issues/2024-05-12/{name}.md",
        headline=f"{headline}{third}",
        kicker="历时两年的修缮工程完工" if rng.random() < 0.25 else "",
        deck="首日运送乘客逾千人" if rng.random() < 0.2 else "",
        label=rng.choice(_LABELS) if rng.random() < 0.2 else "",
        dateline="本报5月11日讯" if rng.random() < 0.5 else "",
        byline="记者 石榴 实习生 白芷" if rng.random() < 0.5 else "",
        callouts=(Callout("qr", "扫一扫 看渡船时刻"),) if calls else (),
        pull_quotes=("路修好了，日子就近了",) if rng.random() < 0.2 else (),
        body=tuple(body),
    )


def _written(rng: random.Random, draft: Article, characters: int) -> Article:
    """``draft`` with so many characters of text around its pictures and subheads."""
    text = paragraphs(rng, characters) or [Paragraph((Run("全文完。"),))]
    body = list(text)
    for block in draft.body:
        at = 0 if isinstance(block, Figure) else len(body) // 2
        if at or isinstance(block, Figure):
            body.insert(at, block)
    fields = {name: getattr(draft, name) for name in Article.__dataclass_fields__}
    return Article(**{**fields, "body": tuple(body)})


def _with_fillers(issue: Issue, count: int) -> Issue:
    kinds = (
        Filler(kind="psa", title="节约用水", text="随手关紧水龙头"),
        Filler(kind="notice", title="办事提示", text="周一闭馆，预约请提前一天。"),
        Filler(kind="qr", title="读者来信", url="https://example.com/hewan/letters"),
    )
    fields = {
        n: getattr(issue.config, n) for n in type(issue.config).__dataclass_fields__
    }
    config = type(issue.config)(**{**fields, "fillers": kinds[:count]})
    return Issue(config=config, articles=issue.articles, folder=issue.folder)


def _drawing(shape: tuple[int, int]) -> bytes:
    image = Image.new("RGB", shape, (205, 220, 228))
    ImageDraw.Draw(image).ellipse(
        (20, 20, shape[0] - 20, shape[1] - 20), fill=(80, 110, 130)
    )
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


# How much room copy needs, as a desk counts it.


def capacity(profile: Profile) -> int:
    """Rows of base column on a page."""
    return profile.grid.rows * profile.grid.columns


def share_needed(
    issue: Issue, profile: Profile, sizes: Mapping[str, tuple[int, int]]
) -> float:
    """What part of a page the copy of ``issue`` needs, by a desk's estimate."""
    rows = sum(
        need(article, profile, sizes, rank)
        for rank, article in enumerate(issue.articles)
    )
    return rows / capacity(profile)


def is_near(
    issue: Issue, profile: Profile, sizes: Mapping[str, tuple[int, int]]
) -> bool:
    """Whether the copy of ``issue`` is within a tenth of the page."""
    return abs(share_needed(issue, profile, sizes) - 1) <= WITHIN


def need(
    article: Article, profile: Profile, sizes: Mapping[str, tuple[int, int]], rank: int
) -> float:
    """Rows of base column that ``article`` needs: text, head, pictures, call-outs.

    A head stands over as many columns as its text would fill to about 5 : 4, a picture
    over two columns, and what parts an article from the next takes a row each column.
    """
    grid = profile.grid
    text = sum(_text_rows(article, grid))
    wide = round(1.3 * sqrt(text / 14))
    columns = min(max(wide, 1), grid.columns)
    last = len(profile.heads) - 1
    length = len(significant(reading_text(article)))
    is_brief = rank and length < _BRIEF
    grade = profile.heads[last if is_brief else min(rank, last)]
    head = _head_rows(article, grade, (grid.width(columns), grid))
    pictures = sum(_picture_rows(block, sizes, grid) for block in article.body)
    calls = len(article.callouts) * (profile.qr_side // grid.pitch + 3)
    return text + (head + 1) * columns + pictures + calls


_BRIEF = 240
"""Characters below which an article that is not the lead has a small head."""


def _text_rows(article: Article, grid: Grid) -> Iterator[int]:
    for block in article.body:
        match block:
            case Paragraph(runs=runs):
                characters = sum(len(run.text) for run in runs)
                yield -(-(characters + 2) // grid.characters)
            case Subhead():
                yield 2
    yield bool(article.byline) + 0


def _head_rows(article: Article, grade: HeadGrade, over: tuple[int, Grid]) -> float:
    """Rows of the head in its grade's first size, over a width."""
    width, grid = over
    tall = 0.0
    for text, size in (
        (article.kicker, grade.kicker.size),
        (article.headline, grade.sizes[0]),
        (article.deck, grade.deck.size),
        (article.label, grade.label.size),
    ):
        if text:
            lines = -(-len(text) * size // width)
            tall += min(lines, grade.max_lines) * size * _LEADING
    return -(-tall // grid.pitch)


def _picture_rows(
    block: Block, sizes: Mapping[str, tuple[int, int]], grid: Grid
) -> float:
    """Rows of column that a picture takes: two columns wide, its caption below."""
    if not isinstance(block, Figure):
        return 0.0
    width, height = sizes[block.src]
    tall = grid.width(2) * height / width + 14 * PT
    return 2 * (-(-tall // grid.pitch))


# What became of an issue.

_EXACT = re.compile(r"(over|short) by \d+ rows of column, about \d+ characters")
_REFUSALS = frozenset({"L002", "L003"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the make-up made of an issue."""

    is_near: bool
    """Whether its copy is within a tenth of the page."""
    is_full: bool
    """A page is there, and each of its columns ends within a row of its foot."""
    is_refused: bool
    """There is none, and a finding says how many rows and characters are off."""
    faults: tuple[str, ...]
    """What must never be: overlaps, ink outside the type area, lost text."""


def outcome(made: MadeIssue, up: MadeUp, profile: Profile) -> Outcome:
    """Judge what the make-up of ``made`` gave."""
    sheets = [sheet_of_page(page, profile) for page in up.pages]
    faults = [
        f"{name}: {fault}"
        for sheet in sheets
        for name in ("overlap", "outside", "off grid")
        for fault in judge.JUDGES[name](sheet)
    ]
    if sheets:
        texts = {a.name: reading_text(a) for a in made.issue.articles}
        faults += [f"lost: {name}" for name in judge.lost_text(sheets, texts)]
    short = [
        fault
        for sheet in sheets
        for fault in (*judge.short_columns(sheet), *judge.broken_columns(sheet))
    ]
    refusals = [
        finding
        for finding in up.findings
        if finding.code in _REFUSALS and _EXACT.search(finding.message)
    ]
    return Outcome(
        is_near=is_near(made.issue, profile, made.sizes),
        is_full=bool(sheets) and not faults and not short,
        is_refused=not sheets and bool(refusals),
        faults=tuple(faults),
    )
