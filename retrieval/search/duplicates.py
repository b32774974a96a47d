"""Articles that carry the same text: one is searched for all, and the others are named beside its quotes."""

from __future__ import annotations

from collections import defaultdict

from index.snapshot.snapshot import Snapshot
from retrieval.search.selection import Selection


class Duplicates:
    """Which articles of a snapshot are copies of others."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read them."""
        self._original = snapshot.store.copies()
        self._copies: dict[int, list[int]] = defaultdict(list)
        for number, original in sorted(self._original.items()):
            self._copies[original].append(number)

    def stands_back(self, article_number: int, selection: Selection) -> bool:
        """Tell whether an article is a copy of another one that counts as well."""
        original = self._original.get(article_number)
        return original is not None and selection.has(original)

    def copies_of(self, article_number: int, selection: Selection) -> list[int]:
        """List the copies of an article that count, by their numbers."""
        return [copy for copy in self._copies.get(article_number, []) if selection.has(copy)]
