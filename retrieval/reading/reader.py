"""Reads a passage for a question: where the answer stands in it, and how likely it is there at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from config.errors import ClippingsError
from index.models.onnx import Feed, OnnxModel

WEIGHTS = Path(__file__).parent / "reader_weights"
MODEL, TOKENIZER = "reader.onnx", "tokenizer.json"

# Passages of 120 words have about 160 tokens; the rest is for the question and the title.
MOST_TOKENS = 256
_TITLE_WORDS = 30
_QUESTION_WORDS = 60
# Longer answers are explanations: the quote shows them.
_SPAN_TOKENS = 24
_SPANS = 6

Odds = npt.NDArray[np.float64]
# Odds beyond e^40 are as good, and far from what a sum of floats can hold.
_MOST_LOG_ODDS = 40.0
_LEAST_ODDS = 1e-12


class ReaderError(ClippingsError):
    """The reader can't be used; the message says why, and what to do."""


@dataclass(frozen=True)
class AnswerSpan:
    """A stretch of a passage that may be the answer: characters start to end of its text, and how likely."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True)
class PassageScores:
    """What the reader makes of one passage, read beside others for a question.

    It was taught to read them together: one softmax over the tokens of all and one "nowhere", which makes the
    odds of passages add up; see Clark and Gardner, "Simple and Effective Multi-Paragraph Reading
    Comprehension", ACL 2018. Where in a passage the answer stands is told by that passage alone.

    offsets: shape (tokens, 2), the characters of each of the passage's words or parts of words.
    odds: shape (tokens, 2), how much likelier an answer starts and ends with each than that the passage holds
    none. answers: logarithm of the odds that it answers at all, be it with a yes, a reason or a sentence.
    """

    offsets: npt.NDArray[np.int64]
    odds: Odds
    answers: float

    @cached_property
    def token_probabilities(self) -> Odds:
        """The probabilities that an answer starts and ends with each token, of this passage read alone."""
        probabilities: Odds = self.odds / (1.0 + self.total_odds)
        return probabilities

    @property
    def log_odds(self) -> float:
        """The logarithm of the odds that this passage answers, read alone."""
        return mean_log_odds(self.total_odds)

    @cached_property
    def total_odds(self) -> Odds:
        """The odds that an answer starts and that it ends in it, shape (2,); those of passages add up."""
        total: Odds = self.odds.sum(axis=0)
        return total

    @property
    def answerability(self) -> float:
        """The probability that this passage answers, read alone."""
        return 1.0 - float(1.0 / np.sqrt(np.prod(1.0 + self.total_odds)))

    def span_probability(self, start: int, end: int) -> float:
        """Estimate the probability that the answer stands between two characters of the passage."""
        inside = (self.offsets[:, 0] >= start) & (self.offsets[:, 1] <= end)
        return float(self.token_probabilities[inside].sum(axis=0).mean())

    def find_answers(self, sentences: Sequence[tuple[int, int]]) -> list[AnswerSpan]:
        """Find the likeliest answers, none overlapping a likelier one.

        sentences: start and end of each in the passage, in order; no answer reaches from one into another.
        Returns: at most six, likeliest first.
        """
        begins, finishes = self.token_probabilities.T
        starts = np.argsort(-begins, kind="stable")[: 2 * _SPANS]
        ends = np.argsort(-finishes, kind="stable")[: 2 * _SPANS]
        length = ends[None, :] - starts[:, None]
        sentence = np.searchsorted([start for start, _ in sentences], self.offsets[:, 0], side="right")
        allowed = (length >= 0) & (length < _SPAN_TOKENS) & (sentence[starts][:, None] == sentence[ends])
        chances = np.where(allowed, begins[starts][:, None] * finishes[ends], 0.0)
        found: list[AnswerSpan] = []
        for flat in np.argsort(-chances, axis=None, kind="stable"):
            row, column = divmod(int(flat), chances.shape[1])
            if chances[row, column] <= 0 or len(found) == _SPANS:
                break
            start, end = int(self.offsets[starts[row], 0]), int(self.offsets[ends[column], 1])
            if all(end <= other.start or start >= other.end for other in found):
                found.append(AnswerSpan(start, end, float(chances[row, column])))
        return found


class Reader:
    """The reader's weights, served by onnxruntime."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 0) -> None:
        """Load weights and tokenizer; threads: passages read side by side, 0 takes every core."""
        self._tokenizer = load_tokenizer(folder / TOKENIZER)
        self._model = OnnxModel(folder / MODEL, threads)

    def knows(self, word: str) -> bool:
        """Tell whether a lower-case word is one of the model's own, so that it is no typo."""
        return self._tokenizer.token_to_id(word) is not None

    def read(self, question: str, passages: list[tuple[str, str]]) -> list[PassageScores]:
        """Read passages for a question.

        passages: title of the article, which helps to understand, and text.
        Returns: the scores of each.
        """
        pairs = [encode_pair(self._tokenizer, question, title, text) for title, text in passages]
        return list(self._model.map(self._read_pair, pairs))

    def _read_pair(self, pair: tuple[int, Encoding]) -> PassageScores:
        """Run the model for one passage."""
        before, encoding = pair
        outputs = self._model.run(_feed(encoding))
        logits, answers = outputs[0][0].astype(np.float64), float(outputs[1][0])
        tokens = text_tokens(encoding, before)
        # Token 0 of the input stands for "no answer".
        odds: Odds = np.exp(np.minimum(logits[tokens] - logits[0], _MOST_LOG_ODDS))
        offsets = np.array(encoding.offsets, dtype=np.int64)[tokens].reshape(-1, 2) - before
        return PassageScores(offsets, odds, answers)


def load_reader(threads: int = 0, folder: Path = WEIGHTS) -> Reader:
    """Load the reader.

    threads: for one question; 0 takes every core.
    Raises: ReaderError if its weights are missing or broken.
    """
    try:
        return Reader(folder, threads)
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own without a common base
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise ReaderError(
            f"The reader in {folder} can't be loaded ({reason}). Install Clippings again, or run"
            " `python -m training.reader`."
        ) from error


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer as the reader uses it: what is too long is cut, nothing is padded."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
    return tokenizer


def encode_pair(tokenizer: Tokenizer, question: str, title: str, text: str) -> tuple[int, Encoding]:
    """Encode a question with a text and the title that explains it, in training and in use alike.

    Returns: how many characters precede the text in the second part, and the encoding.
    """
    before = " ".join(title.split()[:_TITLE_WORDS])
    before = f"{before}\n" if before else ""
    return len(before), tokenizer.encode(" ".join(question.split()[:_QUESTION_WORDS]), before + text)


def text_tokens(encoding: Encoding, before: int) -> npt.NDArray[np.int64]:
    """List the tokens that stand in the text itself, not in the question or the title."""
    return np.array(
        [
            token
            for token, (segment, (start, end)) in enumerate(
                zip(encoding.type_ids, encoding.offsets, strict=True)
            )
            if segment == 1 and end > start >= before
        ],
        dtype=np.int64,
    )


def _feed(encoding: Encoding) -> Feed:
    return {
        "input_ids": np.array([encoding.ids], dtype=np.int64),
        "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
    }


def mean_log_odds(odds: Odds) -> float:
    """Compute the logarithm of the geometric mean of the odds of start and end."""
    return float(np.log(np.maximum(odds, _LEAST_ODDS)).mean())
