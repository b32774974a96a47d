"""The tree of errors is drawn as it is: every error that a person should read, and where it stands."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import bot
import config
import index
import retrieval
from config import errors
from config.errors import ClippingsError

# Its place in the tree, its name, the package that it is in unless that is the one of the error above it.
_DRAWN = re.compile(r"^([│ ]*)[├└]── (\w+) +(\w+\.\w+)?", re.MULTILINE)
_INDENT = 4


def import_all() -> None:
    for package in (config, index, retrieval, bot):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def drawn() -> Iterator[tuple[str, str, str]]:
    """Every error of the drawing: its name, what it is a kind of, and its package."""
    above = [(ClippingsError.__name__, errors.__name__)]
    for indent, name, package in _DRAWN.findall(errors.__doc__ or ""):
        depth = len(indent) // _INDENT + 1
        parent, its_package = above[depth - 1]
        above[depth:] = [(name, package or its_package)]
        yield name, parent, package or its_package


def there(error: type[ClippingsError]) -> Iterator[tuple[str, str, str]]:
    """Every kind of an error that there is, likewise."""
    for kind in error.__subclasses__():
        yield kind.__name__, error.__name__, ".".join(kind.__module__.split(".")[:2])
        yield from there(kind)


def test_the_drawn_tree_is_the_real_one() -> None:
    import_all()
    assert sorted(drawn()) == sorted(there(ClippingsError))
