"""Whether a name in a sentence is only that of whoever says what is asked about."""

from __future__ import annotations

import re

from index.article import Span
from index.text.tokens import stems
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage

_SAY = (
    r"(?:sa(?:id|ys?)|told|tells?|claim(?:s|ed)?|announce[sd]?|report(?:s|ed)?|add(?:s|ed)?|believe[sd]?|thinks?"
    r"|thought|insist(?:s|ed)?|argue[sd]?|warn(?:s|ed)?|wrote|writes?|note[sd]?|explain(?:s|ed)?|call(?:s|ed)"
    r"|describe[sd]?|suggest(?:s|ed)?|stress(?:es|ed)?|recall(?:s|ed)?|alleged?)"
)
# "Ada Roth, the mayor of Venn, said"; "said Ada Roth"
_SAYS = re.compile(
    rf"(?:,[^,;:.!?]{{1,80}},)?\s+(?:(?:also|later|then|has|had|who)\s+)?{_SAY}\b", re.IGNORECASE
)
_SAID_BEFORE = re.compile(rf"\b{_SAY}\s+\Z", re.IGNORECASE)
_ASKS_FOR_WORDS = re.compile(
    rf"\b(?:{_SAY}|saying|telling|speak|spoke|talk|comment|accus|blam|critici|prais|quot|according)",
    re.IGNORECASE,
)
# Who speaks of themselves is who is asked for.
_SELF = re.compile(r"\b(?:he|she|they|i|we|him|her|them|me|us)(?:self|selves)?\b", re.IGNORECASE)
_SELF_WITHIN = 40
# Of the words that the question is about, by weight.
_LEAST_COVERED = 0.5


def only_says_it(query: Query, text: str, sentence: Span, span: Span) -> bool:
    """Tell whether a name is that of a speaker, and what is asked about is what they say of somebody else.

    "Roth said the governor was asleep" doesn't answer "Who was asleep?" with Roth.
    sentence, span: as characters of the article's text; the name stands in the sentence.
    """
    if _ASKS_FOR_WORDS.search(query.text):
        return False
    before, says = text[sentence.start : span.start], _SAYS.match(text, span.end, sentence.end)
    if says is None and not _SAID_BEFORE.search(before):
        return False
    after = text[says.end() if says else span.end : sentence.end]
    said = max(before, after, key=lambda part: term_coverage(query.term_weights, frozenset(stems(part))))
    if term_coverage(query.term_weights, frozenset(stems(said))) < _LEAST_COVERED:
        return False
    return _SELF.search(said[:_SELF_WITHIN]) is None
