"""The atoms cast so far for one type size and setting, each once, in columns.

Composition asks for the same characters again and again. Each is cast once and known
by its number; widths, blanks and joints are then looked up for a whole text at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from zbpub.compose.atoms import Atom, Manner, Style, Type
from zbpub.compose.boxes import Boxes
from zbpub.compose.cast import Caster
from zbpub.compose.joints import Joint, JointRules
from zbpub.compose.marks import Kind, Step
from zbpub.compose.setting import Rule, Setting

Ints = npt.NDArray[np.int64]
_FIRST_ROOM = 1024
_MANNERS = 64


class Columns:
    """Columns of whole numbers that grow by rows."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._room = _FIRST_ROOM
        self._count = 0
        self._columns = {name: np.zeros(_FIRST_ROOM, np.int64) for name in names}

    def __getitem__(self, name: str) -> Ints:
        """The column ``name``, with room to spare at its end."""
        return self._columns[name]

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    def add(self, row: Mapping[str, int]) -> int:
        """Add a row and return its number."""
        if self._count == self._room:
            for name, column in self._columns.items():
                self._columns[name] = np.concatenate([column, np.zeros_like(column)])
            self._room *= 2
        for name, value in row.items():
            self._columns[name][self._count] = value
        self._count += 1
        return self._count - 1


class Stock:
    """Atoms, manners and joints by number."""

    def __init__(self, type_: Type, setting: Setting) -> None:
        self.setting = setting
        self.caster = Caster(Boxes(type_, setting))
        self.atoms: list[Atom] = []
        self.joints: list[Joint] = []
        self.columns = Columns(
            "body", "first_left", "end", "end_shrink", "hang",
            "hyphen", "manner", "han", "solid", "closes", "far", "closer",
            "word",
        )  # fmt: skip
        self.joint_columns = Columns(
            "gap", "shrink", "step", "stretch", "word_space", "open", "may_open",
            "may_break", "soft", "hyphen", "forced", "letter",
        )  # fmt: skip
        self._has_far = False
        self._rules = JointRules(type_, setting)
        self._manners: dict[Manner, int] = {}
        self._rows: dict[Manner, dict[str, int]] = {}
        self._manner_list: list[Manner] = []
        self._pairs = np.full((_MANNERS, _MANNERS), -1, np.int64)
        self._spaced: dict[tuple[int, int, str], int] = {}
        self._known_joints: dict[Joint, int] = {}
        self.units: dict[object, tuple[int, ...]] = {}
        """Numbers of the atoms of special units, by whatever names the unit."""
        self.styles: list[Style] = []
        self._style_numbers: dict[Style, int] = {}
        self._characters: list[_Characters] = []
        self.no_joint = self._joint_number(Joint())

    def style_number(self, style: Style) -> int:
        """The number that ``style`` is known by here."""
        if style not in self._style_numbers:
            self._style_numbers[style] = len(self.styles)
            self.styles.append(style)
            self._characters.append(_Characters(self, style))
        return self._style_numbers[style]

    def characters(self, style: int) -> Mapping[str, int]:
        """Numbers of single characters in a style."""
        return self._characters[style]

    def add(self, atom: Atom) -> int:
        """Take ``atom`` into the stock and return its number."""
        manner = atom.manner
        if manner not in self._rows:
            self._rows[manner] = self._row(atom)
        row = {**self._rows[manner], "body": atom.body}
        if manner.kind not in (Kind.HAN, Kind.WESTERN):
            row["far"] = self._rules.far_side(atom)
            self._has_far = self._has_far or row["far"] > 0
        if self.setting.may_hang and atom.text in "，、。":
            row["hang"] = manner.left + atom.body
        if atom.hyphen:
            row["hyphen"] = atom.hyphen.width
        self.atoms.append(atom)
        return self.columns.add(row)

    def _row(self, atom: Atom) -> dict[str, int]:
        """What the columns say of every atom with the manner of ``atom``."""
        manner = atom.manner
        left, right = edges(atom, atom, self.setting)
        gives = not self.setting.trims_end and self.setting.has(Rule.LINE_END)
        return {
            "first_left": left,
            "end": right,
            "end_shrink": manner.right if gives else 0,
            "manner": self._manner_number(manner),
            "han": manner.kind is Kind.HAN,
            "word": manner.kind in (Kind.HAN, Kind.WESTERN),
            "solid": manner.kind in (Kind.WESTERN, Kind.DASH),
            "closes": manner.kind in (Kind.CLOSE, Kind.PAUSE),
            "closer": manner.kind is Kind.CLOSE,
        }

    def close_up(self, ids: Ints, starts: Ints) -> None:
        """Let closing brackets of ``ids`` give up their far sides, in place.

        Args:
            ids: Numbers of atoms.
            starts: Where paragraphs start.
        """
        if not self._has_far:
            return
        far, closer = self.columns["far"][ids], self.columns["closer"][ids] > 0
        first = set(starts.tolist())
        for place in np.flatnonzero((far[:-1] > 0) & closer[1:]).tolist():
            at = place + 1
            while at < len(ids) and closer[at] and at not in first:
                number, gives = int(ids[at]), int(self.columns["far"][ids[at - 1]])
                ids[at] = self._closer(number, gives)
                at += 1

    def _closer(self, number: int, gives: int) -> int:
        key = ("closer", number, gives)
        if gives and key not in self.units:
            atom = self.atoms[number]
            right = max(0, atom.manner.right - gives)
            manner = replace(atom.manner, right=right)
            self.units[key] = (self.add(replace(atom, manner=manner)),)
        return self.units[key][0] if gives else number

    def joints_of(self, ids: Ints) -> Ints:
        """The joint before each atom of ``ids`` but the first."""
        manners = self.columns["manner"][ids]
        before, after = manners[:-1], manners[1:]
        found: Ints = self._pairs[before, after]
        for place in (found < 0).nonzero()[0].tolist():
            one, other = int(before[place]), int(after[place])
            if self._pairs[one, other] < 0:
                joint = self._rules.joint(
                    self._manner_list[one], self._manner_list[other]
                )
                self._pairs[one, other] = self._joint_number(joint)
            found[place] = self._pairs[one, other]
        return found

    def spaced(self, before: int, after: int, space: str) -> int:
        """The joint between two atoms with white space typed there."""
        one, other = self.columns["manner"][[before, after]].tolist()
        key = (one, other, space)
        if key not in self._spaced:
            joint = self._rules.joint(
                self._manner_list[one], self._manner_list[other], space
            )
            self._spaced[key] = self._joint_number(joint)
        return self._spaced[key]

    def _manner_number(self, manner: Manner) -> int:
        if manner not in self._manners:
            self._manners[manner] = len(self._manner_list)
            self._manner_list.append(manner)
            if len(self._manner_list) > len(self._pairs):
                count = len(self._pairs)
                self._pairs = np.pad(self._pairs, (0, count), constant_values=-1)
        return self._manners[manner]

    def _joint_number(self, joint: Joint) -> int:
        if joint not in self._known_joints:
            self.joints.append(joint)
            self._known_joints[joint] = self.joint_columns.add(
                {
                    "gap": joint.gap,
                    "shrink": joint.shrink,
                    "step": joint.step if joint.shrink else Step.NEVER,
                    "stretch": joint.stretch,
                    "word_space": joint.is_word_space,
                    "open": joint.is_open,
                    "may_open": joint.may_open,
                    "may_break": joint.may_break,
                    "soft": joint.is_soft,
                    "hyphen": joint.is_hyphen,
                    "forced": joint.is_forced,
                    "letter": joint.is_letter,
                }
            )
        return self._known_joints[joint]


def edges(first: Atom, last: Atom, setting: Setting) -> tuple[int, int]:
    """The blank that a line keeps before its first atom and after its last, mpt."""
    is_trimmed = first.manner.kind is Kind.OPEN and setting.trims_start
    return (
        0 if is_trimmed else first.manner.left,
        0 if setting.trims_end else last.manner.right,
    )


class _Characters(dict[str, int]):
    """Numbers of single characters in one style; what is new is cast on the way."""

    def __init__(self, stock: Stock, style: Style) -> None:
        super().__init__()
        self._stock = stock
        self._style = style

    def __missing__(self, char: str) -> int:
        number = self._stock.add(self._stock.caster.char(char, self._style))
        self[char] = number
        return number


@lru_cache(maxsize=64)
def stock_of(type_: Type, setting: Setting) -> Stock:
    """The stock for ``type_`` and ``setting``, begun once a process."""
    return Stock(type_, setting)
