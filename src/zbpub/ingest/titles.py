"""Classify: label, kicker, headline and deck, as the likeliest reading has them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.joints import INLINE, Joint, Segment, TitleLine, cut_segments
from zbpub.ingest.pieces import (
    NOTHING,
    LeftOut,
    Piece,
    join_halves,
    join_spaced,
    leave_out,
)
from zbpub.ingest.readings import (
    DASHES,
    MOST_SEGMENTS,
    Reading,
    is_split,
    rank_readings,
)
from zbpub.ingest.sentences import is_balanced
from zbpub.ingest.title_words import read_wrapped

JOINT = "joint mark"
BRACKET = "bracket or bullet"
SECOND_LABEL = "second label"
MARGIN = 1.5
"""Log odds by which the likeliest reading must win to be beyond doubt."""
EVEN = 2
"""Characters by which the parts of a couplet may differ."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of an article as far as they are known."""

    label: Piece = NOTHING
    kicker: Piece = NOTHING
    headline: Piece = NOTHING
    deck: Piece = NOTHING
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    """Labels in marks, taken out of the title lines, and what is left of these."""

    labels: list[Piece]
    lines: list[TitleLine]
    left_out: tuple[LeftOut, ...]


def read_lines(lines: list[TitleLine]) -> Titles:
    """The titles that ``lines`` hold: the likeliest of all their readings."""
    taken = _take_wrapped(lines)
    lines = taken.lines
    segments = cut_segments(lines)
    if len(segments) > MOST_SEGMENTS:
        segments = [
            Segment(at, 0, len(line.text), line.text, Joint.LINE)
            for at, line in enumerate(lines[:MOST_SEGMENTS])
        ]
    ranked = rank_readings(lines, segments)
    if taken.labels:
        ranked = [one for one in ranked if one.label < 0]
    titles = _make_titles(lines, segments, ranked[0])
    label = taken.labels[0] if taken.labels else titles.label
    left_out = (*titles.left_out, *taken.left_out)
    doubts = _doubts(lines, segments, ranked, titles)
    if label:
        doubts = (_label_doubt(label), *doubts)
    for second in taken.labels[1:]:
        left_out = (*left_out, *leave_out(second, SECOND_LABEL))
        doubts = (*doubts, _two_labels(second))
    return replace(titles, label=label, left_out=left_out, doubts=doubts)


def has_joint(piece: Piece) -> bool:
    """Whether one title line holds a kicker or a deck besides the headline."""
    titles = read_lines([TitleLine(piece, 1)])
    return bool(titles.kicker or titles.deck)


def _take_wrapped(lines: list[TitleLine]) -> _Taken:
    """The labels in brackets or behind a bullet; one of ``lines`` must remain."""
    labels: list[Piece] = []
    rest: list[TitleLine] = []
    marks: list[LeftOut] = []
    for index, line in enumerate(lines):
        first, last = read_wrapped(line.text)
        others = len(rest) + len(lines) - index - 1
        if last and others:
            labels.append(line.piece.cut(first, last).strip())
            marks += leave_out(line.piece.cut(0, first), BRACKET)
            marks += leave_out(line.piece.cut(last), BRACKET)
            continue
        label, words = _split_bracketed(line.piece, marks)
        labels += [label] if label else []
        rest.append(replace(line, piece=words))
    return _Taken(labels, rest, tuple(marks))


def _split_bracketed(piece: Piece, marks: list[LeftOut]) -> tuple[Piece, Piece]:
    """The label that opens a title in brackets, and the rest of the title."""
    text = piece.text
    closing = {"【": "】", "〖": "〗"}.get(text[:1])
    end = text.find(closing) if closing else -1
    if not 3 <= end <= 13 or len(text) < end + 4:
        return NOTHING, piece
    marks += leave_out(piece.cut(0, 1), BRACKET)
    marks += leave_out(piece.cut(end, end + 1), BRACKET)
    return piece.cut(1, end).strip(), piece.cut(end + 1).strip()


def _make_titles(
    lines: list[TitleLine], segments: list[Segment], reading: Reading
) -> Titles:
    rest = [one for at, one in enumerate(segments) if at != reading.label]
    parts = (
        rest[: reading.first],
        rest[reading.first : reading.last],
        rest[reading.last :],
    )
    label = NOTHING
    if reading.label >= 0:
        one = segments[reading.label]
        label = lines[one.line].piece.cut(one.first, one.last).strip()
    kicker, headline, deck = (_join_part(lines, part) for part in parts)
    cuts = [part[0] for part in parts[1:] if part and part[0] is not rest[0]]
    if reading.label >= 0:
        cuts += segments[reading.label + 1 : reading.label + 2]
    marks = tuple(
        mark
        for cut in {(one.line, one.first): one for one in cuts}.values()
        for mark in leave_out(_joint_before(lines, segments, cut), JOINT)
    )
    return _tidy(Titles(label, kicker, headline, deck, marks))


def _joint_before(
    lines: list[TitleLine], segments: list[Segment], one: Segment
) -> Piece:
    """The mark between a segment and the one before it on its line."""
    if one.joint not in INLINE:
        return NOTHING
    before = segments[segments.index(one) - 1]
    return lines[one.line].piece.cut(before.last, one.first)


def _join_part(lines: list[TitleLine], part: list[Segment]) -> Piece:
    """One title out of its segments; those of one line keep what stands between."""
    numbers = sorted({one.line for one in part})
    pieces: list[Piece] = []
    for number in numbers:
        own = [one for one in part if one.line == number]
        piece = lines[number].piece.cut(own[0].first, own[-1].last).strip()
        if pieces and _is_broken(pieces[-1].text, piece.text):
            pieces[-1] = join_halves([pieces[-1], piece])
        else:
            pieces.append(piece)
    return join_spaced(pieces)


def _is_broken(left: str, right: str) -> bool:
    """Whether a word or a quotation goes on from one title line to the next."""
    return not is_balanced(left) or is_split(left, right)


def _tidy(titles: Titles) -> Titles:
    """``titles`` without the joint marks at the ends of kicker and deck."""
    kicker, before = _trim_joints(titles.kicker, "：:—｜丨|")
    deck, after = _trim_joints(titles.deck, "".join(DASHES) + "｜丨|")
    headline, around = _trim_joints(titles.headline, "｜丨|")
    marks = (*titles.left_out, *before, *after, *around)
    return replace(titles, kicker=kicker, headline=headline, deck=deck, left_out=marks)


def _trim_joints(piece: Piece, marks: str) -> tuple[Piece, tuple[LeftOut, ...]]:
    """``piece`` without the joint ``marks`` at its ends, and those marks."""
    text = piece.text
    first = len(text) - len(text.lstrip(marks + " \u3000"))
    last = len(text.rstrip(marks + " \u3000"))
    if first >= last:
        return piece, ()
    left = leave_out(piece.cut(0, first), JOINT) + leave_out(piece.cut(last), JOINT)
    return piece.cut(first, last), left


def _doubts(
    lines: list[TitleLine],
    segments: list[Segment],
    ranked: list[Reading],
    titles: Titles,
) -> tuple[Doubt, ...]:
    """What is doubtful about the reading: a space that parts, a close second."""
    best = ranked[0]
    rest = [one for at, one in enumerate(segments) if at != best.label]
    cuts = [rest[at].joint for at in (best.first, best.last) if 0 < at < len(rest)]
    spaced = any(joint in (Joint.SPACE, Joint.WIDE) for joint in cuts)
    second = _second(lines, segments, ranked)
    if spaced:
        return (_space_doubt(titles),)
    if second is None:
        return ()
    if len(lines) > 1:
        return (_order_doubt(lines, titles, second),)
    lengths = [len(one.text) for one in rest]
    if not cuts and max(lengths) - min(lengths) > EVEN:
        return (_whole_doubt(titles),)
    return ()


def _second(
    lines: list[TitleLine], segments: list[Segment], ranked: list[Reading]
) -> Titles | None:
    """The next reading, if it comes close to the best one."""
    if len(ranked) < 2 or ranked[0].score - ranked[1].score > MARGIN:
        return None
    return _make_titles(lines, segments, ranked[1])


def _space_doubt(titles: Titles) -> Doubt:
    field, words = ("kicker", titles.kicker) if titles.kicker else ("deck", titles.deck)
    return Doubt(
        "I009",
        (titles.kicker or titles.headline).start,
        f"{quote(words.text)} is read as the {field} of"
        f" {quote(titles.headline.text)}, from which only a space parts it",
        f"if it belongs to the headline, move it there from {field}",
    )


def _whole_doubt(titles: Titles) -> Doubt:
    return Doubt(
        "I009",
        titles.headline.start,
        f"{quote(titles.headline.text)} is read as one headline",
        "if its first part is a kicker or its last a deck, move it to that key",
    )


def _order_doubt(lines: list[TitleLine], titles: Titles, second: Titles) -> Doubt:
    return Doubt(
        "I017",
        lines[0].piece.start,
        f"the titles are read as {_tell(titles)}",
        f"the next likely reading is {_tell(second)}; change the front matter if so",
    )


def _tell(titles: Titles) -> str:
    parts = (
        ("label", titles.label),
        ("kicker", titles.kicker),
        ("headline", titles.headline),
        ("deck", titles.deck),
    )
    return ", ".join(f"{name} {quote(piece.text)}" for name, piece in parts if piece)


def _label_doubt(label: Piece) -> Doubt:
    return Doubt(
        "I010",
        label.start,
        f"{quote(label.text)} is read as the label of the column (栏目)",
        "if it belongs to the headline or the kicker, move it there",
    )


def _two_labels(label: Piece) -> Doubt:
    return Doubt(
        "I010",
        label.start,
        f"{quote(label.text)} is left out, since the headline has another label",
        "write it into label if it is the better one",
    )
