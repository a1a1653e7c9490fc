"""The door of web pages: a page saved from a news site in, its report's lines out."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from lxml import etree

from zbpub.base.chars import significant
from zbpub.base.findings import Finding, InputError, Severity
from zbpub.ingest.blocks import make_figure, make_list, make_table
from zbpub.ingest.boxes import is_caption
from zbpub.ingest.door_magic import tell_kind
from zbpub.ingest.door_text import Decoded
from zbpub.ingest.given import (
    READINGS,
    Given,
    GivenBuilder,
    readings_of,
    unread,
    unwrap,
)
from zbpub.ingest.html_chunks import Chunk, read_chunks
from zbpub.ingest.html_head import (
    PAPER_DECK,
    PAPER_KICKER,
    PAPER_TITLE,
    WebHead,
    find_head,
    read_meta,
    read_paper,
    split_info,
    split_title,
)
from zbpub.ingest.html_region import find_region, parse_page
from zbpub.ingest.opened import (
    PICTURE_TYPES,
    WRAPPED_NOTICE,
    Opened,
    Origin,
    picture_path,
    refuse_source,
    ruby_notice,
)
from zbpub.manuscript.model import Run

PAGE = "page of the web site"
ORIGIN = "source or date of the web page"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{3,20})", re.IGNORECASE)
_ENCODINGS = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5", "big5-hkscs": "big5", "x-x-big5": "big5", "utf-8": "utf-8",
    "utf8": "utf-8",
}  # fmt: skip
_SUFFIXES = {"jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "svg"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|/|\\")
_DATA = re.compile(r"data:image/[\w.+\-]+;base64,([A-Za-z0-9+/=\s]+)")
_NO_ALT = re.compile(
    r"(?:图片?|image|img|photo)?[\s_\-]*\d*|.*\.\w{3,4}", re.IGNORECASE
)
_LONGEST_CAPTION = 60


@dataclass(slots=True)
class _Writer:
    """The source text of a page while its chunks are written down."""

    name: str
    head: WebHead
    signed: str
    """What stands at the ends of the text, where its own byline would be."""
    builder: GivenBuilder = field(default_factory=GivenBuilder)
    images: dict[str, bytes] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    far: list[str] = field(default_factory=list)
    """Pictures that are not in the file and not beside it."""
    rubies: int = 0
    """Words that have a reading."""

    def write_info(self, text: str) -> None:
        for part in split_info(text):
            bare = part.text.strip()
            if part.kind:
                self.told.setdefault(part.kind, bare)
            known = significant(_value(bare)) in self.signed
            if part.kind == "author" and not known:
                self.builder.add_line((Run(bare),))
            else:
                self.builder.leave_out(bare, ORIGIN if part.kind else PAGE)

    def write_body(self, chunks: Sequence[Chunk]) -> None:
        for key, group in groupby(_captioned(chunks), key=_list_of):
            members = list(group)
            if key is not None and all(caption is None for _, caption in members):
                depths = [(0, key.tag == "ol")] * len(members)
                self.builder.add_block(
                    [[one.runs] for one, _ in members], make_list(depths)
                )
                continue
            for chunk, caption in members:
                self.write_chunk(chunk, caption)

    def write_chunk(self, chunk: Chunk, caption: Chunk | None) -> None:
        if chunk.rows:
            self.builder.add_block(chunk.rows, make_table)
        elif chunk.source:
            path = self.take_picture(chunk.source)
            if path:
                alt = "" if _NO_ALT.fullmatch(chunk.alt) else chunk.alt
                runs = caption.runs if caption else ()
                self.builder.add_block([[unread(runs)]], make_figure(path, alt))
                self.builder.leave_out(" ".join(readings_of(runs)), READINGS)
            elif caption:
                self.builder.add_line(caption.runs)
        else:
            level = int(chunk.tag[1]) if re.fullmatch("h[1-6]", chunk.tag) else 0
            indent = chunk.text[:1] == "\u3000"
            self.builder.add_line(
                chunk.runs, level=level and max(level, 2), indent=indent
            )

    def take_picture(self, source: str) -> str:
        """The path in the issue's folder of the picture at ``source``; else ``""``."""
        inline = _DATA.fullmatch(source)
        if inline:
            return self.take_inline(inline[1])
        path = unquote(source.partition("?")[0].partition("#")[0]).removeprefix("./")
        parts = PurePosixPath(path).parts
        suffix = PurePosixPath(path).suffix.lower().removeprefix(".")
        if _SCHEME.match(path) or ".." in parts or "\\" in path or "\0" in path:
            self.far.append(source)
            return ""
        if suffix not in _SUFFIXES:
            self.far.append(source)
            return ""
        mine = picture_path(self.name, f"{self.name}\n{path}".encode(), suffix)
        self.wanted[mine] = path
        return mine

    def take_inline(self, encoded: str) -> str:
        try:
            content = base64.b64decode("".join(encoded.split()), validate=True)
        except binascii.Error:
            content = b""
        kind = tell_kind(content)
        if kind not in PICTURE_TYPES:
            self.far.append("data:")
            return ""
        path = picture_path(self.name, content, PICTURE_TYPES[kind])
        self.images[path] = content
        return path


def declared_encoding(content: bytes) -> str:
    """The encoding that a page says it has, as Python names it; ``""`` if none."""
    found = _CHARSET.search(content[:4096])
    return _ENCODINGS.get(found[1].decode().lower(), "") if found else ""


def open_html(name: str, decoded: Decoded, findings: tuple[Finding, ...]) -> Opened:
    """The report of a saved web page.

    The source text is the page's title and then all of its words in their order; the
    words that are not the report's are left out of it by name.

    Raises:
        InputError: It is nested so deep that it cannot be read to its end.
    """
    try:
        root, deep = parse_page(decoded.text)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _refuse(name, "holds no page") from error
    if deep:
        raise _refuse(name, "is nested so deep that it cannot be read to its end")
    body = root.find("body")
    chunks = read_chunks(body if body is not None else root)
    region = find_region(root, chunks)
    sure = bool(region)
    if not sure:
        plain = (at for at, one in enumerate(chunks) if not one.is_linked)
        region = tuple(at for at in plain if not chunks[at].hidden)
    meta = read_meta(root)
    meta |= read_paper(decoded.text)
    names = (meta.get(PAPER_TITLE) or meta.get("og:title", ""), meta["title"])
    beside = (meta.get(PAPER_KICKER, ""), meta.get(PAPER_DECK, ""))
    head = find_head(chunks, region, names, beside)
    text = tuple(at for at in region if at not in head.infos)
    writer = _Writer(name, head, _signed(chunks, text))
    writer.rubies = sum(len(readings_of(chunks[at].runs)) for at in region)
    given = _write(writer, chunks, set(region), meta)
    found = (*findings, *_tell(name, writer, sure, given.wrapped))
    return Opened(
        text=writer.builder.text, kind="html", images=writer.images,
        wanted=writer.wanted, findings=found, given=given,
        origin=_origin(writer, meta, decoded.encoding),
    )  # fmt: skip


def _refuse(name: str, why: str) -> InputError:
    hint = "open it in a browser, and save its text as .txt"
    return refuse_source("I104", f"the web page {why}", hint, path=name)


def _write(
    writer: _Writer, chunks: Sequence[Chunk], region: set[int], meta: dict[str, str]
) -> Given:
    """The lines of the page: what is above the report, its head, its text, the rest."""
    builder, head = writer.builder, writer.head
    first_title = _write_page_title(writer, meta)
    inside = {at for at in region if at > head.headline}
    inside -= {*head.titles, *head.infos}
    start = min((*head.titles, *head.infos, *inside), default=len(chunks))
    ends = (at for at in (*head.titles, *head.infos) if at < head.prose)
    behind = max(ends, default=start - 1) + 1
    _leave_out(builder, chunks[:start])
    first = len(builder.lines) - first_title
    _write_head(writer, chunks, range(start, behind), inside)
    last = len(builder.lines)
    writer.write_body([chunks[at] for at in range(start, behind) if at in inside])
    _write_text(writer, chunks, range(behind, len(chunks)), inside)
    heads = ((first, last),) if last > first else ()
    return unwrap(Given(tuple(builder.lines), tuple(builder.left_out), heads))


def _write_head(
    writer: _Writer, chunks: Sequence[Chunk], places: range, inside: set[int]
) -> None:
    """Write down the titles, and what the lines beside them tell of the report."""
    builder, head = writer.builder, writer.head
    for at in places:
        if at in head.titles:
            builder.add_title(chunks[at].runs, 1 if at == head.headline else 2)
        elif at in head.infos:
            writer.write_info(chunks[at].text)
        elif at not in inside:
            _leave_out(builder, chunks[at : at + 1])


def _write_text(
    writer: _Writer, chunks: Sequence[Chunk], places: range, inside: set[int]
) -> None:
    """Write down the text, and leave out what stands in it and below it."""
    roles = dict.fromkeys(inside, "text") | dict.fromkeys(writer.head.infos, "info")
    for role, group in groupby(places, key=roles.get):
        part = [chunks[at] for at in group]
        if role == "text":
            writer.write_body(part)
        elif role == "info":
            for chunk in part:
                writer.write_info(chunk.text)
        else:
            _leave_out(writer.builder, part)


def _write_page_title(writer: _Writer, meta: dict[str, str]) -> int:
    """Write down the page's title: the headline where the page shows none; how many."""
    title = meta["title"] or meta.get("og:title", "")
    if writer.head.headline >= 0:
        writer.builder.leave_out(title, PAGE)
        return 0
    headline, rest = split_title(title, meta.get("og:site_name", ""))
    written = writer.builder.add_line((Run(headline),), level=1) >= 0
    writer.builder.leave_out(rest, PAGE)
    return int(written)


def _leave_out(builder: GivenBuilder, chunks: Sequence[Chunk]) -> None:
    for chunk in chunks:
        builder.leave_out(chunk.text, PAGE)


def _captioned(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Chunk | None]]:
    """The chunks, each picture with the caption that follows it."""
    at = 0
    while at < len(chunks):
        chunk = chunks[at]
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        if chunk.source and following is not None and _is_caption(following):
            yield chunk, following
            at += 2
        else:
            yield chunk, None
            at += 1


def _is_caption(chunk: Chunk) -> bool:
    if chunk.source or chunk.rows:
        return False
    short = len(chunk.text) <= _LONGEST_CAPTION and "。" not in chunk.text[:-1]
    return (
        chunk.tag == "figcaption"
        or is_caption(chunk.text)
        or (chunk.is_centred and short and chunk.tag == "p")
    )


def _list_of(entry: tuple[Chunk, Chunk | None]) -> Any:
    """The list that a chunk is an item of; None: of none."""
    owner = entry[0].owner
    if entry[0].source or entry[0].rows:
        return None
    item = next(
        (one for one in (owner, *owner.iterancestors()) if one.tag == "li"), None
    )
    above = item.getparent() if item is not None else None
    return above if above is not None and above.tag in ("ul", "ol") else None


def _signed(chunks: Sequence[Chunk], region: Sequence[int]) -> str:
    texts = [chunks[at].text for at in region if chunks[at].text]
    return significant("".join([*texts[:2], *texts[-2:]]))


def _value(text: str) -> str:
    """What follows the colon of 作者：王小山."""
    return re.split(r"[:：]", text, maxsplit=1)[-1].strip()


def _origin(writer: _Writer, meta: dict[str, str], encoding: str) -> Origin:
    return Origin(
        encoding=encoding,
        title=meta.get("og:title") or meta["title"],
        site=meta.get("og:site_name", ""),
        source=_value(writer.told.get("source", "")),
        author=_value(writer.told.get("author", "")) or meta.get("author", ""),
        date=re.sub(r"^\D+", "", writer.told.get("date", "")),
        address=meta.get("og:url", ""),
    )


def _tell(name: str, writer: _Writer, sure: bool, wrapped: bool) -> Iterator[Finding]:
    """The findings about the page ``name``."""
    if not sure:
        yield _notice(name, *_UNSURE, Severity.WARNING)
    source = writer.told.get("source")
    if source:
        told = f"{source} {writer.told.get('date', '')}".rstrip()
        message = f"the page says where its report comes from: {told}"
        hint = "see whether it may be printed, and name the source if it is"
        yield _notice(name, "I114", message, hint)
    if writer.far:
        message = (
            f"{len(writer.far)} pictures of the page are neither in the file nor beside"
            " it, or of a kind that is not printed"
        )
        hint = "save them as JPEG or PNG into images/, and show them in the manuscript"
        yield _notice(name, "I109", message, hint, Severity.WARNING)
    if writer.rubies:
        yield _notice(name, *ruby_notice(writer.rubies))
    if wrapped:
        yield _notice(name, *WRAPPED_NOTICE)


_UNSURE = (
    "I113",
    "what of the page is the report cannot be told; all is taken but links",
    "delete from the manuscript what is not the report's",
)


def _notice(
    name: str, code: str, message: str, hint: str, severity: Severity = Severity.INFO
) -> Finding:
    return Finding(code=code, message=message, path=name, severity=severity, hint=hint)
