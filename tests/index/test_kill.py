"""A build can be killed at any instant: the old generation answers, and the next build is clean."""

from __future__ import annotations

import random
from pathlib import Path

from config.settings import AnswerSettings
from index.generation import GENERATIONS, generation_names, live_folder, open_live
from index.verify import check_generation
from retrieval.answer import Answer
from retrieval.answerer import Answerer
from tests.index.killing import workers

KILLS = 50

# Builds again and again, each time with other articles, so that every kill hits a build at work.
BUILDING = """
from pathlib import Path
from config.settings import IndexSettings
from index.build import build
from tests.index.corpus import article, found
def work(what, data):
    first, count = map(int, what.split())
    for turn in range(first, first + count):
        items = found(*(article(n, f" Turn {turn}." * (n % 2)) for n in range(6)))
        build(items, Path(data), IndexSettings(threads=1))
"""


def test_killed_at_fifty_random_instants(data: Path) -> None:
    instants = random.Random(20250818)
    hit = 0
    with workers(BUILDING, data) as building:
        for turn in range(KILLS):
            building.work(f"{turn * 1000} 999", instants.uniform(0, 0.8))
            hit += (data / GENERATIONS / ".building").exists()
            with open_live(data) as generation:
                assert list(check_generation(generation)) == [], f"after kill {turn}"
                answer = Answerer(generation, AnswerSettings(threshold=0)).answer(
                    "How long is the bridge, or the call?"
                )
                assert isinstance(answer, Answer)
        assert hit > KILLS // 4, "the kills must fall into builds"
        building.work("999000 1")
    left = {p.name for p in (data / GENERATIONS).iterdir()}
    assert left == set(generation_names(data)), "nothing of the killed builds is left"
    assert live_folder(data).name == max(left)
