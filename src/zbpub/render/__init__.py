"""Rendering: pages to PDF by WeasyPrint, an issue to EPUB by ebooklib."""
