"""How long painting takes once lines are broken: medians of seven renderings."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from zbpub.layout.makeup import make_up
from zbpub.manuscript.load import load_issue
from zbpub.render.pdf import PdfSpec, render_pdf
from zbpub.style_files import open_case, picture_sizes, read_pictures

ROOT = Path(__file__).parent.parent
ISSUE = ROOT / "manuscript" / "2021-02-03"
STYLES = ROOT / "styles"
RUNS = 7
COPIES = (1, 7)
"""Pages of the document: the real page, and as many again as a broadsheet issue."""


def main() -> None:
    """Print one line a document."""
    issue, _ = load_issue(ISSUE)
    images = read_pictures(ISSUE, issue)
    case = open_case(STYLES, issue)
    pages = make_up(issue, case, picture_sizes(images, issue)).pages
    spec = PdfSpec(
        title=issue.name, publication=issue.config.publication,
        language=issue.config.language, created=f"{issue.config.date}T00:00:00Z",
        description="", look=STYLES / "looks" / issue.config.look, images=images,
    )  # fmt: skip
    for copies in COPIES:
        times = []
        for _ in range(RUNS):
            start = perf_counter()
            render_pdf(pages * copies, spec)
            times.append(perf_counter() - start)
        sys.stdout.write(f"{copies} page(s): {median(times):5.2f} s\n")


if __name__ == "__main__":
    main()
