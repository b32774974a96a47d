"""The same articles get the same vectors to the bit, in whatever order and in how many builds they come."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from config.settings import IndexSettings
from index.article import Article
from index.build import build as building
from index.build.build import build
from index.models.default_model import DEFAULT_FOLDER
from index.models.encoder import load_encoder
from index.progress import Progress
from index.snapshot.snapshot import open_live
from tests.index.sample_articles import article, found

# Of different lengths, so that a run of several would pad the shorter ones.
ARTICLES = [article(n, " It rained." * (n % 7)) for n in range(24)]


class HaltError(Exception):
    """Stands for whatever ends a build halfway."""


class Interrupting(Progress):
    """Ends a build after some passages were encoded."""

    def encoded(self, count: int) -> None:
        raise HaltError


def built(data: Path, articles: Iterable[Article], threads: int = 0) -> dict[str, bytes]:
    """Build an index; returns the vector of each passage by its text, to the bit."""
    build(found(*articles), data, IndexSettings(threads=threads))
    with open_live(data) as snapshot:
        ids = snapshot.store.passage_ids()
        vectors = snapshot.vectors.vectors_of(ids)
        return {
            text: vector.tobytes()
            for text, vector in zip(snapshot.store.texts_of(ids.tolist()), vectors, strict=True)
        }


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The vectors of a build of all articles."""
    vectors = built(tmp_path_factory.mktemp("at_once"), ARTICLES)
    assert len(vectors) == len(ARTICLES)
    return vectors


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order(at_once: dict[str, bytes], tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    assert built(tmp_path, shuffled, threads=seed + 1) == at_once


def test_added_bit_by_bit(at_once: dict[str, bytes], tmp_path: Path) -> None:
    built(tmp_path, [article(3, " An older text."), *ARTICLES[5:9]])
    built(tmp_path, ARTICLES[:10])
    assert built(tmp_path, ARTICLES) == at_once


def test_interrupted_and_taken_up_again(
    at_once: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path, ARTICLES[:3])
    with monkeypatch.context() as small, pytest.raises(HaltError):
        small.setattr(building, "_WINDOW", 8)
        build(found(*ARTICLES), tmp_path, IndexSettings(), progress=Interrupting())
    assert built(tmp_path, ARTICLES) == at_once


def test_alone_or_among_others() -> None:
    encoder = load_encoder(DEFAULT_FOLDER)
    texts = [item.text for item in ARTICLES] + ["Yes.", ""]
    together = encoder.encode_passages(texts)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert together.tobytes() == alone.tobytes()
    assert encoder.encode_passages([]).shape == (0, 384)
