"""Finds what the articles have on a topic or an event: the articles about it, and their sentences on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article, Span
from index.snapshot.store import StoredPassage
from index.text.tokens import plain, stems
from retrieval.answer import Question, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.question.query import Query
from retrieval.question.term_weights import TermWeights, term_coverage
from retrieval.quoting.names import is_written, lacks_somebody
from retrieval.quoting.namesakes import is_of_namesake
from retrieval.search.candidates import Candidate
from retrieval.search.selection import Selection
from retrieval.telling.days import ToldDay, days_told
from retrieval.telling.vectors import WordVector, word_vector

# Passages that each search brings, and articles of these that are looked at.
_PASSAGES, _ARTICLES = 400, 80
# The share of the question's words in a passage and its title, and its cosine to the question, added up: a
# passage with less isn't about it. Of 11 topics of a month of news those about others of the same kind have
# at most 1.02, those about it 1.2 and more.
_ABOUT_IT = 1.15
# A passage of an article about it may say less, and other words may tell of it ("sank" for "sinking"): an
# article with no more than this counts if it is like one that is about it.
_NEAR = 0.85
_NEAREST = 3


@dataclass(frozen=True, eq=False)
class ToldSentence:
    """A sentence on what is asked about.

    place: among the sentences of its article. day: when what it tells happened. vector: of its words.
    """

    article: Article
    article_number: int
    place: int
    span: Span
    day: ToldDay
    vector: WordVector

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, eq=False)
class ToldArticle:
    """An article about what is asked about, and its sentences on that.

    fit: of its best passage. names: the share of the question's names that it has. others: what its sentences
    have beyond the words of the question.
    all_sentences: the whole article's, in order.
    """

    number: int
    article: Article
    fit: float
    names: float
    sentences: tuple[ToldSentence, ...]
    others: WordVector
    all_sentences: tuple[Span, ...]

    @property
    def is_about_it(self) -> bool:
        """Whether it is surely about what is asked about."""
        return self.fit >= _ABOUT_IT


@dataclass(frozen=True, eq=False)
class Material:
    """All that was found on a question, the articles that fit best first."""

    query: Query
    selection: Selection
    articles: tuple[ToldArticle, ...]


def gather(answerer: Answerer, question: Question) -> Material | Refusal:
    """Find the articles about a topic or an event.

    Returns: those that are near it, copies left out; a refusal where none is about it.
    """
    found = answerer.search(question, _PASSAGES)
    if isinstance(found, Refusal):
        return found
    query, weights = found.query, TermWeights(answerer.snapshot)
    fits = [fit for fit in _fits(answerer, query, found.candidates) if fit.best >= _NEAR]
    fits = [fit for fit in fits if _may_be_about(query, fit.article)]
    best = max((fit.best for fit in fits), default=0.0)
    if best < _ABOUT_IT:
        nearest = [fit.article for fit in fits[:_NEAREST]]
        return Refusal(question, Reason.NOT_FOUND, tuple(nearest), 0.0, query.read_as)
    near = [_told(answerer, query, weights, fit) for fit in fits]
    return Material(query, found.selection, tuple(one for one in near if one.sentences))


@dataclass(frozen=True, eq=False)
class _Fit:
    """How well an article fits a question, passage by passage."""

    number: int
    article: Article
    passages: tuple[tuple[StoredPassage, float], ...]

    @property
    def best(self) -> float:
        return max(fit for _, fit in self.passages)


def _fits(answerer: Answerer, query: Query, candidates: Sequence[Candidate]) -> list[_Fit]:
    """Rate the articles of the passages that were found; the best first."""
    store = answerer.snapshot.store
    passages = store.passages([candidate.passage_id for candidate in candidates])
    of_article: dict[int, list[tuple[Candidate, StoredPassage]]] = {}
    for candidate in candidates:
        passage = passages[candidate.passage_id]
        of_article.setdefault(passage.article_number, []).append((candidate, passage))
    articles = store.vouched_articles(list(of_article)[:_ARTICLES])
    fits = []
    for number, article in articles.items():
        rated = tuple(
            (passage, _fit(query, article, passage, candidate)) for candidate, passage in of_article[number]
        )
        fits.append(_Fit(number, article, rated))
    return sorted(fits, key=lambda fit: (-fit.best, fit.number))


def _fit(query: Query, article: Article, passage: StoredPassage, candidate: Candidate) -> float:
    said = frozenset(stems(article.title or "")).union(stems(article.text, passage.start, passage.end))
    return term_coverage(query.term_weights, said) + (candidate.cosine or 0.0)


def _may_be_about(query: Query, article: Article) -> bool:
    """Tell whether an article has the names of a question, and is of the time that it names."""
    asked, published = query.time_range, article.published
    in_time = asked is None or published.first_day is None or asked.holds(published)
    return in_time and not lacks_somebody(query, article) and not is_of_namesake(query.text, article)


def _told(answerer: Answerer, query: Query, weights: TermWeights, fit: _Fit) -> ToldArticle:
    """Take the sentences of those passages of an article that are on the question."""
    everything = tuple(answerer.snapshot.store.sentences_of(fit.number))
    places = {span: place for place, span in enumerate(everything)}
    days = days_told(fit.article, everything)
    taken = sorted({span for passage, rated in fit.passages if rated >= _NEAR for span in passage.sentences})
    sentences = tuple(
        ToldSentence(
            fit.article,
            fit.number,
            places[span],
            span,
            days[places[span]],
            word_vector(stems(fit.article.text, span.start, span.end), weights),
        )
        for span in taken
    )
    said = [stem for span in taken for stem in stems(fit.article.text, span.start, span.end)]
    others = word_vector([*stems(fit.article.title or ""), *said], weights, query.term_weights.keys())
    names = _names(query, fit.article)
    return ToldArticle(fit.number, fit.article, fit.best, names, sentences, others, everything)


def _names(query: Query, article: Article) -> float:
    """Compute the share of a question's names that an article has, "the White House" among them."""
    lowered = plain(f"{article.title or ''} {article.text}").lower()
    named = [word for word in query.words if word.stem in query.name_weights]
    return (
        sum(query.name_weights[word.stem] for word in named if is_written(word.text, lowered))
        if named
        else 1.0
    )
