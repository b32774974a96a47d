"""What only some uses of Clippings need, and an installation may lack."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

from config.errors import ClippingsError

_CHECKOUT = Path(__file__).parents[1]


class MissingExtraError(ClippingsError):
    """Optional packages aren't installed; the message says which line installs them."""


def require_extra(extra: str, purpose: str, *modules: str) -> None:
    """Check that an extra of ``pyproject.toml`` is installed, without importing it.

    extra: its name; in a checkout ``make EXTRA`` installs it. purpose: what needs it, as the subject of a
    sentence: "The report". modules: what is needed of it, as it is imported.
    Raises: MissingExtraError if one of the modules can't be found.
    """
    for module in modules:
        if find_spec(module) is None:
            raise MissingExtraError(
                f"{purpose} needs {module}, which isn't installed. Run `{_command(extra)}`."
            )


def _command(extra: str) -> str:
    """Find the line that installs an extra: a target of the checkout, or pip with what the extra names."""
    if (_CHECKOUT / "Makefile").is_file():
        return f"make {extra}"
    try:
        listed = requires("clippings") or []
    except PackageNotFoundError:
        return f"pip install 'clippings[{extra}]'"
    ours = re.compile(rf"(.*?) *; *extra == ['\"]{re.escape(extra)}['\"]")
    return shlex.join(["pip", "install", *(found[1] for one in listed if (found := ours.fullmatch(one)))])
