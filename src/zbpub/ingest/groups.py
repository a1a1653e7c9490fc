"""Segment: groups of titles on a page: which lines may be titles, where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.furniture import is_date
from zbpub.ingest.jumps import comes_from
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.reasons import (
    LONGEST_DATED,
    is_forerunner,
    is_jointed,
    is_label,
    is_marked,
    may_precede,
    reason_around,
    strong_reason,
)
from zbpub.ingest.runs import runs_on
from zbpub.ingest.seams import is_asked, is_question, is_row, is_speech
from zbpub.ingest.sentences import (
    is_numbered,
    is_salutation,
    is_tied,
    reads_as_title,
)
from zbpub.ingest.signatures import tail_byline
from zbpub.ingest.title_words import ends_deck, is_couplet, names_body
from zbpub.ingest.verse import find_verse

LONGEST_PLAIN = 44
"""Characters of a title that lost its heading mark."""
MOST_TITLES = 8
"""Titles and bylines that head one article; more are no head but a list of them."""
PLAIN_TITLE = -2.0
"""Log odds of running on from which a plain line under titles is of the text."""
BOLD_TITLE = 2.0
"""The same for a bold line."""
DECK = 3.0
"""Log odds for a title of a line that ends as decks do, or is a couplet."""


@dataclass(frozen=True, slots=True)
class Group:
    """Titles that follow one another: ``first`` to ``last`` of the main atoms."""

    first: int
    last: int
    reason: str = ""
    """What says beyond doubt that they head an article; empty: nothing does."""

    @property
    def strong(self) -> bool:
        """Whether they head an article beyond doubt."""
        return bool(self.reason)


def find_groups(
    words: list[Atom], atoms: Sequence[Atom], main: list[int]
) -> list[Group]:
    """The groups of titles among ``words``, the atoms of the page at ``main``.

    A group of plain lines that nothing speaks for is a subhead unless it is weighed.
    """
    groups: list[Group] = []
    at = closed = above = 0
    verse = find_verse(words)
    pictured = _find_pictured(atoms, main)
    while at < len(words):
        last = at if id(words[at]) in verse else _group_end(words, at, verse)
        last = next((k for k in range(at + 1, last) if k in pictured), last)
        under = 0 < at == closed and not is_marked(words[at])  # trimmed: body
        if last == at or under:
            at += 1
            continue
        if at == 0 and _goes_on(words, last, atoms[: main[0]]):
            at = last
            continue
        reason = strong_reason(words, at, last, above, verse) or (
            reason_around(atoms, main[at], shown=last in pictured)
        )
        marked = any(is_marked(atom) for atom in words[at:last])
        if marked or reason or may_precede(words, at):
            groups.append(Group(at, last, reason))
        if marked or reason:
            closed = last
        if reason:
            above = min((one.level for one in words[at:last] if one.level), default=0)
        at = last
    return groups


def _find_pictured(atoms: Sequence[Atom], main: list[int]) -> frozenset[int]:
    """Which headings have a caption right before them, and a heading before that.

    There the picture is the article that the first of the two heads.
    """
    return frozenset(
        at
        for at in range(1, len(main))
        if all(is_marked(atoms[index]) for index in main[at - 1 : at + 1])
        and any(one.kind is Kind.CAPTION for one in atoms[main[at - 1] + 1 : main[at]])
    )


def _goes_on(words: list[Atom], last: int, before: Sequence[Atom]) -> bool:
    """Whether the first lines of a page go on with an article of another page."""
    if not any(atom.kind is Kind.JUMP and comes_from(atom.text) for atom in before):
        return False
    following = words[last] if last < len(words) else None
    plain = not any(map(is_marked, words[:last]))
    dated = following is not None and dateline_end(following.text) > 0
    return plain and last == 1 and not dated


def _may_head(words: list[Atom], index: int, *, inside: bool) -> bool:
    """Whether the atom may be a title: a heading, or a plain line that reads as one.

    ``inside``: a title stands before it.
    """
    atom = words[index]
    if atom.kind is Kind.HEAD:
        return True
    if atom.goes_on or atom.kind is not Kind.TEXT:
        return False
    if is_row(atom.text) or not (atom.alone or _is_stacked(words, index)):
        return False
    dated = index + 1 < len(words) and _is_signed_off(words[index + 1])
    longest = LONGEST_DATED if dated or is_jointed(atom) else LONGEST_PLAIN
    headed = index + 1 < len(words) and is_marked(words[index + 1])
    headed = headed and not words[index + 1].text.startswith("——")
    asks = is_question(atom.text) and not is_speech(atom.text) and not headed
    if is_date(atom.text) or is_asked(atom.text) or tail_byline(atom.text).sure:
        return False
    if not (asks or reads_as_title(atom.text, longest)):
        return False
    if atom.text.endswith(("：", ":")) and not _is_headed(words, index):
        return False
    return inside or _may_begin(words, index)


def _is_signed_off(following: Atom) -> bool:
    """Whether a dateline or a byline comes next, as under titles of any length."""
    return following.kind is Kind.BYLINE or dateline_end(following.text) > 0


def _may_begin(words: list[Atom], index: int) -> bool:
    """Whether a plain line that reads as a title may be the first of a group."""
    atom = words[index]
    if index == 0 or words[index - 1].kind is not Kind.TEXT:
        return True
    if may_precede(words, index):
        return not names_body(atom.text)
    return not is_tied(words[index - 1].text, atom.text) and _is_headed(words, index)


def _is_headed(words: list[Atom], index: int) -> bool:
    """Whether a heading or a dateline comes next."""
    if index + 1 >= len(words):
        return False
    following = words[index + 1]
    return following.kind is Kind.HEAD or dateline_end(following.text) > 0


def _is_stacked(words: list[Atom], index: int) -> bool:
    """Whether the atom is one of the short lines of a title that was broken."""
    atom = words[index]
    if atom.full or len(atom.text) > LONGEST_PLAIN:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    beside = [atom] if following is None or following.gap else [atom, following]
    return all(reads_as_title(one.text, LONGEST_PLAIN) for one in beside)


def _group_end(words: list[Atom], first: int, verse: frozenset[int]) -> int:
    """Where the titles that begin at ``first`` end; ``first`` if there are none."""
    last = first
    while last < min(len(words), first + MOST_TITLES):
        under = last > first and words[last].kind is Kind.BYLINE
        if id(words[last]) in verse and not _is_untitled(words[first:last]):
            break
        after_verse = last > 0 and id(words[last - 1]) in verse
        inside = last > first or after_verse
        if not under and not _may_head(words, last, inside=inside):
            break
        if last > first and _is_one_text(words[last - 1], words[last]):
            break
        last += 1
    return _trim(words, first, last)


def _is_one_text(before: Atom, atom: Atom) -> bool:
    """Whether two plain lines are halves of a text rather than two titles."""
    plain = all(one.kind is Kind.TEXT and not one.bold for one in (before, atom))
    return plain and runs_on(before.text, atom.text) > BOLD_TITLE


def _is_untitled(group: list[Atom]) -> bool:
    """Whether a group is nothing but the label of a poem, whose title comes next."""
    return len(group) == 1 and is_label(group[0])


def _trim(words: list[Atom], first: int, last: int) -> int:
    """``last`` without the plain lines that are the body's first words or subheads."""
    while last - first > 1:
        atom = words[last - 1]
        following = words[last] if last < len(words) else None
        if is_label(atom) or all(map(is_forerunner, words[first : last - 1])):
            break
        if atom.kind is Kind.TEXT and is_numbered(atom.text):
            last -= 1
            continue
        if atom.kind is Kind.TEXT and following is not None:
            signed = any(one.kind is Kind.BYLINE for one in words[first : last - 1])
            if not _opens_body(atom, following, signed):
                break
        elif not is_numbered(atom.text):
            break
        last -= 1
    return last


def _opens_body(atom: Atom, following: Atom, signed: bool) -> bool:
    """Whether a plain line under titles is the first half of the body's first sentence.

    ``signed``: a byline stands between the titles and it.
    """
    if dateline_end(following.text) or atom.text.startswith("—"):
        return False
    if not atom.bold and (signed or is_salutation(following.text)):
        return True  # the byline closed the titles; a letter has a title of its own
    odds = runs_on(atom.text, following.text) + (2.0 if signed else 0.0)
    if ends_deck(atom.text) or is_couplet(atom.text):
        odds -= DECK
    return odds > (BOLD_TITLE if atom.bold else PLAIN_TITLE)
