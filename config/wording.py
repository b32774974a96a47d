"""What is wrong with a value that somebody wrote, in words for that person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

# pydantic's name for a mistake, and what to say of it; the braces are filled from what pydantic knows.
_SAID = {
    "json_invalid": "it is no valid JSON",
    "missing": "it is needed, and isn't there",
    "string_type": "it must be a text in quotation marks",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "int_type": "it must be a whole number",
    "int_parsing": "it must be a whole number",
    "int_from_float": "it must be a whole number",
    "float_type": "it must be a number",
    "float_parsing": "it must be a number",
    "greater_than": "it must be more than {gt}",
    "greater_than_equal": "it must be at least {ge}",
    "less_than": "it must be less than {lt}",
    "less_than_equal": "it must be at most {le}",
    "literal_error": "it must be {expected}",
    "enum": "it must be {expected}",
    "list_type": 'it must be a list, such as ["one", "two"]',
    "tuple_type": 'it must be a list, such as ["one", "two"]',
    "too_short": "it must have at least {min_length} of them",
    "model_type": "it must be a table of settings",
    "model_attributes_type": "it must be a table of settings",
    "dict_type": "it must be a table of settings",
    "path_type": "it must be a path in quotation marks",
}
_LONGEST_VALUE = 60


def say_what_is_wrong(mistake: Mapping[str, Any], known: Iterable[str] = ()) -> str:
    """Say in a clause what is wrong with a value.

    mistake: one of ``ValidationError.errors()``.
    known: names that could have been meant where the name is a wrong one.
    """
    kind = mistake["type"]
    if kind == "extra_forbidden":
        return f"there is no such name{suggestion(str(mistake['loc'][-1]), known)}"
    said = _SAID.get(kind)
    if said is None:
        return str(mistake["msg"]).removeprefix("Value error, ")
    value = repr(mistake.get("input"))
    shown = f", and is {value}" if kind != "missing" and len(value) <= _LONGEST_VALUE else ""
    return said.format_map(mistake.get("ctx") or {}) + shown


def suggestion(name: str, known: Iterable[str], written: Mapping[str, str] | None = None) -> str:
    """Suggest the known name that is most like a wrong one; empty where none is.

    written: how a known name is written for people, where that is otherwise.
    """
    near = get_close_matches(name, list(known), n=1)
    return f"; perhaps {(written or {}).get(near[0], near[0])} is meant" if near else ""
