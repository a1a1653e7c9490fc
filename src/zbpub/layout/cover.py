"""A cover for an e-book whose pages cannot be made up: name, date and headlines."""

from __future__ import annotations

from zbpub.compose.atoms import Type
from zbpub.compose.heads import set_in_fewest
from zbpub.layout.folio import date_line
from zbpub.layout.leading import height, set_lines
from zbpub.layout.page import (
    Element,
    Fragment,
    Page,
    PlacedArticle,
    Rect,
    Rule,
)
from zbpub.layout.profile import TypeSpec
from zbpub.layout.turned import sheet_area, sheet_size
from zbpub.layout.typecase import TypeCase
from zbpub.manuscript.model import Issue

_NAME_SHARE = 6
"""The publication's name takes this part of the width for each character at most."""
_LARGEST_NAME = 96_000
_MOST_LINES = 4
_RULE = 2000


def cover_page(issue: Issue, case: TypeCase) -> Page:
    """A page with the publication's name, the date and as many headlines as fit."""
    profile, case = case.profile, case.level
    area, (width, height) = sheet_area(profile), sheet_size(profile)
    size = min(
        _LARGEST_NAME, area.width // max(_NAME_SHARE, len(issue.config.publication))
    )
    lead, second = profile.heads[0], profile.heads[min(1, len(profile.heads) - 1)]
    writer = _Writer(case, area)
    writer.write("nameplate", issue.config.publication, TypeSpec(lead.font, size))
    today = date_line(issue.config.date, issue.config.language)
    writer.write("folio-date", today, lead.deck)
    rule = Rule("folio-thick", Rect(area.x, writer.y, area.width, _RULE))
    writer.skip(2 * size // 3)
    for article in issue.articles:
        spec = TypeSpec(second.font, second.sizes[0])
        if not writer.write("headline", article.headline, spec):
            break
    cover = PlacedArticle("cover", issue.config.publication, area, tuple(writer.items))
    return Page(
        number="00", width=width, height=height, type_area=area,
        folio=(), articles=(cover,), rules=(rule,),
    )  # fmt: skip


class _Writer:
    """Writes centred lines downwards until the place is full."""

    def __init__(self, case: TypeCase, area: Rect) -> None:
        self._case = case
        self._area = area
        self.y = area.y
        self.items: list[Element] = []

    def skip(self, height: int) -> None:
        """Leave white."""
        self.y += height

    def write(self, role: str, text: str, spec: TypeSpec) -> bool:
        """Write ``text`` in as few lines as fit; False when there is no room."""
        runs, type_ = [self._case.run(text, spec.font)], Type(size=spec.size)
        room = (self._area.width, _MOST_LINES)
        head = set_in_fewest(runs, type_, room, self._case.setting)
        if head is None:
            return False
        leading = spec.size * 13 // 10
        tall = height(len(head.lines), spec.size, leading)
        if self.y + tall > self._area.y + self._area.height:
            return False
        placed = (
            ((self._area.width - width) // 2, i * leading, line)
            for i, (line, width) in enumerate(zip(head.lines, head.widths, strict=True))
        )
        place = Rect(self._area.x, self.y, self._area.width, tall)
        lines = set_lines(placed, spec.size)
        self.items.append(Element(role, (Fragment(place, spec.size, lines),)))
        self.y += tall + spec.size * 6 // 10
        return True
