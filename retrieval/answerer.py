"""From a question to an answer, or a refusal: one synchronous call."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from config.settings import AnswerSettings
from index.article import Article
from index.snapshot.snapshot import Snapshot, open_live
from retrieval.answer import Answer, Question, Reason, Refusal
from retrieval.question.query import Query, QueryParser
from retrieval.quoting.confidence import confidence
from retrieval.quoting.conflicts import Conflicts
from retrieval.quoting.namesakes import without_namesakes
from retrieval.quoting.nearest import find_nearest
from retrieval.quoting.quotes import choose_windows, has_more_quotes, make_quotes
from retrieval.quoting.short_answer import find_short_answer
from retrieval.quoting.versions import find_earlier
from retrieval.quoting.windows import score_windows
from retrieval.reading.read_passages import ReadPassage, read_passages
from retrieval.reading.reader import Reader, load_reader
from retrieval.search.candidates import Candidate, add_in_time_range, boost_recent, find_candidates
from retrieval.search.duplicates import Duplicates
from retrieval.search.selection import Selection, Selector
from retrieval.search.stories import Stories

# Articles named in a refusal.
_NEAREST = 3
# Articles whose sentences are remembered.
_REMEMBERED = 128


@dataclass(frozen=True)
class Found:
    """A question with the articles that count for it, and the passages found, best first."""

    query: Query
    selection: Selection
    candidates: Sequence[Candidate]


@dataclass(frozen=True)
class Reading(Found):
    """What was found, and the passages of it that were read."""

    passages: Sequence[ReadPassage]


class Answerer:
    """Answers questions from one snapshot. Same snapshot, same question, same answer."""

    def __init__(self, snapshot: Snapshot, settings: AnswerSettings, reader: Reader) -> None:
        """Make ready to answer: loads the encoder.

        snapshot: open; ``close`` closes it.
        """
        self.snapshot = snapshot
        self._settings = settings
        self._reader = reader
        self._parser = QueryParser(snapshot, reader.knows)
        self._selector = Selector(snapshot)
        self._duplicates = Duplicates(snapshot)
        # Not around a method of its own: an answerer that holds itself keeps its models until the next
        # collection of garbage, 30 MB for each new snapshot.
        self._sentences_of = lru_cache(_REMEMBERED)(snapshot.store.sentences_of)

    @classmethod
    def open(cls, data: Path | str = "data", settings: AnswerSettings | None = None) -> Answerer:
        """Open the live snapshot of a data folder, with the reader.

        Raises: SnapshotError, EncoderError or ReaderError if one can't be used.
        """
        with ThreadPoolExecutor(1) as beside:
            reader = beside.submit(load_reader)
            snapshot = open_live(Path(data))
            _ = snapshot.encoder  # Loaded while the reader is.
            return cls(snapshot, settings or AnswerSettings(), reader.result())

    @cached_property
    def stories(self) -> Stories:
        """The stories of the snapshot, read when they are first asked for."""
        return Stories(self.snapshot)

    def close(self) -> None:
        """Close the snapshot."""
        self.snapshot.close()

    def __enter__(self) -> Answerer:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def answer(self, question: Question | str, quotes: int | None = None) -> Answer | Refusal:
        """Find quotes that answer a question.

        question: its text alone, or with dates, outlet and what was asked before.
        quotes: how many at most; None: as the settings say.
        Returns: an answer, or why there is none.
        """
        reading = self.read(Question(question) if isinstance(question, str) else question)
        if isinstance(reading, Refusal):
            return reading
        return self._quote(reading, self._settings.quotes if quotes is None else quotes)

    def read(self, question: Question) -> Reading | Refusal:
        """Find the passages that may answer a question, and read the best of them."""
        found = self.search(question)
        if isinstance(found, Refusal):
            return found
        passages = read_passages(self.snapshot, self._reader, found.query, found.candidates)
        return Reading(found.query, found.selection, found.candidates, passages)

    def search(self, question: Question, limit: int | None = None) -> Found | Refusal:
        """Find the passages that are nearest to a question, by meaning and by words.

        limit: most that each of the two searches brings; None: as the settings say.
        """
        query = self._parser.parse(question)
        if isinstance(query, Reason):
            return self._refused(Refusal(question, query))
        selection = self._selector.select(question)
        if isinstance(selection, Reason):
            return Refusal(question, selection)
        return Found(query, selection, self._search(query, selection, limit or self._settings.candidates))

    def copies_of(self, article_number: int, selection: Selection) -> list[Article]:
        """List the articles that carry the text of another one and count as well."""
        copies = self._duplicates.copies_of(article_number, selection)
        return list(self.snapshot.store.vouched_articles(copies).values()) if copies else []

    def _search(self, query: Query, selection: Selection, limit: int) -> list[Candidate]:
        """Search the articles that count; those of a time that the question names once more on their own."""
        candidates = self._find(query, selection, limit)
        in_range = query.time_range and self._selector.select_in_time_range(query.question, query.time_range)
        if in_range:
            candidates = add_in_time_range(candidates, self._find(query, in_range, limit))
        if query.asked_on is None:
            return candidates
        days = self._selector.days_of([candidate.passage_id for candidate in candidates])
        return boost_recent(candidates, days, query.asked_on)

    def _find(self, query: Query, selection: Selection, limit: int) -> list[Candidate]:
        """Find candidates, without those of articles that stand back behind one that they copy."""
        found = find_candidates(self.snapshot, query, selection, limit)
        numbers = self._selector.articles_of([candidate.passage_id for candidate in found])
        return [
            candidate
            for candidate, number in zip(found, numbers, strict=True)
            if not self._duplicates.stands_back(number, selection)
        ]

    def _refused(self, refusal: Refusal) -> Refusal:
        """Give the language of a question as the reason, where hardly an article is in it."""
        languages, question = self._parser.languages, refusal.question
        asked_in = languages.foreign(question.text) if refusal.reason is Reason.NOT_FOUND else None
        if asked_in is None:
            return refusal
        return Refusal(question, Reason.OTHER_LANGUAGE, asked_in=asked_in, languages=languages.all)

    def _quote(self, reading: Reading, most: int) -> Answer | Refusal:
        """Choose what to quote of the passages read, and decide whether it answers."""
        query, selection = reading.query, reading.selection
        conflicts = Conflicts()
        passages = without_namesakes(query.text, reading.passages)
        windows = score_windows(query, passages, self._settings.quote_words)
        fitting = conflicts.without_overruled(windows)
        chosen = choose_windows(query, fitting, most, self._sentences_of, conflicts)
        quoted = [choice.window for choice in chosen]
        sure = confidence(query, reading.candidates, passages, quoted) if quoted else 0.0
        if not chosen or sure < self._settings.threshold:
            nearest = find_nearest(query, reading.passages, _NEAREST)
            return self._refused(Refusal(query.question, Reason.NOT_FOUND, nearest, sure, query.read_as))
        quotes = make_quotes(query, chosen, windows, lambda number: self.copies_of(number, selection))
        # What was so at an earlier time is no contradiction.
        earlier = find_earlier(query, quoted[0], windows)
        differing = None if earlier else conflicts.find_difference(quoted)
        short_answer = None if differing else find_short_answer(query, chosen[0], sure)
        if short_answer and short_answer.is_likely:
            # What stands above the quotes is what is marked in its own.
            quotes = (replace(quotes[0], highlights=(short_answer.span,)), *quotes[1:])
        has_more = has_more_quotes(fitting, chosen, conflicts)
        return Answer(query.question, quotes, sure, short_answer, differing, query.read_as, earlier, has_more)
