"""``python -m index`` is ``clippings index``."""

from __future__ import annotations

import sys

import typer

from config.errors import ClippingsError
from index.cli.index_commands import index

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.command()(index)

if __name__ == "__main__":
    try:
        app(prog_name="python -m index")
    except ClippingsError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
