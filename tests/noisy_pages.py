"""Noisy pages: made-up articles as recognition gives them, in three levels, with truth.

Level 1 (easy) has column ends and the common joints; level 2 (medium) puts other
matter between the halves and loses marks; level 3 (hard) has everything.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from noisy_articles import LEAD_IN, Truth, make_article
from noisy_words import Writer

COLUMN = 270
"""Characters after which a column ends, on an average."""
TIGHT = "\x01"
"""Opens a line that no empty line parts from the one before."""
_ENDED = re.compile(r"[。！？….!?][”’」』）)]*$")
_HALF = str.maketrans("，。：；！？（）", ",.:;!?()")


@dataclass
class NoisyPage:
    """A page's text and what it holds."""

    text: str
    articles: list[Truth]


@dataclass
class Printer:
    """Prints articles with one page's habits."""

    writer: Writer
    level: int
    chunks: list[str] = field(default_factory=list)
    mark: str = "#"
    bold_sub: str = "plain"

    @property
    def dice(self) -> random.Random:
        """The dice of the page."""
        return self.writer.dice

    def happens(self, chance: float, level: int = 1) -> bool:
        """Whether something that begins at ``level`` happens here."""
        return self.level >= level and self.dice.random() < chance

    def edge(self) -> Writer:
        """Who writes what stands at the page's edges."""
        words = "held" if self.writer.words == "issue" else self.writer.words
        return Writer(self.dice, words)


def make_page(seed: int, level: int, words: str = "seen") -> NoisyPage:
    """A page of three to six articles; the same seed gives the same page.

    ``words``: ``seen`` and ``held`` are two grammars without a common sentence;
    ``issue`` takes the articles of the made-up issue.
    """
    writer = Writer(random.Random(f"{words}{level}-{seed}"), words)
    printer = Printer(writer, level, mark="#" * writer.dice.choice((1, 1, 2, 3)))
    truths = [make_article(writer, level) for _ in range(writer.dice.randint(3, 6))]
    if printer.happens(0.8):
        printer.chunks.append(printer.edge().draw("furniture"))
    if printer.happens(0.12, 2):
        _behead(printer, truths[0])
    for truth in truths:
        _print_article(printer, truth)
    for _ in range(printer.dice.randint(0, 2)):
        printer.chunks.append(printer.edge().draw("furniture"))
    text = "\n\n".join(printer.chunks).replace(f"\n\n{TIGHT}", "\n")
    return NoisyPage(text + "\n", truths)


def _behead(printer: Printer, truth: Truth) -> None:
    """Make ``truth`` the rest of an article of another page, without titles."""
    truth.headline = truth.kicker = truth.deck = truth.label = truth.dateline = ""
    line = printer.edge().draw("from")
    truth.jump = line.strip("（）▲◀")
    printer.chunks.append(line)


def _print_article(printer: Printer, truth: Truth) -> None:
    _blemish(printer, truth)
    if truth.headline:
        printer.chunks += print_titles(printer, truth)
    places = ["end", "under", "bracket end", "tail"]
    if truth.dateline:
        places += ["after", "after"]
    if truth.byline == "本报评论员" or not truth.headline:
        places = ["end"]
    place = printer.dice.choice(
        places if printer.level > 1 else places[:2] + places[4:]
    )
    _print_body(printer, truth, place if truth.byline else "none")
    _print_closing(printer, truth)


def _blemish(printer: Printer, truth: Truth) -> None:
    """Marks and characters that were printed well and recognised badly."""
    half = printer.happens(0.12, 3)
    for at, text in enumerate(truth.paragraphs):
        if half and at not in truth.whole and text not in truth.subheads:
            text = text.translate(_HALF)
        if printer.happens(0.08, 3) and text not in truth.subheads:
            text = re.sub(r"(\d)日", r"\1曰", text, count=1).replace("未", "末")
        truth.paragraphs[at] = text


# Titles


def print_titles(printer: Printer, truth: Truth) -> list[str]:
    """The title lines as recognition gives them."""
    below, inline = _print_deck(printer, truth)
    lines = _print_head(printer, truth, inline)
    lines += below
    if not truth.label:
        return lines
    return _print_label(printer, truth.label, lines)


def _print_deck(printer: Printer, truth: Truth) -> tuple[list[str], str]:
    """Lines of the deck below the headline, or what joins the headline's line."""
    deck, mark = truth.deck, printer.mark
    if not deck:
        return [], ""
    shapes = [([], f"——{deck}"), ([f"{mark}# ——{deck}"], ""), ([f"——{deck}"], "")]
    if printer.level > 1:
        shapes += [([f"{mark}# {deck}"], ""), ([f"**——{deck}**"], "")]
        shapes += [
            ([], f"<br>——{deck}"),
            ([f"{mark} ——{deck}"], ""),
            ([], f" ——{deck}"),
        ]
    if printer.level > 2:
        shapes += [([f"——{deck}——"], ""), ([f"**{deck}**"], ""), ([], f" — {deck}")]
        shapes += [([deck], ""), ([], f"　{deck}"), ([f"### {deck}"], "")]
    return printer.dice.choice(shapes)


def _print_head(printer: Printer, truth: Truth, inline: str) -> list[str]:
    kicker, mark = truth.kicker, printer.mark
    headline = truth.headline + inline
    lost = printer.happens(0.12 if printer.level == 2 else 0.2, 2)
    if not kicker:
        return _print_headline(printer, truth, headline, lost=lost)
    joints = ["： ", "：", "deeper", "same", "deeper"]
    if printer.level > 1:
        joints += [" ", "  ", "<br>", "plain", "bold", "same"]
    if printer.level > 2:
        joints += ["　", " ", "higher", "——", " | "]
    joint = printer.dice.choice(joints)
    if lost and joint in ("deeper", "same", "higher") and printer.happens(0.7):
        joint = printer.dice.choice(("plain", "bold"))
    if joint in ("： ", "：", " ", "  ", "<br>", "　", "——", " | "):
        if "<br>" in joint or not lost:
            return [f"{mark} {kicker}{joint}{headline}"]
        return [f"{kicker}{joint}{headline}"]
    above = {
        "deeper": f"{mark}# {kicker}",
        "same": f"{mark} {kicker}",
        "higher": f"{mark[:-1] or '#'} {kicker}",
        "plain": kicker,
        "bold": f"**{kicker}**",
    }[joint]
    return [above, *_print_headline(printer, truth, headline, lost=lost)]


def _print_headline(
    printer: Printer, truth: Truth, headline: str, *, lost: bool
) -> list[str]:
    mark = printer.mark
    if lost:
        return [f"**{headline}**" if printer.happens(0.4) else headline]
    if " " in truth.headline and printer.happens(0.3, 2):
        first, second = headline.split(" ", 1)
        return [f"{mark} {first}", f"{mark} {second}"]
    if printer.happens(0.08, 3) and len(truth.headline) > 10:
        at = printer.dice.randint(5, len(truth.headline) - 3)
        return [f"{mark} {headline[:at]}", f"{mark} {headline[at:]}"]
    return [f"{mark} {headline}"]


def _print_label(printer: Printer, label: str, lines: list[str]) -> list[str]:
    mark = printer.mark
    shapes = [f"{mark}# {label}", f"【{label}】", f"**{label}**"]
    if printer.level > 1:
        shapes += [f"{mark} {label}", f"〖{label}〗", f"**【{label}】**", f"□{label}"]
    if printer.level > 2:
        shapes += [
            f"■ {label}",
            f"{mark}## {label}",
            f"# {label}",
            f"{mark}# 【{label}】",
        ]
        if lines[0].startswith("#") and printer.happens(0.2):
            bare = lines[0].lstrip("# ")
            form = printer.dice.choice(("{} 【{}】{}", "{} {}丨{}", "{} {} | {}"))
            return [form.format(mark, label, bare), *lines[1:]]
    shape = printer.dice.choice(shapes)
    return [shape, *lines] if printer.happens(0.6) else [*lines, shape]


# Bodies


def _print_body(printer: Printer, truth: Truth, place: str) -> None:
    byline = truth.byline
    bare = byline.replace("\u3000", " ") if printer.happens(0.2) else byline
    if place == "under":
        shape = printer.dice.choice(("{}", "{}", "□{}", "（{}）", "**{}**"))
        printer.chunks += _byline_lines(printer, shape.format(bare))
    opening = _print_opening(printer, truth, bare if place == "after" else "")
    last = len(truth.paragraphs) - 1
    for at, paragraph in enumerate(truth.paragraphs):
        text = (opening if at == 0 else "") + paragraph
        if at == last and place == "bracket end" and at not in truth.whole:
            text += printer.dice.choice(("（{}）", "({})", " （{}）")).format(bare)
        if at == last and place == "tail" and at not in truth.whole:
            text += printer.dice.choice((" {}", "　{}", "□{}")).format(bare)
        printer.chunks += _print_paragraph(printer, truth, at, text)
    closed = last in truth.whole and place in ("bracket end", "tail")
    if place == "end" or closed:
        marks = ("{}", "{}", "■{}", "（{}）", "● {}", "【{}】")
        shape = printer.dice.choice(marks) if printer.level > 1 else "{}"
        printer.chunks += _byline_lines(printer, shape.format(bare))


def _byline_lines(printer: Printer, byline: str) -> list[str]:
    """The byline on one line, or with its second role on a line of its own."""
    role = re.search(r" (?=通讯员|实习生|图/)", byline)
    if role and printer.happens(0.25, 2) and byline[-1] not in "）】*":
        return [f"{byline[: role.start()]}\n{byline[role.end() :]}"]
    return [byline]


def _print_opening(printer: Printer, truth: Truth, byline: str) -> str:
    dateline = truth.dateline
    if not dateline:
        return ""
    after = f"（{byline}）" if byline else ""
    if byline and printer.happens(0.2, 2):
        after = f"({byline})" if printer.happens(0.5) else f" （{byline}） "
    if printer.happens(0.3, 2):
        dateline = printer.dice.choice(("**{}**", "【{}】")).format(dateline)
    if after:
        return dateline + after
    gaps = (" ", "　", "  ") if printer.level > 1 else (" ",)
    if dateline.endswith("消息"):
        return dateline + "："
    return dateline + printer.dice.choice(gaps)


def _print_paragraph(printer: Printer, truth: Truth, at: int, text: str) -> list[str]:
    paragraph = truth.paragraphs[at]
    if paragraph in truth.subheads:
        return [_print_subhead(printer, paragraph)]
    if LEAD_IN in text:
        opening, _, rest = text.partition(LEAD_IN)
        truth.paragraphs[at] = paragraph.replace(LEAD_IN, "")
        return [f"**{opening.strip()}**{rest}"]
    if at in truth.whole:
        return _print_whole(printer, truth, at)
    lead = len(text) - len(text.lstrip())
    parts = [text]
    start = text.find(paragraph, lead)
    while printer.dice.random() < len(parts[-1]) / (COLUMN + len(parts[-1]) / 2):
        cut = _cut_place(printer, parts[-1], start if len(parts) == 1 else 0)
        if not cut:
            break
        left = parts.pop()
        parts += [left[:cut], left[cut:]]
        before = "".join(parts[:-1])
        if is_soft(before, parts[-1]):
            truth.soft.add((at, len(before) - start))
    return _interleave(printer, truth, [_wrap(printer, part) for part in parts])


def is_soft(before: str, after: str) -> bool:
    """Whether a column that ends between the two may end a paragraph for all we see.

    A half-width stop ends a sentence as a full-width one does, but for 3.｜5.
    """
    closed = before.count("“") == before.count("”")
    point = before[-1:] == "." and (after[:1].isascii() and after[:1].isalnum())
    return bool(_ENDED.search(before)) and closed and not point


def _cut_place(printer: Printer, text: str, start: int) -> int:
    """Where a column ends in ``text``; 0: nowhere."""
    least, rest = ((20, 8), (12, 4), (8, 2))[printer.level - 1]
    first, last = start + least, len(text) - rest
    if first >= last:
        return 0
    for _ in range(20):
        cut = printer.dice.randint(first, last)
        left, right = text[:cut], text[cut:]
        if right[0].isspace() or left[-1].isspace() or right[:1] in "，。、；：？！”）":
            continue
        if is_soft(left, right) and printer.dice.random() < 0.6:
            continue
        return cut
    return 0


def _wrap(printer: Printer, text: str) -> str:
    """``text`` with hard line breaks, stray spaces or neither."""
    if len(text) > 60 and printer.happens(0.05, 3):
        width = printer.dice.randint(16, 30)
        end = printer.dice.choice(("\n", "  \n"))
        return end.join(text[at : at + width] for at in range(0, len(text), width))
    if printer.happens(0.08, 3):
        return re.sub(
            r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])",
            lambda _: " " if printer.dice.random() < 0.03 else "",
            text,
        )
    return text


def _interleave(printer: Printer, truth: Truth, parts: list[str]) -> list[str]:
    """``parts`` with other matter of the page between some of them."""
    chunks = parts[:1]
    for part in parts[1:]:
        if printer.happens(0.3, 2):
            chunks += _stranger(printer, truth)
        chunks.append(part)
    return chunks


def _stranger(printer: Printer, truth: Truth) -> list[str]:
    """Other matter of the page: a caption, furniture, a call-out, a jump line."""
    kind = printer.dice.choice(
        ("caption", "caption", "furniture", "furniture", "box", "jump")
    )
    edge = printer.edge()
    if kind == "caption":
        caption = edge.draw("caption")
        truth.captions.append(caption)
        return [*(["![](images/1.jpg)"] if printer.happens(0.4) else []), caption]
    if kind == "box":
        return [_print_callout(printer, truth)]
    if kind == "jump" and not truth.jump:
        line = edge.draw("jump")
        truth.jump = line.strip("（）【】▶►》◀ ")
        return [line]
    return [edge.draw("furniture")]


def _print_subhead(printer: Printer, subhead: str) -> str:
    shapes = ["plain", "bold", "deeper"]
    if printer.bold_sub not in shapes or printer.happens(0.2, 3):
        printer.bold_sub = printer.dice.choice(shapes)
    shape = printer.bold_sub if printer.happens(0.8) else printer.dice.choice(shapes)
    deeper = "#" * (len(printer.mark) + printer.dice.randint(1, 2))
    return {
        "plain": subhead,
        "bold": f"**{subhead}**",
        "deeper": f"{deeper} {subhead}",
    }[shape]


def _print_whole(printer: Printer, truth: Truth, at: int) -> list[str]:
    text = truth.paragraphs[at]
    if text.startswith("- "):
        truth.paragraphs[at] = text[2:]
    if text.startswith("|"):
        head = at - 1 not in truth.whole
        return [f"{text}\n| --- | --- |"] if head else [f"{TIGHT}{text}"]
    if truth.label == "诗笺" and at % 2 and printer.level > 2:
        return [f"{TIGHT}{text}"]
    return [text]


def _print_callout(printer: Printer, truth: Truth) -> str:
    parts = printer.edge().draw("callout").split("|")
    truth.callouts.append("".join(parts))
    if printer.level == 1:
        return "  \n".join(parts)
    broken: list[str] = []
    for part in parts:
        cut = printer.dice.randint(1, max(len(part) - 1, 1))
        broken += (
            [part[:cut], part[cut:]]
            if printer.happens(0.25) and len(part) > 3
            else [part]
        )
    return printer.dice.choice(("  \n", "\n", "  \n", "\n\n", "")).join(broken)


def _print_closing(printer: Printer, truth: Truth) -> None:
    if printer.happens(0.12, 2) and not truth.jump:
        line = printer.edge().draw("jump")
        truth.jump = line.strip("（）【】▶►》◀ ")
        printer.chunks.append(line)
    if printer.happens(0.15):
        printer.chunks.append(_print_callout(printer, truth))
    if printer.happens(0.15):
        caption = printer.edge().draw("caption")
        truth.captions.append(caption)
        printer.chunks.append(caption)
