"""Classify: the parts of one title line: kicker, headline and deck at their joints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zbpub.ingest.bylines import BULLETS
from zbpub.ingest.doubts import Doubt, quote
from zbpub.ingest.pieces import NOTHING, LeftOut, Piece, join_spaced, leave_out

JOINT = "joint mark"
BRACKET = "bracket or bullet"

SHORTEST_KICKER = 9
"""Characters; what is shorter before a colon is who speaks or where (淄博：…)."""
SHORTEST_HEADLINE = 5
SHORTEST_DECK = 4
LONG_PART = 14
"""Characters of a part that is rather a kicker or a deck than half a headline."""
LONGER = 1.5
LONGEST_LABEL = 8
BARE_LABEL = 6
"""Characters of a label that nothing but its brevity marks."""

_DASH = re.compile(r"\s*(?:——|—{1,2}|－－|--|\s[-–－]\s)\s*")
_COLON = re.compile(r"\s*[：:]\s*")
_SPACE = re.compile(r"[\s\u3000]+")
_KICKER_END = re.compile(
    r"(?:(?:时|中|上|后)?(?:强调|指出|要求|表示|提出)|专访|(?:召开|举行|开幕|闭幕|举办|启动)"
    r"|(?:会议|座谈会|大会|仪式)(?:上|暨.{2,12})?|之[一二三四五六七八九十]{1,2}|系列报道)$"
)
_LABEL_WORDS = re.compile(
    r"聚焦|关注|解读|评论|观察|时评|快讯|要闻|专题|在线|访谈|调查|动态|视点|视线|两会|进行时|风采"
    r"|来论|纵深|链接|说法|民生|连线|热点|追踪|速递|一线|特写|侧记|综述|快评|短评|社论|速览|直击"
    r"|现场|故事|人物|面对面|周刊|新闻眼|点击|广角|论坛|巡礼|展播|专栏|特稿|深度|焦点|头条|记者手记"
)
_WRAPPED_LABEL = re.compile(
    rf"\s*(?:【([^【】]{{2,12}})】|〖([^〖〗]{{2,12}})〗|\[([^\[\]]{{2,12}})\]"
    rf"|[{BULLETS}丨|｜]+\s*([^\s{BULLETS}丨|｜]{{2,8}})\s*[{BULLETS}丨|｜]*)\s*"
)
_LABEL_AHEAD = re.compile(
    r"\s*(?:【([^【】]{2,12})】|〖([^〖〗]{2,12})〗|([^\s丨|｜]{2,8})\s*[丨|｜])\s*(?=\S{4})"
)
_QUOTED = re.compile(r"[“《（「][^”》）」]{0,60}$")


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of an article as far as they are known."""

    label: Piece = NOTHING
    kicker: Piece = NOTHING
    headline: Piece = NOTHING
    deck: Piece = NOTHING
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def is_kicker_like(text: str) -> bool:
    """Whether a title tells the occasion (…时强调, …专访), as a kicker does."""
    return text.endswith(("：", ":")) or _KICKER_END.search(text[-16:]) is not None


def read_label(piece: Piece, longest: int = LONGEST_LABEL) -> tuple[Piece, bool]:
    """The label (栏目) that a whole title is, and whether it is beyond doubt."""
    wrapped = _WRAPPED_LABEL.fullmatch(piece.text)
    if wrapped:
        return _group_of(piece, wrapped), True
    text = piece.text
    if len(text) > longest or re.search(r"[，。：:！？\s]", text):
        return NOTHING, False
    if _LABEL_WORDS.search(text):
        return piece, True
    return (piece, False) if len(text) <= BARE_LABEL else (NOTHING, False)


def split_label(piece: Piece) -> tuple[Piece, Piece, tuple[LeftOut, ...]]:
    """The label that opens a title in brackets or before a bar, the rest, the marks."""
    match = _LABEL_AHEAD.match(piece.text)
    if match is None:
        return NOTHING, piece, ()
    number = match.lastindex or 0
    marks = leave_out(piece.cut(0, match.start(number)), BRACKET)
    marks += leave_out(piece.cut(match.end(number), match.end()), BRACKET)
    return _group_of(piece, match), piece.cut(match.end()), marks


def _group_of(piece: Piece, match: re.Match[str]) -> Piece:
    """The words inside the marks of ``match``."""
    number = match.lastindex or 0
    return piece.cut(match.start(number), match.end(number)).strip()


def split_joints(piece: Piece) -> Titles:
    """One title line parted at its joints: a dash, a colon, a space."""
    label, rest, brackets = split_label(piece)
    head, deck, dash = _split_dash(rest)
    kicker, headline, colon = _split_colon(head)
    doubts: tuple[Doubt, ...] = ()
    if not kicker:
        found = _split_spaces(head, has_deck=bool(deck))
        kicker, headline, doubts = found.kicker, found.headline, found.doubts
        deck = found.deck or deck
    elif not deck:
        found = _split_spaces(headline, has_kicker=True)
        headline, deck, doubts = found.headline, found.deck, found.doubts
    if deck and not kicker and is_kicker_like(headline.text):  # 时强调——
        kicker, headline, deck = headline, deck, NOTHING
    marks = (*brackets, *leave_out(dash, JOINT), *leave_out(colon, JOINT))
    return Titles(label, kicker, headline, deck, marks, doubts)


def trim_joints(piece: Piece, marks: str) -> tuple[Piece, tuple[LeftOut, ...]]:
    """``piece`` without the joint ``marks`` at its ends, and those marks."""
    text = piece.text
    first = len(text) - len(text.lstrip(marks + " \u3000"))
    last = len(text.rstrip(marks + " \u3000"))
    if first >= last:
        return piece, ()
    left = leave_out(piece.cut(0, first), JOINT) + leave_out(piece.cut(last), JOINT)
    return piece.cut(first, last), left


def _split_dash(piece: Piece) -> tuple[Piece, Piece, Piece]:
    """Headline, deck and the dash between them, outside quotations."""
    for match in _DASH.finditer(piece.text):
        before, after = piece.text[: match.start()], piece.text[match.end() :]
        if _QUOTED.search(before) or len(before) < SHORTEST_HEADLINE:
            continue
        if len(after) >= SHORTEST_DECK:
            start, end = match.span()
            return piece.cut(0, start), piece.cut(end), piece.cut(start, end)
    return piece, NOTHING, NOTHING


def _split_colon(piece: Piece) -> tuple[Piece, Piece, Piece]:
    """Kicker, headline and the colon between them, outside quotations."""
    for match in _COLON.finditer(piece.text):
        before, after = piece.text[: match.start()], piece.text[match.end() :]
        spaced = match[0][-1].isspace() and len(before) >= SHORTEST_HEADLINE
        if _QUOTED.search(before) or len(after) < SHORTEST_HEADLINE:
            continue
        if len(before) >= SHORTEST_KICKER or spaced:
            start, end = match.span()
            return piece.cut(0, start), piece.cut(end), piece.cut(start, end)
        break
    return NOTHING, piece, NOTHING


def _split_spaces(
    piece: Piece, *, has_kicker: bool = False, has_deck: bool = False
) -> Titles:
    """Titles joined by spaces alone: the lengths of the parts decide, in doubt."""
    parts = _parts(piece)
    if len(parts) < 2:
        return Titles(headline=piece)
    lengths = [len(part.text) for part in parts]
    first = 0 if has_kicker else _kicker_parts(parts, lengths)
    last = len(parts)
    if not has_deck and last - first > 1 and _is_deck(lengths[first:]):
        last -= 1
    kicker = join_spaced(parts[:first])
    deck = join_spaced(parts[last:])
    headline = join_spaced(parts[first:last])
    titles = Titles(kicker=kicker, headline=headline, deck=deck)
    return Titles(
        kicker=kicker,
        headline=headline,
        deck=deck,
        doubts=_space_doubt(piece, titles, has_kicker),
    )


def _parts(piece: Piece) -> list[Piece]:
    parts: list[Piece] = []
    at = 0
    for match in _SPACE.finditer(piece.text):
        parts.append(piece.cut(at, match.start()))
        at = match.end()
    parts.append(piece.cut(at))
    return [part for part in parts if part]


def _kicker_parts(parts: list[Piece], lengths: list[int]) -> int:
    """How many of the parts, 0 or 1 or 2, are the kicker."""
    for count in (1, 2):
        if count < len(parts) and is_kicker_like(parts[count - 1].text):
            return count
    rest = lengths[1:]
    if lengths[0] >= LONG_PART and lengths[0] >= LONGER * max(rest):
        return 1
    couplet = len(rest) == 2 and abs(rest[0] - rest[1]) <= 1
    return 1 if couplet and abs(lengths[0] - rest[0]) > 2 and lengths[0] >= 8 else 0


def _is_deck(lengths: list[int]) -> bool:
    return lengths[-1] >= LONG_PART and lengths[-1] >= LONGER * max(lengths[:-1])


def _space_doubt(piece: Piece, titles: Titles, known: bool) -> tuple[Doubt, ...]:
    """The doubt about parts joined by spaces; a couplet of equals leaves none.

    Nor does a headline of short parts whose kicker is ``known`` from a sure joint.
    """
    if not titles.kicker and not titles.deck:
        lengths = [len(part.text) for part in _parts(piece)]
        even = max(lengths) - min(lengths) <= 2
        if even or (known and max(lengths) < LONG_PART):
            return ()
        message = f"{quote(piece.text)} is read as one headline"
        hint = "if its first part is a kicker or its last a deck, move it to that key"
    else:
        field, words = (
            ("kicker", titles.kicker) if titles.kicker else ("deck", titles.deck)
        )
        message = (
            f"{quote(words.text)} is read as the {field} of"
            f" {quote(titles.headline.text)}, from which only a space parts it"
        )
        hint = f"if it belongs to the headline, move it there from {field}"
    return (Doubt("I009", piece.start, message, hint),)
