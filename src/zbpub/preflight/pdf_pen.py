"""The pen of a content stream: text state and matrices, shown strings to glyphs.

ISO 32000-1, 9.3 (text state) and 9.4 (text objects).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot

from zbpub.preflight.pdf_font import Font
from zbpub.preflight.pdf_marks import Marks
from zbpub.preflight.pdf_matrix import (
    IDENTITY,
    Matrix,
    multiply,
    quarter_of,
    shift,
    to_frame,
)
from zbpub.preflight.pdf_values import Glyph

# The em box of an upright glyph: its top over the level baseline, and from its middle
# to the baseline of a turned line (880 : 120, ISO 32000-1, table 117, DW2).
TOP = 0.88
BASELINE_OFF_CENTRE = 0.38


@dataclass(frozen=True, slots=True)
class State:
    """The part of the graphics state that text needs; q and Q keep and restore it."""

    ctm: Matrix
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    """Tz as a factor."""
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class Pen:
    """Where the next glyph falls."""

    page_size: tuple[float, float]
    state: State
    line: Matrix = IDENTITY
    text: Matrix = IDENTITY

    def place(self, matrix: Matrix) -> None:
        """Tm, and BT with the identity."""
        self.line = self.text = matrix

    def move(self, x: float, y: float) -> None:
        """Td."""
        self.line = self.text = shift(self.line, x, y)

    def next_line(self) -> None:
        """T*."""
        self.move(0, -self.state.leading)

    def change(self, **values: float) -> None:
        """Set fields of the text state."""
        self.state = replace(self.state, **values)  # type: ignore[arg-type]

    def choose(self, font: Font | None, size: float) -> None:
        """Tf."""
        self.state = replace(self.state, font=font, size=size)

    def transform(self, matrix: Matrix) -> None:
        """Cm."""
        self.state = replace(self.state, ctm=multiply(matrix, self.state.ctm))

    def adjust(self, amount: float) -> None:
        """A number inside TJ: thousandths of the size, backwards."""
        step = amount / 1000 * self.state.size
        if self.state.font is not None and self.state.font.vertical is not None:
            self.text = shift(self.text, 0, -step)
        else:
            self.text = shift(self.text, -step * self.state.stretch, 0)

    def show(self, shown: bytes, marks: Marks) -> Iterator[Glyph]:
        """The glyphs of a shown string; moves the pen past them.

        Raises:
            ValueError: No font was chosen.
        """
        font = self.state.font
        if font is None:
            msg = "text shown without a font"
            raise ValueError(msg)
        if font.vertical is not None:
            return self._vertical(shown, font, marks)
        return self._horizontal(shown, font, marks)

    def _horizontal(self, shown: bytes, font: Font, marks: Marks) -> Iterator[Glyph]:
        state = self.state
        frame = multiply(self.text, state.ctm)
        ahead = hypot(frame[0], frame[1])
        size = abs(state.size) * hypot(frame[2], frame[3])
        turned = quarter_of(frame[0], frame[1])
        size_ahead = state.size * state.stretch
        space = state.char_space * state.stretch
        left, top = shift(frame, 0.0, state.rise)[4:]
        travelled = 0.0
        for code in font.read(shown):
            advance = code.advance * size_ahead
            x = travelled * frame[0] + left
            y = travelled * frame[1] + top
            if turned:
                x, y = to_frame(x, y, turned, self.page_size)
            end = x + advance * ahead
            drawn = marks.say(code.text), x, end, y, size, font.name
            yield Glyph(*drawn, marks.mcid, turned, marks.artifact, marks.stream)
            travelled += advance + space
            if code.is_space:
                travelled += state.word_space * state.stretch
        self.text = shift(self.text, travelled, 0)

    def _vertical(self, shown: bytes, font: Font, marks: Marks) -> Iterator[Glyph]:
        state = self.state
        frame = multiply(self.text, state.ctm)
        ahead = hypot(frame[2], frame[3])
        size = abs(state.size) * ahead
        turned = quarter_of(-frame[2], -frame[3])
        travelled = 0.0
        for code in font.read(shown):
            advance = code.advance * state.size
            right = code.middle * state.size * state.stretch
            up = (code.baseline + TOP) * state.size + state.rise - travelled
            x, centre = to_frame(*shift(frame, right, up)[4:], turned, self.page_size)
            text, y = marks.say(code.text), centre + BASELINE_OFF_CENTRE * size
            end = x + advance * ahead
            drawn = text, x, end, y, size, font.name
            yield replace(_glyph(drawn, turned, marks), upright=True)
            # A positive spacing would close vertical text up (9.3.2).
            travelled += advance - state.char_space
        self.text = shift(self.text, 0, -travelled)


def _glyph(
    drawn: tuple[str, float, float, float, float, str], turned: int, marks: Marks
) -> Glyph:
    return Glyph(*drawn, marks.mcid, turned, marks.artifact, marks.stream)


class Voice(Pen):
    """A pen that is never anywhere: it only says what it would write."""

    def __init__(self) -> None:
        super().__init__((0.0, 0.0), State(IDENTITY))

    def move(self, x: float, y: float) -> None:
        """Go nowhere."""

    def change(self, **values: float) -> None:
        """Set fields of the text state: none of them changes what is said."""

    def choose(self, font: Font | None, size: float) -> None:
        """Tf."""
        self.state = State(IDENTITY, font)

    def transform(self, matrix: Matrix) -> None:
        """Turn nothing."""

    def show(self, shown: bytes, marks: Marks) -> Iterator[Glyph]:
        """One glyph that stands for all of a shown string; none for an empty one.

        Raises:
            ValueError: No font was chosen.
        """
        font = self.state.font
        if font is None:
            msg = "text shown without a font"
            raise ValueError(msg)
        if not shown:
            return
        text = marks.say("".join([code.text for code in font.read(shown)]))
        yield _glyph((text, 0.0, 0.0, 0.0, 0.0, font.name), 0, marks)
