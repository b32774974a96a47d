"""Tells whether an article is about a namesake of who or what a question names in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from index.article import Article
from index.text.tokens import plain
from retrieval.question.terms import STOP_WORDS
from retrieval.question.vocabulary import NATIONALITIES, TITLES
from retrieval.reading.read_passages import ReadPassage

# "Petter Dahlin", "Monaco Grand Prix"; longer runs are headlines.
_FULL_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_MOST_NAMES = 3
# "Joe" is "Joseph", "Volodymyr" is "Vladimir"; "Anna" isn't "Sofia", nor is "North" "South".
_ALIKE = 50.0


def without_namesakes(question: str, passages: Sequence[ReadPassage]) -> list[ReadPassage]:
    """List the passages whose article isn't about a namesake of who or what a question names in full."""
    if not any(_full_names(question)):
        return list(passages)
    articles = {passage.article.id: passage.article for passage in passages}
    left_out = {number for number, article in articles.items() if is_of_namesake(question, article)}
    return [passage for passage in passages if passage.article.id not in left_out]


def is_of_namesake(question: str, article: Article) -> bool:
    """Tell whether an article is about somebody or something else with the last name of what is asked about.

    So it is where it never has the first name ("Petter" of "Petter Dahlin", "Davis" of "Davis Cup") and has
    the last one after another first name. A title is no first name.
    """
    text = plain(f"{article.title or ''}\n{article.text}")
    lowered = text.lower()
    return any(_has_only_namesakes(text, lowered, *name) for name in _full_names(question))


def _full_names(question: str) -> Iterator[tuple[str, str]]:
    """List the first and the last word of each full name."""
    for run in _FULL_NAME.findall(plain(question)):
        names = [word for word in run.split() if word.lower() not in STOP_WORDS]
        if 2 <= len(names) <= _MOST_NAMES and names[0].lower() not in TITLES:
            yield names[0], re.sub(r"[’']s?$", "", names[-1])


def _has_only_namesakes(text: str, lowered: str, first: str, last: str) -> bool:
    if any(each in lowered for each in (first.lower(), *NATIONALITIES.get(first.lower(), ()))):
        return False
    others = {
        word
        for word in re.findall(rf"(?<![\w’'-])([A-Z][\w’'-]+) {re.escape(last)}\b", text)
        if word.lower() not in STOP_WORDS and word.lower() not in TITLES
    }
    return bool(others) and not any(_are_alike(first.lower(), other.lower()) for other in others)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two first names may be one, written in another way."""
    return one[0] == other[0] and ratio(one, other) >= _ALIKE
