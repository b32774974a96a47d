"""What Discord would reject, said in readable sentences.

Bodies are checked against Discord's own description of its API where this machine has it, and
against the limits that the description leaves out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.loopback.state import BUTTON, COMPONENTS_V2, TEXT_DISPLAY, Json, nested

# The description lies beside the checkout of those who develop the project; users don't have it.
OPENAPI = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"

CONTENT_LIMIT = 2000
EMBEDS_LIMIT = 6000
LAYOUT_TEXT_LIMIT = 4000
COMPONENTS_LIMIT = 40
# Where discord.py sends ids as numbers further in.
_NESTING = {"data", "components", "default_values"}
CHOICES_LIMIT = 25
_LINK_BUTTON, _LABEL = 5, 18
_SECTION, _CONTAINER, _ACTION_ROW = 9, 17, 1

_NAME = re.compile(r"[-_'\w]{1,32}")
# The target of a masked link whose bracket isn't escaped.
_MASKED_LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]*)")


@cache
def operations() -> list[tuple[str, re.Pattern[str], Draft202012Validator]]:
    """Every operation with a JSON body: method, pattern of its path, validator of its body."""
    if not OPENAPI.is_file():
        return []
    description = json.loads(OPENAPI.read_text())
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


def schema_violations(method: str, path: str, body: object) -> Iterator[str]:
    """What is wrong with a request by Discord's description.

    method, path: of the request, the path without ``/api/v10``.
    body: its JSON.
    Returns: a sentence for each mistake.
    """
    if not operations():
        return
    for known_method, pattern, validator in operations():
        if known_method == method and pattern.fullmatch(path):
            error = best_match(validator.iter_errors(_with_string_ids(body)))
            if error is not None:
                yield f"{method} {path}: {error.json_path}: {error.message[:300]}"
            return
    yield f"{method} {path}: Discord has no such operation with a body"


def _with_string_ids(body: object) -> object:
    """The body with ids as strings where discord.py sends numbers, which Discord takes as well."""
    if isinstance(body, list):
        return [_with_string_ids(one) for one in body]
    if not isinstance(body, dict):
        return body
    body = {key: _with_string_ids(value) if key in _NESTING else value for key, value in body.items()}
    for default in body.get("default_values") or []:
        default["id"] = str(default["id"])
    if isinstance(reference := body.get("message_reference"), dict):
        ids = {key: str(value) for key, value in reference.items() if key.endswith("_id")}
        body["message_reference"] = {**reference, **ids}
    if isinstance(allowed := body.get("allowed_mentions"), dict):
        lists = {key: [str(one) for one in allowed[key]] for key in ("users", "roles") if key in allowed}
        body["allowed_mentions"] = {**allowed, **lists}
    return body


def message_violations(message: Json) -> Iterator[str]:
    """What is wrong with a message as it would be shown, beyond the description.

    message: content, embeds, components and flags.
    Returns: a sentence for each mistake.
    """
    content, embeds = message.get("content") or "", message.get("embeds") or []
    components = list(nested(message.get("components") or []))
    is_layout = bool((message.get("flags") or 0) & COMPONENTS_V2)
    if is_layout and (content or embeds):
        yield "a components v2 message has content or embeds"
    if not is_layout and any(part["type"] not in (_ACTION_ROW, *range(2, 9)) for part in components):
        yield "a component of v2 stands in a message without the v2 flag"
    if not (content.strip() or embeds or components):
        yield "an empty message"
    if _size(content) > CONTENT_LIMIT:
        yield f"content of {_size(content)} characters"
    yield from _embed_violations(embeds)
    yield from _component_violations(components)
    for text in (content, *_texts(embeds), *(part.get("content", "") for part in components)):
        yield from (f"a masked link to {url!r}" for url in _MASKED_LINK.findall(text) if not _is_web(url))


def _embed_violations(embeds: list[Json]) -> Iterator[str]:
    size = sum(_size(text) for text in _texts(embeds))
    if size > EMBEDS_LIMIT:
        yield f"embeds of {size} characters in all"
    for embed in embeds:
        if not any(embed.get(key) for key in ("title", "description", "fields", "author", "footer", "image")):
            yield "an empty embed"
        for part in embed.get("fields") or []:
            if not part["name"].strip() or not part["value"].strip():
                yield "an embed field without name or value"
        if embed.get("url") and not _is_web(embed["url"]):
            yield f"an embed links to {embed['url']!r}"


def _component_violations(components: list[Json]) -> Iterator[str]:
    if len(components) > COMPONENTS_LIMIT:
        yield f"{len(components)} components"
    texts = [part["content"] for part in components if part["type"] == TEXT_DISPLAY]
    if sum(map(_size, texts)) > LAYOUT_TEXT_LIMIT:
        yield f"components with {sum(map(_size, texts))} characters of text"
    if any(not text.strip() for text in texts):
        yield "a text component without text"
    ids = [part["custom_id"] for part in components if part.get("custom_id")]
    yield from (f"the custom id {name!r} twice" for name in sorted(set(ids)) if ids.count(name) > 1)
    for part in components:
        if part["type"] in (_ACTION_ROW, _SECTION, _CONTAINER) and not part.get("components"):
            yield "an empty row, section or container"
        if part["type"] == BUTTON:
            yield from _button_violations(part)


def _button_violations(button: Json) -> Iterator[str]:
    if not button.get("label") and not button.get("emoji"):
        yield "a button without label or emoji"
    if button["style"] == _LINK_BUTTON:
        if button.get("custom_id") or not _is_web(button.get("url") or ""):
            yield f"a link button to {button.get('url')!r}"
    elif button.get("url") or not button.get("custom_id"):
        yield "a button that needs a custom id and no link"


def command_violations(commands: list[Json]) -> Iterator[str]:
    """What is wrong with commands and their options, beyond the description.

    commands: as they are registered.
    Returns: a sentence for each mistake.
    """
    names = [command["name"] for command in commands]
    yield from (f"the command {name!r} twice" for name in sorted(set(names)) if names.count(name) > 1)
    for command in commands:
        if command.get("type", 1) != 1:
            continue  # The name of a menu's entry may have capitals and spaces.
        options = [*nested_options(command)]
        for name in (command["name"], *(option["name"] for option in options)):
            if name != name.lower() or not _NAME.fullmatch(name):
                yield f"the name {name!r} of a command or option"
        if command.get("type", 1) == 1 and not (command.get("description") or "").strip():
            yield f"the command {command['name']!r} without a description"
        for group in (command, *options):
            required = [bool(option.get("required")) for option in group.get("options") or []]
            if required != sorted(required, reverse=True):
                yield f"the command {command['name']!r} with a required option after one that isn't"
        for named in (command, *options):
            for name in (named.get("name_localizations") or {}).values():
                if name != name.lower() or not _NAME.fullmatch(name):
                    yield f"the translated name {name!r} of {named['name']!r}"


def nested_options(command: Json) -> Iterator[Json]:
    """All options of a command, those of its subcommands too."""
    for option in command.get("options") or []:
        yield option
        yield from nested_options(option)


def choice_violations(choices: list[Json]) -> Iterator[str]:
    """What is wrong with the choices of an autocomplete."""
    if len(choices) > CHOICES_LIMIT:
        yield f"{len(choices)} choices"
    for choice in choices:
        if not 1 <= _size(choice["name"]) <= 100 or not 1 <= _size(str(choice["value"])) <= 100:
            yield f"a choice {choice['name']!r} of {choice['value']!r}"


def form_violations(form: Json) -> Iterator[str]:
    """What is wrong with a form."""
    if not 1 <= _size(form["title"]) <= 45:
        yield f"a form with the title {form['title']!r}"
    if not 1 <= len(form["components"]) <= 5:
        yield f"a form of {len(form['components'])} components"
    for part in nested(form["components"]):
        if part["type"] == _LABEL and not 1 <= _size(part["label"]) <= 45:
            yield f"a label {part['label']!r}"


def _texts(embeds: list[Json]) -> Iterator[str]:
    for embed in embeds:
        parts = [embed, embed.get("footer") or {}, embed.get("author") or {}, *(embed.get("fields") or [])]
        for part in parts:
            yield from (
                part[key] for key in ("title", "description", "text", "name", "value") if part.get(key)
            )


def _is_web(url: str) -> bool:
    return re.match(r"https?://[^\s/]", url) is not None


def _size(text: str) -> int:
    """Characters as UTF-16 counts them: never fewer than Discord does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
