"""The serial's illustration as SVG: lighthouse, rain at night, tin box on the sill."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sample_pictures.canvas import Point

_WIDTH, _HEIGHT = 1200, 900
_NIGHT = "#20242b"
_PAPER = "#ffffff"


def serial() -> bytes:
    """Looking out of a window: sill and box inside, the lighthouse outside."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}">',
        _area([(0, 0), (_WIDTH, 0), (_WIDTH, _HEIGHT), (0, _HEIGHT)], "#f3efe6"),
        *_night(), *_lighthouse(), *_sea(), *_rain(), *_window(), *_sill(), "</svg>",
    ]  # fmt: skip
    return ("\n".join(parts) + "\n").encode()


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _area(points: Sequence[Point], fill: str, line: float = 0) -> str:
    rim = f' stroke="{_NIGHT}" stroke-width="{line}"' if line else ""
    return f'<path d="{_path(points)}Z" fill="{fill}"{rim} stroke-linejoin="round"/>'


def _strokes(lines: Sequence[Sequence[Point]], width: float, ink: str = _NIGHT) -> str:
    data = "".join(_path(line) for line in lines)
    form = f'stroke="{ink}" stroke-width="{width}" stroke-linecap="round"'
    return f'<path d="{data}" fill="none" {form} stroke-linejoin="round"/>'


def _night() -> list[str]:
    """The sky in strokes, thinner where the beam falls."""
    source = np.random.RandomState(2)
    box = [(150, 90), (1050, 90), (1050, 640), (150, 640)]
    beams = (
        [(742, 232), (150, 96), (150, 268)], [(778, 232), (1050, 120), (1050, 262)],
    )  # fmt: skip
    strokes = []
    for y in np.arange(96, 560, 9):
        x = 150 + source.uniform(0, 50)
        while x < 1046:
            wide = source.uniform(60, 190)
            end = min(x + wide, 1048)
            strokes.append(
                [(x, y + source.uniform(-2, 2)), (end, y + source.uniform(-2, 2))]
            )
            x = end + source.uniform(8, 30)
    rays = [_area(beam, "#f6f3ea") for beam in beams]
    return [_area(box, "#3a414d"), _strokes(strokes, 3.4, "#262b34"), *rays]


def _lighthouse() -> list[str]:
    tower = [(716, 560), (732, 300), (788, 300), (804, 560)]
    bands = [
        [(716 + 2.6 * i, 560 - 43 * i), (804 - 2.6 * i, 560 - 43 * i),
         (801.4 - 2.6 * i, 517 - 43 * i), (718.6 + 2.6 * i, 517 - 43 * i)]
        for i in (1, 3, 5)
    ]  # fmt: skip
    rock = [
        (610, 640),
        (640, 586),
        (690, 556),
        (760, 548),
        (826, 560),
        (880, 596),
        (920, 640),
    ]
    cracks = [
        [(660, 600), (690, 620), (684, 640)],
        [(820, 584), (800, 612)],
        [(740, 566), (752, 600)],
    ]
    lamp = [(738, 262), (738, 206), (782, 206), (782, 262)]
    bars = [[(x, 262), (x, 206)] for x in (749, 760, 771)]
    rail = [[(716, 300), (716, 270), (804, 270), (804, 300)]]
    rail += [[(x, 300), (x, 270)] for x in (732, 748, 764, 780, 796)]
    return [
        _area(rock, "#2c313a", 4), _strokes(cracks, 4, "#6a7280"),
        _area(tower, _PAPER, 4), *(_area(band, "#4a515d") for band in bands),
        _area([(752, 560), (752, 528), (768, 528), (768, 560)], _NIGHT),
        _area([(700, 306), (700, 298), (820, 298), (820, 306)], _NIGHT),
        _strokes(rail, 3.5, "#dfe3e8"), _area(lamp, "#fff7d8", 4), _strokes(bars, 3),
        _area([(730, 206), (760, 166), (790, 206)], _NIGHT),
        _strokes([[(760, 166), (760, 146)]], 4, "#dfe3e8"),
    ]  # fmt: skip


def _sea() -> list[str]:
    waves = []
    for row in range(6):
        y = 590 + 11 * row
        points = [
            (x, y + 5 * np.sin(x / (17 + 3 * row) + row)) for x in range(150, 1051, 6)
        ]
        waves.append([(float(x), float(v)) for x, v in points])
    water = [(150, 586), (612, 586), (612, 640), (150, 640)]
    right = [(905, 586), (1050, 586), (1050, 640), (905, 640)]
    shown = [
        [p for p in wave if p[0] < 628 - 2.4 * i] for i, wave in enumerate(waves)
    ] + [[p for p in wave if p[0] > 896 + 5 * i] for i, wave in enumerate(waves)]
    stones = []
    for i, x in enumerate((180, 240, 305, 372, 440, 508, 572)):
        stones.append(
            [(x, 612 - i), (x + 12, 600 - i), (x + 32, 600 - i), (x + 42, 612 - i)]
        )
    return [
        _area(water, "#30363f"), _area(right, "#30363f"),
        _strokes(shown, 2.6, "#aeb7c3"), *(_area(s, "#15181d") for s in stones),
    ]  # fmt: skip


def _rain() -> list[str]:
    source = np.random.RandomState(7)
    drops = []
    for _ in range(210):
        x, y = source.uniform(170, 1040), source.uniform(96, 590)
        long = source.uniform(18, 46)
        drops.append([(x, y), (x - long * 0.3, min(y + long, 634))])
    return [_strokes(drops, 2.2, "#e4e8ee")]


def _window() -> list[str]:
    """The frame, its cross, and drops that ran down the pane."""
    parts = []
    for box in (
        (112, 52, 1088, 92), (112, 92, 152, 660), (1048, 92, 1088, 660),
        (588, 92, 612, 640), (152, 352, 1048, 372),
    ):  # fmt: skip
        x0, y0, x1, y1 = box
        parts.append(_area([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], "#fbf8f1", 5))
    source = np.random.RandomState(19)
    runs = []
    for _ in range(26):
        x, y = source.uniform(165, 1035), source.uniform(380, 560)
        runs.append([(x, y), (x + 4, y + 22), (x - 2, y + 40), (x + 2, y + 58)])
    return [_strokes(runs, 3.4, "#f4f6f8"), *parts]


def _sill() -> list[str]:
    """The sill, the open tin, and clips that hold slips of paper."""
    sill = [(40, 640), (1160, 640), (1190, 724), (10, 724)]
    front = [(10, 724), (1190, 724), (1190, 770), (10, 770)]
    wood = [
        [(60 + 20 * i, 656 + 9 * (i % 6)), (260 + 90 * i, 658 + 9 * (i % 6))]
        for i in range(9)
    ]
    shade = [[(30 + 36 * i, 768), (56 + 36 * i, 728)] for i in range(32)]
    box = [(300, 560), (520, 560), (520, 690), (300, 690)]
    side = [(520, 560), (560, 540), (560, 668), (520, 690)]
    lid = [(300, 560), (340, 480), (590, 466), (560, 540), (520, 560)]
    rim = [(300, 560), (340, 540), (560, 540), (520, 560)]
    hatch = [[(526, 570 + 11 * i), (556, 556 + 11 * i)] for i in range(10)]
    label = [(350, 596), (470, 596), (470, 656), (350, 656)]
    waves = [[(362 + 8 * i, 626 + 7 * (-1) ** i) for i in range(13)]]
    papers = []
    for x, y, lean in ((640, 664, 8), (742, 684, -7), (850, 660, 10), (960, 682, -4)):
        slip = [(x, y), (x + 66, y + lean), (x + 62, y + 34 + lean), (x - 4, y + 32)]
        papers += [_area(slip, _PAPER, 3.4), _strokes([_clip(x + 8, y - 10)], 4)]
        papers.append(
            _strokes([[(x + 30, y + 14), (x + 50, y + 16 + lean * 0.6)]], 3.4)
        )
    loose = [_clip(x, y) for x, y in ((600, 700), (220, 690), (1050, 668))]
    return [
        _area(sill, "#ece4d3", 5), _area(front, "#d9cfba", 5),
        _strokes(wood, 2, "#b9ad95"),
        _strokes(shade, 2, "#a99c82"), _area(lid, "#c3c8ce", 5), _area(rim, _NIGHT, 4),
        _area(box, "#dde1e5", 5), _area(side, "#b4bac2", 5), _strokes(hatch, 2.4),
        _area(label, _PAPER, 3.4), _strokes(waves, 3.4), *papers, _strokes(loose, 4),
        *_wall(),
    ]  # fmt: skip


def _clip(x: float, y: float) -> list[Point]:
    """A paper clip lying down."""
    wide, tall = 58, 19
    return [
        (x + 12, y + 5), (x + wide - 6, y + 5), (x + wide, y + tall / 2 + 2),
        (x + wide - 6, y + tall), (x + 4, y + tall), (x, y + tall / 2), (x + 6, y),
        (x + wide - 14, y),
    ]  # fmt: skip


def _wall() -> list[str]:
    lines = [[(0, 800 + 34 * i), (_WIDTH, 800 + 34 * i)] for i in range(3)]
    return [_strokes(lines, 1.6, "#d8cfbd")]
