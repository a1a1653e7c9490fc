"""An issue as the table of its edition wants it printed: profile, look, numerals.

Whether lines run down is the profile's affair; ``issue.toml`` names a profile for the
edition, or says ``vertical`` and gets the vertical one of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbpub.edition.editions import labelled
from zbpub.edition.numerals import han_numerals
from zbpub.manuscript.model import (
    Article,
    Block,
    EditionStyle,
    Figure,
    Filler,
    Footnote,
    Front,
    Issue,
    IssueConfig,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Subhead,
)

VERTICAL = "-vertical"
"""What the name of a vertical profile ends with."""


def finished(issue: Issue) -> Issue:
    """``issue``, whose words are in its language, as its edition prints it."""
    return styled(labelled(issue))


def styled(issue: Issue) -> Issue:
    """``issue`` with profile, look and numerals of its language's table."""
    style = issue.config.style
    config = replace(
        issue.config,
        profile=style.profile or _profile(issue.config.profile, style),
        look=style.look or issue.config.look,
    )
    issue = replace(issue, config=config)
    return _in_han(issue) if style.numerals == "han" else issue


def _profile(name: str, style: EditionStyle) -> str:
    is_named = style.writing != "vertical" or name.endswith(VERTICAL)
    return name if is_named else f"{name}{VERTICAL}"


_TWO = {"zh-Hans": "两"}
"""The word for two of a thing, where it is not 兩."""


def _in_han(issue: Issue) -> Issue:
    """``issue`` with the numbers of its running text in Han.

    Tables and charts keep their digits: columns of numbers are compared.
    """
    writer = _Writer(_TWO.get(issue.config.language, "兩"))
    return replace(
        issue,
        config=writer.config(issue.config),
        articles=tuple(map(writer.article, issue.articles)),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes numbers in Han."""

    two: str

    def text(self, text: str) -> str:
        """One stretch of text."""
        return han_numerals(text, self.two)

    def config(self, config: IssueConfig) -> IssueConfig:
        """What the issue prints beside its articles."""
        front = config.front
        return replace(
            config,
            front=self._front(front) if front else None,
            fillers=tuple(map(self._filler, config.fillers)),
        )

    def _front(self, front: Front) -> Front:
        return replace(
            front,
            slogan=self.text(front.slogan),
            ear_title=self.text(front.ear_title),
            ear=tuple(map(self.text, front.ear)),
        )

    def _filler(self, filler: Filler) -> Filler:
        return replace(
            filler, title=self.text(filler.title), text=self.text(filler.text)
        )

    def article(self, article: Article) -> Article:
        """All of an article but its byline, whose numbers would be names."""
        return replace(
            article,
            kicker=self.text(article.kicker),
            headline=self.text(article.headline),
            deck=self.text(article.deck),
            label=self.text(article.label),
            dateline=self.text(article.dateline),
            pull_quotes=tuple(map(self.text, article.pull_quotes)),
            callouts=tuple(
                replace(callout, text=self.text(callout.text))
                for callout in article.callouts
            ),
            body=self._blocks(article.body),
        )

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Subhead():
                return replace(block, runs=self._runs(block.runs))
            case Figure():
                return replace(block, caption=self.text(block.caption))
            case Quote() | Footnote():
                return replace(block, blocks=self._blocks(block.blocks))
            case ListBlock():
                return replace(block, items=tuple(map(self._blocks, block.items)))
        return block

    def _runs(self, runs: Runs) -> Runs:
        """``runs``, but for what is no running text: code, links, readings."""
        return tuple(
            run if _is_set(run) else replace(run, text=self.text(run.text))
            for run in runs
        )


def _is_set(run: Run) -> bool:
    return bool(run.code or run.href or run.note or run.ruby or run.shift)
