"""Charts of an issue made into pictures: the same issue, and the files they stand for.

The stages behind this one know pictures only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import count
from typing import Protocol, cast

from zbpub.compose.fonts import FaceKey
from zbpub.manuscript.charts import FOLDER
from zbpub.manuscript.model import (
    Article,
    Block,
    Chart,
    Figure,
    Footnote,
    Issue,
    ListBlock,
    Quote,
)
from zbpub.manuscript.walk import every_block

_KINDS = {"bar": "柱状图", "hbar": "条形图", "line": "折线图", "pie": "饼图"}
_KINDS_HANT = {"bar": "柱狀圖", "hbar": "橫條圖", "line": "折線圖", "pie": "圓餅圖"}


class _Painter(Protocol):
    """What ``render.chart`` is used for."""

    def chart_svg(self, chart: Chart, text: FaceKey, strong: FaceKey) -> bytes: ...


def chart_figures(
    issue: Issue, text: FaceKey, strong: FaceKey
) -> tuple[Issue, Mapping[str, bytes]]:
    """``issue`` with a picture for each chart, and the drawings by source.

    Args:
        issue: The issue as its manuscripts say it.
        text: The face of a chart's names.
        strong: The face of its numbers.
    """
    if not any(_charts(article) for article in issue.articles):
        return issue, {}
    # Matplotlib takes a second to load: an issue without charts must not wait.
    painter = cast("_Painter", import_module("zbpub.render.chart"))
    taken = {
        block.src
        for article in issue.articles
        for block in every_block(article.body)
        if isinstance(block, Figure)
    }
    articles: list[Article] = []
    images: dict[str, bytes] = {}
    for article in issue.articles:
        drawer = _Drawer(
            article.name, painter, (text, strong), images, taken, issue.config.language
        )
        articles.append(replace(article, body=tuple(drawer.blocks(article.body))))
    return replace(issue, articles=tuple(articles)), images


def chart_alt(chart: Chart, language: str = "zh-Hans") -> str:
    """What a chart shows, in words: ``柱状图：2019，12.3；2020，10.1``."""
    series = chart.head[1:]
    parts = (
        f"{row[0]}，" + "，".join(
            f"{name} {cell}" if len(series) > 1 else cell
            for name, cell in zip(series, row[1:], strict=True)
        )
        for row in chart.rows
    )  # fmt: skip
    named = "" if len(series) > 1 else series[0]
    kinds = _KINDS_HANT if "-Hant" in language else _KINDS
    return f"{named}{kinds[chart.kind]}：" + "；".join(parts)


def _charts(article: Article) -> bool:
    return any(isinstance(block, Chart) for block in every_block(article.body))


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws the charts of one article."""

    article: str
    painter: _Painter
    faces: tuple[FaceKey, FaceKey]
    images: dict[str, bytes]
    """Takes the drawings, by source."""
    taken: set[str]
    """Sources of the issue's pictures and of the charts drawn."""
    language: str
    """Of the issue: the words of alternative texts."""

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        """The blocks with pictures for charts, those inside others too."""
        for block in blocks:
            match block:
                case Chart():
                    yield self._figure(block)
                case Quote() | Footnote():
                    yield replace(block, blocks=tuple(self.blocks(block.blocks)))
                case ListBlock():
                    items = tuple(tuple(self.blocks(item)) for item in block.items)
                    yield replace(block, items=items)
                case _:
                    yield block

    def _figure(self, chart: Chart) -> Figure:
        names = (f"{FOLDER}{self.article}-{number}.svg" for number in count(1))
        source = next(name for name in names if name not in self.taken)
        self.taken.add(source)
        self.images[source] = self.painter.chart_svg(chart, *self.faces)
        return Figure(source, chart_alt(chart, self.language), chart.title, chart.line)
