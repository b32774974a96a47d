"""The default embedding model, which comes with the code, exported: see ``default/README.md``."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.disk import sha256
from index.models.encoder import CARD, ONNX_MODEL, TOKENIZER, EncoderCard, EncoderError, read_card

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_FOLDER = Path(__file__).parent / "default"
# Of what makes the vectors.
_SHA256 = {
    ONNX_MODEL: "d2629f683ef81e0fa6a0fb1404c5a189d8a3b3298b23e670eb00679a0910a476",
    TOKENIZER: "851ca67100d372ca3ae031a6abd168f53489eebfd7d89523f35c5c9b4d372c3c",
}


def default_card() -> EncoderCard:
    """Read what the default model says of itself.

    Raises: EncoderError if it isn't there whole.
    """
    try:
        return read_card(DEFAULT_FOLDER)
    except EncoderError as error:
        raise EncoderError(
            f"The default model in {DEFAULT_FOLDER} can't be read. Install Clippings again."
        ) from error


def copy_default(folder: Path) -> EncoderCard:
    """Copy the default model as an encoder folder.

    Copied, not linked: what becomes of a data folder must not reach the code's own files.

    folder: where to write; made if missing.
    Returns: the card of the encoder.
    Raises: EncoderError if the model isn't the one that belongs to this version.
    """
    card = default_card()
    folder.mkdir(parents=True, exist_ok=True)
    for name in (CARD, *_SHA256):
        shutil.copyfile(DEFAULT_FOLDER / name, folder / name)
    for name, wanted in _SHA256.items():
        if (found := sha256(folder / name)) != wanted:
            raise EncoderError(
                f"{DEFAULT_FOLDER / name} isn't the one that belongs here (sha256 {found[:12]}…)."
                " Install Clippings again."
            )
    return card
