"""A build can be killed at any instant: the old generation answers, and the next build is clean."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.settings import AnswerSettings
from index.generation import GENERATIONS, generation_names, live_folder, open_live
from index.verify import check_generation
from retrieval.answer import Answer
from retrieval.answerer import Answerer

KILLS = 50

# Builds again and again, each time with other articles, so that every kill hits a build at work.
BUILDER = """
import sys
from pathlib import Path
from config.settings import IndexSettings
from index.build import build
from tests.index.corpus import article, found
data = Path(sys.argv[1])
print("ready", flush=True)
first, count = int(sys.argv[2]), int(sys.argv[3])
for turn in range(first, first + count):
    build(found(*(article(n, f" Turn {turn}." * (n % 2)) for n in range(6))), data, IndexSettings())
    print("built", flush=True)
"""


def test_killed_at_fifty_random_instants(data: Path) -> None:
    instants = random.Random(20250818)
    hit = 0
    for turn in range(KILLS):
        builder = subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(data), str(turn * 1000), "999"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert builder.stdout
        assert builder.stdout.readline() == "ready\n"
        time.sleep(instants.uniform(0, 0.8))
        builder.send_signal(signal.SIGKILL)
        rest = builder.communicate()[0]
        hit += (data / GENERATIONS / ".building").exists()
        with open_live(data) as generation:
            assert list(check_generation(generation)) == [], f"after kill {turn}, having printed {rest!r}"
            answer = Answerer(generation, AnswerSettings(threshold=0)).answer(
                "How long is the bridge, or the call?"
            )
            assert isinstance(answer, Answer)
    assert hit > KILLS // 4, "the kills must fall into builds"
    subprocess.run([sys.executable, "-c", BUILDER, str(data), "999000", "1"], check=True, capture_output=True)
    left = {p.name for p in (data / GENERATIONS).iterdir()}
    assert left == set(generation_names(data)), "nothing of the killed builds is left"
    assert live_folder(data).name == max(left)
