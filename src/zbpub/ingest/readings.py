"""Classify: every reading of a group of titles, and how likely each of them is.

A reading says which segment is the label and where kicker, headline and deck part. Its
score is a sum of log odds: of the joints at its bounds, of the joints inside its
parts, of the words, the lengths and the ranks. The likeliest reading wins; the next
one is the alternative that a doubt names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zbpub.ingest.joints import INLINE, Joint, Segment, TitleLine
from zbpub.ingest.runs import runs_on
from zbpub.ingest.sentences import is_balanced
from zbpub.ingest.title_words import (
    CACHED,
    LONGEST_LABEL,
    ends_deck,
    hints_deck,
    hints_kicker,
    is_kicker_like,
    is_label_like,
    is_quotation,
    read_wrapped,
)
from zbpub.ingest.words import seam_gain

MOST_SEGMENTS = 12
"""Segments of titles that are weighed; more are no title but a text."""
COUPLET, COUPLET_LED = 12, 15
"""Characters of each line of a couplet, and of one that a kicker stands before."""
COUPLET_SLACK = 3
MISMATCH = 4
"""Characters by which the lines of a headline may well differ."""
WORD = 1.0
"""Gain in log likelihood from which a word spans two title lines."""
SPLIT = 3.0
"""Log odds from which one title line runs on into the next."""
MOST_KICKER = 26
"""Characters of a long kicker."""
SPEAKER = 6
"""Characters of who says or where in a headline: 南岭：…."""
_LED_LINE = 0.5
"""Log odds that a headline stands on two lines, where a kicker stands before it."""
MOST_LABELS = 3
"""Segments that are tried as the label."""
DASHES = ("—", "－", "-", "–")
"""What opens a deck."""

_BEHIND_KICKER = {
    Joint.WIDE_COLON: 4.0,
    Joint.COLON: 2.2,
    Joint.DASH: -0.6,
    Joint.BAR: 1.0,
    Joint.SPACE: -0.4,
    Joint.WIDE: 1.0,
    Joint.BREAK: 1.2,
    Joint.LINE: 0.6,
}
_BEFORE_DECK = {
    Joint.WIDE_COLON: -2.0,
    Joint.COLON: -1.8,
    Joint.DASH: 4.2,
    Joint.BAR: -1.0,
    Joint.SPACE: -1.2,
    Joint.WIDE: -0.2,
    Joint.BREAK: 0.2,
    Joint.LINE: 0.2,
}
_INSIDE_HEADLINE = {
    Joint.WIDE_COLON: -3.0,
    Joint.COLON: -0.8,
    Joint.DASH: -2.2,
    Joint.BAR: -1.5,
    Joint.SPACE: 0.3,
    Joint.WIDE: -0.9,
    Joint.BREAK: -0.8,
    Joint.LINE: -1.2,
}
_INSIDE_OTHER = {
    Joint.WIDE_COLON: -2.5,
    Joint.COLON: -0.2,
    Joint.DASH: -2.5,
    Joint.BAR: -2.0,
    Joint.SPACE: -0.7,
    Joint.WIDE: -1.4,
    Joint.BREAK: -1.4,
    Joint.LINE: -1.9,
}
_KICKER, _DECK, _LABEL = -1.2, -1.3, -1.0
"""Log odds of an article's having one at all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which segments are what: label, kicker up to ``first``, headline, deck."""

    score: float
    first: int
    last: int
    label: int = -1
    """The segment that is the label; -1: none. It is passed over by the others."""


@dataclass(frozen=True, slots=True)
class _Heads:
    """The segments without the label."""

    lines: list[TitleLine]
    segments: list[Segment]

    def rank(self, first: int, last: int) -> int:
        return min(self.lines[one.line].rank for one in self.segments[first:last])

    def text(self, first: int, last: int) -> str:
        return " ".join(one.text for one in self.segments[first:last])


def rank_readings(lines: list[TitleLine], segments: list[Segment]) -> list[Reading]:
    """The readings of title ``lines`` cut into ``segments``, the likeliest first."""
    readings = [
        reading
        for label in (-1, *_likely_labels(lines, segments))
        for reading in _readings_with(lines, segments, label)
    ]
    return sorted(readings, key=lambda one: -one.score)


def _likely_labels(lines: list[TitleLine], segments: list[Segment]) -> list[int]:
    """The few segments that are likeliest to be the label."""
    places = list(_label_places(lines, segments))
    if len(places) <= MOST_LABELS:
        return places
    odds = {at: _weigh_label(lines, segments, at, 1, 0) for at in places}
    return sorted(sorted(places, key=lambda at: -odds[at])[:MOST_LABELS])


def _label_places(lines: list[TitleLine], segments: list[Segment]) -> Iterator[int]:
    """The segments that may be the label: whole lines, or what stands before a bar."""
    if len(segments) < 2:
        return
    for index, segment in enumerate(segments):
        whole = len(lines[segment.line].text) == len(segment.text)
        following = segments[index + 1].joint if index + 1 < len(segments) else None
        barred = following is Joint.BAR and segment.joint not in INLINE
        if whole or barred:
            yield index


def _readings_with(
    lines: list[TitleLine], segments: list[Segment], label: int
) -> Iterator[Reading]:
    rest = [one for index, one in enumerate(segments) if index != label]
    heads = _Heads(lines, rest)
    count = len(rest)
    best = heads.rank(0, count)
    for first in range(count):
        for last in range(first + 1, count + 1):
            score = _weigh_headline(heads, first, last, best)
            score += _weigh_kicker(heads, first, last)
            score += _weigh_deck(heads, first, last)
            if label >= 0:
                rank = heads.rank(first, last)
                score += _weigh_label(lines, segments, label, rank, first)
            yield Reading(score, first, last, label)


def _weigh_label(
    lines: list[TitleLine], segments: list[Segment], label: int, rank: int, kickers: int
) -> float:
    """How much speaks for the label's being one; ``rank`` is the headline's."""
    segment = segments[label]
    start, end = read_wrapped(segment.text)
    text = segment.text[start:end] if end else segment.text
    score = _LABEL
    if end:
        score += 6.0 if text[:1] != "“" else 2.0
    elif len(text) > LONGEST_LABEL or any(mark in text for mark in "，。：:！？、 “”—"):
        return -20.0
    if is_label_like(text):
        score += 2.6
    score += 1.2 if len(text) <= 4 else 0.0 if len(text) <= 6 else -1.2
    if label + 1 < len(segments) and segments[label + 1].joint is Joint.BAR:
        score += 3.0
    own = lines[segment.line].rank
    score += 1.0 if own > rank else -0.6 if own == rank else -0.3
    if label > 0 and own == rank and not end and not is_label_like(text):
        score -= 0.8  # rather the rest of the headline
    score += _weigh_company(segments, label, sure=end > 0)
    if 0 < label <= kickers and kickers < len(segments) - 1:  # between the titles
        score -= 0.6
    return score


def _weigh_company(segments: list[Segment], label: int, *, sure: bool) -> float:
    """What the titles beside a label say: it is no part of one, and much shorter."""
    if sure:
        return 0.0
    text = segments[label].text
    others = [len(one.text) for at, one in enumerate(segments) if at != label]
    score = 0.8 if min(others) >= len(text) + 4 else 0.0
    if label > 0:
        before = segments[label - 1].text
        if not is_balanced(before) or runs_on(before, text) > 1:
            score -= 4.0
    return score


def _weigh_kicker(heads: _Heads, first: int, last: int) -> float:
    if first == 0:
        return 0.0
    text = heads.text(0, first)
    joint = heads.segments[first].joint
    score = _KICKER + _BEHIND_KICKER[joint] + _inside(heads, 0, first)
    if is_kicker_like(text):
        score += 3.2
    elif hints_kicker(text):
        score += 1.5
    score += -3.0 if len(text) < 6 else -0.9 if len(text) < 9 else 0.0
    score -= 1.0 if len(text) > 36 else 0.4 if len(text) > MOST_KICKER else 0.0
    place = heads.segments[first - 1].text
    if first > 1 and joint is Joint.COLON and len(place) <= SPEAKER:
        score -= 3.0  # who says it, or where: a part of the headline
    headline = heads.text(first, last)
    score += 0.5 if len(text) >= len(headline) + 4 else 0.0
    score += 0.5 if "，" in text and "，" not in headline else 0.0
    score += 0.5 if is_quotation(headline) else 0.0
    if text.startswith(DASHES):
        score -= 4.0
    if joint in (Joint.LINE, Joint.BREAK):
        own, other = heads.rank(0, first), heads.rank(first, last)
        score += 1.2 if own > other else 0.0 if own == other else -1.4
    return score


def _weigh_deck(heads: _Heads, first: int, last: int) -> float:
    count = len(heads.segments)
    if last == count:
        return 0.0
    text = heads.text(last, count)
    joint = heads.segments[last].joint
    score = _DECK + _BEFORE_DECK[joint] + _inside(heads, last, count)
    if text.startswith(DASHES):
        score += 4.5
    score += 1.8 if ends_deck(text) else 1.4 if hints_deck(text.lstrip("—－-– ")) else 0
    score += -3.0 if len(text) < 6 else -0.8 if len(text) < 9 else 0.0
    score += 0.4 if len(text) >= 14 else 0.0
    headline = heads.text(first, last)
    score += 0.4 if len(text) >= 1.3 * len(headline) else 0.0
    score -= 0.8 if is_quotation(text) else 0.0
    if is_kicker_like(text):
        score -= 1.0
    if joint in (Joint.LINE, Joint.BREAK):
        own, other = heads.rank(last, count), heads.rank(first, last)
        score += 1.2 if own > other else -0.4 if own == other else -2.0
    return score


def _weigh_headline(heads: _Heads, first: int, last: int, best: int) -> float:
    segments = heads.segments
    text = heads.text(first, last)
    score = 0.0
    for index in range(first + 1, last):
        score += _join_score(heads, index, led=first > 0)
    score -= 0.9 * max(last - first - 2, 0)
    score += -3.0 if len(text) < 4 else -0.5 if len(text) < 6 else 0.0
    score += -2.4 if len(text) > 34 else -0.9 if len(text) > 26 else 0.0
    if is_kicker_like(text):
        score -= 2.4
    elif hints_kicker(text):
        score -= 0.5
    score -= 1.6 if ends_deck(text) else 1.0 if hints_deck(text) else 0.0
    if text.startswith(DASHES):
        score -= 5.0
    score -= min(1.1 * (heads.rank(first, last) - best), 2.4)
    plain = all(heads.lines[one.line].plain for one in segments[first:last])
    marked = any(not heads.lines[one.line].plain for one in segments)
    return score - 0.6 * (plain and marked)


def _join_score(heads: _Heads, index: int, *, led: bool) -> float:
    """How likely the joint before ``index`` stands inside a headline.

    ``led``: a kicker stands before it, so that neither half is likely to be one.
    """
    one, other = heads.segments[index - 1], heads.segments[index]
    joint = other.joint
    score = _INSIDE_HEADLINE[joint] - 1.5 * is_kicker_like(one.text)
    score -= _mismatch(one.text, other.text)
    near = abs(len(one.text) - len(other.text)) <= COUPLET_SLACK + led
    longest = COUPLET_LED if led else COUPLET
    couplet = near and max(len(one.text), len(other.text)) <= longest
    if joint in (Joint.COLON, Joint.WIDE_COLON):
        says = len(one.text) <= SPEAKER and is_quotation(other.text)
        return score + (2.2 if len(one.text) <= 8 else 0.0) + 1.5 * says
    if joint is Joint.DASH:
        return score
    if joint is Joint.LINE:
        ranks = [heads.lines[seg.line].rank for seg in (one, other)]
        broken = not is_balanced(one.text) or is_split(one.text, other.text)
        if broken:
            return 3.0 if ranks[0] == ranks[1] else 1.5
        score += _LED_LINE * led if ranks[0] == ranks[1] else -1.5
    return score + (1.3 if couplet and joint is not Joint.BREAK else 0.0)


@lru_cache(maxsize=CACHED)
def is_split(left: str, right: str) -> bool:
    """Whether a sentence goes on from one title line to the next beyond doubt."""
    return seam_gain(left, right) > WORD or runs_on(left, right) > SPLIT


def _mismatch(one: str, other: str) -> float:
    """How little two title lines look like the two lines of one headline.

    Those are about as long as one another, and have both a comma or neither.
    """
    uneven = max(abs(len(one) - len(other)) - MISMATCH, 0)
    listed = ("，" in one or "、" in one) != ("，" in other or "、" in other)
    return min(0.2 * uneven, 1.5) + 0.9 * listed


def _inside(heads: _Heads, first: int, last: int) -> float:
    """How likely the joints stand inside a kicker or a deck."""
    score = 0.0
    for at in range(first + 1, last):
        one, other = heads.segments[at - 1], heads.segments[at]
        score += _INSIDE_OTHER[other.joint]
        if other.joint is Joint.LINE:
            score -= _mismatch(one.text, other.text) / 2
    return score
