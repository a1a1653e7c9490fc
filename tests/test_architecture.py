"""The drawing of the stages is true: who imports whom, who prints, what is how long."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "zbpub"
MAY_IMPORT: dict[str, set[str]] = {
    "base": set(),
    "manuscript": {"base"},
    "ingest": {"base", "manuscript"},
    "edition": {"base", "manuscript"},
    "compose": {"base", "edition"},
    "layout": {"base", "manuscript", "edition", "compose"},
    "render": {"base", "manuscript", "edition", "compose", "layout"},
    "preflight": {"base"},
}
"""For each stage the other stages that it may import."""
RECIPES = {
    "pipeline", "draft", "report", "doctor", "contact_sheet", "desk_table",
    "convert_recipe",
    "edition_files", "explain_recipe", "page_images", "proof_recipe",
    "galley_recipe", "ingest_accepted", "ingest_files", "ingest_numbers", "ingest_plan",
    "ingest_reading", "ingest_recipe", "ingest_review", "ingest_sources",
    "ingest_store", "new_recipe", "style_files",
}  # fmt: skip
"""Modules at the top that may import every stage, and one another."""
DOORS = {
    "cli": RECIPES | {"cli_convert", "cli_desk", "cli_ingest", "cli_shell"},
    "cli_convert": RECIPES | {"cli_shell"},
    "cli_desk": RECIPES | {"cli_shell"},
    "cli_ingest": RECIPES | {"cli_shell"},
    "cli_shell": set(),
    "__main__": {"cli"},
    "__init__": set(),
}
"""Modules that nobody imports but the door before them, with what they add."""
MOST_LINES = 400


def _modules() -> dict[str, str]:
    """Every module of the package by dotted name, with its source."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        if len(parts) > 2 and parts[-1] == "__init__":
            parts = parts[:-1]
        found[".".join(parts)] = path.read_text("utf-8")
    return found


MODULES = _modules()


@cache
def _imported(source: str) -> tuple[str, ...]:
    """Dotted names under ``zbpub`` that ``source`` imports, functions' own included."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        match node:
            case ast.ImportFrom(module=str(module), names=aliases):
                names = [f"{module}.{alias.name}" for alias in aliases]
            case ast.Import(names=aliases):
                names = [alias.name for alias in aliases]
        found += (name for name in names if name.startswith("zbpub."))
    return tuple(found)


def _part(name: str) -> str:
    """The stage of a module, or the module itself at the top."""
    return name.split(".")[1]


def _allowed(part: str) -> set[str]:
    if part in MAY_IMPORT:
        return MAY_IMPORT[part] | {part}
    extra = RECIPES if part in RECIPES else DOORS[part]
    return extra | (set() if part == "__init__" else set(MAY_IMPORT))


def _wrong_imports(modules: Mapping[str, str]) -> list[str]:
    return [
        f"{module} imports {name}"
        for module, source in modules.items()
        for name in _imported(source)
        if _part(name) not in _allowed(_part(module))
    ]


def _cycle(modules: Mapping[str, str]) -> list[str]:
    """The modules of an import cycle, or none."""
    graph = {
        module: {
            known
            for name in _imported(source)
            for known in (name, name.rpartition(".")[0])
            if known in modules
        }
        for module, source in modules.items()
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def _prints(source: str) -> bool:
    """Whether ``source`` writes to the terminal by ``print``, ``echo`` or a stream."""
    return any(
        (isinstance(node, ast.Name) and node.id == "print")
        or (
            isinstance(node, ast.Attribute)
            and node.attr in {"echo", "secho", "stdout", "stderr"}
            and isinstance(node.value, ast.Name)
            and node.value.id in {"click", "sys"}
        )
        for node in ast.walk(ast.parse(source))
    )


def _says_its_job(source: str) -> bool:
    """Whether the docstring's first line is one sentence."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return docstring.partition("\n")[0].endswith((".", "?"))


def test_every_stage_is_in_the_drawing() -> None:
    """Each folder and each module at the top has its place in the drawing."""
    parts = {_part(module) for module in MODULES if module != "zbpub"}

    assert parts == set(MAY_IMPORT) | RECIPES | set(DOORS)


def test_stages_import_only_what_is_upstream() -> None:
    """A stage never imports a later one, and nobody imports cli."""
    assert _wrong_imports(MODULES) == []


def test_no_import_cycle() -> None:
    """No module imports itself by way of others."""
    assert _cycle(MODULES) == []


def test_only_cli_prints() -> None:
    """Findings and progress are values until the command line prints them."""
    printing = {_part(module) for module, source in MODULES.items() if _prints(source)}

    assert printing == {"cli", "cli_convert", "cli_desk", "cli_ingest", "cli_shell"}


def test_modules_say_their_job() -> None:
    """A module's first line is a sentence: what goes in and what comes out."""
    silent = [m for m, source in MODULES.items() if not _says_its_job(source)]

    assert silent == []
    assert not _says_its_job("import ast")


def test_modules_stay_short() -> None:
    """A module has at most 400 lines."""
    long = [m for m, source in MODULES.items() if source.count("\n") > MOST_LINES]

    assert long == []


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("zbpub.base.length", "from zbpub.layout.page import Page"),
        ("zbpub.compose.breaks", "import zbpub.manuscript.model"),
        ("zbpub.layout.place", "def f():\n    from zbpub.render import pdf"),
        ("zbpub.preflight.epub", "from zbpub.manuscript.model import Issue"),
        ("zbpub.pipeline", "from zbpub.cli import cli"),
        ("zbpub.layout.page", "from zbpub import pipeline"),
    ],
)
def test_planted_import_is_caught(module: str, statement: str) -> None:
    """The check above can fail: one forbidden import in one module is named."""
    planted = {**MODULES, module: f"{MODULES[module]}\n{statement}\n"}

    assert len(_wrong_imports(planted)) == 1
    assert _wrong_imports(planted)[0].startswith(f"{module} imports zbpub.")


def test_planted_cycle_is_caught() -> None:
    """The check for cycles can fail: two modules that want each other are named."""
    one, other = "zbpub.layout.page", "zbpub.layout.place"
    planted = {**MODULES, one: MODULES[one] + "\nimport zbpub.layout.place\n"}

    assert {one, other} <= set(_cycle(planted))


@pytest.mark.parametrize(
    "line", ["print('x')", "click.echo('x')", "sys.stderr.write('x')"]
)
def test_planted_print_is_caught(line: str) -> None:
    """The check for printing can fail."""
    assert _prints(f"def f():\n    {line}\n")
