"""Who does it, and whom it is done to, are told apart by where they stand."""

from __future__ import annotations

import pytest

from index.article import Span
from retrieval.quoting.roles import has_other_partner, has_other_role, is_done_to_otherwise, names_another

RENT = "The baker Rosa Tamm has evicted the tenant Emil Horn from a flat in Pell."
TITLE = "Yara Sol was outpointed in the title fight in Pell by Ute Brandt, 3-0, on Friday."


def _is_other(question: str, text: str, name: str) -> bool:
    at = text.index(name)
    return has_other_role(question, text, Span(0, len(text)), Span(at, at + len(name)))


@pytest.mark.parametrize(
    ("question", "name", "other"),
    [
        ("Who evicted Emil Horn?", "Rosa Tamm", False),
        ("Who evicted Rosa Tamm?", "Emil Horn", True),
        ("Who has evicted Rosa Tamm?", "Emil Horn", True),
        ("Whom did Rosa Tamm evict?", "Emil Horn", False),
        ("Who did Emil Horn evict?", "Rosa Tamm", True),
        ("Who was evicted from a flat?", "Emil Horn", False),
        ("Who was evicted from a flat?", "Rosa Tamm", True),
        ("Who was Emil Horn evicted by?", "Rosa Tamm", False),
        ("By whom was Rosa Tamm evicted?", "Emil Horn", True),
        ("Which tenant was evicted in Pell?", "Emil Horn", False),
        ("Who is the tenant in Pell?", "Emil Horn", False),
        ("Why was Emil Horn evicted?", "Rosa Tamm", False),
    ],
)
def test_what_a_name_has_to_do_with_the_verb(question: str, name: str, other: bool) -> None:
    assert _is_other(question, RENT, name) is other


@pytest.mark.parametrize(
    ("question", "name", "other"),
    [
        ("Who outpointed Yara Sol?", "Ute Brandt", False),
        ("Who was outpointed in Pell?", "Yara Sol", False),
        ("Who was outpointed in Pell?", "Ute Brandt", True),
        ("Who outpointed Ute Brandt?", "Yara Sol", True),
    ],
)
def test_passives(question: str, name: str, other: bool) -> None:
    assert _is_other(question, TITLE, name) is other


def test_a_passive_doesnt_say_who_does_something_else() -> None:
    whole = Span(0, len(TITLE))
    loser, winner = (
        Span(TITLE.index(name), TITLE.index(name) + len(name)) for name in ("Yara Sol", "Ute Brandt")
    )
    assert is_done_to_otherwise("Who took the title in Pell?", TITLE, whole, loser)
    assert not is_done_to_otherwise("Who took the title in Pell?", TITLE, whole, winner)
    assert not is_done_to_otherwise("Who was hurt in Pell?", TITLE, whole, loser)
    assert not is_done_to_otherwise("Who outpointed Yara Sol?", TITLE, whole, loser)


def test_of_two_with_one_verb_the_words_behind_it_tell() -> None:
    text = "Rosa Tamm named the bridge a wonder. Emil Horn named it a disgrace."
    first, second = Span(0, 36), Span(37, len(text))
    assert names_another("Who named the bridge a disgrace?", text, first, [first, second])
    assert not names_another("Who named the bridge a wonder?", text, first, [first, second])
    assert not names_another("Who built the bridge?", text, first, [first, second])


def test_who_lost_to_somebody_else_didnt_lose_to_whom_the_question_names() -> None:
    text = "Yara Sol was outpointed by Ute Brandt, and Emil Horn lost to Rosa Tamm."
    assert has_other_partner("Who lost to Ute Brandt?", text, Span(0, len(text)))
    assert not has_other_partner("Who lost to Rosa Tamm?", text, Span(0, len(text)))
    assert not has_other_partner("Who lost to Tamm?", text, Span(0, len(text)))
    assert not has_other_partner("Who lost?", text, Span(0, len(text)))
