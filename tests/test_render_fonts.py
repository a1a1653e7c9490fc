"""Fonts are cut while pages are laid out, and each as if it were alone."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from threading import Barrier

import pytest

from kit import card_spec, made_card
from zbpub.render.font_cutting import FontCutting
from zbpub.render.pdf import render_pdf


class _Font:
    """A font that is cut only when ``together`` of them are being cut."""

    def __init__(self, together: Barrier) -> None:
        self.file_content = b"whole"
        self.cut: list[tuple[str, bool]] = []
        self._together = together

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Say for what it was cut."""
        self._together.wait(20)
        if 99 in to_unicode:
            raise ValueError("no such glyph")
        assert self.file_content == b"whole"
        self.file_content = " ".join(map(str, to_unicode)).encode()
        self.cut.append((self.file_content.decode(), hinting))


def _begun(*glyphs: Collection[int]) -> tuple[FontCutting, list[_Font]]:
    barrier = Barrier(len(glyphs))
    cutting = FontCutting()
    fonts = [_Font(barrier) for _ in glyphs]
    for font, used in zip(fonts, glyphs, strict=True):
        cutting.begin(font, used)
    return cutting, fonts


def test_fonts_are_cut_together_and_once() -> None:
    """One alone would wait in vain; what is wanted then is there."""
    cutting, (one, other) = _begun([3, 7], [1])

    one.clean({7: "好", 3: "天"}, False)
    other.clean({1: "a"}, False)

    assert (one.cut, other.cut) == ([("3 7", False)], [("1", False)])
    packed = {zlib.decompress(each): file for file, each in cutting.packed().items()}
    assert packed == {b"3 7": b"3 7", b"1": b"1"}


@pytest.mark.parametrize(
    ("wanted", "hinting"), [({3: "天", 7: "气", 8: "好"}, False), ({3: "天"}, True)]
)
def test_other_glyphs_or_hints_are_cut_anew(
    wanted: dict[int, str], hinting: bool
) -> None:
    """What was told ahead was not what the document wants: from the whole again."""
    _, (font,) = _begun([3])

    font.clean(wanted, hinting)

    assert font.cut[1:] == [(" ".join(map(str, wanted)), hinting)]


def test_what_fails_is_told_to_its_caller() -> None:
    """A thread swallows nothing."""
    _, (one, other) = _begun([1], [99])

    one.clean({1: "天"}, False)
    with pytest.raises(ValueError, match="no such glyph"):
        other.clean({99: "×"}, False)


def test_file_is_the_same_cut_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A painted page has several fonts; none of its bytes depends on threads."""
    _, up = made_card()
    ahead = render_pdf(up.pages, card_spec())
    taken: list[object] = []
    monkeypatch.setattr(FontCutting, "begin", lambda _, font, __: taken.append(font))

    assert render_pdf(up.pages, card_spec()) == ahead
    assert len(taken) > 1


def test_all_glyphs_are_known_before_a_page_is_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No font of a painted page is cut a second time: it would take twice as long."""
    _, up = made_card()
    begin = FontCutting.begin
    told: list[tuple[_Font, set[int]]] = []

    def spied(cutting: FontCutting, font: _Font, glyphs: Collection[int]) -> None:
        told.append((font, set(glyphs)))
        begin(cutting, font, glyphs)

    monkeypatch.setattr(FontCutting, "begin", spied)
    render_pdf(up.pages, card_spec())
    assert told
    assert all(set(font.to_unicode) == glyphs for font, glyphs in told)  # type: ignore[attr-defined]
