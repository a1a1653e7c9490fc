"""The documents are held to the program: commands, keys, codes, paths and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from importlib import import_module
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel

from docs_kit import DOCS, FENCE, ROOT, SPAN
from docs_kit import cells as _cells
from zbpub.base import findings as base
from zbpub.cli import cli
from zbpub.compose.setting import Setting
from zbpub.ingest.result import ArticleObject, PageObject
from zbpub.layout.profile import FOLIO_RULES
from zbpub.layout.profile_file import _File
from zbpub.manuscript.config import parse_issue_config
from zbpub.manuscript.config_form import EditionTable
from zbpub.manuscript.fields import CALLOUT_KEYS, KEYS, PLACE_KEYS
from zbpub.manuscript.lint import lint_article
from zbpub.manuscript.model import Chart, Filler, Front, IssueConfig, PagePlan, Table
from zbpub.manuscript.parse import parse_article
from zbpub.manuscript.picture_fields import PICTURE_KEYS
from zbpub.manuscript.walk import texts_of
from zbpub.manuscript.write import write_article

SOURCE = {
    path: path.read_text("utf-8") for path in (ROOT / "src" / "zbpub").rglob("*.py")
}

OPTION = re.compile(r"(?<!\S)--?[a-z][\w-]*")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(
    r"(?<![\w/=.-])(?:src|docs|styles|tests|scripts|manuscript|\.ci)/[\w./*-]*"
)
DOTTED = re.compile(r"zbpub(?:\.\w+)+")
CODE = re.compile(r'"([A-LN-Z]\d{3})"')
OUTSIDE = re.compile(
    r"(?<![\w.<:/])/(?:home|root|tmp|usr|opt|mnt|Users)\b|localhost|file://"
    r"|\b(?:TODO|FIXME|TBD|XXX)\b"
)


def _spans(text: str) -> list[str]:
    """What stands in code spans, line ends as spaces."""
    return [" ".join(s.split()) for s in SPAN.findall(FENCE.sub("", text))]


def _snippets(text: str) -> list[str]:
    """Code spans, and the lines of fenced blocks."""
    fenced = [line for block in _fenced(text) for line in block.splitlines()]
    return [*_spans(text), *fenced]


def _keys(text: str, head: str) -> list[str]:
    """The first cells of such a table, without their backticks."""
    return [row[0].strip("`") for row in _cells(text, head)]


def _fenced(text: str) -> list[str]:
    """What stands in fenced blocks; a longer fence may hold shorter ones."""
    return [inside for _, inside in FENCE.findall(text)]


def _after(text: str, heading: str) -> str:
    """The part of ``text`` below a heading, up to the next of its level or higher."""
    level = heading.split()[0]
    rest = text.partition(f"{heading}\n")[2]
    return re.split(rf"^#{{1,{len(level)}}} ", rest, flags=re.MULTILINE)[0]


def _options(command: click.Command) -> set[str]:
    found = {"--help", "-h"}
    for parameter in command.params:
        found.update(parameter.opts)
    return found


def _unknown_commands(text: str) -> list[str]:
    """Commands and options of zbpub that ``text`` names and the program has not."""
    wrong: list[str] = []
    every = _options(cli).union(*map(_options, cli.commands.values()))
    for snippet in _snippets(text):
        for name, rest in re.findall(r"\bzbpub +([\w-]+)([^#]*)", snippet):
            command = cli if name.startswith("-") else cli.commands.get(name)
            known = _options(command) if command else every
            wrong += [] if command else [name]
            wrong += [o for o in OPTION.findall(f" {rest}") if o not in known]
        if snippet.startswith("--") and (found := OPTION.match(snippet)):
            wrong += [found[0]] if found[0] not in every else []
    return wrong


def _unknown_targets(text: str) -> list[str]:
    """Targets of make that ``text`` names and the Makefile has not."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = (re.match(r"make ([a-z]+)\b(?!=)", s.strip()) for s in _snippets(text))
    return [found[1] for found in named if found and found[1] not in known]


def _lost_paths(name: str, text: str) -> list[str]:
    """Relative links, and paths in code spans, that lead nowhere."""
    folder = (ROOT / name).parent
    linked = LINK.findall(FENCE.sub("", text))  # an example's pictures are no links
    links = [link.partition("#")[0] for link in linked if "://" not in link]
    spans = [path for span in _spans(text) for path in PATH.findall(span)]
    lost = [link for link in links if link and not (folder / link).exists()]
    return lost + [path for path in spans if not any(ROOT.glob(path.rstrip("/")))]


def _unknown_names(text: str) -> list[str]:
    """Dotted names under zbpub that are neither a module nor anything in one."""
    names = (name for span in _spans(text) for name in DOTTED.findall(span))
    return [name for name in names if not _is_there(name)]


def _is_there(name: str) -> bool:
    try:
        import_module(name)
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        return (
            bool(module)
            and _is_there(module)
            and hasattr(import_module(module), attribute)
        )
    return True


def _codes(sources: Iterable[str]) -> set[str]:
    return {code for source in sources for code in CODE.findall(source)}


def _told_codes(docs: str) -> dict[str, list[str]]:
    """Rows of docs/codes.md for all stages but the manuscript's, by code."""
    return {r[0]: r[1:] for r in _cells(docs, "code") if not r[0].startswith("M")}


def _model_keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The keys of a settings model, whole paths; a free name is ``*``."""
    for name, info in model.model_fields.items():
        inner = _inner(info.annotation)
        if inner is None:
            yield f"{prefix}{name}"
            continue
        if get_args(info.annotation) and prefix:
            yield f"{prefix}{name}"  # a list inside a table may be left out
        is_free = str in get_args(info.annotation)
        yield from _model_keys(inner, f"{prefix}{name}.{'*.' if is_free else ''}")


def _inner(annotation: Any) -> type[BaseModel] | None:
    parts = get_args(annotation) or (annotation,)
    models = (p for p in parts if isinstance(p, type) and issubclass(p, BaseModel))
    return next(models, None)


README = DOCS["README.md"]
PLACE_AND_PICTURES = [
    *(f"place.{key}" for key in PLACE_KEYS),
    *(f"pictures.{key}" for key in PICTURE_KEYS),
]
TABLES_OF_AN_ISSUE = [
    *(f"front.{field.name}" for field in fields(Front)),
    *(f"fillers.{field.name}" for field in fields(Filler)),
    *(f"editions.{key}" for key in EditionTable.model_fields),
]
EDITORS = DOCS["docs/manuscript.md"]


@pytest.mark.parametrize("name", DOCS)
def test_commands_exist(name: str) -> None:
    """Every command and option of zbpub that a document names is there."""
    assert _unknown_commands(DOCS[name]) == []


def test_unknown_commands_are_noticed() -> None:
    """Negative control: a wrong command, a wrong option and a foreign option show."""
    text = (
        "`zbpub bild` `zbpub check --json x` `--fource`\n```sh\nzbpub --verzion\n```\n"
    )

    assert _unknown_commands(text) == ["bild", "--json", "--fource"]
    assert _unknown_commands("`zbpub build DIR --out dist -q` `zbpub --version`") == []


@pytest.mark.parametrize("name", DOCS)
def test_make_targets_exist(name: str) -> None:
    """Every target of make that a document names is in the Makefile."""
    assert _unknown_targets(DOCS[name]) == []


def test_unknown_targets_are_noticed() -> None:
    """Negative control: a wrong target shows, a variable is none."""
    assert _unknown_targets("`make pdff` `make ISSUE=x` `make pdf ISSUE=x`") == ["pdff"]


@pytest.mark.parametrize("name", DOCS)
def test_links_and_paths_lead_somewhere(name: str) -> None:
    """Every relative link and every path in a code span exists."""
    assert _lost_paths(name, DOCS[name]) == []


def test_lost_paths_are_noticed() -> None:
    """Negative control: a broken link and a wrong path show."""
    text = "[a](docs/none.md) [b](https://example.com/) `src/nothing.py` `tests/cases/`"

    assert _lost_paths("README.md", text) == ["docs/none.md", "src/nothing.py"]


@pytest.mark.parametrize("name", DOCS)
def test_named_modules_exist(name: str) -> None:
    """Every dotted name under zbpub is a module or stands in one."""
    assert _unknown_names(DOCS[name]) == []


def test_unknown_names_are_noticed() -> None:
    """Negative control: a wrong module and a wrong name in a module show."""
    text = "`zbpub.layout.none` `zbpub.layout.page.Pagge` `zbpub.layout.page.Page`"

    assert _unknown_names(text) == ["zbpub.layout.none", "zbpub.layout.page.Pagge"]


def test_architecture_names_values_of_their_modules() -> None:
    """Each value of the drawing stands in the module that the table names."""
    for values, modules, *_ in _cells(DOCS["docs/architecture.md"], "value"):
        homes = [import_module(module) for module in SPAN.findall(modules)]
        for value in SPAN.findall(values):
            assert any(hasattr(home, value) for home in homes), value


def test_architecture_names_every_stage() -> None:
    """The table of stages has every folder of the package; base stands under all."""
    told = _keys(DOCS["docs/architecture.md"], "stage")
    folders = {p.parent.name for p in SOURCE if p.parent.parent.name == "zbpub"}

    assert set(told) == folders - {"base"}


@pytest.mark.parametrize(
    ("text", "head", "known"),
    [
        (
            _after(README, "### Front matter"),
            "key",
            [
                *KEYS,
                *(f"callouts.{key}" for key in CALLOUT_KEYS),
                *PLACE_AND_PICTURES,
            ],
        ),
        (
            _after(README, "### issue.toml"),
            "key",
            [
                *(field.name for field in fields(IssueConfig)),
                *(f"pages.{field.name}" for field in fields(PagePlan)),
                *TABLES_OF_AN_ISSUE,
            ],
        ),
        (
            _after(EDITORS, "## An article"),
            "key",
            [
                *("section", "jump", "place", "columns", "headline_size", "frame"),
                *("pictures", "pullquotes"),
                *PLACE_AND_PICTURES,
            ],
        ),
        (
            _after(EDITORS, "## An issue"),
            "key",
            ["front", "fillers", "most_pages", "editions", *TABLES_OF_AN_ISSUE],
        ),
        (DOCS["docs/styles.md"], "key", [*_model_keys(_File)]),
        (
            DOCS["docs/composition.md"],
            "field of `Setting`",
            [field.name for field in fields(Setting)],
        ),
    ],
    ids=[
        "front matter",
        "issue.toml",
        "editor's article",
        "editor's issue",
        "profile",
        "composition",
    ],
)
def test_keys(text: str, head: str, known: list[str]) -> None:
    """Each table of keys tells those that the program knows, all and no others."""
    assert sorted(_keys(text, head)) == sorted(known)


def test_editors_examples() -> None:
    """The examples of docs/manuscript.md have every key that it tells, and no fault."""
    manuscript, drawn, settings = _fenced(EDITORS)
    article, found = parse_article(manuscript, name="01", path="01.md")
    config, wrong = parse_issue_config(settings, path="issue.toml")
    shown, faults = parse_article(
        f"---\nheadline: 题\n---\n\n{drawn}", name="02", path="02.md"
    )

    assert article is not None
    assert config is not None
    assert shown is not None
    assert [type(block) for block in shown.body] == [Table, Chart]
    assert (*found, *wrong, *faults, *lint_article(article, manuscript)) == ()
    assert write_article(article) == manuscript
    for key in _keys(_after(EDITORS, "## An article"), "key"):
        name = key.rpartition(".")[2]
        assert f"{name}:" in manuscript, key
    for key in _keys(_after(EDITORS, "## An issue"), "key"):
        assert key.rpartition(".")[2] in settings, key


def test_front_matter_order_and_json_form() -> None:
    """docs/architecture.md tells the keys' order and the form of ingest's JSON."""
    told = _after(DOCS["docs/architecture.md"], "## Relied on by other programs")
    _, order, form, _ = told.split("\n\n")[:4]

    assert SPAN.findall(order) == list(KEYS)
    assert SPAN.findall(form)[1:] == [
        *PageObject.__annotations__,
        *ArticleObject.__annotations__,
    ]


def test_notation() -> None:
    """Each example of README's table of notation is read as notation, not as text."""
    examples = [e for row in _cells(README, "name | |") for e in SPAN.findall(row[2])]
    for example in (each.replace("\\|", "|") for each in examples):
        article, found = parse_article(
            f"---\nheadline: 题\n---\n\n{example}\n", name="01", path="01.md"
        )
        assert found == ()
        assert article is not None
        runs = [run for block in article.body for run in texts_of(block)[0]]
        marks = (run.ruby or run.dots or run.shift or run.sideline for run in runs)
        assert any(marks), example

    assert len(examples) == 9


def test_exit_statuses() -> None:
    """README tells the exit statuses that the program ends with."""
    errors = (base.ZbpubError, click.UsageError, base.InputError, base.MachineError)
    statuses = sorted({0, *(error.exit_code for error in errors)})

    assert _keys(README, "status") == [str(status) for status in statuses]


def test_form_of_a_finding() -> None:
    """README shows a finding in the form in which they are printed."""
    place = {"path": "manuscript/my-issue/02.md", "line": 5, "column": 5}
    message = "half-width , between Chinese characters"
    told = {"code": "M061", "message": message, "hint": "write ，"}
    finding = base.Finding(**place, **told, severity=base.Severity.WARNING)  # type: ignore[arg-type]

    assert all(f"    {line}\n" in README for line in str(finding).splitlines())


def test_codes_are_documented() -> None:
    """Source and docs/codes.md have the same codes; the manuscript's test has M's."""
    assert set(_told_codes(DOCS["docs/codes.md"])) == _codes(SOURCE.values())


def test_codes_have_severity_meaning_and_cure() -> None:
    """Each row names a severity, says what the code means and what to do."""
    severities = {severity.value for severity in base.Severity}
    for code, cells in _told_codes(DOCS["docs/codes.md"]).items():
        assert len(cells) == 3, code
        assert cells[0] in severities, code
        assert all(cells), code


def test_each_code_has_one_row() -> None:
    """No code is told twice."""
    counts = Counter(_keys(DOCS["docs/codes.md"], "code"))

    assert [code for code, times in counts.items() if times > 1] == []


def test_unknown_codes_are_noticed() -> None:
    """Negative control: a code in the source, and a row in the docs, are found."""
    sources = ['code="L999"', 'Doubt("I998", 0)', 'code="M001"']
    docs = "| code | severity |\n| --- | --- |\n| P999 | error |\n"

    assert _codes(sources) == {"L999", "I998"}
    assert _told_codes(docs) == {"P999": ["error"]}


def test_glossary_terms_are_unique() -> None:
    """One word has one meaning: no term stands twice, in English or Chinese."""
    rows = _cells(DOCS["docs/glossary.md"], "English")
    for column in (0, 1):
        counts = Counter(
            word for row in rows for word in re.split("、|, ", row[column])
        )
        assert [word for word, times in counts.items() if times > 1] == []


def test_glossary_names_are_in_the_code() -> None:
    """Each name in the glossary's last column stands in the source."""
    words = set(re.findall(r"[\w-]+", "\n".join(SOURCE.values())))
    rows = _cells(DOCS["docs/glossary.md"], "English")
    names = [name for row in rows for name in SPAN.findall(row[3])]

    assert [n for n in names if not set(n.split(".")) <= words] == []
    assert all(SPAN.findall(row[3]) for row in rows)


def test_roles_of_a_look() -> None:
    """docs/styles.md tells the roles of rules and pictures; each rule has its style."""
    rows = dict(_cells(DOCS["docs/styles.md"], "kind"))
    layout = "".join(s for path, s in SOURCE.items() if path.parent.name == "layout")
    rules = set(re.findall(r'Rule\(\s*"([\w-]+)"', layout))
    rules |= {role for style in FOLIO_RULES.values() for role, _, _ in style}
    pictures = set(re.findall(r'Picture\(\s*"([\w-]+)"', layout))

    assert set(SPAN.findall(rows["rules"])) == rules
    assert set(SPAN.findall(rows["pictures"])) == pictures
    for role in SPAN.findall(rows["text"] + rows["folio"]):
        assert f'"{role}"' in layout, role
    looks = ROOT / "styles" / "looks"
    for sheet in looks.glob("*/page.css"):
        css = (looks / "base.css").read_text("utf-8") + sheet.read_text("utf-8")
        assert [r for r in sorted(rules) if f".rule.{r}" not in css] == [], sheet


@pytest.mark.parametrize(
    ("function", "command"),
    [("missing_debian", "apt-get install -y"), ("missing_macos", "brew install")],
)
def test_packages(function: str, command: str) -> None:
    """README names the packages that scripts/setup.sh would install, no others."""
    script = (ROOT / "scripts" / "setup.sh").read_text("utf-8")
    body = script.partition(f"{function}() {{")[2].partition("\n}")[0]
    known = {p for line in re.findall(r"echo ([^;}\n]+)", body) for p in line.split()}
    blocks = "\n".join(_fenced(README)).replace("\\\n", " ")
    told = re.search(rf"{command} (.*)", blocks)

    assert told is not None
    assert set(told[1].split()) == known


@pytest.mark.parametrize("name", DOCS)
def test_documents_speak_of_the_product_alone(name: str) -> None:
    """No document names a place on somebody's machine, or work left to do."""
    assert OUTSIDE.findall(DOCS[name]) == []


def test_places_outside_are_noticed() -> None:
    """Negative control: a path on a machine shows, an address on the web does not."""
    assert OUTSIDE.findall("see /home/me/x and https://example.com/home/x") == ["/home"]
