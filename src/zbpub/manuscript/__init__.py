"""The manuscript: Markdown with front matter, parsed, written and linted."""
