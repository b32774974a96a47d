"""Runs the property tests of what reads foreign things for longer, and keeps what makes them fail as files.

    python -m benchmarks.fuzz [--minutes 30] [--examples 500] [tests/index tests/retrieval ...]

Round after round all property tests are run with so many examples each, every round with others. What fails
is shrunk and put into ``tests/findings``, where every run of the tests tries it first, as long as the test
stays as it is; it is to be committed with what mends it. The exit code is 1 if anything failed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.options import plain_parser

ROOT = Path(__file__).parents[1]
FINDINGS = ROOT / "tests" / "findings"
_FAILED = re.compile(r"^FAILED (\S+)", re.MULTILINE)


def main() -> int:
    """Run, and say which tests failed how often; returns the exit code."""
    parser = plain_parser(__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="no round begins after so many")
    parser.add_argument("--examples", type=int, default=500, help="of each test in a round")
    parser.add_argument("tests", nargs="*", default=["tests/index"])
    options = parser.parse_args()
    failed = Counter[str]()
    end = time.monotonic() + 60 * options.minutes
    rounds = 0
    while rounds == 0 or time.monotonic() < end:
        failed.update(run(options.tests, options.examples))
        rounds += 1
        print(f"{rounds} rounds, {len(failed)} tests failed", flush=True)
    for test, times in failed.most_common():
        print(f"{test}: in {times} of {rounds} rounds")
    return int(bool(failed))


def run(tests: list[str], examples: int) -> list[str]:
    """Run the property tests once, and keep what makes them fail; returns the names of those that do."""
    with tempfile.TemporaryDirectory() as storage:
        environment = os.environ | {"HYPOTHESIS_STORAGE_DIRECTORY": storage, "FUZZ_EXAMPLES": str(examples)}
        command = ["-m", "pytest", "-q", "-m", "hypothesis", *tests]
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        # Neither passed nor failed: there is nothing to run, or it can't be.
        if done.returncode not in (0, 1):
            raise SystemExit(done.stdout)
        found = Path(storage) / "examples"
        if done.returncode and found.is_dir():
            shutil.copytree(found, FINDINGS, dirs_exist_ok=True)
    return _FAILED.findall(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
