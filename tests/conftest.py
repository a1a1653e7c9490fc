"""What holds for every test: WeasyPrint says nothing unexpected; goldens by option."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zbpub.render.pdf import render_log

GOLDEN = Path(__file__).parent / "golden"
CheckGolden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-goldens``."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite tests/golden/ from what the code gives; review the diff by eye",
    )


@pytest.fixture(autouse=True)
def weasyprint_says() -> Iterator[list[str]]:
    """WeasyPrint's warnings: a test that expects some reads and clears the list."""
    logging.getLogger("weasyprint").setLevel(logging.WARNING)
    with render_log() as said:
        yield said
    assert said == [], "WeasyPrint said something that the test does not expect"


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> CheckGolden:
    """Compare a text with tests/golden/NAME, or rewrite that with --update-goldens."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return check
