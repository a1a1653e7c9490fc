"""Finding the machine's fonts by family and weight, through fontconfig."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from functools import cache

from zbpub.base.findings import Finding, MachineError
from zbpub.compose.fonts import FaceKey, Typeface, open_face

_CSS_WEIGHT = {
    0: 100, 40: 200, 50: 300, 55: 350, 75: 380, 80: 400,
    100: 500, 180: 600, 200: 700, 205: 800, 210: 900,
}  # fmt: skip
"""Fontconfig's weights as CSS counts them."""


@cache
def installed_faces() -> Mapping[tuple[str, int], FaceKey]:
    """Every static face of the machine by family and CSS weight.

    Raises:
        MachineError: Fontconfig is not installed.
    """
    try:
        listed = subprocess.run(
            ["fc-list", "-f", "%{family}|%{weight}|%{index}|%{variable}|%{file}\n"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise MachineError(
            Finding(
                code="X001",
                message=f"fc-list does not run: {error}",
                hint="run: make setup (it installs fontconfig)",
            )
        ) from error
    faces: dict[tuple[str, int], FaceKey] = {}
    for line in sorted(listed.splitlines()):
        families, weight, index, variable, path = line.split("|", 4)
        if variable != "False" or not weight.isdigit():
            continue
        family = families.split(",")[0].replace("\\", "")
        css_weight = _CSS_WEIGHT.get(int(weight), 400)
        key = FaceKey(family, css_weight, path, int(index))
        faces.setdefault((family, css_weight), key)
    return faces


def find_typeface(families: Iterable[str], weight: int) -> Typeface:
    """The chain of the families that are there, in order, at ``weight``.

    Raises:
        MachineError: None of them is installed at that weight.
    """
    wanted = tuple(families)
    known = installed_faces()
    keys = [known[family, weight] for family in wanted if (family, weight) in known]
    if not keys:
        raise MachineError(
            Finding(
                code="X002",
                message=f"no font {' or '.join(wanted)} of weight {weight} found",
                hint="run: make setup (it installs the Noto CJK fonts)",
            )
        )
    return Typeface(tuple(open_face(key) for key in keys))
