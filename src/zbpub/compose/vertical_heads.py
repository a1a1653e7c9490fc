"""Vertical heads (竖题): one to three lines that run down, broken at sense.

Marks stand by their vertical forms (“ ” as ﹃ ﹄) and digits side by side, as in all
vertical lines. Single capitals and abbreviations of up to three stand upright, letter
by letter, full-width; longer words lie on their side (CLREQ, mixed text composition in
vertical writing mode).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zbpub.base.chars import FULL_WIDTH
from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.heads import HeadFrame, HeadLines, set_head
from zbpub.compose.paragraph import Line, Placed
from zbpub.compose.sense import begins_well
from zbpub.compose.setting import Setting

MOST_LINES = 3

_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[-.'’&/_@:%+][0-9A-Za-z]+)*%?")
_ABBREVIATION = re.compile(r"(?=.{1,3}\Z)[0-9]*[A-Z]+[0-9]*")
_CAPITAL = re.compile(r"[A-Z]")


def set_vertical_head(
    runs: Sequence[StyledRun], type_: Type, frame: HeadFrame, setting: Setting
) -> HeadLines | None:
    """Set ``runs`` in exactly ``frame.lines`` vertical lines.

    Args:
        runs: The text.
        type_: Its size.
        frame: How long the lines may be, and how many they are: at most three.
        setting: The composer's rules; its direction does not matter.

    Returns:
        The lines, first to last from right to left; None when that is not legal.
    """
    if frame.lines > MOST_LINES:
        return None
    setting = replace(setting, vertical=True)
    head = set_head(_widened(runs), type_, frame, setting)
    if head is None or not all(begins_well(line.text) for line in head.lines[1:]):
        return None
    typed = "".join(run.text for run in runs)
    return replace(head, lines=tuple(_as_typed(head.lines, typed)))


def set_in_fewest_vertical(
    runs: Sequence[StyledRun], type_: Type, length: int, setting: Setting
) -> HeadLines | None:
    """Set ``runs`` in as few vertical lines as ``length`` (mpt) allows."""
    for count in range(1, MOST_LINES + 1):
        head = set_vertical_head(runs, type_, HeadFrame(length, count), setting)
        if head is not None:
            return head
    return None


def is_upright_word(word: str) -> bool:
    """Whether the letters of a Western ``word`` stand upright: GDP, A, 5G."""
    return bool(_ABBREVIATION.fullmatch(word))


def _widened(runs: Sequence[StyledRun]) -> list[StyledRun]:
    """``runs`` with full-width capitals in abbreviations, character by character."""
    text = "".join(run.text for run in runs)
    widened = _WORD.sub(lambda found: _wide(found[0]), text)
    found: list[StyledRun] = []
    at = 0
    for run in runs:
        found.append(replace(run, text=widened[at : at + len(run.text)]))
        at += len(run.text)
    return found


def _wide(word: str) -> str:
    if not is_upright_word(word):
        return word
    return _CAPITAL.sub(lambda found: found[0].translate(FULL_WIDTH), word)


def _as_typed(lines: Sequence[Line], typed: str) -> Iterator[Line]:
    """``lines`` saying what was typed: full-width capitals are form, not text."""
    at = 0
    for line in lines:
        # The space at which a line was broken is in none.
        while typed[at].isspace() and not line.text[0].isspace():
            at += 1
        text = typed[at : at + len(line.text)]
        at += len(text)
        boxes = tuple(
            replace(box, text=char) for box, char in zip(line.boxes, text, strict=True)
        )
        yield replace(line, text=text, boxes=boxes, glyphs=_said(line.glyphs, text))


def _said(glyphs: Sequence[Placed], text: str) -> tuple[Placed, ...]:
    said: list[Placed] = []
    at = 0
    for placed in glyphs:
        own = text[at : at + len(placed.cell.text)]
        said.append(replace(placed, cell=replace(placed.cell, text=own)))
        at += len(own)
    return tuple(said)
