"""``python -m zbpub``: the command line."""

from __future__ import annotations

from zbpub.cli import main

main()
