"""The stage: an issue in, the issue as an edition prints it and its ledger out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product

from zbpub.base.findings import Finding, InputError, Severity
from zbpub.edition.conversion import Rule
from zbpub.edition.converter import Converter
from zbpub.edition.dictionaries import CONFIGS
from zbpub.edition.keeper import LedgerKeeper
from zbpub.edition.ledger import Asked, Edited, Form
from zbpub.edition.lexicon import Entry
from zbpub.edition.names import (
    NameFinder,
    NameFound,
    forms_of,
    likely_entry,
    surname_form,
    undecided,
)
from zbpub.edition.places import Place, change_issue
from zbpub.edition.quotes import quote_faults
from zbpub.edition.rules import Rules
from zbpub.edition.runs import code_spans, joined, printed_runs
from zbpub.edition.script import judge
from zbpub.edition.text import TextEditor, text_findings
from zbpub.edition.writing import finished
from zbpub.manuscript.model import Issue, Runs

_MOST_FORMS = 6
"""Forms of a name that the ledger offers."""


Where = Callable[[str, str], int]
"""The line of a file, from one, that a text begins in; 0: unknown."""


def edit_issue(
    issue: Issue, language: str, rules: Rules, where: Where, *, strict: bool
) -> Edited:
    """``issue`` as the edition of ``language`` prints it.

    Args:
        issue: The issue as it is written.
        language: One of ``EDITIONS``; empty: the issue's own.
        rules: What decides.
        where: Finds the lines of texts that have none: front matter, issue.toml.
        strict: Whether a name that nobody has decided is an error.

    Raises:
        InputError: There is no way to that edition (S004).
    """
    if language in ("", issue.config.language):
        return Edited(finished(issue))
    if language not in CONFIGS:
        raise InputError(_no_way(issue, language))
    texts = [(_found(place, text, where), text) for place, text in collect(issue)]
    converter = Converter(language, rules)
    finder = NameFinder(rules.names, converter.cutter)
    asked = Names.of(finder, texts, rules)
    converter.know(asked.entries(rules, converter))
    whole = judge("".join(text for _, text in texts))
    editor = TextEditor(converter, whole.is_mostly_traditional)
    keeper = LedgerKeeper(converter, rules.glosses)

    def change(place: Place, runs: Runs) -> Runs:
        conversion = editor.edit(joined(runs), code_spans(runs))
        keeper.take(_found(place, conversion.source, where), conversion)
        return printed_runs(runs, conversion)

    edited = change_issue(issue, change)
    config = replace(edited.config, language=language)
    findings = [each for place, text in texts for each in text_findings(place, text)]
    findings += [each for place, text in texts for each in outer_quotes(place, text)]
    names = asked.asked(rules, converter)
    findings += [name_finding(each, strict=strict) for each in names]
    return Edited(
        finished(replace(edited, config=config)),
        keeper.ledger(names),
        tuple(findings),
    )


def _found(place: Place, text: str, where: Where) -> Place:
    """``place`` with its line."""
    return place if place.line else replace(place, line=where(place.path, text))


def collect(issue: Issue) -> list[tuple[Place, str]]:
    """Every text of ``issue`` with its place, in reading order."""
    found: list[tuple[Place, str]] = []

    def note(place: Place, runs: Runs) -> Runs:
        found.append((place, joined(runs)))
        return runs

    change_issue(issue, note)
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an issue with an ambiguous character."""

    found: tuple[NameFound, ...]
    open: tuple[NameFound, ...]
    """Those that nobody has decided."""
    words: frozenset[str]
    """Those that are words as well: they are asked about, and converted as words."""

    @classmethod
    def of(
        cls, finder: NameFinder, texts: Iterable[tuple[Place, str]], rules: Rules
    ) -> Names:
        """Find the names of ``texts``, and sort out which are decided."""
        names = tuple(finder.find(texts))
        words = frozenset(each.name for each in names if finder.is_word(each.name))
        return cls(names, tuple(undecided(names, rules.lexicons, rules.names)), words)

    def entries(self, rules: Rules, converter: Converter) -> list[Entry]:
        """How they are printed: as decided, or as most often."""
        made = []
        for found in self.found:
            if found.name in self.words:
                continue
            entry = likely_entry(found, rules.names, converter.alone())
            decided = surname_form(found, rules.lexicons, rules.names)
            if decided:
                entry = replace(entry, target=decided + entry.target[len(decided) :])
            if found not in self.open:
                entry = replace(entry, rule=Rule.NAME)
            made.append(entry)
        return made

    def asked(self, rules: Rules, converter: Converter) -> tuple[Asked, ...]:
        """The questions to the desk."""
        return tuple(
            Asked(
                found.name,
                converter.convert(found.name).text,
                found.cue,
                found.place,
                tuple(_name_forms(found.name, rules, converter)),
            )
            for found in self.open
        )


def _name_forms(name: str, rules: Rules, converter: Converter) -> Iterable[Form]:
    choices = (forms_of(name, at, rules.names) for at in range(len(name)))
    plain = [char.translate(converter.alone()) for char in name]
    several = [
        forms if len(forms) > 1 else (plain[at],) for at, forms in enumerate(choices)
    ]
    for forms in list(product(*several))[:_MOST_FORMS]:
        printed = "".join(forms)
        yield Form(printed, "", f'"{name}" = "{printed}"')


def name_finding(asked: Asked, *, strict: bool) -> Finding:
    """A name that nobody has decided (T010)."""
    forms = " or ".join(form.char for form in asked.forms)
    return Finding(
        code="T010",
        message=f"the name {asked.name} may be {forms}; it is printed {asked.printed}",
        path=asked.place.path,
        line=asked.place.line,
        severity=Severity.ERROR if strict else Severity.WARNING,
        hint=f'write under [names] of lexicon.toml: "{asked.name}" = "{asked.printed}"',
    )


def outer_quotes(place: Place, text: str) -> Iterable[Finding]:
    """A ‘ that no “ is round (T012); half quotes are the lint's (M060)."""
    for fault in quote_faults(text):
        if not fault.is_half:
            yield outer_quote(place, fault.at)


def outer_quote(place: Place, at: int) -> Finding:
    """A ‘ that no “ is round: it becomes 『, which stands inside 「」."""
    return Finding(
        code="T012",
        message=f"‘ stands outside of “ ” ({place.field}) and becomes 『",
        path=place.path,
        line=place.line,
        column=at + 1,
        severity=Severity.WARNING,
        hint="write “ ” outside and ‘ ’ inside",
    )


def _no_way(issue: Issue, language: str) -> Finding:
    return Finding(
        code="S004",
        message=f"this issue is in {issue.config.language}; it cannot be converted to"
        f" {language}",
        path=issue.folder,
        hint=f"leave --edition out, or write --edition {issue.config.language}",
    )
