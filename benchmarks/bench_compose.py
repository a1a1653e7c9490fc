"""How many characters a second the composer sets, by measure: medians of seven runs."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from zbpub.compose.atoms import StyledRun, Type
from zbpub.compose.locate import find_typeface
from zbpub.compose.paragraph import Frame, compose
from zbpub.compose.setting import Setting
from zbpub.manuscript.load import load_issue
from zbpub.manuscript.model import Paragraph

ISSUE = Path(__file__).parent.parent / "manuscript" / "2021-02-03"
EM = 9000
RUNS = 7


def main() -> None:
    """Print one line a measure."""
    issue, _ = load_issue(ISSUE)
    song = find_typeface(["Noto Serif CJK SC"], 400)
    paragraphs = [
        "".join(run.text for run in block.runs)
        for article in issue.articles
        for block in article.body
        if isinstance(block, Paragraph)
    ]
    count = sum(map(len, paragraphs))
    for em in (11, 17, 26, 40):
        frame = Frame(measure=em * EM, indent=2 * EM)
        times = []
        for _ in range(RUNS):
            start = perf_counter()
            for text in paragraphs:
                compose([StyledRun(text, song)], Type(size=EM), frame, Setting())
            times.append(perf_counter() - start)
        rate = count / median(times)
        sys.stdout.write(f"measure {em:2} em: {rate:9,.0f} characters a second\n")


if __name__ == "__main__":
    main()
