"""The composer: a paragraph, a measure and fonts in; lines of placed glyphs out."""
