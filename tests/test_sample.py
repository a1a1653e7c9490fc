"""The sample issue: its words, its pictures, and the script that draws them."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sample_kit import FOLDER, body_lines, plain_text, sample_issue
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Figure
from zbpub.pipeline import Order, build

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "sample-text.sha256"
IMAGES = FOLDER / "images"

CHARACTERS = {
    "A1": 4676, "A2": 3245, "A3": 4109, "A4": 5113,
    "A5": 3736, "A6": 4578, "A7": 5338, "A8": 5164,
}  # fmt: skip
"""Characters of body on each page, white space not counted."""

DRAWN = ("a1-04-clock.jpg", "a3-01-port.jpg", "a8-03-cloud.webp")
"""Those that need no font of the machine."""

LIKE = 2.0
"""Mean difference allowed, in grey steps: libraries smooth and compress alike, not
equally."""


def _text_lines() -> list[str]:
    articles = sample_issue().articles
    sums = [hashlib.sha256(plain_text(a).encode()).hexdigest() for a in articles]
    return [f"{each}  {a.name}" for each, a in zip(sums, articles, strict=True)]


def test_articles_and_characters() -> None:
    """56 articles, seven a page, and as many characters as the copy has."""
    articles = sample_issue().articles
    counts: Counter[str] = Counter()
    for article in articles:
        text = "".join(body_lines(article.body))
        counts[article.page] += len(re.sub(r"\s", "", text))

    assert [f"{a.page}-{a.name[3:]}" for a in articles] == [
        f"A{page}-{number:02}" for page in range(1, 9) for number in range(1, 8)
    ]
    assert counts == CHARACTERS


def test_words_are_the_golden_ones() -> None:
    """No word of an article changes without its sum in the golden file."""
    assert _text_lines() == GOLDEN.read_text("utf-8").splitlines()


def test_a_changed_word_is_seen() -> None:
    """Negative control: one character less gives another sum."""
    (first, *_) = sample_issue().articles
    text, golden = plain_text(first), GOLDEN.read_text("utf-8")

    assert hashlib.sha256(text[1:].encode()).hexdigest() not in golden
    assert hashlib.sha256(text.encode()).hexdigest() in golden


def test_copy_is_clean() -> None:
    """Reading the issue finds a doubtful dash and a hyphen of the copy, no more."""
    found = load_issue(FOLDER)[1]

    assert [(Path(f.path).stem, f.code) for f in found] == [
        ("a2-01", "M066"),
        ("a6-06", "M066"),
    ]


def test_every_picture_is_used_and_described() -> None:
    """Each file is shown once, with a description, a caption and a credit."""
    shown = [
        (figure, {note.src: note for note in article.pictures}[figure.src])
        for article in sample_issue().articles
        for figure in article.body
        if isinstance(figure, Figure)
    ]

    assert sorted(figure.src for figure, _ in shown) == sorted(
        f"images/{path.name}" for path in IMAGES.iterdir()
    )
    assert all(f.alt and f.caption and note.credit for f, note in shown)
    assert all(f.alt != f.caption for f, _ in shown)


def test_pull_quotes_stand_in_the_text() -> None:
    """A sentence that may be shown large is one of its article's, word for word."""
    quoted = [a for a in sample_issue().articles if a.pull_quotes]

    assert len(quoted) >= 6
    for article in quoted:
        text = "".join(body_lines(b for b in article.body if not isinstance(b, Figure)))
        assert all(quote in text for quote in article.pull_quotes), article.name


def test_pictures_are_sharp_and_small() -> None:
    """Pictures have 1600 to 1800 pixels, 250 kB at most, 4 MB in all."""
    files = sorted(IMAGES.iterdir())
    for path in files:
        if path.suffix != ".svg":
            with Image.open(path) as picture:
                assert 1600 <= max(picture.size) <= 1800, path.name
    sizes = [path.stat().st_size for path in files]

    assert max(sizes) <= 250_000
    assert sum(sizes) <= 4_000_000


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some pictures, drawn anew by the script."""
    folder = tmp_path_factory.mktemp("images")
    script = ROOT / "scripts" / "draw_sample.py"
    names = [*DRAWN, "a7-02-serial.svg"]
    subprocess.run([sys.executable, script, folder, *names], check=True)
    return folder


@pytest.mark.parametrize("name", DRAWN)
def test_script_draws_the_pictures(drawn: Path, name: str) -> None:
    """The script draws what is in the repository, but for how libraries smooth."""
    made, kept = _grey((drawn / name).read_bytes()), _grey((IMAGES / name).read_bytes())

    assert made.shape == kept.shape
    assert np.abs(made - kept).mean() <= LIKE


def test_script_writes_the_illustration(drawn: Path) -> None:
    """The SVG comes of arithmetic alone, so it is the same to the byte."""
    name = "a7-02-serial.svg"

    assert (drawn / name).read_bytes() == (IMAGES / name).read_bytes()


def test_other_pictures_differ() -> None:
    """Negative control: another photograph is far outside what is allowed."""
    one, other = (
        _grey((IMAGES / name).read_bytes())
        for name in ("a3-01-port.jpg", "a8-03-cloud.webp")
    )

    assert np.abs(one - other).mean() > 10 * LIKE


def _grey(content: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    with Image.open(io.BytesIO(content)) as picture:
        return np.asarray(picture.convert("L"), dtype=np.float64)


def test_book_alone_has_a_cover_without_dead_links(tmp_path: Path) -> None:
    """Bound without its PDF, the book's cover has contents that lead nowhere."""
    order = Order(
        folder=FOLDER, styles=ROOT / "styles", out=tmp_path, formats=("epub",)
    )
    built = build(order, lambda _: None)

    assert [path.suffix for path in built.files] == [".epub", ".json"]
