"""Scan: one page in, its furniture and its articles out, by geometry alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.ingest.boxes import box_kind
from zbpub.ingest.furniture import furniture_reason
from zbpub.ingest.scan import Box, ScanPage
from zbpub.ingest.scan_areas import ScanArticle, share_runs
from zbpub.ingest.scan_columns import ColumnRun, build_runs
from zbpub.ingest.scan_gutters import part_lines
from zbpub.ingest.scan_heads import find_heads
from zbpub.ingest.scan_measures import DISPLAY, body_size, is_level_rule
from zbpub.ingest.scan_rooms import Field
from zbpub.ingest.scan_rows import unite_rows
from zbpub.ingest.scan_upright import Strip, Upright, place_of, set_upright
from zbpub.ingest.scan_words import spell

MARGIN = 0.1
"""Share of the page's height in which its folio may stand."""
_BAND = 1.2
"""Em within which lines stand at one height."""
_CAPTION_ROWS = 4
_CAPTION_GAP = 3.0
_SMALL = 0.93
"""Share of the body's size below which type is a caption's."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page holds, in the order of reading."""

    head: tuple[Strip, ...]
    """Furniture at its head."""
    articles: tuple[ScanArticle, ...]
    foot: tuple[Strip, ...]
    em: float
    """Size of the body's type."""


def part_page(page: ScanPage) -> PageParts:
    """The parts of ``page``; every strip of it is in one of them."""
    upright = set_upright(page)
    em = body_size(upright.strips)
    if em <= 0:
        return PageParts((), (), (), 1.0)
    head, rest, foot = _take_furniture(upright, em)
    strips = part_lines(rest, em)
    large = [strip for strip in strips if strip.size >= DISPLAY * em]
    display = unite_rows(large, em, upright.rules)
    small = (one for one in strips if one.size < DISPLAY * em)
    strips = sorted((*display, *small), key=place_of)
    heads = find_heads(display, em, upright.rules)
    titled = {id(s) for h in heads for s in (*h.kicker, *h.headline, *h.deck)}
    body = [strip for strip in strips if id(strip) not in titled]
    runs = build_runs(body, upright.width, em, upright.rules)
    captions = [run for run in runs if _is_caption(run, upright.pictures, em)]
    texts = [run for run in runs if run not in captions]
    field = Field(upright.width, em, _large(upright.pictures, em), upright.rules)
    articles = share_runs(heads, texts, captions, field)
    return PageParts(head, tuple(articles), foot, em)


def _large(pictures: Sequence[Box], em: float) -> tuple[Box, ...]:
    return tuple(box for box in pictures if min(box.width, box.height) >= 2 * em)


def _take_furniture(
    page: Upright, em: float
) -> tuple[tuple[Strip, ...], list[Strip], tuple[Strip, ...]]:
    """Furniture of the head, what is between, furniture of the foot."""
    told = tuple(one for one in page.strips if _is_told(one))
    strips = [one for one in page.strips if not _is_told(one)]
    first = _outer(strips, page, em)
    last = len(strips) - _outer(strips[::-1][: len(strips) - first], page, em)
    head = sorted(strips[:first], key=lambda one: one.box.left)
    foot = sorted(strips[last:], key=lambda one: one.box.left)
    return (*told, *head), strips[first:last], tuple(foot)


def _is_told(strip: Strip) -> bool:
    """Whether the file puts it in a margin, or it is a folio across the text."""
    return strip.margin or (strip.across and furniture_reason(spell(strip)) != "")


def _outer(strips: Sequence[Strip], page: Upright, em: float) -> int:
    """How many of ``strips``, from an edge inwards, are furniture: whole bands."""
    taken = at = 0
    while at < len(strips):
        end = at + 1
        while end < len(strips) and _is_level(strips[at], strips[end], em):
            end += 1
        if not _is_furniture(strips[at:end], strips[end : end + 1], page, em):
            break
        taken = at = end
    return taken


def _is_level(one: Strip, other: Strip, em: float) -> bool:
    return abs(other.box.y - one.box.y) < _BAND * em


def _is_furniture(
    band: Sequence[Strip], beyond: Sequence[Strip], page: Upright, em: float
) -> bool:
    """Whether all lines at one height near the page's edge are furniture.

    The file or the words of one of them say so, or a rule along the page parts them
    from all that follows.
    """
    if all(strip.margin for strip in band):
        return True
    edge = band[0].box.y
    top, bottom = page.strips[0].box.y, page.strips[-1].box.y
    depth = MARGIN * (bottom - top)
    if top + depth < edge < bottom - depth or not beyond:
        return False
    near, far = sorted((edge, beyond[0].box.y))
    if far - near < _BAND * em:
        return False
    parted = any(
        near < rule.y < far and rule.width > page.width / 2
        for rule in page.rules
        if is_level_rule(rule, em)
    )
    if parted and max(strip.size for strip in band) < 3 * em:
        return True
    worded = sum(len(one.bare) for one in band if furniture_reason(spell(one)))
    return 2 * worded >= sum(len(one.bare) for one in band)


def _is_caption(run: ColumnRun, pictures: Sequence[Box], em: float) -> bool:
    """Whether a run is the caption of the picture that it stands right under."""
    if len(run.rows) > _CAPTION_ROWS:
        return False
    under = [
        box
        for box in _large(pictures, em)
        if -em <= run.box.top - box.bottom <= _CAPTION_GAP * em
        and run.box.shared_x(box) > 0.8 * run.box.width
    ]
    if not under:
        return False
    text = "".join(spell(row) for row in run.rows)
    if box_kind(text):
        return False
    return run.size < _SMALL * em
