"""docs/layout.md and docs/explain.md are held to the costs of the make-up."""

from __future__ import annotations

import re
from importlib import import_module

from docs_kit import DOCS, ROOT, SPAN, cells
from zbpub.layout.accounting import TERMS

COST = re.compile(r'^([\w, ]+) = [\d, ]+\n"""(?:The c|C)ost of', re.MULTILINE)


def _told_numbers(text: str) -> list[tuple[str, int]]:
    """Constants of the layout that docs/layout.md names, with the number it tells."""
    rows = [*cells(text, "fault | Chinese | cost"), *cells(text, "what | how many")]
    pairs = ((SPAN.findall(row[-1]), SPAN.findall(row[-2])) for row in rows)
    return [(names[0], int(numbers[0])) for names, numbers in pairs if names]


def _wrong_numbers(text: str) -> list[str]:
    """Those of them that the module has not, or has with another number."""
    wrong = []
    for name, number in _told_numbers(text):
        module, _, constant = name.partition(".")
        if getattr(import_module(f"zbpub.layout.{module}"), constant, None) != number:
            wrong.append(name)
    return wrong


def _untold_costs(text: str) -> list[str]:
    """Constants whose docstring says that they are a cost and that ``text`` lacks.

    Looked for in the modules that it names: others cost what is no part of a page.
    """
    told = {name for name, _ in _told_numbers(text)}
    untold = []
    for module in sorted({name.partition(".")[0] for name in told}):
        source = (ROOT / "src" / "zbpub" / "layout" / f"{module}.py").read_text("utf-8")
        for names in COST.findall(source):
            full = [f"{module}.{name}" for name in names.split(", ")]
            untold += full[:1] if told.isdisjoint(full) else []
    return untold


def test_costs_of_a_page() -> None:
    """docs/layout.md tells every cost and limit of the make-up, with its number."""
    text = DOCS["docs/layout.md"]

    assert _wrong_numbers(text) == []
    assert _untold_costs(text) == []
    assert len(_told_numbers(text)) > 40


def test_terms_of_an_account() -> None:
    """docs/explain.md tells the terms that a page's account may have."""
    rows = cells(DOCS["docs/explain.md"], "term | Chinese")

    assert [(row[0], row[1]) for row in rows] == [*TERMS.values()]


def test_wrong_costs_are_noticed() -> None:
    """Negative control: a wrong number, a wrong name and a cost left out show."""
    text = (
        "| fault | Chinese | cost | constant |\n| --- | --- | --- | --- |\n"
        "| x | 孤行 | `41` | `pour.WIDOW` |\n| x | | `3` | `floorplan._DISORDERLY` |\n"
    )

    assert _wrong_numbers(text) == ["pour.WIDOW", "floorplan._DISORDERLY"]
    assert "floorplan.LEAD_RIGHT" in _untold_costs(text)
