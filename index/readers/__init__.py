"""Readers: one small module a file format, each turning what it reads into articles."""

from index.readers.found import Found, Skipped

__all__ = ["Found", "Skipped"]
