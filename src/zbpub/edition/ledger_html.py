"""A decision ledger in, its JSON and its two pages of HTML out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from jinja2 import TemplateError

from zbpub.base.templates import open_templates, template_fault
from zbpub.edition.conversion import Rule
from zbpub.edition.ledger import DecisionLedger, Form, Occurrence, Pair, Row
from zbpub.edition.places import Place

FOLDER = "edition"
LEDGER_TEMPLATE = "ledger.html.j2"
DIFF_TEMPLATE = "diff.html.j2"

_RULES = {
    Rule.NEVER: "never converted (lexicon)",
    Rule.NAME: "name (lexicon)",
    Rule.TERM: "term (lexicon)",
    Rule.ASKED: "name, undecided",
    Rule.REGIONAL: "regional word (approved list)",
    Rule.PRESS: "press list",
    Rule.PHRASE: "phrase of OpenCC",
    Rule.SINGLE: "character alone",
}
_WAYS = {"opencc": "OpenCC by itself", "words": "word by word"}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one rule."""

    title: str
    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many occurrences there are."""
        return sum(len(row.occurrences) for row in self.rows)


def ledger_json(ledger: DecisionLedger) -> str:
    """The ledger as JSON: names, rows with their occurrences, counts."""
    told = {
        "edition": ledger.language,
        "counts": {
            "characters": sum(len(row.occurrences) for row in ledger.rows),
            "disagreements": sum(len(r.occurrences) for r in ledger.disagreements),
            "names": len(ledger.names),
        },
        "names": [
            {
                "name": asked.name,
                "printed": asked.printed,
                "cue": asked.cue,
                **_place(asked.place),
                "forms": [_form(form) for form in asked.forms],
            }
            for asked in ledger.names
        ],
        "decisions": [_row(row) for row in ledger.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _row(row: Row) -> dict[str, object]:
    return {
        "char": row.char,
        "chosen": row.chosen,
        "rule": row.rule.value,
        "word": row.word,
        "disagree": dict(row.others),
        "alternatives": [_form(form) for form in row.forms],
        "occurrences": [_occurrence(each) for each in row.occurrences],
    }


def _form(form: Form) -> dict[str, str]:
    return {"form": form.char, "gloss": form.gloss, "line": form.line}


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "field": place.field}


def _occurrence(each: Occurrence) -> dict[str, object]:
    return {
        **_place(each.place),
        "offset": each.offset,
        "before": each.before,
        "after": each.after,
    }


def ledger_html(ledger: DecisionLedger, title: str, styles: Path) -> str:
    """The ledger as a page: names, disagreements, then the rest by rule.

    Args:
        ledger: What was decided.
        title: What the page is called: the issue's name.
        styles: The folder that holds ``edition/``.

    Raises:
        InputError: S010 the template is missing or wrong.
    """
    agreed = [row for row in ledger.rows if not row.others]
    groups = [
        Group(words, rows)
        for rule, words in _RULES.items()
        if (rows := tuple(row for row in agreed if row.rule is rule))
    ]
    told = {
        "title": title,
        "ledger": ledger,
        "disagreements": Group("disagreements", ledger.disagreements),
        "groups": groups,
        "rules": _RULES,
        "ways": _WAYS,
    }
    return _filled(LEDGER_TEMPLATE, told, styles)


Mark = tuple[str, str, bool]
"""Source, printed form, and whether more than the character's own form changed."""


def diff_html(ledger: DecisionLedger, title: str, styles: Path) -> str:
    """Every text, Simplified and Traditional side by side.

    Raises:
        InputError: S010 the template is missing or wrong.
    """
    files: dict[str, list[tuple[Pair, list[Mark]]]] = {}
    for pair in ledger.pairs:
        files.setdefault(pair.place.path, []).append((pair, list(_marks(pair))))
    told = {"title": title, "ledger": ledger, "files": files}
    return _filled(DIFF_TEMPLATE, told, styles)


def _marks(pair: Pair) -> Iterator[Mark]:
    """The stretches of a text: equal ones and changed ones in turn."""
    source, text = pair.source, pair.text
    if len(source) == len(text):
        yield from _by_character(source, text)
        return
    matcher = SequenceMatcher(None, source, text, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield source[a:b], text[c:d], tag != "equal"


def _by_character(source: str, text: str) -> Iterable[Mark]:
    start = 0
    for at in range(1, len(source) + 1):
        if at == len(source) or (source[at] == text[at]) != (
            source[start] == text[start]
        ):
            one, other = source[start:at], text[start:at]
            yield one, other, one != other
            start = at


def _filled(template: str, told: dict[str, object], styles: Path) -> str:
    folder = styles / FOLDER
    try:
        return open_templates(folder).get_template(template).render(told)
    except TemplateError as error:
        raise template_fault(error, folder / template) from error
