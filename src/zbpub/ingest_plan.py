"""The plan of ``zbpub ingest``: what was read and what lies there in, deeds out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zbpub.base.findings import Finding, Severity
from zbpub.ingest.again import Case, Fate, judge
from zbpub.ingest.difference import unified
from zbpub.ingest.likeness import likeness, match_texts, words_of
from zbpub.ingest_accepted import is_accepted
from zbpub.ingest_sources import (
    ALIKE,
    Change,
    Desk,
    Plan,
    plan_pictures,
    plan_sources,
)
from zbpub.ingest_store import (
    MADE,
    PROPOSALS,
    Account,
    Kept,
    digest_of,
    plain_summary,
    write_ledger,
)
from zbpub.manuscript.load import LEDGER_NAME
from zbpub.manuscript.write import write_article

FOLLOWED = 0.5
"""How alike a manuscript of another name is at least to what was made once."""


def plan_issue(desk: Desk) -> Plan:
    """What is to be done; nothing is written here."""
    plan = Plan()
    plan_sources(plan, desk)
    if plan.findings:
        return plan
    texts = {
        article.name: write_article(article)
        for one in desk.readings
        for article in one.ingested.articles
    }
    mine = _read_manuscripts(desk.folder)
    known = desk.known()
    files = _follow(plan, desk, known, mine)
    matched = match_texts(
        {name: words_of(text) for name, text in texts.items()},
        {
            name: words_of(kept.base)
            for name, kept in known.items()
            if kept.base is not None
        },
        ALIKE,
    )
    for name in texts:  # of an article whose text is not known any more
        if name not in matched and name in known and known[name].base is None:
            matched[name] = name
    taken = _names_in_use(desk, mine)
    kept: dict[str, Kept] = {}
    owners: dict[str, str] = {}
    for one in desk.readings:
        for article in one.ingested.articles:
            name = matched.get(article.name) or _fresh(
                plan, article.name, taken, mine, texts[article.name]
            )
            taken.add(name)
            before = known.get(name)
            file = files.get(name, name)
            kept[name] = _plan_manuscript(
                plan, desk, name, before, (article.name, file), texts, mine
            )
            owners[name] = one.name
    _tell_left(plan, desk, known, kept, files)
    plan_pictures(plan, desk)
    _plan_ledger(plan, desk, {**known, **kept}, owners)
    _drop_unchanged(plan)
    return plan


def _read_manuscripts(folder: Path) -> dict[str, str]:
    """The texts of the issue's manuscripts, by their names without ``.md``."""
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        if path.is_file() and not path.name.startswith("."):
            texts[path.stem] = path.read_bytes().decode("utf-8", "replace")
    return texts


def _names_in_use(desk: Desk, mine: Mapping[str, str]) -> set[str]:
    names = {name for one in desk.accounts.values() for name in one.manuscripts}
    return names | {kept.file for one in desk.accounts.values()
                    for kept in one.manuscripts.values()} | set(mine)  # fmt: skip


def _fresh(
    plan: Plan, name: str, taken: set[str], mine: Mapping[str, str], text: str
) -> str:
    """The name of an article that was not there before.

    A file of its name that nothing is known of is its manuscript if it is like it.
    """
    if name not in taken:
        return name
    if name in mine and likeness(words_of(mine[name]), words_of(text)) >= ALIKE:
        return name
    stem, _, digits = name.rpartition("-")
    for count in range(int(digits) + 1, 1000):
        other = f"{stem}-{count:02d}"
        if other not in taken:
            plan.notes.append(f"{name} is another article's; this one is {other}")
            return other
    return f"{name}-{digest_of(text)[:6]}"


def _follow(
    plan: Plan, desk: Desk, known: Mapping[str, Kept], mine: Mapping[str, str]
) -> dict[str, str]:
    """The files of the known manuscripts, those that were renamed told by content."""
    files: dict[str, str] = {}
    lost: dict[str, str] = {}
    for name, kept in known.items():
        text = mine.get(kept.file)
        if text is not None and (
            kept.base is None or likeness(words_of(text), words_of(kept.base)) >= ALIKE
        ):
            files[name] = kept.file
        elif kept.base is not None:
            lost[name] = words_of(kept.base)
    others = {
        one.file
        for account in desk.accounts.values()
        for name, one in account.manuscripts.items()
        if name not in lost
    }
    strangers = {
        name: words_of(text) for name, text in mine.items() if name not in others
    }
    for name, file in match_texts(lost, strangers, FOLLOWED).items():
        files[name] = file
        if file != known[name].file:
            plan.notes.append(
                f"{known[name].file}.md is {file}.md now: its text says so"
            )
    for name in lost:
        files.setdefault(name, known[name].file)
    for name, kept in known.items():
        files.setdefault(name, kept.file)
    return files


def _plan_manuscript(  # noqa: PLR0913  # one argument for each thing it is known by
    plan: Plan,
    desk: Desk,
    name: str,
    before: Kept | None,
    names: tuple[str, str],
    texts: Mapping[str, str],
    mine: Mapping[str, str],
) -> Kept:
    """Judge one manuscript, and note what is to be written and said."""
    article, file = names
    path = desk.folder / f"{file}.md"
    proposal = desk.folder / PROPOSALS / f"{file}.md"
    new = texts[article]
    base = before.base if before else None
    if base is not None and not _any_left(desk, mine):
        base = None  # all manuscripts are gone: nobody's work is to be kept
    waiting = before.waiting if before else ""
    case = Case(
        new=new, base=base, mine=mine.get(file),
        waiting=waiting == digest_of(new), proposal=proposal.is_file(),
    )  # fmt: skip
    verdict = judge(case, force=desk.force, merge=desk.merge)
    if verdict.text is not None:
        plan.files[path] = verdict.text.encode()
    if verdict.fate is Fate.PROPOSED:
        _propose(plan, proposal, new, waiting)
        plan.findings.append(_edited(desk, path, proposal))
        waiting = digest_of(new)
    else:
        _withdraw(plan, proposal, waiting)
        waiting = ""
    after = verdict.text if verdict.text is not None else case.mine
    plan.changes.append(
        Change(
            path=path, fate=verdict.fate, name=name, article=article,
            note=_why(desk, article, verdict.fate, case), new=new, mine=after,
            diff=_diff(case, verdict.fate, after, path.name),
            proposal=proposal if verdict.fate is Fate.PROPOSED else None,
        )
    )  # fmt: skip
    made = verdict.base if verdict.base is not None else base
    if made is not None:
        plan.files[desk.folder / MADE / f"{name}.md"] = made.encode()
    sources = desk.sources.get(article, ())
    return Kept(file=file, sources=sources, base=made, waiting=waiting)


def _any_left(desk: Desk, mine: Mapping[str, str]) -> bool:
    return any(
        kept.file in mine
        for account in desk.accounts.values()
        for kept in account.manuscripts.values()
    )


def _propose(plan: Plan, proposal: Path, new: str, waiting: str) -> None:
    """Write the proposal, unless somebody has worked on an earlier one."""
    if proposal.is_file():
        there = proposal.read_bytes().decode("utf-8", "replace")
        if there != new and digest_of(there) != waiting:
            plan.notes.append(f"{proposal} was changed by hand and is left as it is")
            return
    plan.files[proposal] = new.encode()


def _withdraw(plan: Plan, proposal: Path, waiting: str) -> None:
    """Take away a proposal that was decided, if it is still what was proposed."""
    if waiting and proposal.is_file():
        there = proposal.read_bytes().decode("utf-8", "replace")
        if digest_of(there) == waiting:
            plan.remove.append(proposal)


def _edited(desk: Desk, path: Path, proposal: Path) -> Finding:
    return Finding(
        code="I092",
        message="ingest makes another text of this than before, and somebody has worked"
        " on the manuscript: it is left as it is",
        path=str(path),
        severity=Severity.WARNING,
        hint=f"compare it with {proposal}; to take that: mv {proposal} {path};"
        f" to take what touches no change of yours: --merge; to keep yours:"
        f" rm {proposal}; then ingest again",
    )


def _why(desk: Desk, article: str, fate: Fate, case: Case) -> str:
    """Why ingest makes another text than before."""
    if fate not in (Fate.UPDATED, Fate.PROPOSED, Fate.MERGED):
        return ""
    if fate is Fate.PROPOSED and case.waiting:
        return "what was proposed still waits"
    sources = desk.sources.get(article, ())
    changed = [
        one.name
        for one in desk.readings
        if one.name in sources
        and one.digest != desk.accounts.get(one.name, Account()).digest
    ]
    if changed:
        return f"{' and '.join(changed)} changed"
    return "zbpub reads the same source otherwise now"


def _diff(case: Case, fate: Fate, after: str | None, name: str) -> tuple[str, ...]:
    if fate in (Fate.UPDATED, Fate.FORCED, Fate.MERGED):
        names = (f"{name} as it was", f"{name} now")
        return unified(case.mine or "", after or "", names)
    if fate is Fate.PROPOSED and case.base is not None:
        names = (f"{name} as ingest made it last", "as it makes it now")
        return unified(case.base, case.new, names)
    if fate is Fate.PROPOSED:
        return unified(case.mine or "", case.new, (name, "as ingest makes it"))
    return ()


def _tell_left(
    plan: Plan,
    desk: Desk,
    known: Mapping[str, Kept],
    kept: Mapping[str, Kept],
    files: Mapping[str, str],
) -> None:
    """Manuscripts whose articles the sources do not give any more."""
    for name in known:
        path = desk.folder / f"{files[name]}.md"
        if name not in kept and path.is_file():
            plan.notes.append(
                f"{path}: the source no longer gives this article; it is left"
            )


def _plan_ledger(
    plan: Plan, desk: Desk, kept: Mapping[str, Kept], owners: Mapping[str, str]
) -> None:
    accounts = dict(desk.accounts)
    for one in desk.readings:
        source = one.name
        before = desk.accounts.get(source, Account()).manuscripts
        mine = {
            name: kept[name]
            for name in kept
            if owners.get(name, source if name in before else "") == source
        }
        accounts[source] = Account(
            digest=one.digest,
            number=one.number,
            summary=plain_summary(
                one.ingested.ledger.to_json(),
                [(finding, is_accepted(finding, one)) for finding in one.told],
            ),
            manuscripts=mine,
            accepted=one.accepted,
        )
    plan.files[desk.folder / LEDGER_NAME] = write_ledger(accounts)


def _drop_unchanged(plan: Plan) -> None:
    """Leave the files alone that have their content already."""
    for path, content in list(plan.files.items()):
        if path.is_file() and path.read_bytes() == content:
            del plan.files[path]


def renamed(plan: Plan) -> dict[str, str]:
    """For each article of this reading the file of its manuscript."""
    return {one.article: one.path.stem for one in plan.changes if one.article}
