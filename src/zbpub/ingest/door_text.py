"""The door of text: bytes in, characters out, their encoding told by themselves."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from zbpub.base.chars import PUNCTUATION, is_han
from zbpub.base.findings import Finding, InputError, Severity
from zbpub.ingest.opened import Opened, Origin, refuse_source

PLAUSIBLE = 0.85
"""Share of common characters among those outside ASCII, from which a reading holds."""
MARGIN = 0.1
"""By so much the better of two readings must exceed the other."""
MOST_FAULTS = 0.01
"""Share of a web page's characters that may be damaged."""
_SAMPLE = 20_000
"""Characters that are looked at."""
_FEW_FAULTS = 0.1
"""Broken sequences per whole one, up to which bytes are damaged UTF-8."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
"""For each encoding its old character set, and the lead bytes of the common ones."""
_CODECS = {"gb18030": "gb18030", "big5": "cp950"}
_FOREIGN = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_USUAL = PUNCTUATION | frozenset("\u3000·℃％％①②③④⑤⑥⑦⑧⑨⑩〇○●■□◆◇▲△▼▽★☆→←↑↓×÷±°")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and how their bytes were read."""

    text: str
    encoding: str
    guessed: bool = False
    faults: int = 0
    """Places whose bytes spell no character; U+FFFD stands there."""


def open_text(name: str, content: bytes) -> Opened:
    """The text that ``content`` spells.

    Raises:
        InputError: It spells none, or in an encoding that cannot be told.
    """
    decoded = decode(name, content)
    return Opened(
        text=decoded.text,
        kind="text",
        origin=Origin(encoding=decoded.encoding),
        findings=tell_decoding(name, decoded),
    )


def tell_decoding(name: str, decoded: Decoded) -> tuple[Finding, ...]:
    """That the encoding was guessed at, or that some bytes spell nothing."""
    if decoded.faults:
        return (
            Finding(
                code="I112",
                message=f"{decoded.faults} places of the page spell no character of"
                f" {decoded.encoding.upper()}; they are left out",
                path=name,
                severity=Severity.WARNING,
                hint="compare the manuscript with the page",
            ),
        )
    if not decoded.guessed:
        return ()
    return (
        Finding(
            code="I102",
            message=f"the text is no UTF-8; it is read as {decoded.encoding.upper()}",
            path=name,
            severity=Severity.INFO,
            hint="if its characters are wrong, save it as UTF-8",
        ),
    )


def decode(name: str, content: bytes, declared: str = "") -> Decoded:
    """The characters of ``content``: UTF-8, UTF-16 with its mark, GB18030 or Big5.

    Args:
        name: The file, as findings name it.
        content: Its bytes.
        declared: The encoding that a web page says it has; it is tried first.

    Raises:
        InputError: They are in none of these encodings.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _decode_marked(name, content, codec)
    if b"\0" in content:
        raise _refuse_nul(name, content)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _patch(content, declared) or _guess(name, content, error)


def _guess(name: str, content: bytes, fault: UnicodeDecodeError) -> Decoded:
    """What bytes that are no UTF-8 spell most probably."""
    if _is_damaged_utf8(content):
        raise _refuse_damage(name, content, fault)
    readings = sorted(_readings(content), reverse=True)
    if not readings or readings[0][0] < PLAUSIBLE:
        raise _refuse_encoding(name, fault)
    if len(readings) > 1 and readings[0][0] - readings[1][0] < MARGIN:
        raise _refuse_encoding(name, fault)
    _, encoding, text = readings[0]
    return Decoded(text, encoding, guessed=True)


def _patch(content: bytes, declared: str) -> Decoded | None:
    """What a page says it is, if nearly all of its bytes are; else ``None``.

    Browsers show such a page, so that nobody knows that it is damaged.
    """
    if not declared:
        return None
    text = content.decode(_CODECS.get(declared, declared), "replace")
    faults = text.count("\ufffd")
    if faults > MOST_FAULTS * len(text):
        return None
    return Decoded(text, declared, faults=faults)


def _decode_marked(name: str, content: bytes, codec: str) -> Decoded:
    try:
        return Decoded(content.decode(codec), codec.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        raise _refuse_damage(name, content, error) from error


def _readings(content: bytes) -> list[tuple[float, str, str]]:
    """What the bytes may spell, each reading with how plausible it is."""
    readings: list[tuple[float, str, str]] = []
    for encoding, codec in _CODECS.items():
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        readings.append((_plausibility(text, encoding), encoding, text))
    return readings


def _plausibility(text: str, encoding: str) -> float:
    """The share of common characters; 0 where any is of a private area or a control."""
    if _FOREIGN.search(text):
        return 0.0
    charset, first, last = _COMMON[encoding]
    foreign = [char for char in text if char >= "\x80"][:_SAMPLE]
    common = 0
    for char in foreign:
        lead = char.encode(charset, "ignore")[:1] if is_han(char) else b""
        common += bool(lead and first <= lead[0] <= last) or char in _USUAL
    return common / len(foreign) if foreign else 0.0


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether nearly all of the bytes are UTF-8: some were cut off or spoiled."""
    faults = content.decode("utf-8", "replace").count("\ufffd")
    whole = len(re.findall(rb"[\xe0-\xef][\x80-\xbf]{2}", content))
    return whole > 0 and faults <= max(_FEW_FAULTS * whole, 1)


def _refuse_damage(name: str, content: bytes, error: UnicodeDecodeError) -> InputError:
    line = content.count(b"\n", 0, error.start) + 1
    if error.start >= len(content) - 4 and error.end >= len(content):
        message = "the file ends inside a character: it was cut off"
        hint = "take the file again from where it comes"
    else:
        message = (
            f"byte {error.start} (line {line}) spells no character of {error.encoding}"
        )
        hint = "take the passage again from its source, and save it as UTF-8"
    return refuse_source("I091", message, hint, path=name)


def _refuse_nul(name: str, content: bytes) -> InputError:
    at = content.index(b"\0")
    return refuse_source(
        "I100",
        f"the file is no text: byte {at} is zero",
        "give text; if it is UTF-16 without its mark, save it as UTF-8",
        path=name,
    )


def _refuse_encoding(name: str, error: UnicodeDecodeError) -> InputError:
    return refuse_source(
        "I101",
        f"the encoding cannot be told: byte {error.start} is no UTF-8, and the whole is"
        " neither plausible GB18030 nor Big5",
        "save it as UTF-8, for example: iconv -f ENCODING -t UTF-8",
        path=name,
    )
