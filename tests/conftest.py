"""What all tests share: real indexes of the examples and of the seeds, built once a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import AnswerSettings, IndexSettings
from index.build import build
from index.sources import Source, read_source
from retrieval.answerer import Answerer

# A model that isn't there must not be looked for on a hub: tests talk to this machine only.
os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real articles in ../shared come with the developers' checkout only"
)


def build_from(path: Path, data: Path) -> Path:
    """Index a file or folder into a data folder."""
    build(read_source(Source(path=path), IndexSettings().max_article_bytes), data, IndexSettings())
    return data


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose live generation holds the examples; not to be written to."""
    return build_from(EXAMPLES, tmp_path_factory.mktemp("example") / "data")


@pytest.fixture(scope="session")
def seed_data(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose live generation holds the seeds; not to be written to."""
    data = tmp_path_factory.mktemp("seeds") / "data"
    shutil.copytree(example_data, data)  # brings the exported encoder along, which takes seconds to make
    return build_from(SHARED / "seeds", data)


@pytest.fixture
def data(example_data: Path, tmp_path: Path) -> Path:
    """A data folder with the examples, for one test to change."""
    return shutil.copytree(example_data, tmp_path / "data")


@pytest.fixture(scope="session")
def answerer(example_data: Path) -> Iterator[Answerer]:
    """Answers from the examples."""
    with Answerer.open(example_data, AnswerSettings()) as opened:
        yield opened


@pytest.fixture(scope="session")
def seed_answerer(seed_data: Path) -> Iterator[Answerer]:
    """Answers from the seeds."""
    with Answerer.open(seed_data, AnswerSettings()) as opened:
        yield opened
