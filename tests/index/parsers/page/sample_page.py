"""A short story of our own writing, as pages hold it."""

from __future__ import annotations

STORY = [
    "The council of Ardmoor opened a new bridge on Monday after three years of work on both banks.",
    "It is a hundred metres long and cost twenty million crowns, the mayor told the crowd at the river.",
    "Buses will cross it every ten minutes from Tuesday, and cyclists have asked for a lane of their own.",
    "The old ferry, which carried people over for ninety years, will be shown in the museum next summer.",
]
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
TITLE = "Ardmoor opens its bridge"
