"""Finds the few topics that an article may be about, without a look at every one.

Turned around, as percolators are: the topics are the index, an article is the query. Each topic lies under
its rarest word (Lucene Monitor's presearcher does so), and its vector in an index that passages search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import faiss
import numpy as np

from retrieval.matching.new_article import NewArticle
from retrieval.matching.topic import Topic

# Passages that search at once.
_BLOCK = 512


class Presearcher:
    """The topics, by word and by meaning."""

    def __init__(self, topics: Sequence[Topic], least_cosine: float, passages: int | None = None) -> None:
        """Index topics.

        least_cosine: of a passage to a topic that it may be about. passages: so many first ones of an article
            search by meaning, with those of its words that tell what it is about; None: all.
        """
        self._topics = topics
        self._least_cosine = least_cosine
        self._passages = passages
        self._by_word: dict[str, dict[str, list[int]]] = {}
        self._by_meaning: Any = None
        if topics:
            vectors = np.stack([topic.vector for topic in topics])
            self._by_meaning = faiss.IndexFlatIP(vectors.shape[1])
            self._by_meaning.add(vectors)

    def find(self, articles: Sequence[NewArticle]) -> list[list[Topic]]:
        """Find for each article the topics that it may be about, in the order of the topics."""
        found = [self._of_words(article) for article in articles]
        if self._topics:
            self._add_by_meaning(articles, found)
        return [[self._topics[at] for at in sorted(places)] for places in found]

    def _of_words(self, article: NewArticle) -> set[int]:
        table = self._table(article.language)
        keys = article.places.keys() if self._passages is None else article.telling_keys()
        return {at for key in table.keys() & keys for at in table[key]}

    def _table(self, language: str) -> dict[str, list[int]]:
        """Map the key of the rarest word of each topic to the topics, as articles of a language have it."""
        if language not in self._by_word:
            table: dict[str, list[int]] = defaultdict(list)
            for at, topic in enumerate(self._topics):
                for key in topic.rarest.keys(language):
                    table[key].append(at)
            self._by_word[language] = dict(table)
        return self._by_word[language]

    def _add_by_meaning(self, articles: Sequence[NewArticle], found: list[set[int]]) -> None:
        """Add the topics that a passage is near to, to those found for each article."""
        vectors = [article.vectors[: self._passages] for article in articles]
        owners = [at for at, some in enumerate(vectors) for _ in some]
        together = np.concatenate(vectors) if vectors else np.empty((0, 0), np.float32)
        for start in range(0, len(together), _BLOCK):
            limits, _, near = self._by_meaning.range_search(
                together[start : start + _BLOCK], self._least_cosine
            )
            for row in range(len(limits) - 1):
                found[owners[start + row]].update(near[limits[row] : limits[row + 1]].tolist())
