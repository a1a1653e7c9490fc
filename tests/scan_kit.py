"""Newspaper pages laid out from seeds, as hOCR and ALTO, with what they print."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

WORDS_FILE = Path(__file__).parent / "cases" / "scan_words.txt"
EM = 26.0
LEAD = 36.0
GUTTER = 38.0
MARGIN = 90.0
_NO_START = "，。、；：！？”）》"
_NO_END = "“（《"
_HALF_INK = "，。、；：！？“”（）《》"
_PARTS = re.compile(r"[A-Za-z0-9]+|.")
SAME = 0.9
"""Share of its words that an article found has in common with the one printed."""


def _read_words() -> dict[str, list[str]]:
    lines = WORDS_FILE.read_text("utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines)
    return {name: words.split() for name, words in pairs}


WORDS = _read_words()


@dataclass
class Printed:
    """One article as it was printed."""

    headline: list[str]
    kicker: str = ""
    deck: str = ""
    label: str = ""
    dateline: str = ""
    byline: str = ""
    jump: str = ""
    caption: str = ""
    paragraphs: list[str] = field(default_factory=list)
    subheads: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Glyph:
    """A word with its box: left, top, right, bottom."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


@dataclass(frozen=True)
class Ruled:
    """An area without words: ``picture`` or ``rule``."""

    kind: str
    box: tuple[float, float, float, float]


@dataclass
class Sheet:
    """A page as laid out: its lines of words, its areas, its truth."""

    width: float
    height: float
    lines: list[list[Glyph]]
    areas: list[Ruled]
    articles: list[Printed]
    furniture: list[str]


@dataclass(frozen=True)
class Craft:
    """How a page is laid out and how badly it was scanned."""

    jitter: float = 1.0
    skew: float = 0.0
    """Degrees."""
    ruled: bool = True
    """Whether rules part the articles."""
    vertical: bool = False
    told: bool = True
    """Whether the recognition tells its confidence."""
    merged: float = 0.0
    """Share of rows that were run together with those of the next column."""
    rising: bool = False
    """Whether last columns may rise beside the headline."""


class Compositor:
    """Sets one page."""

    def __init__(self, seed: int, craft: Craft) -> None:
        self.dice = random.Random(seed)
        self.craft = craft
        self.columns = self.dice.randint(4, 8)
        self.measure = self.dice.randint(11, 15)
        self.column = self.measure * EM
        self.width = 2 * MARGIN + self.columns * (self.column + GUTTER) - GUTTER
        self.lines: list[list[Glyph]] = []
        self.areas: list[Ruled] = []
        self.articles: list[Printed] = []

    def left(self, column: int) -> float:
        """Left edge of a column of the page."""
        return MARGIN + column * (self.column + GUTTER)

    # the page

    def sheet(self) -> Sheet:
        """Set the page."""
        furniture = self.folio()
        top = MARGIN + 90
        for _ in range(self.dice.randint(2, 3)):
            top = self.band(top)
        credit = "责任编辑 王小山 美编 李春来 校对 张望"
        self.row(credit, self.left(0), top + 40, 0.8 * EM)
        height = top + 40 + LEAD + MARGIN
        page = Sheet(
            self.width, height, self.lines, self.areas, self.articles,
            [*furniture, credit],
        )  # fmt: skip
        if self.craft.merged:
            self.merge(page)
        page = self.scan(page)
        return turned(page) if self.craft.vertical else page

    def folio(self) -> list[str]:
        """The furniture at the head of the page."""
        if self.craft.vertical:
            return []
        parts = ["03 要闻", "北河晚报", "2024年3月6日 星期三"]
        places = (self.left(0), self.width / 2 - 60, self.width - MARGIN - 330)
        for part, x in zip(parts, places, strict=True):
            self.row(part, x, MARGIN, 1.1 * EM)
        self.rule(MARGIN, MARGIN + 50, self.width - MARGIN, MARGIN + 54)
        return parts

    def band(self, top: float) -> float:
        """Articles beside each other; returns where the next band begins."""
        spans = self.spans()
        at = 0
        bottoms = []
        for span in spans:
            bottoms.append(self.article(at, span, top))
            at += span
        bottom = max(bottoms)
        at = 0
        for span in spans[:-1]:
            at += span
            x = self.left(at) - GUTTER / 2
            if self.craft.ruled:
                self.rule(x - 1, top, x + 1, bottom)
        if self.craft.ruled:
            middle = bottom + LEAD * 0.6
            self.rule(MARGIN, middle, self.width - MARGIN, middle + 3)
        return bottom + LEAD * 1.4

    def spans(self) -> list[int]:
        """How many columns each article of a band has."""
        left = self.columns
        spans = []
        while left:
            span = self.dice.choice((2, 3, 4, left))
            span = left if left - span < 2 else span
            spans.append(span)
            left -= span
        return spans

    # an article

    def article(self, first: int, span: int, top: float) -> float:
        """Set an article; returns where it ends."""
        truth = self.write()
        self.articles.append(truth)
        rising = self.craft.rising and span >= 4 and self.dice.random() < 0.5
        head = span - rising
        width = head * (self.column + GUTTER) - GUTTER
        under = self.head(truth, self.left(first), top, width)
        tops = [under] * head + [top] * rising
        if span >= 3 and self.dice.random() < 0.4:
            self.picture(truth, first, tops)
        rows = list(self.rows(truth))
        return self.pour(rows, first, tops)

    def write(self) -> Printed:
        """What an article says."""
        dice = self.dice
        pick = {name: dice.choice(words) for name, words in WORDS.items()}
        truth = Printed([pick["first"]])
        if dice.random() < 0.6:
            truth.headline.append(pick["second"])
        truth.paragraphs = [self.paragraph() for _ in range(dice.randint(4, 8))]
        truth.kicker = pick["kickers"] if dice.random() < 0.4 else ""
        truth.deck = "——" + pick["decks"] if dice.random() < 0.35 else ""
        truth.dateline = pick["datelines"] if dice.random() < 0.5 else ""
        names = dice.sample(WORDS["names"], dice.randint(1, 2))
        truth.byline = " ".join([pick["houses"], *names])
        truth.jump = "（下转4版）" if dice.random() < 0.2 else ""
        if dice.random() < 0.35:
            subheads = dice.sample(WORDS["subheads"], 2)
            for place, subhead in zip((3, 1), subheads, strict=True):
                truth.paragraphs.insert(place, subhead)
                truth.subheads.insert(0, subhead)
        return truth

    def paragraph(self) -> str:
        """One to four sentences."""
        dice = self.dice
        text = ""
        for _ in range(dice.randint(1, 4)):
            pick = {name: dice.choice(words) for name, words in WORDS.items()}
            place, who, did = pick["places"], pick["who"], pick["did"]
            when, then, said = pick["when"], pick["then"], pick["said"]
            shapes = (
                f"{when}，{place}的{who}{did}，{then}。",
                f"“{said}。”{place}的{pick['names']}说，{who}{did}。",
                f"据统计，{place}已有{dice.randint(12, 980)}户人家受益，{then}。",
                f"{who}告诉记者，{when}{did}，“{said}”。",
            )
            text += dice.choice(shapes)
        return text

    def head(self, truth: Printed, left: float, top: float, width: float) -> float:
        """Set the titles; returns where the text begins."""
        longest = max(map(len, truth.headline))
        one = sum(map(len, truth.headline)) + len(truth.headline) - 1
        limit = self.dice.uniform(2.0, 3.4) * EM
        lines = list(truth.headline)
        if len(lines) > 1 and width / one > 1.9 * EM and self.dice.random() < 0.5:
            lines = [" ".join(lines)]
        size = min(limit, 0.94 * width / max(map(len, lines)))
        if size < 1.5 * EM:
            size = 0.94 * width / longest
        middle = self.dice.random() < 0.7
        small = max(1.3 * EM, 0.55 * size)
        y = top
        for text, scale in self.titles(truth, lines, size, small):
            scale = min(scale, 0.96 * width / len(text))
            x = left + (width - scale * len(text)) / 2 if middle else left
            self.row(text, x, y, scale)
            y += scale * 1.25
        return y + 0.7 * EM

    def titles(
        self, truth: Printed, lines: list[str], size: float, small: float
    ) -> Iterator[tuple[str, float]]:
        """The title lines from the top, each with its size."""
        if truth.kicker:
            yield truth.kicker, small
        for line in lines:
            yield line, size
        if truth.deck:
            yield truth.deck, small

    def picture(self, truth: Printed, first: int, tops: list[float]) -> None:
        """A picture over two columns under the head, its caption under it."""
        at = self.dice.randint(0, len(tops) - 2)
        if tops[at] != tops[at + 1]:
            return
        top, high = tops[at], self.dice.randint(5, 9) * LEAD
        left = self.left(first + at)
        right = self.left(first + at + 1) + self.column
        self.areas.append(Ruled("picture", (left, top, right, top + high)))
        truth.caption = "图为村民在新修的石板路上行走。"
        self.row(truth.caption, left, top + high + 12, 0.82 * EM)
        tops[at] = tops[at + 1] = top + high + 12 + 1.6 * LEAD

    def rows(self, truth: Printed) -> Iterator[tuple[str, str]]:
        """The rows of the body with how they stand: ``indent``, ``full``, …."""
        for number, paragraph in enumerate(truth.paragraphs):
            if paragraph in truth.subheads:
                yield paragraph, "middle"
                continue
            text = f"{truth.dateline}　" * (number == 0 and bool(truth.dateline))
            yield from self.broken(text + paragraph)
        house, _, names = truth.byline.partition(" ")
        if _long(truth.byline) > self.measure:
            yield house, "right"
            yield names, "right"
        else:
            yield truth.byline, "right"
        if truth.jump:
            yield truth.jump, "right"

    def broken(self, text: str) -> Iterator[tuple[str, str]]:
        """The rows of a paragraph; no mark stands at the wrong end of one."""
        style = "indent"
        while text:
            room = self.measure - 2 * (style == "indent")
            end = len(text)
            while _long(text[:end]) > room or (
                end < len(text)
                and (
                    text[end] in _NO_START or text[end - 1] in _NO_END
                    or (text[end].isdigit() and text[end - 1].isdigit())
                )
            ):  # fmt: skip
                end -= 1
            last = "" if text[end:] else " last"
            yield text[:end].strip(), style + last
            text, style = text[end:].strip(), "full"

    def pour(self, rows: list[tuple[str, str]], first: int, tops: list[float]) -> float:
        """Set rows into columns of one bottom."""
        count = 0
        bottom = max(tops) + 3 * LEAD
        while count < len(rows):
            bottom += LEAD
            count = sum(int((bottom - top) / LEAD) for top in tops)
        waiting = iter(rows)
        for column, top in enumerate(tops):
            left = self.left(first + column)
            for at in range(int((bottom - top) / LEAD)):
                row = next(waiting, None)
                if row is None:
                    break
                self.stand(*row, left, top + at * LEAD)
        return bottom

    def stand(self, text: str, style: str, left: float, y: float) -> None:
        """Set a row in its column: kinsoku spreads all but the last of a paragraph."""
        shape, _, last = style.partition(" ")
        room = self.column - EM * _long(text)
        if shape in ("indent", "full"):
            shift = 2 * EM * (shape == "indent")
            spread = 0.0 if last else (room - shift) / _steps(text)
            self.row(text, left + shift, y, EM, spread)
        else:
            self.row(text, left + room / (2 if shape == "middle" else 1), y, EM)

    # strokes

    def row(
        self, text: str, x: float, y: float, size: float, spread: float = 0
    ) -> None:
        """Set a line: a Han character, a mark or a run of letters is a word."""
        glyphs: list[Glyph] = []
        for part in _PARTS.findall(text):
            if part.isspace():
                x += size + spread
            elif part[0].isascii() and part[0].isalnum():
                wide = size * _long(part)
                glyphs.append(self.glyph(part, x, y, wide, size))
                x += wide + spread
            else:
                wide = size * (0.5 if part in _HALF_INK else 1.0)
                shift = size / 2 if part in _NO_END else 0.0
                glyphs.append(self.glyph(part, x + shift, y, wide, size))
                x += size + spread
        self.lines.append(glyphs)

    def glyph(self, text: str, x: float, y: float, wide: float, size: float) -> Glyph:
        """A word of a line, its box shaken."""
        ink = 0.06 * size
        shake = [self.dice.uniform(-1, 1) * self.craft.jitter for _ in range(4)]
        box = (
            x + ink + shake[0], y + ink + shake[1],
            x + wide - ink + shake[2], y + size - ink + shake[3],
        )  # fmt: skip
        return Glyph(text, box, round(self.dice.uniform(0.7, 0.99), 2))

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a rule."""
        self.areas.append(Ruled("rule", (left, top, right, bottom)))

    def merge(self, page: Sheet) -> None:
        """Run rows of neighbouring columns together, as recognition does at times."""
        lines = sorted(
            page.lines, key=lambda line: (line[0].box[1] // 6, line[0].box[0])
        )
        merged: list[list[Glyph]] = []
        for line in lines:
            last = merged[-1] if merged else None
            near = (
                last is not None and 0 < line[0].box[0] - last[-1].box[2] < 2 * GUTTER
            )
            level = last is not None and abs(line[0].box[3] - last[-1].box[3]) < 4
            small = max(glyph.box[3] - glyph.box[1] for glyph in line) < 1.05 * EM
            if (
                last is not None
                and near
                and level
                and small
                and self.dice.random() < self.craft.merged
            ):
                last.extend(line)
            else:
                merged.append(list(line))
        page.lines = merged

    def scan(self, page: Sheet) -> Sheet:
        """The page as it lay askew on the glass."""
        angle = math.radians(self.craft.skew)
        sine, cosine = math.sin(angle), math.cos(angle)

        def turn(
            box: tuple[float, float, float, float],
        ) -> tuple[float, float, float, float]:
            corners = [(x, y) for x in box[::2] for y in box[1::2]]
            xs = [x * cosine - y * sine for x, y in corners]
            ys = [x * sine + y * cosine for x, y in corners]
            shift = abs(sine) * page.height
            return (min(xs) + shift, min(ys) + shift, max(xs) + shift, max(ys) + shift)

        if not angle:
            return page
        return replace(
            page,
            width=page.width + 2 * abs(sine) * page.height,
            height=page.height + 2 * abs(sine) * page.height,
            lines=[[replace(g, box=turn(g.box)) for g in line] for line in page.lines],
            areas=[replace(area, box=turn(area.box)) for area in page.areas],
        )


def _steps(text: str) -> int:
    """Places between the words of a row."""
    return max(len(_PARTS.findall(text)) - 1, 1)


def _long(text: str) -> float:
    return sum(0.5 if char.isascii() and char.isalnum() else 1.0 for char in text)


def turned(page: Sheet) -> Sheet:
    """The page set vertically: its rows run down, the first at the right."""

    def turn(
        box: tuple[float, float, float, float],
    ) -> tuple[float, float, float, float]:
        return page.height - box[3], box[0], page.height - box[1], box[2]

    return replace(
        page,
        width=page.height,
        height=page.width,
        lines=[[replace(g, box=turn(g.box)) for g in line] for line in page.lines],
        areas=[replace(area, box=turn(area.box)) for area in page.areas],
    )


def make_sheet(seed: int, craft: Craft) -> Sheet:
    """A page of several articles; the same seed gives the same page."""
    return Compositor(seed, craft).sheet()


def around(line: list[Glyph]) -> tuple[float, float, float, float]:
    """The box round the words of a line."""
    return (
        min(glyph.box[0] for glyph in line), min(glyph.box[1] for glyph in line),
        max(glyph.box[2] for glyph in line), max(glyph.box[3] for glyph in line),
    )  # fmt: skip


def as_hocr(page: Sheet, *, told: bool = True) -> bytes:
    """The page as tesseract writes it."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title>',
        "<meta name='ocr-capabilities' content='ocr_page ocr_line ocrx_word'/></head>",
        "<body><div class='ocr_page'"
        f" title='{_bbox((0, 0, page.width, page.height))}'>",
    ]
    for area in page.areas:
        name = "ocr_photo" if area.kind == "picture" else "ocr_separator"
        out.append(f"<div class='{name}' title='{_bbox(area.box)}'></div>")
    for line in page.lines:
        out.append(f"<span class='ocr_line' title='{_bbox(around(line))}; x_size 26'>")
        for glyph in line:
            sure = f"; x_wconf {100 * glyph.confidence:.0f}" if told else ""
            title = _bbox(glyph.box) + sure
            out.append(
                f"<span class='ocrx_word' title='{title}'>{escape(glyph.text)}</span>"
            )
        out.append("</span>")
    out.append("</div></body></html>")
    return "\n".join(out).encode()


def _bbox(box: tuple[float, float, float, float]) -> str:
    return "bbox " + " ".join(f"{edge:.0f}" for edge in box)


def as_alto(page: Sheet, *, version: int = 3, told: bool = True) -> bytes:
    """The page as ALTO of ``version`` 2, 3 or 4."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v{version}#"><Layout>',
        f'<Page WIDTH="{page.width:.0f}" HEIGHT="{page.height:.0f}"><PrintSpace>',
    ]
    for area in page.areas:
        name = "Illustration" if area.kind == "picture" else "GraphicalElement"
        out.append(f"<{name} {_hpos(area.box)}/>")
    out.append("<TextBlock>")
    for line in page.lines:
        out.append(f"<TextLine {_hpos(around(line))}>")
        for number, glyph in enumerate(line):
            sure = f' WC="{glyph.confidence}"' if told else ""
            space = "<SP/>" if number else ""
            content = escape(glyph.text)
            out.append(f'{space}<String {_hpos(glyph.box)}{sure} CONTENT="{content}"/>')
        out.append("</TextLine>")
    out.append("</TextBlock></PrintSpace></Page></Layout></alto>")
    return "\n".join(out).encode()


def _hpos(box: tuple[float, float, float, float]) -> str:
    left, top = round(box[0]), round(box[1])
    width, height = round(box[2]) - left, round(box[3]) - top
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{width}" HEIGHT="{height}"'


PAGE_SPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def as_page_xml(page: Sheet, *, points: bool = False) -> bytes:
    """The page as PAGE XML; ``points``: outlines as the versions of 2010 write them."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<PcGts xmlns="{PAGE_SPACE}"><Page imageWidth="{page.width:.0f}"'
        f' imageHeight="{page.height:.0f}">',
    ]
    for area in page.areas:
        name = "ImageRegion" if area.kind == "picture" else "SeparatorRegion"
        out.append(f"<{name}>{_coords(area.box, points)}</{name}>")
    out.append("<TextRegion>")
    for line in page.lines:
        out.append(f"<TextLine>{_coords(around(line), points)}")
        for glyph in line:
            out.append(
                f"<Word>{_coords(glyph.box, points)}"
                f'<TextEquiv conf="{glyph.confidence}">'
                f"<Unicode>{escape(glyph.text)}</Unicode></TextEquiv></Word>"
            )
        text = escape(" ".join(glyph.text for glyph in line))
        out.append(f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>")
    out.append("</TextRegion></Page></PcGts>")
    return "\n".join(out).encode()


def _coords(box: tuple[float, float, float, float], points: bool) -> str:
    left, top, right, bottom = map(round, box)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    if points:
        inner = "".join(f'<Point x="{x}" y="{y}"/>' for x, y in corners)
        return f"<Coords>{inner}</Coords>"
    return f'<Coords points="{" ".join(f"{x},{y}" for x, y in corners)}"/>'
