"""What is loaded before a command runs: no more than it needs, and without detours."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = ("weasyprint", "ebooklib", "pydantic", "zbpub.ingest.page")
_WATCH = """
import sys
started = []
sys.addaudithook(lambda event, _: event == "subprocess.Popen" and started.append(1))
import ctypes.util
search = ctypes.util.find_library
import {module}
assert ctypes.util.find_library is search
print(len(started))
"""


def _run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _loaded_by(module: str) -> str:
    listed = f"[name for name in {_HEAVY} if name in sys.modules]"
    return _run(f"import sys, {module}; print(*{listed})")


def test_command_line_loads_no_recipe() -> None:
    """Help and usage come at once: each command loads its recipe when it runs."""
    assert _loaded_by("zbpub.cli") == ""
    assert "weasyprint" in _loaded_by("zbpub.pipeline")


def test_build_loads_neither_ingest_nor_the_makers_of_books() -> None:
    """A PDF does not wait for what makes manuscripts and e-books."""
    assert "ebooklib" not in _loaded_by("zbpub.pipeline")
    assert "zbpub.ingest.page" not in _loaded_by("zbpub.pipeline")


def test_renderer_loads_without_starting_processes() -> None:
    """Its libraries are opened by name; nothing of the search stays changed."""
    assert _run(_WATCH.format(module="zbpub.render.engine")) == "0"


def test_other_way_of_loading_starts_some() -> None:
    """The check above can fail: WeasyPrint alone searches, where names are foreign."""
    assert int(_run(_WATCH.format(module="weasyprint"))) > 0
