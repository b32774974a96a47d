"""A build can be killed at any instant: the old snapshot answers, and the next build is clean."""

from __future__ import annotations

import random
from pathlib import Path

from config.settings import AnswerSettings
from index.snapshot.snapshot import SNAPSHOTS, live_folder, open_live, snapshot_names
from index.snapshot.verify import check_snapshot
from retrieval.answer import Answer
from retrieval.answerer import Answerer
from retrieval.reading.reader import load_reader
from tests.index.kill import workers

KILLS = 50
# What is whole answers; that it does is seen after each so many kills, as reading takes longer than the rest.
ANSWERED = 5

# Builds again and again, each time with other articles, so that every kill hits a build at work.
BUILDING = """
from pathlib import Path
from config.settings import IndexSettings
from index.build import writer
from index.build.build import build
from tests.index.sample_articles import article, found
def work(what, data):
    first, count = map(int, what.split())
    for turn in range(first, first + count):
        # Each third writes all in one file, the others what changed.
        writer._FEW_PAGES = 1000 * (turn % 3 > 0)
        items = found(*(article(n, f" Turn {turn}." * (n % 2)) for n in range(6)))
        build(items, Path(data), IndexSettings(threads=1))
"""


def test_killed_at_fifty_random_instants(data: Path) -> None:
    instants = random.Random(20250818)
    hit = 0
    reader = load_reader()
    with workers(BUILDING, data) as building:
        for turn in range(KILLS):
            building.work(f"{turn * 1000} 999", instants.uniform(0, 0.8))
            hit += (data / SNAPSHOTS / ".building").exists()
            with open_live(data) as snapshot:
                assert list(check_snapshot(snapshot)) == [], f"after kill {turn}"
                if turn % ANSWERED:
                    continue
                answer = Answerer(snapshot, AnswerSettings(threshold=0), reader).answer(
                    "How long is the bridge, or the call?"
                )
                assert isinstance(answer, Answer)
        assert hit > KILLS // 4, "the kills must fall into builds"
        building.work("999000 1")
    left = {p.name for p in (data / SNAPSHOTS).iterdir()}
    assert left == set(snapshot_names(data)), "nothing of the killed builds is left"
    assert live_folder(data).name == max(left)
