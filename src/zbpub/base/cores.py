"""How many processes may work at once."""

from __future__ import annotations

import os


def cores() -> int:
    """The processor's cores that this process may use; 1 where it cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
