"""Tells who reported an event: which outlets, when, what only one of them has, and where figures differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.article import Article
from index.text.tokens import Word, stem, stems, words
from retrieval.answer import Question, Quote, Refusal
from retrieval.answerer import Answerer
from retrieval.question.terms import STOP_WORDS
from retrieval.question.vocabulary import ONES
from retrieval.telling.events import group_events
from retrieval.telling.figures import Figure
from retrieval.telling.material import Material, ToldArticle, gather
from retrieval.telling.statements import Statement, alike, make_quote, statements_of, with_directions

_MOST_DIFFERENCES, _MOST_SIDES, _MOST_OTHERS = 3, 4, 3
# What only one outlet has are so many words, names and figures at least, and such a share of those of its
# sentence; a name or a figure counts for more than a word.
_FEWEST_OWN, _LEAST_SHARE, _NAME_COUNTS = 3, 0.25, 2
# More of them say no more, nor does a sentence that tells so much less of the event than the outlet's best.
_MOST_OWN, _LEAST_WORTH = 6, 0.5
# Sentences so alike in meaning give a figure for the same thing.
_SAME_THING = 0.62
# Figures that grow differ if they are given at the same time.
_SAME_TIME_DAYS = 1


@dataclass(frozen=True)
class OutletReport:
    """What one outlet reported of an event.

    outlet: None where no outlet is known. articles: in order of publication, copies of others' among them.
    only: what no other outlet says; None where there is nothing, or no other outlet.
    """

    outlet: str | None
    articles: tuple[Article, ...]
    only: Quote | None = None


@dataclass(frozen=True)
class Coverage:
    """Who reported an event.

    title: of the article that fits best. reports: an outlet each, the first to report it first.
    differing: quotes that give different figures for the same, side by side, their figures highlighted.
    others: articles on other events that fit as well. read_as: as in ``Answer``.
    """

    question: Question
    title: str
    reports: tuple[OutletReport, ...]
    differing: tuple[tuple[Quote, ...], ...] = ()
    others: tuple[Article, ...] = ()
    read_as: str | None = None

    @property
    def articles(self) -> int:
        """How many articles reported it."""
        return sum(len(report.articles) for report in self.reports)


def find_coverage(answerer: Answerer, question: Question) -> Coverage | Refusal:
    """Find who reported the event that fits a question best.

    Returns: facts alone, no judgement; a refusal where no article is about it.
    """
    material = gather(answerer, question)
    if isinstance(material, Refusal):
        return material
    event, *others = group_events(material.articles)
    statements = statements_of(material.query, event)
    best = max(event, key=lambda told: told.fit)
    return Coverage(
        question,
        best.article.label,
        _reports(answerer, material, event, statements),
        _differing(answerer, material, event, statements),
        tuple(max(group, key=lambda told: told.fit).article for group in others[:_MOST_OTHERS]),
        material.query.read_as,
    )


def _reports(
    answerer: Answerer, material: Material, event: Sequence[ToldArticle], statements: Sequence[Statement]
) -> tuple[OutletReport, ...]:
    articles = {told.article.id: told.article for told in event}
    for told in event:
        for copy in answerer.copies_of(told.number, material.selection):
            articles.setdefault(copy.id, copy)
    of_outlet: dict[str | None, list[Article]] = {}
    for article in sorted(articles.values(), key=_published):
        of_outlet.setdefault(article.outlet, []).append(article)
    reports = []
    for outlet, reported in of_outlet.items():
        others = [one for name, group in of_outlet.items() if name != outlet for one in group]
        own = [one for one in statements if one.article.outlet == outlet]
        only = _only(own, others) if others else None
        quote = make_quote(answerer, material.selection, event, only) if only else None
        reports.append(OutletReport(outlet, tuple(reported), quote))
    return tuple(reports)


def _published(article: Article) -> tuple[bool, str, str]:
    return article.published.first_day is None, article.published.iso, article.id


def _only(own: Sequence[Statement], others: Sequence[Article]) -> Statement | None:
    """Choose the statement with most that no other outlet's article has.

    own: of one outlet. others: all articles of the others.
    """
    known = {stem for one in others for stem in stems(f"{one.title or ''}\n{one.text}")}
    least = _LEAST_WORTH * max((each.worth for each in own), default=0.0)
    telling = [each for each in own if not each.is_background and each.worth >= least]
    rated = [(_own_words(each, known) * each.worth, each) for each in telling]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _own_words(statement: Statement, known: Collection[str]) -> float:
    """Count what a statement says that stands nowhere else; 0 where that is too little.

    known: the stems of all that others say.
    """
    text, span = statement.article.text, statement.told.span
    said = [word for word in words(text, span.start, span.end) if word.text.lower() not in STOP_WORDS]
    own = {word.stem: word for word in said if not any(way in known for way in _ways_to_write(word))}
    count = sum(
        _NAME_COUNTS if word.text[0].isdigit() or (word.text[0].isupper() and word.start > span.start) else 1
        for word in own.values()
    )
    is_enough = count >= _FEWEST_OWN and len(own) >= _LEAST_SHARE * len(said)
    return float(min(count, _MOST_OWN)) if is_enough else 0.0


def _ways_to_write(word: Word) -> tuple[str, ...]:
    """List the stems that a word may be written by: 12 is twelve."""
    lower = word.text.lower()
    if lower in ONES:
        return word.stem, str(ONES.index(lower))
    if lower.isdecimal() and int(lower) < len(ONES):
        return word.stem, stem(ONES[int(lower)])
    return (word.stem,)


def _differing(
    answerer: Answerer, material: Material, event: Sequence[ToldArticle], statements: Sequence[Statement]
) -> tuple[tuple[Quote, ...], ...]:
    """Find the figures that outlets give differently for the same, those of the most telling quotes first."""
    with_figures = [each for each in statements if each.figures and not each.is_background]
    compared = with_directions(answerer, material, with_figures)
    named = dict.fromkeys(figure.counts for each in compared for figure in each.figures)
    found = []
    for counts in named:
        sides = _sides(_latest(compared, counts))
        if len(sides) > 1:
            found.append(sides)
    return tuple(
        tuple(
            make_quote(answerer, material.selection, event, side.statement, (side.figure.span,))
            for side in sides
        )
        for sides in found[:_MOST_DIFFERENCES]
    )


@dataclass(frozen=True, eq=False)
class _Side:
    """A figure that an outlet gives."""

    statement: Statement
    figure: Figure

    @property
    def day(self) -> int:
        day = self.statement.article.published.first_day
        return day.toordinal() if day else 0


def _latest(statements: Sequence[Statement], counts: str) -> list[_Side]:
    """List what each outlet says of a figure: the latest it gave of one that grows, else the most telling."""
    sides: dict[str, _Side] = {}
    for each in statements:
        figure = next((figure for figure in each.figures if figure.counts == counts), None)
        if figure is None:
            continue
        side, name = _Side(each, figure), each.article.outlet or each.article.id
        before = sides.get(name)
        if before is None or (figure.grows and side.day > before.day):
            sides[name] = side
    newest = max((side.day for side in sides.values() if side.figure.grows), default=0)
    # What was so at an earlier time is no other figure.
    return [side for side in sides.values() if not newest or newest - side.day <= _SAME_TIME_DAYS]


def _sides(sides: Sequence[_Side]) -> list[_Side]:
    """Choose those that tell of the same as the most telling one, each figure once; one alone differs not."""
    chosen: list[_Side] = []
    for side in sorted(sides, key=lambda one: -one.statement.worth):
        if not chosen:
            chosen.append(side)
            continue
        is_known = any(side.figure.quantity.equals(other.figure.quantity) for other in chosen)
        if not is_known and alike(chosen[0].statement, side.statement) >= _SAME_THING:
            chosen.append(side)
    return chosen[:_MOST_SIDES]
