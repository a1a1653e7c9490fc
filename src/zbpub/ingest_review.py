"""The review of ``zbpub ingest``: what it did in, one page of HTML for the desk out.

Self-contained: no script, nothing fetched; the template escapes all copy.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from jinja2 import TemplateError

from zbpub.base.files import write_files
from zbpub.base.findings import ALIKE
from zbpub.base.templates import open_templates, template_fault
from zbpub.ingest.difference import unified
from zbpub.ingest.review import review_pages
from zbpub.ingest.review_values import Outcome, PageView, Sheet
from zbpub.ingest_accepted import is_accepted
from zbpub.ingest_recipe import Done
from zbpub.ingest_sources import Change

FOLDER = "ingest"
"""The folder of styles/ that holds the template."""
TEMPLATE = "review.html.j2"
NAME = "ingest.html"


def write_review(done: Done, folder: Path, out: Path, styles: Path) -> Path:
    """Write OUT/NAME/ingest.html, where NAME is the issue's folder's.

    Raises:
        InputError: The template cannot be read or filled.
        MachineError: The file cannot be written.
    """
    name = folder.name if folder.name not in ("", "..") else folder.resolve().name
    file = out / name / NAME
    write_files({file: review_html(done, name, styles).encode()})
    return file


def review_html(done: Done, name: str, styles: Path) -> str:
    """The page about what ``done`` tells.

    Raises:
        InputError: The template cannot be read or filled.
    """
    sheets = [
        Sheet(
            number=one.number,
            ingested=one.ingested,
            findings=one.told,
            name=one.name,
            file=one.path.name,
            kind=one.kind,
            places=one.places,
            accepted=frozenset(f for f in one.told if is_accepted(f, one)),
        )
        for one in done.readings
    ]
    outcomes = {one.article: _outcome(one) for one in done.changes if one.article}
    return _fill(styles, name, review_pages(sheets, outcomes), done)


def _outcome(change: Change) -> Outcome:
    edited: tuple[str, ...] = ()
    if change.mine is not None and change.mine != change.new:
        names = ("as ingest makes it", change.path.name)
        edited = unified(change.new, change.mine, names)
    return Outcome(
        file=change.path.name,
        fate=change.fate,
        note=change.note,
        diff=change.diff,
        proposal=str(change.proposal or ""),
        mine=change.mine,
        edited=edited,
    )


def _fill(styles: Path, name: str, pages: tuple[PageView, ...], done: Done) -> str:
    views = [view for page in pages for view in page.doubts]
    views += [view for page in pages for row in page.rows for article in row.articles
              for view in article.doubts]  # fmt: skip
    views.sort(key=lambda view: view.number)
    try:
        templates = open_templates(styles / FOLDER)
        templates.filters["shell"] = shlex.quote
        template = templates.get_template(TEMPLATE)
        return template.render(
            name=name, pages=pages, notes=done.notes, doubts=views,
            open=sum(view.state == "open" for view in views),
            folder=str(done.folder or name), many=ALIKE,
        )  # fmt: skip
    except (TemplateError, OSError) as error:
        raise template_fault(error, styles / FOLDER / TEMPLATE) from error
