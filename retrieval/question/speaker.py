"""Whose words a question asks for."""

from __future__ import annotations

import re

from index.text.tokens import stems, words
from retrieval.question.terms import STOP_WORDS

_LONGEST = 60  # characters of a name with its office
_SAY = (
    r"(?:say|said|tell|told|think|write|claim|reply|respond|comment|announce|promise|warn|call|describe|demand"
    r"|argue|suggest|deny|admit|accuse|blame|praise|criticis?z?e)"
)
_SPEAKER = re.compile(
    rf"\b(?:what|how|why|who|whom)\b[^?]{{0,30}}?\b(?:did|does|do|has|have)\s+([^?,]{{2,{_LONGEST}}}?)\s+{_SAY}\b"
    rf"|\baccording to\s+([^?,]{{2,{_LONGEST}}})",
    re.IGNORECASE,
)


def speaker_of(question: str) -> frozenset[str]:
    """Find whose words a question asks for.

    Returns: the stems of the speaker's name or office; empty where it asks for nobody's words.
    """
    found = _SPEAKER.search(question)
    if found is None:
        return frozenset()
    name = found[1] or found[2]
    # "How long did the call last?" asks for nobody's words: "the" is no name.
    named = (word for word in words(name) if word.text.lower() not in STOP_WORDS)
    return frozenset(word.stem for word in named) & frozenset(stems(question))
