"""Writes names with capitals in questions that were typed without any."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path

from index.snapshot.lexical import LexicalIndex
from index.snapshot.store import StoreReader
from index.text.tokens import Word, stem, words
from retrieval.question.terms import STOP_WORDS
from retrieval.question.vocabulary import PEOPLES

# Names as the news writes them, in small letters (training/names.py): for words that no article has.
_NAMES = Path(__file__).with_name("names.txt")
# Passages in which a word is looked up.
_SAMPLE = 12
# A word is a name where so many of its places inside of sentences have a capital.
_MOSTLY = 0.9
# "The german chancellor" says who is meant without being named so: articles needn't call anybody German.
_NO_NAMES = STOP_WORDS | PEOPLES
# Words that are looked up in one question: what is longer isn't typed by hand.
_MOST_WORDS = 40


class NameCaser:
    """Tells names in small letters by how articles write them."""

    def __init__(self, store: StoreReader, lexical: LexicalIndex) -> None:
        """Make ready to look words up."""
        # Not around a method: what holds itself keeps the index until garbage is collected.
        self._is_name = lru_cache(maxsize=4096)(partial(_is_name, store, lexical))

    def correct(self, text: str) -> str:
        """Write names with capitals where a text has no capital but at its beginning.

        Returns: the text, as long as before.
        """
        if any(letter.isupper() for letter in text.lstrip()[1:]):
            return text
        typed = [word for word in words(text) if word.text not in _NO_NAMES][:_MOST_WORDS]
        for word in typed:
            if self._is_name(word.text):
                text = text[: word.start] + _capital(word) + text[word.start + len(word.text) :]
        return text


def _is_name(store: StoreReader, lexical: LexicalIndex, word: str) -> bool:
    """Do articles write a word with a capital? Of a word that none has: does the news?"""
    texts = store.texts_of(lexical.containing_all([stem(word)], _SAMPLE))
    # "Zelenskys" may be "Zelensky's".
    forms = (word, word.removesuffix("s"))
    if not texts:
        return not _names().isdisjoint(forms)
    # After a small letter and a blank: no sentence begins there.
    written = rf"(?<=[^\W\d_A-Z] )(?i:{'|'.join(map(re.escape, forms))})\b"
    found: list[str] = re.findall(written, " ".join(texts))
    return sum(each[0].isupper() for each in found) > _MOSTLY * len(found)


def _capital(word: Word) -> str:
    first = word.text[0].upper()
    return first + word.text[1:] if len(first) == 1 else word.text


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(_NAMES.read_text(encoding="utf-8").split())
