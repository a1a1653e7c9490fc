"""Classify: which of an article's titles is label, kicker, headline and deck."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.kinds import Atom, Kind
from zbpub.ingest.pieces import (
    NOTHING,
    LeftOut,
    Piece,
    join_halves,
    join_spaced,
    leave_out,
)
from zbpub.ingest.sentences import is_balanced
from zbpub.ingest.titles import (
    BRACKET,
    LONGER,
    Titles,
    is_kicker_like,
    read_label,
    split_joints,
    trim_joints,
)
from zbpub.ingest.words import seam_gain

PLAIN_LEVEL = 7
"""Where a plain line stands among the levels of headings: below all of them."""
DECK_LEVEL = 8
SHORT_LABEL = 4
"""Characters of a label that is as prominent as the headline above it."""
COUPLET = 10
"""Characters of each line of a headline that was split over two headings."""
_COUPLET_SLACK = 2
_DASHES = "—－-–"


@dataclass(frozen=True, slots=True)
class _Item:
    """One title line and its rank: 1 is the most prominent."""

    piece: Piece
    rank: int
    plain: bool = False
    joint: bool = False
    """Whether only a ``<br>`` parts it from the line before: then it is another title."""

    @property
    def text(self) -> str:
        return self.piece.text


@dataclass(frozen=True, slots=True)
class _Label:
    """What may be the label among the titles."""

    index: int
    piece: Piece
    sure: bool


def read_titles(head: tuple[Atom, ...]) -> Titles:
    """The titles that the title atoms of one article hold; bylines are passed over."""
    items = [_item(atom) for atom in head if atom.kind is not Kind.BYLINE]
    if not items:
        return Titles()
    label, rest, doubts, left_out = _take_label(items)
    titles = _assign(rest)
    merged = titles.label if titles.label else label
    if label and titles.label:
        doubts = (*doubts, _two_labels(label))
        left_out = (*left_out, *leave_out(label, "second label"))
    titles = replace(
        titles,
        label=merged,
        doubts=(*doubts, *titles.doubts, *_plain_doubts(rest)),
        left_out=(*left_out, *titles.left_out),
    )
    return _tidy(titles, rest)


def _item(atom: Atom) -> _Item:
    plain = atom.kind is not Kind.HEAD
    rank = atom.level or (PLAIN_LEVEL - 1 if atom.bold else PLAIN_LEVEL)
    if atom.text.startswith(tuple(_DASHES)):  # a dash opens nothing but a deck
        rank = DECK_LEVEL
    return _Item(atom.piece, rank, plain, atom.joint)


def _two_labels(label: Piece) -> Doubt:
    return Doubt(
        "I010",
        label.start,
        f"{quote(label.text)} is left out, since the headline brings its own label",
        "write it into label if it is the better one",
    )


def _take_label(
    items: list[_Item],
) -> tuple[Piece, list[_Item], tuple[Doubt, ...], tuple[LeftOut, ...]]:
    """The label among the titles, the others, and what was doubtful or left out."""
    if len(items) < 2:
        return NOTHING, items, (), ()
    found = [_Label(index, *read_label(item.piece)) for index, item in enumerate(items)]
    sure = [one for one in found if one.sure]
    bare = [one for one in found if one.piece and _is_label_of(items, one.index)]
    if not sure and not bare:
        return NOTHING, items, (), ()
    index, label = (sure or bare)[0].index, (sure or bare)[0].piece
    doubts = (_label_doubt(label),)
    rest = items[:index] + items[index + 1 :]
    return label, rest, doubts, _around(items[index].piece, label, BRACKET)


def _is_label_of(items: list[_Item], index: int) -> bool:
    """Whether a short title that nothing else marks is a label to the others.

    The headline must remain: what is left holds more than a kicker or a deck. A title
    that ends the word of the one before it is the rest of that one.
    """
    others = [item for at, item in enumerate(items) if at != index]
    heads = [item for item in others if not _is_marked_part(item)]
    if not heads or items[index].rank < min(item.rank for item in heads):
        return False
    if len(items[index].text) >= min(len(item.text) for item in heads):
        return False
    if index == 0:
        return True
    deeper = items[index].rank > min(item.rank for item in heads)
    if not deeper and len(items[index].text) > SHORT_LABEL:
        return False
    before = items[index - 1].text
    return is_balanced(before) and seam_gain(before, items[index].text) == 0


def _is_marked_part(item: _Item) -> bool:
    return is_kicker_like(item.text) or item.text.startswith(tuple(_DASHES))


def _label_doubt(label: Piece) -> Doubt:
    return Doubt(
        "I010",
        label.start,
        f"{quote(label.text)} is read as the label of the column (栏目)",
        "if it belongs to the headline or the kicker, move it there",
    )


def _around(whole: Piece, part: Piece, reason: str) -> tuple[LeftOut, ...]:
    """What of ``whole`` stands before and after ``part``."""
    first = whole.text.find(part.text)
    last = first + len(part.text)
    return leave_out(whole.cut(0, first), reason) + leave_out(whole.cut(last), reason)


def _assign(items: list[_Item]) -> Titles:
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


def _headline_range(items: list[_Item]) -> tuple[int, int]:
    """Which of the titles, one or two that follow each other, are the headline."""
    best = min(item.rank for item in items)
    first = next(index for index, item in enumerate(items) if item.rank == best)
    last = first + 1
    while last < len(items) and items[last].rank == best:
        last += 1
    while first < len(items) - 1 and _is_kicker_of(items, first, last):
        first += 1
        last = max(last, first + 1)
    while last - first > 1 and not _is_split(items[first:last]):
        if _is_deck_of(items[last - 2], items[last - 1]):
            last -= 1
        else:
            first += 1
    return first, last


def _is_kicker_of(items: list[_Item], first: int, last: int) -> bool:
    """Whether the most prominent title is nevertheless a kicker to the next one."""
    this, following = items[first], items[first + 1]
    if following.text.startswith(("—", "－－", "--")):
        return False
    if is_kicker_like(this.text):
        return True
    lower = last == first + 1 and following.rank > this.rank
    alone = first == 0 and len(items) == 2 and not following.plain
    return lower and alone and len(this.text) >= LONGER * len(following.text)


def _is_deck_of(headline: _Item, other: _Item) -> bool:
    if other.text.startswith(tuple(_DASHES)):
        return True
    return len(other.text) >= LONGER * len(headline.text)


def _is_split(items: list[_Item]) -> bool:
    """Whether titles of one rank are the lines of one headline."""
    texts = [item.text for item in items]
    if len(texts) != 2:
        return False
    if not is_balanced(texts[0]) or seam_gain(*texts) > 0:
        return True
    if items[1].joint:
        return False
    near = abs(len(texts[0]) - len(texts[1])) <= _COUPLET_SLACK
    return near and max(map(len, texts)) <= COUPLET and "—" not in texts[1][:1]


def _join_lines(pieces: list[Piece]) -> Piece:
    """The lines of one headline, a space between them unless it would cut a word."""
    if len(pieces) == 2:
        first, second = pieces
        if not is_balanced(first.text) or seam_gain(first.text, second.text) > 0:
            return join_halves(pieces)
    return join_spaced(pieces)


def _order_doubt(items: list[_Item], first: int, last: int) -> tuple[Doubt, ...]:
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


def _is_marked(role: str, item: _Item) -> bool:
    if role == "kicker":
        return is_kicker_like(item.text)
    return role == "headline" or item.text.startswith(tuple(_DASHES))


def _plain_doubts(items: list[_Item]) -> tuple[Doubt, ...]:
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


def _tidy(titles: Titles, items: list[_Item]) -> Titles:
    """``titles`` without the joint marks at the ends of kicker and deck."""
    kicker, before = trim_joints(titles.kicker, "：:—")
    deck, after = trim_joints(titles.deck, _DASHES)
    marks = (*titles.left_out, *before, *after)
    return replace(titles, kicker=kicker, deck=deck, left_out=marks)
