"""Charts in manuscripts: read, written, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbpub.manuscript.blocks import read_body
from zbpub.manuscript.charts import MOST_ROWS, number_of, read_chart, write_chart
from zbpub.manuscript.model import Chart
from zbpub.manuscript.write_blocks import write_blocks

TABLE = "| 年份 | 吞吐量 |\n| --- | --- |\n| 2019 | 12.3 |\n| 2020 | 1,234 |\n"
CHART = Chart(
    "bar", "吞吐量（万吨）", ("年份", "吞吐量"), (("2019", "12.3"), ("2020", "1,234"))
)


def test_a_chart_is_read_from_its_fence() -> None:
    """Kind, title, head and rows; the line is the fence's."""
    body = f'路灯。\n\n```chart bar "吞吐量（万吨）"\n{TABLE}```\n'
    blocks, found = read_body(body)

    assert found == ()
    assert blocks[1] == CHART
    assert blocks[1].line == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.3", 12.3), ("1,234", 1234), ("-5", -5), ("−5", -5), ("8.1%", 8.1),
        ("+2", 2), (" 7 ", 7), ("十二", None), ("", None), ("—", None), ("1e5", None),
        ("12万", None), ("nan", None), ("9" * 400, None),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float | None) -> None:
    """What a cell may say, and what is no number."""
    assert number_of(text) == value


@pytest.mark.parametrize(
    ("info", "table", "line"),
    [
        ("chart", TABLE, 5),
        ("chart cake", TABLE, 5),
        ("chart bar 吞吐量", TABLE, 5),
        ("chart bar", "路灯。\n", 5),
        ("chart bar", "| 年份 | 吞吐量 |\n| --- | --- |\n", 5),
        ("chart bar", TABLE + "| 2021 | 十二 |\n", 10),
        ("chart bar", TABLE + "\n| 2021 |\n", 11),
        ("chart bar", TABLE + "| 2021 | 1 | 2 |\n", 10),
        ("chart bar", "| 年份 |\n| --- |\n| 2019 |\n", 5),
        ("chart bar", TABLE + "| 2021 | 1 |\n" * MOST_ROWS, 5),
        ("chart pie", TABLE + "| 2021 | 1 |\n" * 5, 5),
        ("chart pie", TABLE + "| 2021 | -1 |\n", 10),
        ("chart pie", "| 年份 | 吞吐量 |\n| --- | --- |\n| 2019 | 0 |\n", 5),
        ("chart pie", "| a | b | c |\n| - | - | - |\n| 2019 | 1 | 2 |\n", 5),
    ],
)
def test_what_cannot_be_drawn_is_one_finding(info: str, table: str, line: int) -> None:
    """M085 once a chart, with the line of its first fault; nothing is kept of it."""
    chart, found = read_chart(info, table, 5)

    assert chart is None
    assert [(f.code, f.line) for f in found] == [("M085", line)]
    assert found[0].hint


def test_a_sound_chart_is_not_refused() -> None:
    """The check above can fail."""
    chart, found = read_chart('chart pie "量"', TABLE, 5)

    assert chart is not None
    assert found == ()


_word = st.text("河湾12|\\`\"' A-—", min_size=0, max_size=8).map(
    lambda text: " ".join(text.split())
)
_name = _word.filter(lambda text: not text.endswith("\\"))


@given(
    kind=st.sampled_from(["bar", "hbar", "line"]),
    title=_word,
    head=st.tuples(_name, _name),
    rows=st.lists(
        st.tuples(_name, st.sampled_from(["1", "2.5", "-3%"])), min_size=1, max_size=4
    ),
)
def test_what_is_written_reads_the_same(
    kind: str, title: str, head: tuple[str, str], rows: list[tuple[str, str]]
) -> None:
    """Any chart, written canonically and read again, is itself."""
    chart = Chart(kind, title, head, tuple(rows))  # type: ignore[arg-type]
    text = write_blocks((chart,))
    blocks, found = read_body(text)

    assert found == ()
    assert blocks == (chart,)
    assert write_blocks(blocks) == text
    assert write_chart(chart) == text


def test_fence_before_a_row_of_dashes_is_no_head_of_a_table() -> None:
    """A bar in the title, and dashes in the head's cells: still a chart."""
    chart = Chart("bar", "|", ("-", "-"), (("", "1"),))

    assert read_body(write_blocks((chart,))) == ((chart,), ())


def test_other_fences_are_still_refused() -> None:
    """A code block is no chart."""
    blocks, found = read_body("```python\nx = 1\n```\n")

    assert blocks == ()
    assert [f.code for f in found] == ["M038"]
