"""A PDF's objects are the same when their bytes are made once, on several cores."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pydyf
import pytest

from zbpub.render.pdf_objects import finish_objects


class _Counted(pydyf.Stream):  # type: ignore[misc]  # pydyf publishes no types
    """A stream that counts how often its bytes are asked for."""

    asked = 0

    @property
    def data(self) -> bytes:
        _Counted.asked += 1
        return bytes(super().data)


def _pdf() -> pydyf.PDF:
    """A document of a page, streams packed and plain, and a dictionary."""
    pdf = pydyf.PDF()
    for number in range(6):
        parts = [f"{number} 0 m", b"n", pydyf.String("报"), "endstream", "stream"] * 40
        pdf.add_object(_Counted(parts, {"Number": number}, compress=number % 2 == 0))
    pdf.add_object(pydyf.Dictionary({"Kind": "/Proof", "Names": pydyf.Array([1, 2])}))
    pdf.info["Title"] = pydyf.String("海州")
    page = pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference})
    page["MediaBox"] = pydyf.Array([0, 0, 9, 9])
    page["Contents"] = pdf.objects[3].reference
    pdf.add_page(page)
    return pdf


def _written(pdf: pydyf.PDF) -> bytes:
    out = BytesIO()
    pdf.write(out, b"1.7", b"name", compress=True)
    return out.getvalue()


def _values(data: bytes) -> list[tuple[str, bytes]]:
    """Each object of a file in PDF syntax, and what its stream holds."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            is_stream = isinstance(item, pikepdf.Stream)
            if is_stream and item.get("/Type") in ("/ObjStm", "/XRef"):
                continue
            kept = {
                name: repr(value)
                for name, value in (item.items() if is_stream else ())
                if name != "/Length"
            }
            said = repr(kept) if is_stream else repr(item)
            found.append((said, item.read_bytes() if is_stream else b""))
    return found


def test_file_says_the_same() -> None:
    """All objects, their streams unpacked, in the same order."""
    pdf = _pdf()
    finish_objects(pdf, {})

    assert _values(_written(pdf)) == _values(_written(_pdf()))
    assert len(_values(_written(pdf))) > 8


def test_changed_file_is_told() -> None:
    """The comparison above can fail."""
    pdf = _pdf()
    pdf.objects[3].stream.append(b"n")
    finish_objects(pdf, {})

    assert _values(_written(pdf)) != _values(_written(_pdf()))


def test_what_was_packed_before_is_taken() -> None:
    """Whatever it says: that is the caller's word."""
    pdf = _pdf()
    held = next(o for o in pdf.objects if isinstance(o, pydyf.Stream) and o.compress)
    held.stream = [b"a font"]
    finish_objects(pdf, {b"a font": zlib.compress(b"the font, packed before")})

    assert any(b"the font, packed before" in said[1] for said in _values(_written(pdf)))


def test_same_bytes_every_time() -> None:
    """Threads change no byte."""
    files = []
    for _ in range(3):
        pdf = _pdf()
        finish_objects(pdf, {})
        files.append(_written(pdf))

    assert len(set(files)) == 1


@pytest.mark.parametrize(("finish", "times"), [(True, 1), (False, 2)])
def test_bytes_are_made_once(finish: bool, times: int) -> None:
    """Writing and hashing ask for them twice, of objects not finished."""
    pdf = _pdf()
    _Counted.asked = 0
    if finish:
        finish_objects(pdf, {})
    _written(pdf)

    assert _Counted.asked == 6 * times
