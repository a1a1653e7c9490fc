"""How a paragraph of a Word document looks: its style, size, weight, alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

DEFAULT_SIZE = 21
"""Half-points: 五号, what Word sets in Chinese where nothing else is said."""
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|主标题|大标题|正标题|文章标题", re.IGNORECASE)
_SUBTITLE = re.compile(r"subtitle|副标题|副题|引题|肩题", re.IGNORECASE)
_CAPTION = re.compile(r"caption|题注|图注|图片说明|图说", re.IGNORECASE)
_DEEPEST = 12
"""How many styles may stand on one another."""
_ON = ("1", "true", "on", None)


@dataclass(frozen=True, slots=True)
class Dress:
    """What a style or a run says of letters; None: nothing."""

    bold: bool | None = None
    italic: bool | None = None
    size: int | None = None
    """Half-points."""
    hidden: bool | None = None

    def over(self, below: Dress) -> Dress:
        """This dress, with what it leaves open taken from ``below``."""
        return Dress(*(
            mine if mine is not None else theirs
            for mine, theirs in (
                (self.bold, below.bold), (self.italic, below.italic),
                (self.size, below.size), (self.hidden, below.hidden),
            )
        ))  # type: ignore[arg-type]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it stands on."""

    dress: Dress = Dress()
    centred: bool = False
    role: str = ""
    """``title``, ``subtitle``, ``caption`` or ``heading``."""
    level: int = 0
    """Of a heading: 1 to 9."""
    numbering: tuple[str, int] | None = None
    """The list it is an item of, and how deep."""


@dataclass(frozen=True, slots=True)
class Look:
    """A line of the document as a reader sees it."""

    text: str
    role: str = ""
    level: int = 0
    centred: bool = False
    size: int = DEFAULT_SIZE
    bold: bool = False


def read_dress(properties: Any) -> Dress:
    """What a ``w:rPr`` says."""
    if properties is None:
        return Dress()
    size = properties.find(qn("w:sz"))
    value = size.get(qn("w:val"), "") if size is not None else ""
    return Dress(
        _flag(properties, "w:b"),
        _flag(properties, "w:i"),
        int(value) if value.isascii() and value.isdigit() else None,
        _flag(properties, "w:vanish"),
    )


def _flag(properties: Any, tag: str) -> bool | None:
    found = properties.find(qn(tag))
    return None if found is None else found.get(qn("w:val")) in _ON


def is_centred(properties: Any) -> bool | None:
    """What a ``w:pPr`` says of its alignment; None: nothing."""
    found = properties.find(qn("w:jc")) if properties is not None else None
    return None if found is None else found.get(qn("w:val")) == "center"


def read_numbering(properties: Any) -> tuple[str, int] | None:
    """The list that a ``w:pPr`` names, and the depth; ``("0", 0)``: none at all."""
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return None
    number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    if number is None:
        return None
    level = depth.get(qn("w:val"), "0") if depth is not None else "0"
    return number.get(qn("w:val"), "0"), int(level) if level.isdecimal() else 0


def read_styles(document: Document) -> dict[str, Style]:
    """The styles of ``document`` by their ids; ``""`` is that of a bare paragraph."""
    root = document.styles.element
    elements = {
        one.get(qn("w:styleId"), ""): one for one in root.iterchildren(qn("w:style"))
    }
    defaults = next(root.iter(qn("w:rPrDefault")), None)
    ground = read_dress(defaults.find(qn("w:rPr")) if defaults is not None else None)
    styles = {name: _resolve(name, elements, ground) for name in elements}
    bare = [
        name
        for name, one in elements.items()
        if one.get(qn("w:default")) in ("1", "true")
        and one.get(qn("w:type")) == "paragraph"
    ]
    styles[""] = styles[bare[0]] if bare else Style(ground)
    return styles


def _resolve(name: str, elements: dict[str, Any], ground: Dress) -> Style:
    dress, centred, level, numbering = Dress(), None, 0, None
    role, seen = "", set[str]()
    while name in elements and name not in seen and len(seen) < _DEEPEST:
        seen.add(name)
        element = elements[name]
        properties = element.find(qn("w:pPr"))
        dress = dress.over(read_dress(element.find(qn("w:rPr"))))
        centred = is_centred(properties) if centred is None else centred
        numbering = numbering or read_numbering(properties)
        if not role:
            role, level = _role(element, properties)
        base = element.find(qn("w:basedOn"))
        name = base.get(qn("w:val"), "") if base is not None else ""
    return Style(dress.over(ground), bool(centred), role, level, numbering)


def _role(element: Any, properties: Any) -> tuple[str, int]:
    named = element.find(qn("w:name"))
    name = (named.get(qn("w:val"), "") if named is not None else "").strip()
    heading = _HEADING.fullmatch(name)
    if heading:
        return "heading", int(heading[1])
    for role, pattern in (
        ("subtitle", _SUBTITLE),
        ("title", _TITLE),
        ("caption", _CAPTION),
    ):
        if pattern.fullmatch(name):
            return role, 0
    level = outline_level(properties)
    return ("heading", level) if level else ("", 0)


def outline_level(properties: Any) -> int:
    """The level of a heading that a ``w:pPr`` says; 0: none."""
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    value = found.get(qn("w:val"), "9") if found is not None else "9"
    return int(value) + 1 if value in tuple("012345678") else 0
