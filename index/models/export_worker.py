"""The process that loads a model with torch and exports it; ``index.models.export`` starts it."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from index.models.encoder import (
    CARD,
    ONNX_MODEL,
    SENTENCE_TRANSFORMER,
    TOKENIZER,
    EncoderCard,
    OnnxEncoder,
    Vectors,
)
from index.models.onnx import quantise

# The exit status where the last line of the output tells why the model can't be loaded.
TOLD = 3

# Longest text for models without a limit: some have none, some an infinite one.
_TOKENS = 512
# An export isn't used whose vectors have a lower mean cosine to the original's, or fewer of the ten nearest
# in common with them. Dynamic int8 weights reach .99 and .95.
_LEAST_COSINE, _LEAST_OVERLAP = 0.98, 0.8
_NEAREST = 10
# What exports are compared on besides passages: sentences, a question, a list, other letters, nothing much.
_SAMPLE = [
    "The harbour board approved a new ferry terminal on Tuesday after a four-hour debate.",
    "Who signed the agreement, and when does it take effect?",
    "Twelve boats, 340 crew members and two helicopters took part in the search near the cape.",
    "Der Stadtrat hat am Dienstag den Haushalt für das kommende Jahr beschlossen.",
    "- Rain in the north\n- Sunshine in the south\n- Wind along the coast",
    "Yes.",
]


class Order(BaseModel):
    """What is to be exported.

    path: a folder, or a name that sentence-transformers knows. name, revision: for the card.
    folder: where to write. passages: some that the model is for.
    """

    path: str
    name: str
    revision: str
    folder: Path
    passages: list[str]


def main() -> None:
    """Read an order from the first line of the standard input, and export; end at once where that ends."""
    order = Order.model_validate_json(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        original = _load(order.path)
    except Exception as error:  # the hub, the file system and torch each raise classes of their own
        print(_first_line(error))
        sys.exit(TOLD)
    order.folder.mkdir(parents=True, exist_ok=True)
    prompts, longest = original.prompts or {}, original.max_seq_length
    card = EncoderCard(
        model=order.name,
        revision=order.revision,
        dimension=original.get_embedding_dimension(),
        max_tokens=longest if isinstance(longest, int) else _TOKENS,
        query_prompt=prompts.get("query") or "",
        passage_prompt=prompts.get("document") or prompts.get("passage") or "",
        form="onnx-int8",
    )
    card = _export(original, order.folder, card, [*_SAMPLE, *order.passages])
    (order.folder / CARD).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")


def _end_with_parent() -> None:
    """End with the parent, which holds the other end of the standard input open for as long as it lives."""
    while os.read(0, 1):
        pass
    os._exit(1)


def _load(path: str) -> Any:
    # Only this process needs torch, which takes seconds to import; the parent imports this module too.
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging as its_logging  # noqa: PLC0415

    its_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # nobody would see its bar
    # What goes wrong is told in one sentence; their retries and hints would stand in its place.
    for name in ("huggingface_hub", "sentence_transformers", "transformers"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return SentenceTransformer(path, device="cpu")


def _export(original: Any, folder: Path, card: EncoderCard, sample: list[str]) -> EncoderCard:
    """Write the smallest form of the model that stays true to it."""
    prompted = [card.passage_prompt + text for text in sample]
    wanted = original.encode(prompted, prompt="", normalize_embeddings=True, show_progress_bar=False)
    full, small = folder / "full.onnx", folder / ONNX_MODEL
    try:
        original.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
        _to_onnx(original, full)
        quantise(full, small)
        for form in ("onnx-int8", "onnx"):
            if form == "onnx":
                shutil.move(full, small)
            vectors = OnnxEncoder(folder, card, 0).encode_passages(sample)
            cosine, overlap = _compare(vectors, wanted)
            if cosine >= _LEAST_COSINE and overlap >= _LEAST_OVERLAP:
                full.unlink(missing_ok=True)
                return card.model_copy(update={"form": form, "cosine": cosine, "overlap": overlap})
        raise ValueError(
            f"the export's vectors differ from the original's: cosine {cosine}, overlap {overlap}"
        )
    except Exception as error:
        for path in (full, small, folder / TOKENIZER):
            path.unlink(missing_ok=True)
        original.save(str(folder / SENTENCE_TRANSFORMER))
        return card.model_copy(update={"form": "sentence-transformers", "problem": _first_line(error)})


def _to_onnx(original: Any, path: Path) -> None:
    import torch  # noqa: PLC0415 - as in _load

    class Embedding(torch.nn.Module):
        """The whole model, pooling and normalisation included, from token ids to vectors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = original

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            vectors = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=1)

    tokens = original.tokenizer(_SAMPLE[:2], padding=True, return_tensors="pt")
    inputs = ("input_ids", "attention_mask")
    with warnings.catch_warnings():
        # The tracing exporter warns of every branch it freezes; the comparison that follows decides.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Embedding().eval(),
            tuple(tokens[name] for name in inputs),
            str(path),
            input_names=list(inputs),
            output_names=["embedding"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in inputs} | {"embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _compare(vectors: Vectors, wanted: Vectors) -> tuple[float, float]:
    """How near vectors are to others of the same texts: mean cosine, share of the ten nearest in common."""
    cosine = float(np.mean(np.sum(vectors * wanted, axis=1)))
    near, right = (np.argsort(-(one @ one.T), axis=1)[:, 1 : _NEAREST + 1] for one in (vectors, wanted))
    overlap = float(np.mean([np.isin(a, b).mean() for a, b in zip(near, right, strict=True)]))
    return round(cosine, 4), round(overlap, 4)


if __name__ == "__main__":
    main()
