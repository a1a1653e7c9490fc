"""The type at hand: a profile's font roles opened, and the composer's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.fonts import Typeface
from zbpub.compose.line import Line
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Setting
from zbpub.layout.profile import Profile, TypeSpec


@dataclass(frozen=True, slots=True)
class TypeCase:
    """A profile with its typefaces (字盘)."""

    profile: Profile
    faces: Mapping[str, Typeface]
    """By font role."""
    setting: Setting

    def run(self, text: str, font: str) -> StyledRun:
        """``text`` in the face of a role."""
        return StyledRun(text, self.faces[font])

    def one_line(self, text: str, spec: TypeSpec) -> Line | None:
        """``text`` on one line at natural width; None when there is no text."""
        lines = compose(
            [self.run(text, spec.font)], Type(size=spec.size), Frame(measure=10**9),
            self.setting,
        )  # fmt: skip
        return lines[0] if lines else None
