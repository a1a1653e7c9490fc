"""Styled runs in, numbered atoms out: a paragraph ready to be laid on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from zbpub.compose.atoms import Atom, Shift, Style, StyledRun
from zbpub.compose.marks import Kind
from zbpub.compose.stock import Stock
from zbpub.compose.tokens import SPACES, Token, is_year, tokens


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph's atoms; their texts and the spaces between are its text."""

    text: str
    ids: list[int]
    """Numbers of its atoms in the stock."""
    starts: list[int]
    """Index of each atom's first character."""
    spaces: dict[int, str]
    """White space typed before an atom, by its rank; none before the first."""
    stop: int
    """Index after the last atom's last character: white space falls away there."""

    def part(self, first: int, stop: int) -> Copy:
        """Atoms ``first`` to ``stop - 1`` as if they were a paragraph."""
        end = self.starts[stop] if stop < len(self.starts) else self.stop
        spaces = {
            rank - first: space
            for rank, space in self.spaces.items()
            if first < rank < stop
        }
        return Copy(
            self.text, self.ids[first:stop], self.starts[first:stop], spaces, end
        )


def collect(runs: Sequence[StyledRun], stock: Stock, room: int) -> Copy:
    """Cut ``runs`` into atoms.

    Args:
        runs: A paragraph.
        stock: Where its atoms are cast.
        room: What its narrowest line holds, mpt: wider Western runs are opened.
    """
    collector = _Collector(stock, room)
    # Raised letters are no part of the word or number before them.
    groups = [list(g) for _, g in groupby(runs, key=lambda run: (run.ruby, run.shift))]
    raised = [False, *(group[0].shift is not Shift.NONE for group in groups), False]
    for rank, group in enumerate(groups):
        if group[0].ruby:
            for run in group:
                collector.annotated(run)
        else:
            collector.plain(group, touched=(raised[rank], raised[rank + 2]))
    return Copy(
        "".join(run.text for run in runs),
        collector.ids, collector.starts, collector.spaces, collector.stop,
    )  # fmt: skip


class _Collector:
    """The atoms of a paragraph as they come."""

    def __init__(self, stock: Stock, room: int) -> None:
        self.ids: list[int] = []
        self.starts: list[int] = []
        self.spaces: dict[int, str] = {}
        self.stop = 0
        self._at = 0
        self._stock = stock
        self._room = room

    def annotated(self, run: StyledRun) -> None:
        """A word with its reading: one atom."""
        if not run.text:
            return
        style = _style(run)
        key = ("annotated", run.text, run.ruby, style)
        units = self._stock.units
        if key not in units:
            atom = self._stock.caster.annotated(run.text, run.ruby, style)
            units[key] = (self._stock.add(atom),)
        self._take(units[key], self._at)
        self._at += len(run.text)
        self.stop = self._at

    def plain(self, runs: Sequence[StyledRun], touched: tuple[bool, bool]) -> None:
        """Runs without readings: characters, and special units between them.

        Args:
            runs: All raised, all lowered, or none.
            touched: Whether raised or lowered characters stand before and behind.
        """
        text = "".join(run.text for run in runs)
        styles = _Styles(runs, self._stock, is_index=self._is_behind_western())
        done = 0
        for token in tokens(text):
            kind, start, stop = token
            if done < start:
                self._characters(text, styles, done, start)
            unit = text[start:stop]
            if kind == "space":
                if self.ids:
                    before = self.spaces.get(len(self.ids), "")
                    self.spaces[len(self.ids)] = before + unit
            elif kind == "combined":
                self._combine(text, styles, token)
            else:
                at_edge = touched[0] and not start, touched[1] and stop == len(text)
                if kind == "western" and not any(at_edge):
                    is_paired = self._stock.caster.setting.pairs
                    is_pair = is_paired and is_year(text, start, stop)
                    kind = "year" if is_pair else "word"
                numbers = self._unit(kind, unit, styles.of(start, stop))
                self._take(numbers, self._at + start)
            done = stop
        if done < len(text):
            self._characters(text, styles, done, len(text))
        self.stop = self._at + _visible(text) if self.ids else 0
        self._at += len(text)

    def _is_behind_western(self) -> bool:
        """Whether what comes next stands straight behind a Western run."""
        if not self.ids or len(self.ids) in self.spaces:
            return False
        return self._stock.atoms[self.ids[-1]].manner.kind is Kind.WESTERN

    def _characters(self, text: str, styles: _Styles, start: int, stop: int) -> None:
        for style, first, last in styles.between(start, stop):
            numbers = self._stock.characters(style)
            self.ids += [numbers[char] for char in text[first:last]]
        self.starts += range(self._at + start, self._at + stop)

    def _unit(self, kind: str, text: str, styles: Numbers) -> Numbers:
        """The numbers of a special unit's atoms, cast once.

        Args:
            kind: The token's.
            text: The unit.
            styles: The style of each character, or one for all.
        """
        numbers = self._cast_once(kind, text, styles)
        bodies = self._stock.columns["body"]
        if kind in _OPENED and any(bodies[n] > self._room for n in numbers):
            return self._cast_once("parted", text, styles)
        return numbers

    def _cast_once(self, kind: str, text: str, styles: Numbers) -> Numbers:
        units = self._stock.units
        key = (kind, text, styles)
        numbers = units.get(key)
        if numbers is None:
            known = self._stock.styles
            each = [known[n] for n in styles] * (len(text) if len(styles) == 1 else 1)
            numbers = units[key] = self._added(self._cast(kind, text, each))
        return numbers

    def _added(self, atoms: Sequence[Atom]) -> Numbers:
        return tuple(self._stock.add(atom) for atom in atoms)

    def _cast(self, kind: str, text: str, styles: Sequence[Style]) -> Sequence[Atom]:
        caster = self._stock.caster
        match kind:
            case "dash":
                return caster.dash(text, styles[0])
            case "exclaim":
                return caster.exclaims(text, styles[0])
            case "address":
                return caster.address(text, styles)
            case "parted":
                return caster.parted(text, styles)
            case "year":
                return caster.year(text, styles)
            case "word":
                return caster.word(text, styles)
            case _:
                return caster.western(text, styles)

    def _combine(self, text: str, styles: _Styles, token: Token) -> None:
        """Characters that combine join the atom before them."""
        start = token.start
        if self.ids and start and len(self.ids) not in self.spaces:
            self.ids.pop()
            start = self.starts.pop() - self._at
        unit, style = text[start : token.stop], styles.of(start, start + 1)[0]
        units = self._stock.units
        key = ("combined", unit, style)
        if key not in units:
            caster = self._stock.caster
            units[key] = self._added([caster.combined(unit, self._stock.styles[style])])
        self._take(units[key], self._at + start)

    def _take(self, numbers: Sequence[int], start: int) -> None:
        atoms = self._stock.atoms
        for number in numbers:
            self.ids.append(number)
            self.starts.append(start)
            start += len(atoms[number].text)


Numbers = tuple[int, ...]
_OPENED = frozenset({"western", "word", "address"})


def _visible(text: str) -> int:
    """Index after the last character that is no white space of a joint."""
    return len(text.rstrip(SPACES))


def _style(run: StyledRun, *, is_index: bool = False) -> Style:
    return Style(
        run.typeface, run.dots, run.shift, run.sideline,
        is_index=is_index and run.shift is not Shift.NONE,
    )  # fmt: skip


class _Styles:
    """The style of each character of some runs, by its number in the stock."""

    def __init__(
        self, runs: Sequence[StyledRun], stock: Stock, *, is_index: bool
    ) -> None:
        self._spans: list[tuple[int, int, int]] = []
        at = 0
        for run in runs:
            stop = at + len(run.text)
            number = stock.style_number(_style(run, is_index=is_index))
            self._spans.append((number, at, stop))
            at = stop

    def between(self, start: int, stop: int) -> list[tuple[int, int, int]]:
        """Stretches of one style from ``start`` to ``stop``."""
        if len(self._spans) == 1:
            return [(self._spans[0][0], start, stop)]
        return [
            (style, max(first, start), min(last, stop))
            for style, first, last in self._spans
            if first < stop and start < last
        ]

    def of(self, start: int, stop: int) -> Numbers:
        """The style of each character from ``start`` to ``stop``, or one for all."""
        found = self.between(start, stop)
        if len({style for style, _, _ in found}) == 1:
            return (found[0][0],)
        return tuple(style for style, a, b in found for _ in range(b - a))
