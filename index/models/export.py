"""Export a sentence-transformers model, so that it answers without torch."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

from config.extras import require_extra
from index.disk import sha256
from index.models.default_model import copy_default, default_card
from index.models.encoder import EncoderCard, EncoderError, read_card
from index.models.export_worker import TOLD, Order
from index.pythonpath import import_path

log = logging.getLogger(__name__)


def model_identity(model: str) -> tuple[str, str]:
    """Name a model and its weights without loading it.

    model: "default", a folder, or a name that sentence-transformers knows.
    Returns: (name, revision); the revision is the SHA-256 of the weights, or "as named" for a name.
    Raises: EncoderError if the default model's card can't be read.
    """
    if model == "default":
        card = default_card()
        return card.model, card.revision
    folder = Path(model).expanduser()
    if folder.is_dir():
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".safetensors", ".bin", ".json"}):
            digest.update(sha256(path).encode())
        return str(folder.resolve()), digest.hexdigest()
    return model, "as named"


def write_encoder(model: str, identity: tuple[str, str], folder: Path, passages: list[str]) -> EncoderCard:
    """Write a model as an encoder folder: the default one as it comes with the code, any other exported.

    Parameters, result and errors are those of ``export_encoder``.
    """
    if model == "default":
        return copy_default(folder)
    return export_encoder(model, identity, folder, passages)


def export_encoder(model: str, identity: tuple[str, str], folder: Path, passages: list[str]) -> EncoderCard:
    """Load a model with sentence-transformers and write it as an encoder folder.

    That is done by another process, as torch would hold 700 MB to the end of this one.

    model: a folder, or a name that sentence-transformers knows. identity: as ``model_identity`` gives it.
    folder: where to write; made if missing. passages: some that the model is for, to compare exports on.
    Returns: the card of the encoder, whose form says how well the export went: int8 weights where
        they stay close to the original, else full precision, else the model itself, with a warning.
    Raises: EncoderError if the model can't be loaded, MissingExtraError if the packages for it
        aren't installed.
    """
    require_extra("models", f"The model {model!r}", "sentence_transformers", "onnx")
    name, revision = identity
    order = Order(path=_path_of(model), name=name, revision=revision, folder=folder, passages=passages)
    # A session of its own: what Ctrl-C ends is its parent, and it ends when that is gone.
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "index.models.export_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"PYTHONPATH": import_path()},
        start_new_session=True,
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(order.model_dump_json().encode() + b"\n")
        process.stdin.flush()
        said = process.stdout.read().decode(errors="replace").strip()
        status = process.wait()
    if status:
        raise EncoderError(_why(model, status, said))
    card = read_card(folder)
    if card.problem:
        log.warning(
            "%s can't be exported (%s); it is served the slow way, with torch.", card.model, card.problem
        )
    return card


def _path_of(model: str) -> str:
    """Find what sentence-transformers is to load."""
    folder = Path(model).expanduser()
    return str(folder) if folder.is_dir() else model


def _why(model: str, status: int, said: str) -> str:
    """Explain why there is no export."""
    last = said.splitlines()[-1] if said else ""
    if status == TOLD:
        return (
            f"The model {model!r} can't be loaded: {last} "
            "Set index.model to a sentence-transformers name or folder that this machine can reach."
        )
    if status == -signal.SIGKILL:
        return (
            f"Exporting the model {model!r} was killed, as happens where memory is short: a small model"
            " needs 1 GB, once. Free memory, or build the index on another machine and copy its data folder."
        )
    return f"The model {model!r} can't be exported: its process ended with {status}. {last}"
