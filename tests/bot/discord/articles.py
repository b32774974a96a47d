"""Hand-made articles and answers for what only renders."""

from __future__ import annotations

import re

from index.article import Article, Published, Span
from retrieval.answer import SURE, Answer, Question, Quote, ShortAnswer

QUESTION = Question("When did the harbour open?")


def article(text: str, **known: object) -> Article:
    """An article of a text; what is known of it can be given."""
    facts: dict[str, object] = {
        "title": "Harbour opens",
        "url": "https://news.example/harbour",
        "outlet": "The Harbour Post",
        "published": Published("2024-03-01"),
        "is_outlet_given": True,
    }
    return Article("0123456789abcdef", text, **{**facts, **known})  # type: ignore[arg-type]


def quote(of: Article, text: str | None = None, *marked: str) -> Quote:
    """A quote of an article, whole or a part, with words highlighted."""
    text = of.text if text is None else text
    start = of.text.index(text)
    marks = (re.search(re.escape(word), of.text[start:]) for word in marked)
    spans = tuple(Span(start + mark.start(), start + mark.end()) for mark in marks if mark)
    return Quote(of, Span(start, start + len(text)), text, spans)


def answer(*quotes: Quote, short: str | None = None) -> Answer:
    """A sure answer of quotes; the short answer is looked for in the first."""
    if short is None:
        return Answer(QUESTION, quotes, SURE)
    start = quotes[0].article.text.index(short)
    return Answer(QUESTION, quotes, SURE, ShortAnswer(0, Span(start, start + len(short)), short, 0.9))
