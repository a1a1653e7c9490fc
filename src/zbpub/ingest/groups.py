"""Segment: groups of titles on a page, and what says that one heads an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.furniture import is_date
from zbpub.ingest.jumps import comes_from
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.runs import runs_on
from zbpub.ingest.seams import is_asked, is_question, is_row, is_speech
from zbpub.ingest.sentences import (
    ends_sentence,
    is_numbered,
    is_salutation,
    is_tied,
    reads_as_title,
)
from zbpub.ingest.signatures import tail_byline
from zbpub.ingest.title_words import (
    calls_notice,
    ends_deck,
    is_couplet,
    is_kicker_like,
    is_label_like,
    names_body,
    names_notice,
    read_wrapped,
)
from zbpub.ingest.titles import has_joint
from zbpub.ingest.verse import find_verse

_WIDE = re.compile(r"[ \u3000]{2,}|\u3000")
LONGEST_PLAIN = 44
"""Characters of a title that lost its heading mark."""
LONGEST_DATED = 70
"""The same where a dateline follows: kicker and headline may be joined in one line."""
SHORTEST_PLAIN = 6
MOST_TITLES = 8
"""Titles and bylines that head one article; more are no head but a list of them."""
PLAIN_TITLE = -2.0
"""Log odds of running on from which a plain line under titles is of the text."""
DECK = 3.0
"""Log odds for a title of a line that ends as decks do, or is a couplet."""
BOLD_TITLE = 2.0
"""The same for a bold line."""
PAIR = 16
"""Characters of two titles together, from which they head an article."""


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
        under = 0 < at == closed and not _is_marked(words[at])  # trimmed: body
        if last == at or under:
            at += 1
            continue
        if at == 0 and _goes_on(words, last, atoms[: main[0]]):
            at = last
            continue
        reason = _strong_reason(words, at, last, above, verse) or (
            _reason_around(atoms, main[at], shown=last in pictured)
        )
        marked = any(_is_marked(atom) for atom in words[at:last])
        if marked or reason or _may_precede(words, at):
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
        if all(_is_marked(atoms[index]) for index in main[at - 1 : at + 1])
        and any(one.kind is Kind.CAPTION for one in atoms[main[at - 1] + 1 : main[at]])
    )


def _is_marked(atom: Atom) -> bool:
    return atom.kind is Kind.HEAD


def _reason_around(atoms: Sequence[Atom], index: int, *, shown: bool) -> str:
    """What stands around titles without being text, and says that they head an article.

    ``shown``: a picture with its caption stands between them and the next titles.
    """
    before = atoms[index - 1] if index else None
    if before is not None and before.kind is Kind.JUMP and comes_from(before.text):
        return "jump"
    return "picture" if shown else ""


def _goes_on(words: list[Atom], last: int, before: Sequence[Atom]) -> bool:
    """Whether the first lines of a page go on with an article of another page."""
    if not any(atom.kind is Kind.JUMP and comes_from(atom.text) for atom in before):
        return False
    following = words[last] if last < len(words) else None
    plain = not any(map(_is_marked, words[:last]))
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
    longest = LONGEST_DATED if dated or _is_jointed(atom) else LONGEST_PLAIN
    headed = index + 1 < len(words) and words[index + 1].kind is Kind.HEAD
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
    if _may_precede(words, index):
        return not names_body(atom.text)
    return not is_tied(words[index - 1].text, atom.text) and _is_headed(words, index)


def _is_jointed(atom: Atom) -> bool:
    """Whether a plain line shows its joints as no text does.

    It opens with a kicker beyond doubt (…时强调 …), or a dash opens its deck.
    """
    if len(atom.text) > LONGEST_DATED:
        return False
    parts = atom.text.split()
    if any(is_kicker_like(part) for part in parts[:-1]):
        return True
    return any(part.startswith("——") for part in parts[1:]) or (
        _WIDE.search(atom.text) is not None
    )


def _may_precede(words: list[Atom], index: int) -> bool:
    """Whether the text before ``index`` is over, so that a title may stand here."""
    before = words[index - 1]
    text = before.text
    if index > 1 and text.count("）") > text.count("（"):  # a note over two lines
        text = words[index - 2].text + text
    if before.kind is Kind.BYLINE or ends_sentence(text):
        return True
    if closes_signed(before):
        return True
    return is_date(before.text) or names_body(before.text)


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
    return len(group) == 1 and _is_label(group[0])


def _trim(words: list[Atom], first: int, last: int) -> int:
    """``last`` without the plain lines that are the body's first words or subheads."""
    while last - first > 1:
        atom = words[last - 1]
        following = words[last] if last < len(words) else None
        if _is_label(atom) or all(map(_is_forerunner, words[first : last - 1])):
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


def _strong_reason(
    words: list[Atom], first: int, last: int, above: int, verse: frozenset[int]
) -> str:
    """What says beyond doubt that the group heads an article, or ``""``.

    ``above``: the level of the headline above; 0: it has none.
    """
    group = words[first:last]
    titles = [atom for atom in group if atom.kind is not Kind.BYLINE]
    if first == 0:
        marked = any(_is_marked(atom) for atom in titles)
        return "first" if marked or len(words) > last else ""
    over = _may_precede(words, first) or id(words[first - 1]) in verse
    following = words[last] if last < len(words) else None
    if following is not None and dateline_end(following.text):
        return "dateline"
    if _is_notice(titles, over):
        return "notice"
    if over and following is not None and id(following) in verse:
        return "verse"
    if not _is_whole(titles):
        return ""
    beside = _reason_beside(words[first - 1], group, titles)
    return beside or _reason_inside(titles, over, above)


def _is_whole(titles: list[Atom]) -> bool:
    """Whether titles are long enough, or marked as such, and no items of a list."""
    if all(map(_is_numbered, titles)):
        return False
    if any(_is_marked(one) or len(one.text) >= SHORTEST_PLAIN for one in titles):
        return True
    return _is_labelled(titles)


def _is_labelled(titles: list[Atom]) -> bool:
    return len(titles) > 1 and any(map(_is_label, titles))


def _reason_beside(before: Atom, group: list[Atom], titles: list[Atom]) -> str:
    """What beside the titles says that they head an article, or ``""``."""
    if len(titles) < len(group):
        return "byline under it"
    if before.kind is Kind.BYLINE or closes_signed(before):
        return "byline before it"
    return "date before it" if is_date(before.text) else ""


def _is_numbered(atom: Atom) -> bool:
    return is_numbered(atom.text)


def _reason_inside(titles: list[Atom], over: bool, above: int) -> str:
    """What in the titles themselves says that they head an article, or ``""``.

    ``over``: the text before them is; ``above``: the level of the headline above.
    """
    if _is_labelled(titles):
        return "label"
    levels = [atom.level for atom in titles if _is_marked(atom)]
    deeper = 0 < above < min(levels, default=0)
    long = sum(len(one.text) for one in titles) >= PAIR
    if len(titles) > 1 and long and levels and (len(levels) > 1 or not deeper):
        return "several titles"
    if over and len(titles) > 1 and any(_opens_deck(one) for one in titles[1:]):
        return "deck"
    if over and len(titles) > 1 and is_kicker_like(titles[0].text):
        return "kicker"
    if any(_has_joint(atom, deeper) for atom in titles if over or _is_marked(atom)):
        return "kicker or deck in it"
    return ""


def _opens_deck(atom: Atom) -> bool:
    return atom.text.startswith("——")


def _is_notice(titles: list[Atom], over: bool) -> bool:
    """Whether a title calls its text a notice or briefs: 停水公告, 一周简讯.

    ``over``: the text before it is.
    """
    called = [atom for atom in titles if names_notice(atom.text)]
    if any(_is_marked(atom) for atom in called):
        return True
    return over and any(calls_notice(atom.text) for atom in called)


def _is_label(atom: Atom) -> bool:
    """Whether a title is the label of a column by its marks or its words."""
    if read_wrapped(atom.text)[1]:
        return not atom.item
    return (_is_marked(atom) or atom.bold) and is_label_like(atom.text)


def _is_only_label(atom: Atom) -> bool:
    """Whether a title is a label and no headline besides (停水公告 may be one)."""
    return _is_label(atom) and (len(atom.text) <= 4 or not names_notice(atom.text))


def _is_forerunner(title: Atom) -> bool:
    """Whether a title wants a headline after it: it is a label or a kicker."""
    return _is_only_label(title) or is_kicker_like(title.text)


def _has_joint(atom: Atom, deeper: bool) -> bool:
    """Whether a title holds a kicker or a deck besides the headline.

    ``deeper``: it is a heading below the headline above, and so rather a subhead, of
    which 赛后：… is one. There, and on a plain line, only the surest joints count.
    """
    if not _is_marked(atom) or deeper:
        return _is_jointed(atom) and has_joint(atom.piece)
    return has_joint(atom.piece)


def closes_signed(atom: Atom) -> bool:
    """Whether a paragraph closes with a byline in brackets, as an article does."""
    if atom.kind is not Kind.TEXT:
        return False
    tail = tail_byline(atom.text)
    return tail.sure or (tail.names and tail.outer > 0)
