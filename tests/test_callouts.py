"""Call-outs without a code (提示, 热线): set in a frame, and shown by the e-book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit import tabloid
from zbpub.edition.editions import EDITIONS, labelled
from zbpub.layout.callout import SetCallout, place_callout, set_callout
from zbpub.layout.page import Element, Picture, Rect, Rule
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import Article, Callout, Issue, IssueConfig
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.write import write_article
from zbpub.render.epub_outline import plan_book
from zbpub.render.epub_text import article_text
from zbpub.render.epub_views import CalloutView, Targets, view_article

TIP = Callout("tip", "天气干燥时，水量可增加5～10克；阴雨天则相应减少。", label="提示")
CODE = Callout("qr", "扫码查询参赛号码与领物时段", "https://haizhou.example/half2026")
PLACE = Rect(10_000, 20_000, 0, 0)
MEASURES = (90_000, 117_000, 200_000)


def _placed(
    callout: Callout, measure: int
) -> tuple[SetCallout, Rect, tuple[Element | Picture, ...], tuple[Rule, ...]]:
    """The call-out set at ``measure``, its place, and what is put there."""
    case = tabloid()
    pitch = case.profile.grid.pitch
    done = set_callout(callout, callout.url, measure, case)
    place = replace(PLACE, width=measure, height=done.rows * pitch)
    items, rules = place_callout(done, place, pitch)
    return done, place, items, rules


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def _article(*callouts: Callout) -> Article:
    return Article(name="01", headline="题", callouts=callouts)


def _issue(article: Article, language: str = "zh-Hans") -> Issue:
    config = IssueConfig(publication="报", date="2026-03-18", language=language)
    return Issue(config=config, articles=(article,), folder="issues/2026-03-18")


@pytest.mark.parametrize("measure", MEASURES)
def test_tip_is_text_alone(measure: int) -> None:
    """A tip has its label and its text, no code, inside the rows that it takes."""
    done, place, items, rules = _placed(TIP, measure)

    assert [item.role for item in items] == ["callout-label", "callout"]
    assert "".join(i.text for i in items if isinstance(i, Element)) == "提示" + TIP.text
    assert all(
        _holds(place, fragment.place)
        for item in items
        if isinstance(item, Element)
        for fragment in item.fragments
    )
    assert all(_holds(place, rule.place) for rule in rules)
    assert done.side == 0


@pytest.mark.parametrize("measure", MEASURES)
def test_label_stands_in_a_gap_of_the_frame(measure: int) -> None:
    """No edge of the frame runs through the label, and all edges meet."""
    _, _, (label, text), rules = _placed(TIP, measure)
    assert isinstance(label, Element)
    assert isinstance(text, Element)
    name, words = label.fragments[0].place, text.fragments[0].place
    first, second, left, right, foot = (rule.place for rule in rules)

    assert {rule.role for rule in rules} == {"callout-edge"}
    assert first.x + first.width < name.x
    assert name.x + name.width < second.x
    assert name.y < first.y == second.y < name.y + name.height
    assert first.x == left.x == foot.x
    assert second.x + second.width == right.x + right.width == foot.x + foot.width
    assert name.y + name.height <= words.y
    assert words.y + words.height < foot.y


def test_tip_without_label_has_a_closed_frame() -> None:
    """Where no edition gave a label, the frame is whole."""
    _, _, items, rules = _placed(replace(TIP, label=""), MEASURES[0])

    assert [item.role for item in items] == ["callout"]
    assert [rule.role for rule in rules] == ["callout"]


def test_code_has_no_label() -> None:
    """A QR call-out keeps its code, its invitation and a whole frame."""
    _, _, items, rules = _placed(CODE, MEASURES[0])

    assert [item.role for item in items] == ["qr", "callout"]
    assert [rule.role for rule in rules] == ["callout"]


@pytest.mark.parametrize(
    ("language", "label"),
    [("zh-Hans", "热线"), ("zh-Hant", "熱線"), ("zh-Hant-TW", "熱線")],
)
def test_edition_gives_the_label(language: str, label: str) -> None:
    """Labels are words of the edition; a code has none."""
    article = _article(Callout("hotline", "0300-5550888"), CODE)
    (edited,) = labelled(_issue(article, language)).articles

    assert [callout.label for callout in edited.callouts] == [label, ""]
    assert set(EDITIONS[language].labels) == {"tip", "hotline"}


def test_both_forms_say_the_label() -> None:
    """Page and e-book are proved with the label before the text."""
    article = _article(TIP)

    assert reading_text(article).endswith(f"提示\n{TIP.text}")
    assert article_text(article).endswith(f"提示\n{TIP.text}")


def test_book_links_no_tip_to_the_home_page() -> None:
    """A tip without an address is no link; with one it is; a code always is."""
    linked = replace(TIP, url="https://haizhou.example/lab/wifi")
    article = _article(TIP, linked, replace(CODE, url=""))
    (chapter,) = plan_book(_issue(article)).chapters
    targets = Targets(articles={}, pictures={}, home="https://haizhou.example/")
    views = view_article(chapter, targets).callouts

    assert views == (
        CalloutView(TIP.text, "", "提示"),
        CalloutView(TIP.text, linked.url, "提示"),
        CalloutView(CODE.text, "https://haizhou.example/"),
    )


@pytest.mark.parametrize("kind", ["qr", "tip", "hotline"])
def test_every_kind_is_read_and_written(kind: str) -> None:
    """Front matter knows the three kinds, and writes back what it read."""
    text = (
        f"---\nheadline: 题\ncallouts:\n  - kind: {kind}\n    text: 扫码\n---\n\n文。\n"
    )
    article, found = parse_article(text, name="01", path="01.md")

    assert found == ()
    assert article is not None
    assert article.callouts == (Callout(kind, "扫码"),)
    assert write_article(article) == text


def test_other_kinds_are_refused() -> None:
    """A kind that nothing can set is an error that names the three."""
    text = "---\nheadline: 题\ncallouts:\n  - kind: advert\n    text: 买\n---\n\n文。\n"
    (finding,) = parse_article(text, name="01", path="01.md")[1]

    assert finding.code == "M026"
    assert "qr, tip or hotline" in finding.message
