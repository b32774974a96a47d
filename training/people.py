"""Questions as people type them about articles of the news, and where each is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.article import Span
from training.examples import read_lines

PEOPLE = Path(__file__).parent / "people.jsonl"
# The writers read so many characters of each article's canonical text: what stands behind may answer too.
READ_CHARACTERS = 2500


@dataclass(frozen=True)
class PeopleQuestion:
    """A question about an article.

    article: its URL. answer: where the answer stands in its canonical text; None: the article doesn't answer,
    though it is about the same. whole: is that a sentence that answers as a whole (whether, why, what was
    said)? held_out: is it for measuring, never trained on?
    """

    article: str
    question: str
    answer: Span | None
    whole: bool
    held_out: bool


def read_people(path: Path = PEOPLE) -> Iterator[PeopleQuestion]:
    """Read the questions. path: JSON Lines, written by hand; ``answer`` is [start, end] in characters."""
    for row in read_lines(path):
        answer = Span(*row["answer"]) if row["answer"] else None
        yield PeopleQuestion(row["article"], row["question"], answer, row["whole"], row["held_out"])
