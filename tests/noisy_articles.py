"""Articles made up for noisy pages: what was printed, before anything recognises it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from noisy_words import Writer
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Article, Paragraph, Subhead

ISSUE = Path(__file__).parent.parent / "manuscript" / "2026-03-18"
LEAD_IN = "\x02"
"""Parts a brief's lead-in, which is printed bold, from its words."""


@dataclass
class Truth:
    """One article as it was printed."""

    headline: str = ""
    kicker: str = ""
    deck: str = ""
    label: str = ""
    dateline: str = ""
    byline: str = ""
    jump: str = ""
    paragraphs: list[str] = field(default_factory=list)
    subheads: list[str] = field(default_factory=list)
    callouts: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    soft: set[tuple[int, int]] = field(default_factory=set)
    """Paragraph and place of each column end behind a full stop: undecidable."""
    whole: set[int] = field(default_factory=set)
    """Paragraphs that no column end breaks: list items, verse, table rows."""


def make_article(writer: Writer, level: int) -> Truth:
    """An article of one of the kinds that stand on pages of ``level``, 1 to 3."""
    if writer.words == "issue":
        return _from_issue(writer)
    kinds = [*[_news] * 8, *[_feature] * 4, _editorial]
    if level > 1:
        kinds += [_interview, _briefs, _notice, _listed]
    if level > 2:
        kinds += [_interview, _briefs, _verse, _tabled]
    return writer.dice.choice(kinds)(writer, level)


def _titled(writer: Writer, level: int) -> Truth:
    dice = writer.dice
    truth = Truth(headline=writer.draw("headline"))
    for name, chance in (("kicker", 0.45), ("deck", 0.35), ("label", 0.3)):
        if dice.random() < chance * (0.7 if level == 1 else 1):
            setattr(truth, name, writer.draw(name))
    return truth


def _news(writer: Writer, level: int) -> Truth:
    truth = _titled(writer, level)
    topic = writer.draw("topic")
    truth.dateline = make_dateline(writer) if writer.dice.random() < 0.85 else ""
    truth.byline = make_byline(writer)
    count = writer.dice.randint(1, 6)
    truth.paragraphs = [writer.paragraph(topic) for _ in range(count)]
    truth.paragraphs.insert(0, writer.draw("open") + writer.sentence(topic))
    if writer.dice.random() < 0.4:
        truth.paragraphs.append(writer.draw("end"))
    return truth


def _feature(writer: Writer, level: int) -> Truth:
    truth = _titled(writer, level)
    topic = writer.draw("topic")
    truth.byline = make_byline(writer)
    truth.paragraphs = [writer.draw("open") + writer.sentence(topic)]
    number = writer.dice.choice(("", "", "", "一、", "（一）", "01 ", "1."))
    for order in range(writer.dice.randint(2, 4)):
        subhead = _numbered(number, order) + writer.draw("subhead")
        if subhead in truth.subheads:
            continue
        truth.subheads.append(subhead)
        truth.paragraphs.append(subhead)
        count = writer.dice.randint(1, 3)
        truth.paragraphs += [writer.paragraph(topic, 1, 4) for _ in range(count)]
    if writer.dice.random() < 0.5:
        truth.paragraphs[-1] += writer.draw("end")
    if level > 1 and writer.dice.random() < 0.2:
        truth.paragraphs += _long_quote(writer)
    return truth


def _numbered(pattern: str, order: int) -> str:
    if "一" in pattern:
        return pattern.replace("一", "一二三四五"[order])
    return pattern.replace("1", str(order + 1))


def _long_quote(writer: Writer) -> list[str]:
    """A quotation over two paragraphs: each opens it, the last closes it."""
    name = writer.name()
    first = f"{name}说：“{writer.draw('quote')}。{writer.draw('quote')}。"
    return [first, f"“{writer.draw('quote')}。{writer.draw('quote')}。”"]


def _editorial(writer: Writer, level: int) -> Truth:
    truth = Truth(headline=writer.draw("h1") + "，" + writer.draw("h2"))
    truth.label = writer.dice.choice(("社论", "时评", "本报评论", "短评"))
    truth.byline = writer.dice.choice(
        (f"本报评论员 {writer.name()}", "本报评论员", writer.name(), "")
    )
    topic = writer.draw("topic")
    truth.paragraphs = [writer.paragraph(topic, 2, 4) for _ in range(3)]
    return truth


def _interview(writer: Writer, level: int) -> Truth:
    truth = _titled(writer, level)
    truth.byline = make_byline(writer)
    topic = writer.draw("topic")
    truth.paragraphs = [writer.draw("open")]
    asks, answers = writer.dice.choice(
        (("问：", "答："), ("记者：", writer.name() + "："))
    )
    for _ in range(writer.dice.randint(2, 4)):
        truth.paragraphs.append(asks + writer.draw("question"))
        truth.paragraphs.append(answers + writer.paragraph(topic, 2, 4))
    return truth


def _briefs(writer: Writer, level: int) -> Truth:
    truth = Truth(writer.dice.choice(("一周简讯", "民生快报", "各地动态", "简明新闻")))
    for _ in range(writer.dice.randint(3, 5)):
        lead = writer.dice.choice((writer.draw("place"), writer.draw("h3")))
        mark = writer.dice.choice(("：", " "))
        truth.paragraphs.append(f"{lead}{mark}{LEAD_IN}{writer.draw('brief')}")
    return truth


def _notice(writer: Writer, level: int) -> Truth:
    title = writer.dice.choice(("公告", "通知", "启事", "讣告", "停水公告", "迁址公告"))
    truth = Truth(headline=writer.draw("place") + title)
    truth.paragraphs = [writer.draw("notice") for _ in range(writer.dice.randint(1, 3))]
    if writer.dice.random() < 0.6:
        truth.whole.add(len(truth.paragraphs))
        truth.paragraphs.append(writer.draw("dept"))
        if level > 2:
            truth.whole.add(len(truth.paragraphs))
            day = writer.dice.randint(1, 28)
            truth.paragraphs.append(f"2024年3月{day}日")
    return truth


def _listed(writer: Writer, level: int) -> Truth:
    truth = _news(writer, level)
    marks = writer.dice.choice(("- ", "①②③④", "一是二是三是四是", "1.2.3.4.", "——"))
    truth.paragraphs.append(f"会议确定了{writer.dice.randint(3, 4)}项任务：")
    for order in range(3):
        size = len(marks) // 4 if len(marks) > 3 else 0
        mark = marks[order * size : (order + 1) * size] if size else marks
        truth.whole.add(len(truth.paragraphs))
        stop = "。" if order == 2 else "；"
        truth.paragraphs.append(mark + writer.draw("item").rstrip("；") + stop)
    return truth


def _verse(writer: Writer, level: int) -> Truth:
    truth = Truth(headline=writer.draw("h1")[:5], label="诗笺", byline=writer.name())
    lines = [writer.draw("verse") for _ in range(writer.dice.choice((4, 8)))]
    if writer.dice.random() < 0.5:
        lines = [line + "，。"[at % 2] for at, line in enumerate(lines)]
    truth.whole = set(range(len(lines)))
    truth.paragraphs = lines
    return truth


def _tabled(writer: Writer, level: int) -> Truth:
    truth = _news(writer, level)
    rows = [f"| {writer.draw('place')} | {writer.draw('number')} |" for _ in range(3)]
    first = len(truth.paragraphs)
    truth.whole.update(range(first, first + 3))
    truth.paragraphs += rows
    truth.paragraphs.append(writer.draw("end"))
    return truth


def make_dateline(writer: Writer) -> str:
    """A dateline of one of the forms that papers and agencies have."""
    city, dice = writer.draw("city"), writer.dice
    day = f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
    paper = writer.draw("paper")
    return dice.choice(
        (
            "本报讯",
            "本报讯",
            f"本报{city}{day}讯",
            f"{city}{day}讯",
            f"本报{city}{day}电",
            "本报综合消息",
            f"新华社{city}{day}电",
            f"新华社{city}{day}电",
            f"据新华社{city}{day}电",
            "据新华社电",
            f"中新网{city}{day}电",
            f"中新社{city}{day}电",
            f"人民网{city}{day}电",
            "央视网消息",
            f"{paper}讯",
            f"{paper}{city}{day}讯",
            f"{paper}{day}讯",
            f"新华社{city}{day}体育专电",
        )
    )


def make_byline(writer: Writer) -> str:
    """A byline of one of the forms that papers have."""
    dice = writer.dice
    one, two, three = writer.name(), writer.name(), writer.name()
    house = writer.draw("house")
    return dice.choice(
        (
            f"{house} {one}",
            f"{house} {one} {two}",
            f"{house} {one} {two} {three}",
            f"{house} {one} 通讯员 {two} {three}",
            f"{house} {one} 通讯员 {two}",
            f"{house} {one} 实习生 {two}",
            f"{house}{one}",
            f"{house}{one}、{two}",
            f"{house} {one} 文/图",
            f"文/{one} 图/{two}",
            f"文/图 {house} {one}",
            f"{house} {_spaced(one)} {_spaced(two)}",
            f"见习记者 {one} 实习生 {two}",
            f"本报通讯员 {one}",
            f"{house} {one} 报道",
            f"{house} {one} 整理",
        )
    )


def _spaced(name: str) -> str:
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name


@cache
def _issue_articles() -> tuple[Article, ...]:
    issue, _ = load_issue(ISSUE)
    return tuple(
        article
        for article in issue.articles
        if article.headline
        and all(isinstance(block, Paragraph | Subhead) for block in _texts(article))
        and sum(isinstance(block, Paragraph) for block in article.body) > 2
        and not any(
            type(block).__name__ in ("Table", "ListBlock") for block in article.body
        )
        and "诗" not in article.label
    )


def _texts(article: Article) -> list[Paragraph | Subhead]:
    return [one for one in article.body if isinstance(one, Paragraph | Subhead)]


def is_jump(text: str) -> bool:
    """Whether a paragraph sends the reader to another page."""
    return text.startswith(("（上接", "（下转"))


def _spell(block: Paragraph | Subhead) -> str:
    return "".join(run.text for run in block.runs)


def _from_issue(writer: Writer) -> Truth:
    """A stretch of an article of the made-up issue, with its own titles."""
    article = writer.dice.choice(_issue_articles())
    blocks = _texts(article)[: writer.dice.randint(5, 14)]
    blocks = [one for one in blocks if not is_jump(_spell(one))]
    while isinstance(blocks[-1], Subhead):
        blocks.pop()
    byline = article.byline if article.byline.startswith(("本报", "通讯员")) else ""
    return Truth(
        headline=article.headline,
        kicker=article.kicker,
        deck=article.deck,
        label=article.label,
        dateline=article.dateline,
        byline=byline or make_byline(Writer(writer.dice, "held")),
        paragraphs=[_spell(block) for block in blocks],
        subheads=[_spell(block) for block in blocks if isinstance(block, Subhead)],
    )


Dice = random.Random
Make = Callable[[Writer, int], Truth]
