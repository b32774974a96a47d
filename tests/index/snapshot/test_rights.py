"""A snapshot that its reader has no right to is no broken one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.snapshot.snapshot import live_folder
from tests.conftest import ROOT

OPEN = """
import sys
from pathlib import Path
from index.snapshot.snapshot import SnapshotError, open_live
try:
    open_live(Path(sys.argv[1])).close()
except SnapshotError as error:
    print(error)
"""


@pytest.mark.parametrize(
    "place",
    [
        ".",
        "CURRENT",
        "generations",
        "live",
        "live/manifest.json",
        "live/articles.sqlite",
        "live/words/meta.json",
    ],
)
def test_what_may_not_be_read_is_named_and_nothing_is_to_be_built_anew(place: str, data: Path) -> None:
    live = live_folder(data)
    closed = live / place.removeprefix("live").strip("/") if place.startswith("live") else data / place
    mode = closed.stat().st_mode
    command = [sys.executable, "-c", OPEN, str(data)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("there is no setpriv to give up root's rights with")
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *command]
    closed.chmod(0)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    finally:
        closed.chmod(mode)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(data)) and "may not be read. Correct its permissions." in done.stdout
