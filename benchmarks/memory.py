"""Measure the memory of this process."""

from __future__ import annotations

import os
from pathlib import Path


def resident() -> float:
    """Read the memory that this process has now (RSS), in MB; Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
