"""Draw the pictures of the sample issue, manuscript/2026-03-18/images.

    python scripts/draw_sample.py [FOLDER] [NAME …]

The same code draws the same pixels; names choose some of the pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sample_pictures import coast, field, graphics, serial, still, town
from sample_pictures.canvas import Canvas, develop, jpeg, webp

IMAGES = Path(__file__).parents[1] / "manuscript" / "2026-03-18" / "images"

PHOTOGRAPHS: Mapping[str, Callable[[], Canvas]] = {
    "a1-01-greenway.jpg": coast.greenway,
    "a1-04-clock.jpg": still.clock,
    "a1-05-laver.jpg": coast.laver,
    "a2-01-bus.jpg": town.bus,
    "a3-01-port.jpg": coast.port,
    "a4-02-interview.jpg": coast.interview,
    "a5-01-volunteer.jpg": town.volunteer,
    "a5-03-noodle.jpg": still.noodle,
    "a6-01-football.jpg": field.football,
    "a6-04-rowing.jpg": field.rowing,
    "a6-04-notebook.jpg": still.notebook,
    "a6-07-beach.jpg": coast.beach,
    "a7-01-theatre.jpg": town.theatre,
    "a8-01-note.jpg": still.note,
    "a8-03-cloud.webp": coast.cloud,
    "a8-07-calendar.jpg": town.calendar,
    "a8-07-valley.jpg": field.valley,
}

DRAWINGS: Mapping[str, Callable[[], bytes]] = {
    "a1-01-map.png": graphics.bay_map,
    "a3-01-chart.png": graphics.chart,
    "a7-02-serial.svg": serial.serial,
}

NAMES = tuple(sorted((*PHOTOGRAPHS, *DRAWINGS)))


def draw(name: str) -> bytes:
    """The file of one picture."""
    if name in DRAWINGS:
        return DRAWINGS[name]()
    film = develop(PHOTOGRAPHS[name](), name)
    return webp(film) if name.endswith(".webp") else jpeg(film)


def main(folder: Path, names: list[str]) -> None:
    """Draw the pictures ``names``, or all, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or NAMES:
        (folder / name).write_bytes(draw(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES, sys.argv[2:])
