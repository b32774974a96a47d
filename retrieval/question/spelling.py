"""Mends the typing errors of a question, by the words that the indexed articles have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.snapshot.lexical import LexicalIndex
from index.snapshot.store import StoreReader
from index.text.tokens import Word, plain, stem, stems, words
from retrieval.question.terms import STOP_WORDS

# More strange words than that aren't typing errors: the question is in another language.
_MOST_STRANGE = 4
# Shorter words have too many neighbours.
_SHORTEST = 5
# Two errors are only looked for in words so long, and in no index of fewer passages: too much that
# people know is missing there.
_TWO_ERRORS = 9
_LARGE_INDEX = 1000
# Articles have typing errors too: a word may be meant where one passage in so many has it.
_PASSAGES_A_WORD = 5000
# Of two words that may be meant, one must be so many times as frequent.
_CLEARLY = 3
# Passages in which the words of a stem are looked up.
_SAMPLE = 8
_PHRASE_SAMPLE = 50


@dataclass(frozen=True)
class _Near:
    """A word of the articles that may be meant.

    errors: how many typing errors away. passages: about how many hold it.
    """

    text: str
    errors: int
    passages: float


class Speller:
    """Mends words that no indexed article has, where one that articles have is clearly meant."""

    def __init__(
        self, store: StoreReader, lexical: LexicalIndex, is_word: Callable[[str], bool] = lambda _: False
    ) -> None:
        """Make ready; the vocabulary is read when it is first needed, one initial letter at a time.

        is_word: tells whether a lower-case word is known to be right even if no article has it.
        """
        self._store, self._lexical = store, lexical
        self._is_word = is_word
        self._passages = lexical.passages
        # Not around a method: a speller that holds itself keeps the index until garbage is collected.
        self._stems = lru_cache(maxsize=64)(partial(_read_stems, lexical))

    def correct(self, text: str) -> str:
        """Mend what is mistyped.

        Returns: the text with other words in the place of those; they keep their first letter's case.
        """
        strange = [word for word in words(text) if self._is_strange(word)]
        if len(strange) > _MOST_STRANGE:
            return text
        for word in reversed(strange):
            text = text[: word.start] + self._mended(word) + text[word.end :]
        return text

    def knows(self, word: Word) -> bool:
        """Tell whether an article has a word, or people know it."""
        lower = word.text.lower()
        return lower in STOP_WORDS or self._has(lower) or self._is_word(lower) or self._is_word(word.stem)

    def _is_strange(self, word: Word) -> bool:
        """Is this a word that neither an article has nor people know? Abbreviations are never strange."""
        lower = word.text.lower()
        return (
            len(lower) >= _SHORTEST and lower.isalpha() and not word.text.isupper() and not self.knows(word)
        )

    def _mended(self, word: Word) -> str:
        """Tell what is meant by a strange word; the word itself where that isn't clear."""
        meant = self._nearest(word) or self._in_two(word) or word.text
        meant = meant[0].upper() + meant[1:] if word.text[0].isupper() else meant.lower()
        return meant if self._has(meant) else word.text

    def _has(self, phrase: str) -> bool:
        """Tell whether a passage holds these words in order, by stem; of two words, one of the best few."""
        wanted = stems(phrase)
        found = self._lexical.containing_all(wanted, _PHRASE_SAMPLE)
        if len(wanted) == 1 or not found:
            return bool(found)
        return any(
            f" {' '.join(wanted)} " in f" {' '.join(stems(text))} " for text in self._store.texts_of(found)
        )

    def _nearest(self, word: Word) -> str | None:
        """Find the one word of the articles that is near enough."""
        typed = plain(word.text).lower()
        most = 2 if len(typed) >= _TWO_ERRORS and self._passages >= _LARGE_INDEX else 1
        forms = (self._nearest_form(near, typed) for near in self._stems_near(typed, most))
        near = [form for form in forms if form and form.errors <= most]
        if not near:
            return None
        best, *others = sorted(near, key=lambda form: (form.errors, -form.passages, form.text))
        if any(_as_likely(best, other) for other in others) or best.text.lower() in STOP_WORDS:
            return None
        # A capital letter that doesn't begin the question begins a name, and a name isn't any word.
        typed_as_name = word.start > 0 and word.text[0].isupper()
        return best.text if best.text[0].isupper() or not typed_as_name else None

    def _in_two(self, word: Word) -> str | None:
        """Two words that articles have side by side, typed as one, such as "whitehouse"."""
        for cut in range(4, len(word.text) - 3):
            both = f"{word.text[:cut]} {word.text[cut:]}"
            if self._has(both) and not any(part.stem in STOP_WORDS for part in words(both)):
                return both
        return None

    def _stems_near(self, typed: str, most: int) -> list[str]:
        """List the stems that the word, or the beginning of it, is or nearly is.

        Stems lack endings, and a mistyped ending isn't taken off, so the whole word may be far from its stem.
        """
        near: set[str] = set()
        known = self._stems(typed[0])
        half = max(3, len(typed) // 2)
        for beginning in [*(typed[:end] for end in range(half, len(typed) + 1)), stem(typed)]:
            errors = most if len(beginning) >= _TWO_ERRORS - 1 else 1
            hits = process.extract(
                beginning, known.keys(), scorer=OSA.distance, score_cutoff=errors, limit=None
            )
            near.update(hit[0] for hit in hits)
        return sorted(near)

    def _nearest_form(self, of_stem: str, typed: str) -> _Near | None:
        """Find the word of a stem that is nearest to what was typed, as articles write it."""
        # The last letter of a stem may not be the word's: "countri" is the stem of "country".
        begins_like_it = re.compile(rf"(?<![^\W_]){re.escape(of_stem[:-1])}[^\W_]*", re.IGNORECASE)
        texts = (
            plain(text) for text in self._store.texts_of(self._lexical.containing_all([of_stem], _SAMPLE))
        )
        found = (form for text in texts for form in begins_like_it.findall(text))
        forms = Counter(form for form in found if stem(form) == of_stem)
        if not forms:
            return None
        errors = {form: OSA.distance(typed, form.lower()) for form in forms}
        best = min(forms, key=lambda form: (errors[form], -forms[form], form))
        share = sum(count for form, count in forms.items() if form.lower() == best.lower()) / forms.total()
        return _Near(best, errors[best], share * self._stems(typed[0])[of_stem])


def _read_stems(lexical: LexicalIndex, initial: str) -> dict[str, int]:
    """List the stems that begin with a letter and aren't rare, with their document frequencies."""
    least = 1 + lexical.passages // _PASSAGES_A_WORD
    found = lexical.with_prefix(initial)
    return {text: count for text, count in found if count >= least and len(text) > 2 and text.isalpha()}


def _as_likely(best: _Near, other: _Near) -> bool:
    """May the other word just as well be meant? Two errors away, any other is too many."""
    if best.errors > 1:
        return True
    return other.errors == best.errors and other.passages * _CLEARLY > best.passages
