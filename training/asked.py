"""Questions that were asked, with what was read for them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Span
from retrieval.answer import Question
from retrieval.answerer import Reading
from training.held_out import holds


@dataclass(frozen=True)
class Ask:
    """A question to be asked.

    kind: see ``training.askings``. group: what it shares an event or an article with.
    answers: gold strings. all_needed: must all of them be shown, or any?
    answerable: None where that isn't known.
    """

    kind: str
    group: str
    question: Question
    answers: tuple[str, ...]
    all_needed: bool
    answerable: bool | None


@dataclass(frozen=True)
class Asked:
    """A question that was asked. sentences: of each article read, by its number."""

    ask: Ask
    reading: Reading
    sentences: dict[int, Sequence[Span]]

    def is_shown(self, texts: list[str]) -> bool:
        """Tell whether the answer stands in one of these texts; where none is known it doesn't."""
        if not self.ask.answers:
            return False
        if not self.ask.all_needed:
            return any(holds(text, self.ask.answers) for text in texts)
        return any(all(holds(text, (gold,)) for gold in self.ask.answers) for text in texts)


def load_asked(folder: Path) -> Iterator[Asked]:
    """Read what ``training.askings`` kept."""
    for path in sorted(folder.glob("*/asked.pickle")):
        with path.open("rb") as file:
            while file.peek(1):
                yield pickle.load(file)  # noqa: S301 - made by training.askings
