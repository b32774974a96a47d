"""The default embedding model, which comes with the code, exported: see ``default/README.md``."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.disk import sha256
from index.models.encoder import CARD, ONNX_MODEL, TOKENIZER, EncoderCard, EncoderError, read_card

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_FOLDER = Path(__file__).parent / "default"
# Of model.onnx: what makes the vectors.
_ONNX_SHA256 = "d2629f683ef81e0fa6a0fb1404c5a189d8a3b3298b23e670eb00679a0910a476"


def copy_default(folder: Path) -> EncoderCard:
    """Copy the default model as an encoder folder.

    Copied, not linked: what becomes of a data folder must not reach the code's own files.

    folder: where to write; made if missing.
    Returns: the card of the encoder.
    Raises: EncoderError if the model isn't the one that belongs to this version.
    """
    card = read_card(DEFAULT_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for name in (CARD, ONNX_MODEL, TOKENIZER):
        shutil.copyfile(DEFAULT_FOLDER / name, folder / name)
    found = sha256(folder / ONNX_MODEL)
    if found != _ONNX_SHA256:
        raise EncoderError(
            f"{DEFAULT_FOLDER / ONNX_MODEL} isn't the model that belongs here (sha256 {found[:12]}…)."
            " Install Clippings again."
        )
    return card
