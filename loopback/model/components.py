"""Components of messages and forms: buttons, menus, texts, and what holds them."""

from __future__ import annotations

from collections.abc import Iterator

from loopback.model.constants import BUTTON, SELECTS, Json


def nested(components: list[Json]) -> Iterator[Json]:
    """Walk through all components, those inside others too."""
    for component in components:
        yield component
        yield from nested(component.get("components") or [])
        for inner in (component.get("accessory"), component.get("component")):
            if inner:
                yield from nested([inner])


def buttons_in(components: list[Json]) -> list[Json]:
    """List the buttons among components, those inside others too."""
    return [part for part in nested(components) if part["type"] == BUTTON]


def menus_in(components: list[Json]) -> list[Json]:
    """List the select menus among components, those inside others too."""
    return [part for part in nested(components) if part["type"] in SELECTS]


def face(button: Json) -> str:
    """Return what a button says, or its emoji where it says nothing."""
    return button.get("label") or (button.get("emoji") or {}).get("name") or ""
