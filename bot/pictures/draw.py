"""Has pictures drawn, each in a short process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from bot.pictures.plan import Plan
from config.errors import ClippingsError
from index.pythonpath import import_path

# One takes a second or two; the first of a machine, which looks for its fonts, longer.
_PATIENCE_SECONDS = 60.0
# What a Python process needs to start like this one, and to remember which fonts there are; no token.
_ENVIRONMENT = (
    "PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "XDG_CACHE_HOME", "MPLCONFIGDIR",
)  # fmt: skip


class PictureError(ClippingsError):
    """A picture couldn't be drawn; the message says why."""


def draw(plan: Plan) -> bytes:
    """Draw a picture; blocks, for a second or two.

    Returns: a PNG of at most 1,000 by 800 pixels.
    Raises: PictureError where it can't be drawn.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.pictures.worker"],
            input=plan.model_dump_json().encode(),
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PictureError(f"The picture can't be drawn ({error}). The text says the same.") from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["nothing was drawn"]
        raise PictureError(f"The picture can't be drawn ({said[0]}). The text says the same.")
    return done.stdout


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return kept | {"PYTHONPATH": import_path(), "PYTHONUTF8": "1"}
