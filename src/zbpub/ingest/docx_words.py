"""The words of one paragraph of a Word document, with all that hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import nsmap, qn

from zbpub.ingest.docx_looks import Dress, Style, is_centred, read_dress
from zbpub.manuscript.model import Run, Shift

_W = f"{{{nsmap['w']}}}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_RELATED = f"{{{nsmap['r']}}}"

_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_INSERTED = {f"{_W}ins", f"{_W}moveTo"}
_PROPERTIES = {
    f"{_W}rPr",
    f"{_W}pPr",
    f"{_W}sdtPr",
    f"{_W}rt",
    f"{_COMPATIBLE}Fallback",
}
_SAID = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_DRAWINGS = ("drawing", "pict", "object")
_NOTES = {"footnoteReference": "", "endnoteReference": "e"}
"""The marks of notes, and what their labels begin with."""
_SHIFTS: dict[str, Shift] = {"superscript": "super", "subscript": "sub"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the document: the relation that leads to it, and what it shows."""

    relation: str
    """Empty: it is not in the file, or it is no picture but an object."""
    alt: str = ""
    behind: bool = False
    """Whether words of its paragraph stand before it."""


@dataclass(slots=True)
class Notices:
    """What of the document was not taken over as it stands, counted."""

    deleted: int = 0
    inserted: int = 0
    comments: int = 0
    boxes: int = 0
    readings: list[str] = field(default_factory=list)
    """Readings (ruby) of words in titles and captions, which have none."""
    rubies: int = 0
    """Words that have a reading."""
    hidden: list[str] = field(default_factory=list)
    lost_pictures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Words:
    """A paragraph while it is read: its lines, its pictures and its text boxes."""

    style: Style
    styles: dict[str, Style]
    notices: Notices
    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    sizes: list[dict[int, int]] = field(default_factory=lambda: [{}])
    """For each line its characters by size in half-points."""
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """The elements that hold the paragraphs of text boxes."""

    def read(self, element: Any, dress: Dress) -> None:
        """Take what ``element`` holds, in order."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _PROPERTIES:
                continue
            if tag in _DELETED:
                self.notices.deleted += 1
            elif tag == f"{_W}r":
                self.read_run(child)
            elif tag.removeprefix(_W) in _DRAWINGS:
                self.read_drawing(child)
            elif tag == f"{_MATH}t":
                self.say(child.text or "", dress)
            else:
                self.notices.inserted += tag in _INSERTED
                self.read(child, dress)

    def read_run(self, run: Any) -> None:
        """Take a run: words in one dress."""
        properties = run.find(f"{_W}rPr")
        dress = read_dress(properties)
        named = properties.find(f"{_W}rStyle") if properties is not None else None
        if named is not None:
            other = self.styles.get(named.get(f"{_W}val", ""))
            dress = dress.over(other.dress) if other else dress
        dress = dress.over(self.style.dress)
        shift = _shift(properties)
        for child in run:
            self.read_sign(child, dress, shift)

    def read_sign(self, child: Any, dress: Dress, shift: Shift) -> None:
        """Take one thing inside a run: words, a break, a mark, a picture."""
        tag = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
        if tag == "t":
            self.say(child.text or "", dress, shift)
        elif tag in _SAID:
            self.say(_SAID[tag], dress)
        elif tag in _DRAWINGS:
            self.read_drawing(child)
        elif tag == "ruby":
            self.read_ruby(child, dress)
        elif child.tag == f"{_COMPATIBLE}AlternateContent":
            self.read_choice(child, dress, shift)
        else:
            self.read_mark(child, tag)

    def read_mark(self, child: Any, tag: str) -> None:
        """Take what stands for something else: a line end, a note, a sign."""
        if tag in ("br", "cr"):
            if child.get(f"{_W}type", "textWrapping") == "textWrapping":
                self.lines.append([])
                self.sizes.append({})
        elif tag in _NOTES:
            label = _NOTES[tag] + child.get(f"{_W}id", "")
            self.lines[-1].append(Run("", note=label))
        elif tag == "commentReference":
            self.notices.comments += 1
        elif tag == "sym":
            self.notices.lost_pictures.append("sign of a symbol font")

    def read_ruby(self, element: Any, dress: Dress) -> None:
        """Take a word with its reading; several readings are its characters'."""
        line = self.lines[-1]
        first = len(line)
        for base in element.iter(f"{_W}rubyBase"):
            self.read(base, dress)
        if self.lines[-1] is not line or first == len(line):
            return
        word = "".join(run.text for run in line[first:])
        told = "".join(
            one.text or ""
            for reading in element.iter(f"{_W}rt")
            for one in reading.iter(f"{_W}t")
        ).strip()
        each = told.split()
        parts = (
            zip(word, each, strict=True) if len(each) == len(word) else [(word, told)]
        )
        self.notices.rubies += bool(told)
        dressed = line[first]
        line[first:] = [replace(dressed, text=one, ruby=ruby) for one, ruby in parts]

    def read_choice(self, element: Any, dress: Dress, shift: Shift) -> None:
        """One of several ways to say the same: the first that is there."""
        for choice in element:
            if len(choice):
                for child in choice:
                    self.read_sign(child, dress, shift)
                return

    def say(self, text: str, dress: Dress, shift: Shift = "") -> None:
        """Add words, unless they are hidden."""
        if dress.hidden:
            self.notices.hidden.append(text)
            return
        self.lines[-1].append(
            Run(text, strong=bool(dress.bold), emphasis=bool(dress.italic), shift=shift)
        )
        size, sizes = dress.size or 0, self.sizes[-1]
        sizes[size] = sizes.get(size, 0) + len(text.strip())

    def read_drawing(self, element: Any) -> None:
        """Pictures, and the words of text boxes and shapes."""
        boxes = list(_outermost(element, f"{_W}txbxContent"))
        self.boxes += boxes
        inside = {one for box in boxes for one in box.iter()}
        alt = next(
            (one.get("descr", "") for one in element.iter() if _ends(one, "}docPr")), ""
        )
        found = False
        for one in element.iter(f"{_DRAWN}blip", f"{_VML}imagedata"):
            if one in inside:
                continue
            found = True
            embedded = one.get(f"{_RELATED}embed") or one.get(f"{_RELATED}id") or ""
            if element.tag == f"{_W}object":  # the picture of an embedded file
                embedded = ""
            self.pictures.append(Picture(embedded, alt, self.has_words()))
        kind = _drawn_kind(element)
        if not found and not boxes and kind:
            self.notices.lost_pictures.append(kind)

    def has_words(self) -> bool:
        """Whether any words of the paragraph were read."""
        return any(run.text.strip() for line in self.lines for run in line)


def _drawn_kind(element: Any) -> str:
    """What a drawing without a picture shows; ``""`` for shapes and rules."""
    if element.tag == f"{_W}object":
        return "embedded object"
    uris = [one.get("uri", "") for one in element.iter(f"{_DRAWN}graphicData")]
    known = ("chart", "diagram", "picture")
    return next((kind for kind in known for uri in uris if kind in uri), "")


def _ends(element: Any, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith(name)


def _outermost(element: Any, tag: str) -> Iterator[Any]:
    """The elements of ``tag``, but none inside another one or in a fallback."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == tag:
            yield one
        elif one.tag != f"{_COMPATIBLE}Fallback":
            waiting.extend(reversed(one))


def _shift(properties: Any) -> Shift:
    found = properties.find(f"{_W}vertAlign") if properties is not None else None
    return "" if found is None else _SHIFTS.get(found.get(f"{_W}val", ""), "")


def read_words(paragraph: Any, styles: dict[str, Style], notices: Notices) -> Words:
    """The words of a ``w:p``."""
    words = Words(style_of(paragraph, styles), styles, notices)
    words.read(paragraph, words.style.dress)
    return words


def style_of(paragraph: Any, styles: dict[str, Style]) -> Style:
    """The style of a ``w:p``, by default that of a bare paragraph."""
    properties = paragraph.find(qn("w:pPr"))
    named = properties.find(qn("w:pStyle")) if properties is not None else None
    name = named.get(qn("w:val"), "") if named is not None else ""
    return styles.get(name) or styles[""]


def centred(paragraph: Any, style: Style) -> bool:
    """Whether a ``w:p`` stands in the middle of the line."""
    said = is_centred(paragraph.find(qn("w:pPr")))
    return style.centred if said is None else said
