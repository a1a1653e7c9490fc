"""Preflight: reads finished files, and nothing else, and says what is wrong."""
