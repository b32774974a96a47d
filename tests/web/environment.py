"""The environment of programs that fetch from the loopback server."""

from __future__ import annotations

import os


def environment() -> dict[str, str]:
    """Settings under which the loopback server may be fetched from, quickly."""
    fetch = {"ALLOWED_HOSTS": '["127.0.0.1"]', "DELAY_SECONDS": "0", "TIMEOUT_SECONDS": "5"}
    return os.environ | {f"CLIPPINGS_FETCH__{name}": value for name, value in fetch.items()}
