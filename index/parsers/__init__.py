"""Readers: from files, pages, feeds and archives to articles."""

from index.parsers.items import Found, Item, Kept, Retracted, Skipped, Unread, read_all

__all__ = ["Found", "Item", "Kept", "Retracted", "Skipped", "Unread", "read_all"]
