"""What measuring can be told, and is told by default: help and usage need no more."""

from __future__ import annotations

MEASURED_EDITIONS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
"""Languages whose rules a file can be held to."""
WESTERN_STYLE = 1 / 3
"""em; CLREQ lets Western gaps open to 1/2, and many styles stop here."""
