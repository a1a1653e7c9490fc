"""What front matter says of pictures, and whether the body shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import yaml

from zbpub.base.findings import Finding
from zbpub.manuscript.frontmatter import place
from zbpub.manuscript.model import Article, Block, Figure, PictureNote
from zbpub.manuscript.nodes import Nodes, Reader, is_empty, scalar
from zbpub.manuscript.spelling import nearest
from zbpub.manuscript.walk import every_block

PICTURE_KEYS = ("src", "credit", "focus", "crop")
MIDDLE = (500, 500)

_SHARE = re.compile(r"0?\.[0-9]{1,9}|[01](?:\.0{0,9})?")
_FOCUS_FORM = "two numbers 0 to 1"
_FOCUS_HINT = "write [0.5, 0.3]: half the width from the left, 0.3 of the height down"
_HINT = "write - src: images/a.jpg and below it credit: …, focus: [0.5, 0.3], crop: no"


def read_pictures(nodes: Nodes, reader: Reader) -> tuple[PictureNote, ...]:
    """The notes under ``pictures``; two of one picture are an error."""
    notes: dict[str, PictureNote] = {}
    for i, item in enumerate(reader.items(nodes, "pictures", _HINT)):
        where = f"pictures[{i}]"
        note = _note(item, where, reader)
        if note.src in notes:
            message = f"the picture {note.src!r} stands here twice, in {where!r}"
            reader.error("M025", item, message, "keep one of the two")
        elif note.src:
            notes[note.src] = note
    return tuple(notes.values())


def _note(node: yaml.Node, where: str, reader: Reader) -> PictureNote:
    if not isinstance(node, yaml.MappingNode):
        reader.wrong(node, "src with credit, focus or crop", where, _HINT)
        return PictureNote(src="")
    nodes = reader.entries(node, PICTURE_KEYS, where + ".")
    src = reader.text(nodes, "src", where + ".")
    if not src:
        reader.missing(nodes.get("src"), node, "a picture's path", where + ".src")
    return PictureNote(
        src=src,
        credit=reader.text(nodes, "credit", where + "."),
        focus=_focus(nodes.get("focus"), where + ".focus", reader),
        crop=reader.flag(nodes, "crop", where + ".") is not False,
    )


def _focus(node: yaml.Node | None, where: str, reader: Reader) -> tuple[int, int]:
    """Thousandths of width and height."""
    if is_empty(node):
        return MIDDLE
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
        reader.wrong(node, _FOCUS_FORM, where, _FOCUS_HINT)
        return MIDDLE
    across, down = (_thousandths(each, where, reader) for each in node.value)
    return across, down


def _thousandths(node: yaml.Node, where: str, reader: Reader) -> int:
    value = scalar(node)
    if value is None or not _SHARE.fullmatch(value):
        reader.wrong(node, _FOCUS_FORM, where, _FOCUS_HINT)
        return 0
    return round(Decimal(value) * 1000)


def check_shown(
    node: yaml.MappingNode | None, article: Article, blocks: Iterable[Block]
) -> Iterator[Finding]:
    """An error for each picture of ``article``'s notes that ``blocks`` do not show.

    Args:
        node: The front matter that the article was read from.
        article: The article, its notes without mistake.
        blocks: Its body.
    """
    shown = [b.src for b in every_block(blocks) if isinstance(b, Figure)]
    places = _places(node)
    for note in article.pictures:
        if note.src not in shown:
            line, column = places[note.src]
            yield Finding(
                code="M029",
                message=f"the text shows no picture {note.src!r}",
                line=line,
                column=column,
                hint=_hint(note.src, shown),
            )


def _hint(src: str, shown: list[str]) -> str:
    if not shown:
        return f"show it in the text, ![…]({src}), or delete the entry"
    found = nearest(src, shown)
    return f"write {found!r}" if found else "write one of " + ", ".join(shown)


def _places(node: yaml.MappingNode | None) -> dict[str, tuple[int, int]]:
    """Where each ``src`` stands: line and column, from one."""
    items = (
        item
        for key, value in (node.value if node else ())
        if key.value == "pictures" and isinstance(value, yaml.SequenceNode)
        for item in value.value
    )
    sources = (src for item in items for key, src in item.value if key.value == "src")
    return {scalar(src) or "": place(src.start_mark) for src in sources}
