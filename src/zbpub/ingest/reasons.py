"""Segment: what says beyond doubt that a group of titles heads an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.furniture import is_date
from zbpub.ingest.jumps import comes_from
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.sentences import ends_sentence, is_numbered
from zbpub.ingest.signatures import tail_byline
from zbpub.ingest.title_words import (
    calls_notice,
    is_kicker_like,
    is_label_like,
    names_body,
    names_notice,
    read_wrapped,
)
from zbpub.ingest.titles import has_joint

LONGEST_DATED = 70
"""Characters of a plain title that a dateline follows: kicker and headline in one."""
SHORTEST_PLAIN = 6
PAIR = 16
"""Characters of two titles together, from which they head an article."""
_WIDE = re.compile(r"[ \u3000]{2,}|\u3000")


def strong_reason(
    words: list[Atom], first: int, last: int, above: int, verse: frozenset[int]
) -> str:
    """What says beyond doubt that the group heads an article, or ``""``.

    ``above``: the level of the headline above; 0: it has none.
    """
    group = words[first:last]
    titles = [atom for atom in group if atom.kind is not Kind.BYLINE]
    if first == 0:
        marked = any(is_marked(atom) for atom in titles)
        return "first" if marked or len(words) > last else ""
    over = may_precede(words, first) or id(words[first - 1]) in verse
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


def reason_around(atoms: Sequence[Atom], index: int, *, shown: bool) -> str:
    """What stands around titles without being text, and says that they head an article.

    ``shown``: a picture with its caption stands between them and the next titles.
    """
    before = atoms[index - 1] if index else None
    if before is not None and before.kind is Kind.JUMP and comes_from(before.text):
        return "jump"
    return "picture" if shown else ""


def _is_whole(titles: list[Atom]) -> bool:
    """Whether titles are long enough, or marked as such, and no items of a list."""
    if all(map(_is_numbered, titles)):
        return False
    if any(is_marked(one) or len(one.text) >= SHORTEST_PLAIN for one in titles):
        return True
    return _is_labelled(titles)


def _is_labelled(titles: list[Atom]) -> bool:
    return len(titles) > 1 and any(map(is_label, titles))


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
    levels = [atom.level for atom in titles if is_marked(atom)]
    deeper = 0 < above < min(levels, default=0)
    long = sum(len(one.text) for one in titles) >= PAIR
    if len(titles) > 1 and long and levels and (len(levels) > 1 or not deeper):
        return "several titles"
    if over and len(titles) > 1 and any(_opens_deck(one) for one in titles[1:]):
        return "deck"
    if over and len(titles) > 1 and is_kicker_like(titles[0].text):
        return "kicker"
    if any(_has_joint(atom, deeper) for atom in titles if over or is_marked(atom)):
        return "kicker or deck in it"
    return ""


def _opens_deck(atom: Atom) -> bool:
    return atom.text.startswith("——")


def _is_notice(titles: list[Atom], over: bool) -> bool:
    """Whether a title calls its text a notice or briefs: 停水公告, 一周简讯.

    ``over``: the text before it is.
    """
    called = [atom for atom in titles if names_notice(atom.text)]
    if any(is_marked(atom) for atom in called):
        return True
    return over and any(calls_notice(atom.text) for atom in called)


def is_label(atom: Atom) -> bool:
    """Whether a title is the label of a column by its marks or its words."""
    if read_wrapped(atom.text)[1]:
        return not atom.item
    return (is_marked(atom) or atom.bold) and is_label_like(atom.text)


def _is_only_label(atom: Atom) -> bool:
    """Whether a title is a label and no headline besides (停水公告 may be one)."""
    return is_label(atom) and (len(atom.text) <= 4 or not names_notice(atom.text))


def is_forerunner(title: Atom) -> bool:
    """Whether a title wants a headline after it: it is a label or a kicker."""
    return _is_only_label(title) or is_kicker_like(title.text)


def _has_joint(atom: Atom, deeper: bool) -> bool:
    """Whether a title holds a kicker or a deck besides the headline.

    ``deeper``: it is a heading below the headline above, and so rather a subhead, of
    which 赛后：… is one. There, and on a plain line, only the surest joints count.
    """
    if not is_marked(atom) or deeper:
        return is_jointed(atom) and has_joint(atom.piece)
    return has_joint(atom.piece)


def is_jointed(atom: Atom) -> bool:
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


def is_marked(atom: Atom) -> bool:
    """Whether the page marks the line as a heading."""
    return atom.kind is Kind.HEAD


def may_precede(words: list[Atom], index: int) -> bool:
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


def closes_signed(atom: Atom) -> bool:
    """Whether a paragraph closes with a byline in brackets, as an article does."""
    if atom.kind is not Kind.TEXT:
        return False
    tail = tail_byline(atom.text)
    return tail.sure or (tail.names and tail.outer > 0)
