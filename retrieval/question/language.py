"""The languages of the articles, and whether a question is in one of them."""

from __future__ import annotations

import re
from functools import cached_property

from index.snapshot.store import StoreReader
from index.text.language import guess_short
from retrieval.question.terms import STOP_WORDS

# Fewer articles than one in so many may be told wrong, and find nothing for most questions anyhow.
_ARTICLES_A_LANGUAGE = 100
# Names and keywords look like any language.
_SURE = 0.6
_FEWEST_WORDS = 3
# Characters that are looked at: more say the same.
_LOOKED_AT = 500
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = "en"


class ArticleLanguages:
    """Knows what languages the articles of one snapshot are in."""

    def __init__(self, store: StoreReader) -> None:
        """Make ready; the articles are looked through when that is first needed."""
        self._store = store

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Their codes, that of most articles first; empty where none is known."""
        counts = self._store.language_counts()
        least = sum(counts.values()) / _ARTICLES_A_LANGUAGE
        return tuple(language for language, count in counts.items() if count >= least)

    def foreign(self, text: str) -> str | None:
        """Tell the language of a question that hardly an article is in.

        Returns: its code; None where articles are in it, or it can't be told.
        """
        words = _WORD.findall(text[:_LOOKED_AT].lower())
        if len(words) < _FEWEST_WORDS or not self.all:
            return None
        if _ENGLISH in self.all and 2 * sum(word in STOP_WORDS for word in words) >= len(words):
            return None
        language, sure = guess_short(text[:_LOOKED_AT])
        return language if sure >= _SURE and language not in self.all else None
