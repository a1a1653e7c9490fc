"""What decides an edition, read from styles/lexicons/ and the issue's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from zbpub.base.findings import Finding, InputError
from zbpub.edition.ledger import Edited
from zbpub.edition.lexicon import Lexicon
from zbpub.edition.rule_files import (
    parse_glosses,
    parse_glyphs,
    parse_names,
    parse_press,
)
from zbpub.edition.rules import Rules
from zbpub.edition.writing import finished
from zbpub.manuscript.model import Issue

LEXICON_NAME = "lexicon.toml"
"""In the issue's folder: what this issue has decided."""
HOUSE_NAME = "house.toml"
REGIONAL_NAME = "regional.toml"

_Parsed = TypeVar("_Parsed")


def read_rules(styles: Path, own: Iterable[Path] = ()) -> Rules:
    """Everything that decides a conversion.

    Args:
        styles: The styles folder; its ``lexicons`` are read.
        own: Lexicons that are stronger than the house's, the strongest first: an
            issue's, those of the command line. One that is missing is an error.

    Raises:
        InputError: A file cannot be used; carries the findings of all.
    """
    folder = styles / "lexicons"
    found: list[Finding] = []
    lexicons: list[Lexicon] = []
    for path in (*own, folder / HOUSE_NAME, folder / REGIONAL_NAME):
        lexicon, wrong = _lexicon(path)
        lexicons.append(lexicon)
        found += wrong
    if found:
        raise InputError(*found)
    return Rules(
        lexicons=tuple(lexicons),
        press=_parsed(folder / "press.toml", parse_press),
        glyphs=_parsed(folder / "glyphs.toml", parse_glyphs),
        names=_parsed(folder / "names.toml", parse_names),
        glosses=_parsed(folder / "glosses.toml", parse_glosses),
    )


def issue_lexicon(folder: Path) -> tuple[Path, ...]:
    """The lexicon of the issue in ``folder``, when it has one.

    Raises:
        InputError: It is a link that leads out of the folder: issues are untrusted.
    """
    path = folder / LEXICON_NAME
    if not path.exists() and not path.is_symlink():
        return ()
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(
            Finding(
                code="T001",
                message="the lexicon lies outside the issue's folder",
                path=str(path),
                hint="copy the file into the folder instead of linking to it",
            )
        )
    return (path,)


def _lexicon(path: Path) -> tuple[Lexicon, tuple[Finding, ...]]:
    from zbpub.edition.lexicon_file import parse_lexicon

    text, wrong = _text(path)
    return (Lexicon(), (wrong,)) if wrong else parse_lexicon(text, path=str(path))


def _parsed(path: Path, parse: Callable[[str], _Parsed]) -> _Parsed:
    text, wrong = _text(path)
    if wrong:
        raise InputError(wrong)
    try:
        return parse(text)
    except (ValueError, KeyError) as error:
        raise InputError(
            Finding(
                code="T007",
                message=f"the table cannot be used: {error}",
                path=str(path),
                hint="mend it, or take the one that zbpub comes with",
            )
        ) from error


def _text(path: Path) -> tuple[str, Finding | None]:
    try:
        return path.read_bytes().decode("utf-8-sig"), None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or error
        return "", Finding(
            code="T001",
            message=f"the lexicon cannot be read: {reason}",
            path=str(path),
            hint="see what it is; it must be UTF-8",
        )


def edited(
    issue: Issue, language: str, styles: Path, *, strict: bool = False
) -> Edited:
    """``issue`` as an edition prints it, by the house's lexicons and its own.

    What converts is loaded only when something is to be converted.

    Raises:
        InputError: A lexicon or the edition cannot be used; carries all findings.
    """
    if language in ("", issue.config.language):
        return Edited(finished(issue))
    from zbpub.edition.edit import edit_issue

    sources: dict[str, list[str]] = {}

    def where(path: str, text: str) -> int:
        lines = sources.setdefault(path, _lines(path))
        return next((at for at, line in enumerate(lines, 1) if text in line), 0)

    rules = read_rules(styles, issue_lexicon(Path(issue.folder)))
    return edit_issue(issue, language, rules, where, strict=strict)


def _lines(path: str) -> list[str]:
    """The lines of a manuscript that was read before; none when it has gone."""
    try:
        return Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
