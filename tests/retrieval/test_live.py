"""The live snapshot is followed while questions are answered."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest

from config.settings import AnswerSettings, IndexSettings
from index.build.build import build
from index.snapshot.snapshot import CURRENT, NothingIndexedError, SnapshotError, live_folder
from retrieval.answer import Answer, Question
from retrieval.answerer import Answerer
from retrieval.live import LiveAnswerer
from tests.index.sample_articles import article, found

EVERYTHING = AnswerSettings(threshold=0)


def test_a_new_snapshot_is_swapped_in(data: Path) -> None:
    live = LiveAnswerer(data, EVERYTHING)
    before = live.snapshot
    assert not live.refresh()
    build(found(article(1)), data, IndexSettings())
    assert live.snapshot is before
    assert live.refresh()
    assert live.snapshot.folder == live_folder(data)
    answer = live.answer(Question("How long is the bridge in Belcliff?"))
    assert isinstance(answer, Answer)
    assert "101 metres" in answer.quotes[0].text
    assert [row.articles for row in live.overview().outlets] == [1]
    live.close()


def test_a_broken_new_snapshot_is_not_swapped_in(data: Path) -> None:
    live = LiveAnswerer(data, EVERYTHING)
    before = live.snapshot
    (data / CURRENT).write_text("000999\n")
    with pytest.raises(SnapshotError, match="names no snapshot"):
        live.refresh()
    assert live.snapshot is before
    assert isinstance(live.answer(Question("How long was the call?")), Answer)
    live.close()


def test_no_question_is_lost_while_snapshots_come_and_go(data: Path) -> None:
    live = LiveAnswerer(data, EVERYTHING, threads=1)
    stop = threading.Event()
    lost: list[BaseException] = []
    answered = 0

    def ask() -> None:
        nonlocal answered
        while not stop.is_set():
            try:
                assert isinstance(
                    live.answer(Question("How long is the bridge, how long was the call?")), Answer
                )
                answered += 1
            except BaseException as error:
                lost.append(error)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for turn in range(6):
        build(found(*(article(n, f" Turn {turn}.") for n in range(3))), data, IndexSettings())
        assert live.refresh()
    stop.set()
    for asker in askers:
        asker.join()
    live.close()
    assert lost == []
    assert answered > 6


def test_nothing_indexed_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NothingIndexedError, match="clippings index"):
        LiveAnswerer(tmp_path, EVERYTHING)


def test_a_closed_answerer_is_gone_at_once(data: Path) -> None:
    """Nothing holds its models until the next collection of garbage: memory stays flat over many swaps."""
    gc.disable()
    try:
        answerer = Answerer.open(data, EVERYTHING)
        answerer.answer("How long was the call during the White House meeting?")
        answerer.close()
        gone = weakref.ref(answerer)
        del answerer
        assert gone() is None
    finally:
        gc.enable()
