"""Articles that carry the same text: one is searched for all, and the others are named beside its quotes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from index.article import Article
from index.snapshot.snapshot import Snapshot
from index.snapshot.store import StoreReader
from retrieval.answer import Quote

# Outlets named beside a quote that carry the same words.
ALSO = 3


class Copies:
    """Which articles of a snapshot are copies of others."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read them."""
        self._leader = snapshot.store.copies()
        self._carriers: dict[int, list[int]] = defaultdict(list)
        for number, leader in sorted(self._leader.items()):
            self._carriers[leader].append(number)

    def stands_back(self, number: int, articles: npt.NDArray[np.int64] | None) -> bool:
        """Is an article a copy of another one that counts as well?

        articles: numbers of those that count; None counts all.
        """
        leader = self._leader.get(number)
        return leader is not None and _counts(leader, articles)

    def name_carriers(
        self, store: StoreReader, quote: Quote, articles: npt.NDArray[np.int64] | None
    ) -> Quote:
        """A quote with the outlets of those copies of its article that hold its very words.

        articles: as in ``stands_back``.
        """
        number = store.number_of(quote.article.id)
        carriers = [one for one in self._carriers.get(number or 0, []) if _counts(one, articles)]
        if not carriers:
            return quote
        named: dict[str, Article] = {one.outlet: one for one in quote.also if one.outlet}
        for carrier in store.articles(carriers).values():
            if carrier.outlet and carrier.outlet != quote.article.outlet and quote.text in carrier.text:
                named.setdefault(carrier.outlet, carrier)
        return replace(quote, also=tuple(named.values())[:ALSO])


def _counts(number: int, articles: npt.NDArray[np.int64] | None) -> bool:
    return articles is None or bool((articles == number).any())
