"""A template's markup as a tree of elements, read as XML where that is the same.

HTML's rules of reading take fifteen times as long. Markup of plain elements, each
where HTML allows it and closed, gives the same tree by both; any other is left to HTML.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_FLOW = frozenset(
    {"section", "article", "aside", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6",
     "figcaption", "img", "object", "a", "span", "table"}
)  # fmt: skip
_WORDS = frozenset({"img", "object", "span"})
_NONE: frozenset[str] = frozenset()
_KIDS = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title", "style"}),
    "table": frozenset({"tbody"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    **dict.fromkeys(("meta", "title", "style", "img", "object"), _NONE),
    **dict.fromkeys(("body", "section", "article", "aside", "div", "th", "td"), _FLOW),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6"), _WORDS | {"a"}),
    "figcaption": _WORDS | {"a"},
    "a": _WORDS,
    "span": _WORDS,
}
"""What may stand in each element without HTML's closing or moving anything."""
_BARE = frozenset({"html", "head", "table", "tbody", "tr", "meta", "img"})
"""Elements that have no text of their own."""
_OTHERWISE = re.compile(
    r"<(?!meta\b|img\b)[^<>]*/>"  # HTML does not close what is no void element
    r"|<style[^>]*>[^<]*&"  # and has no entities in style sheets
    r'|="[^"]*[\n\t]'  # XML makes blanks of these in attributes
    r"|<!\[|<\?|\0|\r"  # and has sections and instructions
)


def read_markup(markup: str) -> ET.Element | None:
    """The root of ``markup``, or None when only HTML's rules can tell what it is."""
    if _OTHERWISE.search(markup):
        return None
    try:
        root = ET.fromstring(markup.strip())
    except ET.ParseError:
        return None
    is_whole = root.tag == "html" and [kid.tag for kid in root] == ["head", "body"]
    return root if is_whole and all(map(_is_plain, root.iter())) else None


def _is_plain(element: ET.Element) -> bool:
    allowed = _KIDS.get(element.tag)
    if allowed is None or any(kid.tag not in allowed for kid in element):
        return False
    if any(name != name.lower() or ":" in name for name in element.attrib):
        return False
    if element.tag not in _BARE:
        return True
    return not any(map(_has_text, (element.text, *(kid.tail for kid in element))))


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip())
