"""The cheapest cuts and additions: they win their lines, and nothing is cheaper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import IssueSpec, issue_of, seeded_issue, tabloid
from zbpub.base.chars import significant
from zbpub.layout.account import Edit
from zbpub.layout.advice import cures
from zbpub.layout.cures import (
    cheapest_additions,
    cheapest_cuts,
    page_additions,
    page_cuts,
)
from zbpub.layout.galley import Galley, set_galley
from zbpub.manuscript.model import (
    Article,
    Block,
    Figure,
    Filler,
    PagePlan,
    Paragraph,
    PictureNote,
    Pin,
    Run,
    Subhead,
)

EM = 9_000
MEASURE = 11 * EM


@cache
def article(seed: int = 3) -> Article:
    """A lead with subheads, its paragraphs of varied length."""
    lead = seeded_issue(IssueSpec(seed, 2, 1400)).articles[0]
    return replace(lead, dateline="")


@cache
def galley(of: Article, measure: int = MEASURE) -> Galley:
    """It set."""
    return set_galley(of, measure, tabloid())


def short(*texts: str) -> Article:
    """An article of these paragraphs."""
    body = tuple(Paragraph((Run(text),)) for text in texts)
    return Article(name="a", headline="题", body=body)


def edited(of: Article, edits: Sequence[Edit], *, longer: bool) -> Article:
    """``of`` with characters cut or put before the last mark of its paragraphs."""
    by_paragraph = {edit.paragraph: edit.characters for edit in edits}
    body: list[Block] = []
    number = 0
    for block in of.body:
        if isinstance(block, Paragraph):
            number += 1
            text = "".join(run.text for run in block.runs)
            count = by_paragraph.get(number, 0)
            kept = text[:-1] if longer else text[: len(text) - 1 - count]
            text = kept + "文" * (count if longer else 0) + text[-1]
            body.append(Paragraph((Run(text),)))
        else:
            body.append(block)
    return replace(of, body=tuple(body))


def _saved(less: int) -> float:
    """The share of paragraphs that lose a line by what is told less ``less``."""
    counts = []
    for seed, measure in product((0, 3, 5), (9, 11, 14, 17)):
        of, whole = article(seed), galley(article(seed), measure * EM)
        for edit in cheapest_cuts(
            whole, sum(isinstance(b, Paragraph) for b in of.body)
        ):
            if edit.rows == 1:
                one = replace(edit, characters=max(edit.characters - less, 0))
                after = edited(of, [one], longer=False)
                lines = len(set_galley(after, measure * EM, tabloid()).strips)
                counts.append(lines == len(whole.strips) - 1)
    return sum(counts) / len(counts)


def test_cuts_save_their_lines() -> None:
    """With the characters cut nearly every paragraph has a line less.

    Four less are not enough for most: marks do not take in that many.
    """
    assert _saved(0) >= 0.98
    assert _saved(4) < 0.3


@pytest.mark.parametrize("rows", [1, 5, 9])
def test_cuts_of_many_lines_save_them_all(rows: int) -> None:
    """Several paragraphs cut together save as many lines as are told."""
    whole = galley(article())
    edits = cheapest_cuts(whole, rows)
    after = set_galley(edited(article(), edits, longer=False), MEASURE, tabloid())

    assert sum(edit.rows for edit in edits) == rows
    assert len(after.strips) == len(whole.strips) - rows


def _gained(less: int) -> float:
    """The share of paragraphs that gain a line by what is told less ``less``."""
    counts = []
    for seed, measure in product((0, 3, 5), (9, 11, 17)):
        of, whole = article(seed), galley(article(seed), measure * EM)
        number = sum(isinstance(block, Paragraph) for block in of.body)
        for edit in cheapest_additions(whole, number * 9)[:number]:
            first = edit.characters - (edit.rows - 1) * measure - less
            one = replace(edit, characters=first)
            after = set_galley(edited(of, [one], longer=True), measure * EM, tabloid())
            counts.append(len(after.strips) == len(whole.strips) + 1)
    return sum(counts) / len(counts)


def test_additions_give_their_lines() -> None:
    """With the characters added nearly every paragraph has a line more.

    Three less, one beyond a full line, are not enough for most: their marks close up.
    """
    assert _gained(0) >= 0.95
    assert _gained(3) < 0.3


def _fewest(of: Galley, rows: int) -> int | None:
    """By trying every number of lines from every paragraph's end."""
    lengths = [
        [len(significant(strip.line.text)) for strip in group]
        for _, group in groupby(of.strips, lambda strip: strip.element)
    ]
    prices = [
        [sum(lines[len(lines) - n :]) for n in range(len(lines))] for lines in lengths
    ]
    ways = product(*(range(len(each)) for each in prices))
    return min(
        (
            sum(price[n] for price, n in zip(prices, way, strict=True))
            for way in ways
            if sum(way) == rows
        ),
        default=None,
    )


TEXTS = st.lists(
    st.integers(1, 44).map(lambda n: "文" * (n - 1) + "。"), min_size=1, max_size=4
)


@settings(deadline=None)
@given(TEXTS, st.integers(1, 8))
def test_no_cut_is_cheaper(texts: list[str], rows: int) -> None:
    """The characters are the fewest there are; where there are none, none is told."""
    whole = galley(short(*texts))
    edits = cheapest_cuts(whole, rows)
    fewest = _fewest(whole, rows)

    assert sum(edit.characters for edit in edits) == (fewest or 0)
    assert bool(edits) == (fewest is not None)


def test_short_last_lines_go_first() -> None:
    """Three characters in the last line are cut before seven."""
    # Two em of indent: the first line holds nine.
    whole = galley(short("文" * 9 + "文" * 6 + "。", "文" * 9 + "文" * 2 + "。"))
    (edit,) = cheapest_cuts(whole, 1, "a")

    assert (edit.article, edit.paragraph, edit.characters, edit.rows) == ("a", 2, 3, 1)
    assert edit.words == "文" * 11 + "。"
    assert [e.characters for e in cheapest_cuts(whole, 2)] == [3, 7]
    assert cheapest_cuts(whole, 3) == ()


def test_full_last_lines_are_lengthened_first() -> None:
    """Where one character is wanting to a line, two and what marks take in give one."""
    whole = galley(short("文" * 9 + "文" * 6 + "。", "文" * 9 + "文" * 9 + "。"))
    (edit,) = cheapest_additions(whole, 1)

    assert (edit.paragraph, edit.characters, edit.rows) == (2, 4, 1)
    assert [e.characters for e in cheapest_additions(whole, 2)] == [4, 7]


def test_heads_and_bylines_are_left_alone() -> None:
    """Subheads and bylines are neither cut nor counted as paragraphs."""
    text = Paragraph((Run("文" * 12 + "。"),))
    body = (Subhead((Run("小题"),)), text, Subhead((Run("小题"),)), text)
    whole = galley(Article(name="a", headline="题", byline="记者 石榴", body=body))

    assert {e.paragraph for e in cheapest_cuts(whole, 2)} == {1, 2}
    assert cheapest_cuts(whole, 3) == ()


def test_articles_are_weighed_together() -> None:
    """Over two articles the cheapest paragraphs of both are taken."""
    one, other = galley(short("文" * 14 + "。")), galley(short("文" * 11 + "。"))

    assert [
        (e.article, e.characters) for e in page_cuts({"甲": one, "乙": other}, 1)
    ] == [("乙", 3)]
    assert [e.article for e in page_additions({"甲": one, "乙": other}, 1)] == ["甲"]


# --- cures of a page ------------------------------------------------------------------

PICTURE = Figure("images/bridge.png", "桥")


def told(off_rows: int, *articles: Article, **settings: object) -> list[str]:
    """The cures of a page, as they are told."""
    issue = issue_of(*articles)
    issue = replace(issue, config=replace(issue.config, **settings))  # type: ignore[arg-type]
    galleys = {a.name: galley(a) for a in articles}
    return [cure.text for cure in cures(off_rows, articles, galleys, issue)]


def lines(count: int, name: str = "乙", **given: object) -> Article:
    """An article of ``count`` lines."""
    text = "文" * (count * 11 - 3) + "。"
    body = (Paragraph((Run(text),)),)
    return Article(name=name, headline=name, body=body, **given)  # type: ignore[arg-type]


def test_words_come_first() -> None:
    """The cheapest cut is the first cure of a page over, an addition of one short."""
    lead = lines(40, "甲")

    assert told(3, lead)[0] == "cut 33 characters (3 lines)"
    assert told(-1, lead)[0] == "add 3 characters (1 line)"


def test_right_length_wants_one_line() -> None:
    """Where the length is right, one line less or one more is offered."""
    assert [text.split()[0] for text in told(0, lines(40, "甲"))] == ["cut", "add"]


def test_far_off_has_no_places() -> None:
    """Nobody wins hundreds of lines by words: their number is told, no paragraph."""
    lead = lines(400, "甲")
    (words, *_) = cures(300, [lead], {"甲": galley(lead)}, issue_of(lead))

    assert (words.characters, words.rows, words.edits) == (3300, 300, ())


@pytest.mark.parametrize(
    ("rows", "moved"),
    [(20, True), (45, True), (90, True), (9, False), (200, False)],
)
def test_article_of_about_that_size_may_be_moved(rows: int, moved: bool) -> None:
    """An article half to twice what is over may go; the lead never."""
    texts = told(rows, lines(200, "甲"), lines(25, "乙"), lines(60, "丙"))

    assert any("move " in text for text in texts) == moved
    assert not any("move “甲”" in text for text in texts)


def test_jump_wants_another_page_and_leave() -> None:
    """A tail goes on elsewhere if there is a page, and the article may jump."""
    pages = (PagePlan(number="01"), PagePlan(number="02"))

    assert any("go on" in text for text in told(9, lines(60, "甲"), pages=pages))
    assert not any("go on" in text for text in told(9, lines(60, "甲")))
    kept = lines(60, "甲", jump="no")
    assert not any("go on" in text for text in told(9, kept, pages=pages))


def test_pictures_may_be_cropped_unless_forbidden() -> None:
    """A picture that may not be cropped is no cure."""
    shown = replace(lines(60, "甲"), body=(*lines(60).body, PICTURE))
    note = PictureNote(src=PICTURE.src, crop=False)

    assert any("crop" in text for text in told(9, shown))
    assert not any("crop" in text for text in told(9, replace(shown, pictures=(note,))))


def test_headline_of_the_lead_may_change_unless_it_is_so() -> None:
    """A small headline is made no smaller, a large one no larger."""
    for off, size in ((9, "s"), (-9, "l")):
        lead = lines(60, "甲")
        pinned = replace(lead, pin=Pin(headline_size=size))  # type: ignore[arg-type]
        assert any("headline" in text for text in told(off, lead))
        assert not any("headline" in text for text in told(off, pinned))


def test_fillers_and_pull_quotes_fill() -> None:
    """A page short is offered the issue's fillers and its articles' pull quotes."""
    quoted = lines(60, "甲", pull_quotes=("文。",))
    filler = Filler(kind="psa", title="节约用水")

    texts = told(-9, quoted, fillers=(filler,))
    assert "place the filler “节约用水”" in texts
    assert "show a pull quote of “甲”" in texts
    assert "offer a filler in issue.toml: [[fillers]]" in told(-9, lines(60, "甲"))
