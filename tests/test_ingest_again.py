"""A second ingest keeps what an editor decided, and a failure leaves all as it was."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest_kit import LONE, bring_in, change, fates, snapshot, write_page
from zbpub.base.files import undo_broken, write_files
from zbpub.base.findings import InputError, MachineError
from zbpub.base.lock import lock_folder
from zbpub.cli import cli
from zbpub.ingest.again import Case, Fate, judge
from zbpub.ingest.difference import shorten, unified
from zbpub.ingest.likeness import likeness, match_texts
from zbpub.ingest.merge import merge_texts
from zbpub.ingest_store import JOURNAL, LOCK
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Article
from zbpub.manuscript.write import write_article

CARPENTER = "01-01.md"
BOOKS = "01-02.md"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with two articles."""
    return write_page(tmp_path / "in", LONE)


@pytest.fixture
def issue(tmp_path: Path, page: Path) -> Path:
    """An issue into which it was ingested."""
    folder = tmp_path / "2024-03-06"
    bring_in(folder, page)
    return folder


def test_first_ingest_keeps_what_it_needs(issue: Path) -> None:
    """Manuscripts, the ledger, the untouched source and what was made lie there."""
    assert sorted(snapshot(issue)) == [
        CARPENTER, BOOKS, "ledger.json", "source", "source/ingested",
        f"source/ingested/{CARPENTER}", f"source/ingested/{BOOKS}", "source/page.md",
    ]  # fmt: skip
    assert (issue / "source/page.md").read_text("utf-8") == LONE


def test_nothing_new_writes_nothing(issue: Path, page: Path) -> None:
    """The same source again: no file is written, not even touched."""
    before = snapshot(issue)
    times = {path: path.stat().st_mtime_ns for path in issue.glob("*")}

    done = bring_in(issue, page)

    assert fates(done) == {CARPENTER: "same", BOOKS: "same"}
    assert done.written == ()
    assert snapshot(issue) == before
    del times[issue / "source"]  # the lock came and went there
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_an_edited_manuscript_is_kept(issue: Path, page: Path) -> None:
    """The same source, a decision in the manuscript: it stays, nobody asks again."""
    change(issue / CARPENTER, "老木匠收徒弟 三年", "老木匠收徒 三年")
    before = snapshot(issue)

    for _ in range(2):
        done = bring_in(issue, page)
        assert fates(done) == {CARPENTER: "kept", BOOKS: "same"}
        assert not done.has_proposals
    assert snapshot(issue) == before


def test_a_changed_source_updates_an_untouched_manuscript(
    issue: Path, page: Path
) -> None:
    """Nobody has worked on it: it is updated, and the difference is told."""
    change(page, "三个徒弟", "五个徒弟")

    done = bring_in(issue, page)

    assert fates(done) == {CARPENTER: "updated", BOOKS: "same"}
    assert "五个徒弟" in (issue / CARPENTER).read_text("utf-8")
    shown = "\n".join(done.changes[0].diff)
    assert "三个徒弟" in shown
    assert "五个徒弟" in shown
    assert done.changes[0].note == "page.md changed"


def test_both_changed_is_a_proposal(issue: Path, page: Path) -> None:
    """Both changed: the manuscript stays, the new text lies beside it, status 1."""
    change(issue / CARPENTER, "手艺不能断", "手艺断不得")
    edited = (issue / CARPENTER).read_bytes()
    change(page, "三个徒弟", "五个徒弟")

    done = bring_in(issue, page)

    assert fates(done) == {CARPENTER: "proposed", BOOKS: "same"}
    assert (issue / CARPENTER).read_bytes() == edited
    proposal = issue / "source/proposals" / CARPENTER
    assert "五个徒弟" in proposal.read_text("utf-8")
    assert "手艺不能断" in proposal.read_text("utf-8")
    assert [one.code for one in done.findings if one.code == "I092"] == ["I092"]
    assert not any("手艺" in line for line in shorten(done.changes[0].diff))
    again = CliRunner().invoke(cli, ["ingest", str(page), "--issue", str(issue)])
    assert again.exit_code == 1
    assert "what was proposed still waits" in again.output
    assert f"mv {proposal}" in again.output
    assert sorted(path.name for path in issue.glob("*.md")) == [CARPENTER, BOOKS]


@pytest.mark.parametrize("way", ["take", "keep", "by hand"])
def test_a_proposal_is_decided_once(issue: Path, page: Path, way: str) -> None:
    """Moved over the manuscript, deleted, or written in by hand: not told again."""
    change(issue / CARPENTER, "手艺不能断", "手艺断不得")
    change(page, "三个徒弟", "五个徒弟")
    bring_in(issue, page)
    proposal = issue / "source/proposals" / CARPENTER
    if way == "take":
        proposal.replace(issue / CARPENTER)
    elif way == "keep":
        proposal.unlink()
    else:
        (issue / CARPENTER).write_bytes(proposal.read_bytes())
    decided = (issue / CARPENTER).read_bytes()

    first, second = bring_in(issue, page), bring_in(issue, page)

    expected = "kept" if way == "keep" else "same"
    assert fates(first) == fates(second) == {CARPENTER: expected, BOOKS: "same"}
    assert (issue / CARPENTER).read_bytes() == decided
    assert not proposal.exists()


def test_an_undecided_proposal_waits(issue: Path, page: Path) -> None:
    """Control of the test above: a proposal that still lies there is told again."""
    change(issue / CARPENTER, "手艺不能断", "手艺断不得")
    change(page, "三个徒弟", "五个徒弟")

    assert [bring_in(issue, page).has_proposals for _ in range(3)] == [True] * 3


def test_merge_joins_changes_that_do_not_touch(issue: Path, page: Path) -> None:
    """With --merge both changes are in the manuscript; only if it is asked for."""
    change(issue / CARPENTER, "手艺不能断", "手艺断不得")
    change(page, "三个徒弟", "五个徒弟")
    bring_in(issue, page)

    done = bring_in(issue, page, merge=True)

    text = (issue / CARPENTER).read_text("utf-8")
    assert fates(done) == {CARPENTER: "merged", BOOKS: "same"}
    assert "手艺断不得" in text
    assert "五个徒弟" in text
    assert not (issue / "source/proposals" / CARPENTER).exists()
    assert fates(bring_in(issue, page)) == {CARPENTER: "kept", BOOKS: "same"}


def test_merge_leaves_a_conflict_alone(issue: Path, page: Path) -> None:
    """Both changed the same words: the manuscript stays, a proposal is made."""
    change(issue / CARPENTER, "三个徒弟", "四个徒弟")
    change(page, "三个徒弟", "五个徒弟")

    done = bring_in(issue, page, merge=True)

    assert fates(done)[CARPENTER] == "proposed"
    assert "四个徒弟" in (issue / CARPENTER).read_text("utf-8")


def test_another_reading_of_the_same_source(
    issue: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zbpub itself reads otherwise now: told, updated, or proposed if edited."""

    def otherwise(article: Article) -> str:
        return write_article(article).replace("本报讯", "本报讯息")

    monkeypatch.setattr("zbpub.ingest_plan.write_article", otherwise)
    change(issue / BOOKS, "夜里十点", "夜里十一点")

    done = bring_in(issue, page)

    assert fates(done) == {CARPENTER: "updated", BOOKS: "proposed"}
    assert {one.note for one in done.changes} == {
        "zbpub reads the same source otherwise now"
    }


def test_an_article_that_the_source_no_longer_gives(issue: Path, page: Path) -> None:
    """It is said and never deleted."""
    page.write_text(LONE.partition("# 县城")[0], "utf-8")
    books = (issue / BOOKS).read_bytes()

    done = bring_in(issue, page)

    assert (issue / BOOKS).read_bytes() == books
    assert any(BOOKS in note and "no longer" in note for note in done.notes)


def test_articles_keep_their_manuscripts_when_one_comes_before(
    issue: Path, page: Path
) -> None:
    """A new first article gets a new name; the others are known by their words."""
    page.write_text(
        "# 河边添了三座凉亭\n\n本报讯 河边添了凉亭，走累了可以歇脚。\n\n记者 王小山\n\n"
        + LONE,
        "utf-8",
    )
    before = {name: (issue / name).read_bytes() for name in (CARPENTER, BOOKS)}

    done = bring_in(issue, page)

    assert fates(done) == {CARPENTER: "same", BOOKS: "same", "01-03.md": "new"}
    assert {name: (issue / name).read_bytes() for name in before} == before
    assert "凉亭" in (issue / "01-03.md").read_text("utf-8")


def test_a_renamed_manuscript_is_followed(issue: Path, page: Path) -> None:
    """An editor's name for a file stays; it is known by its content."""
    (issue / CARPENTER).rename(issue / "01-carpenter.md")
    change(issue / "01-carpenter.md", "手艺不能断", "手艺断不得")

    first, second = bring_in(issue, page), bring_in(issue, page)

    assert fates(first) == {"01-carpenter.md": "kept", BOOKS: "same"}
    assert first.notes == ("01-01.md is 01-carpenter.md now: its text says so",)
    assert fates(second) == fates(first)
    assert second.notes == ()
    assert not (issue / CARPENTER).exists()


def test_exchanged_names_are_followed(issue: Path, page: Path) -> None:
    """Two manuscripts whose names an editor exchanged keep their own sources."""
    (issue / CARPENTER).rename(issue / "x.md")
    (issue / BOOKS).rename(issue / CARPENTER)
    (issue / "x.md").rename(issue / BOOKS)
    change(page, "三个徒弟", "五个徒弟")

    bring_in(issue, page)

    assert "五个徒弟" in (issue / BOOKS).read_text("utf-8")
    assert "书屋" in (issue / CARPENTER).read_text("utf-8")


def test_a_manuscript_taken_away_stays_away(issue: Path, page: Path) -> None:
    """Deleting is a decision too; --force brings the article back."""
    (issue / BOOKS).unlink()

    assert fates(bring_in(issue, page)) == {CARPENTER: "same", BOOKS: "gone"}
    assert not (issue / BOOKS).exists()
    assert fates(bring_in(issue, page, force=True))[BOOKS] == "new"


def test_all_manuscripts_taken_away_are_made_again(issue: Path, page: Path) -> None:
    """With no manuscript left there is no work to keep."""
    (issue / CARPENTER).unlink()
    (issue / BOOKS).unlink()

    assert set(fates(bring_in(issue, page)).values()) == {"new"}


def test_force_writes_over(issue: Path, page: Path) -> None:
    """--force writes over what was edited, and only that."""
    change(issue / CARPENTER, "手艺不能断", "手艺断不得")

    assert fates(bring_in(issue, page, force=True)) == {
        CARPENTER: "forced", BOOKS: "same"
    }  # fmt: skip
    assert "手艺不能断" in (issue / CARPENTER).read_text("utf-8")


def test_a_strangers_manuscript_is_not_written_over(tmp_path: Path, page: Path) -> None:
    """A file that ingest knows nothing of keeps its name; the article gets another."""
    folder = tmp_path / "issue"
    mine = write_page(folder, "---\nheadline: 我的稿\n---\n\n自己写的。\n", CARPENTER)

    done = bring_in(folder, page)

    assert sorted(fates(done)) == [BOOKS, "01-03.md"]
    assert "自己写的" in mine.read_text("utf-8")


def test_a_ledger_of_an_earlier_zbpub(issue: Path, page: Path) -> None:
    """Without a record of what was made an edited manuscript becomes a proposal."""
    ledger = json.loads((issue / "ledger.json").read_text("utf-8"))
    for account in ledger.values():
        for key in ("sha256", "number", "manuscripts"):
            del account[key]
    (issue / "ledger.json").write_text(json.dumps(ledger), "utf-8")
    change(issue / CARPENTER, "手艺不能断", "手艺断不得")

    assert fates(bring_in(issue, page)) == {CARPENTER: "proposed", BOOKS: "same"}
    assert "手艺断不得" in (issue / CARPENTER).read_text("utf-8")


def test_the_earlier_source_is_kept(issue: Path, page: Path) -> None:
    """A source that another takes the place of goes aside, and that is told."""
    change(page, "三个徒弟", "五个徒弟")

    done = bring_in(issue, page)

    (aside,) = (issue / "source/earlier").iterdir()
    assert aside.read_text("utf-8") == LONE
    assert any(aside.name in note for note in done.notes)


def test_another_page_of_the_same_name_is_refused(issue: Path, tmp_path: Path) -> None:
    """Two pages called page.md do not take each other's place; nothing is written."""
    other = write_page(tmp_path / "other", "# 水来了\n\n本报讯 新渠昨天通水。\n")
    before = snapshot(issue)

    with pytest.raises(InputError) as caught:
        bring_in(issue, other)

    assert [one.code for one in caught.value.findings] == ["I096"]
    assert snapshot(issue) == before


def test_a_page_number_that_is_another_sources(issue: Path, tmp_path: Path) -> None:
    """A second page must say which it is, or it would take the first one's names."""
    other = write_page(
        tmp_path / "other", "# 水来了\n\n本报讯 新渠昨天通水。\n", "b.md"
    )

    with pytest.raises(InputError) as caught:
        bring_in(issue, other)
    assert [one.code for one in caught.value.findings] == ["I097"]
    assert fates(bring_in(issue, other, number="02")) == {"02-01.md": "new"}
    names = json.loads((issue / "ledger.json").read_text("utf-8"))
    assert sorted(names) == ["b.md", "page.md"]


def test_a_source_that_was_renamed_is_followed(issue: Path) -> None:
    """The ledger goes with a source that got another name in source/."""
    source = issue / "source/page.md"
    source.rename(issue / "source/a01.md")

    assert fates(bring_in(issue, issue / "source/a01.md")) == {
        CARPENTER: "same", BOOKS: "same"
    }  # fmt: skip
    assert list(json.loads((issue / "ledger.json").read_text("utf-8"))) == ["a01.md"]


def test_a_broken_ledger_is_one_finding(issue: Path, page: Path) -> None:
    """No traceback, nothing written."""
    leads_out = {"a": {"file": "../../x", "made": "", "sources": []}}
    spoilt = json.dumps({"page.md": {"manuscripts": leads_out}})
    for text in ("{", "[]", '{"page.md": 3}', '{"../x": {}}', spoilt):
        (issue / "ledger.json").write_text(text, "utf-8")
        before = snapshot(issue)
        with pytest.raises(InputError) as caught:
            bring_in(issue, page)
        assert [one.code for one in caught.value.findings] == ["S006"]
        assert snapshot(issue) == before


# Crash safety.


class _Dies(BaseException):
    """What no handler of errors expects."""


def _failing(
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    at: int,
    error: BaseException,
) -> Callable[[], int]:
    """Let the ``at``-th call of ``owner.name`` fail; gives how many there were."""
    real = getattr(owner, name)
    calls = 0

    def counted(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, counted)
    return lambda: calls


OPERATIONS = [(Path, "replace"), (Path, "mkdir"), (os, "fsync"), (os, "link")]


@pytest.mark.parametrize(
    ("owner", "name"), OPERATIONS, ids=[name for _, name in OPERATIONS]
)
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), _Dies()],
    ids=["disk full", "exception"],
)  # fmt: skip
def test_each_failing_step_leaves_the_issue_as_it_was(
    issue: Path, page: Path, owner: object, name: str, error: BaseException
) -> None:
    """Whichever step of writing fails, the folder is what it was."""
    change(page, "三个徒弟", "五个徒弟")
    change(page, "夜里十点", "夜里九点")
    change(issue / BOOKS, "东街", "西街")
    before = snapshot(issue)
    failed = 0
    for at in range(1, 100):
        with pytest.MonkeyPatch.context() as patch:
            calls = _failing(patch, owner, name, at, error)
            try:
                bring_in(issue, page)
            except (MachineError, _Dies):
                failed += 1
                assert snapshot(issue) == before
                continue
        if calls() < at:
            break
        # Without links copies are kept: nothing failed.
        assert name == "link"
        _put_back(issue, before)
    assert failed >= (0 if name == "link" else {"mkdir": 1}.get(name, 7))


def test_a_failing_step_without_the_undo_is_seen(
    issue: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: writing that undoes nothing leaves half of the changes behind."""
    monkeypatch.setattr("zbpub.base.files._Change.undo", lambda self: None)
    change(page, "三个徒弟", "五个徒弟")
    change(page, "夜里十点", "夜里九点")
    before = snapshot(issue)
    _failing(monkeypatch, Path, "replace", 4, OSError(errno.ENOSPC, "full"))

    with pytest.raises(MachineError):
        bring_in(issue, page)
    assert snapshot(issue) != before


def _killed_at(issue: Path, page: Path, at: int) -> bool:
    """Ingest in a process that is killed at the ``at``-th rename; whether it was."""
    child = os.fork()
    if child == 0:
        real, calls = Path.replace, 0

        def replace(self: Path, target: Path) -> Path:
            nonlocal calls
            calls += 1
            if calls == at:
                os._exit(9)
            return real(self, target)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            try:
                bring_in(issue, page)
            finally:
                os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_a_killed_ingest_is_put_back(issue: Path, page: Path, tmp_path: Path) -> None:
    """Killed anywhere: building is refused, and the next ingest begins from before."""
    change(page, "三个徒弟", "五个徒弟")
    change(page, "夜里十点", "夜里九点")
    before = snapshot(issue)
    lines = 0
    for at in range(1, 100):
        if not _killed_at(issue, page, at):
            break
        if (issue / JOURNAL).exists():
            lines += 1
            with pytest.raises(InputError) as caught:
                load_issue(issue)
            assert [one.code for one in caught.value.findings] == ["M017"]
            assert undo_broken(issue / JOURNAL, issue)
        left = snapshot(issue)
        assert {name: left[name] for name in before} == before
        done = bring_in(issue, page)  # sweeps, and does it again
        assert fates(done) == {CARPENTER: "updated", BOOKS: "updated"}
        assert not any(name.endswith((".part", ".kept")) for name in snapshot(issue))
        _put_back(issue, before)
    assert lines >= 5


def _put_back(issue: Path, before: dict[str, bytes]) -> None:
    for name in sorted(snapshot(issue).keys() - before.keys(), reverse=True):
        path = issue / name
        path.rmdir() if path.is_dir() else path.unlink()
    for name, content in before.items():
        if content != b"/":
            (issue / name).write_bytes(content)


def test_an_ingest_puts_back_what_a_killed_one_left(issue: Path, page: Path) -> None:
    """The next ingest does by itself what the test above does by hand, and says so."""
    change(page, "三个徒弟", "五个徒弟")
    change(page, "夜里十点", "夜里九点")
    assert _killed_at(issue, page, 4)
    assert (issue / JOURNAL).exists()

    done = bring_in(issue, page)

    assert fates(done) == {CARPENTER: "updated", BOOKS: "updated"}
    assert "put back" in done.notes[0]
    assert not (issue / JOURNAL).exists()


def test_a_note_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A manuscript's folder may come from anywhere: nothing outside is touched."""
    issue, outside = tmp_path / "issue", tmp_path / "outside.txt"
    outside.write_text("mine")
    journal = issue / JOURNAL
    journal.parent.mkdir(parents=True)
    for kept in ([["../../outside.txt", ""]], [["../x.md", "../../outside.txt"]]):
        note = {"kept": kept, "parts": [], "folders": []}
        journal.write_text(json.dumps(note))
        with pytest.raises(MachineError) as caught:
            undo_broken(journal, issue)
        assert caught.value.findings[0].code == "X006"
    assert outside.read_text() == "mine"
    assert not undo_broken(issue / "source/none.json", issue)


def test_write_files_removes_and_restores(tmp_path: Path) -> None:
    """Files to take away are taken away with the others, or none is."""
    gone, new = tmp_path / "gone", tmp_path / "new" / "file"
    gone.write_bytes(b"old")

    write_files({new: b"new"}, remove=[gone])
    assert snapshot(tmp_path) == {"new": b"/", "new/file": b"new"}

    before = snapshot(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(MachineError):
        write_files({tmp_path / "other": b"x", tmp_path / "folder": b"y"}, remove=[new])
    assert snapshot(tmp_path) == {**before, "folder": b"/"}


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Another process's hold on a lock file (locks count by open file)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        file.write("4711\n")
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_two_ingests_at_once_do_not_interleave(issue: Path, page: Path) -> None:
    """The second is told who is at work, and writes nothing."""
    change(page, "三个徒弟", "五个徒弟")
    with _held(issue / LOCK):
        before = snapshot(issue)
        with pytest.raises(InputError) as caught:
            bring_in(issue, page)
        assert snapshot(issue) == before
    finding = caught.value.findings[0]
    assert (finding.code, "4711" in finding.message) == ("I098", True)


def test_a_stale_lock_locks_nobody_out(issue: Path, page: Path) -> None:
    """The lock file of a process that was killed is taken over."""
    (issue / LOCK).write_text("4711\n")
    change(page, "三个徒弟", "五个徒弟")

    assert fates(bring_in(issue, page))[CARPENTER] == "updated"
    assert not (issue / LOCK).exists()


def test_a_lock_is_let_go_after_a_failure(tmp_path: Path) -> None:
    """An exception inside leaves no lock behind."""
    path = tmp_path / "lock"
    with pytest.raises(KeyError), lock_folder(path, code="I098", work="this"):
        raise KeyError
    with lock_folder(path, code="I098", work="this"):
        assert path.exists()
    assert not path.exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path, page: Path) -> None:
    """One finding with a hint; a file where the folder should be, too."""
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "issue"):
        with pytest.raises((InputError, MachineError)) as caught:
            bring_in(folder, page)
        assert len(caught.value.findings) == 1
        assert caught.value.findings[0].hint


# The parts.


def test_judge_knows_each_case() -> None:
    """The table of docs/ingest.md."""
    known = Case(new="n", base="b", mine="m")

    assert judge(Case(new="n", base=None, mine=None)).fate is Fate.NEW
    assert judge(Case(new="n", base="n", mine="n")).fate is Fate.SAME
    assert judge(Case(new="n", base="b", mine="b")).fate is Fate.UPDATED
    assert judge(Case(new="n", base="n", mine="m")).fate is Fate.KEPT
    assert judge(Case(new="n", base="b", mine=None)).fate is Fate.GONE
    assert judge(known).fate is Fate.PROPOSED
    assert judge(known, force=True).fate is Fate.FORCED
    assert judge(known, merge=True).fate is Fate.PROPOSED


WORDS = st.lists(st.sampled_from(["水来了。\n", "\n", "渠\n", "b\n", "甲乙丙丁戊己\n"]))


@given(WORDS, WORDS)
@settings(max_examples=150)
def test_a_merge_with_one_side_unchanged_is_the_other(
    base: list[str], other: list[str]
) -> None:
    """Nothing is lost or invented where only one side changed."""
    one, two = "".join(base), "".join(other)

    assert merge_texts(one, one, two) == two
    assert merge_texts(one, two, one) == two
    assert merge_texts(one, two, two) == two


def test_merge_inside_a_line() -> None:
    """Changes of one paragraph are joined where four characters keep them apart."""
    base = "昨天上午，会议在县城召开，各乡都来了人。\n"

    assert merge_texts(
        base, base.replace("昨天", "前天"), base.replace("县城", "乡里")
    ) == base.replace("昨天", "前天").replace("县城", "乡里")
    assert merge_texts(base, base.replace("昨", "前"), base.replace("昨", "今")) is None
    assert (
        merge_texts(base, base.replace("县城", "乡里"), base.replace("在县", "到县"))
        is None
    )


def test_short_differences_keep_to_the_change() -> None:
    """A long paragraph is cut to the words around its change; so many lines at most."""
    old = "一" * 200 + "三个徒弟" + "二" * 200
    lines = unified(old, old.replace("三个", "五个"), ("a", "b"))

    short = shorten(lines)
    assert all(len(line) < 50 for line in short)
    assert sum("五个徒弟" in line for line in short) == 1
    assert len(shorten([f"+{n}" for n in range(100)], 10)) == 11
    assert shorten([f"+{n}" for n in range(100)], 10)[-1] == "… 90 more lines"


def test_likeness_and_its_matches() -> None:
    """Equal texts are alike, foreign ones not; each text is matched once."""
    assert likeness("新渠昨天通水", "新渠昨天通水") == 1
    assert likeness("新渠昨天通水", "书屋夜里亮灯") == 0
    new = {"a": "书屋夜里亮灯了", "b": "新渠昨天通水"}
    old = {"x": "新渠昨天通水了", "y": "书屋夜里亮着灯"}
    assert match_texts(new, old, 0.3) == {"a": "y", "b": "x"}
    assert match_texts(new, {"z": "没有一样的"}, 0.3) == {}
