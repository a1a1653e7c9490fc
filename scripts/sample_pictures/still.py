"""Still lifes: the clock, the note, the notebooks, the noodles."""

from __future__ import annotations

import numpy as np

from sample_pictures.canvas import LONG, SHORT, SONG, Canvas, Point, clouds
from sample_pictures.town import grain_of

_NUMERALS = ("XII", "I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI")


def clock() -> Canvas:
    """The mantel clock on the bench, its face with Roman numerals, at four."""
    canvas = Canvas(SHORT, 1350)
    canvas.slope((0, 0, SHORT, 960), 40, 92)
    canvas.glow((720, 330), 640, 226, 0.55)
    for i in range(5):
        x = 70 + 118 * i
        canvas.line([(x, 120), (x, 300 + 20 * (i % 3))], 9, 58)
        canvas.disc(x, 320 + 20 * (i % 3), 24 + 5 * (i % 2), 58)
    canvas.line([(30, 118), (640, 118)], 12, 46)
    canvas.soften(4)
    canvas.slope((0, 950, SHORT, 1350), 148, 78)
    grain_of(canvas, (950, 1350), 4, 0.34)
    _case(canvas)
    _face(canvas, (540, 520), 262)
    _pendulum(canvas)
    _tools(canvas)
    return canvas


def _case(canvas: Canvas) -> None:
    canvas.disc(560, 1082, 440, 44, 42)
    angles = np.linspace(np.pi, 2 * np.pi, 50)
    arch = [(540 + 352 * np.cos(a), 520 + 356 * np.sin(a)) for a in angles]
    canvas.polygon([*arch, (892, 1010), (188, 1010)], 64)
    inner = [(540 + 318 * np.cos(a), 520 + 322 * np.sin(a)) for a in angles]
    canvas.polygon([*inner, (858, 986), (222, 986)], 96)
    side = [(540 + 352 * np.cos(a), 520 + 356 * np.sin(a)) for a in angles[34:]]
    canvas.line(side, 16, 128)
    canvas.box(150, 1000, 930, 1046, 78)
    canvas.box(150, 1000, 930, 1012, 128)
    canvas.box(118, 1046, 962, 1094, 52)
    canvas.box(118, 1046, 962, 1054, 108)
    canvas.disc(540, 150, 30, 88)
    canvas.disc(540, 112, 18, 110)
    for x in (206, 874):
        canvas.box(x - 22, 560, x + 22, 1000, 84)
        canvas.line([(x - 8, 570), (x - 8, 990)], 6, 122)
        canvas.box(x - 30, 544, x + 30, 566, 104)


def _face(canvas: Canvas, at: Point, radius: float) -> None:
    x, y = at
    canvas.disc(x, y, radius + 26, 44)
    canvas.disc(x, y, radius + 18, 168)
    canvas.disc(x, y, radius + 8, 70)
    canvas.disc(x, y, radius, 226)
    canvas.glow((x + 70, y - 90), radius, 246, 0.6)
    for i in range(60):
        angle = i * np.pi / 30
        reach = (0.93, 0.98) if i % 5 else (0.9, 0.98)
        ends = [
            (x + radius * r * np.sin(angle), y - radius * r * np.cos(angle))
            for r in reach
        ]
        canvas.line(ends, 2 if i % 5 else 5, 40)
    for i, numeral in enumerate(_NUMERALS):
        angle = i * np.pi / 6
        spot = (x + radius * 0.76 * np.sin(angle), y - radius * 0.76 * np.cos(angle))
        canvas.write(numeral, spot, 44, 34)
    chip = [(x - 34, y + 226), (x - 8, y + 208), (x + 26, y + 218), (x + 40, y + 244)]
    canvas.polygon([*chip, (x + 12, y + 258), (x - 24, y + 256)], 96)
    canvas.disc(x, y, radius * 0.5, 206)
    canvas.disc(x, y, radius * 0.48, 230)
    for hole in (-64, 64):
        canvas.disc(x + hole, y + 34, 13, 150)
        canvas.disc(x + hole, y + 34, 8, 30)
    for turn, reach, wide in ((np.pi * 2 / 3, 0.52, 13), (0, 0.82, 9)):
        tip = (x + radius * reach * np.sin(turn), y - radius * reach * np.cos(turn))
        canvas.line([at, tip], wide, 22)
        mid = (
            x + radius * reach * 0.7 * np.sin(turn),
            y - radius * reach * 0.7 * np.cos(turn),
        )
        canvas.disc(*mid, wide * 1.4, 22)
        canvas.disc(*mid, wide * 0.7, 230)
    canvas.disc(x, y, 16, 22)


def _pendulum(canvas: Canvas) -> None:
    canvas.box(390, 836, 690, 974, 40)
    canvas.slope((400, 846, 680, 964), 30, 58)
    canvas.line([(540, 846), (566, 900)], 7, 186)
    canvas.disc(572, 914, 40, 196)
    canvas.disc(564, 904, 22, 232)


def _tools(canvas: Canvas) -> None:
    canvas.line([(60, 1200), (330, 1150)], 18, 48)
    canvas.line([(330, 1150), (440, 1130)], 7, 196)
    for x, y, r in ((690, 1210, 52), (800, 1250, 34), (610, 1270, 24)):
        canvas.disc(x + 6, y + 10, r, 60, r * 0.6)
        for i in range(18):
            a = i * np.pi / 9
            canvas.disc(x + r * np.cos(a), y + r * 0.6 * np.sin(a), r * 0.13, 176)
        canvas.disc(x, y, r * 0.95, 186, r * 0.57)
        canvas.disc(x, y, r * 0.34, 92, r * 0.2)
    for i in range(40):
        a, reach = i * 0.42, 14 + 2.2 * i
        b = (i + 1) * 0.42
        ends = [
            (930 + reach * np.cos(a), 1200 + 0.55 * reach * np.sin(a)),
            (930 + (reach + 2.2) * np.cos(b), 1200 + 0.55 * (reach + 2.2) * np.sin(b)),
        ]
        canvas.line(ends, 4, 208)
    canvas.line([(420, 1270), (540, 1190)], 8, 214)
    canvas.line([(408, 1258), (540, 1190)], 8, 190)


def note() -> Canvas:
    """The slip of paper inside the clock's back, its ink faded."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, SHORT), 66, 48)
    grain_of(canvas, (0, SHORT), 15, 0.3)
    for x, y in ((130, 110), (1490, 110), (130, 900), (1490, 900)):
        canvas.disc(x, y, 34, 146)
        canvas.disc(x - 4, y - 4, 26, 182)
        canvas.line([(x - 20, y + 8), (x + 18, y - 14)], 7, 70)
    edge = _torn_edge()
    canvas.polygon([(x + 16, y + 22) for x, y in edge], 26)
    canvas.polygon(edge, 214)
    noise = clouds((150, 220), 64, (5, 7))
    inside = Canvas(tone=0)
    inside.polygon(edge, 255)
    mask = np.asarray(inside.image.resize((220, 150)), dtype=np.float64) / 255
    canvas.blend(noise * 90 + 148, 0.55 * mask, 0, SHORT)
    canvas.line([(810, 196), (806, 892)], 4, 178)
    canvas.line([(812, 196), (808, 892)], 2, 226)
    for column, text in enumerate(("海州制造", "望潮校时", "见钟如面")):
        for row, char in enumerate(text):
            at = (1150 - 200 * column + 5 * (row % 2), 312 + 142 * row)
            canvas.write(char, at, 116, 78 + 14 * ((row + column) % 3), SONG)
    canvas.write("谷", (478, 770), 92, 92, SONG)
    canvas.disc(478, 868, 30, 128)
    canvas.glow((1150, 240), 620, 240, 0.28)
    return canvas


def _torn_edge() -> list[Point]:
    source = np.random.RandomState(12)
    top = [(x, 172 + source.uniform(-6, 6)) for x in np.linspace(350, 1290, 40)]
    right = [(1292 + source.uniform(-5, 5), y) for y in np.linspace(180, 900, 30)]
    foot = [(x, 912 + source.uniform(-7, 7)) for x in np.linspace(1290, 356, 40)]
    left = [(344 + source.uniform(-5, 5), y) for y in np.linspace(900, 180, 30)]
    return [*top, *right, *foot, *left]


def notebook() -> Canvas:
    """An open training notebook, a stopwatch on it, the others in piles behind."""
    canvas = Canvas(SHORT, 1350)
    canvas.slope((0, 0, SHORT, 620), 84, 128)
    canvas.glow((260, 120), 560, 226, 0.5)
    canvas.slope((0, 600, SHORT, 1350), 142, 84)
    grain_of(canvas, (600, 1350), 44, 0.3)
    for column, (x, count) in enumerate(((60, 13), (400, 17), (740, 11))):
        _pile(canvas, (x, 640), count, column)
    canvas.polygon(
        [(90, 1240), (150, 760), (545, 790), (990, 748), (1030, 1216), (560, 1290)], 46
    )
    for side in (0, 1):
        _page(canvas, side)
    canvas.line([(548, 786), (556, 1268)], 7, 130)
    _stopwatch(canvas, (840, 1130))
    canvas.line([(210, 1190), (470, 1010)], 16, 40)
    canvas.line([(470, 1010), (500, 988)], 8, 210)
    canvas.line([(210, 1190), (240, 1170)], 18, 190)
    return canvas


def _pile(canvas: Canvas, at: Point, count: int, column: int) -> None:
    x, y = at
    source = np.random.RandomState(column + 3)
    for i in range(count):
        shift, wide = source.uniform(-14, 14), 262
        foot = y - 31 * i
        tone = int(source.randint(52, 150))
        canvas.box(x + shift, foot - 28, x + shift + wide, foot, tone)
        canvas.box(x + shift + 10, foot - 22, x + shift + wide + 4, foot - 6, 222)
        canvas.line(
            [(x + shift + 12, foot - 14), (x + shift + wide, foot - 14)], 1.6, 176
        )
        canvas.box(x + shift, foot - 28, x + shift + 16, foot, max(tone - 24, 20))


def _page(canvas: Canvas, side: int) -> None:
    left, right = ((150, 548), (548, 990))[side]
    tops = ((756, 786), (786, 744))[side]
    feet = ((1226, 1266), (1266, 1202))[side]
    slant = ((-56, 8), (8, 36))[side]
    corners = [(left, tops[0]), (right, tops[1])]
    corners += [(right + slant[1], feet[1]), (left + slant[0], feet[0])]
    canvas.polygon(corners, 240 - 10 * side)
    source = np.random.RandomState(side + 17)
    for i in range(1, 15):
        t = i / 15.5

        def spot(share: float, t: float = t) -> Point:
            x0, x1 = left + slant[0] * t, right + slant[1] * t
            y0 = tops[0] + (feet[0] - tops[0]) * t
            y1 = tops[1] + (feet[1] - tops[1]) * t
            return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share

        canvas.line([spot(0.06), spot(0.95)], 1.5, 196)
        if side and 4 < i < 9:
            continue
        share, end = 0.08, source.uniform(0.62, 0.94)
        while share < end:
            x, y = spot(share)
            for _ in range(3):
                a, b = source.uniform(-9, 9, 2), source.uniform(-16, -2, 2)
                canvas.line([(x + a[0], y + b[0]), (x + a[1], y + b[1])], 2.2, 66)
            share += 0.062
    if side:
        steps = np.linspace(0, 1, 60)
        wave = [(620 + 330 * t, 985 - 62 * np.sin(t * 9) * (0.4 + t)) for t in steps]
        canvas.line(wave, 5, 92)
        canvas.line([(612, 1056), (612, 900)], 3, 110)
        canvas.line([(612, 1056), (965, 1030)], 3, 110)


def _stopwatch(canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.line([(x + 60, y - 90), (x + 190, y - 150), (x + 230, y - 40)], 7, 40)
    canvas.disc(x + 8, y + 14, 104, 58, 92)
    canvas.box(x - 14, y - 128, x + 14, y - 90, 70)
    canvas.disc(x, y, 102, 62)
    canvas.disc(x, y, 94, 196)
    canvas.disc(x, y, 82, 246)
    for i in range(60):
        a = i * np.pi / 30
        reach = (0.78, 0.92) if i % 5 == 0 else (0.86, 0.92)
        ends = [(x + 82 * r * np.sin(a), y - 82 * r * np.cos(a)) for r in reach]
        canvas.line(ends, 3.4 if i % 5 == 0 else 1.6, 50)
    canvas.line([at, (x + 44, y - 48)], 5, 30)
    canvas.disc(x, y, 7, 30)


def noodle() -> Canvas:
    """Cut noodles shaken loose on a floured board, rolling pin and knife by them."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, SHORT), 92, 66)
    noise = clouds((150, 220), 2, (4, 5))
    canvas.blend(noise * 70 + 40, np.full(noise.shape, 0.6), 0, SHORT)
    board = [(180, 210), (1450, 180), (1540, 930), (90, 960)]
    canvas.polygon([(x + 10, y + 26) for x, y in board], 34)
    canvas.polygon([(90, 960), (1540, 930), (1540, 962), (90, 994)], 110)
    canvas.polygon(board, 176)
    for i in range(9):
        t = (i + 0.5) / 9
        ends = [(180 - 90 * t, 210 + 750 * t), (1450 + 90 * t, 180 + 750 * t)]
        canvas.line(ends, 2.5, 158)
    _flour(canvas)
    for i, (x, y, turn) in enumerate(
        ((470, 440, 0.2), (800, 420, -0.3), (620, 690, 0.5), (985, 690, -0.1))
    ):
        _nest(canvas, (x, y), turn, i)
    _pin(canvas)
    _knife(canvas)
    canvas.disc(1360, 290, 128, 60, 84)
    canvas.disc(1350, 274, 122, 222, 80)
    canvas.disc(1350, 268, 102, 160, 62)
    canvas.disc(1346, 262, 92, 248, 50)
    return canvas


def _flour(canvas: Canvas) -> None:
    source = np.random.RandomState(6)
    for _ in range(2600):
        x, y = source.normal(760, 300), source.normal(580, 160)
        if 180 < x < 1480 and 230 < y < 930:
            canvas.disc(
                x, y, abs(source.normal(0, 2.6)) + 0.5, int(source.randint(214, 252))
            )
    canvas.glow((760, 580), 420, 238, 0.35)


def _nest(canvas: Canvas, at: Point, turn: float, seed: int) -> None:
    """A loose bundle: strands that swing to and fro, each with its shadow."""
    source = np.random.RandomState(seed + 90)
    canvas.disc(at[0] + 8, at[1] + 20, 178, 130, 92)
    steps = np.linspace(0, 1, 46)
    for i in range(42):
        side = source.normal(0, 38)
        bow, phase = source.uniform(14, 52), source.uniform(0, 6.3)
        along = (steps - 0.5) * source.uniform(270, 350)
        across = side + bow * np.sin(steps * source.uniform(5, 9) + phase)
        cos, sin = np.cos(turn), np.sin(turn)
        points = [
            (
                float(at[0] + a * cos - b * sin),
                float(at[1] + (a * sin + b * cos) * 0.86),
            )
            for a, b in zip(along, across, strict=True)
        ]
        canvas.line([(x + 3, y + 5) for x, y in points], 9, 138)
        canvas.line(points, 9, 206 + 4 * (i % 9))
        canvas.line([(x - 1.5, y - 2) for x, y in points], 2.5, 250)


def _pin(canvas: Canvas) -> None:
    a, b = (230, 850), (1130, 884)
    canvas.line([(x + 6, y + 22) for x, y in (a, b)], 58, 104)
    canvas.line([a, b], 58, 132)
    canvas.line([(a[0], a[1] - 12), (b[0], b[1] - 12)], 22, 178)
    for end, out in ((a, (130, 846)), (b, (1230, 888))):
        canvas.line([end, out], 26, 96)


def _knife(canvas: Canvas) -> None:
    blade = [(1180, 470), (1470, 452), (1482, 610), (1196, 626)]
    canvas.polygon([(x + 8, y + 14) for x, y in blade], 112)
    canvas.polygon(blade, 198)
    canvas.polygon([(1190, 590), (1480, 574), (1482, 610), (1196, 626)], 242)
    canvas.line([(1330, 462), (1322, 330)], 4, 198)
    canvas.polygon([(1470, 470), (1600, 462), (1606, 510), (1474, 520)], 40)
