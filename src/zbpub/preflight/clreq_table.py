"""Write docs/clreq.md from docs/clreq.toml: CLREQ's clauses, what of each, and by what.

Run as ``python -m zbpub.preflight.clreq_table docs/clreq.toml docs/clreq.md``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from zbpub.preflight.clreq import (
    Clause,
    Requirements,
    Section,
    Status,
    read_requirements,
)

_INTRODUCTION = """\
# The clauses of CLREQ

<!-- Written by `make clreq` from docs/clreq.toml: change that file. -->

Each requirement of W3C's [{title}]({address})
(commit `{commit}` of w3c/clreq) in our own words: whether it applies to newspapers,
whether it is met in horizontal and in vertical lines, and what proves it.

A clause is *met* when a check shows it: a clause of `zbpub measure`
([measures.md](measures.md)), a case, or a test; what no check shows is not met.
*Partly* counts as not met.
"""
_HEAD = ("clause", "says", "horizontal", "vertical", "proved by")
_ORDER = (Status.MET, Status.PARTLY, Status.NOT_MET)


def clreq_page(requirements: Requirements) -> str:
    """The page, in Markdown."""
    parts = [
        _INTRODUCTION.format(
            title=requirements.title,
            address=requirements.address,
            commit=requirements.commit[:7],
        ),
        "\n".join(_counts(requirements.clauses)),
        *("\n".join(_section(requirements, one)) for one in requirements.sections),
    ]
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def main(source: str, target: str) -> None:
    """Write the page of the clauses in ``source`` to ``target``."""
    page = clreq_page(read_requirements(Path(source)))
    Path(target).write_text(page, "utf-8")


def share(statuses: Sequence[Status]) -> float:
    """The share of the applicable clauses that are met."""
    applicable = [one for one in statuses if one is not Status.NOT_APPLICABLE]
    return applicable.count(Status.MET) / len(applicable)


def _counts(clauses: Sequence[Clause]) -> Iterator[str]:
    names = ("direction", "clauses", "applicable", *_ORDER, "share met")
    yield _row(names)
    yield _row(["---"] * len(names))
    for name in ("horizontal", "vertical"):
        statuses = [Status(getattr(clause, name)) for clause in clauses]
        counts = Counter(statuses)
        applicable = len(clauses) - counts[Status.NOT_APPLICABLE]
        numbers = [len(clauses), applicable, *(counts[one] for one in _ORDER)]
        yield _row([name, *map(str, numbers), f"{share(statuses):.1%}"])


def _section(requirements: Requirements, section: Section) -> Iterator[str]:
    yield f"## [{section.title}]({requirements.address}#{section.anchor})\n"
    yield _row(_HEAD)
    yield _row(["---"] * len(_HEAD))
    for clause in section.clauses:
        proof = "; ".join([*map(_check, clause.checks), *filter(None, [clause.note])])
        yield _row([
            clause.name,
            clause.says,
            _status(clause.horizontal, clause),
            _status(clause.vertical, clause),
            proof,
        ])  # fmt: skip


def _status(status: Status, clause: Clause) -> str:
    return f"— ({clause.why})" if status is Status.NOT_APPLICABLE else status.value


def _check(check: str) -> str:
    kind, _, rest = check.partition(" ")
    file, _, name = rest.partition(": ")
    if kind == "case":
        return (
            f"case {name} in `tests/cases/{file}`" if name else f"`tests/cases/{file}`"
        )
    if kind == "test":
        return f"{name} in `tests/{file}`"
    return f"*{check}*"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(*sys.argv[1:])
