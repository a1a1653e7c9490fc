"""ALTO: a file of version 1 to 4 in, a scan out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zbpub.base.chars import SOFT_HYPHEN, significant
from zbpub.ingest.doubts import quote
from zbpub.ingest.scan import (
    UNKNOWN,
    AreaKind,
    Box,
    Scan,
    ScanArea,
    ScanLine,
    ScanPage,
    ScanWord,
    around,
)
from zbpub.ingest.scan_checks import check_page, check_scan, no_box
from zbpub.ingest.scan_xml import (
    local_name,
    make_box,
    other_reading,
    read_number,
    read_tree,
    refuse_scan,
    round_polygon,
)

_SPACES = (
    "",
    "http://www.loc.gov/standards/alto",
    "http://schema.ccs-gmbh.com/ALTO",
    "http://bibnum.bnf.fr/ns/alto_prod",
)
"""How the namespaces of ALTO begin; the first is none at all, as some write it."""
_EDGES = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
_MARGINS = frozenset({"TopMargin", "BottomMargin"})
_RULE_SHAPE = 12
"""How many times a graphical element is as long as it is thick, if it is a rule."""
_WORST = 9
"""ALTO tells of a character from 0, sure, to 9."""


def read_alto(content: bytes, path: str) -> Scan:
    """The scan that ``content`` tells; it proves that no character is left behind.

    Raises:
        InputError: I120 to I124: broken, no ALTO, no lines, lines without a box, or
            words outside all lines.
    """
    root = read_tree(content, path, html=False)
    name, space = local_name(root), etree.QName(root).namespace or ""
    if name.lower() != "alto" or not _is_known(space):
        raise refuse_scan(
            "I121",
            f"the file is no ALTO: its root is {name} of the namespace {quote(space)}",
            path,
            "write it as ALTO version 2, 3 or 4, or as hOCR",
        )
    styles = _bold_styles(root)
    pages = root.iter("{*}Page")
    scan = Scan(tuple(_read_page(page, styles, path) for page in pages))
    printed = "".join(node.get("CONTENT") or "" for node in root.iter("{*}String"))
    check_scan(scan, significant(printed), path)
    return scan


def _is_known(space: str) -> bool:
    return space == "" or space.startswith(_SPACES[1:])


def _bold_styles(root: etree._Element) -> frozenset[str]:
    """The names of the styles whose type is bold."""
    return frozenset(
        node.get("ID") or ""
        for node in root.iter("{*}TextStyle")
        if "bold" in (node.get("FONTSTYLE") or "").lower()
    )


def _read_page(page: etree._Element, bold: frozenset[str], path: str) -> ScanPage:
    lines: list[ScanLine] = []
    areas: list[ScanArea] = []
    for node in page.iter("{*}TextLine", "{*}Illustration", "{*}GraphicalElement"):
        if local_name(node) == "TextLine":
            lines.extend(_read_line(node, bold, path))
        elif box := _box(node):
            areas.append(ScanArea(_area_kind(node, box), box))
    width, height = read_number(page.get("WIDTH")), read_number(page.get("HEIGHT"))
    box = make_box((0.0, 0.0, width, height))
    return check_page(box or _space(page), lines, areas, path)


def _space(page: etree._Element) -> Box | None:
    node = page.find("{*}PrintSpace")
    return None if node is None else _box(node)


def _area_kind(node: etree._Element, box: Box) -> AreaKind:
    thin, long = sorted((box.width, box.height))
    graphic = local_name(node) == "GraphicalElement"
    return AreaKind.RULE if graphic and long >= _RULE_SHAPE * thin else AreaKind.PICTURE


def _box(node: etree._Element) -> Box | None:
    """The box of an element: told by itself, or round its polygon."""
    told = [read_number(node.get(name)) for name in _EDGES]
    numbers = [number for number in told if number is not None]
    if len(numbers) == len(_EDGES):
        left, top, width, height = numbers
        return make_box((left, top, left + width, top + height))
    polygon = node.find("{*}Shape/{*}Polygon")
    return None if polygon is None else round_polygon(polygon.get("POINTS") or "")


def _read_line(node: etree._Element, bold: frozenset[str], path: str) -> list[ScanLine]:
    """The line of ``node``; none if it holds no word."""
    words = [word for word in node.iterchildren("{*}String") if _content(word)]
    if not words:
        return []
    boxes = [_box(word) for word in words]
    known = [box for box in boxes if box]
    line = _box(node) or (around(known) if known else None)
    if line is None:
        raise no_box("".join(map(_content, words)), path)
    scanned = tuple(
        ScanWord(_spell(word), box or line, *_confidences(word), _other(word))
        for word, box in zip(words, boxes, strict=True)
    )
    heavy = all(_is_bold(word, node, bold) for word in words)
    margin = any(local_name(one) in _MARGINS for one in node.iterancestors())
    return [ScanLine(line, scanned, heavy, margin)]


def _content(word: etree._Element) -> str:
    return " ".join((word.get("CONTENT") or "").split())


def _other(word: etree._Element) -> str:
    """Another reading of a word."""
    return other_reading(word.iter("{*}ALTERNATIVE"), _content(word))


def _spell(word: etree._Element) -> str:
    """The word; a hyphen that only the line's end gave it is a soft one."""
    following = word.getnext()
    broken = following is not None and local_name(following) == "HYP"
    return _content(word) + (SOFT_HYPHEN if broken else "")


def _is_bold(word: etree._Element, line: etree._Element, bold: frozenset[str]) -> bool:
    if "bold" in (word.get("STYLE") or "").lower():
        return True
    block = line.getparent()
    names = (
        *_names(word),
        *_names(line),
        *(_names(block) if block is not None else ()),
    )
    return any(name in bold for name in names)


def _names(node: etree._Element) -> Iterator[str]:
    yield from (node.get("STYLEREFS") or "").split()


def _confidences(word: etree._Element) -> tuple[float, tuple[float, ...]]:
    """The confidence of a word and of its characters, each from 0 to 1."""
    whole = read_number(word.get("WC"))
    told = (word.get("CC") or "").split() or []
    digits = list(told[0]) if len(told) == 1 else told
    numbers = [read_number(digit) for digit in digits]
    each = tuple(
        UNKNOWN if number is None else min(max(1 - number / _WORST, 0.0), 1.0)
        for number in numbers
    )
    return UNKNOWN if whole is None else min(max(whole, 0.0), 1.0), each
