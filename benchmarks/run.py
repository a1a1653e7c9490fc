"""Run every benchmark of this folder, one after the other: ``make bench``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run bench_*.py by name; the first failure's status, or 0."""
    status = 0
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        sys.stdout.write(f"== {path.stem.removeprefix('bench_')}\n")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, str(path)], check=False)
        status = status or done.returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
