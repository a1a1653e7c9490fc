"""What the commands of the line share: findings to exit statuses, progress, places."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, TextIO

import click

from zbpub.base.findings import Finding, ZbpubError

FOLDER = click.Path(path_type=Path)


def guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Turn findings into lines on standard error and an exit status."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            status = command(*args, **kwargs)
        except ZbpubError as error:
            print_findings(error.findings)
            status = error.exit_code
        except UnicodeDecodeError as error:
            # Only standard input is decoded here; files have findings of their own.
            click.echo(f"standard input is no UTF-8: {error.reason}", err=True)
            status = 3
        except BrokenPipeError:
            # The reader of our output has gone (… | head): nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        sys.exit(status)

    return run


def print_findings(findings: Iterable[Finding], file: TextIO | None = None) -> None:
    """Print each finding; on standard error when no ``file`` is given."""
    for finding in findings:
        click.echo(str(finding), file=file or sys.stderr)


def say(line: str) -> None:
    """Print one line of progress."""
    click.echo(f"  {line} …", err=True)


def silent(line: str) -> None:
    """Print nothing."""
    del line


def styles_folder() -> Path:
    """styles/ here, or else that of the checkout that this program runs from."""
    here = Path("styles")
    own = Path(__file__).resolve().parents[2] / "styles"
    return here if here.is_dir() or not own.is_dir() else own


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH: the one variable that is read, and only here."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not value.isdigit():
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: {value!r}")
    return int(value)
