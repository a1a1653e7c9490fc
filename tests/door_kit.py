"""What the tests of the doors share: refusals, accounts, anything opened."""

from __future__ import annotations

import pytest

from zbpub.base.chars import significant
from zbpub.base.findings import Finding, InputError, Severity
from zbpub.ingest.door import open_door
from zbpub.ingest.opened import Opened
from zbpub.ingest.page import ingest_page
from zbpub.ingest.result import Ingested
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.write import write_article


def refusal(name: str, content: bytes) -> Finding:
    """The one finding with which ``content`` is refused."""
    with pytest.raises(InputError) as caught:
        open_door(name, content)
    (finding,) = caught.value.findings
    assert finding.path == name
    assert finding.severity is Severity.ERROR
    assert finding.hint
    return finding


def ingest(opened: Opened) -> Ingested:
    """What ingest makes of an opened source; nothing of it is lost or invented."""
    page = ingest_page(opened.text, path="x", page="03", given=opened.given)
    summary = page.ledger.to_json()
    assert (summary["lost"], summary["invented"]) == (0, 0)
    left_out = sum(summary["left_out"].values())
    assert summary["kept"] + left_out == len(significant(opened.text))
    return page


def open_anything(name: str, content: bytes) -> None:
    """Open and ingest ``content``: whatever it is, findings alone speak of it."""
    try:
        opened = open_door(name, content)
    except InputError as error:
        (finding,) = error.findings
        assert (finding.path, finding.severity) == (name, Severity.ERROR)
        assert finding.message
        assert finding.hint
        return
    assert open_door(name, content) == opened
    for article in ingest(opened).articles:
        if article.headline and opened.kind != "text":
            written = write_article(article)
            again, _ = parse_article(written, name=article.name, path="x")
            assert again == article
