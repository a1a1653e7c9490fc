"""Running text in Markdown: runs in, one line out, proved by reading it again.

CommonMark cannot write every dress: inside a Western word, bold that ends in a
bracket stays asterisks. Where the line would not read back as the runs, the dress
gives way (first emphasis, then all of it), never the text, and never a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from zbpub.manuscript.escape import escape_ruby, escape_text, write_target
from zbpub.manuscript.inlines import read_inline
from zbpub.manuscript.markdown import tokenize_inline
from zbpub.manuscript.model import Run, Runs
from zbpub.manuscript.notation import DOTS, SHIFTS
from zbpub.manuscript.runs import normal_runs, plain_text, ruby_words, spans_of

_STRONG, _EMPHASIS = "strong", "emphasis"

_MARKS = ({_STRONG: "**", _EMPHASIS: "*"}, {_STRONG: "**", _EMPHASIS: "_"})
"""The ways to mark a dress, the usual one first."""

_SIGNS = {shift: sign for sign, shift in SHIFTS.items()}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the line: mark-up as it stands, or text to be escaped."""

    text: str
    is_text: bool = False
    in_link: bool = False


def write_runs(runs: Runs) -> str:
    """``runs`` as one line of Markdown; ``""`` when they hold nothing to print."""
    runs = normal_runs(runs)
    if not any(run.shift or run.dots or run.sideline or _dresses(run) for run in runs):
        return _spell(runs, _MARKS[0])
    for candidate in _plainer(runs):
        for marks in _MARKS:
            line = _spell(candidate, marks)
            if read_inline(tokenize_inline(line), 0)[0] == candidate:
                return line
    return _spell(normal_runs(_undressed(run) for run in runs), _MARKS[0])


def _plainer(runs: Runs) -> Iterator[Runs]:
    yield runs
    yield normal_runs(replace(run, emphasis=False) for run in runs)
    yield normal_runs(replace(run, strong=False) for run in runs)
    yield normal_runs(replace(run, strong=False, emphasis=False) for run in runs)


def _undressed(run: Run) -> Run:
    return replace(
        run, strong=False, emphasis=False, dots=False, shift="",
        sideline="", goes_on=False,
    )  # fmt: skip


def _spell(runs: Runs, marks: dict[str, str]) -> str:
    pieces: list[_Piece] = []
    for span in spans_of(runs):
        name = span[0].sideline
        inside = _dotted(span, marks)
        pieces += _between("[", inside, f"]{{.{name}}}") if name else inside
    return "".join(_escaped(pieces, i) for i in range(len(pieces)))


def _dotted(runs: Runs, marks: dict[str, str]) -> list[_Piece]:
    """The pieces of one name or title, or of what is none."""
    pieces: list[_Piece] = []
    for has_dots, group in groupby(runs, key=lambda run: run.dots):
        inside = [piece for link in _linked(group) for piece in _link(link, marks)]
        # Outside the links: brackets inside a link's own would end it.
        pieces += _between("[", inside, f"]{{.{DOTS}}}") if has_dots else inside
    return pieces


def _linked(runs: Iterable[Run]) -> Iterator[Runs]:
    for _, group in groupby(runs, key=lambda run: run.href):
        yield tuple(group)


def _link(runs: Runs, marks: dict[str, str]) -> list[_Piece]:
    """The pieces of runs with one target, or none."""
    inside = [*_dressed([*ruby_words(runs)], marks)]
    href = runs[0].href
    return _between("[", inside, f"]({write_target(href)})") if href else inside


def _between(start: str, pieces: list[_Piece], end: str) -> list[_Piece]:
    return [_Piece(start), *pieces, _Piece(end)]


def _escaped(pieces: Sequence[_Piece], at: int) -> str:
    piece = pieces[at]
    if not piece.is_text:
        return piece.text
    before = pieces[at - 1].text if at else ""
    after = pieces[at + 1].text if at + 1 < len(pieces) else ""
    return escape_text(piece.text, before=before, after=after, in_link=piece.in_link)


def _dressed(words: Sequence[Runs], marks: dict[str, str]) -> Iterator[_Piece]:
    """The pieces of runs with one target; a dress that lasts longer opens first."""
    opened: list[str] = []
    for i, word in enumerate(words):
        wanted = _dresses(word[0])
        while not set(opened) <= wanted:
            yield _Piece(marks[opened.pop()])
        missing = [
            dress for dress in (_STRONG, _EMPHASIS) if dress in wanted - set(opened)
        ]
        if len(missing) > 1:
            missing.sort(key=lambda dress: -_lasts(dress, words, i))
        for dress in missing:
            opened.append(dress)
            yield _Piece(marks[dress])
        yield _ruby(word) if word[0].ruby else _piece(word[0])
    while opened:
        yield _Piece(marks[opened.pop()])


def _dresses(run: Run) -> set[str]:
    worn = ((_STRONG, run.strong), (_EMPHASIS, run.emphasis))
    return {dress for dress, is_worn in worn if is_worn}


def _lasts(dress: str, words: Sequence[Runs], start: int) -> int:
    later = (words[i][0] for i in range(start, len(words)))
    return sum(1 for _ in takewhile(lambda run: dress in _dresses(run), later))


def _piece(run: Run) -> _Piece:
    if run.note:
        return _Piece(f"[^{run.note}]")
    if run.code:
        return _Piece(_code(run.text))
    if run.shift:
        return _Piece(f"{_SIGNS[run.shift]}{run.text}{_SIGNS[run.shift]}")
    in_brackets = bool(run.href or run.sideline) or run.dots
    return _Piece(run.text, is_text=True, in_link=in_brackets)


def _ruby(word: Runs) -> _Piece:
    parts = (plain_text(word), *(run.ruby for run in word))
    return _Piece("{" + "|".join(map(escape_ruby, parts)) + "}")


def _code(text: str) -> str:
    """A code span: more backticks round it than inside (CommonMark, 6.1)."""
    runs_inside = {len(ticks) for is_tick, ticks in _runs_of_ticks(text) if is_tick}
    fence = "`" * next(n for n in range(1, len(text) + 2) if n not in runs_inside)
    bare = text.strip(" ")
    spaced = bare and text.startswith(" ") and text.endswith(" ")
    pad = " " if spaced or text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _runs_of_ticks(text: str) -> Iterator[tuple[bool, str]]:
    for is_tick, chars in groupby(text, key=lambda char: char == "`"):
        yield is_tick, "".join(chars)
