"""Stub."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetQuote:
    """A pull quote set at a measure."""

    rows: int
    cost: int


def set_pull_quote(text, measure, case):
    return {}


def place_pull_quote(quote, place):
    return (), ()
