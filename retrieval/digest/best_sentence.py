"""Chooses the sentence that says most of what the articles of a story share, and that can stand alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from index.article import Article, Span
from index.snapshot.snapshot import Snapshot
from index.text.tokens import stems
from retrieval.answer import Quote
from retrieval.browse import fingerprint
from retrieval.digest.standalone import says_something, share_of_speech, stands_alone
from retrieval.digest.told import ToldStory
from retrieval.question.term_weights import TermWeights
from retrieval.quoting.attribution import is_speech, make_whole
from retrieval.quoting.voices import find_voice
from retrieval.quoting.windows import MOST_WORDS
from retrieval.reading.read_passages import similarity
from retrieval.telling.days import tells_of_long_ago
from retrieval.telling.vectors import WordVector, cosine, mean, word_vector

# Of an article, sentences that are looked at; of a story, those whose meaning is compared.
_LOOKED_AT, _COMPARED = 40, 12
_FEWEST_WORDS = 8
# An article begins with what is new; what tells of long ago is background.
_LEADS, _LONG_AGO = (0.24, 0.12, 0.08), 0.3
# What is longer has less room on a phone: each word beyond costs so much. A quote of two sentences says less
# at a glance.
_SHORT_WORDS, _A_WORD, _TWO_SENTENCES = 26, 0.004, 0.15
# What somebody says is mostly about what happened, and seldom says that.
_SPEECH = 0.4
# How much it counts that a sentence says what the title says, and that its meaning is that of the story.
_LIKE_TITLE, _MEANING = 0.35, 0.7
# The title stands above the sentence: one that asks or invites says less.
_UNTELLING_TITLE = 0.2
# What the latest articles say is how a story stands: each day before costs so much, up to the most.
_A_DAY, _MOST_DAYS = 0.06, 5
# A sentence that shares so many words with the one told before says the same again.
_SAME = 0.7

_Direction = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Sentence:
    """A sentence that may be told.

    place: in its article. span: of the whole statement; is_widened: is that more than the sentence?
    worth: how much it says of the story.
    """

    article: Article
    place: int
    span: Span
    is_widened: bool
    vector: WordVector
    worth: float = 0.0

    @property
    def text(self) -> str:
        """The statement, word for word."""
        return self.article.text[self.span.start : self.span.end]


class SentenceChooser:
    """Chooses sentences of a snapshot's articles."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Prepare for one snapshot."""
        self._snapshot, self._store = snapshot, snapshot.store
        self._weights = TermWeights(snapshot)

    def choose(self, articles: Mapping[int, Article], told: ToldStory | None = None) -> list[Quote]:
        """Rank the sentences of a story's articles that can stand alone, the one that says most first.

        articles: by their numbers. told: as the story was told before; that sentence comes last.
        """
        read = {number: list(self._sentences(number, article)) for number, article in articles.items()}
        # Each article counts alike, however long it is.
        centre = mean(mean(one.vector for one in sentences) for sentences in read.values())
        newest = max((_day(one) for one in articles.values()), default=0)
        alone = [
            replace(one, worth=_worth(one, centre) - _age(one.article, newest))
            for sentences in read.values()
            for one in sentences
            if _is_quotable(one)
        ]
        alone.sort(key=lambda one: (-one.worth, one.article.id, one.span))
        ranked = self._with_meaning(alone[:_COMPARED], list(articles))
        quotes = [_quote(one, list(articles.values())) for one in ranked]
        return sorted(quotes, key=lambda quote: told is not None and fingerprint(quote.text) == told.words)

    def says_more(self, quote: Quote, told: ToldStory) -> bool:
        """Tell whether a sentence says something else than the one that was told before."""
        before = self._told_text(told)
        said = frozenset(stems(quote.text))
        return before is None or similarity(said, frozenset(stems(before))) < _SAME

    def _told_text(self, told: ToldStory) -> str | None:
        """Look up what was told before; None where it isn't there any more."""
        number = self._store.number_of(told.quoted)
        if number is None:
            return None
        text = self._store.articles([number])[number].text[told.start : told.end]
        return text if fingerprint(text) == told.words else None

    def _sentences(self, number: int, article: Article) -> Iterator[_Sentence]:
        """List the sentences of an article's beginning, each widened to a whole statement where it can be."""
        spans = self._store.sentences_of(number)
        for place, span in enumerate(spans[:_LOOKED_AT]):
            run = make_whole(article.text, spans, place, place, MOST_WORDS)
            whole = Span(spans[run[0]].start, spans[run[1]].end) if run else Span(span.start, span.start)
            vector = word_vector(stems(article.text, span.start, span.end), self._weights)
            yield _Sentence(article, place, whole, whole != span, vector)

    def _with_meaning(self, sentences: Sequence[_Sentence], numbers: Sequence[int]) -> list[_Sentence]:
        """Add how near their meaning is to that of the story; the best first."""
        if not sentences:
            return []
        near = self._snapshot.encoder.encode_passages([one.text for one in sentences]) @ self._centre(numbers)
        rated = [
            replace(one, worth=one.worth + _MEANING * float(nearness))
            for one, nearness in zip(sentences, near, strict=True)
        ]
        return sorted(rated, key=lambda one: (-one.worth, one.article.id, one.span))

    def _centre(self, numbers: Sequence[int]) -> _Direction:
        """Compute what the beginnings of articles have in common in meaning; each article counts alike."""
        ids = [[passage.id for passage in self._store.passages_of(number)[:2]] for number in numbers]
        vectors = self._snapshot.vectors
        total: _Direction = np.sum([vectors.vectors_of(np.array(one)).mean(axis=0) for one in ids], axis=0)
        return total / max(float(np.linalg.norm(total)), 1e-9)


def _is_quotable(sentence: _Sentence) -> bool:
    text = sentence.text
    if len(text.split()) < _FEWEST_WORDS or text.rstrip("\"'”’») ")[-1:] not in ".!…":
        return False
    return stands_alone(text, sentence.article.language) and not is_speech(
        sentence.article.text, sentence.span
    )


def _worth(sentence: _Sentence, centre: WordVector) -> float:
    """Rate a sentence by its words, its place and its form."""
    words = len(sentence.text.split())
    worth = (cosine(sentence.vector, centre) + _covered(sentence.vector, centre)) / 2
    worth += _LIKE_TITLE * _like_title(sentence)
    worth += _LEADS[sentence.place] if sentence.place < len(_LEADS) else 0.0
    worth -= _UNTELLING_TITLE * (not says_something(sentence.article.title, sentence.article.language))
    worth -= _LONG_AGO * tells_of_long_ago(sentence.text, sentence.article.published)
    worth -= _TWO_SENTENCES * sentence.is_widened
    worth -= _SPEECH * share_of_speech(sentence.text)
    return worth - _A_WORD * max(0, words - _SHORT_WORDS)


def _covered(vector: WordVector, centre: WordVector) -> float:
    """Compute how much a sentence has of the words that a story's articles share, however many others."""
    return math.sqrt(sum(value * value for stem, value in centre.items() if stem in vector))


def _age(article: Article, newest: int) -> float:
    """Rate how much older an article is than the newest of its story; 0 is best."""
    return _A_DAY * min(max(newest - _day(article), 0), _MOST_DAYS)


def _day(article: Article) -> int:
    day = article.published.first_day
    return day.toordinal() if day else 0


def _like_title(sentence: _Sentence) -> float:
    """Compute what share of its article's title a sentence says."""
    title = frozenset(stems(sentence.article.title or ""))
    return len(title & frozenset(stems(sentence.text))) / len(title) if title else 0.0


def _quote(sentence: _Sentence, articles: Sequence[Article]) -> Quote:
    """Make a quote, with the other outlets that carry the same words."""
    also = {
        one.outlet: one
        for one in articles
        if one.outlet and one.outlet != sentence.article.outlet and sentence.text in one.text
    }
    voice = find_voice(sentence.article.text, sentence.span)
    speaker = voice.name if voice else None
    return Quote(
        sentence.article,
        sentence.span,
        sentence.text,
        score=sentence.worth,
        also=tuple(also.values()),
        speaker=speaker,
    )
