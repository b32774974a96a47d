"""What became of what was told: sentences that were corrected, and articles that were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index.snapshot.history import Change, ChangeKind
from index.snapshot.store import StoreReader
from index.text.passages import split_passages
from index.text.tokens import stems
from retrieval.question.query import Query
from retrieval.question.term_weights import term_coverage
from retrieval.reading.read_passages import similarity
from retrieval.telling.statements import Statement

# A sentence that shares so much with one of the article as it was says that in other words.
_LEAST_ALIKE = 0.45
# Titles of articles that were taken back have so much of the question's words.
_LEAST_COVERED = 0.6
_ANY_WORDS = 120


@dataclass(frozen=True)
class Correction:
    """A sentence that its outlet changed. seen: when that was noticed. before: the sentence as it was."""

    seen: datetime
    before: str


def find_correction(store: StoreReader, statement: Statement) -> Correction | None:
    """Find how a sentence stood in its article before that was corrected; None where it stands as it was."""
    now = statement.told.text
    for change in reversed(store.history_of(statement.article.id)):
        if change.kind is not ChangeKind.CORRECTED or not change.text:
            continue
        if now in change.text:
            return None
        before = _most_alike(now, change.text)
        return Correction(change.seen, before) if before and before not in statement.article.text else None
    return None


def find_withdrawn(store: StoreReader, query: Query) -> list[Change]:
    """List articles about what is asked that their outlets took back, by their titles, oldest first."""
    return [
        change
        for change in store.retractions()
        if change.title
        and term_coverage(query.term_weights, frozenset(stems(change.title))) >= _LEAST_COVERED
    ]


def _most_alike(sentence: str, text: str) -> str | None:
    said = frozenset(stems(sentence))
    sentences = [
        text[one.start : one.end] for passage in split_passages(text, _ANY_WORDS) for one in passage.sentences
    ]
    best = max(sentences, key=lambda one: similarity(said, frozenset(stems(one))), default=None)
    return best if best and similarity(said, frozenset(stems(best))) >= _LEAST_ALIKE else None
