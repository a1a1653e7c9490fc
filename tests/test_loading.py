"""What is loaded before a command runs: no more than it needs, and without detours."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = (
    "weasyprint", "pikepdf", "jinja2", "segno", "ebooklib", "matplotlib", "opencc",
    "pydantic", "numpy", "fontTools.subset", "fontTools.varLib.instancer",
    "fontTools.agl", "zbpub.ingest.page",
)  # fmt: skip
_PRESS = ("weasyprint", "pikepdf", "jinja2", "segno")
"""What painting and proving need, and nothing before them."""
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
    assert "pydantic" in _loaded_by("zbpub.pipeline")


def test_build_loads_neither_ingest_nor_the_makers_of_books() -> None:
    """A PDF does not wait for what makes manuscripts, e-books and charts."""
    loaded = _loaded_by("zbpub.pipeline, zbpub.draft; zbpub.draft.load_press()")

    for name in ("ebooklib", "matplotlib", "opencc", "zbpub.ingest.page"):
        assert name not in loaded.split()
    assert "ebooklib" in _loaded_by("zbpub.render.epub").split()


def test_press_is_loaded_when_pages_are_to_be_painted() -> None:
    """Checking an issue and making up its pages need no renderer; painting does."""
    before = _loaded_by("zbpub.pipeline").split()
    after = _loaded_by("zbpub.draft; zbpub.draft.load_press()").split()

    assert not set(_PRESS) & set(before)
    assert set(_PRESS) <= set(after)


def test_renderer_loads_little_of_font_tools() -> None:
    """HarfBuzz cuts the fonts; nothing of what stood in for the rest stays behind."""
    assert "fontTools" not in _loaded_by("zbpub.render.pdf")
    assert "fontTools.agl" not in _loaded_by("zbpub.preflight.pdf_proof")
    assert "fontTools.subset" in _loaded_by("weasyprint").split()
    assert "fontTools.subset" in _loaded_by("zbpub.render.engine, fontTools.subset")


def test_font_tools_are_there_when_called() -> None:
    """What stands in for them gives the real ones, so that other fonts still work."""
    program = """
import zbpub.render.engine
from weasyprint.pdf import fonts
from fontTools.subset import Options
from fontTools.varLib.instancer import instantiateVariableFont
print(fonts.subset.Options is Options)
try:
    fonts.instantiateVariableFont(None, {})
except TypeError as error:
    print(instantiateVariableFont.__code__ is error.__traceback__.tb_next.tb_next.
          tb_frame.f_code)
"""
    assert _run(program).split() == ["True", "True"]


def test_libraries_are_told_to_load_little() -> None:
    """Numpy starts no threads for a command, pydantic looks for no plugins."""
    program = """
import os, sys
os.environ.pop("OPENBLAS_NUM_THREADS", None)
from zbpub.cli import main
told = lambda: "OPENBLAS_NUM_THREADS" in os.environ
print(told())
sys.argv = ["zbpub", "--version"]
os._exit = lambda _: print(told())
main()
"""
    lines = _run(program).splitlines()

    assert (lines[0], lines[-1]) == ("False", "True")


def test_renderer_loads_without_starting_processes() -> None:
    """Its libraries are opened by name; nothing of the search stays changed."""
    assert _run(_WATCH.format(module="zbpub.render.engine")) == "0"


def test_other_way_of_loading_starts_some() -> None:
    """The check above can fail: WeasyPrint alone searches, where names are foreign."""
    assert int(_run(_WATCH.format(module="weasyprint"))) > 0


def test_a_command_ends_at_once_with_its_status() -> None:
    """What it made is not taken apart; what it printed is there, and its status."""
    command = [sys.executable, "-m", "zbpub", "check", "no-such-issue"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, "M001" in done.stdout + done.stderr) == (3, True)
    program = """
import atexit, sys
from zbpub.cli import main
atexit.register(print, "taken apart")
sys.argv = ["zbpub", "--version"]
main()
"""
    assert "taken apart" not in _run(program)
    assert "zbpub" in _run(program)
