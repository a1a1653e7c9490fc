"""The accepted findings of ``zbpub ingest``: what the desk says in, readings out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zbpub.base.findings import Finding, InputError, Severity
from zbpub.ingest.accepted import Pick, key_of, name_pick, pick_findings
from zbpub.ingest_reading import Reading
from zbpub.ingest_store import Account


def accept_findings(
    readings: Sequence[Reading],
    accounts: Mapping[str, Account],
    accept: Sequence[Pick] = (),
    reopen: Sequence[Pick] = (),
) -> list[Reading]:
    """``readings``, each with its findings that the desk has accepted.

    Args:
        readings: The sources as they were read.
        accounts: What was accepted before.
        accept: What is accepted now.
        reopen: What is accepted no more.

    Raises:
        InputError: I099: ``accept`` or ``reopen`` names a finding that is not there.
    """
    told = [(one.name, finding) for one in readings for finding in one.told]
    closed, idle = pick_findings(accept, told)
    opened, also = pick_findings(reopen, told)
    if idle or also:
        raise InputError(*(_names_none(pick, told) for pick in (*idle, *also)))
    made: list[Reading] = []
    for one in readings:
        kept = dict(accounts.get(one.name, Account()).accepted)
        for file, finding in closed:
            if file == one.name:
                kept[key_of(finding, one.ingested)] = _words(finding)
        for file, finding in opened:
            if file == one.name:
                kept.pop(key_of(finding, one.ingested), None)
        made.append(replace(one, accepted=kept))
    return made


def is_accepted(finding: Finding, reading: Reading) -> bool:
    """Whether the desk agrees with ``finding``."""
    return bool(reading.accepted) and (
        finding.severity is not Severity.ERROR
        and key_of(finding, reading.ingested) in reading.accepted
    )


def _words(finding: Finding) -> str:
    place = f":{finding.line}" if finding.line else ""
    return f"{finding.code}{place} {finding.message}"


def _names_none(pick: Pick, told: Sequence[tuple[str, Finding]]) -> Finding:
    """The error that says which findings of the code there are."""
    places = [name_pick(one, file) for file, one in told if one.code == pick.code]
    shown = ", ".join(places[:5]) + (" …" if len(places) > 5 else "")
    said = ":".join(
        map(str, filter(None, (pick.code, pick.file, pick.line, pick.column)))
    )
    return Finding(
        code="I099",
        message=f"{said} is no finding of these sources; nothing was written",
        hint=f"those of {pick.code} are {shown}" if places else "see what was found",
    )
