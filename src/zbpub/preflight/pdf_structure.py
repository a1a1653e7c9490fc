"""Read the structure tree of a tagged PDF: elements in reading order.

ISO 32000-1, 14.7 (logical structure) and 14.8.4 (standard structure types).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from zbpub.preflight.pdf_values import Document, Element, Marked

DEEPEST_TREE = 200
"""Deeper nesting than any document has: an attack on the reader's stack."""

_DEEPEST_ROLE_CHAIN = 16


@dataclass(slots=True)
class _Tree:
    """What reading the tree needs everywhere."""

    pages: Mapping[tuple[int, int], int]
    """Page numbers by object number."""
    roles: Mapping[str, str]
    seen: set[tuple[int, int]] = field(default_factory=set)


def page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """One-based page numbers by object and generation number."""
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def read_structure(pdf: pikepdf.Pdf) -> tuple[Element, ...]:
    """The roots of the structure tree, in reading order; empty when untagged.

    Raises:
        ValueError: The tree bites its own tail or is nested beyond all measure.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return ()
    roles = {
        str(name).lstrip("/"): str(role).lstrip("/")
        for name, role in root.get("/RoleMap", pikepdf.Dictionary()).items()
    }
    tree = _Tree(page_numbers(pdf), roles)
    kids = _kids(root.get("/K"), 0, tree, 0)
    return tuple(kid for kid in kids if isinstance(kid, Element))


def read_owned(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """Page and MCID of each mark that the parent tree gives to some element.

    Margin boxes of WeasyPrint stand here and nowhere else.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return frozenset()
    parents = pikepdf.NumberTree(root["/ParentTree"])
    owned: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        key = page.get("/StructParents")
        entry = parents.get(int(key)) if key is not None else None
        if isinstance(entry, pikepdf.Array):
            owned |= {(number, mcid) for mcid in range(len(entry))}
    return frozenset(owned)


def elements_by_role(roots: Sequence[Element], role: str) -> tuple[Element, ...]:
    """The outermost elements of ``role``, in reading order."""
    found: list[Element] = []
    for element in roots:
        if element.role == role:
            found.append(element)
        else:
            kids = [kid for kid in element.kids if isinstance(kid, Element)]
            found.extend(elements_by_role(kids, role))
    return tuple(found)


def marks_of(element: Element) -> Iterator[Marked]:
    """The marked content of ``element`` and all below it, in reading order."""
    for kid in element.kids:
        if isinstance(kid, Marked):
            yield kid
        else:
            yield from marks_of(kid)


def structure_text(document: Document, element: Element) -> str:
    """The text of ``element`` in logical order, /ActualText in place of glyphs."""
    if element.actual:
        return element.actual
    return "".join(
        structure_text(document, kid)
        if isinstance(kid, Element)
        else "".join(glyph.text for glyph in document.marks.get(kid.key, ()))
        for kid in element.kids
    )


def _kids(kids: Any, page: int, tree: _Tree, depth: int) -> list[Element | Marked]:
    if kids is None:
        return []
    if not isinstance(kids, pikepdf.Array):
        kids = [kids]
    read = (_kid(kid, page, tree, depth) for kid in kids)
    return [kid for kid in read if kid is not None]


def _kid(kid: Any, page: int, tree: _Tree, depth: int) -> Element | Marked | None:
    if not isinstance(kid, pikepdf.Dictionary):
        return Marked(page, int(kid))
    page = tree.pages.get(kid["/Pg"].objgen, page) if "/Pg" in kid else page
    if kid.get("/Type") == "/MCR":
        stream = kid["/Stm"].objgen[0] if "/Stm" in kid else 0
        return Marked(page, int(kid["/MCID"]), stream)
    if "/S" not in kid:
        return None  # an object reference: a link's area, not text
    if depth > DEEPEST_TREE or kid.objgen in tree.seen:
        msg = "a structure tree without end"
        raise ValueError(msg)
    if kid.is_indirect:
        tree.seen.add(kid.objgen)
    return Element(
        role=_role(str(kid["/S"]).lstrip("/"), tree.roles),
        page=page,
        kids=tuple(_kids(kid.get("/K"), page, tree, depth + 1)),
        alt=str(kid.get("/Alt", "")),
        actual=str(kid.get("/ActualText", "")),
    )


def _role(role: str, roles: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST_ROLE_CHAIN):
        if role not in roles:
            break
        role = roles[role]
    return role
