"""Word documents made by hand: paragraphs in, the bytes of a .docx out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import docx
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(text: str, marks: str = "") -> str:
    """A ``w:r``; ``marks`` are elements of its ``w:rPr``."""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r><w:rPr>{marks}</w:rPr>{words}</w:r>"


def para(text: str = "", marks: str = "", props: str = "", inner: str = "") -> str:
    """A ``w:p`` with the words ``text`` and, behind them, ``inner``."""
    words = run(text, marks) if text else ""
    return f"<w:p><w:pPr>{props}</w:pPr>{words}{inner}</w:p>"


def styled(style: str, text: str) -> str:
    """A ``w:p`` in a style, by its id."""
    return para(text, props=f"<w:pStyle w:val={quoteattr(style)}/>")


def centred(text: str, size: int = 0, *, bold: bool = False) -> str:
    """A ``w:p`` in the middle of the line, in ``size`` half-points."""
    marks = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    return para(text, marks, '<w:jc w:val="center"/>')


def table(rows: Sequence[Sequence[str]]) -> str:
    """A ``w:tbl``."""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{body}</w:tbl>"


def picture_bytes(colour: str = "green", kind: str = "PNG") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(file, kind)
    return file.getvalue()


def make_docx(
    body: str, pictures: Sequence[bytes] = (), parts: Mapping[str, str] | None = None
) -> bytes:
    """A document with the elements ``body``; pictures have the relations rPic1, rPic2.

    ``parts`` are further parts in XML, by their kind: footnotes, comments.
    """
    document = docx.Document()
    related = document.part
    for number, content in enumerate(pictures, start=1):
        part = related.package.get_or_add_image_part(io.BytesIO(content))
        related.load_rel(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            part,
            f"rPic{number}",
        )
    file = io.BytesIO()
    document.save(file)
    return rewrite(file.getvalue(), body, parts or {})


_NAMES = (
    f'xmlns:w="{W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


def rewrite(content: bytes, body: str, parts: Mapping[str, str]) -> bytes:
    """The document ``content`` with another body and further parts."""
    packed = read_zip(content)
    packed["word/document.xml"] = (
        f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>".encode()
    )
    for kind, xml in parts.items():
        packed[f"word/{kind}.xml"] = f"<w:{kind} {_NAMES}>{xml}</w:{kind}>".encode()
        packed["[Content_Types].xml"] = packed["[Content_Types].xml"].replace(
            b"</Types>",
            f'<Override PartName="/word/{kind}.xml" '
            f'ContentType="{_TYPE.format(kind)}"/></Types>'.encode(),
        )
        rels = "word/_rels/document.xml.rels"
        packed[rels] = packed[rels].replace(
            b"</Relationships>",
            f'<Relationship Id="r{kind}" Type="{_REL.format(kind)}" '
            f'Target="{kind}.xml"/></Relationships>'.encode(),
        )
    return write_zip(packed)


def read_zip(content: bytes) -> dict[str, bytes]:
    """The parts of a zip file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of ``parts``."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def drawing(relation: str = "rPic1", alt: str = "") -> str:
    """A run with a picture."""
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" '
        f"descr={quoteattr(alt)}/><a:graphic><a:graphicData>"
        f'<a:blip r:embed="{relation}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(inner: str) -> str:
    """A run with a text box, as Word writes it: new and, as a fallback, old."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wp:inline>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def ruby(word: str, reading: str) -> str:
    """A run with a word and its reading."""
    return (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(reading)}</w:rt>"
        f"<w:rubyBase>{run(word)}</w:rubyBase></w:ruby></w:r>"
    )
