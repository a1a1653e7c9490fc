"""What an editor should know of a Word document that was opened, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.docx_words import Notices
from zbpub.ingest.opened import WRAPPED_NOTICE, ruby_notice


def tell_notices(
    name: str, notices: Notices, articles: int, wrapped: bool
) -> Iterator[Finding]:
    """The findings about the document ``name``."""
    for code, message, hint in _tell(notices, articles, wrapped):
        severity = Severity.WARNING if code == "I109" else Severity.INFO
        yield Finding(
            code=code, message=message, path=name, severity=severity, hint=hint
        )


def _tell(
    notices: Notices, articles: int, wrapped: bool
) -> Iterator[tuple[str, str, str]]:
    if notices.deleted or notices.inserted:
        yield (
            "I106",
            f"the document has tracked changes ({notices.inserted} insertions,"
            f" {notices.deleted} deletions); its text is read as if all were accepted",
            "if one was to be rejected, mend the manuscript",
        )
    if notices.comments:
        yield (
            "I107",
            f"{notices.comments} comments of the document are left out",
            "read them in Word",
        )
    if notices.boxes:
        yield (
            "I108",
            f"the words of {notices.boxes} text boxes stand behind the paragraph that"
            " each is fixed to",
            "move them where they belong",
        )
    if notices.lost_pictures:
        kinds = Counter(notices.lost_pictures)
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield (
            "I109",
            f"pictures or objects of the document cannot be taken over: {told}",
            "save them as JPEG or PNG into images/, and show them in the manuscript",
        )
    if articles > 1:
        yield (
            "I110",
            f"the document is read as {articles} articles: it has as many titles that"
            " stand over texts of their own",
            "if it is one, join the manuscripts, and make the titles ## subheads",
        )
    if notices.rubies:
        yield ruby_notice(notices.rubies)
    if wrapped:
        yield WRAPPED_NOTICE
