"""What a link, a call-out and a picture may point to.

Manuscripts are untrusted: a link leads to the web or to a mailbox and nowhere else,
a picture is a file of the issue's own folder.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

WEB = ("http", "https")
LINK = (*WEB, "mailto")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def link_problem(href: str, schemes: tuple[str, ...] = LINK) -> str:
    """Why ``href`` may not be a link's target, or ``""`` when it may."""
    if any(char.isspace() or not char.isprintable() or char == "\\" for char in href):
        return "holds a space, a backslash or an invisible character"
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError as error:  # such as "Invalid IPv6 URL"
        return f"is no address ({error})"
    if parts.scheme.lower() not in schemes:
        return "does not begin with " + " or ".join(f"{name}:" for name in schemes)
    if parts.scheme.lower() in WEB and not host:
        return "names no host"
    if parts.scheme.lower() == "mailto" and "@" not in parts.path:
        return "names no mailbox"
    return ""


def picture_problem(src: str) -> str:
    """Why ``src`` may not be a picture's path, or ``""`` when it may.

    The path is judged as written and as a browser would decode it, since what we
    compose may be shown by one.
    """
    for path in (src, unquote(src)):
        if problem := _path_problem(path):
            return problem
    return ""


def _path_problem(path: str) -> str:
    if not path:
        return "is empty"
    if "\\" in path:
        return "holds a backslash"
    if not path.isprintable():
        return "holds an invisible character"
    if _SCHEME.match(path):
        return "is an address, not a file of the issue's folder"
    if path.startswith("/"):
        return "is absolute"
    if ".." in path.split("/"):
        return "leaves the issue's folder"
    return ""
