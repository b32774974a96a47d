"""The languages of the articles, and whether a question is in one of them."""

from __future__ import annotations

import re
from functools import cache, cached_property

from index.snapshot.store import StoreReader

# Fewer articles than one in so many may be told wrong, and find nothing for most questions anyhow.
_ARTICLES_A_LANGUAGE = 100
# Those whose stop words justext lists, and lists no rare words with. A model that tells languages would take
# 100 MB while questions are answered.
_STOP_LISTS = {
    "en": "English",
    "da": "Danish",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "uk": "Ukrainian",
}
# Of the words of a question so many are stop words of its language, and twice as many as of the articles':
# of 7,250 English questions 3 are taken for others.
_SHARE, _TIMES = 0.4, 2
# Names and keywords look like any language.
_FEWEST_WORDS = 4
# Characters that are looked at: more say the same.
_LOOKED_AT = 500
_WORD = re.compile(r"[^\W\d_]+")


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
        if len(words) < _FEWEST_WORDS or not self.all or not _STOP_LISTS.keys() >= set(self.all):
            return None
        shares = {language: _share(words, language) for language in _STOP_LISTS}
        likely = max(shares, key=lambda language: shares[language])
        of_articles = max(shares[language] for language in self.all)
        return likely if shares[likely] >= max(_SHARE, _TIMES * of_articles) else None


def _share(words: list[str], language: str) -> float:
    stop_words = _stop_words(language)
    return sum(word in stop_words for word in words) / len(words)


@cache
def _stop_words(language: str) -> frozenset[str]:
    from justext import get_stoplist  # noqa: PLC0415  # A tenth of a second that few questions need.

    listed: frozenset[str] = get_stoplist(_STOP_LISTS[language])
    return frozenset(word.lower() for word in listed)
