"""Newspaper pages made up from seeds, in three levels of disorder, with their truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

WORDS_FILE = Path(__file__).parent / "cases" / "ingest_words.txt"
FURNITURE = (
    "03 要闻",
    "2024年3月6日 星期三",
    "责任编辑 王小山 美编 李春来 校对 张望",
    "新闻热线：0533-1234567",
    "今日天气：晴转多云 3℃～12℃ 南风3级",
    "A05版",
)
CAPTIONS = (
    "图为村民在新修的石板路上行走。",
    "▲果农在园中采梨。 记者 周雨 摄",
    "新开放的书屋一角。 本报记者 赵明 摄",
)
CALLOUT = ("扫描", "“北河晚报”", "APP二维码", "观看现场视", "频")
FIELDS = ("headline", "kicker", "deck", "label", "dateline", "byline", "jump")
WIDTH = 22
"""Characters in a line of a paragraph with hard line breaks."""


def _read_words() -> dict[str, list[str]]:
    lines = WORDS_FILE.read_text("utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return {name: words.split() for name, words in pairs}


WORDS = _read_words()


@dataclass
class Truth:
    """One article as it was printed."""

    headline: str
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


@dataclass
class MadePage:
    """A page's text and what it holds."""

    text: str
    articles: list[Truth]


@dataclass
class Press:
    """The dice that make up a page and print it, at a level of disorder (1 to 3)."""

    dice: random.Random
    level: int

    def pick(self, name: str) -> str:
        """One of the words of a list."""
        return self.dice.choice(WORDS[name])

    def happens(self, chance: float, level: int = 1) -> bool:
        """Whether something that begins at ``level`` happens here."""
        return self.level >= level and self.dice.random() < chance

    def furniture(self) -> list[str]:
        """A line at the edge of the page, from level 2 on."""
        return [self.dice.choice(FURNITURE)] if self.level > 1 else []


def make_page(seed: int, level: int) -> MadePage:
    """A page of two to four articles; the same seed gives the same page."""
    press = Press(random.Random(1000 * level + seed), level)
    truths = [_make_article(press) for _ in range(press.dice.randint(2, 4))]
    chunks = press.furniture()
    for truth in truths:
        chunks.extend(_print_titles(press, truth))
        chunks.extend(_print_body(press, truth))
    chunks.extend(press.furniture())
    return MadePage("\n\n".join(chunks) + "\n", truths)


def _sentence(press: Press) -> str:
    who, place, did = press.pick("who"), press.pick("places"), press.pick("did")
    when, then, said = press.pick("when"), press.pick("then"), press.pick("said")
    shapes = (
        f"{when}，{place}的{who}{did}，{then}。",
        f"“{said}。”{place}的{press.pick('names')}说，{who}{did}。",
        f"据统计，{place}已有{press.dice.randint(12, 980)}户人家受益，{then}。",
        f"{who}告诉记者，{when}{did}，“{said}”。",
    )
    return press.dice.choice(shapes)


def _paragraph(press: Press) -> str:
    return "".join(_sentence(press) for _ in range(press.dice.randint(2, 5)))


def _make_article(press: Press) -> Truth:
    headline = press.pick("first")
    if press.happens(0.7):
        headline += " " + press.pick("second")
    names = press.dice.sample(WORDS["names"], press.dice.randint(1, 3))
    truth = Truth(headline, byline=" ".join([press.pick("houses"), *names]))
    truth.paragraphs = [_paragraph(press) for _ in range(press.dice.randint(3, 6))]
    for name, chance, level in (
        ("dateline", 0.6, 1),
        ("kicker", 0.4, 1),
        ("deck", 0.3, 2),
        ("label", 0.3, 2),
    ):
        if press.happens(chance, level):
            setattr(truth, name, press.pick(name + "s"))
    if press.happens(0.3, 2):
        for place in (3, 1):
            _add_subhead(press, truth, place)
    return truth


def _add_subhead(press: Press, truth: Truth, place: int) -> None:
    free = [one for one in WORDS["subheads"] if one not in truth.subheads]
    if place < len(truth.paragraphs):
        subhead = press.dice.choice(free)
        truth.paragraphs.insert(place, subhead)
        truth.subheads.insert(0, subhead)


def _print_titles(press: Press, truth: Truth) -> list[str]:
    """The titles as the recognition gives them."""
    mark = "#" * press.dice.randint(1, 4 if press.level > 2 else 2)
    headline, kicker = _join_kicker(press, truth, mark)
    below: list[str] = []
    if truth.deck and press.happens(0.5):
        headline = f"{headline}——{truth.deck}"
    elif truth.deck:
        below.append(f"{mark}# ——{truth.deck}")
    lost = press.happens(0.3, 3) and truth.dateline and not truth.label
    if lost:
        headline = headline.replace("<br>", "：")
    above = [] if press.happens(0.5) else _print_label(press, truth)
    label_below = [] if above else _print_label(press, truth)
    title = headline if lost else f"{mark} {headline}"
    return [*above, *kicker, title, *below, *label_below]


def _join_kicker(press: Press, truth: Truth, mark: str) -> tuple[str, list[str]]:
    """The headline, with its kicker or with the line that the kicker has above it."""
    if not truth.kicker:
        return truth.headline, []
    joint = press.dice.choice(("：", "： ", " ", "<br>", "two", "plain"))
    if joint == "plain":
        return truth.headline, [truth.kicker]
    if joint == "two":
        return truth.headline, [f"{mark} {truth.kicker}"]
    return f"{truth.kicker}{joint}{truth.headline}", []


def _print_label(press: Press, truth: Truth) -> list[str]:
    shapes = ("### {}", "## {}", "【{}】", "**{}**")
    shape = press.dice.choice(shapes if press.level > 2 else shapes[:3])
    return [shape.format(truth.label)] if truth.label else []


def _print_body(press: Press, truth: Truth) -> list[str]:
    paragraphs = list(truth.paragraphs)
    places = ("end", "under", "after") if truth.dateline else ("end", "under")
    place = press.dice.choice(places)
    opening = truth.dateline
    if opening and press.happens(0.4, 2):
        opening = f"**{opening}**"
    if place == "after":
        opening += f"（{truth.byline}）"
    elif opening:
        opening += " "
    paragraphs[0] = opening + paragraphs[0]
    chunks = [truth.byline] if place == "under" else []
    for paragraph in paragraphs:
        chunks.extend(_print_paragraph(press, truth, paragraph))
    if place == "end":
        chunks.append("□" * press.happens(0.3, 2) + truth.byline)
    return chunks + _print_closing(press, truth)


def _print_closing(press: Press, truth: Truth) -> list[str]:
    """A jump line and a call-out, each now and then, from level 2 on."""
    chunks: list[str] = []
    if press.happens(0.15, 2):
        truth.jump = "下转3版"
        chunks.append(f"（{truth.jump}）")
    if press.happens(0.2, 2):
        truth.callouts.append("".join(CALLOUT))
        chunks.append("  \n".join(CALLOUT))
    return chunks


def _print_paragraph(press: Press, truth: Truth, paragraph: str) -> list[str]:
    if paragraph in truth.subheads:
        return [press.dice.choice(("{}", "**{}**", "#### {}")).format(paragraph)]
    cuts = [
        place
        for place in range(30, len(paragraph) - 4)
        if _is_decidable(paragraph, place)
    ]
    if not cuts or not press.happens(0.35):
        return [_wrap(press, paragraph)]
    place = press.dice.choice(cuts)
    halves = [paragraph[:place], paragraph[place:]]
    if press.happens(0.3, 2):
        between = press.dice.choice((*FURNITURE, *CAPTIONS))
        if between in CAPTIONS:
            truth.captions.append(between)
        halves.insert(1, between)
    return halves


def _is_decidable(text: str, place: int) -> bool:
    """Whether a break at ``place`` is inside a sentence and not inside its opening."""
    return text[place - 1] not in "。！？”）" and text[place] not in "“（"


def _wrap(press: Press, paragraph: str) -> str:
    if not press.happens(0.2, 3) or "**" in paragraph or " " in paragraph:
        return paragraph
    starts = range(0, len(paragraph), WIDTH)
    return "\n".join(paragraph[at : at + WIDTH] for at in starts)


def test_a_seed_makes_one_page() -> None:
    """The same seed gives the same page, another seed another one."""
    assert make_page(1, 3) == make_page(1, 3)
    assert make_page(1, 3) != make_page(2, 3)
