"""What a picture shows, in words and places, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

# More rows than this are no picture any more.
MOST_ROWS = 12


class MarkKind(StrEnum):
    """What became of what a mark stands for."""

    PLAIN = "plain"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Name(BaseModel):
    """What a row is called. plain: what to write where no font has the letters of the name."""

    text: str
    plain: str = ""


class Mark(BaseModel):
    """A disc in a row. column: its day's place. text: in the disc. above: what stands over it."""

    row: int
    column: int
    text: str = ""
    above: str = ""
    kind: MarkKind = MarkKind.PLAIN


class Bar(BaseModel):
    """From a row's first report to its last: places of days. text: stands behind it."""

    row: int
    first: int
    last: int
    text: str


class Plan(BaseModel):
    """A picture: a row for each outlet, a column for each day.

    legend: what discs of some kind mean, where there are any.
    """

    title: Name
    rows: list[Name]
    columns: list[str]
    marks: list[Mark] = []
    bars: list[Bar] = []
    legend: dict[MarkKind, str] = {}


@dataclass(frozen=True)
class Picture:
    """A picture as PNG. alt: what it shows, in words."""

    png: bytes
    alt: str
