"""A page's glyphs in, the same with those of vertical lines in their reading frame.

Two things stand upright in vertical lines without a writing mode that tells: the Han
of producers that place each glyph alone (Chromium), and digits side by side (纵中横).
They are known by their places: Han straight below one another are a vertical line, and
what goes straight on from one belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zbpub.base.chars import is_han
from zbpub.preflight.pdf_pen import BASELINE_OFF_CENTRE, TOP
from zbpub.preflight.pdf_values import NO_MARK, Glyph

_LEAST = 3
"""So many characters straight below one another are a vertical line."""
_REST = 2
"""And so many on a page that has vertical lines: the end of a paragraph. But the last
mark of a level paragraph may well stand over the first character of the next one."""
_ASIDE = 0.1  # em that a glyph's middle is off its line's, at most
_NEAREST, _FARTHEST = 0.3, 1.8  # em from glyph to glyph down the line
_GAP = 1.6  # em of white between neighbours, at most
_OVER = -0.8  # em: a mark's blank may reach over its neighbour
_EXCLAIMS = frozenset("！？")
_LEVEL = 0.02  # em: digits side by side stand level
_MIDDLE = TOP / 2  # em from the baseline up to the middle of what stands on it

_Word = list[Glyph]
"""Glyphs that stand side by side on one level, or a single one."""


def upright_lines(glyphs: Sequence[Glyph], width: float) -> tuple[Glyph, ...]:
    """``glyphs`` with all of a vertical line in one frame, digits abreast as one.

    Args:
        glyphs: Of one page, in content order.
        width: The page's, in points.
    """
    runs = list(_runs(glyphs))
    is_vertical = any(glyph.upright for glyph in glyphs)
    is_vertical = is_vertical or any(
        len(run) >= _LEAST and _count(run) >= _LEAST for run in runs
    )
    if not is_vertical:
        return tuple(glyphs)
    stood = [
        _stood(glyph, width) if is_line else glyph
        for run, is_line in _judged(runs)
        for glyph in run
    ]
    words = _sweep(list(_words(stood, width)), width)
    words = _sweep(words[::-1], width)[::-1]
    return tuple(_centred([glyph for word in words for glyph in word]))


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs each straight below the one before; most are alone."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _is_below(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    yield run


def _is_below(glyph: Glyph, following: Glyph) -> bool:
    em = glyph.size
    # First what nearly all glyphs fail, those that follow on one level.
    if not _NEAREST * em <= following.y - glyph.y <= _FARTHEST * em:
        return False
    if any(one.upright or one.turned for one in (glyph, following)):
        return False
    aside = (following.x0 + following.x1 - glyph.x0 - glyph.x1) / 2
    return abs(following.size - em) <= _ASIDE * em and abs(aside) <= _ASIDE * em


def _count(run: Sequence[Glyph]) -> int:
    """How many characters of ``run`` speak for a vertical line; one must be Han."""
    texts = [glyph.text for glyph in run if glyph.text.strip()]
    if not any(is_han(text[0]) for text in texts):
        return 0
    return sum(not text.isascii() for text in texts)


def _judged(runs: Sequence[Sequence[Glyph]]) -> Iterator[tuple[Sequence[Glyph], bool]]:
    """The runs of a page that has vertical lines, and whether each is one."""
    before: Sequence[Glyph] = ()
    for run, after in zip(runs, (*runs[1:], ()), strict=True):
        count = _count(run)
        is_level = _is_on_level([*before[-1:], run[0]])
        is_level = is_level or _is_on_level([run[-1], *after[:1]])
        yield run, count >= _LEAST or (count >= _REST and not is_level)
        before = run


def _is_on_level(pair: Sequence[Glyph]) -> bool:
    """Whether two glyphs follow one another on a level line of text."""
    if len(pair) < 2 or any(glyph.turned or glyph.upright for glyph in pair):
        return False
    one, other = pair
    if any(g.text.isascii() or _is_exclaim(g.text) for g in pair):
        return False  # they may stand side by side in a vertical line
    gap = other.x0 - one.x1
    return (
        abs(one.y - other.y) <= _LEVEL * one.size
        and _OVER * one.size <= gap <= _GAP * one.size
    )


def _stood(glyph: Glyph, width: float) -> Glyph:
    """A level glyph of the page as its vertical line reads it."""
    if glyph.turned:
        return glyph
    y = width - (glyph.x0 + glyph.x1) / 2 + BASELINE_OFF_CENTRE * glyph.size
    top = glyph.y - TOP * glyph.size
    place = {"x0": top, "x1": top + glyph.size, "y": y}
    return replace(glyph, **place, turned=1, upright=True)  # type: ignore[arg-type]


def _words(glyphs: Sequence[Glyph], width: float) -> Iterator[_Word]:
    """Digits and letters that stand level with the one before them, together."""
    word: _Word = []
    for glyph in glyphs:
        if word and not _is_abreast(word[-1], glyph, width):
            yield word
            word = []
        word.append(glyph)
    yield word


def _is_abreast(glyph: Glyph, following: Glyph, width: float) -> bool:
    if any(one.turned and not one.upright for one in (glyph, following)):
        return False
    one, other = _stood(glyph, width), _stood(following, width)
    # A glyph without text is one that the first of them speaks for.
    return (
        glyph.upright == following.upright
        and (_are(one, other, _is_alphanumeric) or _are(one, other, _is_exclaim))
        and abs(one.x0 - other.x0) <= _LEVEL * one.size
        and 0 < one.y - other.y <= one.size
    )


def _are(one: Glyph, other: Glyph, kind: Callable[[str], bool]) -> bool:
    return all(not glyph.text or kind(glyph.text) for glyph in (one, other))


def _is_alphanumeric(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _is_exclaim(text: str) -> bool:
    return all(char in _EXCLAIMS for char in text)


def _sweep(words: Sequence[_Word], width: float) -> list[_Word]:
    """Words that go on from the vertical line beside them are stood up in it."""
    swept: list[_Word] = []
    last: Glyph | None = None
    for word, after in zip(words, (*words[1:], []), strict=True):
        if last is not None and not (word[0].turned and len(word) == 1):
            em = _em(word, last, after)
            stood = _gathered([_stood(glyph, width) for glyph in word], em)
            if len(word) > 1 and _is_exclaim(stood.text):
                # Where marks have their ink in the em is a matter of the font.
                stood = _levelled(stood, last)
            if _is_same_line(last, stood) or word[0].upright:
                word = [_marked(stood, last)]
        swept.append(word)
        is_turned = word[0].turned == 1 and bool(word[0].text.strip())
        last = word[0] if is_turned and len(word) == 1 else None
    return swept


def _em(word: _Word, last: Glyph, after: _Word) -> float:
    """The size of the line that ``word`` stands in.

    That of what goes before, unless a new line begins with it: then what follows it
    has its size, and not that of what goes before.
    """
    size = word[0].size
    if word[0].upright and after and abs(after[0].size - size) <= _LEVEL * size:
        return size
    return last.size


def _levelled(glyph: Glyph, other: Glyph) -> Glyph:
    """``glyph`` on the line of ``other``, if it is but half of its em aside."""
    is_near = abs(glyph.y - other.y) <= other.size / 2
    return replace(glyph, y=other.y) if is_near else glyph


def _gathered(word: _Word, em: float) -> Glyph:
    """The glyphs of ``word``, each stood up, as one of one em."""
    first, last = word[0], word[-1]
    if len(word) == 1:
        return first
    middle = first.x0 + _MIDDLE * first.size
    across = (first.y + last.y) / 2 + BASELINE_OFF_CENTRE * (em - first.size)
    return replace(
        first, text="".join(glyph.text for glyph in word), x0=middle - _MIDDLE * em,
        x1=middle + (1 - _MIDDLE) * em, y=across, size=em,
    )  # fmt: skip


def _centred(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Numbers between Han in the middle of their room.

    How low digits stand in their em is a matter of each engine's metrics.
    """
    for before, glyph, after in zip(
        (None, *glyphs), glyphs, (*glyphs[1:], None), strict=False
    ):
        if before and after and _is_between(before, glyph, after):
            shift = (before.x1 + after.x0 - glyph.x0 - glyph.x1) / 2
            if abs(shift) <= _ASIDE * glyph.size:
                yield replace(glyph, x0=glyph.x0 + shift, x1=glyph.x1 + shift)
                continue
        yield glyph


def _is_between(before: Glyph, glyph: Glyph, after: Glyph) -> bool:
    return (
        glyph.upright
        and len(glyph.text) > 1
        and glyph.text.isascii()
        and all(one.upright and is_han(one.text[:1] or " ") for one in (before, after))
        and all(_is_same_line(glyph, one) for one in (before, after))
    )


def _marked(glyph: Glyph, beside: Glyph) -> Glyph:
    """``glyph``, with its neighbour's mark when it has none: Chromium's digits."""
    if glyph.mcid != NO_MARK:
        return glyph
    return replace(glyph, mcid=beside.mcid, stream=beside.stream)


def _is_same_line(glyph: Glyph, other: Glyph) -> bool:
    em = glyph.size
    gap = max(other.x0 - glyph.x1, glyph.x0 - other.x1)
    return (
        abs(other.size - em) <= _ASIDE * em
        and glyph.turned == other.turned
        and abs(_middle(other) - _middle(glyph)) <= _ASIDE * em
        and _OVER * em <= gap <= _GAP * em
    )


def _middle(glyph: Glyph) -> float:
    return glyph.y - BASELINE_OFF_CENTRE * glyph.size
