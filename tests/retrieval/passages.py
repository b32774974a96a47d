"""Queries, passages read and windows, made by hand: no index and no model is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.article import Article, Published, Span, article_id
from index.text.passages import split_passages
from index.text.tokens import stems
from retrieval.answer import Question
from retrieval.question.answer_type import QUANTITY_TYPES, AnswerType, expected_answer_type
from retrieval.question.query import Query
from retrieval.question.terms import content_words, names_among
from retrieval.quoting.quantities import read_quantity
from retrieval.quoting.windows import Window, WindowSignals
from retrieval.reading.agreement import AnswerCandidate
from retrieval.reading.read_passages import ReadPassage
from retrieval.reading.reader import PassageScores
from retrieval.search.candidates import Candidate


def query(text: str, **known: object) -> Query:
    """A parsed question in which every term weighs the same; known: other fields of ``Query``."""
    words = content_words(text)
    names = names_among(words)
    parsed = Query(
        Question(text),
        text,
        tuple(words),
        np.zeros(4, dtype=np.float32),
        {word.stem: 1 / len(words) for word in words},
        {word.stem: 1 / len(names) for word in names},
        expected_answer_type(text),
        None,
        None,
        frozenset(stems(text)),
    )
    return replace(parsed, **known)  # type: ignore[arg-type]


def passage(  # a passage has many sides
    text: str,
    *,
    number: int = 1,
    outlet: str | None = "Bay Herald",
    day: str = "2025-08-18",
    title: str | None = None,
    answers: Sequence[AnswerCandidate] = (),
    answerability: float = 0.9,
    likely: str = "",
    rank: float = 1.0,
) -> ReadPassage:
    """An article of one passage, as if read.

    number: of the article. answers: see ``answer``. likely: words to which the reader gives all of its
    probability; empty: to none that is quoted. rank: score of the candidate.
    """
    article = Article(article_id(str(number)), text, title, None, outlet, (), Published(day))
    sentences = tuple(
        Span(one.start, one.end) for part in split_passages(text, 400) for one in part.sentences
    )
    said = tuple(frozenset(stems(text, one.start, one.end)) for one in sentences)
    start = text.index(likely) if likely else len(text) + 1  # outside of all sentences
    offsets = np.array([[start, start + len(likely)]], dtype=np.int64)
    odds = np.full((1, 2), answerability / (1 - answerability))
    scores = PassageScores(offsets, odds, float(np.log(odds[0, 0])))
    candidate = Candidate(number, rank, 0.5)
    return ReadPassage(candidate, article, number, 0, sentences, said, scores, tuple(answers))


def answer(text: str, words: str, probability: float = 0.5, support: float | None = None) -> AnswerCandidate:
    """An answer that stands in a text."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return AnswerCandidate(1, span, words, probability, probability if support is None else support)


def window(
    text: str,
    *,
    score: float = 0.0,
    coverage: float = 0.5,
    answer_type: AnswerType | None = None,
    best_answer: AnswerCandidate | None = None,
    number: int = 1,
    outlet: str | None = "Bay Herald",
    day: str = "2025-08-18",
    sentences: tuple[int, int] | None = None,
) -> Window:
    """A window of an article of one passage.

    sentences: first and last; None: all. answer_type: what the question asks for; all such things match.
    """
    of = passage(text, number=number, outlet=outlet, day=day)
    first, last = sentences or (0, len(of.sentences) - 1)
    span = Span(of.sentences[first].start, of.sentences[last].end)
    matches = query("?", answer_type=answer_type).find_matches(text, span)
    quantities = tuple(
        read_quantity(answer_type, text[match.start : match.end])
        for match in matches
        if answer_type in QUANTITY_TYPES and answer_type
    )
    said = frozenset().union(*of.stems[first : last + 1])
    has_match = bool(matches) if answer_type else None
    signals = WindowSignals(context=coverage, months=0.7, log_probability=-0.7)
    return Window(of, first, last, score, said, matches, has_match, quantities, signals, 0.5, best_answer)
