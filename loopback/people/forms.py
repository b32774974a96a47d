"""Menus and forms, as Discord's client lets people pick from them and fill them in."""

from __future__ import annotations

from loopback.model.components import nested
from loopback.model.constants import ACTION_ROW, LABEL, SELECTS, STRING_SELECT, TEXT_DISPLAY, TEXT_INPUT, Json
from loopback.model.guilds import Channel, Role
from loopback.model.users import User
from loopback.people.resolved import LISTED, Resolved, check_channel, check_type

_LONGEST_INPUT = 4000


def pick(menu: Json, picked: tuple[object, ...], resolved: Resolved, *, in_form: bool = False) -> list[str]:
    """Pick from a menu.

    menu: the select menu. picked: labels or values; people, roles or channels where it lists those.
    Returns: the values as Discord sends them.
    Raises: AssertionError where the menu doesn't offer that.
    """
    assert not menu.get("disabled"), "the menu is disabled"
    name = f"the menu {menu.get('placeholder') or menu['custom_id']!r}"
    # Only forms heed whether a menu is required; discord.py sends it with messages, too.
    is_optional = in_form and menu.get("required") is False
    least, most = 0 if is_optional else menu.get("min_values", 1), menu.get("max_values", 1)
    assert least <= len(picked) <= most, f"{name} takes {least} to {most}, not {len(picked)}"
    if menu["type"] != STRING_SELECT:
        for one in picked:
            check_type(name, LISTED, menu["type"], one)
            check_channel(name, menu, one)
        return [resolved.add(one) for one in picked if isinstance(one, (User, Role, Channel))]
    values = []
    for one in picked:
        fitting = [option["value"] for option in menu["options"] if one in (option["label"], option["value"])]
        assert fitting, f"{name} offers only {[option['label'] for option in menu['options']]}"
        values.append(fitting[0])
    return values


def fill_form(modal: Json, fields: dict[str, object], resolved: Resolved) -> list[Json]:
    """Fill in a form.

    fields: texts, or what is picked (several as a tuple or list), by custom id or by label, where a
        label may be written in lower case with ``_`` for spaces.
    Returns: its components as Discord sends them.
    Raises: AssertionError where the form doesn't take that.
    """
    left = dict(fields)
    sent: list[Json] = []
    for row in modal["components"]:
        if row["type"] == TEXT_DISPLAY:
            sent.append({"type": TEXT_DISPLAY, "id": 1})
        elif row["type"] == LABEL:
            filled = _field(row["component"], row["label"], left, resolved)
            sent.append({"type": LABEL, "id": 1, "component": filled})
        else:
            inner = row["components"][0]
            filled = _field(inner, inner.get("label") or inner.get("placeholder") or "", left, resolved)
            sent.append({"type": ACTION_ROW, "id": 1, "components": [filled]})
    labels = [part["label"] for part in nested(modal["components"]) if part.get("label")]
    assert not left, f"the form {modal['title']!r} has no {list(left)}, only {labels}"
    return sent


def _field(part: Json, label: str, left: dict[str, object], resolved: Resolved) -> Json:
    """Fill in one field of a form; takes what it is filled with from ``left``."""
    spoken = label.casefold().replace(" ", "_")
    key = next((one for one in left if one == part["custom_id"] or one.casefold() in (label, spoken)), None)
    given = left.pop(key) if key is not None else None
    filled: Json = {"type": part["type"], "id": 1, "custom_id": part["custom_id"]}
    if part["type"] in SELECTS:
        picked = tuple(given) if isinstance(given, (list, tuple)) else () if given is None else (given,)
        if given is None:
            picked = tuple(one["value"] for one in part.get("options") or [] if one.get("default"))
        return filled | {"values": pick(part, picked, resolved, in_form=True)}
    assert part["type"] == TEXT_INPUT, f"nobody here can fill in a component of type {part['type']}"
    value = (part.get("value") or "") if given is None else given
    assert isinstance(value, str), f"the field {label!r} takes a text"
    assert value or not part.get("required", True), f"the form needs {label!r}"
    shortest, longest = part.get("min_length") or 0, part.get("max_length") or _LONGEST_INPUT
    assert not value or shortest <= len(value) <= longest, (
        f"the field {label!r} takes {shortest} to {longest} characters"
    )
    return filled | {"value": value}
