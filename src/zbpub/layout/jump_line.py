"""Jump lines (转接): the paragraph that sends the reader on to another page, or back.

A jump line is a paragraph of one run whose address names a page of the same file. No
manuscript can hold one: its links lead to the web or to mail.
"""

from __future__ import annotations

from zbpub.manuscript.model import Block, Paragraph, Run

_PAGE = "#page-"


def page_id(number: str) -> str:
    """The identifier of page ``number`` in a file; the address of a link behind #."""
    return "page-" + "-".join(number.split())


def onward(number: str, language: str) -> Paragraph:
    """``（下转A2版）``, in the script of ``language``."""
    word = "下轉" if language.startswith("zh-Hant") else "下转"
    return _line(word, number)


def backward(number: str) -> Paragraph:
    """``（上接A1版）``, the same in both scripts."""
    return _line("上接", number)


def is_jump_line(block: Block) -> bool:
    """Whether ``block`` is a jump line."""
    return (
        isinstance(block, Paragraph)
        and len(block.runs) == 1
        and block.runs[0].href.startswith(_PAGE)
    )


def _line(word: str, number: str) -> Paragraph:
    run = Run(f"（{word}{number}版）", href=f"#{page_id(number)}")
    return Paragraph((run,))
