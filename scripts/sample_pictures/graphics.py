"""The map of the path round the bay, and the chart of the port's cold chain."""

from __future__ import annotations

from sample_pictures.canvas import HEI_BOLD, SONG, Point
from sample_pictures.plate import GREY, INK, PAPER, RED, Colour, Plate, smooth

_SEA: Colour = (214, 228, 236)
_LAND: Colour = (246, 242, 232)
_SHORE: Colour = (128, 150, 162)
_RIVER: Colour = (150, 182, 202)
_GREEN: Colour = (206, 220, 190)
_SALT: Colour = (236, 238, 240)

_COAST: tuple[Point, ...] = (
    (-40, 1010), (60, 940), (150, 960), (205, 900), (170, 810), (215, 730), (300, 700),
    (330, 610), (420, 560), (470, 470), (570, 430), (650, 360), (760, 340), (850, 300),
    (960, 318), (1060, 300), (1150, 350), (1230, 350), (1290, 430), (1380, 470),
    (1420, 560), (1500, 610), (1520, 700), (1600, 760), (1580, 850), (1650, 930),
    (1750, 900), (1850, 950),
)  # fmt: skip
"""The shore from west to east."""

_PATH_FROM, _PATH_TO = 82, 336
"""The stretch of the smoothed shore that the path follows."""

_YEARS = (
    (2019, 74.2), (2020, 81.6), (2021, 96.3), (2022, 113.8), (2023, 131.5),
    (2024, 152.0), (2025, 176.4),
)  # fmt: skip
"""万吨 a year; invented like all figures of the issue."""


def bay_map() -> bytes:
    """Coast, rivers, districts, and the path with its stops."""
    plate = Plate(1800, 1180, _SEA)
    shore = smooth(_COAST)
    for depth in (90, 60, 30):
        tone = 214 - (90 - depth) // 5
        lower = [(x, y + depth * 1.4) for x, y in shore]
        edge = [*lower, (1850, -10), (-40, -10)]
        plate.polygon(edge, (tone - 4, 222 + (90 - depth) // 8, 234))
    plate.polygon([*shore, (1850, -10), (-40, -10)], _LAND)
    _country(plate)
    plate.line(shore, 3.5, _SHORE)
    _path(plate, shore)
    _names(plate)
    _key(plate)
    plate.line([(3, 3), (1797, 3), (1797, 1177), (3, 1177), (3, 3)], 2, GREY)
    return plate.png()


def _country(plate: Plate) -> None:
    """Woods, salt pans, rivers, roads and the railway."""
    woods = [(470, 250), (610, 190), (690, 250), (650, 330), (560, 390), (450, 370)]
    plate.polygon(smooth(woods, closed=True), _GREEN)
    hills = [(90, 120), (300, 60), (420, 130), (330, 240), (150, 250)]
    plate.polygon(smooth(hills, closed=True), _GREEN)
    cape = [(1600, 600), (1720, 560), (1790, 650), (1740, 780), (1640, 740)]
    plate.polygon(smooth(cape, closed=True), _GREEN)
    for row in range(4):
        for column in range(4 - row // 2):
            x, y = 18 + 38 * column, 690 + 46 * row
            plate.box(x, y, x + 34, y + 42, _SALT)
            plate.line(
                [(x, y), (x + 34, y), (x + 34, y + 42), (x, y + 42), (x, y)], 1, GREY
            )
    river = [(-20, 330), (160, 350), (330, 300), (470, 330), (620, 270), (760, 200)]
    river += [(880, 210), (930, 250), (948, 308)]
    plate.line(smooth(river), 14, _RIVER)
    brook = [(1330, -10), (1310, 120), (1360, 240), (1310, 350), (1300, 440)]
    plate.line(smooth(brook), 8, _RIVER)
    for road in (
        [(-10, 560), (200, 540), (420, 430), (640, 300), (840, 250), (1080, 250),
         (1240, 300), (1420, 420), (1560, 560), (1820, 620)],
        [(840, 250), (820, 120), (860, -10)],
        [(1240, 300), (1500, 240), (1820, 250)],
    ):  # fmt: skip
        line = smooth(road)
        plate.line(line, 9, (200, 192, 176))
        plate.line(line, 6, PAPER)
    rail = smooth(
        [(-10, 150), (300, 190), (600, 120), (960, 130), (1300, 70), (1820, 110)]
    )
    plate.line(rail, 6, GREY)
    plate.line(rail, 3, PAPER, dash=16)


def _path(plate: Plate, shore: list[Point]) -> None:
    """The path in red along the shore, with stops, quays and car parks."""
    line = [(x, y - 11) for x, y in shore[_PATH_FROM:_PATH_TO]]
    plate.line(line, 15, PAPER)
    plate.line(line, 9, RED)
    last = len(line) - 1
    for i in range(8):
        plate.disc(line[round(last * (i + 0.5) / 8)], 10, PAPER, RED)
    for share in (0.14, 0.4, 0.66, 0.86):
        x, y = line[round(last * share)]
        _anchor(plate, (x, y + 34))
    for share in (0, 0.56, 1):
        x, y = line[round(last * share)]
        plate.disc((x, y), 15, RED, PAPER)
        plate.box(x - 50, y - 44, x - 16, y - 10, (46, 92, 148))
        plate.write("P", (x - 33, y - 27), 26, PAPER, HEI_BOLD)


def _anchor(plate: Plate, at: Point) -> None:
    x, y = at
    plate.disc((x, y), 19, PAPER, (46, 92, 148))
    blue: Colour = (46, 92, 148)
    plate.line([(x, y - 9), (x, y + 10)], 3, blue)
    plate.line([(x - 6, y - 4), (x + 6, y - 4)], 3, blue)
    plate.line(
        [(x - 9, y + 3), (x - 5, y + 10), (x, y + 11), (x + 5, y + 10), (x + 9, y + 3)],
        3,
        blue,
    )


def _names(plate: Plate) -> None:
    for text, at, size in (
        ("临 浦 区", (1010, 70), 40), ("北 滩 区", (1190, 205), 36),
        ("青 屿 市", (1660, 420), 40), ("望 潮 县", (170, 470), 40),
        ("谷 川 县", (250, 120), 36),
    ):  # fmt: skip
        plate.write(text, at, size, (96, 88, 74), SONG, halo=_LAND)
    for text, at, anchor in (
        ("九里盐场", (80, 648), "lm"), ("盐田观景台", (390, 700), "lm"),
        ("白沙村", (520, 560), "lm"), ("松林栈道", (590, 478), "lm"),
        ("后羿路", (838, 396), "lm"), ("北滩栈桥", (1010, 396), "lm"),
        ("海州港", (1222, 262), "lm"), ("听钟亭", (1350, 640), "rm"),
        ("万柏角", (1545, 905), "rm"),
        ("钟楼街", (880, 176), "lm"), ("海州火车站", (520, 76), "mm"),
    ):  # fmt: skip
        halo = _LAND if at[1] < 300 or at[0] < 100 else _SEA
        plate.write(text, at, 30, INK, HEI_BOLD, anchor, halo)
    plate.disc((866, 176), 7, INK)
    plate.box(514, 112, 534, 132, INK)
    for text, at, size in (("海 州 湾", (930, 700), 62), ("千秋礁", (1106, 985), 28)):
        plate.write(text, at, size, (74, 116, 148), SONG)
    for x, y, r in ((1040, 978, 9), (1056, 994, 6), (1026, 996, 5)):
        plate.disc((x, y), r, GREY, GREY)
    plate.write("斗门河", (200, 318), 26, (74, 116, 148), SONG, halo=_LAND)
    plate.write("望潮角", (44, 1010), 28, INK, HEI_BOLD, "lm", _SEA)


def _key(plate: Plate) -> None:
    """Key, scale and compass."""
    plate.box(1290, 1010, 1770, 1150, PAPER)
    plate.line(
        [(1290, 1010), (1770, 1010), (1770, 1150), (1290, 1150), (1290, 1010)],
        1.5,
        GREY,
    )
    plate.line([(1314, 1048), (1374, 1048)], 9, RED)
    plate.write("环湾慢行道", (1388, 1048), 24, anchor="lm")
    plate.disc((1562, 1048), 10, PAPER, RED)
    plate.write("驿站", (1584, 1048), 24, anchor="lm")
    _anchor(plate, (1670, 1048))
    plate.write("码头", (1698, 1048), 24, anchor="lm")
    plate.box(1314, 1090, 1344, 1120, (46, 92, 148))
    plate.write("P", (1329, 1105), 22, PAPER, HEI_BOLD)
    plate.write("停车场", (1356, 1105), 24, anchor="lm")
    plate.line([(1478, 1112), (1727, 1112)], 3, INK)
    for x in (1478, 1602.5, 1727):
        plate.line([(x, 1102), (x, 1112)], 3, INK)
    for x, text in ((1478, "0"), (1602.5, "2.5"), (1727, "5公里")):
        plate.write(text, (x, 1086), 19)
    x, y = 1716, 210
    plate.polygon([(x, y - 50), (x + 16, y + 34), (x, y + 18)], INK)
    plate.polygon([(x, y - 50), (x - 16, y + 34), (x, y + 18)], GREY)
    plate.write("北", (x, y + 58), 28, INK, HEI_BOLD)


def chart() -> bytes:
    """Columns year by year, the last one in the house colour."""
    plate = Plate(1600, 1000)
    left, foot, top, most = 120, 880, 90, 200
    for value in range(0, most + 1, 50):
        y = foot - (foot - top) * value / most
        plate.line(
            [(left, y), (1560, y)],
            2 if value else 4,
            GREY if not value else (206, 208, 210),
        )
        plate.write(f"{value}", (left - 22, y), 34, GREY, anchor="rm")
    step = (1560 - left) / len(_YEARS)
    for i, (year, value) in enumerate(_YEARS):
        x, y = left + step * (i + 0.5), foot - (foot - top) * value / most
        is_last = i == len(_YEARS) - 1
        tone = RED if is_last else (142, 148, 154)
        plate.box(x - 62, y, x + 62, foot, tone)
        plate.write(f"{value}", (x, y - 32), 42, RED if is_last else INK, HEI_BOLD)
        plate.write(f"{year}", (x, foot + 46), 38, RED if is_last else INK)
    return plate.png()
