"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataFolder = Annotated[
    Path | None, typer.Option(help="Where the index lives.", show_default="data", metavar="DIR")
]
SourceList = Annotated[
    Path | None,
    typer.Option(help="The list of sources.", show_default="config/sources.toml", metavar="FILE"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
