"""Templates of ``styles/``: opened in one way, and a finding where one fails.

Loading this module loads Jinja: what renders nothing leaves it alone.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from zbpub.base.findings import Finding, InputError


def open_templates(*folders: Path, keeps_end: bool = False) -> Environment:
    """The templates of ``folders``, searched in order.

    They escape everything, since manuscripts are untrusted, and use nothing that they
    are not given. ``keeps_end``: what a template ends in is kept.
    """
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keeps_end,
    )


def template_fault(error: TemplateError | OSError, path: Path) -> InputError:
    """What to say of a template that is missing or wrong (S010)."""
    return InputError(
        Finding(
            code="S010",
            message=f"the template fails: {getattr(error, 'message', None) or error}",
            path=str(path),
            line=getattr(error, "lineno", 0) or 0,
            hint="mend it, or take the one that zbpub comes with",
        )
    )
