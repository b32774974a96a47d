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
# Words that questions begin with, which texts, and so the lists, seldom have.
_ASKING = {
    "da": "hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket",
    "de": "wer wen wem was wann wo warum wie welche welcher welches wieviel",
    "es": "qué quién quiénes cuándo dónde cómo cuál cuáles cuánto cuánta cuántos cuántas",
    "fr": "qui quand où pourquoi comment combien quel quelle quels quelles",
    "it": "chi cosa quando dove perché quale quali quanto quanta quanti quante",
    "nl": "wie wat wanneer waar waarom hoe welke hoeveel",
    "pl": "kto co kiedy gdzie dlaczego jak który która ile",
    "pt": "quem quando onde qual quais quanto quanta quantos quantas",
    "ru": "кто что когда где почему как какой какая сколько",
    "sv": "vem vad när var varför hur vilken vilket",
    "uk": "хто що коли де чому як який яка скільки",
}
# So many of the words of a question are stop words of its language, two at least, and so many times as many
# as are stop words of the articles': of 7,250 English questions in people's words 2 are taken for others.
_SHARE, _FEWEST, _TIMES = 0.25, 2, 3
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
        counts = {language: _count(words, language) for language in _STOP_LISTS}
        likely = max(counts, key=lambda language: counts[language])
        of_articles = max(counts[language] for language in self.all)
        least = max(_FEWEST, _SHARE * len(words), _TIMES * of_articles)
        return likely if counts[likely] >= least else None


def _count(words: list[str], language: str) -> int:
    stop_words = _stop_words(language)
    return sum(word in stop_words for word in words)


@cache
def _stop_words(language: str) -> frozenset[str]:
    from justext import get_stoplist  # noqa: PLC0415  # A tenth of a second that few questions need.

    listed: frozenset[str] = get_stoplist(_STOP_LISTS[language])
    return frozenset(word.lower() for word in listed) | set(_ASKING.get(language, "").split())
