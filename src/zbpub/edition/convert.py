"""A text of paragraphs in, the text as an edition prints it out: ``zbpub convert``.

A paragraph is a line. Markdown is left as it is written: addresses, code and file names
are protected, and emphasis inside a word does not part it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zbpub.base.findings import Finding, Severity
from zbpub.edition.conversion import Conversion, Piece
from zbpub.edition.converter import Converter
from zbpub.edition.edit import Names, name_finding, outer_quote
from zbpub.edition.keeper import LedgerKeeper
from zbpub.edition.ledger import DecisionLedger
from zbpub.edition.names import NameFinder
from zbpub.edition.places import Place
from zbpub.edition.protect import protected
from zbpub.edition.quotes import quote_faults
from zbpub.edition.rules import Rules
from zbpub.edition.script import judge
from zbpub.edition.text import TextEditor, text_findings, without

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_EMPHASIS = re.compile(
    r"(?<![\\*_\w])(?:\*{1,3}|_{1,3})(?=\S)|\*{1,3}|(?<=\S)_{1,3}(?!\w)"
)
_HAN_BESIDE = re.compile(r"[\u3400-\u9fff“”]")
_FIELD = re.compile(r"(byline|credits?):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as an edition prints it."""

    text: str
    ledger: DecisionLedger
    findings: tuple[Finding, ...]


def convert_text(
    text: str, language: str, rules: Rules, path: str, *, strict: bool = False
) -> Converted:
    """``text`` as the edition of ``language`` prints it, line by line.

    Args:
        text: Paragraphs, one a line; line ends are kept as they are.
        language: ``zh-Hant``, ``zh-Hant-TW`` or ``zh-Hant-HK``.
        rules: What decides.
        path: What findings name as the text's place.
        strict: Whether a name that nobody has decided is an error.
    """
    lines = text.splitlines(keepends=True)
    texts = list(_texts(lines, path))
    converter = Converter(language, rules)
    names = Names.of(NameFinder(rules.names, converter.cutter), texts, rules)
    converter.know(names.entries(rules, converter))
    whole = judge("".join(without(line, tuple(protected(line))) for line in lines))
    editor = TextEditor(converter, whole.is_mostly_traditional)
    keeper = LedgerKeeper(converter, rules.glosses)
    inside = _code_lines(lines)
    printed: list[str] = []
    for number, line in enumerate(lines, start=1):
        if number in inside:
            printed.append(line)
            continue
        conversion = _edit(editor, line)
        keeper.take(Place(path, number, "text"), conversion)
        printed.append(conversion.text)
    asked = names.asked(rules, converter)
    findings = [
        *_findings(texts),
        *(name_finding(each, strict=strict) for each in asked),
    ]
    findings.sort(key=lambda each: (each.line, each.column, each.code))
    return Converted("".join(printed), keeper.ledger(asked), tuple(findings))


def _texts(lines: list[str], path: str) -> Iterator[tuple[Place, str]]:
    inside = _code_lines(lines)
    for number, line in enumerate(lines, start=1):
        if number in inside:
            continue
        if field := _FIELD.match(line):
            yield Place(path, number, field[1]), field[2]
        else:
            yield Place(path, number, "text"), line.rstrip("\r\n")


def _code_lines(lines: list[str]) -> frozenset[int]:
    """The numbers of lines in fenced blocks of code, but those of charts."""
    inside: set[int] = set()
    mark, is_chart = "", False
    for number, line in enumerate(lines, start=1):
        fence = _FENCE.match(line)
        if mark:
            closes = fence is not None and fence[1].startswith(mark)
            if closes or not is_chart:
                inside.add(number)
            mark = "" if closes else mark
        elif fence:
            mark = fence[1]
            is_chart = line[fence.end() :].split()[:1] == ["chart"]
            if not is_chart:
                inside.add(number)
    return frozenset(inside)


def _edit(editor: TextEditor, line: str) -> Conversion:
    """A line's conversion; marks of emphasis are taken out and put back."""
    marks = [
        found.span()
        for found in _EMPHASIS.finditer(line)
        if _is_between(line, *found.span())
    ]
    if not marks:
        return editor.edit(line)
    bare = "".join(
        line[a:b]
        for a, b in zip(
            [0, *(end for _, end in marks)],
            [*(start for start, _ in marks), len(line)],
            strict=True,
        )
    )
    return _with_marks(line, marks, editor.edit(bare))


def _is_between(line: str, start: int, end: int) -> bool:
    """Whether Han stand on both sides: elsewhere a mark parts no word."""
    before, after = line[start - 1 : start], line[end : end + 1]
    return bool(_HAN_BESIDE.match(before) and _HAN_BESIDE.match(after))


def _with_marks(
    line: str, marks: list[tuple[int, int]], bare: Conversion
) -> Conversion:
    """The conversion of ``line`` by that of the text without its marks."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = gone = 0
    for start, end in [*marks, (len(line), len(line))]:
        parts += (bare.part(at, start - gone), line[start:end])
        at, gone = start - gone, gone + end - start
    for piece in bare.pieces:
        start, end = _shifted(piece.start, marks), _shifted(piece.end, marks)
        if end - start == piece.end - piece.start:
            pieces.append(Piece(start, end, piece.target, piece.rule))
    return Conversion(line, "".join(parts), tuple(pieces))


def _shifted(at: int, marks: list[tuple[int, int]]) -> int:
    for start, end in marks:
        if start > at:
            break
        at += end - start
    return at


def _findings(texts: list[tuple[Place, str]]) -> Iterator[Finding]:
    following = [text for _, text in texts[1:]] + [""]
    for (place, text), after in zip(texts, following, strict=True):
        yield from text_findings(place, text)
        bare = without(text, tuple(protected(text)))
        for fault in quote_faults(bare, after.lstrip("　 ")):
            if fault.is_half:
                yield _half_quote(place, fault.mark, fault.at)
            else:
                yield outer_quote(place, fault.at)


def _half_quote(place: Place, mark: str, at: int) -> Finding:
    return Finding(
        code="T011",
        message=f"the quotation mark {mark} has no partner",
        path=place.path,
        line=place.line,
        column=at + 1,
        severity=Severity.WARNING,
        hint="write the partner",
    )
