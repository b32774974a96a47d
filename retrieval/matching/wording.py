"""Keys under which a word is one: in whatever form, with accents or without, however a name is written."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from index.text.tokens import plain, stem
from retrieval.question.vocabulary import NATIONALITIES

# Languages with stemmers of their own, by their codes; all others are stemmed as English, as the index is.
_STEMMERS = {
    "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
# There a capital makes no name: all nouns have one.
_CAPITAL_NOUNS = frozenset(("de", "lb"))
# A longer name may be spelt with another ending: "Zelensky", "Zelenskyy", "Zelenskiy".
_LONG_NAME = 5
_ENDINGS = "ijy"
# Keys of names begin so, which no word does.
_NAME = "~"


def language_of(code: str | None) -> str:
    """Tell by which language an article's words are compared.

    code: the language of the article, where it is known.
    """
    short = (code or "")[:2]
    return short if short in _STEMMERS else "en"


@lru_cache(maxsize=1 << 16)
def word_key(word: str, language: str) -> str:
    """Make the key of an ordinary word, see ``language_of``."""
    if language not in _STEMMERS:
        return stem(word)
    result: str = _stemmer(language).stemWord(plain(word).lower())
    return result


@lru_cache(maxsize=1 << 16)
def name_key(word: str) -> str:
    """Make the key of a name: the same for a country and its people."""
    same = NATIONALITIES.get(plain(word).lower())
    key = stem(min(same)) if same else stem(word)
    return _NAME + (key.rstrip(_ENDINGS) if len(key) > _LONG_NAME else key)


@lru_cache(maxsize=1 << 16)
def keys_in_article(word: str, language: str) -> tuple[str, ...]:
    """List the keys under which a word of an article is found."""
    key = word_key(word, language)
    return (key, name_key(word)) if word[0].isupper() else (key,)


@lru_cache(maxsize=1 << 16)
def keys_of_topic(word: str, *, is_name: bool, is_word: bool, language: str) -> tuple[str, ...]:
    """List the keys under which a word of a topic is looked for in articles of a language.

    is_name: it is found where it has a capital, in the ways to write a name. is_word: in any other form.
    """
    is_word = is_word or not is_name or language in _CAPITAL_NOUNS
    names, ordinary = (name_key(word),) * is_name, (word_key(word, language),) * is_word
    return names + ordinary


@lru_cache(maxsize=len(_STEMMERS))
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language], 0)
