"""What a line of a Word document is by its look and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from zbpub.ingest.bylines import is_byline, is_source
from zbpub.ingest.datelines import dateline_end
from zbpub.ingest.docx_looks import Look
from zbpub.ingest.kinds import bare_byline
from zbpub.ingest.sentences import ends_sentence

LONGEST = 60
"""Characters of a title that no style marks."""
LARGER = 2
"""Half-points by which a title is larger than the text."""
_SLIP = re.compile(
    r"(?:供稿|投稿|报送|来稿|撰稿|单位|作者单位|联系|电话|手机|微信|邮箱|日期|时间|字数|版面"
    r"|稿件|稿号|编号|审核|审稿|签发|拟用)[^：:。]{0,6}[:：].{0,60}"
    r"|\d{4}\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]\s?\d{1,2}\s?日?"
)


def text_size(looks: Sequence[Look]) -> int:
    """The size of most of the text, in half-points."""
    sizes: Counter[int] = Counter()
    for look in looks:
        sizes[look.size] += len(look.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0)


def is_title_like(look: Look, ground: int) -> bool:
    """Whether the line looks like a title in a text of the size ``ground``."""
    if look.role in ("title", "subtitle", "heading"):
        return True
    if is_prose(look.text):
        return False
    return look.centred or look.bold or look.size >= ground + LARGER


def is_slip(text: str) -> bool:
    """Whether a line above the titles is of the slip that goes with a copy (稿签)."""
    return _SLIP.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line is of a text, and no title."""
    return len(text) > LONGEST or ends_sentence(text) or dateline_end(text) > 0


def is_signature(text: str) -> bool:
    """Whether a line is a byline or says where the copy is from."""
    bare = bare_byline(text)
    return is_byline(bare) or is_source(bare)
