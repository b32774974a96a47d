"""What a question gets back: an answer made of quotes, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.article import Article, Published, Span


@dataclass(frozen=True)
class Question:
    """A question and the articles that may answer it.

    as_of: articles published after that day don't count; None counts all.
    since, until: first and last day of publication asked for; articles without a known date are out.
    outlet: only this outlet, as ``sources`` names it, upper and lower case alike.
    outlets: only these, as ``outlet``; empty: all.
    today: the day of asking, which "last week" is counted from; None: ``as_of``, or such words say nothing.
    earlier: what the same person asked before, oldest first; "How long did it last?" may mean that.
    """

    text: str
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    outlets: tuple[str, ...] = ()
    today: date | None = None
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Whole sentences of one article, word for word.

    span: where they stand in ``article.text``.
    text: what is shown; ``is_verbatim`` tells whether it stands there.
    highlights: the words that answer, as spans of the article's text inside ``span``, in order, disjoint.
    score: how well it answers, higher is better; only comparable within one answer.
    also: other outlets' articles that carry the same words.
    speaker: where the article says whose words these are, if they aren't its own and don't say so themselves.
    """

    article: Article
    span: Span
    text: str
    highlights: tuple[Span, ...] = ()
    score: float = 0.0
    also: tuple[Article, ...] = ()
    speaker: Span | None = None

    @property
    def speaker_name(self) -> str | None:
        """Whose words these are, as the article says it."""
        return self.article.text[self.speaker.start : self.speaker.end] if self.speaker else None

    @property
    def is_verbatim(self) -> bool:
        """Whether the text stands in the article, character for character, at the span."""
        return self.text == self.article.text[self.span.start : self.span.end]

    def pieces(self) -> list[tuple[str, bool]]:
        """Cut the text at highlight borders: (piece, is it highlighted?)."""
        cuts: list[tuple[str, bool]] = []
        text, at = self.article.text, self.span.start
        for mark in self.highlights:
            cuts += [(text[at : mark.start], False), (text[mark.start : mark.end], True)]
            at = mark.end
        cuts.append((text[at : self.span.end], False))
        return [cut for cut in cuts if cut[0]]


# From which chance on a short answer stands above the quotes: five in six of those are right.
_SHOWN_CHANCE = 0.7


@dataclass(frozen=True)
class ShortAnswer:
    """The few words that answer: a span inside one of the quotes.

    quote: index into ``Answer.quotes``.
    span: where they stand in that quote's article.
    chance: the estimated one (0 to 1) that they are right, exactly or in part.
    day: which one "tomorrow" or "on Tuesday" means in that article; None where the words name none so.
    """

    quote: int
    span: Span
    text: str
    chance: float
    day: date | None = None

    @property
    def dated_text(self) -> str:
        """The words, with the day that they mean where they don't say it themselves."""
        return f"{self.text} ({Published(self.day.isoformat())})" if self.day else self.text

    @property
    def is_likely(self) -> bool:
        """Tell whether it is sure enough to stand above the quotes; else they speak for themselves."""
        return self.chance >= _SHOWN_CHANCE


@dataclass(frozen=True)
class EarlierFigure:
    """What an earlier report gave for a figure that grows with time. span: where it stands in its text."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """The figure, word for word."""
        return self.article.text[self.span.start : self.span.end]


class Sureness(StrEnum):
    """How sure an answer is, in words that promise how often such answers hold what was asked for.

    sure: at least 4 in 5 do. likely: about 2 in 3. perhaps: fewer than half.
    People are told this in the help and in docs/answers.md; how often it is so stands in docs/quality.md.
    """

    SURE = "sure"
    LIKELY = "likely"
    PERHAPS = "perhaps"


# The least confidence of answers that are called so: where the promise of ``Sureness`` is kept. Wherever
# confidence is fitted anew, these are to be measured anew.
SURE = 0.85
LIKELY = 0.5


def sureness_of(confidence: float) -> Sureness:
    """Say a confidence in words.

    confidence: the estimated chance (0 to 1) of an answer to hold what was asked for.
    Returns: the word whose promise it keeps.
    """
    if confidence >= SURE:
        return Sureness.SURE
    return Sureness.LIKELY if confidence >= LIKELY else Sureness.PERHAPS


class Differing(StrEnum):
    """How the first two quotes of an answer differ: other events, or other figures for one event."""

    EVENTS = "events"
    FIGURES = "figures"


@dataclass(frozen=True)
class Answer:
    """Quotes that answer a question, best first.

    confidence: the estimated chance (0 to 1) that they do.
    earlier: what earlier reports gave for the figure asked for, the latest first; the first quote has the
    newest.
    differing: set where the first two quotes both fit and don't say the same; there is no short answer then.
    read_as: what was searched for, where that isn't the question as typed: typos mended, or completed by
    earlier questions.
    has_more: would there be further quotes?
    """

    question: Question
    quotes: tuple[Quote, ...]
    confidence: float
    short_answer: ShortAnswer | None = None
    differing: Differing | None = None
    read_as: str | None = None
    earlier: tuple[EarlierFigure, ...] = ()
    has_more: bool = False

    @property
    def sureness(self) -> Sureness:
        """How sure it is, as people are told."""
        return sureness_of(self.confidence)


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_QUESTION = "empty question"
    UNKNOWN_OUTLET = "unknown outlet"
    NO_ARTICLES = "no articles in range"
    NOT_FOUND = "not found"
    OTHER_LANGUAGE = "asked in a language that the articles aren't in"


@dataclass(frozen=True)
class Refusal:
    """The articles don't answer the question.

    nearest: up to three articles that come closest; they don't answer it.
    confidence: the estimated chance (0 to 1) that the best quotes would have answered.
    read_as: as in ``Answer``.
    asked_in: the code of the question's language, where it is why nothing was found.
    languages: those of the articles then, that of most articles first.
    """

    question: Question
    reason: Reason
    nearest: tuple[Article, ...] = ()
    confidence: float = 0.0
    read_as: str | None = None
    asked_in: str | None = None
    languages: tuple[str, ...] = ()
