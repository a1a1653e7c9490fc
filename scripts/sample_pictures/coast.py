"""Scenes by the sea: pier, drying laver, port, tide staff, beach, clouds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sample_pictures.beings import (
    BEND,
    CLIMB,
    KICK,
    KNEEL,
    RUN,
    STAND,
    egret,
    gull,
    hair,
    person,
    ridge,
)
from sample_pictures.canvas import LONG, SHORT, Canvas, Point, clouds


def sea(canvas: Canvas, top: float, foot: float, tones: tuple[int, int]) -> None:
    """Water from the horizon to ``foot`` with waves that grow nearer."""
    canvas.slope((0, top, canvas.width, foot), *tones)
    source = np.random.RandomState(round(top + foot))
    for i in range(150):
        near = (i / 150) ** 1.9
        y = top + 3 + (foot - top) * near
        for _ in range(3):
            x, wide = source.uniform(0, canvas.width), 14 + 120 * near
            light = int(tones[0] + (tones[1] - tones[0]) * near)
            tone = light + source.randint(-16, 24)
            points = [(x, y), (x + wide / 2, y - 1.5 - 2 * near), (x + wide, y)]
            canvas.line(points, 1 + 2.2 * near, int(np.clip(tone, 0, 255)))


def veil(
    canvas: Canvas, box: tuple[float, float], seed: int, tone: int, force: float,
    cells: tuple[int, int] = (3, 5),
) -> None:  # fmt: skip
    """Drifting cloud or mist over the rows of ``box``."""
    noise = clouds((120, 200), seed, cells)
    rows = np.linspace(0, np.pi, 120)[:, None]
    shares = force * np.clip(noise * 1.6 - 0.45, 0, 1) * np.sin(rows) ** 0.7
    canvas.blend(np.full(noise.shape, float(tone)), shares, *box)


def greenway() -> Canvas:
    """A boardwalk over the flats at evening, workers at the last planks, egrets."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 430), 118, 226)
    veil(canvas, (0, 400), 5, 240, 0.75, (4, 3))
    canvas.disc(330, 372, 40, 250)
    canvas.glow((330, 372), 480, 252, 0.65)
    ridge(canvas, 425, 78, 128, 11, 435)
    ridge(canvas, 428, 34, 98, 4, 436)
    sea(canvas, 430, 620, (196, 160))
    canvas.slope((0, 600, LONG, SHORT), 146, 66)
    _flats(canvas)
    canvas.glow((330, 470), 330, 245, 0.4)
    _walk(canvas)
    for x, y, tall, flip in (
        (170, 780, 150, False), (330, 850, 185, True), (95, 965, 205, False),
        (510, 735, 112, True), (420, 690, 84, False),
    ):  # fmt: skip
        canvas.disc(x, y + 2, tall * 0.3, 88, tall * 0.035)
        egret(canvas, (x, y), tall, 244, flip)
    gull(canvas, (620, 210), 44, 70)
    gull(canvas, (730, 160), 30, 90)
    gull(canvas, (530, 262), 24, 96)
    return canvas


def _flats(canvas: Canvas) -> None:
    """Mud with runnels that catch the light."""
    source = np.random.RandomState(21)
    for i in range(46):
        near = (i / 46) ** 1.4
        y = 612 + 440 * near
        x, wide = source.uniform(-60, 900), source.uniform(60, 240) * (0.5 + near)
        ups = [(x + wide * t, y + source.uniform(-4, 4)) for t in np.linspace(0, 1, 6)]
        canvas.line(ups, 2 + 6 * near, int(source.randint(150, 214) - 30 * near))


def _walk(canvas: Canvas) -> None:
    """The pier in perspective, its rail, and the men at work."""
    end, left, right = (905.0, 436.0), (560.0, 1080.0), (1620.0, 1010.0)

    def along(side: Point, t: float) -> Point:
        share = t**1.8
        return end[0] + (side[0] - end[0]) * share, end[1] + (side[1] - end[1]) * share

    for t in np.linspace(0.35, 0.98, 9):
        (x, y), size = along(left, t), t**1.8
        canvas.line([(x + 4, y), (x + 4, y + 150 * size)], 16 * size, 34)
    canvas.polygon([end, (end[0] + 10, end[1]), right, (LONG, SHORT), left], 168)
    for i, t in enumerate(np.linspace(0.1, 1, 44)):
        (a, b), tone = (along(left, t), along(right, t)), 112 + 34 * (i % 3)
        width = 9 * t**1.8 + 0.6
        canvas.line([a, b], width * (0.25 if i % 2 else 0.4), tone)
    for side, tall in ((right, 250), (left, 215)):
        _rail(canvas, [along(side, t) for t in np.linspace(0.12, 1, 11)], tall)
    cloth = (70, 42, 30)
    person(canvas, (1010, 905), 330, cloth, KNEEL)
    hair(canvas, (1076, 707), 300, 205)
    person(canvas, (1255, 850), 345, (78, 58, 40), BEND, flip=True)
    hair(canvas, (1151, 622), 300, 215)
    person(canvas, (985, 610), 128, (64, 40, 34), STAND)
    canvas.polygon([(1090, 898), (1250, 870), (1262, 890), (1102, 920)], 206)
    canvas.polygon([(1100, 920), (1262, 890), (1262, 897), (1100, 928)], 84)


def _rail(canvas: Canvas, feet: list[Point], tall: float) -> None:
    tops = [(x, y - tall * ((y - 436) / 610)) for x, y in feet]
    for (x, y), top in zip(feet, tops, strict=True):
        canvas.line([(x, y), top], 2 + 9 * (y - 436) / 610, 48)
    for share, width in ((1, 9), (0.55, 5)):
        points = [
            (x, y + (top[1] - y) * share)
            for (x, y), top in zip(feet, tops, strict=True)
        ]
        for a, b in pairwise(points):
            canvas.line([a, b], 1 + width * (b[1] - 300) / 800, 58)


def laver() -> Canvas:
    """Mats of laver in rows on the flats, seen from above, and people turning them."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 200), 205, 232)
    ridge(canvas, 196, 62, 168, 8, 205)
    sea(canvas, 200, 330, (206, 186))
    canvas.slope((0, 320, LONG, SHORT), 196, 150)
    noise = clouds((160, 240), 3, (6, 4))
    canvas.blend(noise * 120 + 60, np.full(noise.shape, 0.38), 320, SHORT)
    source = np.random.RandomState(9)
    for i, t in enumerate(np.linspace(0.06, 1.12, 12)):
        y, size = 330 + 700 * t**1.55, 0.16 + 0.9 * t**1.45
        shift = 70 * size * (i % 2)
        for column in range(-12, 13):
            if i > 2 and column == (3 - i // 3):
                continue
            x = 820 + column * 186 * size + shift
            _mat(canvas, (x, y), 158 * size, source.randint(-14, 14))
    for x, y, tall, pose, flip in (
        (1180, 800, 300, BEND, True), (560, 655, 205, BEND, False),
        (1330, 575, 150, STAND, False), (330, 525, 122, KNEEL, False),
        (900, 480, 92, BEND, True),
    ):  # fmt: skip
        canvas.disc(x, y + 3, tall * 0.22, 86, tall * 0.035)
        person(canvas, (x, y), tall, (110, 58, 40), pose, flip)
        sign = -1 if flip else 1
        hx, hy = x + sign * pose.head[0] * tall, y + pose.head[1] * tall
        brim = tall * 0.15
        points = [(hx - brim, hy + brim * 0.1), (hx, hy - brim * 0.75)]
        canvas.polygon([*points, (hx + brim, hy + brim * 0.1)], 236)
    return canvas


def _mat(canvas: Canvas, at: Point, wide: float, drift: int) -> None:
    """A bamboo mat with four sheets of laver."""
    x, y = at
    deep = wide * 0.52
    lean = wide * 0.1
    corners = [(x + lean, y), (x + wide + lean, y), (x + wide, y + deep), (x, y + deep)]
    canvas.polygon([(px + wide * 0.03, py + wide * 0.04) for px, py in corners], 104)
    canvas.polygon(corners, 212 + drift)
    for row in range(2):
        for column in range(3):
            x0 = x + lean * (1 - row / 2) + wide * (0.06 + 0.31 * column)
            y0 = y + deep * (0.08 + 0.47 * row)
            w, h, s = wide * 0.27, deep * 0.38, lean * 0.4
            sheet = [(x0 + s, y0), (x0 + w + s, y0), (x0 + w, y0 + h), (x0, y0 + h)]
            canvas.polygon(sheet, 44 + drift + 9 * ((row + column) % 2))


def port() -> Canvas:
    """A container crane at dawn, a reefer box on its ropes, the ship below."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 800), 92, 222)
    veil(canvas, (40, 700), 14, 244, 0.6, (3, 2))
    canvas.glow((1240, 760), 520, 250, 0.6)
    ridge(canvas, 800, 46, 150, 6, 812)
    _ship(canvas)
    canvas.box(0, 800, LONG, 812, 70)
    _crane(canvas, 470, 24)
    _crane(canvas, 205, 66, 0.72)
    canvas.slope((0, 812, LONG, SHORT), 148, 66)
    canvas.mirror(812, 268, 0.82)
    gull(canvas, (1330, 190), 38, 60)
    gull(canvas, (1420, 250), 27, 66)
    return canvas


def _ship(canvas: Canvas) -> None:
    hull = [(700, 690), (1600, 690), (1560, 808), (748, 808)]
    canvas.polygon(hull, 40)
    canvas.polygon([(744, 792), (1566, 792), (1560, 808), (748, 808)], 92)
    tones = (98, 72, 132, 60, 112, 150, 84)
    for column in range(9):
        for row in range((4, 5, 5, 3, 4, 5, 4, 3, 2)[column]):
            x, y = 760 + column * 66, 690 - 34 * (row + 1)
            tone = tones[(column * 3 + row * 2) % 7]
            canvas.box(x, y, x + 63, y + 32, tone)
            for rib in range(7):
                canvas.line(
                    [(x + 5 + 9 * rib, y + 3), (x + 5 + 9 * rib, y + 29)], 1, tone - 18
                )
    canvas.box(1400, 470, 1530, 690, 214)
    canvas.box(1384, 462, 1546, 480, 190)
    for row in range(4):
        for column in range(4):
            x, y = 1414 + 30 * column, 498 + 44 * row
            canvas.box(x, y, x + 18, y + 20, 62)
    canvas.box(1440, 400, 1490, 465, 92)


def _crane(canvas: Canvas, x: float, tone: int, size: float = 1) -> None:
    """A ship-to-shore crane whose boom reaches to the right."""

    def put(a: float, b: float) -> Point:
        return x + a * size, 806 - b * size

    def bar(a: Point, b: Point, width: float) -> None:
        canvas.line([put(*a), put(*b)], width * size, tone)

    for leg in (0, 190):
        bar((leg, 0), (leg, 560), 20)
    bar((0, 150), (190, 150), 16)
    bar((0, 150), (190, 400), 9)
    bar((190, 150), (0, 400), 9)
    bar((-150, 560), (800, 560), 22)
    bar((-150, 530), (800, 530), 8)
    for i in range(24):
        a = -150 + i * 40
        bar((a, 560), (a + 20, 530), 5)
        bar((a + 20, 530), (a + 40, 560), 5)
    bar((190, 560), (120, 735), 18)
    bar((0, 560), (120, 735), 14)
    for a in (480, 760, -140):
        bar((120, 735), (a, 562), 6)
    canvas.box(*put(-120, 600), *put(-30, 566), tone)
    if size == 1:
        _load(canvas, put, tone)


def _load(canvas: Canvas, put: object, tone: int) -> None:
    assert callable(put)
    (x0, y0), (x1, y1) = put(420, 545), put(590, 345)
    canvas.box(x0 + 40, y0 - 24, x1 - 40, y0 + 4, tone)
    canvas.box(x0 - 4, y0 + 6, x0 + 36, y0 + 42, 214)
    for a in (20, 60, 110, 150):
        canvas.line([(x0 + a, y0), (x0 + a, y1 - 96)], 3, tone)
    canvas.box(x0 - 6, y1 - 104, x1 + 6, y1 - 92, tone)
    canvas.box(x0 - 20, y1 - 92, x1 + 20, y1, 236)
    for rib in range(24):
        a = x0 - 14 + rib * 8.6
        canvas.line([(a, y1 - 86), (a, y1 - 6)], 1.4, 196)
    canvas.box(x0 - 20, y1 - 92, x0 + 16, y1, 150)
    canvas.disc(x0 - 2, y1 - 46, 12, 70)
    canvas.write("REEFER", ((x0 + x1) / 2 + 18, y1 - 46), 26, 90)


def interview() -> Canvas:
    """The observer on his iron ladder, leaning to read the tide staff."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 620), 104, 196)
    veil(canvas, (0, 560), 31, 226, 0.8, (4, 3))
    ridge(canvas, 600, 40, 132, 17, 610)
    sea(canvas, 604, SHORT, (150, 84))
    rock = [(0, 1080), (0, 470), (90, 425), (200, 440), (300, 400), (410, 455)]
    rock += [(470, 560), (520, 640), (600, 760), (650, 900), (760, 1010), (800, 1080)]
    canvas.polygon(rock, 46)
    for i, (x, y) in enumerate(rock[1:9]):
        canvas.polygon([(x, y), (x + 110, y + 60), (x + 30, y + 190)], 58 + 9 * (i % 3))
    canvas.box(110, 190, 360, 440, 172)
    canvas.polygon([(84, 196), (235, 104), (386, 196)], 62)
    canvas.box(190, 290, 268, 440, 54)
    canvas.box(292, 262, 342, 318, 70)
    canvas.line([(235, 106), (235, 20)], 6, 40)
    canvas.line([(235, 22), (280, 40)], 5, 40)
    for x in (700, 812):
        canvas.line([(x, 330), (x - 30, 1000)], 15, 26)
    for i in range(13):
        y = 352 + i * 50
        canvas.line([(700 - i * 2.2, y), (812 - i * 2.2, y)], 10, 26)
    canvas.line([(420, 470), (812, 336)], 12, 30)
    _staff(canvas)
    person(canvas, (772, 905), 560, (150, 62, 36), CLIMB)
    hair(canvas, (783, 380), 560, 222)
    canvas.polygon([(744, 372), (846, 378), (850, 392), (744, 388)], 222)
    _spray(canvas)
    gull(canvas, (1330, 190), 46, 226)
    gull(canvas, (1440, 250), 30, 216)
    return canvas


def _staff(canvas: Canvas) -> None:
    """A tide staff with its graduation in E-shaped steps."""
    canvas.box(988, 180, 1096, 960, 240)
    canvas.box(980, 168, 1104, 184, 60)
    for i in range(26):
        y = 196 + i * 29
        deep = 44 if i % 5 else 78
        canvas.box(
            1096 - deep if i % 2 else 988, y, 1096 if i % 2 else 988 + deep, y + 14, 30
        )
        if i % 5 == 0:
            canvas.write(f"{6 - i // 5}", (1044, y + 8), 36, 30)
    canvas.line([(1042, 180), (1042, 960)], 2, 120)


def _spray(canvas: Canvas) -> None:
    source = np.random.RandomState(41)
    for _ in range(420):
        x = source.normal(880, 230)
        y = 985 - abs(source.normal(0, 62)) - 40 * np.exp(-(((x - 700) / 120) ** 2))
        canvas.disc(x, y, source.uniform(1, 5), int(source.randint(190, 250)))
    for i in range(16):
        x = 480 + 62 * i
        canvas.disc(x, 990 + 9 * (i % 3), 70, 206 + 12 * (i % 3), 16)


def beach() -> Canvas:
    """Children at football on the wet flats at sunset."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 560), 96, 232)
    veil(canvas, (30, 520), 23, 246, 0.85, (5, 2))
    canvas.disc(1010, 500, 58, 252)
    canvas.glow((1010, 500), 620, 254, 0.75)
    ridge(canvas, 566, 52, 120, 29, 574)
    canvas.slope((0, 570, LONG, SHORT), 216, 104)
    noise = clouds((120, 180), 77, (9, 3))
    canvas.blend(noise * 190, np.clip(noise * 1.5 - 0.4, 0, 0.55), 590, SHORT)
    canvas.glow((1010, 640), 260, 250, 0.5)
    players = (
        (640, 905, 400, KICK, False), (1090, 875, 372, RUN, True),
        (350, 840, 330, RUN, False), (1330, 800, 296, STAND, False),
        (880, 742, 210, RUN, True), (505, 725, 190, STAND, False),
    )  # fmt: skip
    for x, y, tall, pose, flip in players:
        canvas.disc(x - 12, y + 8, tall * 0.26, 92, tall * 0.03)
        shade = [
            (x - 24, y + 8),
            (x + 24, y + 8),
            (x - 30, y + tall * 0.5),
            (x - 70, y + tall * 0.5),
        ]
        canvas.polygon(shade, 108)
        person(canvas, (x, y), tall, (44, 28, 24), pose, flip)
    canvas.disc(838, 838, 27, 240)
    for a, b in (((826, 826), (850, 850)), ((850, 824), (828, 852))):
        canvas.line([a, b], 4, 50)
    for x, y in ((1420, 770), (1548, 790)):
        canvas.polygon(
            [(x - 34, y - 58), (x + 34, y - 58), (x + 24, y), (x - 24, y)], 40
        )
        canvas.line([(x - 34, y - 58), (x, y - 84), (x + 34, y - 58)], 5, 40)
    for i in range(22):
        x, y = 80 + 52 * i, 1000 + 14 * np.sin(i * 1.3) + 18 * (i % 2)
        canvas.disc(x, y, 12, 86, 6)
    return canvas


def cloud() -> Canvas:
    """Bands of altocumulus that open like a fan over the bay."""
    canvas = Canvas()
    height, width = 430, LONG // 2
    rows, columns = np.mgrid[0:height, 0:width].astype(float)
    x, y = (columns - 0.46 * width) / width, (height * 1.05 - rows) / height
    angle, away = np.arctan2(x * 1.5, y), np.hypot(x * 1.5, y)
    swirl = clouds((height, width), 51, (6, 5))
    bands = 0.5 + 0.5 * np.sin(angle * 17 + 2.4 * swirl)
    puffs = 0.5 + 0.5 * np.sin(away * 62 + 7 * swirl + 3 * np.sin(angle * 9))
    cover = np.clip(bands * (0.66 + 0.44 * puffs) * 1.35 - 0.32, 0, 1)
    cover *= 0.55 + 0.45 * clouds((height, width), 8, (4, 4))
    sky = 74 + 118 * (rows / height) ** 1.6
    tones = sky + (250 - sky) * cover
    tones += 60 * np.exp(-((x / 0.22) ** 2)) * (rows / height) ** 3
    canvas.blend(np.clip(tones, 0, 252), np.ones(tones.shape), 0, 860)
    ridge(canvas, 858, 40, 84, 61, 866)
    sea(canvas, 858, SHORT, (178, 74))
    canvas.glow((745, 870), 330, 250, 0.5)
    canvas.polygon([(0, 1080), (0, 960), (150, 985), (340, 1030), (520, 1080)], 24)
    person(canvas, (196, 1006), 150, (20, 20, 20), STAND)
    canvas.line([(216, 914), (252, 902)], 6, 20)
    for x, y, size in ((1130, 905, 1.0), (1290, 890, 0.6)):
        boat = [(x - 60 * size, y - 8 * size), (x + 60 * size, y - 8 * size)]
        canvas.polygon(
            [*boat, (x + 42 * size, y + 10 * size), (x - 44 * size, y + 10 * size)], 30
        )
        canvas.line([(x, y - 6 * size), (x, y - 66 * size)], 4 * size, 30)
    return canvas
