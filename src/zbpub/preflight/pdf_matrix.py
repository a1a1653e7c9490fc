"""Affine matrices of PDF as tuples, and the frames in which lines read.

A matrix ``(a, b, c, d, e, f)`` sends (x, y) to (ax + cy + e, bx + dy + f)
(ISO 32000-1, 8.3.3).
"""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def shift(matrix: Matrix, x: float, y: float) -> Matrix:
    """``matrix`` with its origin moved by (x, y) of its own units."""
    a, b, c, d, e, f = matrix
    return a, b, c, d, x * a + y * c + e, x * b + y * d + f


def page_matrix(box: tuple[float, float, float, float], rotate: int) -> Matrix:
    """From user space to the page as shown, origin upper left, y downwards.

    Args:
        box: The media box, normalised: x0 < x1, y0 < y1.
        rotate: The page's /Rotate: clockwise degrees, a multiple of 90.
    """
    x0, y0, x1, y1 = box
    match rotate // 90 % 4:
        case 1:
            return 0, 1, 1, 0, -y0, -x0
        case 2:
            return -1, 0, 0, 1, x1, -y0
        case 3:
            return 0, -1, -1, 0, y1, x1
        case _:
            return 1, 0, 0, -1, -x0, y1


def quarter_of(x: float, y: float) -> int:
    """Clockwise quarter turns of a line running towards (x, y), y downwards."""
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3


def to_frame(x: float, y: float, turned: int, page: tuple[float, float]) -> list[float]:
    """A point of the page in the frame where lines ``turned`` so read upright."""
    width, height = page
    match turned:
        case 1:
            return [y, width - x]
        case 2:
            return [width - x, height - y]
        case 3:
            return [height - y, x]
        case _:
            return [x, y]
