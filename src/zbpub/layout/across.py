"""Lines that run across their page: upright on a level one, level on a vertical one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.heads import HeadFrame, HeadLines, heads_ahead
from zbpub.compose.vertical_heads import (
    MOST_LINES,
    set_short,
    set_vertical_head,
    vertical_heads_ahead,
)
from zbpub.layout.typecase import TypeCase


def set_across(
    runs: Sequence[StyledRun], type_: Type, frame: HeadFrame, case: TypeCase
) -> HeadLines | None:
    """Set ``runs`` in exactly ``frame.lines`` lines across the page's own.

    Args:
        runs: The text.
        type_: Its size.
        frame: How long the lines may be, and how many they are: at most three.
        case: The type at hand, for the page's own direction.

    Returns:
        The lines, first to last; None when that is not legal.
    """
    if not case.setting.vertical:
        return set_vertical_head(runs, type_, frame, case.setting)
    return set_short(runs, type_, frame, case.level.setting)


def across_ahead(
    texts: Iterable[tuple[Sequence[StyledRun], Type]], case: TypeCase
) -> None:
    """Set many lines at once that ``set_across`` will be asked for.

    It changes what ``set_across`` costs, never what it gives.
    """
    if case.setting.vertical:
        heads_ahead(texts, case.level.setting)
    else:
        vertical_heads_ahead(texts, case.setting)


def set_in_fewest_across(
    runs: Sequence[StyledRun], type_: Type, length: int, case: TypeCase
) -> HeadLines | None:
    """Set ``runs`` in as few lines across as ``length`` (mpt) allows."""
    for count in range(1, MOST_LINES + 1):
        head = set_across(runs, type_, HeadFrame(length, count), case)
        if head is not None:
            return head
    return None
