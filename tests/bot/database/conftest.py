"""A file for a database."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database is to be; there is none yet."""
    return tmp_path / "data" / "bot.sqlite"
