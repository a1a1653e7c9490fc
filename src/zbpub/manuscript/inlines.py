"""Running text: an inline token in, runs and findings out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from zbpub.base.chars import PUNCTUATION
from zbpub.base.findings import Finding
from zbpub.manuscript.characters import forbidden_in
from zbpub.manuscript.model import Run, Runs
from zbpub.manuscript.notation import DOTS, SHIFTS, SIDELINES
from zbpub.manuscript.runs import normal_runs
from zbpub.manuscript.targets import link_problem

_BREAK = "\n"
"""The text of a piece that stands for the end of a line."""

_SPAN_HINT = (
    "write [重要]{.dots} for emphasis dots, [屈原]{.name} for a name,"
    " [离骚]{.title} for a title; \\{ if the sign itself is meant"
)

# Marks of both scripts; which one is meant shows in the letter beyond them.
_EITHER_SCRIPT = "".join(
    c for c in PUNCTUATION if unicodedata.east_asian_width(c) == "A"
)


def read_inline(token: Token, line: int) -> tuple[Runs, tuple[Finding, ...]]:
    """The runs of an inline token whose text begins in ``line``.

    Line ends between Western words become a space, all others nothing. Findings: raw
    HTML, pictures inside a sentence, hard line breaks, targets that may not be, what a
    link says and a run cannot, broken ruby, dots and raised characters.
    """
    reader = _Reader(line)
    for child in token.children or ():
        reader.take(child)
    return normal_runs(_join_lines(reader.pieces)), tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    """Takes inline tokens one by one and knows the dress of the moment."""

    line: int
    pieces: list[Run] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    strong: int = 0
    emphasis: int = 0
    spans: list[tuple[str, int]] = field(default_factory=list)
    """The open brackets with a name behind them: which, and the pieces before each."""
    href: str = ""
    before_link: int = 0

    def take(self, token: Token) -> None:
        """Add one token: a piece, a change of dress or a finding."""
        match token.type:
            case "text" | "text_special" | "code_inline":
                self._text(token)
            case "softbreak" | "hardbreak":
                self._line_end(token)
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "link_open" | "link_close":
                self._link(token)
            case _:
                self._notation(token)

    def _notation(self, token: Token) -> None:
        match token.type:
            case "footnote_ref":
                self._not_in_span("a footnote's mark")
                self.pieces.append(Run("", note=token.meta["label"]))
            case "ruby":
                self._ruby(token)
            case "shift":
                self._shift(token)
            case "span_open":
                self._span(token.meta["name"])
            case "span_close":
                self._span_end()
            case "stray_name":
                message = f"{token.content} stands behind no brackets"
                self._error("M055", message, _SPAN_HINT)
            case _:
                self._refuse(token)

    def _text(self, token: Token) -> None:
        self._check_characters(token.content)
        if token.type == "code_inline":
            self._not_in_span("a code span")
            self.pieces.append(replace(self._dressed(token.content), code=True))
        else:
            self.pieces.append(self._dressed(token.content))

    def _check_characters(self, text: str) -> None:
        if problem := forbidden_in(text):  # by way of an entity: &#8238;
            self._error("M012", problem, "delete it")

    def _dressed(self, text: str) -> Run:
        lines = [(name, at) for name, at in self.spans if name in SIDELINES]
        name, start = lines[0] if lines else ("", 0)
        return Run(
            text,
            strong=self.strong > 0,
            emphasis=self.emphasis > 0,
            dots=any(name == DOTS for name, _ in self.spans),
            href=self.href,
            sideline=SIDELINES.get(name, ""),
            goes_on=bool(lines) and _has_words(self.pieces[start:]),
        )

    def _ruby(self, token: Token) -> None:
        if problem := token.meta["problem"]:
            message = f"the ruby {shown(token.content)!r} {problem}"
            hint = (
                "write {滕|téng}, or {重庆|chóng|qìng} with a reading for each"
                " character; \\{ if the sign itself is meant"
            )
            self._error("M048", message, hint)
        for base, reading in token.meta["pairs"]:
            self._check_characters(base + reading)
            self.pieces.append(replace(self._dressed(base), ruby=reading))

    def _shift(self, token: Token) -> None:
        if not token.content:
            message = "a ^ that raises nothing"
            hint = (
                "write m^2^: between the two signs stand letters, digits and + - ( ),"
                " no space and no Han; \\^ if the sign itself is meant"
            )
            self._error("M049", message, hint)
        self._not_in_span("a raised or lowered character")
        run = replace(self._dressed(token.content), shift=SHIFTS[token.markup])
        self.pieces.append(run)

    def _span(self, name: str) -> None:
        if name != DOTS and name not in SIDELINES:
            self._error("M055", f"there is no mark {{.{name}}}", _SPAN_HINT)
        kind = {DOTS} if name == DOTS else SIDELINES
        if any(other in kind for other, _ in self.spans):
            self._not_in_span(f"another pair of brackets with {{.{name}}}")
        self.spans.append((name, len(self.pieces)))

    def _span_end(self) -> None:
        name, start = self.spans.pop()
        if not _has_words(self.pieces[start:]):
            hint = "write the words between [ and ], or delete it"
            self._error("M055", f"[ ]{{.{name}}} without words", hint)

    def _not_in_span(self, what: str) -> None:
        """Refuse what cannot have a dot under each character, or a line beside it."""
        if self.spans:
            hint = "end the brackets before it, and begin new ones after it"
            self._error("M055", f"{what} inside [ ]{{.{self.spans[-1][0]}}}", hint)

    def _line_end(self, token: Token) -> None:
        if token.type == "hardbreak":
            message = (
                "a line break inside a paragraph (two spaces or \\ at a line's end)"
            )
            hint = "delete the spaces or the \\, or begin a new paragraph"
            self._error("M037", message, hint)
        self.pieces.append(self._dressed(_BREAK))
        self.line += 1

    def _link(self, token: Token) -> None:
        if token.nesting > 0:
            self.href = str(token.attrGet("href") or "")
            self.before_link = len(self.pieces)
            if problem := link_problem(self.href):
                hint = "link to http:, https: or mailto: and nothing else"
                self._error("M031", f"the target {self.href!r} {problem}", hint)
            if token.attrGet("title"):
                hint = "say it in the text, or delete it"
                self._error("M032", "a link's title is printed nowhere", hint)
        else:
            if not _has_words(self.pieces[self.before_link :]):
                hint = "write the words between [ and ]"
                self._error("M032", f"the link to {self.href!r} has no text", hint)
            self.href = ""

    def _refuse(self, token: Token) -> None:
        if token.type == "image":
            hint = "put the picture on a line of its own, between empty lines"
            self._error("M034", "a picture stands inside a sentence", hint)
        else:  # html_inline, the only other kind that the parser knows
            message = f"raw HTML is not printed: {shown(token.content)}"
            hint = "write Markdown, or \\< if the sign itself is meant"
            self._error("M030", message, hint)
            self.line += token.content.count("\n")

    def _error(self, code: str, message: str, hint: str) -> None:
        # <b> and </b> on one line are one fault, and so are two ^.
        known = {(finding.code, finding.line) for finding in self.found[-1:]}
        if (code, self.line) not in known or code not in ("M030", "M049"):
            finding = Finding(code=code, message=message, line=self.line, hint=hint)
            self.found.append(finding)


def _has_words(pieces: Sequence[Run]) -> bool:
    return any(piece.text.strip() for piece in pieces)


def shown(text: str) -> str:
    """The first line of ``text``, cut to what a message can hold."""
    first = text.strip().partition("\n")[0]
    return first if len(first) <= 40 else first[:40] + "…"


def _join_lines(pieces: Sequence[Run]) -> list[Run]:
    """``pieces`` with each line end resolved by the letters on both sides of it."""
    joined: list[Run] = []
    before = ""
    waiting: Run | None = None
    for piece in pieces:
        if piece.text == _BREAK:
            waiting = piece
            continue
        if waiting and piece.text:
            if _is_western(before, -1) and _is_western(piece.text, 0):
                joined.append(replace(waiting, text=" "))
            waiting = None
        before = piece.text or before
        joined.append(piece)
    return joined


def _is_western(text: str, side: int) -> bool:
    """Whether the letter at that side of ``text`` (0 or -1) wants a space beside it."""
    letters = text.strip(_EITHER_SCRIPT) or "中"
    return unicodedata.east_asian_width(letters[side]) not in ("W", "F")
