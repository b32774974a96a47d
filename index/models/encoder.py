"""Turns texts into vectors with the model that an index was made with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError
from tokenizers import Tokenizer

from config.errors import ClippingsError
from config.extras import MissingExtraError, require_extra
from index.models.onnx import OnnxModel

Vectors = npt.NDArray[np.float32]

CARD = "encoder.json"
ONNX_MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
SENTENCE_TRANSFORMER = "model"


class EncoderError(ClippingsError):
    """A model can't be used; the message says which, why, and what to do."""


class EncoderCard(BaseModel):
    """What an encoder folder says of itself (``encoder.json``).

    model, revision: the sentence-transformers model, and which weights exactly.
    dimension: length of a vector. max_tokens: longer texts are cut there.
    query_prompt, passage_prompt: put before every text of that kind.
    form: "onnx-int8", "onnx" or, for a model that can't be exported, "sentence-transformers".
    problem: why the model couldn't be exported, where it couldn't.
    cosine, overlap: of the export's vectors to the original's, and the share of the ten nearest that are the
        same, on a sample of passages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())

    model: str
    revision: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    passage_prompt: str = ""
    form: str
    problem: str | None = None
    cosine: float = 1.0
    overlap: float = 1.0


class Encoder(ABC):
    """Makes vectors of unit length; a query and the passages that answer it lie close."""

    def __init__(self, card: EncoderCard) -> None:
        """Keep what the encoder's folder says of it."""
        self.card = card

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Encode texts to an array of shape (texts, dimension)."""
        return self._encode([self.card.passage_prompt + text for text in texts])

    def encode_query(self, text: str) -> Vectors:
        """Encode a question to an array of shape (dimension,)."""
        vector: Vectors = self.encode_queries([text])[0]
        return vector

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Encode questions to an array of shape (questions, dimension)."""
        return self._encode([self.card.query_prompt + text for text in texts])

    @abstractmethod
    def _encode(self, texts: list[str]) -> Vectors: ...


class OnnxEncoder(Encoder):
    """An exported model, served by onnxruntime without torch."""

    def __init__(self, folder: Path, card: EncoderCard, threads: int) -> None:
        """Load model and tokenizer from an encoder folder; threads 0 takes every core."""
        super().__init__(card)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(card.max_tokens)
        self._tokenizer.no_padding()
        self._model = OnnxModel(folder / ONNX_MODEL, threads)

    def _encode(self, texts: list[str]) -> Vectors:
        # Takes every core, for a hundredth of the time that encoding takes.
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        # The longest come first, so that no core is left with one of them at the end.
        order = sorted(range(len(texts)), key=lambda i: -len(tokens[i]))
        # A single one, such as a question, needn't go through another thread.
        encode = map if len(texts) == 1 else self._model.map
        vectors = np.empty((len(texts), self.card.dimension), dtype=np.float32)
        for i, vector in zip(order, encode(self._encode_one, [tokens[i] for i in order]), strict=True):
            vectors[i] = vector
        return vectors

    def _encode_one(self, tokens: list[int]) -> Vectors:
        """Encode one text to an array of shape (dimension,).

        int8 models scale what flows through them by the largest number of a run, so that texts sharing one
        would change each other's vectors: alone, a text has the same vector in every build.
        """
        ids = np.array([tokens], dtype=np.int64)
        (vectors,) = self._model.run({"input_ids": ids, "attention_mask": np.ones_like(ids)})
        vector: Vectors = vectors[0]
        return vector


class TorchEncoder(Encoder):
    """A model that can't be exported, served the slow way by sentence-transformers."""

    def __init__(self, folder: Path, card: EncoderCard) -> None:
        """Load the model from an encoder folder."""
        require_extra("models", f"The model {card.model}", "sentence_transformers")
        # Importing torch takes seconds and hundreds of megabytes; only this way of serving needs it.
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        super().__init__(card)
        self._model: Any = SentenceTransformer(str(folder / SENTENCE_TRANSFORMER), device="cpu")

    def _encode(self, texts: list[str]) -> Vectors:
        vectors: Vectors = self._model.encode(
            texts, prompt="", normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors.astype(np.float32)


def read_card(folder: Path) -> EncoderCard:
    """Read what an encoder folder says of itself, without loading the model.

    Raises: EncoderError if the card is missing or broken.
    """
    try:
        return EncoderCard.model_validate_json((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise EncoderError(
            f"The encoder in {folder} can't be read ({reason}). Run `clippings index --full`."
        ) from error


def load_encoder(folder: Path, threads: int = 0) -> Encoder:
    """Load the encoder that a snapshot was made with.

    folder: its ``encoder`` folder. threads: for many passages; 0 takes every core.
    Returns: the encoder.
    Raises: EncoderError if a file is missing or broken, MissingExtraError if the model needs packages that
        aren't installed.
    """
    card = read_card(folder)
    try:
        if card.form == "sentence-transformers":
            return TorchEncoder(folder, card)
        return OnnxEncoder(folder, card, threads)
    except MissingExtraError:
        raise
    except Exception as error:  # onnxruntime and tokenizers raise classes of their own without a common base
        raise EncoderError(
            f"The encoder in {folder} is broken ({error}). Run `clippings index --full`."
        ) from error
