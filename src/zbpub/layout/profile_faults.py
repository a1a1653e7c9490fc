"""What does not go together in a profile: each fault with the key that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zbpub.base.length import MM_PER_INCH, PT, PT_PER_INCH
from zbpub.layout.leading import ascent
from zbpub.layout.profile import Grid, HeadGrade, Profile

Key = tuple[str | int, ...]
"""Where a value stands in the file: ``("heads", 1, "sizes_pt")``."""
Fault = tuple[Key, str]
"""The key, and what is wrong with its value."""

FOLIO_FOOT = 3500
"""From the folio's baseline down to its foot, mpt."""
_RUBY_PITCH = 1500
"""Thousandths of the body size: one em for the line, half an em for readings."""


def profile_faults(profile: Profile) -> Iterator[Fault]:
    """What does not go together; none when the profile can be used."""
    yield from _sheet_faults(profile)
    yield from _folio_faults(profile)
    yield from _height_faults(profile)
    yield from _reading_faults(profile)
    yield from _grade_faults(profile.heads)


def _grids(profile: Profile) -> Iterator[tuple[Key, Grid]]:
    """Each grid with the key of its table."""
    yield ("grid",), profile.grid
    for at, grid in enumerate(profile.other_grids):
        yield ("grid", "others", at), grid


def _sheet_faults(profile: Profile) -> Iterator[Fault]:
    if profile.is_vertical:
        yield from _tier_faults(profile)
        return
    if profile.grid.left < 0:
        yield ("grid", "columns"), "the columns are wider than the sheet"
    for key, grid in _grids(profile):
        if grid.top + grid.height > profile.height:
            said = f"{grid.rows} rows reach beyond the sheet's foot"
            yield (*key, "rows"), said


def _tier_faults(profile: Profile) -> Iterator[Fault]:
    """Of a vertical page: tiers that go too far down, lines that go too far left."""
    if profile.grid.left + profile.grid.width(profile.grid.columns) > profile.width:
        yield ("grid", "columns"), "the columns reach beyond the sheet's foot"
    for key, grid in _grids(profile):
        if grid.top < 0 or grid.top + grid.height > profile.height:
            yield (*key, "rows"), f"{grid.rows} rows are wider than the sheet"


def _folio_faults(profile: Profile) -> Iterator[Fault]:
    folio = profile.folio
    largest = max(
        spec.size for spec in (folio.number, folio.section, folio.name, folio.text)
    )
    if ascent(largest) + FOLIO_FOOT > folio.height:
        said = f"type of {_pt(largest)} pt rises above the folio's top"
        yield ("folio", "height_mm"), said
    first = profile.grid.left if profile.is_vertical else profile.grid.top
    if first < folio.foot:
        foot = folio.foot * MM_PER_INCH / PT_PER_INCH / PT
        said = f"the first row begins above the folio's foot, at {foot:.1f} mm"
        yield ("grid", "top_mm"), said


def _height_faults(profile: Profile) -> Iterator[Fault]:
    """Other grids that are not as high as the first, within a row."""
    first = profile.grid
    for key, grid in _grids(profile):
        off = grid.height - first.height
        if abs(off) >= grid.pitch:
            rows = grid.rows - round(off / grid.pitch)
            said = f"{grid.rows} rows are {_pt(abs(off))} pt"
            said += " higher" if off > 0 else " lower"
            yield (*key, "rows"), f"{said} than the first grid; {rows} would do"


def _reading_faults(profile: Profile) -> Iterator[Fault]:
    least = profile.grid.size * _RUBY_PITCH // 1000
    for key, grid in _grids(profile):
        if profile.body.ruby == "above" and grid.pitch < least:
            said = f"readings above the line want a pitch of {_pt(least)} pt"
            yield (*key, "pitch_pt"), f"{said}, not {_pt(grid.pitch)}"


def _grade_faults(heads: tuple[HeadGrade, ...]) -> Iterator[Fault]:
    """A grade's order must be seen: no size of a grade reaches the grade above."""
    for at, (upper, lower) in enumerate(pairwise(heads), 1):
        if max(lower.sizes) >= min(upper.sizes):
            said = f"{_pt(max(lower.sizes))} pt is not smaller than every size of"
            said += f" the grade above, which has {_pt(min(upper.sizes))} pt"
            yield ("heads", at, "sizes_pt"), said
    for at, grade in enumerate(heads):
        smallest = min(grade.sizes)
        for part, spec in (("kicker_pt", grade.kicker), ("deck_pt", grade.deck)):
            if spec.size >= smallest:
                said = f"{_pt(spec.size)} pt is not smaller than the smallest"
                yield ("heads", at, part), f"{said} headline, {_pt(smallest)} pt"


def _pt(length: int) -> str:
    return f"{length / PT:g}"
