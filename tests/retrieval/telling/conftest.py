"""What the tests of timelines and coverage share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.settings import AnswerSettings
from retrieval.answerer import Answerer
from tests.retrieval.telling.ferry import build_ferry


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Tells of the ferry that sank."""
    data = build_ferry(tmp_path_factory.mktemp("ferry") / "data")
    with Answerer.open(data, AnswerSettings()) as opened:
        yield opened
