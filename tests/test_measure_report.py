"""`zbpub measure`: table, JSON and HTML of good pages and bad, and exit statuses."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from test_measures import PARAGRAPH, SECOND, column
from test_pdf_read import Sheet, Shown, save
from zbpub.base.findings import InputError
from zbpub.cli import cli
from zbpub.preflight.measure import measure_pdf
from zbpub.preflight.measure_html import Painted, painted_pages, report_html
from zbpub.preflight.measure_score import Score, Verdict, score
from zbpub.preflight.measure_table import fault_lines, quoted, score_table
from zbpub.preflight.measure_values import Evidence, Tally

STYLES = Path(__file__).parent.parent / "styles"
FULL = "我們去公園看花草樹，"


def page(path: Path, *lines: Shown, name: str = "a.pdf") -> Path:
    """Two columns, ``lines`` below the first; bars are the ink that the kit lacks."""
    sheet = column(Sheet(width=320), (*PARAGRAPH, *lines))
    column(sheet, (*PARAGRAPH, *PARAGRAPH[: len(lines)]), SECOND)
    for y in range(40, 380, 12):
        sheet.fill(20, y, 298, y + 6)
    return save(path / name, sheet)


def run(*arguments: str | Path) -> Result:
    """Run ``zbpub measure``."""
    return CliRunner().invoke(cli, ["measure", *map(str, arguments)])


def tally(*values: float, text: str = "天") -> Tally:
    """A tally with the limit 1."""
    box = (10.0, 20.0, 30.0, 40.0)
    return Tally(1, tuple(Evidence(1, text, value, box) for value in values))


# --- scores -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (Score("E1", "", tally(0, 1)), Verdict.PASS),
        (Score("E1", "", tally(0, -2)), Verdict.FAIL),
        (Score("E1", "", tally()), Verdict.NONE),
        (Score("E8", "", tally(0, 0, 2), 0.34), Verdict.PASS),
        (Score("E8", "", tally(0, 0, 2), 0.33), Verdict.FAIL),
        (Score("E18", "", tally(2), judged=False), Verdict.TOLD),
    ],
)
def test_verdicts(one: Score, verdict: Verdict) -> None:
    """A clause fails when more values than allowed are beyond its limit."""
    assert one.verdict is verdict


def test_every_measure_has_a_line(tmp_path: Path) -> None:
    """No tally is measured and then forgotten."""
    measures = measure_pdf(page(tmp_path))
    shown = [one.tally for one in score(measures)]

    assert all(tally in shown for tally in measures.tallies.values())


def test_table_names_the_worst_faults(tmp_path: Path) -> None:
    """The table has a line a clause; a fault is told with page and place."""
    measures = measure_pdf(page(tmp_path, (FULL,), "的很好。"))
    scores = score(measures)
    table = score_table(measures, scores)

    assert len(table) == len(scores) + 3
    assert any(line.startswith("E1 ") and line.endswith("FAIL") for line in table)
    assert f"E1 right edge: page 1, at 50 104: -0.5 em “{FULL}”" in [
        *fault_lines(scores)
    ]


def test_long_texts_are_cut() -> None:
    """What a fault quotes stays short."""
    assert quoted("") == ""
    assert quoted("天" * 30) == f" “{'天' * 24}…”"


# --- the command --------------------------------------------------------------------


def test_a_good_page_ends_with_0(tmp_path: Path) -> None:
    """A page without fault is scored so, in words and in status."""
    result = run(page(tmp_path))

    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith("no clause fails")


def test_a_bad_page_ends_with_1_and_says_where(tmp_path: Path) -> None:
    """The JSON has every fault's page, box, text and value."""
    result = run(page(tmp_path, (FULL,), "的很好。"), "--json")
    document = json.loads(result.output)
    (edge,) = [c for c in document["clauses"] if c["clause"] == "E1"]

    assert (result.exit_code, document["passed"]) == (1, False)
    assert (edge["counted"], edge["within"], edge["verdict"]) == (10, 9, "fail")
    assert edge["faults"] == [
        {"page": 1, "box": [50, 103.7, 150, 113.7], "text": FULL, "value": -0.5}
    ]


def test_the_edition_decides_how_marks_stand(tmp_path: Path) -> None:
    """A centred mark may keep its em in Taiwan; the file's own language says less."""
    path = page(tmp_path, (FULL,), "的很好。")
    edges = [
        json.loads(run(path, "--json", "--edition", edition).output)["clauses"][0]
        for edition in ("zh-Hans", "zh-Hant-TW")
    ]

    assert FULL in [fault["text"] for fault in edges[0]["faults"]]
    assert FULL not in [fault["text"] for fault in edges[1]["faults"]]


@pytest.mark.parametrize(
    "content",
    [None, b"", b"%PDF-1.7\nnothing"],
    ids=["missing", "empty", "broken"],
)
def test_unusable_input_ends_with_3(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, empty or broken is a finding, never a traceback."""
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    result = run(path)

    assert result.exit_code == 3
    assert "P101" in result.stderr


def test_an_unknown_edition_is_wrong_usage(tmp_path: Path) -> None:
    """A language without rules here is refused."""
    assert run(page(tmp_path), "--edition", "ja").exit_code == 2


# --- the report ---------------------------------------------------------------------


class _Read(HTMLParser):
    """What a report holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _read(markup: str) -> _Read:
    read = _Read()
    read.feed(markup)
    return read


def test_the_report_marks_each_fault(tmp_path: Path) -> None:
    """A box stands where the fault is; nothing is loaded from outside."""
    out = tmp_path / "report.html"
    result = run(page(tmp_path, (FULL,), "的很好。"), "--html", out)
    read = _read(out.read_text("utf-8"))
    boxes = [a for tag, a in read.tags if tag == "rect" and a["class"] == "fail"]
    links = [v for _, a in read.tags for k, v in a.items() if k in ("href", "src")]

    assert result.exit_code == 1
    assert {"x": "50.0", "y": "103.7", "width": "100.0", "height": "10.0"}.items() <= (
        boxes[0].items()
    )
    assert len(links) == 1
    assert str(links[0]).startswith("data:image/png;base64,iVBOR")
    assert not any(tag in ("script", "link") for tag, _ in read.tags)


def test_the_report_escapes_what_the_file_says(tmp_path: Path) -> None:
    """Text and names out of a hostile file are shown, not run."""
    bad = "</title><script>alert(1)</script>\"'"
    measures = measure_pdf(page(tmp_path))
    scores = [Score("E1", bad, tally(2, text=bad))]
    markup = report_html(bad, measures, scores, [Painted(1, 9, 9, b"")], STYLES)
    tags = [tag for tag, _ in _read(markup).tags]

    assert "script" not in tags
    assert (tags.count("rect"), tags.count("li")) == (1, 1)


def test_pages_are_painted_one_by_one(tmp_path: Path) -> None:
    """Each page comes as a picture of its own, with its size in points."""
    path = save(tmp_path / "a.pdf", Sheet(width=100), Sheet(width=300))
    pages = painted_pages(path)

    assert [(p.number, p.width) for p in pages] == [(1, 100), (2, 300)]
    assert all(p.png.startswith(b"\x89PNG") for p in pages)


@pytest.mark.parametrize("template", [None, "{% if %}", "{{ nothing }}"])
def test_a_bad_template_is_a_finding(tmp_path: Path, template: str | None) -> None:
    """A styles folder without a sound template is told as such."""
    if template is not None:
        (tmp_path / "measure").mkdir()
        (tmp_path / "measure" / "report.html.j2").write_text(template)
    measures = measure_pdf(page(tmp_path))

    with pytest.raises(InputError, match="P140"):
        report_html("a.pdf", measures, (), (), tmp_path)
