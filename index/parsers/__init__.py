"""Parsers: from files, pages, feeds and archives to articles."""

from index.parsers.items import Item, KeepSource, LazyItem, ParsedArticle, Retraction, Skipped, read_all

__all__ = ["Item", "KeepSource", "LazyItem", "ParsedArticle", "Retraction", "Skipped", "read_all"]
