"""Walk a page's content and give out its glyphs in the order they are painted.

ISO 32000-1, 8.4.4 (graphics state), 8.10 (form XObjects), 9.4 (text objects), 14.6
(marked content). Text in patterns and annotations is furniture and not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from zbpub.preflight.pdf_font import Font, read_font
from zbpub.preflight.pdf_marks import Marks
from zbpub.preflight.pdf_matrix import IDENTITY, Matrix
from zbpub.preflight.pdf_pen import Pen, State, Voice
from zbpub.preflight.pdf_values import NO_MARK, Glyph

DEEPEST_FORM = 16
MOST_OPERATIONS = 5_000_000
"""A page beyond is an attack: a broadsheet page has some ten thousand."""

Operands = Any
"""The operands of one instruction, as pikepdf has them."""

FontCache = dict[tuple[int, int], Font]
"""The fonts of a document read so far, by object and generation number."""


@dataclass(slots=True)
class _Scope:
    """What names mean in the page or in one of its forms."""

    resources: Any
    number: int = 0
    """The form's object number; 0 for the page."""
    saved: list[State] = field(default_factory=list)
    fonts: dict[str, Font | None] = field(default_factory=dict)

    def find(self, kind: str, name: object) -> Any:
        """A resource, or None."""
        return self.resources.get(kind, pikepdf.Dictionary()).get(str(name))


@dataclass(slots=True)
class Walker:
    """The state of one walk."""

    pen: Pen
    fonts: FontCache
    scopes: list[_Scope]
    actions: Actions
    operators: str = ""
    """Those that ``actions`` has, if pikepdf is to leave out all others."""
    marks: Marks = field(default_factory=Marks)
    glyphs: list[Glyph] = field(default_factory=list)
    operations: int = 0

    @property
    def scope(self) -> _Scope:
        """The innermost scope."""
        return self.scopes[-1]


Actions = Mapping[str, Callable[[Walker, Operands], None]]
"""What each operator does."""


def walk_page(
    page: pikepdf.Page, size: tuple[float, float], matrix: Matrix, fonts: FontCache
) -> tuple[Glyph, ...]:
    """The glyphs of ``page`` in content order.

    Args:
        page: The page.
        size: Its width and height as shown, in points.
        matrix: From its user space to the page as shown.
        fonts: A cache shared by the pages of the document.

    Raises:
        ValueError: The content is malformed or beyond all measure.
    """
    scope = _Scope(page.get("/Resources", pikepdf.Dictionary()))
    walker = Walker(Pen(size, State(matrix)), fonts, [scope], _ACTIONS)
    _run(walker, page)
    return tuple(walker.glyphs)


def walk_text(page: pikepdf.Page, fonts: FontCache) -> tuple[Glyph, ...]:
    """What ``page`` says in content order: a glyph for each string, all at no place.

    Args:
        page: The page.
        fonts: A cache shared by the pages of the document.

    Raises:
        ValueError: The content is malformed or beyond all measure.
    """
    scope = _Scope(page.get("/Resources", pikepdf.Dictionary()))
    walker = Walker(Voice(), fonts, [scope], _SPEECH, " ".join(_SPEECH))
    _run(walker, page)
    return tuple(walker.glyphs)


def _run(walker: Walker, content: Any) -> None:
    instructions = pikepdf.parse_content_stream(content, walker.operators)
    walker.operations += len(instructions)
    if walker.operations > MOST_OPERATIONS:
        msg = f"more than {MOST_OPERATIONS} operations on one page"
        raise ValueError(msg)
    for instruction in instructions:
        if action := walker.actions.get(str(instruction.operator)):
            action(walker, instruction.operands)


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _restore(walker: Walker, _operands: Operands) -> None:
    if walker.scope.saved:
        walker.pen.state = walker.scope.saved.pop()


def _choose_font(walker: Walker, operands: Operands) -> None:
    name, size = operands
    walker.pen.choose(_font(walker, str(name)), float(size))


def _font(walker: Walker, name: str) -> Font | None:
    local = walker.scope.fonts
    if name not in local:
        found = walker.scope.find("/Font", name)
        local[name] = None if found is None else _cached(walker, found)
    return local[name]


def _cached(walker: Walker, found: pikepdf.Object) -> Font:
    number = found.objgen
    if not number[0]:
        return read_font(found)
    if number not in walker.fonts:
        walker.fonts[number] = read_font(found)
    return walker.fonts[number]


def _extended_state(walker: Walker, operands: Operands) -> None:
    state = walker.scope.find("/ExtGState", operands[0])
    if state is not None and "/Font" in state:
        font, size = state["/Font"]
        walker.pen.choose(_cached(walker, font), float(size))


def _move(walker: Walker, operands: Operands) -> None:
    x, y = operands
    walker.pen.move(float(x), float(y))


def _move_leading(walker: Walker, operands: Operands) -> None:
    walker.pen.change(leading=-float(operands[1]))
    _move(walker, operands)


def _show(walker: Walker, operands: Operands) -> None:
    walker.glyphs.extend(walker.pen.show(bytes(operands[-1]), walker.marks))


def _show_adjusted(walker: Walker, operands: Operands) -> None:
    for item in operands[0]:
        if isinstance(item, pikepdf.String):
            walker.glyphs.extend(walker.pen.show(bytes(item), walker.marks))
        else:
            walker.pen.adjust(float(item))


def _say_all(walker: Walker, operands: Operands) -> None:
    """As ``_show_adjusted``, where moves of the pen count for nothing."""
    strings = (item for item in operands[0] if isinstance(item, pikepdf.String))
    said = b"".join(map(bytes, strings))
    walker.glyphs.extend(walker.pen.show(said, walker.marks))


def _show_next(walker: Walker, operands: Operands) -> None:
    walker.pen.next_line()
    _show(walker, operands)


def _show_spaced(walker: Walker, operands: Operands) -> None:
    word, char, _ = operands
    walker.pen.change(word_space=float(word), char_space=float(char))
    _show_next(walker, operands)


def _begin_mark(walker: Walker, operands: Operands) -> None:
    mcid, actual = NO_MARK, None
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = walker.scope.find("/Properties", properties)
    if properties is not None:
        mcid = int(properties.get("/MCID", NO_MARK))
        actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
    walker.marks.begin(str(operands[0]), mcid, walker.scope.number, actual)


def _paint(walker: Walker, operands: Operands) -> None:
    form = walker.scope.find("/XObject", operands[0])
    if form is None or form.get("/Subtype") != "/Form":
        return
    number = form.objgen[0]
    if (
        any(scope.number == number for scope in walker.scopes)
        or len(walker.scopes) > DEEPEST_FORM
    ):
        msg = "forms nested in themselves or without end"
        raise ValueError(msg)
    pen = walker.pen
    outer = pen.state, pen.line, pen.text
    walker.scopes.append(_Scope(form.get("/Resources", walker.scope.resources), number))
    pen.transform(_matrix(form.get("/Matrix", IDENTITY)))
    _run(walker, form)
    walker.scopes.pop()
    pen.state, pen.line, pen.text = outer


def _setter(name: str, scale: float = 1.0) -> Callable[[Walker, Operands], None]:
    def change(walker: Walker, operands: Operands) -> None:
        walker.pen.change(**{name: float(operands[0]) * scale})

    return change


_ACTIONS: Actions = {
    "q": lambda walker, _: walker.scope.saved.append(walker.pen.state),
    "Q": _restore,
    "cm": lambda walker, operands: walker.pen.transform(_matrix(operands)),
    "gs": _extended_state,
    "Do": _paint,
    "BT": lambda walker, _: walker.pen.place(IDENTITY),
    "Tf": _choose_font,
    "Tc": _setter("char_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("stretch", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "Td": _move,
    "TD": _move_leading,
    "Tm": lambda walker, operands: walker.pen.place(_matrix(operands)),
    "T*": lambda walker, _: walker.pen.next_line(),
    "Tj": _show,
    "TJ": _show_adjusted,
    "'": _show_next,
    '"': _show_spaced,
    "BMC": _begin_mark,
    "BDC": _begin_mark,
    "EMC": lambda walker, _: walker.marks.end(),
}

_SPEECH: Actions = {
    **{name: _ACTIONS[name] for name in ("q", "Q", "gs", "Do", "Tf", "BMC", "BDC")},
    **{name: _ACTIONS[name] for name in ("EMC", "Tj", "'", '"')},
    "TJ": _say_all,
}
"""Of the operators those that choose what is said, and under which mark."""
