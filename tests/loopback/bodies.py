"""Parts of requests, made by hand."""

from __future__ import annotations

from loopback.model.constants import Json


def text(content: str) -> Json:
    """A text component."""
    return {"type": 10, "content": content}


def button(**more: object) -> Json:
    """A row with a button."""
    return {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", **more}]}


def menu(values: list[str], **more: object) -> Json:
    """A row with a menu."""
    options = [{"label": value, "value": value} for value in values]
    return {"type": 1, "components": [{"type": 3, "custom_id": "menu", "options": options, **more}]}


def form(*parts: Json, **more: object) -> Json:
    """A form with labelled parts."""
    rows = [{"type": 18, "label": "Label", "component": part} for part in parts]
    return {"title": "Title", "custom_id": "form", "components": rows, **more}


def field(**more: object) -> Json:
    """A text to fill in."""
    return {"type": 4, "custom_id": "text", "style": 1, **more}


def group(options: list[Json]) -> Json:
    """A command with options."""
    return {"name": "group", "description": "x", "options": options}
