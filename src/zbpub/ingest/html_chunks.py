"""A web page as chunks in their order: stretches of text, pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zbpub.manuscript.model import Run, Runs, Shift

LONGEST_CELL = 120
"""Characters of a table's cell, from which the table only arranges the page."""

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "datalist",
        "head",
        "title",
        "rp",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_STRONG, _EMPHASIS = frozenset({"b", "strong"}), frozenset({"i", "em"})
_SHIFTS: Mapping[str, Shift] = {"sup": "super", "sub": "sub"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z][a-z]*|[A-Z]+|[\u4e00-\u9fff]+")
_PICTURE_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
_ICON = 80
"""Pixels under which a picture is an icon."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of text that no tag of a block parts, a picture or a table."""

    owner: Any
    """The nearest block: an element."""
    tag: str
    runs: Runs = ()
    linked: int = 0
    """Characters that stand in links."""
    source: str = ""
    """Where a picture is."""
    alt: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()
    """A table's cells."""
    hidden: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        cells = (self.runs, *(cell for row in self.rows for cell in row))
        return " ".join(
            "".join(run.text for run in cell) for cell in cells if cell
        ).strip()

    @property
    def is_linked(self) -> bool:
        """Whether it is mostly links."""
        length = len("".join(self.text.split()))
        return length > 0 and self.linked * 2 > length

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of the line."""
        said = self.owner.get("align", "").lower() == "center"
        return said or _CENTRED.search(self.owner.get("style", "")) is not None


def tokens_of(element: Any) -> frozenset[str]:
    """The words of an element's class and id, in small letters."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(word.lower() for word in _TOKEN.findall(named))


@dataclass(slots=True)
class _Walker:
    """The chunks while the tree is walked."""

    chunks: list[Chunk] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    blocks: list[Any] = field(default_factory=list)
    strong: int = 0
    emphasis: int = 0
    links: int = 0
    linked: int = 0
    hidden: int = 0
    lines: int = 0
    """How many elements keep the lines of their text (``pre``)."""
    shifts: list[Shift] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)
    """For each open ruby where the word begins that its next reading is of."""

    def say(self, text: str | None) -> None:
        lines = (text or "").split("\n") if self.lines else [text]
        for number, line in enumerate(lines):
            if number:
                self.flush()
            self.add(line)

    def add(self, text: str | None) -> None:
        if not text:
            return
        shift: Shift = self.shifts[-1] if self.shifts else ""
        self.runs.append(
            Run(text, strong=self.strong > 0, emphasis=self.emphasis > 0, shift=shift)
        )
        if self.links:
            self.linked += len("".join(text.split()))

    def flush(self) -> None:
        runs, linked = tuple(self.runs), self.linked
        self.runs, self.linked = [], 0
        if any(run.text.strip() for run in runs):
            owner = self.blocks[-1]
            self.chunks.append(
                Chunk(owner, _tag(owner), runs, linked, hidden=self.hidden > 0)
            )

    def open(self, element: Any) -> bool:
        """Take the beginning of ``element``; whether its inside is still to be read."""
        tag = _tag(element)
        if tag in _SKIPPED:
            return False
        if tag == "rt":
            self.read_ruby(element)
            return False
        if tag == "br":
            self.flush()
        elif tag == "img":
            self.flush()
            self.add_picture(element)
        elif tag in _INLINE:
            self.mark(element, tag, 1)
            if tag == "ruby":
                self.bases.append(len(self.runs))
        elif tag == "table" and _is_table(element):
            self.flush()
            rows = tuple(_rows(element))
            hidden = self.hidden > 0
            self.chunks.append(
                Chunk(element, "table", (), _linked(element), rows=rows, hidden=hidden)
            )
            return False
        else:
            self.flush()
            self.blocks.append(element)
            self.mark(element, tag, 1)
        self.say(element.text)
        return True

    def close(self, element: Any) -> None:
        tag = _tag(element)
        if tag in _INLINE:
            self.mark(element, tag, -1)
            if tag == "ruby" and self.bases:
                self.bases.pop()
        elif self.blocks and self.blocks[-1] is element:
            self.flush()
            self.blocks.pop()
            self.mark(element, tag, -1)

    def read_ruby(self, element: Any) -> None:
        """Give a reading to the word that stands before it in its ruby."""
        reading = "".join(element.itertext()).strip()
        first = min(self.bases[-1], len(self.runs)) if self.bases else len(self.runs)
        base = self.runs[first:]
        word = "".join(run.text for run in base).strip()
        if word and reading:
            self.runs[first:] = [replace(base[0], text=word, ruby=reading)]
        elif reading:
            self.say(reading)
        if self.bases:
            self.bases[-1] = len(self.runs)

    def mark(self, element: Any, tag: str, step: int) -> None:
        style = element.get("style", "")
        self.strong += step * (tag in _STRONG or bool(_BOLD.search(style)))
        self.emphasis += step * (tag in _EMPHASIS)
        self.links += step * (tag == "a")
        self.lines += step * (tag in ("pre", "textarea"))
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(style))
        self.hidden += step * hidden
        if tag in _SHIFTS and step > 0:
            self.shifts.append(_SHIFTS[tag])
        elif tag in _SHIFTS:
            self.shifts.pop()

    def add_picture(self, element: Any) -> None:
        sizes = [element.get(side, "") for side in ("width", "height")]
        icon = any(size.isdecimal() and int(size) < _ICON for size in sizes)
        source = next(
            (element.get(one) for one in _PICTURE_SOURCES if element.get(one)), ""
        )
        if source and not icon:
            alt = element.get("alt", "").strip()
            self.chunks.append(
                Chunk(
                    self.blocks[-1], "img", source=source.strip(), alt=alt,
                    hidden=self.hidden > 0,
                )
            )  # fmt: skip


def read_chunks(body: Any) -> tuple[Chunk, ...]:
    """The chunks of a page's ``body``; scripts, styles and comments have none."""
    walker = _Walker(blocks=[body])
    walker.say(body.text)
    waiting: list[tuple[Any, bool]] = [(child, True) for child in reversed(body)]
    while waiting:
        element, opening = waiting.pop()
        if opening and isinstance(element.tag, str) and walker.open(element):
            waiting.append((element, False))
            waiting.extend((child, True) for child in reversed(element))
            continue
        if not opening:
            walker.close(element)
        walker.say(element.tail)
    walker.flush()
    return tuple(walker.chunks)


def _tag(element: Any) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_table(table: Any) -> bool:
    """Whether a table holds facts in short cells rather than parts of the page."""
    rows = list(table.iter("tr"))
    if len(rows) < 2 or max(len(list(_cells(row))) for row in rows) < 2:
        return False
    if any(True for _ in table.iter("table", "ul", "ol", "form", "h1", "h2")
           if _ is not table):  # fmt: skip
        return False
    texts = [cell.text_content().strip() for row in rows for cell in _cells(row)]
    return not any(len(text) > LONGEST_CELL and "。" in text for text in texts)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row if _tag(cell) in ("td", "th"))


def _rows(table: Any) -> Iterator[tuple[Runs, ...]]:
    for row in table.iter("tr"):
        cells: list[Runs] = []
        for cell in _cells(row):
            strong = _tag(cell) != "th" and cell.find(".//strong") is not None
            text = " ".join(_words(cell).split())
            span = cell.get("colspan", "1")
            cells.append((Run(text, strong=strong),) if text else ())
            cells += [()] * (min(int(span), 60) - 1 if span.isdecimal() else 0)
        if any(cells):
            yield tuple(cells)


def _words(element: Any) -> str:
    return " ".join(
        text
        for one in element.iter()
        if isinstance(one.tag, str)
        for text in (
            one.text if _tag(one) not in _SKIPPED else "",
            one.tail if one is not element else "",
        )
        if text
    )


def _linked(element: Any) -> int:
    return sum(len("".join(link.text_content().split())) for link in element.iter("a"))
