"""One small page, line by line, against a text that a person has reviewed."""

from __future__ import annotations

from dataclasses import replace

from conftest import CheckGolden
from kit import dump, made_card


def test_page(check_golden: CheckGolden) -> None:
    """The card's page is golden/page.txt: every line and rule at its place, in pt."""
    _, up = made_card()

    assert up.findings == ()
    check_golden("page.txt", dump(up.pages[0]))


def test_a_thousandth_of_a_point_shows() -> None:
    """The check above can fail: one rule moved by the least step changes the text."""
    _, up = made_card()
    page = up.pages[0]
    first, *others = page.rules
    moved = replace(first, place=replace(first.place, x=first.place.x + 1))

    assert dump(replace(page, rules=(moved, *others))) != dump(page)
