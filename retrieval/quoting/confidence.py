"""How sure an answer is: the estimated chance that its quotes hold what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.article import Article
from index.text.tokens import Word, plain, stem, stems
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage
from retrieval.question.vocabulary import MONTH, NATIONALITIES, WEEKDAY
from retrieval.quoting.logistic import chance, weigh
from retrieval.quoting.windows import Window
from retrieval.reading.odds import joint_log_odds, passage_log_odds
from retrieval.reading.read_passages import ReadPassage
from retrieval.search.candidates import Candidate


class ConfidenceSignals(NamedTuple):
    """What makes an answer sure, or what each of that counts.

    joint, single: logarithms of the odds that any of the passages read answers, and that the best one quoted
    does, read alone. log_probability: as in ``WindowSignals``, of the best quote. missing_names: share of the
    question's names that stand neither in the first quote nor in its title; foreign_names: that stand nowhere
    in its article; foreign_numbers: share of the question's numbers that stand neither there nor in its date.
    context, months: as in
    ``WindowSignals``, of the first quote. cosine: of the passage nearest to the question. whether: 1 where
    yes or no is asked for, as the odds of those don't fall as low.
    """

    joint: float = 0.0
    single: float = 0.0
    log_probability: float = 0.0
    missing_names: float = 0.0
    foreign_names: float = 0.0
    foreign_numbers: float = 0.0
    context: float = 0.0
    months: float = 0.0
    cosine: float = 0.0
    whether: float = 0.0


# Logistic regression on "the quotes shown hold the answer", over questions that the reader never saw, asked
# of many articles and of few, with and without the answer (docs/quality.md, training/fit_ranking.py).
BASE = -2.5
WEIGHTS = ConfidenceSignals(
    joint=0.1,
    single=0.31,
    log_probability=0.2,
    missing_names=-0.4,
    foreign_names=-2.0,
    foreign_numbers=-0.5,
    context=0.4,
    months=2.9,
    cosine=1.5,
    whether=-0.7,
)
# What the names of a country and of its people stand for, by their stems: each other.
_NATIONALITIES = {stem(word): frozenset(map(stem, same)) for word, same in NATIONALITIES.items()}
# A longer name may be spelt with another ending.
_LONG_NAME = 5
_DAY_OR_MONTH = re.compile(rf"{MONTH}|{WEEKDAY}|United")
_AFTER_THE = re.compile(r"\b[Tt]he (?:[A-Z][\w’'-]* ?)+")
_NUMBER = re.compile(r"(?<![\d.,])\d++(?:[.,]\d++)*+")
# Odds beyond e^8 either way say no more.
_MOST_LOG_ODDS = 8.0


def confidence(
    query: Query, candidates: Sequence[Candidate], passages: Sequence[ReadPassage], quoted: Sequence[Window]
) -> float:
    """Estimate the chance (0 to 1) that an answer is right.

    candidates: all that both searches brought. passages: those that were read. quoted: the windows of the
    quotes, the first one's first.
    """
    signals = confidence_signals(query, candidates, passages, quoted)
    return chance(BASE + weigh(WEIGHTS, signals))


def confidence_signals(
    query: Query, candidates: Sequence[Candidate], passages: Sequence[ReadPassage], quoted: Sequence[Window]
) -> ConfidenceSignals:
    """Collect what makes an answer sure; parameters as for ``confidence``."""
    first = quoted[0]
    near = first.stems.union(stems(first.article.title or ""))
    near = near.union(*(_NATIONALITIES.get(found, ()) for found in near))
    return ConfidenceSignals(
        joint=_bounded(joint_log_odds(query, (passage.scores for passage in passages))),
        single=_bounded(max(passage_log_odds(query, window.passage.scores) for window in quoted)),
        log_probability=max(window.signals.log_probability for window in quoted),
        missing_names=1.0 - term_coverage(query.name_weights, near) if query.name_weights else 0.0,
        foreign_names=_foreign_names(query, first.article),
        foreign_numbers=_foreign_numbers(query, first.article),
        context=first.context_coverage,
        months=first.signals.months,
        cosine=max((candidate.cosine or 0.0 for candidate in candidates), default=0.0),
        whether=float(query.asks_whether),
    )


def _foreign_names(query: Query, article: Article) -> float:
    """Compute the share (0 to 1) of a question's names that an article doesn't have; a half counts in full.

    "Russia" is in "Russian".
    """
    share = sum(query.name_weights[word.stem] for word in _foreign(query, article))
    return min(1.0, 2 * share)


def lacks_somebody(query: Query, article: Article) -> bool:
    """Tell whether an article lacks a name of the question: what it says is said of somebody else."""
    return bool(_foreign(query, article))


def _foreign(query: Query, article: Article) -> list[Word]:
    """List the names of a question that an article doesn't have.

    But for names after "the": more often "the White House" than what is asked about.
    """
    aside = [match.span() for match in _AFTER_THE.finditer(query.text)]
    names = [
        word
        for word in query.words
        if word.stem in query.name_weights and not any(start <= word.start < end for start, end in aside)
    ]
    if not names:
        return []
    text = plain(f"{article.title or ''} {article.published} {article.text}").lower()
    return [word for word in names if not any(each in text for each in _ways_to_write(word))]


def _ways_to_write(word: Word) -> Iterator[str]:
    """List beginnings of what a name may be written as: "Zelensky" is in "Zelenskyy", "US" in "us"."""
    name = plain(word.text).lower()
    yield name.rstrip("ys") if len(name) > _LONG_NAME else name
    yield from _NATIONALITIES.get(word.stem, ())
    if _DAY_OR_MONTH.fullmatch(word.text):
        yield ""


def _foreign_numbers(query: Query, article: Article) -> float:
    """Compute the share of a question's numbers that an article doesn't have."""
    numbers = set(_NUMBER.findall(query.text))
    if not numbers:
        return 0.0
    known = set(_NUMBER.findall(f"{article.title or ''} {article.published.iso} {article.text}"))
    return len(numbers - known) / len(numbers)


def _bounded(log_odds: float) -> float:
    return max(-_MOST_LOG_ODDS, min(_MOST_LOG_ODDS, log_odds))
