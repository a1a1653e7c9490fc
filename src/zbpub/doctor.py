"""What the machine has and lacks for a build."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from zbpub.base.findings import Finding, MachineError
from zbpub.compose.locate import find_typeface
from zbpub.layout.profile_file import parse_profile

_PROGRAMS = {
    "pdftoppm": "draws covers and proofs (package poppler-utils)",
    "fc-list": "finds fonts (package fontconfig)",
    "java": "runs EPUBCheck in the tests (package default-jre-headless)",
}


def examine(styles: Path) -> tuple[list[str], list[Finding]]:
    """Lines to show, and a finding for each part that is missing."""
    lines = [f"{name} {version(name)}" for name in ("zbpub", "weasyprint", "ebooklib")]
    findings: list[Finding] = []
    for program, purpose in _PROGRAMS.items():
        found = shutil.which(program)
        lines.append(f"{program}: {found or 'missing'}")
        if not found:
            findings.append(
                Finding(
                    code="X005",
                    message=f"{program} is missing: it {purpose}",
                    hint="run: make setup",
                )
            )
    for profile, missing in _fonts(styles):
        lines.append(f"fonts of profile {profile}: {'missing' if missing else 'there'}")
        findings += missing
    return lines, findings


def _fonts(styles: Path) -> Iterator[tuple[str, list[Finding]]]:
    for path in sorted((styles / "profiles").glob("*.toml")):
        missing: list[Finding] = []
        try:
            profile = parse_profile(path.read_text("utf-8"), language="zh-Hans")
        except (tomllib.TOMLDecodeError, ValueError):
            continue  # ``zbpub check`` says what is wrong with a profile
        for font in profile.fonts.values():
            try:
                find_typeface(font.families, font.weight)
            except MachineError as error:
                missing += error.findings
        yield f"{path.stem} ({profile.title})", missing
