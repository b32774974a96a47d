"""Tells an event or a topic step by step: dated quotes in the order of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Published, Span
from index.snapshot.history import Change
from retrieval.answer import EarlierFigure, Question, Quote, Refusal
from retrieval.answerer import Answerer
from retrieval.quoting.attribution import adjoin
from retrieval.quoting.statement import is_correction
from retrieval.telling.corrections import Correction, find_correction, find_withdrawn
from retrieval.telling.events import group_events
from retrieval.telling.material import Material, ToldArticle, gather
from retrieval.telling.statements import Statement, alike, make_quote, statements_of, with_directions
from retrieval.telling.versions import Version, find_versions

MOST_STEPS = 10
# Of one day so many sentences are compared.
_OF_A_DAY = 8
# Two statements so alike in meaning say the same; less, where one looks back on a day that is told, or gives
# the figures that are told.
_SAME, _SAME_IF_LIKELY = 0.64, 0.4
_LOOKS_BACK_DAYS = 3
# A statement that tells so much less than the best one is none worth a step.
_LESS = 0.8
# Who told it first may tell so much less of it.
_LESS_AT_FIRST = 0.35
# Two steps that follow each other in an article are one if that has no more words.
_MOST_JOINED_WORDS = 60
# Of one event so many are looked for at most.
_MOST_PICKS = 40
# What the first statement of a day, one with a new figure, and each further outlet of a day add to its worth.
_NEW_DAY, _NEW_FIGURE, _OUTLET, _MOST_OUTLETS = 0.25, 0.2, 0.03, 5


@dataclass(frozen=True)
class Step:
    """A step of a timeline.

    day: when it happened; is_publication: the article's date stands for that, as its text names no day.
    before: the figure that the quote's highlighted one replaced. corrected: how the quote stood at first.
    is_correction: does it stand in a note that corrects what was printed?
    """

    day: Published
    quote: Quote
    is_publication: bool = False
    before: EarlierFigure | None = None
    corrected: Correction | None = None
    is_correction: bool = False

    @property
    def figure(self) -> str | None:
        """The figure that the quote gives, word for word."""
        marks = self.quote.highlights
        return self.quote.article.text[marks[0].start : marks[0].end] if marks else None


@dataclass(frozen=True)
class Timeline:
    """What happened, step by step.

    steps: in the order of their days, at most ten; those of an unknown day last.
    left_out: how many further ones there are. withdrawn: articles that their outlets took back.
    events: how many like events it tells of. read_as: as in ``Answer``.
    """

    question: Question
    steps: tuple[Step, ...]
    left_out: int = 0
    withdrawn: tuple[Change, ...] = ()
    events: int = 1
    read_as: str | None = None


def find_timeline(answerer: Answerer, question: Question) -> Timeline | Refusal:
    """Tell what the articles have on a topic or an event in the order of what happened.

    Returns: the most telling steps, none that says again what another one says; a refusal where no article is
        about it, or none tells when.
    """
    material = gather(answerer, question)
    if isinstance(material, Refusal):
        return material
    events = group_events(material.articles)
    found = [_Event(answerer, material, event) for event in events]
    chosen = sorted((pick for event in found for pick in event.picks), key=lambda pick: -pick.worth)
    best = chosen[0].worth if chosen else 0.0
    chosen = [pick for pick in chosen if pick.worth >= best - _LESS]
    kept = sorted(chosen[:MOST_STEPS], key=_Pick.order)
    steps = tuple(pick.event.step(pick) for pick in kept)
    return Timeline(
        question,
        steps,
        len(chosen) - len(kept),
        tuple(find_withdrawn(answerer.snapshot.store, material.query)),
        len({id(pick.event) for pick in kept}),
        material.query.read_as,
    )


@dataclass(frozen=True, eq=False)
class _Pick:
    """A statement chosen for a step."""

    event: _Event
    statement: Statement
    day: Published
    is_publication: bool
    worth: float

    def join(self, other: _Pick) -> _Pick:
        """Make one pick of two statements that follow each other."""
        one, another = self.statement, other.statement
        span = Span(min(one.span.start, another.span.start), max(one.span.end, another.span.end))
        with_figure = another if one.told not in self.event.versions else one
        is_publication = self.is_publication and other.is_publication
        day = other.day if self.is_publication else self.day
        return replace(
            self, statement=replace(with_figure, span=span), day=day, is_publication=is_publication
        )

    def order(self) -> tuple[bool, str, str, int, int]:
        """Make what steps are put in order by: day, when it was told, how new the figure is."""
        day, published = self.day.first_day, self.statement.article.published.iso
        version = self.event.versions.get(self.statement.told)
        age = version.age if version else 0
        return day is None, day.isoformat() if day else "", published, age, self.statement.span.start


class _Event:
    """The statements on one event, and those of them that are steps."""

    def __init__(self, answerer: Answerer, material: Material, articles: Sequence[ToldArticle]) -> None:
        self._answerer, self._material, self._articles = answerer, material, articles
        statements = statements_of(material.query, articles)
        self.versions = find_versions(statements)
        self._outlets = self._outlets_by_day(statements)
        compared = self._compared(statements)
        self.picks = self._pick(with_directions(answerer, material, compared))

    def step(self, pick: _Pick) -> Step:
        """Make the step of a pick."""
        statement = pick.statement
        version = self.versions.get(statement.told)
        highlights = (version.figure.span,) if version else ()
        correction = find_correction(self._answerer.snapshot.store, statement)
        return Step(
            pick.day,
            make_quote(self._answerer, self._material.selection, self._articles, statement, highlights),
            pick.is_publication,
            _earlier(version),
            correction,
            is_correction(statement.article.text),
        )

    def _compared(self, statements: Sequence[Statement]) -> list[Statement]:
        """Choose the most telling statements of each day, and those with a new figure."""
        counts: dict[str, int] = {}
        chosen = []
        for statement in statements:
            day, _ = self._day(statement)
            counts[day.iso[:10]] = counts.get(day.iso[:10], 0) + 1
            if counts[day.iso[:10]] <= _OF_A_DAY or statement.told in self.versions:
                chosen.append(statement)
        return sorted(chosen, key=lambda each: -each.worth - _NEW_FIGURE * (each.told in self.versions))

    def _day(self, statement: Statement) -> tuple[Published, bool]:
        """Tell the day of a step: a later report's new figure is of the day on which it was given."""
        told, published = statement.told.day, statement.article.published
        version = self.versions.get(statement.told)
        if version and version.before and published.first_day:
            return published, True
        return told.day, told.is_publication

    def _outlets_by_day(self, statements: Sequence[Statement]) -> dict[str, int]:
        """Count the outlets that tell of each day."""
        outlets: dict[str, set[str]] = {}
        for statement in statements:
            day, _ = self._day(statement)
            outlets.setdefault(day.iso[:10], set()).add(statement.article.outlet or statement.article.id)
        return {day: len(names) for day, names in outlets.items()}

    def _pick(self, statements: Sequence[Statement]) -> list[_Pick]:
        """Choose statements that each tell something new, the most telling ones first."""
        left = [self._rated(statement) for statement in statements]
        picks: list[_Pick] = []
        while left and len(picks) < _MOST_PICKS:
            days = {pick.day.iso[:10] for pick in picks}
            worths = [pick.worth + _NEW_DAY * (pick.day.iso[:10] not in days) for pick in left]
            best = max(range(len(left)), key=lambda at: (worths[at], -at))
            pick = self._first_told(replace(left[best], worth=worths[best]), left)
            picks.append(pick)
            left = [other for other in left if not self._repeats(other.statement, pick.statement)]
        return _joined(picks)

    def _first_told(self, pick: _Pick, left: Sequence[_Pick]) -> _Pick:
        """Find who was the first to tell what a pick tells, unless they tell much less of it."""
        if pick.statement.told in self.versions:
            return pick
        same = [
            other
            for other in left
            if other.statement.told not in self.versions
            and other.worth >= pick.worth - _LESS_AT_FIRST
            and _is_earlier(other.statement, pick.statement)
            and self._repeats(pick.statement, other.statement)
        ]
        first = min(same, key=lambda other: other.statement.article.published.iso, default=pick)
        return replace(first, worth=pick.worth)

    def _rated(self, statement: Statement) -> _Pick:
        day, is_publication = self._day(statement)
        outlets = min(self._outlets[day.iso[:10]], _MOST_OUTLETS)
        worth = statement.worth + _OUTLET * outlets + _NEW_FIGURE * (statement.told in self.versions)
        return _Pick(self, statement, day, is_publication, worth)

    def _repeats(self, statement: Statement, told: Statement) -> bool:
        """Tell whether a statement says again what another one says; a new figure is never a repetition."""
        if statement.article.id == told.article.id and statement.span.touches(told.span):
            return True
        version, other = self.versions.get(statement.told), self.versions.get(told.told)
        if version and version.before:
            return False
        if other and other.before and _is_earlier(statement, told):
            # It is the later one that repeats what the figure is of.
            return False
        looks_back = _looks_back(statement) and statement.day == told.day
        is_likely = looks_back or _gives_the_same(statement, told)
        return alike(statement, told) >= (_SAME_IF_LIKELY if is_likely else _SAME)


def _joined(picks: Sequence[_Pick]) -> list[_Pick]:
    """Join picks that follow each other in one article and tell of one day: they are one step."""
    joined: list[_Pick] = []
    for pick in picks:
        at = next((at for at, other in enumerate(joined) if _follow(other, pick)), None)
        if at is None:
            joined.append(pick)
        else:
            joined[at] = joined[at].join(pick)
    return joined


def _follow(one: _Pick, other: _Pick) -> bool:
    """Tell whether one quote may hold both statements."""
    first, last = sorted((one.statement, other.statement), key=lambda each: each.span)
    if first.article.id != last.article.id or one.day.iso[:10] != other.day.iso[:10]:
        return False
    text = first.article.text
    between = text[first.span.end : last.span.start]
    is_short = len(text[first.span.start : last.span.end].split()) <= _MOST_JOINED_WORDS
    is_near = not between.strip() and "\n" not in between
    return is_short and is_near and adjoin(text, first.span, last.span)


def _is_earlier(statement: Statement, other: Statement) -> bool:
    return statement.article.published.iso[:10] < other.article.published.iso[:10]


def _gives_the_same(statement: Statement, told: Statement) -> bool:
    """Tell whether all growing figures of a statement, one at least, are given by another one."""
    grown = [figure for figure in statement.figures if figure.grows]
    return bool(grown) and all(
        any(
            figure.counts == other.counts and figure.quantity.equals(other.quantity) for other in told.figures
        )
        for figure in grown
    )


def _looks_back(statement: Statement) -> bool:
    """Tell whether a statement names a day well before its article."""
    day, published = statement.day.first_day, statement.article.published.first_day
    return day is not None and published is not None and (published - day).days > _LOOKS_BACK_DAYS


def _earlier(version: Version | None) -> EarlierFigure | None:
    before = version.before if version else None
    return EarlierFigure(before.statement.article, before.figure.span) if before else None
