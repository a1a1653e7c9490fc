"""Segment: how much speaks for a group of titles to head an article, in points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, zip_longest

from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.groups import Group
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.readings import DASHES
from zbpub.ingest.reasons import closes_signed
from zbpub.ingest.runs import runs_on
from zbpub.ingest.seams import is_asked
from zbpub.ingest.sentences import is_numbered
from zbpub.ingest.signatures import is_signed
from zbpub.ingest.title_words import (
    is_couplet,
    is_label_like,
    names_body,
    names_notice,
    names_opinion,
    read_wrapped,
)

LONG_TITLE = 14
SHORT_TITLE = 10
NEW_ARTICLE = 2
"""The score from which a heading begins an article."""
PLAIN_ARTICLE = 4
"""The score from which plain lines begin one."""
NEVER = -20
_FIRST_NUMBER = re.compile(
    r"[（(]?(?:一|0?1)(?:[）)、.．]|\s?(?=[“《\u4e00-\u9fff]))(?![月日年])"
)
_CLOSING = (Kind.RULE, Kind.CALLOUT, Kind.JUMP)
_FEW_LEADS = 2
"""Paragraphs that open in bold, from which an article is a column of briefs."""


@dataclass(frozen=True, slots=True)
class Current:
    """The article above a group: its first atom, and the end of its titles."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many atoms of some kind stand before each of the main atoms."""

    before: tuple[int, ...]

    def any(self, first: int, last: int) -> bool:
        return self.count(first, last) > 0

    def count(self, first: int, last: int) -> int:
        return self.before[last] - self.before[first]


def _count(flags: Sequence[bool]) -> _Counts:
    return _Counts(tuple(accumulate(flags, initial=0)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page says of its groups of titles, counted once."""

    words: list[Atom]
    groups: list[Group]
    ends: list[int]
    """For each group where its text ends."""
    signed: _Counts
    dated: _Counts
    leads: _Counts
    """Paragraphs that open with words in bold, as briefs do."""
    odds: list[int]
    """For each group what its titles and the page's other headlines say."""
    best: list[bool]
    """For each group whether it is the likeliest between two bylines."""
    usual: int
    """The level of most headlines; 0: all are plain lines."""


def gather_evidence(
    groups: list[Group], words: list[Atom], atoms: Sequence[Atom], main: list[int]
) -> Evidence:
    """What ``words``, the ``atoms`` of the page at ``main``, say of its ``groups``."""
    signed = _count(_find_signed(words))
    ends = _ends(groups, words)
    odds = _weigh_titles(groups, words)
    for index, group in enumerate(groups):
        before = main[group.first] - 1
        odds[index] += before >= 0 and atoms[before].kind in _CLOSING
    return Evidence(
        words,
        groups,
        ends,
        signed,
        _count([dateline_end(atom.text) > 0 for atom in words]),
        _count([_has_lead(atom) for atom in words]),
        odds,
        _are_best(groups, words, odds, [signed.before[one.first] for one in groups]),
        _usual_level(groups, words),
    )


def _usual_level(groups: list[Group], words: list[Atom]) -> int:
    levels = Counter(_level(words, group) for group in groups if group.strong)
    del levels[0]
    return max(levels, key=lambda level: (levels[level], -level), default=0)


def _find_signed(words: list[Atom]) -> list[bool]:
    """For each atom whether it is a byline or holds one, which a line end may break."""
    signed: list[bool] = []
    for atom, following in zip_longest(words, words[1:]):
        text = atom.text
        broken = text.rfind("（") > text.rfind("）") or text.rfind("(") > text.rfind(
            ")"
        )
        if broken and following is not None and following.kind is Kind.TEXT:
            text += following.text
        signed.append(atom.kind is Kind.BYLINE or is_signed(text))
    return signed


def weigh_group(evidence: Evidence, index: int, current: Current) -> int:
    """How much speaks for the group ``index`` to end the ``current`` article."""
    group, words = evidence.groups[index], evidence.words
    head = words[current.first : current.last]
    score = evidence.odds[index]
    score += _weigh_level(head, _titles(words, group), evidence.usual)
    score += _weigh_signs(evidence, head, current, index)
    return score + _weigh_end(evidence, head, current, group)


def _titles(words: list[Atom], group: Group) -> list[Atom]:
    titles = words[group.first : group.last]
    return [atom for atom in titles if atom.kind is not Kind.BYLINE]


def least_score(evidence: Evidence, group: Group) -> int:
    """The score from which a ``group`` begins an article."""
    return NEW_ARTICLE if _level(evidence.words, group) else PLAIN_ARTICLE


def _level(words: list[Atom], group: Group) -> int:
    """The level of the most prominent heading of a group; 0: all are plain lines."""
    return min(_levels(words[group.first : group.last]), default=0)


def _levels(titles: Sequence[Atom]) -> list[int]:
    """The levels of headings; a deck's or a label's says nothing of the headline's."""
    levels = [one.level for one in titles if one.level and not _is_beside(one.text)]
    return levels or [one.level for one in titles if one.level and len(titles) == 1]


def _is_beside(text: str) -> bool:
    """Whether a title is a deck or a label beyond doubt."""
    return text[0] in DASHES or is_label_like(text) or read_wrapped(text)[1] > 0


def _has_lead(atom: Atom) -> bool:
    if atom.kind is not Kind.TEXT or atom.bold or not atom.piece:
        return False
    return atom.piece.bits[0].strong


def _ends(groups: list[Group], words: list[Atom]) -> list[int]:
    """For each group where its text ends at the latest: at the next sure headline."""
    ends: list[int] = []
    end = len(words)
    for group in reversed(groups):
        ends.append(end)
        if group.strong:
            end = group.first
    return ends[::-1]


def _stand_alone(groups: list[Group], words: list[Atom]) -> list[bool]:
    """For each group whether it is the only doubtful heading of its level.

    Counted between two headlines beyond doubt: subheads seldom come alone.
    """
    alone: list[bool] = []
    run: list[int] = []
    for group in [*groups, None]:
        if group is not None and not group.strong:
            run.append(_level(words, group))
            continue
        counts = Counter(run)
        alone += [level > 0 and counts[level] == 1 for level in run]
        alone += [False] if group is not None else []
        run = []
    return alone


def _weigh_level(head: list[Atom], titles: list[Atom], usual: int) -> int:
    """What the level says against the one of the headline above.

    A text that goes on from another page has no headline: there the ``usual`` level of
    the page's headlines tells.
    """
    levels = _levels(head) if head else [usual] * (usual > 0)
    own = min(_levels(titles), default=0)
    if not levels or not own:
        return 0
    if own > min(levels):
        return -1
    return 2 if own == min(levels) else 3


def _weigh_titles(groups: list[Group], words: list[Atom]) -> list[int]:
    """For each group what its words and its level say, the level by others' levels."""
    heads = Counter(_level(words, group) for group in groups if group.strong)
    numbered = _find_numbered(groups, words)
    odds: list[int] = []
    for group, alone in zip(groups, _stand_alone(groups, words), strict=True):
        titles, level = _titles(words, group), _level(words, group)
        if all(is_numbered(atom.text) for atom in titles):
            odds.append(NEVER)
            continue
        common = heads[level] if level else 0
        following = words[group.last : group.last + 1]
        score = _weigh_words(titles) + (common > 0) + (alone and common > 1)
        score += 2 * (group.last in numbered)
        score -= 3 * (bool(following) and is_asked(following[0].text))
        odds.append(score - _may_run_on(titles[-1], following))
    return odds


def _find_numbered(groups: list[Group], words: list[Atom]) -> frozenset[int]:
    """The ends of the groups whose next one is a subhead with the first number."""
    return frozenset(
        group.last
        for group, other in pairwise(groups)
        if _FIRST_NUMBER.match(words[other.first].text)
    )


def _may_run_on(title: Atom, following: list[Atom]) -> int:
    """How much speaks for a plain line to be half a paragraph rather than a title."""
    if title.level or title.bold or not following or is_couplet(title.text):
        return 0
    odds = runs_on(title.text, following[0].text)
    return 4 if odds > 0.5 else 2 if odds > -0.5 else 0


def _weigh_words(titles: list[Atom]) -> int:
    """How much the titles themselves speak for an article, not for a subhead."""
    longest = max(len(atom.text) for atom in titles)
    score = (longest >= LONG_TITLE) - (longest <= SHORT_TITLE)
    score += any(mark in atom.text for atom in titles for mark in " \u3000：")
    score += any("——" in atom.text for atom in titles) + all(one.bold for one in titles)
    return score + 2 * (len(titles) > 1)


def _are_best(
    groups: list[Group], words: list[Atom], odds: list[int], signs: list[int]
) -> list[bool]:
    """For each group whether it is the likeliest headline between two bylines.

    ``signs``: how many bylines stand before each group. Of two that are as likely the
    longer one is taken.
    """
    leading: dict[int, tuple[int, int, int]] = {}
    for index, group in enumerate(groups):
        length = sum(len(atom.text) for atom in _titles(words, group))
        rank = (odds[index] + 2 * (_level(words, group) > 0), length, -index)
        leading[signs[index]] = max(leading.get(signs[index], rank), rank)
    return [-leading[sign][2] == index for index, sign in enumerate(signs)]


def _weigh_signs(
    evidence: Evidence, head: list[Atom], current: Current, index: int
) -> int:
    """How whole the articles would be: signed, or at least with a dateline."""
    group = evidence.groups[index]
    if not (evidence.signed.before[-1] or evidence.dated.before[-1]):
        return 0  # nothing on the page is
    region = (current.first, group.first)
    before = evidence.signed.any(*region)
    after = evidence.signed.any(group.last, evidence.ends[index])
    if before and after:  # one article is not signed twice
        return 4 if evidence.best[index] else 0
    if before or _is_unsigned(head):
        return 2 if after else 0
    score = 0 if after else -1
    return score if evidence.dated.any(*region) else score - 1


def _weigh_end(
    evidence: Evidence, head: list[Atom], current: Current, group: Group
) -> int:
    """Whether the text above is over: an office signed it, or it is of briefs."""
    last = evidence.words[group.first - 1]
    if _is_unsigned(head) and names_body(last.text):
        return 3
    leads = evidence.leads.count(current.last, group.first) >= _FEW_LEADS
    following = evidence.words[group.last : group.last + 1]
    other = leads and not any(map(_has_lead, following))
    return 2 * other + 2 * closes_signed(last)


def _is_unsigned(head: list[Atom]) -> bool:
    """Whether the article is one that nobody signs: a notice, briefs, an editorial."""
    return any(names_notice(atom.text) or names_opinion(atom.text) for atom in head)
