"""Briefs gathered into one unit: which, when, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from issue_kit import Copy, article_of
from zbpub.base.chars import significant
from zbpub.layout.briefs import (
    gather,
    gather_where_crowded,
    gathered_text,
    is_gatherable,
    label_of,
    loses_nothing,
)
from zbpub.layout.importance import grades_of, is_brief, ranked
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Article,
    Callout,
    Figure,
    Footnote,
    Paragraph,
    Pin,
    Run,
    Subhead,
)

BRIEFS = st.lists(
    st.builds(
        article_of,
        st.integers(0, 60),
        st.builds(Copy, characters=st.integers(20, 130), is_dressed=st.booleans()),
    ),
    min_size=2,
    max_size=12,
    unique_by=lambda article: article.name,
)


@settings(deadline=None, max_examples=60)
@given(BRIEFS)
def test_gathered_briefs_lose_nothing(briefs: list[Article]) -> None:
    """The unit's text is its label and each brief's own text, one after the other."""
    unit = gather(briefs, "A1")
    wanted = "简讯" + "".join(significant(reading_text(brief)) for brief in briefs)

    assert loses_nothing(unit, briefs)
    assert significant(reading_text(unit)) == wanted
    assert significant(gathered_text(briefs, "简讯")) == wanted
    assert sum(isinstance(b, Subhead) for b in unit.body) >= len(briefs)


def test_lost_brief_is_noticed() -> None:
    """Negative control: a brief too few, or in another place, is seen."""
    one, two = (article_of(i, Copy(characters=100)) for i in (0, 1))
    unit = gather([one, two], "A1")

    assert not loses_nothing(unit, [one])
    assert not loses_nothing(unit, [two, one])


def test_unit_has_the_lowest_grade() -> None:
    """However much it holds, the unit's head is a brief's, and its name is its own."""
    briefs = [article_of(i, Copy(characters=150)) for i in range(4)]
    unit = gather(briefs, "第 3 版", "短波")
    lead = article_of(9, Copy(characters=900))

    assert (unit.name, unit.headline) == ("zb-briefs-第-3-版", "短波")
    assert ranked((unit, lead)) == (lead, unit)
    assert grades_of((lead, unit), 4) == (0, 3)


def test_which_articles_are_gathered() -> None:
    """Plain briefs are; pictures, call-outs, notes, pins and long texts keep apart."""
    brief = article_of(0, Copy(characters=120))
    note = Footnote("1", (Paragraph((Run("注"),)),))
    apart = (
        replace(brief, callouts=(Callout("qr", "扫一扫"),)),
        replace(brief, pin=Pin(column=1)),
        replace(brief, frame=True),
        replace(brief, body=(*brief.body, Figure("a.png", "桥"))),
        replace(brief, body=(*brief.body, note)),
        replace(brief, priority=3),
        article_of(1, Copy(characters=400)),
        article_of(1, Copy(characters=400, priority=5)),
    )

    assert is_gatherable(brief)
    assert is_gatherable(replace(brief, priority=5))
    assert [is_gatherable(article) for article in apart] == [False] * len(apart)
    assert is_brief(replace(brief, body=(*brief.body, note)))


def test_only_crowded_pages_gather() -> None:
    """Nine units stand as they are; of ten the briefs are gathered, never the lead."""
    long = [article_of(i, Copy(characters=500)) for i in range(4)]
    briefs = [article_of(i, Copy(characters=100)) for i in range(10, 16)]

    assert gather_where_crowded((*long, *briefs[:5]), 9) == ((*long, *briefs[:5]), ())
    assert gather_where_crowded((*long, *briefs), 9) == (tuple(long), tuple(briefs))
    assert gather_where_crowded(briefs, 3) == ((briefs[0],), tuple(briefs[1:]))
    crowd = tuple(article_of(i, Copy(characters=500)) for i in range(10))
    assert gather_where_crowded(crowd, 9) == (crowd, ())


def test_label_of_a_unit() -> None:
    """One-sentence news has its own label; both follow the script."""
    tiny = [article_of(i, Copy(characters=13)) for i in range(2)]
    longer = [article_of(i, Copy(characters=170)) for i in range(2)]

    assert label_of(longer) == "简讯"
    assert label_of(longer, "zh-Hant-TW") == "簡訊"
    assert label_of(tiny) == "一句话新闻"
    assert label_of([*tiny, *longer]) == "简讯"
