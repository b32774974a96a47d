"""Kills processes at work, many of them, without waiting for each to import everything."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

# Imports once, then forks a process that works for each line that it is told, and says how that ended.
_FORKING = """
import os, sys
{work}
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        work(line.strip(), *sys.argv[1:])
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@dataclass(frozen=True)
class Workers:
    """Starts a process for each piece of work."""

    parent: subprocess.Popen[str]

    def work(self, what: str, seconds: float | None = None) -> bool:
        """Let a process work, and kill it after so many seconds, if any are given.

        Returns: was it killed, rather than done before?
        """
        told, said = self.parent.stdin, self.parent.stdout
        assert told and said
        print(what, file=told, flush=True)
        child = int(said.readline())
        if seconds is not None:
            time.sleep(seconds)
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                os.kill(child, signal.SIGKILL)
        status = int(said.readline())
        assert seconds is not None or status == 0, "left alone, it does its work"
        return os.WIFSIGNALED(status)


@contextmanager
def workers(work: str, *arguments: Path, env: Mapping[str, str] | None = None) -> Iterator[Workers]:
    """Processes that call ``work(what, *arguments)``; work: the source of that function, and its imports."""
    command = [sys.executable, "-c", _FORKING.format(work=work), *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env
    ) as parent:
        yield Workers(parent)
