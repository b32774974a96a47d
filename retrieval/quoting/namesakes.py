"""Tells whether an article is about a namesake of who or what a question names in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.article import Article
from index.text.tokens import plain
from retrieval.question.terms import STOP_WORDS
from retrieval.question.vocabulary import MONTH, TITLES
from retrieval.quoting.names import are_alike, is_written
from retrieval.reading.read_passages import ReadPassage

# "Petter Dahlin", "Monaco Grand Prix"; longer runs are headlines.
_FULL_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_MOST_NAMES = 3
# "Pier4", "Corvette 7"; neither "May 7" nor "7.5", and a year tells no other one.
_NUMBERED = re.compile(
    rf"(?<![\w’'-])(?!{MONTH}\b)([A-Z][\w’'-]*?[A-Za-z])([ -]?)(\d{{1,3}})"
    r"(?![\w%]|[.,:]\d|\s(?:percent|million)\b)"
)


def without_namesakes(question: str, passages: Sequence[ReadPassage]) -> list[ReadPassage]:
    """List the passages whose article isn't about a namesake of who or what a question names in full."""
    if not any(_full_names(question)) and not _NUMBERED.search(plain(question)):
        return list(passages)
    articles = {passage.article.id: passage.article for passage in passages}
    left_out = {number for number, article in articles.items() if is_of_namesake(question, article)}
    return [passage for passage in passages if passage.article.id not in left_out]


def is_of_namesake(question: str, article: Article) -> bool:
    """Tell whether an article is about somebody or something else with the last name of what is asked about.

    So it is where it never has the first name ("Petter" of "Petter Dahlin", "Davis" of "Davis Cup") and has
    the last one after another first name. A title is no first name. A name with another number ("Pier4" for
    "Pier9") is another one, too.
    """
    text = plain(f"{article.title or ''}\n{article.text}")
    lowered = text.lower()
    return any(_has_only_namesakes(text, lowered, *name) for name in _full_names(question)) or any(
        _has_only_other_numbers(text, name, number) for name, _, number in _NUMBERED.findall(plain(question))
    )


def _has_only_other_numbers(text: str, name: str, number: str) -> bool:
    """Tell whether a name stands in a text with other numbers only, and the number stands nowhere."""
    found = {int(other) for other in re.findall(rf"(?<!\w){re.escape(name)}[ -]?(\d{{1,3}})(?!\d)", text)}
    return bool(found) and not re.search(rf"(?<!\d)0*{int(number)}(?!\d)", text)


def _full_names(question: str) -> Iterator[tuple[str, str]]:
    """List the first and the last word of each full name."""
    for run in _FULL_NAME.findall(plain(question)):
        names = [word for word in run.split() if word.lower() not in STOP_WORDS]
        if 2 <= len(names) <= _MOST_NAMES and names[0].lower() not in TITLES:
            yield names[0], re.sub(r"[’']s?$", "", names[-1])


def _has_only_namesakes(text: str, lowered: str, first: str, last: str) -> bool:
    if is_written(first, lowered):
        return False
    others = {
        word
        for word in re.findall(rf"(?<![\w’'-])([A-Z][\w’'-]+) {re.escape(last)}\b", text)
        if word.lower() not in STOP_WORDS and word.lower() not in TITLES
    }
    return bool(others) and not any(are_alike(first.lower(), other.lower()) for other in others)
