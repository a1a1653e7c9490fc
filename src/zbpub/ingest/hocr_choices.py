"""hOCR: what tesseract tells of single characters: their boxes, and other readings.

``hocr_char_boxes`` puts each character of a word into an element of its own;
``lstm_choice_mode`` adds lists of characters that each might have been, best first.
Those are no words of the page, and are taken out of the tree.
"""

from __future__ import annotations

import re

from lxml import etree

from zbpub.ingest.scan_xml import is_element, read_number

_CHOICES = "lstm_choices"
_GLYPH = "ocrx_cinfo"
_SURE = re.compile(r"(?:^|;)\s*x_confs?\s+([^\s;]+)")
_BOXES = "x_bboxes"
_LEAST = 1.0
"""Percent of confidence from which another reading is told."""

Choices = dict[str, tuple[float, str]]
"""For characters as they were read: the next likely one, its percents before it."""


def take_choices(root: etree._Element) -> dict[etree._Element, Choices]:
    """The other readings of each word, which are taken out of the tree."""
    found: dict[etree._Element, Choices] = {}
    lists = [
        node
        for node in root.iter("{*}*")
        if (node.get("id") or "").startswith(_CHOICES)
    ]
    for node in lists:
        word = node.getparent()
        if word is None:
            continue
        choices = found.setdefault(word, {})
        ranked = [_choice(one) for one in node if is_element(one)]
        for _, char in ranked:
            others = [one for one in ranked if one[1] != char and one[0] >= _LEAST]
            if others and char not in choices:
                choices[char] = max(others)
        _remove(node, word)
    return found


def _choice(node: etree._Element) -> tuple[float, str]:
    sure = _SURE.search(node.get("title") or "")
    number = read_number(sure[1]) if sure else None
    return number or 0.0, (node.text or "").strip()


def _remove(node: etree._Element, parent: etree._Element) -> None:
    """Take ``node`` out; what stands behind it stays."""
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def next_likely(word: str, choices: Choices) -> str:
    """``word`` with the likeliest other character; empty: none is told."""
    told = [(choices[char][0], at) for at, char in enumerate(word) if char in choices]
    told = [one for one in told if len(choices[word[one[1]]][1]) == 1]
    if not told:
        return ""
    _, at = max(told)
    return word[:at] + choices[word[at]][1] + word[at + 1 :]


def read_glyphs(word: etree._Element) -> tuple[str, tuple[float, ...]]:
    """A word's characters and how sure each is, in percent; empty: not told singly."""
    glyphs = [
        node
        for node in word.iter("{*}*")
        if _GLYPH in (node.get("class") or "").split()
        and _BOXES in (node.get("title") or "")
    ]
    texts = ["".join((node.text or "").split()) for node in glyphs]
    told = [_SURE.search(node.get("title") or "") for node in glyphs]
    numbers = [read_number(match[1]) if match else None for match in told]
    sure = tuple(number for number in numbers if number is not None)
    single = len(sure) == len(texts) and all(len(text) == 1 for text in texts)
    return "".join(texts), sure if single else ()
