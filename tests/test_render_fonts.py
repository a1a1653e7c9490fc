"""Fonts are cut at the same time, and each as if it were alone."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Barrier

import pytest

from kit import card_spec, made_card
from zbpub.render.font_cutting import FontCutting
from zbpub.render.pdf import render_pdf


class _Font:
    """A font that is cut only when ``together`` of them are being cut."""

    def __init__(self, glyphs: str, together: Barrier) -> None:
        self.to_unicode = dict(enumerate(glyphs))
        self.cut: list[tuple[str, bool]] = []
        self._together = together

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Say for what it was cut."""
        self._together.wait(20)
        if "×" in to_unicode.values():
            raise ValueError("no such glyph")
        self.cut.append(("".join(to_unicode.values()), hinting))


def _fonts(*glyphs: str, together: int) -> list[_Font]:
    barrier = Barrier(together)
    cutting = FontCutting()
    fonts = [_Font(each, barrier) for each in glyphs]
    for font in [*fonts, *fonts]:  # a font may be taken again
        cutting.take(font)
    return fonts


def test_fonts_are_cut_together_and_once() -> None:
    """All when the first is called for: one alone would wait in vain."""
    one, other = _fonts("天气", "ab", together=2)
    one.to_unicode[7] = "好"  # painted after it was taken

    one.clean(one.to_unicode, True)
    assert (one.cut, other.cut) == ([("天气好", True)], [("ab", True)])
    other.clean(dict(other.to_unicode), True)
    assert other.cut == [("ab", True)]


def test_other_glyphs_are_cut_anew() -> None:
    """Two fonts of one name have one file, of the glyphs of both."""
    (font,) = _fonts("天气", together=1)

    font.clean({0: "天", 1: "气", 2: "好"}, False)

    assert font.cut == [("天气", False), ("天气好", False)]


def test_what_fails_is_told_to_its_caller() -> None:
    """A thread swallows nothing."""
    one, other = _fonts("天", "×", together=2)

    one.clean(one.to_unicode, True)
    with pytest.raises(ValueError, match="no such glyph"):
        other.clean(other.to_unicode, True)


def test_file_is_the_same_cut_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A painted page has several fonts; none of its bytes depends on threads."""
    _, up = made_card()
    together = render_pdf(up.pages, card_spec())
    taken: list[object] = []
    monkeypatch.setattr(FontCutting, "take", lambda _, font: taken.append(font))

    assert render_pdf(up.pages, card_spec()) == together
    assert len(taken) > 1
