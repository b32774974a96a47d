"""A new article, as topics look at it: where its words stand, and what its passages mean."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.article import Article, Span
from index.snapshot.snapshot import Snapshot
from index.snapshot.store import StoredPassage
from index.text.tokens import words
from retrieval.matching.wording import keys_in_article, language_of

# What stands further down isn't what an article is about.
_MOST_CHARACTERS = 30_000
# Passages that an article begins with.
LEAD = 2
# A word that isn't among the first ones tells what an article is about if it stands there so often.
_OFTEN = 3
# What stands for the title among the numbers of passages.
TITLE = -1


@dataclass(frozen=True, eq=False)
class NewArticle:
    """An article with its words by place: counted from 0, those of the title first.

    passages: those that are looked at. vectors: of each, shape (passages, dimension).
    places: of each key of its words, in order. spans: where the word of each place stands, in title or text.
    title_words: how many words the title has. first_words: the first place of each passage.
    """

    number: int
    article: Article
    language: str
    passages: Sequence[StoredPassage]
    vectors: npt.NDArray[np.float32]
    places: Mapping[str, Sequence[int]]
    spans: Sequence[Span]
    title_words: int
    first_words: Sequence[int]

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self.spans)

    @property
    def lead_words(self) -> int:
        """How many words title and first passages have."""
        return self.first_words[LEAD] if len(self.first_words) > LEAD else self.size

    def telling_keys(self) -> set[str]:
        """List the keys of words that tell what it is about: those at its beginning, and frequent ones."""
        first = self.lead_words
        return {key for key, at in self.places.items() if at[0] < first or len(at) >= _OFTEN}

    def places_of(self, keys: Sequence[str]) -> Sequence[int]:
        """List the places of a word, under the first of its keys that the article has."""
        for key in keys:
            if found := self.places.get(key):
                return found
        return ()

    def passage_at(self, place: int) -> int:
        """Tell which passage a word stands in, by its number in ``passages``, or TITLE."""
        return bisect_right(self.first_words, place) - 1


def new_articles(snapshot: Snapshot, numbers: Sequence[int]) -> Iterator[NewArticle]:
    """Read articles of a snapshot, one after the other; few are held at a time.

    numbers: of those wanted; those that aren't what was indexed, or have no text to quote, are left out.
    """
    for number, article in snapshot.store.each_vouched(list(numbers)):
        passages = [one for one in snapshot.store.passages_of(number) if one.start < _MOST_CHARACTERS]
        if passages:
            vectors = snapshot.vectors.vectors_of(np.array([one.id for one in passages], dtype=np.int64))
            yield _read(number, article, passages, vectors)


def _read(
    number: int, article: Article, passages: Sequence[StoredPassage], vectors: npt.NDArray[np.float32]
) -> NewArticle:
    language = language_of(article.language)
    places: dict[str, list[int]] = defaultdict(list)
    spans: list[Span] = []

    def read(text: str, start: int, end: int) -> None:
        for word in words(text, start, end):
            for key in keys_in_article(word.text, language):
                places[key].append(len(spans))
            spans.append(Span(word.start, word.end))

    title, first_words = article.title or "", []
    read(title, 0, len(title))
    title_words = len(spans)
    for passage in passages:
        first_words.append(len(spans))
        read(article.text, passage.start, passage.end)
    return NewArticle(number, article, language, passages, vectors, places, spans, title_words, first_words)
