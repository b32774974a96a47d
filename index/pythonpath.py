"""What Python processes need that are to import what this one can."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def import_path() -> str:
    """Return what ``PYTHONPATH`` must be for them."""
    return os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
