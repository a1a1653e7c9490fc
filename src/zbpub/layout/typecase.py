"""The type at hand: a profile's font roles opened, and the composer's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Setting
from zbpub.compose.strip import ENDLESS
from zbpub.layout.profile import Profile, TypeSpec


@dataclass(frozen=True, slots=True)
class TypeCase:
    """A profile with its typefaces (字盘)."""

    profile: Profile
    faces: Mapping[str, Typeface]
    """By font role."""
    setting: Setting

    @property
    def level(self) -> TypeCase:
        """The same type for lines that are level on any sheet."""
        if not self.setting.vertical:
            return self
        return replace(self, setting=replace(self.setting, vertical=False))

    def run(self, text: str, font: str) -> StyledRun:
        """``text`` in the face of a role."""
        return StyledRun(text, self.faces[font])

    def mark_line(self, mark: StyledRun) -> Line:
        """An item's mark, set in the body's size."""
        type_ = Type(size=self.profile.grid.size)
        return compose([mark], type_, Frame(measure=ENDLESS), self.setting)[0]

    def mark_width(self, mark: StyledRun) -> int:
        """What it takes before its item's text.

        The blank of its last mark is as much as there is up to the next whole em.
        """
        line, em = self.mark_line(mark), self.profile.grid.size
        ink = line.xs[-1] + line.atoms[-1].body
        return min(ink + line.atoms[-1].manner.right, -(-ink // em) * em)

    def one_line(self, text: str, spec: TypeSpec) -> Line | None:
        """``text`` on one line at natural width; None when there is no text."""
        lines = compose(
            [self.run(text, spec.font)], Type(size=spec.size), Frame(measure=ENDLESS),
            self.setting,
        )  # fmt: skip
        return lines[0] if lines else None
