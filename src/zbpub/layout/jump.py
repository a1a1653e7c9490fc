"""An article parted in two, its tail on another page (转接): where, and the parts."""

from __future__ import annotations

from dataclasses import replace

from zbpub.base.chars import CLOSING, INTERPUNCTS, OPENING, PAUSES, STOPS, significant
from zbpub.compose.sense import sense_breaks
from zbpub.layout.jump_line import backward, is_jump_line, onward
from zbpub.layout.styling import reading_text
from zbpub.manuscript.model import (
    Article,
    Block,
    Figure,
    Footnote,
    Paragraph,
    Subhead,
)

NEVER = "no"
"""What ``Article.jump`` says of one that may not jump."""
TAIL = "~2"
"""What a tail's name ends in."""
TAIL_PRIORITY = 4
"""A tail has a small head, whatever its article has."""
_LEAST_LENGTH = 800
"""Characters of text; shorter articles never jump."""
_LEAST_PART = 200
"""Characters of text on either side."""
_LEAST_PARAGRAPHS = 2
"""Paragraphs on either side."""
_SHORT_HEAD = 6
"""Characters of a tail's head, when sense allows."""
_LONGEST_HEAD = 9
_SHORTEST_HEAD = 2
_ENUMERATION = 4


def body_length(article: Article) -> int:
    """Characters of the running text, pictures left out."""
    return sum(_length(block) for block in _text(article))


def jump_choices(article: Article) -> list[int]:
    """Behind how many blocks of its text ``article`` may be parted, in order.

    Two paragraphs and 200 characters stand on either side, and no subhead stands last
    on the first. Empty: it is too short, may not jump, or has notes, whose numbers
    run through it.
    """
    text = _text(article)
    lengths = [_length(block) for block in text]
    if (
        article.jump == NEVER
        or article.name.endswith(TAIL)
        or sum(lengths) < _LEAST_LENGTH
        or any(isinstance(block, Footnote) for block in article.body)
    ):
        return []
    return [
        at
        for at in range(1, len(text))
        if not isinstance(text[at - 1], Subhead)
        and min(sum(lengths[:at]), sum(lengths[at:])) >= _LEAST_PART
        and min(map(_paragraphs, (text[:at], text[at:]))) >= _LEAST_PARAGRAPHS
    ]


def jump_parts(
    article: Article, pages: tuple[str, str], at: int, language: str = "zh-Hans"
) -> tuple[Article, Article]:
    """``article`` in two, with a jump line at the end of the first and on the second.

    Pictures, call-outs and pull quotes stay with the first part; the byline closes the
    second.

    Args:
        article: The article.
        pages: The numbers of the page that it begins on and of the one it goes on to.
        at: One of ``jump_choices``.
        language: Of the issue.
    """
    from_page, to_page = pages
    text = _text(article)
    ahead = _figures_before(article, at)
    late = tuple(
        b for b in article.body if isinstance(b, Figure) and not _has(ahead, b)
    )
    first = replace(article, byline="", body=(*ahead, *late, onward(to_page, language)))
    second = Article(
        name=article.name + TAIL,
        headline=short_head(article),
        byline=article.byline,
        page=to_page,
        priority=TAIL_PRIORITY,
        section=article.section,
        body=(backward(from_page), *text[at:]),
        path=article.path,
    )
    return first, second


def short_head(article: Article) -> str:
    """A few characters of the headline, up to a break that makes sense.

    Where there is none it is the label or the whole headline.
    """
    headline = article.headline
    ends = {len(headline): 0, **sense_breaks(headline)}
    cuts = [
        (dislike + _enumerates(headline[:end]), _is_long(text), -len(text), text)
        for end, dislike in sorted(ends.items())
        if _SHORTEST_HEAD <= len(text := _trimmed(headline[:end])) <= _LONGEST_HEAD
        and _is_balanced(text)
    ]
    return min(cuts)[-1] if cuts else article.label or headline


def parts_add_up(article: Article, first: Article, second: Article) -> bool:
    """Whether both parts hold the text of ``article``, every character in order.

    The jump lines and the second's short head come on top, and call-outs stand with
    the first.
    """
    bare = [
        replace(part, body=tuple(b for b in part.body if not is_jump_line(b)))
        for part in (replace(first, callouts=()), replace(second, headline=""))
    ]
    joined = "".join(map(reading_text, bare))
    whole = reading_text(replace(article, callouts=()))
    return (
        significant(joined) == significant(whole) and first.callouts == article.callouts
    )


def _text(article: Article) -> tuple[Block, ...]:
    return tuple(block for block in article.body if not isinstance(block, Figure))


def _figures_before(article: Article, at: int) -> tuple[Block, ...]:
    """The body up to the ``at``-th block of text, with the pictures between."""
    found: list[Block] = []
    left = at
    for block in article.body:
        is_text = not isinstance(block, Figure)
        if is_text and not left:
            break
        left -= is_text
        found.append(block)
    return tuple(found)


def _has(blocks: tuple[Block, ...], block: Block) -> bool:
    return any(known is block for known in blocks)


def _length(block: Block) -> int:
    probe = Article(name="", headline="", body=(block,))
    if isinstance(block, Footnote):
        probe = replace(probe, body=block.blocks)
    return len(significant(reading_text(probe)))


def _paragraphs(blocks: tuple[Block, ...]) -> int:
    return sum(1 for block in blocks if isinstance(block, Paragraph))


def _is_long(text: str) -> bool:
    return len(text) > _SHORT_HEAD


def _trimmed(text: str) -> str:
    return text.strip().rstrip("".join(sorted(PAUSES | STOPS | INTERPUNCTS)))


def _enumerates(text: str) -> int:
    """The dislike of ending a head in the midst of an enumeration."""
    return _ENUMERATION if text.rstrip()[-1:] in {"、", "·"} else 0


def _is_balanced(text: str) -> bool:
    opened = sum(char in OPENING for char in text)
    return opened == sum(char in CLOSING for char in text)
