"""Scenes of field and river: the footballer, the rowers, the valley."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sample_pictures.beings import CHEER, ROW, RUN, STAND, hair, person, pine, ridge
from sample_pictures.canvas import LONG, SHORT, Canvas, Point, clouds
from sample_pictures.coast import veil


def football() -> Canvas:
    """The scorer runs off with arms raised, under the floodlights."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 260), 16, 40)
    canvas.slope((0, 220, LONG, 640), 46, 78)
    _crowd(canvas)
    for x in (210, 1410):
        canvas.line([(x, 20), (x, 260)], 12, 52)
        canvas.box(x - 92, 20, x + 92, 92, 60)
        for i in range(10):
            canvas.disc(x - 74 + 37 * (i % 5), 38 + 36 * (i // 5), 14, 255)
        canvas.glow((x, 56), 330, 250, 0.75)
    canvas.box(0, 600, LONG, 664, 176)
    for i in range(6):
        canvas.box(20 + 270 * i, 608, 270 + 270 * i, 656, 58 + 34 * (i % 3))
    canvas.slope((0, 660, LONG, SHORT), 122, 78)
    for i in range(-2, 9):
        x = 810 + (i - 3.5) * 160
        far = 810 + (i - 3.5) * 420
        if i % 2:
            canvas.polygon(
                [(x, 664), (x + 160, 664), (far + 420, SHORT), (far, SHORT)], 112
            )
    canvas.line([(0, 745), (LONG, 775)], 7, 226)
    _goal(canvas)
    for x, y, tall, pose, flip in (
        (300, 792, 210, RUN, False), (470, 776, 190, RUN, False),
        (1180, 770, 190, STAND, True),
    ):  # fmt: skip
        person(canvas, (x, y), tall, (176, 214 if x < 900 else 40, 60), pose, flip)
    canvas.soften(4.5)
    canvas.disc(820, 1042, 250, 56, 24)
    person(canvas, (800, 1030), 790, (206, 236, 44), CHEER)
    hair(canvas, (824, 1030 - 0.965 * 790), 790, 26)
    _kit(canvas)
    return canvas


def _kit(canvas: Canvas) -> None:
    """Number, stripe, socks and the open mouth."""
    canvas.write("19", (797, 520), 118, 40)
    canvas.line([(748, 418), (872, 410)], 8, 60)
    canvas.disc(842, 278, 14, 70, 18)
    for a, b in (((770, 850), (716, 1000)), ((874, 820), (800, 912))):
        canvas.line([a, b], 60, 220)


def _crowd(canvas: Canvas) -> None:
    source = np.random.RandomState(3)
    for row in range(24):
        y = 240 + row * 15.2
        for x in np.arange(-6, LONG + 12, 15.5):
            tone = int(source.choice((48, 66, 84, 104, 140, 176)))
            at = (x + source.uniform(-4, 4), y + source.uniform(-3, 3))
            canvas.disc(*at, 5.4, tone)
            canvas.disc(at[0], at[1] + 10, 7, max(tone - 34, 20), 8)
            if source.uniform() < 0.12:
                canvas.line([at, (at[0] + source.uniform(-9, 9), at[1] - 15)], 3, tone)
    for x in range(0, LONG, 330):
        canvas.polygon([(x, 236), (x + 26, 236), (x + 44, 604), (x - 8, 604)], 54)


def _goal(canvas: Canvas) -> None:
    left, right, top, foot = 1090, 1560, 560, 800
    for i in range(22):
        x = left + (right - left) * i / 21
        canvas.line([(x, top), (x + 14, foot - 10)], 1.6, 176)
    for i in range(12):
        y = top + (foot - top) * i / 11
        canvas.line([(left, y), (right, y + 4)], 1.6, 176)
    canvas.line([(left, foot), (left, top), (right, top), (right, foot + 6)], 11, 250)
    canvas.disc(1490, 640, 17, 250)


def rowing() -> Canvas:
    """A four on the misty river, the coach with her watch in the launch."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 520), 158, 226)
    canvas.glow((1080, 330), 520, 252, 0.55)
    canvas.disc(1080, 300, 46, 250)
    ridge(canvas, 500, 130, 188, 5, 520)
    source = np.random.RandomState(15)
    for x in np.arange(-20, LONG + 40, 34):
        tall = source.uniform(60, 150) * (1.25 if x < 500 else 0.8)
        canvas.disc(x, 515 - tall * 0.5, tall * 0.3, 138, tall * 0.52)
        canvas.line([(x, 520), (x, 520 - tall * 0.4)], 5, 112)
    canvas.box(0, 512, LONG, 524, 126)
    canvas.slope((0, 522, LONG, SHORT), 214, 122)
    canvas.mirror(522, 250, 1.0)
    for row in (0, 1, 2):
        veil(canvas, (400 + 70 * row, 640 + 70 * row), 30 + row, 240, 0.85, (2, 4))
    _four(canvas, (1010, 640))
    _launch(canvas)
    for i in range(40):
        y = 690 + 9.4 * i
        x, wide = source.uniform(0, LONG), 30 + 3.2 * i
        canvas.line(
            [(x, y), (x + wide, y)], 1 + i * 0.06, int(source.randint(142, 226))
        )
    veil(canvas, (660, 1010), 47, 236, 0.4, (3, 4))
    return canvas


def _four(canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.disc(x, y + 26, 540, 150, 16)
    hull = [(x - 560, y), (x - 470, y + 18), (x + 470, y + 18), (x + 570, y - 2)]
    canvas.polygon([*hull, (x + 470, y - 8), (x - 470, y - 8)], 42)
    for i in range(4):
        seat = x - 330 + 205 * i
        canvas.line([(seat + 60, y - 34), (seat + 20, y + 60)], 7, 60)
        canvas.polygon(
            [
                (seat + 26, y + 46),
                (seat + 10, y + 46),
                (seat - 6, y + 88),
                (seat + 14, y + 92),
            ],
            236,
        )
        for drop in range(5):
            canvas.disc(seat - 10 - 10 * drop, y + 80 - 5 * drop, 4 - 0.5 * drop, 236)
        person(canvas, (seat, y), 250, (60, 36, 30), ROW)
        canvas.disc(seat + 0.1 * 250 - 16, y - 0.54 * 250, 9, 40)
    canvas.line([(x + 540, y - 4), (x + 580, y - 34)], 4, 50)


def _launch(canvas: Canvas) -> None:
    hull = [(90, 846), (560, 846), (650, 820), (560, 910), (130, 910)]
    canvas.disc(340, 920, 320, 104, 20)
    canvas.polygon(hull, 54)
    canvas.polygon([(90, 846), (560, 846), (650, 820), (622, 856), (94, 858)], 214)
    canvas.box(70, 800, 118, 880, 36)
    canvas.line([(96, 880), (90, 930)], 10, 36)
    coach = replace(
        STAND,
        elbows=((-0.12, -0.62), (0.17, -0.68)),
        hands=((-0.1, -0.46), (0.21, -0.86)),
    )
    person(canvas, (330, 858), 430, (150, 60, 36), coach)
    hair(canvas, (332, 858 - 0.925 * 430), 430, 228)
    canvas.disc(420, 478, 19, 30)
    canvas.disc(420, 478, 13, 236)
    canvas.line([(352, 466), (384, 470)], 6, 30)
    for i in range(7):
        y = 930 + 12 * i
        canvas.line([(80 - 60 * i, y), (60, 922)], 3, 214)
        canvas.line([(640, 916), (720 + 40 * i, y)], 3, 214)


def valley() -> Canvas:
    """The valley in March: pines on the slopes, oilseed rape on the floor."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 420), 150, 232)
    veil(canvas, (0, 330), 19, 250, 0.9, (4, 4))
    for base, rise, tone, seed in (
        (430, 250, 196, 12),
        (500, 230, 166, 27),
        (560, 180, 134, 40),
    ):
        ridge(canvas, base, rise, tone, seed)
    veil(canvas, (330, 620), 71, 238, 0.7, (2, 4))
    floor = [(0, 760), (420, 640), (760, 596), (1010, 600), (1300, 660), (LONG, 770)]
    canvas.polygon([*floor, (LONG, SHORT), (0, SHORT)], 196)
    _rape(canvas)
    _stream(canvas)
    _village(canvas)
    _slopes(canvas)
    return canvas


def _rape(canvas: Canvas) -> None:
    """Fields in strips, thick with small bright flowers."""
    source = np.random.RandomState(8)
    for i in range(9):
        y0, y1 = 626 + 50 * i, 672 + 52 * i
        for j in range(7):
            x = -120 + 290 * j + 60 * (i % 2) + source.uniform(-20, 20)
            corners = [(x, y0), (x + 250, y0 - 8), (x + 236, y1 - 10), (x - 20, y1)]
            canvas.polygon(corners, int(source.choice((214, 224, 232, 206, 170))))
    for _ in range(9000):
        near = source.uniform() ** 0.6
        y = 622 + 450 * near
        spread = 250 + 700 * near
        x = 850 + source.uniform(-spread, spread)
        size = 0.7 + 3.2 * near
        canvas.disc(x, y, size, int(source.choice((252, 246, 236, 186, 160))))


def _stream(canvas: Canvas) -> None:
    steps = np.linspace(0, 1, 40)
    points = [
        (
            float(840 + 150 * np.sin(t * 5.2) * (0.25 + t) - 130 * t),
            float(600 + 500 * t**1.3),
        )
        for t in steps
    ]
    for (x0, y0), (x1, y1), t in zip(points, points[1:], steps, strict=False):
        canvas.line([(x0, y0), (x1, y1)], 10 + 62 * t**1.4, 122)
    for (x0, y0), (x1, y1), t in zip(points, points[1:], steps, strict=False):
        canvas.line([(x0, y0), (x1, y1)], 5 + 44 * t**1.4, 238)


def _village(canvas: Canvas) -> None:
    for x, y, size in (
        (1020, 640, 1.0), (1100, 662, 1.15), (1180, 640, 0.9), (960, 624, 0.8),
        (1250, 690, 1.25), (640, 632, 0.8), (570, 654, 1.0),
    ):  # fmt: skip
        w, h = 62 * size, 36 * size
        canvas.box(x, y - h, x + w, y, 242)
        roof = [(x - 9 * size, y - h), (x + w + 9 * size, y - h)]
        canvas.polygon(
            [*roof, (x + w * 0.82, y - h * 1.8), (x + w * 0.18, y - h * 1.8)], 52
        )
        canvas.box(x + w * 0.42, y - h * 0.62, x + w * 0.6, y, 84)
        canvas.box(x + w * 0.12, y - h * 0.7, x + w * 0.28, y - h * 0.35, 96)


def _slopes(canvas: Canvas) -> None:
    left = [(0, 430), (170, 480), (330, 570), (430, 680), (470, 780), (360, 900)]
    canvas.polygon([*left, (210, 1010), (60, SHORT), (0, SHORT)], 92)
    right = [
        (LONG, 400),
        (1500, 470),
        (1390, 560),
        (1330, 680),
        (1350, 800),
        (1450, 930),
    ]
    canvas.polygon([*right, (1540, SHORT), (LONG, SHORT)], 84)
    noise = clouds((90, 130), 55, (7, 9))
    source = np.random.RandomState(33)
    trees = []
    for _ in range(190):
        side = source.uniform() < 0.5
        y = source.uniform(470, 1075)
        reach = np.interp(
            y, (430, 570, 690, 780, 900, 1010, 1080), (90, 330, 430, 460, 350, 200, 70)
        )
        x = (
            source.uniform(-10, reach)
            if side
            else LONG - source.uniform(-10, reach * 0.62)
        )
        trees.append(
            (y, x, 54 + 0.17 * (y - 400) + 40 * noise[int((y - 470) / 7), int(x) % 130])
        )
    for y, x, tall in sorted(trees):
        pine(canvas, (x, y), tall * 1.15, int(38 + 22 * ((x * 7 + y) % 10) / 10))
