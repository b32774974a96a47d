"""Discord's own description of its HTTP API, where it is at hand, to hold the table of facts against."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from loopback.checks.bodies import body_violations
from tests.conftest import SHARED

OPENAPI = SHARED / "discord" / "openapi.json"

needs_description = pytest.mark.skipif(
    not OPENAPI.is_file(), reason="Discord's API description in ../shared comes with the developers' checkout"
)

# Where the table knows better than the description, by what its sentences say.
STRICTER = re.compile(
    r"knows no such field|body\.content: .* \.\.2,000 may be"
    # What discord.py sends and the description leaves out.
    r"|emoji\.animated: |\.nsfw: |\.tts: |body\.nonce: "
    # It takes all that any kind of channel might.
    r"|body\.archived: "
    # No list of commands, a choice of nothing.
    r"|body: None is no list|choices\[\d+\]: None is no object"
    # A choice of 100 characters, a form of five rows, a post with a message.
    r"|choices\[\d+\]\.value: |data\.components: \d+ of them|^POST /channels/\d+/threads: "
)


def is_described(method: str, path: str, body: object) -> bool:
    """Tell whether a request is one that Discord describes.

    method, path: of the request, the path without ``/api/v10``. body: its JSON.
    """
    return _is_described(method, path, json.dumps(_with_string_ids(body)))


def disagreements(requests: Iterable[tuple[str, str, Any]]) -> list[str]:
    """Hold requests against table and description, and list where these disagree; none without description.

    requests: method, path and body of each.
    """
    if not OPENAPI.is_file():
        return []
    found = []
    for method, path, body in requests:
        said = [*body_violations(method, path, body)]
        described = is_described(method, path, body)
        if not described and not said:
            found.append(f"only Discord's description rejects {method} {path}: {json.dumps(body)[:500]}")
        found += [one for one in said if described and not STRICTER.search(one)]
    return found


@lru_cache(maxsize=5000)
def _is_described(method: str, path: str, body: str) -> bool:
    for known_method, pattern, validator in _operations():
        if known_method == method and pattern.fullmatch(path):
            return validator.is_valid(json.loads(body))
    return False


@cache
def _operations() -> list[tuple[str, re.Pattern[str], Draft202012Validator]]:
    """Find every operation with a JSON body: method, pattern of its path, validator of its body."""
    description = _lean(json.loads(OPENAPI.read_text("utf-8")))
    registry = Registry().with_resource("openapi:", DRAFT202012.create_resource(description))
    found = []
    # Fewest parameters first, so that "@original" wins over "{message_id}".
    for path in sorted(description["paths"], key=lambda path: path.count("{")):
        pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))
        for method, operation in description["paths"][path].items():
            # Beside the operations stand the parameters that they share.
            if method != "parameters" and "application/json" in operation.get("requestBody", {}).get(
                "content", {}
            ):
                pointer = path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
                where = f"#/paths/{pointer}/{method}/requestBody/content/application~1json/schema"
                validator = Draft202012Validator({"$ref": f"openapi:{where}"}, registry=registry)
                found.append((method.upper(), pattern, validator))
    return found


def _lean(part: Any) -> Any:
    """Say the same in fewer words: checking takes half the time."""
    if isinstance(part, list):
        return [_lean(one) for one in part]
    if not isinstance(part, dict):
        return part
    lean = {key: _lean(value) for key, value in part.items()}
    if "enum" in lean and "allOf" in lean:
        # Beside the values that a type can have here stands a list of all types.
        del lean["allOf"]
    if (options := lean.get("oneOf")) and all("const" in one for one in options):
        lean["enum"] = [one["const"] for one in lean.pop("oneOf")]
    return lean


def _with_string_ids(body: Any) -> Any:
    """Make ids texts where discord.py sends numbers, which Discord takes as well."""
    if isinstance(body, list):
        return [_with_string_ids(one) for one in body]
    if not isinstance(body, dict):
        return body
    body = {key: _with_string_ids(value) for key, value in body.items()}
    if isinstance(reference := body.get("message_reference"), dict):
        body["message_reference"] = {
            key: _id(value) if key.endswith("_id") else value for key, value in reference.items()
        }
    if "recipient_id" in body:
        body["recipient_id"] = _id(body["recipient_id"])
    for key in ("attachments", "default_values"):
        if isinstance(listed := body.get(key), list):
            body[key] = [
                {**one, "id": _id(one["id"])} if isinstance(one, dict) and "id" in one else one
                for one in listed
            ]
    if isinstance(allowed := body.get("allowed_mentions"), dict):
        lists = {
            key: [_id(one) for one in allowed[key]]
            for key in ("users", "roles")
            if isinstance(allowed.get(key), list)
        }
        body["allowed_mentions"] = {**allowed, **lists}
    return body


def _id(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
