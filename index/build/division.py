"""Tells the language of a text and cuts it into passages, in a sandbox or without."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from index.parsers.metadata import ArticleMetadata
from index.text.language import language_of
from index.text.passages import Passage, split_passages


@dataclass(frozen=True)
class Undivided:
    """A text to be divided.

    language: as it is declared, or known. is_known: whether it is beyond doubt.
    passage_words: see ``split_passages``.
    """

    text: str
    language: str | None
    is_known: bool
    passage_words: int


@dataclass(frozen=True)
class Division:
    """The language of a text, and its passages."""

    language: str | None
    passages: list[Passage]


_UNDIVIDED = TypeAdapter(Undivided)


def divide(undivided: Undivided) -> Division:
    """Tell a text's language, and cut it into passages."""
    text, language = undivided.text, undivided.language
    return Division(
        language if undivided.is_known else language_of(text, language),
        split_passages(text, undivided.passage_words),
    )


def read_division(data: bytes, _known: ArticleMetadata) -> Division:
    """Divide a text, as a parser that a sandbox can run; data: what ``write_undivided`` gave."""
    return divide(_UNDIVIDED.validate_json(data))


def write_undivided(undivided: Undivided) -> bytes:
    """Write down what is to be divided, for a sandbox."""
    return _UNDIVIDED.dump_json(undivided)
