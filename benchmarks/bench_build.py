"""How long the real page takes, as whole processes: medians of five runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parent.parent
RUNS = 5


def main() -> None:
    """Print one line a format."""
    for formats in ("pdf", "epub"):
        times = []
        for _ in range(RUNS):
            with TemporaryDirectory() as out:
                start = perf_counter()
                subprocess.run(
                    [
                        sys.executable, "-m", "zbpub", "build",
                        str(ROOT / "manuscript" / "2021-02-03"), "--format", formats,
                        "--out", out, "--styles", str(ROOT / "styles"), "--quiet",
                    ],
                    check=True, capture_output=True,
                )  # fmt: skip
                times.append(perf_counter() - start)
        sys.stdout.write(f"{formats:5} {median(times):5.2f} s\n")


if __name__ == "__main__":
    main()
