"""The numbers of ``zbpub ingest``: pages in, each with its number (版次) out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.folio import print_mark
from zbpub.ingest.opened import source_stem
from zbpub.ingest.renumber import renumber
from zbpub.ingest.turns import PageMark, read_mark
from zbpub.ingest_reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What is known of the pages' numbers before their folios are seen."""

    asked: str = ""
    """版次 of the first page, as the user says it."""
    planned: tuple[str, ...] = ()
    """Those of issue.toml."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Those of earlier ingests, by the sources' file names."""


def number_pages(readings: Sequence[Reading], numbers: Numbers) -> list[Reading]:
    """``readings`` with their numbers, and their articles called after them.

    The user's word counts first, then the folio, then what an earlier ingest said, then
    the order of issue.toml; else pages are counted from 01. Reports have none of their
    own and are called after their files.
    """
    pages = [one for one in readings if one.is_page]
    chosen = iter(_choose(pages, numbers))
    return [
        _named(one, *next(chosen)) if one.is_page else _report(one, numbers.asked)
        for one in readings
    ]


def _report(reading: Reading, number: str) -> Reading:
    stem = source_stem(reading.path.name)
    ingested = renumber(reading.ingested, page=number, stem=stem)
    return replace(reading, ingested=ingested, number=number)


def _named(reading: Reading, number: str, doubts: tuple[Finding, ...]) -> Reading:
    return replace(
        reading,
        ingested=renumber(reading.ingested, page=number),
        number=number,
        findings=(*reading.findings, *doubts),
    )


def _choose(
    pages: Sequence[Reading], numbers: Numbers
) -> list[tuple[str, tuple[Finding, ...]]]:
    if numbers.asked:
        asked = counted(numbers.asked, len(pages))
        return [
            (number, _contradiction(page, number, "--page says"))
            for page, number in zip(pages, asked, strict=True)
        ]
    listed = len(numbers.planned) == len(pages)
    guesses = list(numbers.planned) if listed else counted("01", len(pages))
    sure = [_sure(page, numbers) for page in pages]
    taken = {number for number in sure if number}
    spare = iter(_spare(guesses, taken))
    chosen = []
    for page, number, guess in zip(pages, sure, guesses, strict=True):
        if not number:
            number = guess if guess not in taken else next(spare)
            taken.add(number)
        chosen.append((number, _contradiction(page, number, "issue.toml says")))
    return chosen


def _sure(page: Reading, numbers: Numbers) -> str:
    """The number that a page's folio or an earlier ingest says; empty: none."""
    known = numbers.known.get(page.name, "")
    if page.folio is None:
        return known
    for number in (*([known] if known else []), *numbers.planned):
        if _means(page.folio, number):
            return number
    if numbers.planned and (known or len(numbers.planned) == 1):
        return known or numbers.planned[0]
    return print_mark(page.folio)


def _means(mark: PageMark, number: str) -> bool:
    other = read_mark(number)
    return other is not None and mark.means(other)


def _spare(guesses: Iterable[str], taken: set[str]) -> Iterator[str]:
    """Numbers that no page has: first those guessed at, then others."""
    for number in (*guesses, *(f"{count:02d}" for count in range(1, 1000))):
        if number not in taken:
            yield number


def _contradiction(page: Reading, number: str, says: str) -> tuple[Finding, ...]:
    if page.folio is None or _means(page.folio, number):
        return ()
    return (
        Finding(
            code="I033",
            message=f"the folio says page {print_mark(page.folio)}, {says} {number};"
            f" it is taken for page {number}",
            path=str(page.path),
            severity=Severity.WARNING,
            hint=f"if the folio is right: --page {print_mark(page.folio)}",
        ),
    )


def counted(first: str, count: int) -> list[str]:
    """``count`` page numbers from ``first`` on: 03, 04; A1, A2."""
    digits = first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if count == 1 or not digits.isdigit():
        return [first] * count
    letters = first[: len(first) - len(digits)]
    return [f"{letters}{int(digits) + i:0{len(digits)}d}" for i in range(count)]


def refuse_twins(readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """What is wrong with sources that get in each other's way."""
    found: list[Finding] = []
    places: dict[Path, Path] = {}
    files: dict[str, Path] = {}
    owners: dict[str, Reading] = {}
    for one in readings:
        place = one.path.resolve()
        if one.sheet < 2 and place in places:
            found.append(_twin(one, "I093", "is given twice", "name it once"))
        if one.sheet < 2 and place not in places and one.name.casefold() in files:
            other = files[one.name.casefold()]
            found.append(
                _twin(one, "I095", f"has the file name of {other}",
                      "give one of the two another name: both go into source/")
            )  # fmt: skip
        if any(_is_of(one, twin) for twin in found):
            continue
        places[place] = one.path
        files[one.name.casefold()] = one.path
        owner = next(
            (owners[a.name] for a in one.ingested.articles if a.name in owners), None
        )
        if owner is not None:
            found.append(_same_number(one, owner))
            continue
        owners |= {article.name: one for article in one.ingested.articles}
    return tuple(found)


def _is_of(one: Reading, twin: Finding) -> bool:
    return twin.path == str(one.path)


def _same_number(one: Reading, owner: Reading) -> Finding:
    if one.is_page:
        message = f"is page {one.number}, as {owner.path} is"
        hint = "say which page it is: --page, and one call for each page"
    else:
        message = f"would give manuscripts the names of those of {owner.path}"
        hint = "give one of the two files another name"
    return _twin(one, "I094", message, hint)


def _twin(one: Reading, code: str, message: str, hint: str) -> Finding:
    return Finding(
        code=code, message=f"the source {message}", path=str(one.path), hint=hint
    )
