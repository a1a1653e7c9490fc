"""Ingest: recognised page text in, articles and a ledger of every character out."""
