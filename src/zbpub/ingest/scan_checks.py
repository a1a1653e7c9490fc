"""Scan: what every page must have, and the proof that no character is left behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zbpub.base.chars import significant
from zbpub.base.findings import InputError
from zbpub.ingest.doubts import quote
from zbpub.ingest.scan import Box, Scan, ScanArea, ScanLine, ScanPage, around
from zbpub.ingest.scan_xml import refuse_scan

MOST_LINES = 20_000
"""Lines of one page; the fullest page of small type has a few thousand."""
_ASTRAY = 0.5
"""Share of the page's size by which a line may stand outside it."""


def no_box(text: str, path: str) -> InputError:
    """The error that a line without a usable box gives."""
    return refuse_scan(
        "I123",
        f"the line {quote(text)} has no usable box, so that its place is unknown",
        path,
        "let the recognition write the boxes of lines, or give its plain text instead",
    )


def check_page(
    box: Box | None,
    lines: Sequence[ScanLine],
    areas: Sequence[ScanArea],
    path: str,
) -> ScanPage:
    """The page of ``lines`` and ``areas``; its size is that of ``box`` if it is told.

    Raises:
        InputError: I123: a line stands nowhere near the page; or there are too many.
    """
    if len(lines) > MOST_LINES:
        raise refuse_scan(
            "I123",
            f"the page has {len(lines)} lines, more than any page can have",
            path,
            "look at what the recognition made of the page",
        )
    held = around(line.box for line in lines) if lines else Box(0, 0, 1, 1)
    page = box or Box(0, 0, held.right, held.bottom)
    for line in lines:
        if _is_astray(line.box, page):
            raise refuse_scan(
                "I123",
                f"the line {quote(line.text)} stands at {line.box}, far outside its"
                f" page, which is {page}",
                path,
                "see that page and lines are told in one unit, and recognise it again",
            )
    return ScanPage(page.right, page.bottom, tuple(lines), tuple(areas))


def _is_astray(box: Box, page: Box) -> bool:
    wide, high = page.width * _ASTRAY, page.height * _ASTRAY
    return (
        box.right < page.left - wide
        or box.left > page.right + wide
        or box.bottom < page.top - high
        or box.top > page.bottom + high
    )


def check_scan(scan: Scan, printed: str, path: str) -> None:
    """Prove that the lines of ``scan`` hold the characters ``printed``, no others.

    Raises:
        InputError: I122: there is no line; I124: words stand outside all lines.
    """
    held = "".join(
        significant(word.text)
        for page in scan.pages
        for line in page.lines
        for word in line.words
    )
    if not held and not printed:
        raise refuse_scan(
            "I122",
            "the scan holds no line with words",
            path,
            "see that the page was recognised, and in the right language",
        )
    lost = Counter(printed)
    lost.subtract(held)
    count = sum(abs(number) for number in lost.values())
    if count:
        sample = "".join(char for char, number in lost.items() if number)
        raise refuse_scan(
            "I124",
            f"{count} characters of the scan stand outside its lines: {quote(sample)}",
            path,
            "let the recognition write lines with boxes, or give its plain text",
        )
