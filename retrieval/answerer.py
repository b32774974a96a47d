"""From a question to an answer, or a refusal: one synchronous call."""

from __future__ import annotations

from pathlib import Path

from config.settings import AnswerSettings
from index.article import Article
from index.generation import Generation, open_live
from retrieval.answer import Answer, Question, Reason, Refusal
from retrieval.candidates import Candidate, Scope, find_candidates
from retrieval.confidence import confidence
from retrieval.kinds import expected_kind
from retrieval.quotes import choose_quotes
from retrieval.short_answer import find_short_answer
from retrieval.terms import content_words, names_among
from retrieval.weights import Weights
from retrieval.windows import Searched, score_windows

# Articles named in a refusal.
_NEAREST = 3


class Answerer:
    """Answers questions from one generation. Same generation, same question, same answer."""

    def __init__(self, generation: Generation, settings: AnswerSettings | None = None) -> None:
        """Make ready to answer: loads the encoder.

        generation: open; ``close`` closes it.
        """
        self.generation = generation
        self._settings = settings or AnswerSettings()
        self._encoder = generation.encoder
        self._scope = Scope(generation)
        self._weights = Weights(generation)

    @classmethod
    def open(cls, data: Path | str = "data", settings: AnswerSettings | None = None) -> Answerer:
        """Open the live generation of a data folder.

        Raises: GenerationError or EncoderError if it can't be used.
        """
        return cls(open_live(Path(data)), settings)

    def close(self) -> None:
        """Close the generation."""
        self.generation.close()

    def __enter__(self) -> Answerer:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def answer(self, question: Question | str) -> Answer | Refusal:
        """Find quotes that answer a question.

        question: its text alone, or with dates and outlet.
        Returns: an answer, or why there is none.
        """
        if isinstance(question, str):
            question = Question(question)
        words = content_words(question.text)
        if not words:
            return Refusal(question, Reason.EMPTY_QUESTION)
        if question.outlet is not None and not self._scope.knows_outlet(question.outlet):
            return Refusal(question, Reason.UNKNOWN_OUTLET)
        articles = self._scope.articles(question)
        if articles is not None and len(articles) == 0:
            return Refusal(question, Reason.NO_ARTICLES)
        scope = None if articles is None else (articles, self._scope.passages(articles))
        vector = self._encoder.encode_query(question.text)
        candidates = find_candidates(self.generation, vector, words, self._settings.candidates, scope)
        searched = Searched(
            question,
            vector,
            self._weights.of(words),
            self._weights.of(names_among(words)),
            expected_kind(question.text),
        )
        windows = score_windows(self.generation, searched, candidates, self._settings.quote_words)
        chosen = choose_quotes(searched, windows, self._settings)
        sure = confidence(candidates, chosen[0].window) if chosen else 0.0
        if sure < self._settings.threshold:
            return Refusal(question, Reason.NOT_FOUND, self._nearest(candidates), sure)
        quotes = tuple(choice.quote for choice in chosen)
        return Answer(question, quotes, sure, find_short_answer(searched, chosen))

    def _nearest(self, candidates: list[Candidate]) -> tuple[Article, ...]:
        """The articles of the best candidates."""
        store = self.generation.store
        passages = store.passages([c.passage for c in candidates[: 4 * _NEAREST]])
        numbers = list(dict.fromkeys(passages[c.passage].article for c in candidates[: 4 * _NEAREST]))
        articles = store.articles(numbers[:_NEAREST])
        return tuple(articles[number] for number in numbers[:_NEAREST])
