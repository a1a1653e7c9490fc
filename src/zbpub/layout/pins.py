"""Where editors want articles to stand (钉版), as the search wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zbpub.layout.block import Copy
from zbpub.layout.plans import Spot


def pins_of(copies: Sequence[Copy]) -> Mapping[int, Spot]:
    """The places that are pinned, by rank; -1 is an open column or row.

    How wide and high a pinned article is, its shapes say.
    """
    return {
        copy.rank: Spot(
            copy.article.pin.column - 1, copy.article.pin.row - 1,
            copy.article.pin.columns, copy.article.pin.rows,
        )
        for copy in copies
        if copy.article.pin.column or copy.article.pin.row
    }  # fmt: skip


def without_pin(copies: Sequence[Copy], pinned: Copy, what: str) -> list[Copy]:
    """``copies`` with one pin, or ``frame``, taken away; both are front matter's keys.

    Sizes of heads stay as the pin had them: they want dealing out again.
    """
    free: dict[str, int | str] = {
        "place": 0, "rows": 0, "columns": 0, "headline_size": "",
    }  # fmt: skip
    article = pinned.article
    if what == "frame":
        article = replace(article, frame=None)
    else:
        keys = ("column", "row") if what == "place" else (what,)
        pin = replace(article.pin, **dict.fromkeys(keys, free[what]))  # type: ignore[arg-type]  # each key has its type
        article = replace(article, pin=pin)
    return [
        replace(copy, article=article) if copy is pinned else copy for copy in copies
    ]
