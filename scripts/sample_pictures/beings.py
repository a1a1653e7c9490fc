"""People, birds, trees and boats as shapes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_pictures.canvas import Canvas, Point

Pair = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a body's parts are, in heights from the middle of the ground below it."""

    head: Point = (0.005, -0.905)
    neck: Point = (0, -0.81)
    hip: Point = (0, -0.47)
    knees: Pair = ((-0.055, -0.24), (0.055, -0.24))
    feet: Pair = ((-0.07, 0), (0.07, 0))
    elbows: Pair = ((-0.115, -0.62), (0.115, -0.62))
    hands: Pair = ((-0.11, -0.45), (0.12, -0.45))


STAND = Pose()
TALK = Pose(elbows=((-0.15, -0.6), (0.16, -0.6)), hands=((-0.13, -0.42), (0.3, -0.66)))
CHEER = Pose(
    head=(0.03, -0.95), neck=(0.02, -0.83), hip=(-0.03, -0.48),
    knees=((-0.04, -0.24), (0.11, -0.3)), feet=((-0.12, 0), (-0.02, -0.13)),
    elbows=((-0.2, -0.93), (0.24, -0.92)), hands=((-0.27, -1.12), (0.33, -1.1)),
)  # fmt: skip
RUN = Pose(
    head=(0.09, -0.92), neck=(0.06, -0.81), hip=(-0.02, -0.48),
    knees=((0.12, -0.34), (-0.07, -0.25)), feet=((0.13, -0.1), (-0.26, -0.14)),
    elbows=((-0.1, -0.64), (0.19, -0.66)), hands=((0.0, -0.5), (0.26, -0.82)),
)  # fmt: skip
KICK = Pose(
    head=(-0.09, -0.91), neck=(-0.07, -0.8), hip=(0, -0.47),
    knees=((-0.03, -0.24), (0.15, -0.34)), feet=((-0.07, 0), (0.31, -0.14)),
    elbows=((-0.25, -0.68), (0.1, -0.65)), hands=((-0.33, -0.84), (0.22, -0.55)),
)  # fmt: skip
KNEEL = Pose(
    head=(0.2, -0.6), neck=(0.13, -0.52), hip=(-0.1, -0.3),
    knees=((0.08, -0.2), (-0.02, -0.02)), feet=((0.1, 0), (-0.24, -0.01)),
    elbows=((0.2, -0.3), (0.27, -0.33)), hands=((0.28, -0.06), (0.36, -0.1)),
)  # fmt: skip
BEND = Pose(
    head=(0.3, -0.66), neck=(0.22, -0.65), hip=(-0.02, -0.5),
    knees=((-0.06, -0.24), (0.04, -0.25)), feet=((-0.08, 0), (0.06, 0)),
    elbows=((0.24, -0.45), (0.3, -0.46)), hands=((0.3, -0.24), (0.38, -0.26)),
)  # fmt: skip
SIT = Pose(
    head=(0, -0.72), neck=(0, -0.61), hip=(-0.03, -0.27),
    knees=((0.17, -0.27), (0.21, -0.25)), feet=((0.17, 0), (0.22, 0)),
    elbows=((0.04, -0.42), (0.12, -0.44)), hands=((0.2, -0.36), (0.27, -0.39)),
)  # fmt: skip
CLIMB = Pose(
    head=(0.02, -0.93), neck=(0, -0.82), hip=(-0.04, -0.48),
    knees=((0.1, -0.34), (0.02, -0.24)), feet=((0.06, -0.16), (0.02, 0)),
    elbows=((0.1, -0.7), (0.16, -0.86)), hands=((0.2, -0.78), (0.22, -1.02)),
)  # fmt: skip
ROW = Pose(
    head=(0.1, -0.52), neck=(0.05, -0.42), hip=(-0.12, -0.1),
    knees=((0.1, -0.24), (0.12, -0.22)), feet=((0.24, -0.02), (0.26, -0.02)),
    elbows=((0.14, -0.3), (0.17, -0.32)), hands=((0.27, -0.26), (0.29, -0.28)),
)  # fmt: skip


def person(
    canvas: Canvas, at: Point, tall: float, tones: tuple[int, int, int],
    pose: Pose = STAND, flip: bool = False,
) -> None:  # fmt: skip
    """A body on the ground ``at``; tones are skin, clothes and trousers."""
    sign = -1 if flip else 1
    skin, cloth, trousers = tones

    def put(point: Point) -> Point:
        return at[0] + sign * point[0] * tall, at[1] + point[1] * tall

    for knee, foot in zip(pose.knees, pose.feet, strict=True):
        canvas.line([put(pose.hip), put(knee)], 0.1 * tall, trousers)
        canvas.line([put(knee), put(foot)], 0.07 * tall, trousers)
        toe = put((foot[0] + 0.055, foot[1] - 0.005))
        canvas.line([put(foot), toe], 0.042 * tall, trousers)
    far, near = (
        (put(elbow), put(hand))
        for elbow, hand in zip(pose.elbows, pose.hands, strict=True)
    )
    neck, hip = np.array(put(pose.neck)), np.array(put(pose.hip))
    along = (hip - neck) / np.hypot(*(hip - neck))
    across = np.array([-along[1], along[0]]) * tall
    shoulder = neck + along * 0.035 * tall
    left, right = shoulder - across * 0.075, shoulder + across * 0.075
    for side, (elbow, hand) in ((left, far), (right, near)):
        start = (float(side[0]), float(side[1]))
        canvas.line([start, elbow, hand], 0.06 * tall, cloth)
        canvas.disc(*hand, 0.03 * tall, skin)
    corners = [left, right, hip + across * 0.062, hip - across * 0.062]
    points = [(float(x), float(y)) for x, y in corners]
    canvas.polygon(points, cloth)
    canvas.line([*points, points[0]], 0.075 * tall, cloth)
    head = put(pose.head)
    canvas.line([(float(neck[0]), float(neck[1])), head], 0.072 * tall, skin)
    canvas.disc(*head, 0.066 * tall, skin, 0.08 * tall)


def hair(canvas: Canvas, head: Point, tall: float, tone: int) -> None:
    """Hair on a head of a person ``tall``."""
    x, y = head
    canvas.disc(x, y - 0.025 * tall, 0.066 * tall, tone, 0.058 * tall)


def egret(
    canvas: Canvas, at: Point, tall: float, tone: int, flip: bool = False
) -> None:
    """A wading egret; ``at`` is where its feet are."""
    sign = -1 if flip else 1

    def put(x: float, y: float) -> Point:
        return at[0] + sign * x * tall, at[1] - y * tall

    for x in (-0.03, 0.05):
        canvas.line([put(x, 0.42), put(x + 0.02, 0.22), put(x, 0)], 0.018 * tall, 60)
    body = [put(-0.34, 0.36), put(-0.1, 0.58), put(0.14, 0.56), put(0.2, 0.46)]
    canvas.polygon([*body, put(0.08, 0.38), put(-0.12, 0.37)], tone)
    canvas.line(
        [put(0.14, 0.5), put(0.24, 0.62), put(0.14, 0.76), put(0.2, 0.9),
         put(0.27, 0.93)],
        0.055 * tall, tone,
    )  # fmt: skip
    canvas.disc(*put(0.27, 0.93), 0.045 * tall, tone)
    canvas.polygon([put(0.28, 0.95), put(0.48, 0.89), put(0.28, 0.915)], 70)


def gull(canvas: Canvas, at: Point, span: float, tone: int) -> None:
    """A bird in the air."""
    x, y = at
    wing = [(x - span, y - span * 0.3), (x - span * 0.4, y - span * 0.42), (x, y)]
    canvas.line([*wing, (x + span * 0.4, y - span * 0.42)], span * 0.09, tone)
    end = (x + span, y - span * 0.25)
    canvas.line([(x + span * 0.4, y - span * 0.42), end], span * 0.09, tone)


def pine(canvas: Canvas, at: Point, tall: float, tone: int) -> None:
    """A pine in tiers."""
    x, y = at
    canvas.line([(x, y), (x, y - tall * 0.3)], tall * 0.05, max(tone - 15, 0))
    for i, wide in enumerate((0.3, 0.25, 0.19, 0.12)):
        foot = y - tall * (0.16 + 0.19 * i)
        tip = (x, foot - tall * 0.34)
        left, right = (x - wide * tall, foot), (x + wide * tall, foot)
        canvas.polygon([left, tip, right, (x, foot - tall * 0.05)], tone)


def ridge(
    canvas: Canvas, base: float, rise: float, tone: int, seed: int, foot: float = 0
) -> list[float]:
    """A chain of hills over the whole width; its height at each step of 10 pixels."""
    source = np.random.RandomState(seed)
    steps = np.arange(0, canvas.width + 20, 10)
    tops = np.zeros(len(steps))
    for octave in range(1, 6):
        phase, pull = source.uniform(0, 6.3), source.uniform(0.6, 1)
        wave = np.sin(steps / canvas.width * 3.1 * octave**1.4 + phase)
        tops += pull * wave / octave**1.25
    tops = base - rise * (tops - tops.min()) / (tops.max() - tops.min())
    points = [(float(x), float(y)) for x, y in zip(steps, tops, strict=True)]
    edge = foot or canvas.height
    canvas.polygon([*points, (canvas.width + 20, edge), (0, edge)], tone)
    return [float(y) for y in tops]
