"""Scenes of the town: the bus, the hospital, the theatre, the calendar's printers."""

from __future__ import annotations

import numpy as np

from sample_pictures.beings import BEND, SIT, STAND, TALK, hair, person, pine, ridge
from sample_pictures.canvas import LONG, SHORT, Canvas, Point, clouds
from sample_pictures.coast import sea, veil


def bus() -> Canvas:
    """A low-floor bus on the coast road, its bicycle rack behind."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 520), 150, 232)
    veil(canvas, (10, 430), 12, 250, 0.8, (4, 4))
    ridge(canvas, 500, 90, 158, 33, 510)
    sea(canvas, 500, 660, (186, 160))
    canvas.slope((0, 650, LONG, 760), 168, 150)
    for x in range(40, LONG, 118):
        canvas.line([(x, 596), (x, 700)], 7, 70)
    for y in (600, 644):
        canvas.line([(0, y), (LONG, y)], 6, 78)
    canvas.slope((0, 752, LONG, SHORT), 104, 74)
    canvas.box(0, 746, LONG, 758, 186)
    for x in range(-40, LONG, 240):
        canvas.polygon(
            [(x, 1006), (x + 120, 1006), (x + 108, 1022), (x - 14, 1022)], 190
        )
    canvas.disc(800, 912, 640, 48, 26)
    _coach(canvas)
    _rack(canvas)
    for x, tall in ((1490, 400), (70, 330)):
        pine(canvas, (x, 742), tall, 56)
    return canvas


def _coach(canvas: Canvas) -> None:
    body = [(250, 372), (276, 352), (1330, 352), (1386, 380), (1408, 640), (1408, 888)]
    canvas.polygon([*body, (238, 888), (238, 420)], 232)
    canvas.box(238, 730, 1408, 800, 96)
    canvas.box(238, 806, 1408, 818, 150)
    canvas.box(300, 326, 700, 356, 190)
    canvas.box(780, 332, 1180, 354, 176)
    for x in (276, 448, 620, 962, 1134):
        _pane(canvas, (x, 420, x + 158, 690))
    canvas.polygon([(1306, 420), (1372, 420), (1392, 700), (1306, 700)], 62)
    canvas.polygon([(1318, 432), (1340, 432), (1330, 690), (1318, 690)], 112)
    for x in (796, 1306):
        wide = 146 if x < 1000 else 0
        if wide:
            canvas.box(x, 412, x + wide, 878, 70)
            canvas.box(x + 8, 422, x + 68, 868, 124)
            canvas.box(x + 78, 422, x + 138, 868, 124)
            canvas.line([(x + 60, 640), (x + 60, 740)], 5, 220)
            canvas.line([(x + 86, 640), (x + 86, 740)], 5, 220)
    for x in (432, 1226):
        canvas.disc(x, 884, 92, 40)
        canvas.disc(x, 890, 76, 22)
        canvas.disc(x, 890, 40, 158)
        canvas.disc(x, 890, 14, 70)
    canvas.box(1010, 372, 1290, 408, 26)
    canvas.write("1  WANBO - JIULI", (1150, 390), 27, 244)
    _wheelchair(canvas, (708, 766))
    canvas.box(1380, 760, 1408, 790, 250)
    canvas.polygon([(1404, 520), (1440, 500), (1440, 580), (1404, 570)], 30)
    for x, tone in ((340, 52), (540, 60), (700, 44), (1040, 58), (1205, 50)):
        canvas.disc(x, 560, 32, tone, 38)
        canvas.polygon(
            [(x - 58, 690), (x - 40, 604), (x + 40, 604), (x + 58, 690)], tone
        )


def _pane(canvas: Canvas, box: tuple[int, int, int, int]) -> None:
    x0, y0, x1, y1 = box
    canvas.box(x0 - 6, y0 - 6, x1 + 6, y1 + 6, 40)
    canvas.slope(box, 96, 142)
    canvas.polygon([(x0 + 20, y0), (x0 + 66, y0), (x0 + 4, y1), (x0, y1 - 60)], 158)


def _wheelchair(canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.box(x - 34, y - 34, x + 34, y + 34, 240)
    canvas.disc(x - 4, y - 22, 6, 40)
    canvas.line([(x - 4, y - 14), (x, y + 6), (x + 14, y + 6), (x + 20, y + 22)], 5, 40)
    canvas.disc(x - 4, y + 10, 17, 40)
    canvas.disc(x - 4, y + 10, 12, 240)
    canvas.line([(x - 4, y - 14), (x - 1, y + 6), (x + 12, y + 6)], 6, 40)


def _rack(canvas: Canvas) -> None:
    canvas.line([(238, 850), (60, 850)], 10, 50)
    canvas.line([(120, 850), (120, 700)], 8, 50)
    for shift in (0, 34):
        front, back = (86 + shift, 800), (206 + shift, 800)
        for x, y in (front, back):
            canvas.disc(x, y, 50, 36)
            canvas.disc(x, y, 43, 168 if shift == 0 else 150)
            canvas.disc(x, y, 6, 36)
        mid, seat, bar = (146 + shift, 806), (128 + shift, 722), (190 + shift, 716)
        for a, b in (
            (front, mid),
            (mid, seat),
            (front, seat),
            (mid, bar),
            (seat, bar),
            (bar, back),
        ):
            canvas.line([a, b], 6, 36)
        canvas.line([(112 + shift, 712), (144 + shift, 712)], 8, 30)
        canvas.line([(184 + shift, 700), (206 + shift, 700)], 6, 30)


def volunteer() -> Canvas:
    """A volunteer in a vest beside an old man at a ticket machine of the hall."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 720), 206, 228)
    canvas.slope((0, 720, LONG, SHORT), 186, 140)
    for i in range(9):
        x = 810 + (i - 4) * 420
        canvas.line([(810 + (i - 4) * 190, 720), (x, SHORT)], 3, 164)
    for y in (760, 826, 930):
        canvas.line([(0, y), (LONG, y)], 3, 164)
    for x in (60, 330, 600):
        canvas.box(x, 120, x + 210, 480, 178)
        canvas.slope((x + 10, 130, x + 200, 470), 236, 252)
        canvas.line([(x + 105, 130), (x + 105, 470)], 6, 178)
    canvas.box(0, 560, 900, 590, 150)
    for x in range(60, 880, 150):
        canvas.box(x, 592, x + 110, 640, 128)
        canvas.line([(x + 20, 640), (x + 14, 736)], 8, 110)
        canvas.line([(x + 90, 640), (x + 96, 736)], 8, 110)
    for x, tall, tone in ((150, 300, 150), (250, 315, 140), (660, 310, 152)):
        person(canvas, (x, 764), tall, (tone + 20, tone, tone - 26), STAND)
    canvas.soften(3.2)
    _clock(canvas, (1010, 190), 82)
    canvas.box(860, 60, 1560, 84, 120)
    canvas.box(1180, 96, 1500, 176, 78)
    canvas.disc(1222, 136, 26, 240)
    for a, b in (((1208, 136), (1236, 136)), ((1222, 122), (1222, 150))):
        canvas.line([a, b], 9, 78)
    canvas.line([(1290, 136), (1450, 136)], 9, 240)
    canvas.polygon([(1450, 116), (1484, 136), (1450, 156)], 240)
    _kiosk(canvas)
    for x, wide in ((760, 150), (1010, 150), (1330, 210)):
        canvas.disc(x, 1004, wide, 118, 18)
    _old_man(canvas)
    person(canvas, (1030, 1000), 690, (206, 84, 58), TALK)
    hair(canvas, (1033, 1000 - 0.915 * 690), 690, 92)
    vest = [(976, 460), (1014, 438), (1030, 560), (1046, 438), (1090, 462), (1084, 690)]
    canvas.polygon([*vest, (980, 690)], 148)
    canvas.polygon(
        [(1014, 438), (1030, 470), (1046, 438), (1040, 560), (1022, 560)], 226
    )
    canvas.box(980, 600, 1086, 616, 236)
    canvas.box(1050, 500, 1080, 530, 240)
    canvas.disc(1065, 515, 9, 90)
    return canvas


def _old_man(canvas: Canvas) -> None:
    person(canvas, (760, 1000), 640, (198, 116, 74), STAND)
    canvas.disc(763, 1000 - 0.945 * 640, 44, 236, 28)
    canvas.polygon([(735, 436), (792, 436), (776, 478), (752, 478)], 232)
    canvas.line([(840, 712), (862, 1000)], 11, 60)
    canvas.line([(826, 716), (838, 700), (856, 706)], 11, 60)


def _clock(canvas: Canvas, at: Point, radius: float) -> None:
    x, y = at
    canvas.disc(x, y, radius, 60)
    canvas.disc(x, y, radius * 0.9, 246)
    for i in range(12):
        angle = i * np.pi / 6
        a, b = radius * 0.7, radius * 0.82
        ends = [(x + r * np.sin(angle), y - r * np.cos(angle)) for r in (a, b)]
        canvas.line(ends, radius * 0.07, 50)
    for minutes, reach, wide in ((220, 0.45, 0.09), (20, 0.68, 0.06)):
        turn = minutes * np.pi / (360 if minutes > 60 else 30)
        tip = (x + radius * reach * np.sin(turn), y - radius * reach * np.cos(turn))
        canvas.line([at, tip], radius * wide, 40)


def _kiosk(canvas: Canvas) -> None:
    canvas.polygon(
        [(1240, 1000), (1240, 420), (1280, 396), (1480, 396), (1480, 1000)], 98
    )
    canvas.polygon([(1240, 420), (1280, 396), (1280, 1000), (1240, 1000)], 70)
    canvas.box(1306, 430, 1456, 620, 40)
    canvas.slope((1314, 438, 1448, 612), 226, 246)
    for row in range(3):
        for column in range(2):
            x, y = 1324 + 62 * column, 452 + 52 * row
            canvas.box(x, y, x + 52, y + 40, 150 + 18 * row)
    canvas.box(1310, 660, 1452, 690, 52)
    canvas.box(1340, 674, 1420, 742, 250)
    canvas.line([(1352, 700), (1408, 700)], 5, 120)
    canvas.line([(1352, 718), (1396, 718)], 5, 120)
    canvas.box(1226, 990, 1496, 1010, 54)


def theatre() -> Canvas:
    """A family round an oil lamp on the stage, the storm at the window."""
    canvas = Canvas(tone=10)
    canvas.slope((0, 0, LONG, 760), 16, 54)
    canvas.slope((0, 760, LONG, SHORT), 72, 22)
    canvas.box(420, 120, 1220, 770, 44)
    for y in range(140, 770, 46):
        canvas.line([(420, y), (1220, y)], 3, 34)
    canvas.box(900, 200, 1130, 440, 22)
    canvas.slope((912, 212, 1118, 428), 120, 72)
    _storm(canvas)
    canvas.glow((800, 560), 470, 232, 0.78)
    canvas.line([(620, 0), (624, 190), (612, 330), (620, 390)], 10, 140)
    canvas.disc(620, 406, 22, 140, 28)
    for x, y, tall, flip, tones in (
        (520, 905, 470, False, (206, 108, 70)), (1090, 905, 470, True, (214, 136, 62)),
        (700, 850, 400, False, (190, 90, 60)), (955, 845, 330, True, (216, 160, 90)),
    ):  # fmt: skip
        person(canvas, (x, y), tall, tones, SIT, flip)
        hair(canvas, (x, y - 0.73 * tall), tall, 34)
    person(canvas, (385, 892), 520, (122, 62, 44), STAND)
    hair(canvas, (388, 892 - 0.915 * 520), 520, 26)
    canvas.polygon([(590, 760), (1020, 760), (1066, 800), (548, 800)], 186)
    canvas.polygon([(548, 800), (1066, 800), (1066, 822), (548, 822)], 92)
    for x in (580, 1034):
        canvas.line([(x, 822), (x, 930)], 20, 66)
    _lamp(canvas, (800, 762))
    for x in (690, 900):
        canvas.polygon(
            [(x - 26, 742), (x + 26, 742), (x + 16, 768), (x - 16, 768)], 226
        )
    _curtains(canvas)
    for x in np.linspace(120, 1500, 15):
        source = int(x) % 37
        canvas.disc(x, 1060 + source, 46, 6, 56)
        canvas.disc(x, 1130 + source, 96, 6, 64)
    return canvas


def _storm(canvas: Canvas) -> None:
    source = np.random.RandomState(5)
    for _ in range(70):
        x, y = source.uniform(906, 1118), source.uniform(214, 400)
        canvas.line([(x, y), (x - 8, y + 26)], 1.6, 176)
    bolt = [(1060, 212), (1020, 290), (1046, 296), (990, 400)]
    canvas.line(bolt, 5, 250)
    canvas.line([(1015, 206), (1015, 436)], 10, 24)
    canvas.line([(904, 318), (1126, 318)], 10, 24)


def _lamp(canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.polygon(
        [(x - 44, y + 8), (x + 44, y + 8), (x + 26, y - 18), (x - 26, y - 18)], 60
    )
    canvas.disc(x, y - 34, 34, 72, 24)
    canvas.box(x - 18, y - 66, x + 18, y - 50, 50)
    chimney = [
        (x - 18, y - 66),
        (x - 34, y - 112),
        (x - 16, y - 190),
        (x + 16, y - 190),
    ]
    canvas.polygon([*chimney, (x + 34, y - 112), (x + 18, y - 66)], 238)
    canvas.disc(x, y - 104, 13, 255, 32)
    canvas.glow((x, y - 108), 120, 255, 0.85)


def _curtains(canvas: Canvas) -> None:
    for i in range(15):
        wave = 16 * np.sin(i * 2.1)
        for side in (0, 1):
            x0 = i * 22 if not side else LONG - i * 22
            x1 = x0 + (26 if not side else -26)
            tone = int(44 + 30 * np.sin(i * 1.7) ** 2)
            canvas.polygon(
                [(x0, 0), (x1, 0), (x1 + wave * 0.2, SHORT), (x0, SHORT)], tone
            )
    for i in range(28):
        x = i * 60
        canvas.disc(x + 30, 62, 40, 58 + 14 * (i % 2), 48)
    canvas.box(0, 0, LONG, 66, 62)


def calendar() -> Canvas:
    """Villagers printing calendar leaves in an old hall, blocks on the wall."""
    canvas = Canvas()
    canvas.slope((0, 0, LONG, 760), 70, 118)
    for x in range(0, LONG, 90):
        canvas.line([(x, 0), (x, 760)], 3, 62)
    canvas.slope((0, 760, LONG, SHORT), 96, 62)
    for x in (70, 1510):
        canvas.slope((x - 34, 0, x + 34, 860), 46, 34)
        canvas.disc(x, 864, 56, 120, 22)
    canvas.box(0, 70, LONG, 118, 40)
    for i in range(12):
        column, row = i % 6, i // 6
        _block(canvas, (200 + column * 206, 160 + row * 240), 166, 206, i)
    canvas.glow((1180, 330), 640, 244, 0.42)
    for i in range(9):
        x = 160 + i * 166
        _leaf(canvas, (x, 128 + 8 * (i % 3)), i)
    canvas.line([(100, 128), (1560, 132)], 3, 30)
    for x, tall, pose, flip in (
        (380, 620, BEND, False), (1230, 610, BEND, True), (830, 600, STAND, False),
    ):  # fmt: skip
        tone = 206 if pose is STAND else 196
        person(canvas, (x, 1010), tall, (tone, 82 if flip else 58, 44), pose, flip)
        sign = -1 if flip else 1
        hair(
            canvas,
            (x + sign * pose.head[0] * tall, 1010 + (pose.head[1] - 0.02) * tall),
            tall,
            232 if x < 500 else 34,
        )
    _print_table(canvas)
    return canvas


def _print_table(canvas: Canvas) -> None:
    """The long table with block, brush, ink and a fresh leaf."""
    canvas.polygon([(230, 800), (1390, 800), (1480, 880), (140, 880)], 164)
    canvas.polygon([(140, 880), (1480, 880), (1480, 920), (140, 920)], 84)
    for x in (190, 1420):
        canvas.box(x, 920, x + 44, SHORT, 62)
    _block(canvas, (510, 800), 210, 62, 3)
    canvas.polygon([(930, 812), (1090, 812), (1112, 868), (920, 868)], 244)
    for i in range(5):
        canvas.line([(940 + 34 * i, 816), (934 + 38 * i, 864)], 2, 110)
    canvas.disc(640, 792, 38, 40, 16)
    canvas.box(616, 752, 664, 792, 58)
    for x in (770, 840):
        canvas.disc(x, 842, 34, 50, 13)
        canvas.disc(x, 838, 26, 20, 8)


def _block(canvas: Canvas, at: Point, wide: float, tall: float, number: int) -> None:
    """A woodblock cut with the days of a month."""
    x, y = at
    canvas.box(x + 8, y + 10, x + wide + 8, y + tall + 10, 30)
    canvas.box(x, y, x + wide, y + tall, 150 - 6 * (number % 4))
    canvas.box(x + 8, y + 8, x + wide - 8, y + tall - 8, 52)
    canvas.box(x + 14, y + 14, x + wide - 14, y + tall * 0.2, 168)
    source = np.random.RandomState(number + 70)
    rows, columns = 5, 7
    w, h = (wide - 30) / columns, tall * 0.68 / rows
    for i in range(rows * columns):
        cx, cy = x + 15 + (i % columns) * w, y + tall * 0.25 + (i // columns) * h
        canvas.box(cx + 2, cy + 2, cx + w - 2, cy + h - 3, 164)
        for _ in range(3):
            a, b = source.uniform(4, w - 4), source.uniform(5, max(h - 6, 6))
            canvas.line([(cx + a, cy + b), (cx + a + 5, cy + b + 3)], 2.4, 54)


def _leaf(canvas: Canvas, at: Point, number: int) -> None:
    """A fresh sheet on the drying line."""
    x, y = at
    sway = 10 * np.sin(number * 1.9)
    corners = [
        (x - 48, y),
        (x + 48, y),
        (x + 46 + sway, y + 128),
        (x - 50 + sway, y + 128),
    ]
    canvas.polygon(corners, 246 - 9 * (number % 3))
    canvas.polygon(
        [(x - 40, y + 12), (x + 40, y + 12), (x + 42, y + 32), (x - 40, y + 32)], 84
    )
    for row in range(4):
        points = [
            (x - 40 + sway * 0.6, y + 50 + 19 * row),
            (x + 40 + sway * 0.6, y + 50 + 19 * row),
        ]
        canvas.line(points, 2.6, 120)
    canvas.box(x - 6, y - 10, x + 6, y + 12, 110)


def grain_of(canvas: Canvas, box: tuple[float, float], seed: int, force: float) -> None:
    """The grain of a wooden table over the rows of ``box``."""
    noise = clouds((260, 130), seed, (60, 2))
    waves = 0.5 + 0.5 * np.sin(noise * 34)
    canvas.blend(waves * 110 + 30, np.full(waves.shape, force), *box)
