"""The few words that answer, and how likely they are right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from index.article import Span
from index.text.tokens import stems
from retrieval.answer import ShortAnswer
from retrieval.question.answer_type import QUANTITY_TYPES, AnswerType, asks_at_length
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage
from retrieval.question.vocabulary import TITLES, WEEKDAY
from retrieval.quoting.logistic import chance, weigh
from retrieval.quoting.names import lacks_somebody
from retrieval.quoting.quotes import ChosenWindow
from retrieval.quoting.relative_days import find_day
from retrieval.quoting.reported import only_says_it
from retrieval.quoting.roles import has_other_partner, has_other_role, is_done_to_otherwise, names_another
from retrieval.quoting.statement import is_stated
from retrieval.quoting.versions import tells_in_other_words
from retrieval.quoting.voices import Voice, find_turns
from retrieval.reading.squad import answer_words


class ShortAnswerSignals(NamedTuple):
    """What speaks for a short answer, or what each of that counts.

    log_probability: the reader's, of the span in its passage. log_odds: of the whole answer's confidence.
    words: how many it has.
    """

    log_probability: float = 0.0
    log_odds: float = 0.0
    words: float = 0.0


class ShortAnswerCandidate(NamedTuple):
    """Where a short answer may stand, and the reader's probability of it."""

    span: Span
    probability: float


# Logistic regression on "shares words with a right answer", over the questions that confidence was fitted
# on (docs/quality.md, training/fit_ranking.py).
BASE = -0.23
WEIGHTS = ShortAnswerSignals(log_probability=0.1, log_odds=0.63, words=0.15)
# Below this a probability says nothing more.
_LEAST_PROBABILITY = 1e-4
# Where the text doesn't state the best one, another one is taken if it is at least so probable.
_LEAST_OF_ANOTHER = 0.05
# Words that say nothing without what they stand for.
_PRONOUN = re.compile(
    r"(?:(?:he|she|it|they|i|we|you|him|her|them|me|us|his|hers|its|their|theirs|my|our|your|this|that|these|those"
    r"|who|(?:him|her|it)self|themselves|(?:some|every|any|no)\s?(?:one|body|thing)|ones?|others?|another|people"
    r"|there|here)\b\s?)*",
    re.IGNORECASE,
)
# "Promised her the ladder truck": nothing begins with whom it is given.
_TO_WHOM = re.compile(r"\W*(?:me|him|her|them|us|it)\s(?:the|an?)\b", re.IGNORECASE)
# A day that only the day of writing tells.
_RELATIVE_DAY = re.compile(
    r"\W*(?:(?:on|late|early|the)\s)*(?:today|tonight|tomorrow|yesterday|now|soon"
    r"|(?:last|next|this|that|earlier this|later this|the (?:previous|following))\s(?:\w+\s){0,2}?"
    r"(?:day|night|week|weekend|month|year|spring|summer|autumn|fall|winter|morning|afternoon|evening|\w+day)"
    rf"|{WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?)\W*",
    re.IGNORECASE,
)
# Turns of a transcript no farther away than this are looked at, and no more of each.
_TURNS_CHARACTERS = 3000
_ASKS_WHO = re.compile(r"\bwho(?:se|m)?\b", re.IGNORECASE)
# "Hurt: 6, two of them firemen"; in one line "Hurt: 6 Killed: 1"
_LABELLED = re.compile(
    r"(?:^[-*•–▪ ]*|(?<=\d ))(\w[^\n:]{0,40}):(?:[^\n:]*?\d(?=\s[A-Z][^\n:.]{0,40}:\s)|[^\n]*$)", re.MULTILINE
)
_FEWEST_LABELS = 2
# "Harbour FC | 12 | 28"
_ROW = re.compile(r"^[^\n]* \| [^\n]*$", re.MULTILINE)
_ASKS_FOR_WEEKDAY = re.compile(r"\b(?:what|which) day\b", re.IGNORECASE)
# "Before the flood of 1998" is no "1998".
_BEFORE_A_DATE = re.compile(
    r"\b(?:before|after)\s(?:(?:the|an?)\s(?:\w+\s){1,3}?(?:of|in|on)\s)?\Z", re.IGNORECASE
)
_LONGEST_BEFORE_A_DATE = 60
_NOBODY = re.compile(r"\b(?:no one|nobody|none|not one|not a single)\b[^,.;!?\n]*", re.IGNORECASE)
# "Two of the nine"; "Of the nine, two"
_OF_THE = re.compile(
    r"(?:\A\W*|\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|half|most"
    r"|some|all but \w+)\s)of\s(?:the|its|their|his|her)\s\Z",
    re.IGNORECASE,
)
# "Lost by Tom Ashe to Beth Nye": two people; "by the Ambassador to Costa Rica" is one.
_BY = re.compile(r"\bby\s(?:the\s)?\Z", re.IGNORECASE)
_TWO_NAMES = re.compile(r"(?<![\w’'-])([A-Z][\w’'-]*)\s(?:to|against|from)\s[A-Z][\w’'-]+\s[A-Z]")
_LONGEST_BY = 10
# In words; what is longer tells a story.
_LONGEST_NAME = 12
_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]ff)\s([A-Z][\w’'-]+)")
_CLAUSE_END = re.compile(r"[,;.:!?]\s")
_ALL_COVERED = 0.99
# In words; what is longer holds more than the one that is asked for.
_LONGEST_QUANTITY = 10


def find_short_answer(query: Query, first: ChosenWindow, confidence: float) -> ShortAnswer | None:
    """Find the short answer in the first quote.

    confidence: of the whole answer.
    Returns: the best supported answer that the reader finds in it; else the one quantity in it that is of the
        type asked for. None where there is no such thing, for what asks for yes or no or for more than a few
        words, and where the text doesn't state it (see ``is_stated``) or it says nothing by itself: a
        pronoun, a day that not even the article's date tells.
    """
    found = find_candidate(query, first)
    if found is None:
        return None
    signals = short_answer_signals(first, found, confidence)
    text = first.window.article.text[found.span.start : found.span.end]
    return ShortAnswer(0, found.span, text, chance(BASE + weigh(WEIGHTS, signals)), _day(first, found.span))


def find_candidate(query: Query, first: ChosenWindow) -> ShortAnswerCandidate | None:
    """Find what may be the short answer, as ``find_short_answer`` says."""
    if query.asks_whether or asks_at_length(query.text) or lacks_somebody(query, first.window.article):
        return None
    if tells_in_other_words(query, first.window):
        return None
    for found in _candidates(query, first):
        if _may_stand_alone(query, first, found.span):
            return found
        if is_done_to_otherwise(query.text, *_place(first, found.span)):
            return None
    return None


def _candidates(query: Query, first: ChosenWindow) -> Iterator[ShortAnswerCandidate]:
    """List what the reader takes for the answer, best supported first; else the one quantity."""
    quantities = first.matches if query.answer_type in QUANTITY_TYPES else ()
    best = first.window.best_answer
    if best is None:
        if len(quantities) == 1:
            yield ShortAnswerCandidate(quantities[0], 0.0)
        return
    window, text = first.window.span, first.window.article.text
    others = [
        other
        for other in sorted(first.window.passage.answers, key=lambda answer: -answer.support)
        if window.start <= other.span.start
        and other.span.end <= window.end
        and other.probability >= _LEAST_OF_ANOTHER
    ]
    for answer in (best, *others):
        span = _whole(query, first, _without_others(text, _in_full(answer.span, quantities), quantities))
        if _ASKS_WHO.search(query.text):
            span = _first_of_two(text, span)
        yield ShortAnswerCandidate(span, answer.probability)


def _without_others(text: str, span: Span, quantities: tuple[Span, ...]) -> Span:
    """Cut off what an enumeration has besides the only quantity: "61 percent, up 4 points" are 4 points."""
    within = [quantity for quantity in quantities if quantity.touches(span)]
    return within[0] if len(within) == 1 and ", " in text[span.start : within[0].start] else span


def _first_of_two(text: str, span: Span) -> Span:
    """Cut off to or from whom somebody does it: "by Tom Ashe to Beth Nye" is by "Tom Ashe"."""
    is_done_by = _BY.search(text[max(0, span.start - _LONGEST_BY) : span.start])
    two = _TWO_NAMES.search(text, span.start, span.end)
    if not is_done_by or two is None or two[1].lower() in TITLES:
        return span
    return Span(span.start, two.end(1))


def short_answer_signals(
    first: ChosenWindow, found: ShortAnswerCandidate, confidence: float
) -> ShortAnswerSignals:
    """Collect what speaks for a short answer; confidence: of the whole answer."""
    # A question of a single word has no confidence at all.
    sure = min(max(confidence, _LEAST_PROBABILITY), 1 - _LEAST_PROBABILITY)
    return ShortAnswerSignals(
        log_probability=math.log(found.probability + _LEAST_PROBABILITY),
        log_odds=math.log(sure / (1 - sure)),
        words=float(len(first.window.article.text[found.span.start : found.span.end].split())),
    )


def _in_full(span: Span, quantities: tuple[Span, ...]) -> Span:
    """Widen to all of a quantity: the reader may mark "two hours" of "more than two hours"."""
    around = [span, *(quantity for quantity in quantities if quantity.touches(span))]
    return Span(min(part.start for part in around), max(part.end for part in around))


def _whole(query: Query, first: ChosenWindow, span: Span) -> Span:
    """Widen to whole words and figures, and to the "before" of a date; a span never leaves the quote."""
    text = first.window.article.text
    start, end = span.start, span.end
    while start > first.span.start and _is_joined(text, start):
        start -= 1
    while end < first.span.end and _is_joined(text, end):
        end += 1
    if query.answer_type is AnswerType.DATE:
        from_ = max(first.span.start, start - _LONGEST_BEFORE_A_DATE)
        if before := _BEFORE_A_DATE.search(text[from_:start]):
            start = from_ + before.start()
    return Span(start, end)


def _is_joined(text: str, at: int) -> bool:
    """Tell whether a border cuts a word ("Covid-19") or a figure ("4.97") in two."""
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if before == "-" or after == "-":
        return text[at - 2 : at + 2].replace("-", "").isalnum() and text[at - 1 : at + 1] != "--"
    if before in ".," or after in ".,":
        inner = text[at - 2 : at + 1] if before in ".," else text[at - 1 : at + 2]
        return len(inner) == 3 and inner[0].isdigit() and inner[2].isdigit()
    return False


def _may_stand_alone(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether words say by themselves what is so."""
    article = first.window.article
    text = article.text[span.start : span.end]
    if _TO_WHOM.match(text):
        return False
    if query.answer_type in QUANTITY_TYPES and len(text.split()) > _LONGEST_QUANTITY:
        return False
    # "One" is a count where a count is asked for, "Monday" a day where it is the day of the week.
    if query.answer_type is not AnswerType.NUMBER and _PRONOUN.fullmatch(" ".join(answer_words(text))):
        return False
    if _ASKS_WHO.search(query.text) and (
        len(text.split()) > _LONGEST_NAME or not _may_be_who(query, first, span)
    ):
        return False
    if _is_of_more(query, first, span) or _is_elsewhere(query, first, span):
        return False
    if not _is_labelled_so(query, first, span) or not _is_in_its_row(query, first, span):
        return False
    if _RELATIVE_DAY.fullmatch(text) and not (_ASKS_FOR_WEEKDAY.search(query.text) or _day(first, span)):
        return False
    return is_stated(query.text, article, _sentence_of(first, span), span)


def _may_be_who(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether somebody may be who is asked for."""
    place = _place(first, span)
    text, sentence, _ = place
    within = [each for each in first.window.passage.sentences if each.touches(first.span)]
    return not (
        not _speaks(query, first, span)
        or only_says_it(query, *place)
        or has_other_role(query.text, *place)
        or is_done_to_otherwise(query.text, *place)
        or has_other_partner(query.text, text, sentence)
        or names_another(query.text, text, sentence, within)
        or _is_nobody(query, first, span)
    )


def _place(first: ChosenWindow, span: Span) -> tuple[str, Span, Span]:
    """Give the text, the sentence and the span of a candidate."""
    return first.window.article.text, _sentence_of(first, span), span


def _is_nobody(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether the quote says that it was nobody, in words nearer to the question than somebody's."""
    text, sentence, _ = _place(first, span)

    def asked(start: int, end: int) -> float:
        return term_coverage(query.term_weights, frozenset(stems(text, start, end)))

    own = asked(sentence.start, sentence.end)
    for nobody in _NOBODY.finditer(text, first.span.start, first.span.end):
        is_beside = sentence.start <= nobody.start() < sentence.end
        if asked(*nobody.span()) > (0.0 if is_beside else own) and not span.touches(Span(*nobody.span())):
            return True
    return False


def _is_of_more(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether a count is that of all ("nine" in "two of the nine"), and some are asked for."""
    text, sentence, _ = _place(first, span)
    if query.answer_type is not AnswerType.NUMBER or not _OF_THE.search(text, sentence.start, span.start):
        return False
    # Who asks for all of them asks with the words that stand behind.
    end = next((mark.start() for mark in _CLAUSE_END.finditer(text, span.end, sentence.end)), sentence.end)
    return term_coverage(query.term_weights, frozenset(stems(text, span.end, end))) < _ALL_COVERED


def _is_elsewhere(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether a sentence is of one place, and the place asked about is named only after it."""
    asked = set(_PLACE.findall(query.text))
    article, sentence = first.window.article, _sentence_of(first, span)
    others = set(_PLACE.findall(article.text, sentence.start, sentence.end)) - asked
    if not asked or not others:
        return False
    before = f"{article.title or ''} {article.text[: sentence.end]}"
    after = article.text[sentence.end : sentence.end + _TURNS_CHARACTERS]
    return all(place not in before and place in after for place in asked)


def _day(first: ChosenWindow, span: Span) -> date | None:
    """Find the day that words mean which only the article's date tells."""
    article, sentence = first.window.article, _sentence_of(first, span)
    if article.modified.first_day not in (None, article.published.first_day):
        return None  # A page that grows for days doesn't tell on which of them it was written.
    words = article.text[span.start : span.end]
    return find_day(words, article.text[sentence.start : sentence.end], article.published)


def _sentence_of(first: ChosenWindow, span: Span) -> Span:
    sentences = first.window.passage.sentences
    return next((found for found in sentences if found.start <= span.start < found.end), first.span)


def _is_labelled_so(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether a value in a list ("Hurt: 6") may be what is asked for: no other label fits better."""
    text = first.window.article.text
    labels = list(_LABELLED.finditer(text[first.span.start : first.span.end]))
    at = span.start - first.span.start
    own = [label for label in labels if label.start() <= at < label.end()]
    if not own or len(labels) < _FEWEST_LABELS:
        return True

    def asked(label: re.Match[str]) -> float:
        return term_coverage(query.term_weights, frozenset(stems(label[0])))

    return asked(own[0]) >= max(map(asked, labels)) > 0


def _is_in_its_row(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether a cell of a table may be what is asked for: no other row fits the question better."""
    rows = list(_ROW.finditer(first.window.article.text, first.span.start, first.span.end))
    own = [row for row in rows if row.start() <= span.start < row.end()]
    if not own or len(rows) < _FEWEST_LABELS:
        return True

    def asked(row: re.Match[str]) -> float:
        return term_coverage(query.term_weights, frozenset(stems(row[0])))

    return asked(own[0]) >= max(map(asked, rows)) > 0


def _speaks(query: Query, first: ChosenWindow, span: Span) -> bool:
    """Tell whether somebody may be who is asked for, in a transcript: whoever says most of what is asked."""
    text = first.window.article.text
    near = Span(first.span.start - _TURNS_CHARACTERS, first.span.end + _TURNS_CHARACTERS)
    turns = find_turns(text, near)
    if not turns:
        return True

    def asked(turn: Voice) -> float:
        end = min(turn.span.end, turn.span.start + _TURNS_CHARACTERS)
        return term_coverage(query.term_weights, frozenset(stems(text, turn.name.end, end)))

    most = max(map(asked, turns))
    speakers = [turn.name for turn in turns if asked(turn) == most]
    names = {text[name.start : name.end] for name in speakers}
    return len(names) == 1 and any(span.touches(name) for name in speakers)
