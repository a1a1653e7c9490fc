"""Rules and converters for the tests of the editions, opened once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zbpub.edition.converter import Converter
from zbpub.edition.edit import edit_issue
from zbpub.edition.ledger import Edited
from zbpub.edition.lexicon_file import parse_lexicon
from zbpub.edition.rules import Rules
from zbpub.edition_files import read_rules
from zbpub.manuscript.model import Article, Block, Issue, IssueConfig, Paragraph, Run

ROOT = Path(__file__).parent.parent
STYLES = ROOT / "styles"
TRADITIONAL = ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK")


@cache
def rules(lexicon: str = "") -> Rules:
    """The rules that zbpub comes with, behind those of a lexicon's text."""
    made = read_rules(STYLES)
    if not lexicon:
        return made
    own, found = parse_lexicon(lexicon, path="lexicon.toml")
    assert found == ()
    return Rules(
        lexicons=(own, *made.lexicons),
        press=made.press,
        glyphs=made.glyphs,
        names=made.names,
        glosses=made.glosses,
    )


@cache
def converter(edition: str = "zh-Hant-TW", lexicon: str = "") -> Converter:
    """A converter to ``edition``."""
    return Converter(edition, rules(lexicon))


def traditional(text: str, edition: str = "zh-Hant-TW", lexicon: str = "") -> str:
    """What ``edition`` makes of ``text``."""
    return converter(edition, lexicon).convert(text).text


def article(*body: Block, **fields: str) -> Article:
    """An article of the tests."""
    told = {"headline": "标题", **fields}
    return Article(name="a", path="issue/a.md", body=body, **told)  # type: ignore[arg-type]


def paragraph(*texts: str, line: int = 5) -> Paragraph:
    """A paragraph; every second text is bold."""
    runs = (Run(text, strong=bool(at % 2)) for at, text in enumerate(texts))
    return Paragraph(tuple(runs), line=line)


def edited(
    *articles: Article,
    language: str = "zh-Hant-TW",
    lexicon: str = "",
    strict: bool = False,
) -> Edited:
    """An issue of ``articles`` as an edition prints it."""
    config = IssueConfig(publication="鲁中晨报", date="2021-02-03")
    issue = Issue(config=config, articles=articles, folder="issue")
    return edit_issue(issue, language, rules(lexicon), lambda *_: 0, strict=strict)
