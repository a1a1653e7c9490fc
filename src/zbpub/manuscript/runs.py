"""Runs in their one normal form, the same after parsing and before writing.

Neighbours in the same dress are one run; no run is empty; white space round a dress, a
link, emphasis dots, a name or a title is outside of it, and code that is all white
space is none (Markdown can hardly say otherwise, and nobody can see it); a footnote's
mark has no dress; each ruby is a run of its own; what is code, raised or lowered is
nothing else of these and has no dots and no line beside it; a line goes on only behind
a run that has it; nothing begins or ends in white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from zbpub.manuscript.model import Run, Runs
from zbpub.manuscript.notation import clusters

_LINE_END = re.compile(r"[\t\n\r\x0b\x0c]")


def normal_runs(runs: Iterable[Run]) -> Runs:
    """``runs`` in normal form: the same text, but for white space at both ends."""
    pieces = [piece for run in runs for piece in _undress_space(_one_line(run))]
    joined: list[Run] = []
    for run in (run for span in spans_of(pieces) for run in _lined(span)):
        if not run.text and not run.note:
            continue
        if joined and _is_same(joined[-1], run):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return _strip(joined)


def spans_of(runs: Iterable[Run]) -> list[Runs]:
    """``runs`` in parts: each name, each title, and what lies between them."""
    spans: list[list[Run]] = []
    for run in runs:
        if spans and _goes_on(spans[-1][-1], run):
            spans[-1].append(run)
        else:
            spans.append([run])
    return [tuple(span) for span in spans]


def plain_text(runs: Iterable[Run]) -> str:
    """The words of ``runs`` without their dress."""
    return "".join(run.text for run in runs)


def ruby_words(runs: Iterable[Run]) -> Iterator[Runs]:
    """Each run alone, but neighbours with a reading for each character together."""
    word: Runs = ()
    for run in runs:
        if word and not _is_one_word(word[-1], run):
            yield word
            word = ()
        word = (*word, run)
    if word:
        yield word


def _is_one_word(run: Run, other: Run) -> bool:
    """Whether two neighbours share the braces of ``{重庆|chóng|qìng}``."""
    both = (run, other)
    is_single = all(each.ruby and len(clusters(each.text)) == 1 for each in both)
    bare, also = (replace(each, text="", ruby="", goes_on=False) for each in both)
    return is_single and bare == also and _goes_on(run, other)


def _one_line(run: Run) -> Run:
    if run.note:
        return Run("", note=run.note)
    text, ruby = (_LINE_END.sub(" ", each) for each in (run.text, run.ruby))
    if ruby.strip():
        return _with_ruby(run, text.strip(), ruby.strip())
    code = run.code and bool(text.strip())
    shift = "" if code else run.shift
    run = replace(run, text=text, code=code, ruby="", shift=shift)
    if code or shift:
        return replace(run, dots=False, sideline="", goes_on=False)
    return run


def _with_ruby(run: Run, text: str, ruby: str) -> Run:
    """A reading is text: what it cannot go with gives way, and a lone one is words."""
    if not text:
        return replace(run, text=ruby, ruby="", code=False, shift="")
    return replace(run, text=text, ruby=ruby, code=False, shift="")


def _goes_on(run: Run, other: Run) -> bool:
    """Whether two neighbours stand in one name or title, or both in none."""
    is_one = other.goes_on or not other.sideline
    return is_one and run.sideline == other.sideline


def _is_same(run: Run, other: Run) -> bool:
    """Whether two neighbours are one run."""
    if run.note or run.ruby or not _goes_on(run, other):
        return False
    bare, also = (replace(each, text="", goes_on=False) for each in (run, other))
    return bare == also


def _undress_space(run: Run) -> Iterator[Run]:
    is_dressed = run.strong or run.emphasis or run.dots or run.shift
    if run.note or run.ruby or (run.text and (run.code or not is_dressed)):
        yield run
        return
    core = run.text.strip()
    start = run.text.find(core)
    space = Run(
        "", href=run.href, dots=run.dots, sideline=run.sideline, goes_on=run.goes_on
    )
    if not core:
        if run.text:
            yield replace(space, text=run.text)
        return
    edges = (run.text[:start], core, run.text[start + len(core) :])
    for text in edges:
        if text:
            yield replace(run if text is core else space, text=text)
            run, space = (replace(each, goes_on=True) for each in (run, space))


def _linked(runs: Iterable[Run]) -> Iterator[Run]:
    """``runs``, with the white space at the ends of each link outside of it."""
    for (href, dots), group in groupby(runs, key=lambda run: (run.href, run.dots)):
        same = list(group)
        outside = Run("", dots=dots, sideline=same[0].sideline, goes_on=True)
        yield from _trim(same, outside) if href else same


def _dotted(runs: Iterable[Run]) -> Iterator[Run]:
    """``runs``, with the white space at the ends of emphasis dots outside of them."""
    for dots, group in groupby(runs, key=lambda run: run.dots):
        same = list(group)
        outside = Run("", sideline=same[0].sideline, goes_on=True)
        yield from _trim(same, outside) if dots else same


def _lined(span: Runs) -> Iterator[Run]:
    """A span, with the white space at its ends outside of its name or title."""
    same = [run for run in _dotted(_linked(span)) if run.text or run.note]
    if not span[0].sideline:
        yield from (replace(run, goes_on=False) for run in same)
        return
    goes_on = False
    for run in _trim(same, Run("")):
        yield replace(run, goes_on=goes_on and bool(run.sideline))
        goes_on = goes_on or bool(run.sideline)


def _trim(runs: list[Run], outside: Run) -> Iterator[Run]:
    text = "".join("?" * len(run.text) if run.code else run.text for run in runs)
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :] if text.strip() else ""
    yield from (replace(outside, text=start), *_strip(runs))
    yield replace(outside, text=end)


def _strip(runs: list[Run]) -> Runs:
    """Without white space at the ends of the whole; code keeps its own."""
    first, last = 0, len(runs)
    while first < last and _is_blank(runs[first]):
        first += 1
    while last > first and _is_blank(runs[last - 1]):
        last -= 1
    kept = runs[first:last]
    if kept and not kept[0].code:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and not kept[-1].code:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _is_blank(run: Run) -> bool:
    return not run.code and not run.note and not run.text.strip()
