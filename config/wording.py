"""What is wrong with a value that somebody wrote, in words for that person."""

from __future__ import annotations

import re
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
_MOST_NAMES = 20

# How a message of tomllib begins, and what it means.
_SAID_OF_TOML = (
    ("Expected ']", "a bracket isn't closed"),
    ("Unclosed", "a bracket isn't closed"),
    ("Unterminated", "a quotation mark isn't closed"),
    ('Expected "\'"', "a quotation mark isn't closed"),
    ("Expected '\"'", "a quotation mark isn't closed"),
    ("Illegal character '\\n'", "a quotation mark isn't closed"),
    ("Illegal character", "a character stands that a text can't hold"),
    ("Unescaped", "a \\ must be written as \\\\, or the text stand in single quotation marks"),
    ("Invalid value", "there is no value behind the =; a text stands in quotation marks"),
    ("Invalid date", "a date is none of the calendar"),
    ("Cannot overwrite", "a name stands that stood before"),
    ("Cannot declare", "a table stands that stood before"),
    ("Cannot mutate", "something is added to a value that is complete"),
    ("Duplicate inline", "a name stands that stood before"),
    ("Expected '='", "there is no = behind the name"),
    ("Expected newline", "more stands behind its value"),
    ("Invalid", "neither a [table] stands, nor name = value, nor a # comment"),
)
_LINE_NUMBER = re.compile(r"line (\d+)")


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
    names = list(known)
    near = get_close_matches(name, names, n=1)
    if near:
        return f"; perhaps {(written or {}).get(near[0], near[0])} is meant"
    return f"; there are {', '.join(names)}" if 1 < len(names) <= _MOST_NAMES and not written else ""


def say_what_toml_lacks(error: ValueError, text: str) -> str:
    """Say in a clause what is wrong with a text that should be TOML, and where.

    error: as ``tomllib`` raised it. text: what was read.
    """
    message, _, place = str(error).partition(" (at ")
    said = next((words for start, words in _SAID_OF_TOML if message.startswith(start)), message)
    if not (found := _LINE_NUMBER.match(place)):
        return f"at its end {said}"
    line = text.splitlines()[int(found[1]) - 1].strip() if text else ""
    shown = f", {line}," if 0 < len(line) <= _LONGEST_VALUE else ""
    return f"in line {found[1]}{shown} {said}"
