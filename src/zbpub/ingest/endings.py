"""Classify: what closes a text: broken bylines, bare names, the date of a notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zbpub.ingest.bylines import (
    are_names,
    are_rare_names,
    is_byline,
    is_rare,
    is_reader,
)
from zbpub.ingest.furniture import FOLIO, is_date
from zbpub.ingest.kinds import LIFTED, Atom, Kind, bare_byline
from zbpub.ingest.pieces import join_halves, join_spaced
from zbpub.ingest.sentences import ends_sentence, reads_as_title
from zbpub.ingest.title_words import is_label_like, names_body, read_wrapped

LONGEST_NAMES = 24
LONGEST_VERSE = 18
"""Characters of a poem's last line, which may lack a stop before the name."""
LONGEST_SIGNATURE = 40
"""Characters of each half of a byline that a column end has broken."""
_PEN_NAME = re.compile(r"[□■●◆○] ?[\u4e00-\u9fff]{2,3}")
_LABEL_MARKS = ("【", "〖", "[")
LOOK_BACK = 2
"""Titles above a pen name, of which one is the label."""
_SCRAP = 4
"""Characters of the first half of a byline that is hardly one."""
_REST = re.compile(r"[\u4e00-\u9fff](?:[\s、，]|$)")
"""One character before the next name: the rest of a name (曾志｜远 戴浩然)."""
_STOP = re.compile(r"[。！？…”]|(?<=[\u4e00-\u9fff”）)%])[.!?]")


def sign_atoms(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``atoms`` with the bylines that only their neighbours tell."""
    return _sign_names(_mend_signatures(_date_notices(atoms)))


def _date_notices(atoms: Sequence[Atom]) -> list[Atom]:
    """``atoms`` with the dates that close notices, which are no folio."""
    dated = list(atoms)
    for index in range(1, len(dated)):
        atom, before = dated[index], dated[index - 1]
        closes = atom.reason == FOLIO and is_date(atom.text)
        if closes and before.kind is Kind.TEXT and names_body(before.text):
            dated[index] = replace(atom, kind=Kind.TEXT, reason="")
    return dated


def _mend_signatures(atoms: Sequence[Atom]) -> list[Atom]:
    """``atoms`` with the bylines at the ends of texts that a column end had broken."""
    mended: list[Atom] = []
    last = -1  # the last text or byline, where the first half may stand
    for atom in atoms:
        if atom.kind in LIFTED:
            mended.append(atom)
            continue
        if last >= 0 and _is_broken_signature(mended[last], atom):
            before = mended[last]
            join = join_spaced if _opens_name(atom) else join_halves
            piece = join((before.piece, atom.piece))
            signs = is_byline(bare_byline(piece.text))
            kind = Kind.BYLINE if signs else Kind.TEXT
            mended[last] = replace(before, kind=kind, piece=piece, alone=False)
            continue
        last = len(mended)
        mended.append(atom)
    return mended


def _is_broken_signature(before: Atom, atom: Atom) -> bool:
    """Whether a byline begins behind the last stop of one line and ends the next."""
    kinds = (Kind.TEXT, Kind.BYLINE)
    if before.kind not in kinds or atom.kind not in kinds or not atom.text:
        return False
    if ends_sentence(before.text) or len(atom.text) > LONGEST_SIGNATURE:
        return False
    start = _after_stop(before.text)
    tail = before.text[start:].strip()
    if not tail or len(tail) > LONGEST_SIGNATURE:
        return False
    if is_byline(bare_byline(tail)) and not _is_rest(tail, atom):
        return False
    if is_byline(bare_byline(atom.text)) and not (
        _is_unclosed(tail) or _is_scrap(before.text, start)
    ):
        return False  # whole without the words before it, which are a title's
    return is_byline(bare_byline(tail + atom.text))


def _is_rest(tail: str, atom: Atom) -> bool:
    """Whether ``atom`` may go on with a byline that could end before it (段天｜佑)."""
    return _is_unclosed(tail) or _REST.match(atom.text) is not None or _opens_name(atom)


def _is_unclosed(tail: str) -> bool:
    return tail.count("（") > tail.count("）") or tail.count("(") > tail.count(")")


def _is_scrap(text: str, start: int) -> bool:
    """Whether a byline's first characters stand behind a full stop: 。本｜报记者."""
    return start > 0 and text[start - 1] != "”" and len(text[start:].strip()) <= _SCRAP


def _opens_name(atom: Atom) -> bool:
    """Whether the rest of a byline is nothing but names, the first of them whole."""
    bare = bare_byline(atom.text)
    return atom.kind is Kind.TEXT and not atom.bold and are_rare_names(bare)


def _after_stop(text: str) -> int:
    """Where the words behind the last stop of ``text`` begin; 0 if it has none."""
    tail = max(len(text) - LONGEST_SIGNATURE, 0)
    stops = [match.end() for match in _STOP.finditer(text, tail)]
    return stops[-1] if stops else 0


def _sign_names(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``atoms`` with the lines that are nothing but a name under a title or a text."""
    signed = list(atoms)
    main = [index for index, atom in enumerate(atoms) if atom.kind not in LIFTED]
    for at, index in enumerate(main):
        before = signed[main[at - 1]] if at else None
        following = signed[main[at + 1]] if at + 1 < len(main) else None
        above = [signed[one].text for one in main[max(at - LOOK_BACK, 0) : at]]
        penned = _is_pen_name(signed[index], above)
        if penned or _is_signature(before, signed[index], following):
            signed[index] = replace(signed[index], kind=Kind.BYLINE)
    return tuple(signed)


def _is_pen_name(atom: Atom, above: list[str]) -> bool:
    """Whether a bullet marks a name that is not known: the label stands ``above``."""
    labelled = any(text[:1] in _LABEL_MARKS and read_wrapped(text)[1] for text in above)
    if atom.kind is not Kind.TEXT or not labelled or not _PEN_NAME.fullmatch(atom.text):
        return False
    bare = bare_byline(atom.text)
    return not is_label_like(bare) and is_rare(bare)


def _opens_next(following: Atom) -> bool:
    """Whether a line is bold, a label, or too long for a subhead and no text."""
    text = following.text
    if following.bold or read_wrapped(text)[1]:
        return True
    return following.alone and len(text) > LONGEST_VERSE and reads_as_title(text)


def _is_signature(before: Atom | None, atom: Atom, following: Atom | None) -> bool:
    """Whether a line of names stands where a byline does: under a title or a text."""
    if atom.kind is not Kind.TEXT or before is None or len(atom.text) > LONGEST_NAMES:
        return False
    bare = bare_byline(atom.text)
    if is_reader(bare) and ends_sentence(before.text):
        return True
    if not (are_rare_names(bare) or (bare != atom.text and are_names(bare))):
        return False
    if is_label_like(bare):
        return False
    if before.kind is Kind.BYLINE:  # its last names stand on a line of their own
        return are_rare_names(bare) and not atom.bold
    headed = before.kind is Kind.HEAD or read_wrapped(before.text)[1] > 0
    if bare != atom.text and are_rare_names(bare):
        return True
    last = following is None or following.kind is Kind.HEAD or _opens_next(following)
    ended = ends_sentence(before.text) and (last or bare != atom.text)
    verse = last and len(before.text) <= LONGEST_VERSE
    return headed or ended or verse
