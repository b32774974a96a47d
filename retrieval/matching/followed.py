"""What somebody follows, and what a new article has of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.answer import Answer, Quote


class FollowKind(StrEnum):
    """What is followed: a topic, the answer to a question, or all that an outlet publishes."""

    TOPIC = "topic"
    QUESTION = "question"
    OUTLET = "outlet"


@dataclass(frozen=True)
class Followed:
    """Something that is followed.

    id: by which its matches name it. text: the topic or question as typed, or the outlet's name.
    """

    id: str
    kind: FollowKind
    text: str


@dataclass(frozen=True)
class Match:
    """A new article that has what is followed.

    followed: its id. article: the number of the article in the snapshot.
    quote: of that article, what matters of it for whoever follows.
    why: the words of the topic that the article has, or the outlet; empty where it is the same by meaning
    alone. answer: to a question.
    """

    followed: str
    article: int
    quote: Quote
    why: tuple[str, ...]
    answer: Answer | None = None
