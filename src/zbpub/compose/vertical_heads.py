"""Vertical heads (竖题): one to three lines that run down, broken at sense.

Marks stand by their vertical forms (“ ” as ﹃ ﹄) and digits side by side, as in all
vertical lines. Single capitals and abbreviations of up to three stand upright, letter
by letter, full-width; longer words lie on their side (CLREQ, mixed text composition in
vertical writing mode).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zbpub.base.chars import FULL_WIDTH
from zbpub.compose.atoms import Atom, StyledRun, Type
from zbpub.compose.heads import HeadFrame, HeadLines, heads_ahead, set_head
from zbpub.compose.line import Line
from zbpub.compose.sense import begins_well
from zbpub.compose.setting import Setting
from zbpub.compose.upright import is_upright_word

MOST_LINES = 3

_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[-.'’&/_@:%+][0-9A-Za-z]+)*%?")
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
    head = set_short(_widened(runs), type_, frame, replace(setting, vertical=True))
    if head is None:
        return None
    typed = "".join(run.text for run in runs)
    return replace(head, lines=tuple(_as_typed(head.lines, typed)))


def set_short(
    runs: Sequence[StyledRun], type_: Type, frame: HeadFrame, setting: Setting
) -> HeadLines | None:
    """As ``set_head``, in three lines at most, of which none begins with a particle.

    A head across its page has short lines: a particle would lean on none.
    """
    if frame.lines > MOST_LINES:
        return None
    head = set_head(runs, type_, frame, setting)
    if head is None or not all(begins_well(line.text) for line in head.lines[1:]):
        return None
    return head


def vertical_heads_ahead(
    texts: Iterable[tuple[Sequence[StyledRun], Type]], setting: Setting
) -> None:
    """Set many heads at once that ``set_vertical_head`` will be asked for.

    It changes what ``set_vertical_head`` costs, never what it gives.
    """
    wanted = ((_widened(runs), type_) for runs, type_ in texts)
    heads_ahead(wanted, replace(setting, vertical=True))


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
        yield line._replace(text=text, atoms=tuple(_said(line, text)))


def _said(line: Line, text: str) -> Iterator[Atom]:
    """The atoms of ``line`` saying ``text``, character for character."""
    spaces = {space.rank: len(space.text) for space in line.spaces}
    at = 0
    for rank, atom in enumerate(line.atoms):
        at += spaces.get(rank, 0)
        own = text[at : at + len(atom.text)]
        at += len(own)
        if own == atom.text:
            yield atom
            continue
        cells = tuple(
            replace(cell, text=char) if len(cell.text) == 1 else cell
            for cell, char in zip(atom.cells, own, strict=False)
        )
        yield replace(atom, text=own, cells=cells)
