"""PAGE XML: a file of Transkribus, OCR-D or another engine in, a scan out.

Several readings of one line are told there by ``index``: the least is the best one.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zbpub.base.chars import significant
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
    "http://schema.primaresearch.org/PAGE/",
    "http://www.primaresearch.org/PAGE/",
)
"""How the namespaces of PAGE XML begin."""
_MARGINS = frozenset({"header", "footer", "page-number", "running-title"})
_AREAS = {
    "SeparatorRegion": AreaKind.RULE,
    "ImageRegion": AreaKind.PICTURE,
    "GraphicRegion": AreaKind.PICTURE,
    "LineDrawingRegion": AreaKind.PICTURE,
    "ChartRegion": AreaKind.PICTURE,
}


def read_page_xml(content: bytes, path: str) -> Scan:
    """The scan that ``content`` tells; it proves that no character is left behind.

    Raises:
        InputError: I120 to I124: broken, no PAGE XML, no lines, lines without a box, or
            words outside all lines.
    """
    root = read_tree(content, path, html=False)
    name, space = local_name(root), etree.QName(root).namespace or ""
    if name != "PcGts" or (space and not space.startswith(_SPACES)):
        raise refuse_scan(
            "I121",
            f"the file is no PAGE XML: its root is {name} of the namespace"
            f" {quote(space)}",
            path,
            "write it as PAGE XML, ALTO or hOCR",
        )
    scan = Scan(tuple(_read_page(page, path) for page in root.iter("{*}Page")))
    check_scan(scan, significant("".join(_printed(root))), path)
    return scan


def _printed(root: etree._Element) -> Iterator[str]:
    """The words of each line, and of each region that has no line."""
    for node in root.iter("{*}TextLine"):
        yield _text(node) or "".join(map(_text, _words(node)))
    for node in root.iter("{*}TextRegion"):
        if node.find(".//{*}TextLine") is None:
            yield _text(node)


def _read_page(page: etree._Element, path: str) -> ScanPage:
    lines: list[ScanLine] = []
    areas: list[ScanArea] = []
    for node in page.iter("{*}*"):
        name = local_name(node)
        if name == "TextLine":
            lines.extend(_read_line(node, path))
        elif name in _AREAS and (box := _box(node)):
            areas.append(ScanArea(_AREAS[name], box))
    width = read_number(page.get("imageWidth"))
    height = read_number(page.get("imageHeight"))
    return check_page(make_box((0.0, 0.0, width, height)), lines, areas, path)


def _box(node: etree._Element) -> Box | None:
    """The box round an element's ``Coords``: of 2013 and later, or of 2010."""
    coords = node.find("{*}Coords")
    if coords is None:
        return None
    points = coords.get("points") or " ".join(
        f"{point.get('x')},{point.get('y')}" for point in coords.iter("{*}Point")
    )
    return round_polygon(points)


def _read_line(node: etree._Element, path: str) -> list[ScanLine]:
    """The line of ``node``; none if it holds no word."""
    told = _text(node)
    words = [(_text(word), _box(word), word) for word in _words(node)]
    words = [one for one in words if one[0]]
    if not told and not words:
        return []
    known = [box for _, box, _ in words if box]
    line = _box(node) or (around(known) if known else None)
    if line is None:
        raise no_box(told or "".join(text for text, _, _ in words), path)
    spelled = significant("".join(text for text, _, _ in words))
    if told and spelled != significant(told):  # the line was corrected, its words not
        words = [(told, line, node)]
    scanned = tuple(
        ScanWord(text, box or line, _confidence(word), (), _other(text, word))
        for text, box, word in words
    )
    bold = all(_is_bold(word, node) for _, _, word in words)
    return [ScanLine(line, scanned, bold, _in_margin(node))]


def _words(line: etree._Element) -> list[etree._Element]:
    return list(line.iterchildren("{*}Word"))


def _reading(node: etree._Element) -> etree._Element | None:
    """The best of an element's own readings."""
    readings = list(node.iterchildren("{*}TextEquiv"))
    ranks = {id(one): read_number(one.get("index")) or 0.0 for one in readings}
    return min(readings, key=lambda one: ranks[id(one)], default=None)


def _text(node: etree._Element) -> str:
    reading = _reading(node)
    found = None if reading is None else reading.find("{*}Unicode")
    return "" if found is None else " ".join((found.text or "").split())


def _other(text: str, node: etree._Element) -> str:
    """Another reading of a word or line."""
    return other_reading(node.iterfind("{*}TextEquiv/{*}Unicode"), text)


def _confidence(node: etree._Element) -> float:
    reading = _reading(node)
    told = None if reading is None else read_number(reading.get("conf"))
    return UNKNOWN if told is None else min(max(told, 0.0), 1.0)


def _is_bold(word: etree._Element, line: etree._Element) -> bool:
    styles = [node.find("{*}TextStyle") for node in (word, line)]
    return any(one is not None and one.get("bold") == "true" for one in styles)


def _in_margin(line: etree._Element) -> bool:
    regions = line.iterancestors("{*}TextRegion")
    return any(region.get("type") in _MARGINS for region in regions)
