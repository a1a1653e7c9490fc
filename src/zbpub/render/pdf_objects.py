"""A PDF's objects as bytes, each made but once, its streams packed on all cores.

pydyf makes an object's bytes whenever it is asked: once to write it and once more to
hash the file for its identifier. Packing streams twice, as hard as zlib can, took a
sixth of the time of painting.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pydyf

LEVEL = 6
"""Of zlib's nine: the last three take twice the time for a thousandth of the file."""
_MOST_THREADS = 4


class _Finished(pydyf.Object):  # type: ignore[misc]  # pydyf publishes no types
    """An object whose bytes are known."""

    def __init__(self, made: Any) -> None:
        super().__init__()
        self.number, self.generation = made.number, made.generation
        self._data: bytes = made.data
        self._compressible: bool = made.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


def finish_objects(pdf: Any, known: Mapping[bytes, bytes]) -> None:
    """Make the bytes of all objects of ``pdf``: nothing may change them after that.

    Args:
        pdf: pydyf's.
        known: What streams hold, and that packed, as far as it was made before.
    """

    def pack(stream: Any) -> bytes:
        ready = known.get(stream.stream[0]) if len(stream.stream) == 1 else None
        return _packed(stream) if ready is None else ready

    streams = [item for item in pdf.objects if _is_to_pack(item)]
    with ThreadPoolExecutor(_MOST_THREADS) as pool:  # zlib lets other threads run
        for stream, packed in zip(streams, pool.map(pack, streams), strict=True):
            stream.stream = [packed]
            stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
            stream.compress = False
    pdf.objects = [
        item if item.free == "f" else _Finished(item) for item in pdf.objects
    ]


def _is_to_pack(item: Any) -> bool:
    return isinstance(item, pydyf.Stream) and item.compress


def _packed(stream: Any) -> bytes:
    """What ``stream`` holds, as pydyf would write it, packed."""
    _, _, rest = pydyf.Stream(stream.stream).data.partition(b"stream\n")
    return zlib.compress(rest.removesuffix(b"\nendstream"), LEVEL)
