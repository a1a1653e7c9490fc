"""The open marked-content sequences of a content stream (ISO 32000-1, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass, field

from zbpub.preflight.pdf_values import NO_MARK


@dataclass(slots=True)
class _Mark:
    mcid: int
    stream: int
    artifact: bool
    actual: str | None
    """What its glyphs say together, until the first of them has said it."""


@dataclass(slots=True)
class Marks:
    """A stack of marks; the innermost that has an MCID owns the glyphs."""

    mcid: int = NO_MARK
    stream: int = 0
    artifact: bool = False
    _open: list[_Mark] = field(default_factory=list)
    _speaking: _Mark | None = None

    def begin(self, tag: str, mcid: int, stream: int, actual: str | None) -> None:
        """Open a mark; ``stream`` is the form that it stands in, or 0."""
        self._open.append(_Mark(mcid, stream, tag == "/Artifact", actual))
        self._look()

    def end(self) -> None:
        """Close the innermost mark; one EMC too many does nothing."""
        if self._open:
            self._open.pop()
            self._look()

    def say(self, text: str) -> str:
        """The text of a glyph: /ActualText, once, in place of what it covers."""
        if self._speaking is None:
            return text
        said = self._speaking.actual or ""
        self._speaking.actual = ""
        return said

    def _look(self) -> None:
        owners = [mark for mark in self._open if mark.mcid != NO_MARK]
        self.mcid = owners[-1].mcid if owners else NO_MARK
        self.stream = owners[-1].stream if owners else 0
        self.artifact = any(mark.artifact for mark in self._open)
        # The outermost replacement speaks for all that it encloses.
        self._speaking = next((m for m in self._open if m.actual is not None), None)
