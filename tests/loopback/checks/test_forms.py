"""Forms that Discord rejects, beyond the table of facts."""

from __future__ import annotations

import pytest

from loopback.checks.forms import form_violations
from loopback.model.constants import Json
from tests.loopback.bodies import field, form, menu


@pytest.mark.parametrize(
    ("made", "mistake"),
    [
        (form(field(), title=" "), "a form without a title"),
        (form(field(), field()), "the custom id 'text' twice"),
        (form(field(min_length=5, max_length=4)), "a field of 5 to 4 characters"),
        (form(field(max_length=3, value="long")), "filled in with what it doesn't take"),
        (form(components=[{"type": 1, "components": [field()]}]), "without a label"),
    ],
)
def test_forms_that_discord_rejects(made: Json, mistake: str) -> None:
    """Titles, lengths that contradict each other, what is filled in."""
    assert any(mistake in violation for violation in form_violations(made))
    assert not [*form_violations(form(field(), menu(["a", "b"])["components"][0]))]
