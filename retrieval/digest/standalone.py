"""Tells whether a sentence can be read alone: it says of whom it tells, and who speaks."""

from __future__ import annotations

import re

from retrieval.quoting.statement import is_correction

_LONGEST_WORDS = 60
# Words that go on from what was said before.
_LINKS = {
    "en": r"and|but|so|yet|then|also|still|instead|however|meanwhile|moreover|besides|indeed|in fact"
    r"|for example|at the time|since then|after that|by then|as a result|in addition|in response|or|nor"
    r"|on the one|specifically|namely"
    r"|on the other hand",
    "de": r"und|aber|doch|oder|denn|dann|auch|zudem|au(?:ß|ss)erdem|dennoch|deshalb|daher"
    r"|dabei|damit|danach|dagegen",
    "fr": r"et|mais|donc|puis|aussi|ensuite|cependant|toutefois|pourtant|par ailleurs|en outre|ainsi",
}
# Words that stand for somebody or something named before, and questions.
_POINTERS = {
    "en": r"he|she|it|they|we|i|you|his|hers?|its|their|our|my|your|him|them|this|that|these|those|such|both"
    r"|n?either|another|others?|some of|one of (?:the|them)|the (?:former|latter|two|three|pair|same)"
    r"|who|which"
    r"|what|why|how|when asked|here",
    "de": r"er|sie|es|wir|ich|dies\w*|jene\w*|sein\w{0,2}|ihr\w{0,2}|wer|was|warum|wie",
    "fr": r"ils?|elles?|nous|je|j|ce|c|cette|ces|cela|son|sa|ses|leurs?|qui|que|pourquoi|comment",
}
_FIRST_PERSON = {
    "en": r"I|[Ww]e|[Mm]y|[Oo]ur|us",
    "de": r"[Ii]ch|[Ww]ir|[Uu]ns\w{0,2}|[Mm]ein\w{0,2}",
    "fr": r"[Jj]e|[Nn]ous|[Nn]otre|[Nn]os|[Mm]on|[Mm]es",
}
_BEGINNINGS = {
    language: re.compile(rf"\W*(?:(?:{links})\b|(?:{_POINTERS[language]})\b)", re.IGNORECASE)
    for language, links in _LINKS.items()
}
_OURS = {
    language: re.compile(rf"(?<![\w'’-])(?:{words})(?![\w-])") for language, words in _FIRST_PERSON.items()
}
# Whose words are given, without a name: “We lost everything,” he said.
_SAYING = (
    r"(?:sa(?:id|ys)|t(?:old|ells)|add(?:ed|s)|wr(?:ote|ites)|explain(?:ed|s)|continued|not(?:ed|es)"
    r"|sagte?|dit)"
)
_SOMEBODY = r"(?:he|she|they|it|er|sie|il|elle)"
_SPEAKER_UNKNOWN = re.compile(
    rf"[\"”“»’]\s*,?\s*(?:{_SOMEBODY}\s+(?:\w+ly\s+)?{_SAYING}|{_SAYING}\s+{_SOMEBODY})\b", re.IGNORECASE
)
# "Where to watch: in theaters": a label, or the words of a link, and what stands behind it.
_LABEL = re.compile(r"\A(?:[\w’'.-]+\s+){0,5}[\w’'.-]+:(?!\d)")
# What invites to read on, or tells of the page rather than of the news.
_INVITING = re.compile(
    r"\A\W*(?:read|watch|see|listen|check|find|get|take a look|look|sign|join|click|subscribe|sure|of course"
    r"|if you)\b"
    r"|\b(?:please|click|subscribe|sign up|newsletter|read more|follow (?:us|him|her|them) on"
    r"|watch (?:the|this) video"
    r"|photo by|here(?:'|’)?s (?:what|why|how|everything|a look)|need to know|in this article|scroll down"
    r"|your data|contributing:)",
    re.IGNORECASE,
)
# "Voicing him in the film, …": somebody stands for a name before any was said.
_SOMEBODY_ELSE = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|it|its)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=\s)(?:[A-ZÀ-ÖØ-Þ]|the\b|an?\b|\d)|\A(?:The|An?|\d)")
_LEADING_IN = re.compile(
    r"(?:\w+ing|while|when|whenever|if|as|after|before|since|because|though|although|in|on|at|by|with"
    r"|from|for|to|of"
    r"|among|under|during|despite|until|once|where)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")


def stands_alone(text: str, language: str | None) -> bool:
    """Tell whether a sentence can be read without what stands around it.

    text: not empty. language: of its article; None: as if it were English.
    """
    known = language if language in _BEGINNINGS else "en"
    # A dash is left of a dateline, or an item of a list.
    if text[:1].islower() or text[0] in "—–-•*" or "\n" in text or _LABEL.match(text):
        return False
    # Whoever is quoted says who they are later in the sentence.
    if text[0] not in '"“„«' and _BEGINNINGS[known].match(text):
        return False
    if known == "en" and _points_before_names(text):
        return False
    if _OURS[known].search(_QUOTED.sub("", text)) or _SPEAKER_UNKNOWN.search(text) or _INVITING.search(text):
        return False
    return len(text.split()) <= _LONGEST_WORDS and not is_correction(text)


def share_of_speech(text: str) -> float:
    """Compute what share of a sentence stands between quotation marks, 0 to 1."""
    return sum(len(found[0]) for found in _QUOTED.finditer(text)) / max(len(text), 1)


def says_something(title: str | None, language: str | None) -> bool:
    """Tell whether a title says what happened, rather than asking or inviting. language: of its article."""
    known = language if language in _BEGINNINGS else "en"
    if not title or "?" in title or _INVITING.search(title):
        return False
    return _BEGINNINGS[known].match(title) is None


def _points_before_names(text: str) -> bool:
    """Tell whether a sentence has a word for somebody before it names anybody or anything."""
    pointer, named = _SOMEBODY_ELSE.search(text), _NAMED.search(text)
    if pointer is None or _LEADING_IN.match(text) is None:
        return False
    return named is None or pointer.start() < named.start()
