"""What is wrong with a value is said for the person who wrote it."""

from __future__ import annotations

import tomllib
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.wording import say_what_is_wrong, say_what_toml_lacks


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
        ({"colour": "red"}, "there is no such name; there are name, seats, speed, kind, has_sails, ports"),
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[boats\nseats = 4\n", "in line 1, [boats, a bracket isn't closed"),
        ('name = "Otter\n', "in line 1, name = \"Otter, a quotation mark isn't closed"),
        ("seats = 4\nname = Otter\n", "in line 2, name = Otter, there is no value behind the ="),
        ("seats =\nspeed = 9\n", "in line 1, seats =, there is no value behind the ="),
        ("seats = 4\nseats = 5\nspeed = 9\n", "in line 2, seats = 5, a name stands that stood before"),
        ("[boats]\n[boats]\nseats = 4\n", "in line 2, [boats], a table stands that stood before"),
        ("most seats = 4\n", "in line 1, most seats = 4, there is no = behind the name"),
        ('home = "C:\\quay"\n', 'in line 1, home = "C:\\quay", a \\ must be written as \\\\'),
        ("seats = 4 knots\n", "in line 1, seats = 4 knots, more stands behind its value"),
        ("seats = 4\n! speed\n", "in line 2, ! speed, neither a [table] stands, nor name = value"),
        ('ports = ["Ardmoor",', "at its end there is no value"),
    ],
)
def test_what_toml_lacks_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    assert say_what_toml_lacks(raised.value, text).startswith(said)
