"""What all tests share: real indexes of the examples and of the seeds, built once a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase, MultiplexedDatabase, ReadOnlyDatabase

from config.settings import AnswerSettings, FetchSettings, IndexSettings
from index.build.build import build
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import CURRENT
from index.sources.local import read_files
from index.sources.source_list import Files
from retrieval.answerer import Answerer

# A model that isn't there must not be looked for on a hub: tests talk to this machine only.
os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"

# What a longer run found (benchmarks/fuzz.py) is tried by each run; what this one finds, by the next.
_OWN = Path(os.environ.get("HYPOTHESIS_STORAGE_DIRECTORY", ROOT / ".hypothesis")) / "examples"
settings.register_profile(
    "clippings",
    database=MultiplexedDatabase(
        DirectoryBasedExampleDatabase(_OWN),
        ReadOnlyDatabase(DirectoryBasedExampleDatabase(ROOT / "tests" / "findings")),
    ),
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", settings().max_examples)),
)
settings.load_profile("clippings")

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real articles in ../shared come with the developers' checkout only"
)


def build_from(path: Path, data: Path) -> Path:
    """Index a file or folder into a data folder."""
    with Sandbox(FetchSettings()) as sandbox:
        items = read_files(Files(path=path), IndexSettings().max_article_bytes, sandbox)
        build(items, data, IndexSettings())
    return data


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Parses pages, in processes that all tests share."""
    with Sandbox(FetchSettings()) as opened:
        yield opened


@contextmanager
def once_a_run(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Hold a folder that the processes which run tests side by side share: the first fills it for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with FileLock(folder / ".lock"):
        yield folder


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose live snapshot holds the examples; not to be written to."""
    with once_a_run(tmp_path_factory, "example") as folder:
        data = folder / "data"
        return data if (data / CURRENT).exists() else build_from(EXAMPLES, data)


@pytest.fixture(scope="session")
def seed_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose live snapshot holds the seeds; not to be written to."""
    return build_from(SHARED / "seeds", tmp_path_factory.mktemp("seeds") / "data")


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
