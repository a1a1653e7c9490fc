"""Lines too many or too few: the paragraphs that are cheapest to cut or to lengthen.

A paragraph whose last line holds three characters loses that line when three are cut.
One whose last line is full gains a line by three more: one or two its marks may take in
by closing up. The numbers are enough for nearly all paragraphs, whatever the words are;
often a character less will do. Among all ways to win the wanted lines the one
with the fewest characters is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from zbpub.base.chars import significant
from zbpub.layout.account import Edit
from zbpub.layout.galley import Galley, Strip

_WORDS = 12
"""Characters of a paragraph's beginning that name it."""
_CLOSING = 2
"""Characters that most paragraphs can take in without another line."""
_ROLES = frozenset({"body", "quote", "item", "note"})
"""What an editor may cut or lengthen: running text, neither subheads nor bylines."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A paragraph, and what each number of its lines costs in characters, from one."""

    edit: Edit
    prices: tuple[int, ...]


def cheapest_cuts(galley: Galley, rows: int, article: str = "") -> tuple[Edit, ...]:
    """The fewest characters to be cut so that ``rows`` lines go; none when too many.

    At least one line of each paragraph stays. Sorted by characters, cheapest first.

    Args:
        galley: The article's, at the measure in which it stands.
        rows: Lines that are over.
        article: Its name, for the edits.
    """
    return page_cuts({article: galley}, rows)


def cheapest_additions(
    galley: Galley, rows: int, article: str = ""
) -> tuple[Edit, ...]:
    """The fewest characters to be added so that ``rows`` lines come.

    Args:
        galley: The article's, at the measure in which it stands.
        rows: Lines that are wanting.
        article: Its name, for the edits.
    """
    return page_additions({article: galley}, rows)


def page_cuts(galleys: Mapping[str, Galley], rows: int) -> tuple[Edit, ...]:
    """As ``cheapest_cuts``, over several articles by name."""
    return _cheapest(
        [c for name, galley in galleys.items() for c in _cuts(name, galley)], rows
    )


def page_additions(galleys: Mapping[str, Galley], rows: int) -> tuple[Edit, ...]:
    """As ``cheapest_additions``, over several articles by name."""
    return _cheapest(
        [
            choice
            for name, galley in galleys.items()
            for choice in _additions(name, galley, rows)
        ],
        rows,
    )


def _cuts(article: str, galley: Galley) -> Iterator[_Choice]:
    for edit, strips in _paragraphs(article, galley):
        lengths = [len(significant(strip.line.text)) for strip in strips[:0:-1]]
        yield _Choice(edit, tuple(accumulate(lengths)))


def _additions(article: str, galley: Galley, rows: int) -> Iterator[_Choice]:
    for edit, strips in _paragraphs(article, galley):
        last = strips[-1]
        room = max(galley.measure - last.x - last.line.width, 0) // galley.size
        full = (galley.measure - last.x) // galley.size
        least = room + 1 + _CLOSING
        yield _Choice(edit, tuple(least + full * more for more in range(rows)))


def _paragraphs(article: str, galley: Galley) -> Iterator[tuple[Edit, Sequence[Strip]]]:
    """The paragraphs that may be edited, each as an edit of nothing, and its strips."""
    number = 0
    for element, group in groupby(galley.strips, lambda strip: strip.element):
        if galley.elements[element].role in _ROLES:
            number += 1
            strips = list(group)
            text = "".join(strip.line.text for strip in strips)
            yield Edit(article, number, text.strip()[:_WORDS], 0, 0), strips


def _cheapest(choices: Sequence[_Choice], rows: int) -> tuple[Edit, ...]:
    """Lines taken from paragraphs, ``rows`` in all, for the fewest characters.

    Of equals the way that changes fewer paragraphs, then the earlier ones.
    """
    ways: dict[int, tuple[int, int, tuple[Edit, ...]]] = {0: (0, 0, ())}
    for choice in choices:
        longer = dict(ways)
        for won, (characters, count, edits) in ways.items():
            for lines, price in enumerate(choice.prices[: rows - won], 1):
                edit = replace(choice.edit, characters=price, rows=lines)
                way = (characters + price, count + 1, (*edits, edit))
                known = longer.get(won + lines)
                if known is None or way[:2] < known[:2]:
                    longer[won + lines] = way
        ways = longer
    _, _, found = ways.get(rows, (0, 0, ()))
    return tuple(sorted(found, key=lambda e: (e.characters, e.article, e.paragraph)))
