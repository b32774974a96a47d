"""Forms, as Discord would reject them: what no table of facts can say."""

from __future__ import annotations

from collections.abc import Iterator

from loopback.checks.kinds import size
from loopback.checks.messages import component_violations
from loopback.model.components import nested
from loopback.model.constants import ACTION_ROW, TEXT_INPUT, Json

_INPUT_LIMIT = 4000


def form_violations(form: Json) -> Iterator[str]:
    """Say what is wrong with a form, beyond the table of facts.

    form: title, custom id and components.
    Returns: a sentence for each mistake.
    """
    if not form["title"].strip():
        yield "a form without a title"
    yield from component_violations([*nested(form["components"])])
    for row in form["components"]:
        for field in nested([row]):
            if field["type"] == TEXT_INPUT:
                yield from _input_violations(field, is_in_row=row["type"] == ACTION_ROW)


def _input_violations(field: Json, *, is_in_row: bool) -> Iterator[str]:
    if is_in_row and not (field.get("label") or "").strip():
        yield "a text to fill in without a label"
    shortest, longest = field.get("min_length") or 0, field.get("max_length") or _INPUT_LIMIT
    if shortest > longest:
        yield f"a field of {shortest} to {longest} characters"
    if (value := field.get("value")) and not shortest <= size(value) <= longest:
        yield "a field filled in with what it doesn't take"
