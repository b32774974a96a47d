"""What is wrong with a value is said for the person who wrote it."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.wording import say_what_is_wrong


class Boat(BaseModel):
    """Something to be wrong about."""

    model_config = ConfigDict(extra="forbid")

    name: str = "Otter"
    seats: int = Field(default=4, ge=1, le=90)
    speed: float = Field(default=9.5, gt=0, lt=60)
    kind: Literal["ferry", "tug"] = "ferry"
    has_sails: bool = False
    ports: list[str] = []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seat": 4}, "there is no such name; perhaps seats is meant"),
        ({"colour": "red"}, "there is no such name"),
        ({"seats": "many"}, "it must be a whole number, and is 'many'"),
        ({"seats": 4.5}, "it must be a whole number, and is 4.5"),
        ({"seats": 0}, "it must be at least 1, and is 0"),
        ({"seats": 91}, "it must be at most 90, and is 91"),
        ({"speed": "fast"}, "it must be a number, and is 'fast'"),
        ({"speed": 0}, "it must be more than 0.0, and is 0"),
        ({"speed": 99}, "it must be less than 60.0, and is 99"),
        ({"kind": "raft"}, "it must be 'ferry' or 'tug', and is 'raft'"),
        ({"has_sails": "perhaps"}, "it must be true or false, and is 'perhaps'"),
        ({"ports": "Ardmoor"}, 'it must be a list, such as ["one", "two"], and is \'Ardmoor\''),
        ({"name": 3}, "it must be a text in quotation marks, and is 3"),
    ],
)
def test_mistakes_are_said_in_words(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Boat.model_validate(given)
    assert say_what_is_wrong(raised.value.errors()[0], Boat.model_fields) == said
