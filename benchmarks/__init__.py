"""Measurements; each prints a table. See docs/quality.md."""
