"""Lengths as integers: millipoints (mpt), rounded once when they enter.

Compose and layout count in whole millipoints (9 pt = 9000 mpt), so that equality
means equality, a half-width mark is exactly half, and machines agree.
"""

from __future__ import annotations

PT = 1000
"""Millipoints in a PDF point (1/72 inch, ISO 32000-1, 8.3.2.3)."""

MM_PER_INCH = 25.4
PT_PER_INCH = 72


def from_pt(points: float) -> int:
    """Points to millipoints."""
    return round(points * PT)


def from_mm(millimetres: float) -> int:
    """Millimetres to millipoints."""
    return round(millimetres * PT_PER_INCH / MM_PER_INCH * PT)


def to_pt(length: int) -> float:
    """Millipoints to points, for CSS and PDF alone."""
    return length / PT


def css(length: int) -> str:
    """Millipoints as a CSS length without superfluous zeros: ``"11.25pt"``."""
    return f"{length / PT:.3f}".rstrip("0").rstrip(".") + "pt"
