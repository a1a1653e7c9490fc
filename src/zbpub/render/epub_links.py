"""Which targets a link in the book may have: the web, mail, or another article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

WEB = frozenset({"http", "https"})
DIRECT = frozenset({"mailto", "tel"})
HOST = re.compile(r"[A-Za-z0-9_.-]+")
URL_SAFE = "!$&'()*+,;=:@/?%-._~"
"""What RFC 3986 allows in path, query and fragment, besides letters and digits."""


def link_target(href: str, articles: Mapping[str, str]) -> str:
    """The target as the book may print it, or empty when it may not.

    A manuscript's name, with or without ``.md``, becomes its file; web addresses are
    brought into the form of RFC 3986; everything else (scripts, local files, broken
    addresses) is refused: manuscripts are untrusted.

    Args:
        href: The target as written.
        articles: The file of each article, by the article's name.
    """
    name = unquote(href.strip()).removeprefix("./").removesuffix(".md")
    return articles.get(name) or _address(href.strip())


def _address(href: str) -> str:
    try:
        parts = urlsplit(href)
        if parts.scheme in DIRECT:
            return f"{parts.scheme}:{_quoted(parts.path)}" if parts.path else ""
        if parts.scheme not in WEB or not parts.hostname:
            return ""
        host = parts.hostname.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError of a host name among them
        return ""
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    if not HOST.fullmatch(host):
        return ""
    return f"{parts.scheme}://{host}{port}{_quoted(parts.path)}{query}{fragment}"


def _quoted(part: str) -> str:
    """``part`` percent-encoded once; a stray per cent sign is encoded itself."""
    pieces = part.split("%")
    whole = pieces[0] + "".join(
        f"%{piece}" if _is_hex(piece[:2]) else f"%25{piece}" for piece in pieces[1:]
    )
    return quote(whole, safe=URL_SAFE)


def _is_hex(pair: str) -> bool:
    return len(pair) == 2 and all(c in "0123456789abcdefABCDEF" for c in pair)
