"""Classify: which of an article's titles is label, kicker, headline and deck."""

from __future__ import annotations

from dataclasses import replace

from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.labels import DASHES, Title, take_label
from zbpub.ingest.pieces import (
    Piece,
    join_halves,
    join_spaced,
    leave_out,
)
from zbpub.ingest.sentences import is_balanced
from zbpub.ingest.titles import (
    LONGER,
    Titles,
    is_kicker_like,
    split_joints,
    trim_joints,
)
from zbpub.ingest.words import seam_gain

PLAIN_LEVEL = 7
"""Where a plain line stands among the levels of headings: below all of them."""
DECK_LEVEL = 8
COUPLET = 10
"""Characters of each line of a headline that was split over two headings."""
COUPLET_LED = 14
"""The same, where a kicker stands before it."""
_COUPLET_SLACK = 2


def read_titles(head: tuple[Atom, ...]) -> Titles:
    """The titles that the title atoms of one article hold; bylines are passed over."""
    items = [_item(atom) for atom in head if atom.kind is not Kind.BYLINE]
    if not items:
        return Titles()
    labelled = take_label(items)
    titles = _assign(labelled.titles)
    doubts, left_out = labelled.doubts, labelled.left_out
    if labelled.label and titles.label:
        doubts = (*doubts, _two_labels(labelled.label))
        left_out = (*left_out, *leave_out(labelled.label, "second label"))
    titles = replace(
        titles,
        label=titles.label or labelled.label,
        doubts=(*doubts, *titles.doubts, *_plain_doubts(labelled.titles)),
        left_out=(*left_out, *titles.left_out),
    )
    return _tidy(titles)


def _item(atom: Atom) -> Title:
    plain = atom.kind is not Kind.HEAD
    rank = atom.level or (PLAIN_LEVEL - 1 if atom.bold else PLAIN_LEVEL)
    if atom.text.startswith(DASHES):  # a dash opens nothing but a deck
        rank = DECK_LEVEL
    return Title(atom.piece, rank, plain, atom.joint)


def _two_labels(label: Piece) -> Doubt:
    return Doubt(
        "I010",
        label.start,
        f"{quote(label.text)} is left out, since the headline brings its own label",
        "write it into label if it is the better one",
    )


def _assign(items: list[Title]) -> Titles:
    """Kicker, headline and deck among the titles, by their order and prominence."""
    if len(items) == 1:
        return split_joints(items[0].piece)
    first, last = _headline_range(items)
    headline = _join_lines([item.piece for item in items[first:last]])
    inner = split_joints(headline)
    kicker = [item.piece for item in items[:first]]
    deck = [item.piece for item in items[last:]]
    if kicker and inner.kicker:  # three lines of titles: the joint is a headline's own
        inner = Titles(headline=headline)
    return replace(
        inner,
        kicker=join_spaced(kicker) if kicker else inner.kicker,
        deck=join_spaced([*([inner.deck] if inner.deck else []), *deck]),
        doubts=(*_order_doubt(items, first, last), *inner.doubts),
    )


def _headline_range(items: list[Title]) -> tuple[int, int]:
    """Which of the titles, one or two that follow each other, are the headline."""
    best = min(item.rank for item in items)
    first = next(index for index, item in enumerate(items) if item.rank == best)
    last = first + 1
    while last < len(items) and items[last].rank == best:
        last += 1
    while first < len(items) - 1 and _is_kicker_of(items, first, last):
        first += 1
        last = max(last, first + 1)
    while last - first > 1 and not _is_split(items[first:last], led=first > 0):
        if _is_deck_of(items[last - 2], items[last - 1]):
            last -= 1
        else:
            first += 1
    return first, last


def _is_kicker_of(items: list[Title], first: int, last: int) -> bool:
    """Whether the most prominent title is nevertheless a kicker to the next one."""
    this, following = items[first], items[first + 1]
    if following.text.startswith(("—", "－－", "--")):
        return False
    if is_kicker_like(this.text):
        return True
    lower = last == first + 1 and following.rank > this.rank
    alone = first == 0 and len(items) == 2 and not following.plain
    return lower and alone and len(this.text) >= LONGER * len(following.text)


def _is_deck_of(headline: Title, other: Title) -> bool:
    if other.text.startswith(DASHES):
        return True
    if split_joints(other.piece).deck:  # it has a deck itself
        return False
    return len(other.text) >= LONGER * len(headline.text)


def _is_split(items: list[Title], *, led: bool) -> bool:
    """Whether titles of one rank are the lines of one headline.

    ``led``: a kicker stands before them, so that neither is likely to be one.
    """
    texts = [item.text for item in items]
    if len(texts) != 2:
        return False
    if not is_balanced(texts[0]) or seam_gain(*texts) > 0:
        return True
    if items[1].joint:
        return False
    near = abs(len(texts[0]) - len(texts[1])) <= _COUPLET_SLACK
    longest = COUPLET_LED if led else COUPLET
    return (near or led) and max(map(len, texts)) <= longest


def _join_lines(pieces: list[Piece]) -> Piece:
    """The lines of one headline, a space between them unless it would cut a word."""
    if len(pieces) == 2:
        first, second = pieces
        if not is_balanced(first.text) or seam_gain(first.text, second.text) > 0:
            return join_halves(pieces)
    return join_spaced(pieces)


def _order_doubt(items: list[Title], first: int, last: int) -> tuple[Doubt, ...]:
    """Two titles of one rank, or of ranks that contradict their order, are doubtful."""
    parts = [("kicker", item) for item in items[:first]]
    parts += [("headline", item) for item in items[first:last]]
    parts += [("deck", item) for item in items[last:]]
    sure = all(_is_marked(role, item) for role, item in parts)
    if sure:
        return ()
    reading = ", ".join(f"{role} {quote(item.text)}" for role, item in parts)
    return (
        Doubt(
            "I017",
            items[0].piece.start,
            f"the titles are read as {reading}",
            "if that is wrong, exchange them in the front matter",
        ),
    )


def _is_marked(role: str, item: Title) -> bool:
    if role == "kicker":
        return is_kicker_like(item.text)
    return role == "headline" or item.text.startswith(DASHES)


def _plain_doubts(items: list[Title]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(
            "I016",
            item.piece.start,
            f"the plain line {quote(item.text)} is read as a title",
            "if it belongs to a text, move it there",
        )
        for item in items
        if item.plain
    )


def _tidy(titles: Titles) -> Titles:
    """``titles`` without the joint marks at the ends of kicker and deck."""
    kicker, before = trim_joints(titles.kicker, "：:—")
    deck, after = trim_joints(titles.deck, "".join(DASHES))
    marks = (*titles.left_out, *before, *after)
    return replace(titles, kicker=kicker, deck=deck, left_out=marks)
