"""The table of facts and Discord's own description of its API say the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loopback.checks.bodies import body_violations
from loopback.checks.facts import Request, requests
from loopback.checks.kinds import AnyOf, Bool, Either, Id, Kind, ListOf, Number, OneOf, Table, Text
from tests.loopback.checks.examples import Examples
from tests.loopback.description import STRICTER, disagreements, is_described, needs_description

pytestmark = needs_description


def path_of(request: Request) -> str:
    """Fill in ids."""
    return request.path.replace("*", "1")


def test_every_fact_agrees() -> None:
    """What keeps a fact just so is described, what breaks it isn't; but for where the table knows better."""
    examples, judged = Examples(), 0
    for request in requests():
        method, path = request.method, path_of(request)
        for example in examples.of_request(request.body):
            said = [*body_violations(method, path, example.value)]
            if not any(STRICTER.search(one) for one in said):
                assert is_described(method, path, example.value) == example.is_right, (example, said)
                judged += 1
    assert judged > 1000


# What isn't JSON of the kind that it stands for.
JUNK = st.sampled_from([None, True, -1, 1.5, 10**6, "", "x", "x" * 5000, [], ["x"], {}, {"type": 2}])


@st.composite
def values(draw: st.DrawFn, kind: Kind) -> Any:
    """Draw a value that is right by the table, most often a small one."""
    match kind:
        case Text():
            return "x" * draw(st.sampled_from([kind.lengths.least or 0, 5, kind.lengths.most or 5]))
        case ListOf():
            items = [draw(values(kind.item)) for _ in range(draw(st.integers(kind.counts.least or 0, 3)))]
            return items[:1] if kind.is_set else items
        case AnyOf() | Either():
            return draw(values(draw(st.sampled_from(kind.tables))))
        case Table():
            return {
                name: draw(values(field.kind))
                for name, field in kind.fields.items()
                if field.is_required or draw(st.integers(0, 2)) == 0
            }
        case _:
            return draw(simple_values(kind))


def simple_values(kind: Kind) -> st.SearchStrategy[Any]:
    """Draw a value that holds no others."""
    match kind:
        case Id():
            return st.integers(0, 2**63).map(str)
        case Number():
            most = 100 if kind.range.most is None else min(100, kind.range.most)
            return st.integers(kind.range.least or 0, most)
        case Bool():
            return st.booleans()
        case OneOf():
            return st.sampled_from(kind.values)
        case _:
            return st.dictionaries(st.sampled_from(["de", "fr"]), st.just("x"))


@st.composite
def broken(draw: st.DrawFn, value: Any) -> Any:
    """Put junk somewhere into a value, or leave something out."""
    if not isinstance(value, (dict, list)) or not value or draw(st.integers(0, 3)) == 0:
        return draw(JUNK)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = draw(st.sampled_from(keys))
    copy = dict(value) if isinstance(value, dict) else list(value)
    if draw(st.integers(0, 4)) == 0:
        del copy[key]
    else:
        copy[key] = draw(broken(value[key]))
    return copy


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_made_up_requests_are_judged_alike(data: st.DataObject) -> None:
    """Right ones, and those that are broken somewhere."""
    request = requests()[data.draw(st.integers(0, len(requests()) - 1))]
    body = data.draw(values(request.body))
    method, path = request.method, path_of(request)
    assert not [*body_violations(method, path, body)]
    broken_body = data.draw(broken(body))
    assert not disagreements([(method, path, body), (method, path, broken_body)])
