"""Writes a trained reader as the bot serves it."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import torch

from index.models.onnx import quantise
from retrieval.reading.reader import MODEL, TOKENIZER
from training.model import TOKENIZER_FILE, ReaderModule

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_reader(model: ReaderModule, folder: Path) -> None:
    """Write a model and its tokenizer into a folder, weights as 8-bit integers."""
    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "full.onnx"
    sample = tuple(torch.ones(2, 16, dtype=torch.int64) for _ in _INPUTS)
    with warnings.catch_warnings():
        # The tracing exporter warns of every branch it freezes; training.measure compares the results.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.cpu().eval(),
            sample,
            str(full),
            input_names=list(_INPUTS),
            output_names=["logits", "answers"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*_INPUTS, "logits")}
            | {"answers": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
    quantise(full, folder / MODEL)
    full.unlink()
    shutil.copyfile(TOKENIZER_FILE, folder / TOKENIZER)
