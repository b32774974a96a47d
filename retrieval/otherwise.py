"""Tells whether a later report says otherwise than an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article, Span
from index.text.passages import split_passages
from index.text.tokens import words
from retrieval.answer import Quote
from retrieval.question.answer_type import AnswerType, expected_answer_type
from retrieval.quoting.quantities import read_quantity
from retrieval.telling.figures import Figure, find_figures

# How long passages are doesn't matter where only sentences are wanted.
_ANY_WORDS = 120
# Answers that are names or days, and no amounts.
_IN_WORDS = {None, AnswerType.NAME, AnswerType.DATE}


@dataclass(frozen=True)
class FigureChange:
    """A figure that two reports give differently.

    before: the earlier one, word for word. now: the sentence with the later one, which is marked.
    """

    before: str
    now: Quote

    @property
    def figure(self) -> str:
        """The later figure, word for word."""
        mark = self.now.highlights[0]
        return self.now.article.text[mark.start : mark.end]


def changed_figure(before: Article, now: Article) -> FigureChange | None:
    """Find the first figure of a later report that an earlier one of the same story gave otherwise.

    Only what later reports raise or mend is compared, such as people hurt; the first of each kind.
    Returns: None where they don't differ, or tell of nothing that can be compared.
    """
    earlier = {figure.counts: figure for _, figure in reversed(list(_figures(before)))}
    seen = set[str]()
    for sentence, figure in _figures(now):
        known = earlier.get(figure.counts)
        if figure.counts not in seen and known and not figure.quantity.equals(known.quantity):
            text = now.text[sentence.start : sentence.end]
            was = before.text[known.span.start : known.span.end]
            return FigureChange(was, Quote(now, sentence, text, (figure.span,)))
        seen.add(figure.counts)
    return None


def is_otherwise(question: str, before: str, now: str) -> bool:
    """Tell whether one answer to a question says something else than another.

    before, now: the answers, a few words each. A name that is part of the other is the same.
    """
    answer_type = expected_answer_type(question)
    if answer_type not in _IN_WORDS:
        assert answer_type is not None
        return not read_quantity(answer_type, before).equals(read_quantity(answer_type, now))
    one, other = _words(before), _words(now)
    return not (one <= other or other <= one)


def _figures(article: Article) -> Iterator[tuple[Span, Figure]]:
    """List the figures of an article that later reports raise or mend, each with its sentence."""
    for passage in split_passages(article.text, _ANY_WORDS):
        for one in passage.sentences:
            sentence = Span(one.start, one.end)
            yield from ((sentence, figure) for figure in find_figures(article.text, sentence) if figure.grows)


def _words(text: str) -> set[str]:
    return {word.text.casefold() for word in words(text)}
