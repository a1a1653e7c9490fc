"""hOCR: a file of tesseract, ABBYY or another engine in, a scan out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from zbpub.base.chars import significant
from zbpub.ingest.hocr_choices import (
    Choices,
    next_likely,
    read_glyphs,
    take_choices,
)
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
    is_element,
    local_name,
    make_box,
    read_number,
    read_tree,
    refuse_scan,
)

_LINES = frozenset(
    {"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_textfloat"}
    | {"ocr_caption", "ocr_title"}
)
_WORDS = frozenset({"ocrx_word", "ocr_word"})
_PICTURES = frozenset({"ocr_photo", "ocr_image", "ocr_linedrawing", "ocr_graphic"})
_RULE = "ocr_separator"
_BOX = re.compile(r"(?:^|;)\s*bbox\s+(\S+)\s+(\S+)\s+(\S+)\s+([^\s;]+)")
_CONFIDENCE = re.compile(r"(?:^|;)\s*x_wconf\s+([^\s;]+)")
_GLYPHS = re.compile(r"(?:^|;)\s*x_confs\s+([^;]+)")


def read_hocr(content: bytes, path: str) -> Scan:
    """The scan that ``content`` tells; it proves that no character is left behind.

    Raises:
        InputError: I120 to I124: broken, no hOCR, no lines, lines without a box, or
            words outside all lines.
    """
    root = read_tree(content, path, html=True)
    choices = take_choices(root)
    pages = [node for node in root.iter("{*}*") if "ocr_page" in _classes(node)]
    if not pages:
        raise refuse_scan(
            "I121",
            "the file holds no page: nothing in it has the class ocr_page",
            path,
            "write it as hOCR, for example: tesseract page.png page -l chi_sim hocr",
        )
    scan = Scan(tuple(_read_page(node, choices, path) for node in pages))
    body = next(root.iter("{*}body"), root)
    check_scan(scan, significant("".join(_texts(body))), path)
    return scan


def _classes(node: etree._Element) -> list[str]:
    return (node.get("class") or "").split()


def _texts(body: etree._Element) -> Iterator[str]:
    for node in body.iter():
        hidden = local_name(node) in ("", "script", "style")
        if node.text and not hidden:
            yield node.text
        if node.tail and node is not body:
            yield node.tail


def _read_page(
    page: etree._Element, choices: Mapping[etree._Element, Choices], path: str
) -> ScanPage:
    lines: list[ScanLine] = []
    areas: list[ScanArea] = []
    for node in page.iter("{*}*"):
        classes = _classes(node)
        if not _LINES.isdisjoint(classes):
            lines.extend(_read_line(node, choices, path))
        elif _RULE in classes or not _PICTURES.isdisjoint(classes):
            kind = AreaKind.RULE if _RULE in classes else AreaKind.PICTURE
            box = _box(node)
            areas.extend([ScanArea(kind, box)] if box else [])
    return check_page(_box(page), lines, areas, path)


def _box(node: etree._Element) -> Box | None:
    match = _BOX.search(node.get("title") or "")
    return make_box(tuple(map(read_number, match.groups()))) if match else None


def _read_line(
    node: etree._Element, choices: Mapping[etree._Element, Choices], path: str
) -> list[ScanLine]:
    """The line of ``node``; none if it holds no word."""
    words = list(_read_words(node))
    if not words:
        return []
    known = [box for _, box, _ in words if box]
    box = _box(node) or (around(known) if known else None)
    if box is None:
        raise no_box("".join(text for text, _, _ in words), path)
    scanned = tuple(
        ScanWord(
            text, own or box, *_confidences(text, word), _other(text, word, choices)
        )
        for text, own, word in words
    )
    bold = all(
        word is not None and word.find(".//{*}strong") is not None
        for _, _, word in words
    )
    return [ScanLine(box, scanned, bold)]


def _read_words(
    node: etree._Element,
) -> Iterator[tuple[str, Box | None, etree._Element | None]]:
    """Text, box and element of each word; text between words is a word of its own."""
    loose = node.text or ""
    for child in node:
        text = "".join(map(str, child.itertext())) if is_element(child) else ""
        if _WORDS.isdisjoint(_classes(child)):
            inner = [one for one in child.iter("{*}*") if _is_word(one)]
            if inner:
                yield from _read_words(child)
            else:
                loose += text
        else:
            yield from _loose(loose)
            loose = ""
            if text.strip():
                yield (
                    read_glyphs(child)[0] or " ".join(text.split()),
                    _box(child),
                    child,
                )
        loose += child.tail or ""
    yield from _loose(loose)


def _is_word(node: etree._Element) -> bool:
    return not _WORDS.isdisjoint(_classes(node))


def _loose(text: str) -> list[tuple[str, None, None]]:
    return [(" ".join(text.split()), None, None)] if text.strip() else []


def _other(
    text: str,
    word: etree._Element | None,
    choices: Mapping[etree._Element, Choices],
) -> str:
    """The next likely reading of a word."""
    return "" if word is None else next_likely(text, choices.get(word, {}))


def _confidences(
    text: str, word: etree._Element | None
) -> tuple[float, tuple[float, ...]]:
    """The confidence of a word and of its characters, each from 0 to 1."""
    if word is None:
        return UNKNOWN, ()
    title = word.get("title") or ""
    match, glyphs = _CONFIDENCE.search(title), _GLYPHS.search(title)
    whole = _share(match[1]) if match else UNKNOWN
    each = tuple(map(_share, glyphs[1].split())) if glyphs else ()
    if not each:
        spelled, sure = read_glyphs(word)
        each = tuple(number / 100 for number in sure) if spelled == text else ()
    return whole, each


def _share(text: str) -> float:
    number = read_number(text)
    return UNKNOWN if number is None else min(max(number / 100, 0.0), 1.0)
