"""Messages, as Discord would reject them: what no table of facts can say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loopback.checks.kinds import size
from loopback.model.components import nested
from loopback.model.constants import (
    ACTION_ROW,
    BUTTON,
    COMPONENTS_V2,
    CONTAINER,
    LINK_BUTTON,
    SECTION,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    Json,
)

EMBEDS_LIMIT = 6000
LAYOUT_TEXT_LIMIT = 4000
COMPONENTS_LIMIT = 40
ROWS_LIMIT = 5

# The target of a masked link whose bracket isn't escaped.
_MASKED_LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]*)")


def message_violations(message: Json) -> Iterator[str]:
    """Say what is wrong with a message as it would be shown, beyond the table of facts.

    message: content, embeds, components and flags, allowed mentions and files where there are any.
    Returns: a sentence for each mistake.
    """
    content, embeds = message.get("content") or "", message.get("embeds") or []
    components = list(nested(message.get("components") or []))
    is_layout = bool((message.get("flags") or 0) & COMPONENTS_V2)
    if is_layout and (content or embeds):
        yield "a components v2 message has content or embeds"
    if not is_layout and any(part["type"] not in (ACTION_ROW, *range(2, 9)) for part in components):
        yield "a component of v2 stands in a message without the v2 flag"
    if not (content.strip() or embeds or components or message.get("files")):
        yield "an empty message"
    if not is_layout and len(message.get("components") or []) > ROWS_LIMIT:
        yield f"{len(message['components'])} rows of components"
    allowed = message.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            yield f"allowed mentions of all {kind} and of some"
    yield from _embed_violations(embeds)
    yield from component_violations(components)
    for text in (content, *_texts(embeds), *(part.get("content", "") for part in components)):
        yield from (f"a masked link to {url!r}" for url in _MASKED_LINK.findall(text) if not _is_web(url))


def _embed_violations(embeds: list[Json]) -> Iterator[str]:
    length = sum(size(text) for text in _texts(embeds))
    if length > EMBEDS_LIMIT:
        yield f"embeds of {length} characters in all"
    for embed in embeds:
        if not any(embed.get(key) for key in ("title", "description", "fields", "author", "footer", "image")):
            yield "an empty embed"
        for part in embed.get("fields") or []:
            if not part["name"].strip() or not part["value"].strip():
                yield "an embed field without name or value"
        links = [embed.get("url"), (embed.get("author") or {}).get("url")]
        yield from (f"an embed links to {url!r}" for url in links if url and not _is_web(url))
        pictures = [(embed.get(part) or {}).get("url") for part in ("image", "thumbnail")]
        yield from (f"an embed shows {url!r}" for url in pictures if url and not _is_picture(url))


def component_violations(components: list[Json]) -> Iterator[str]:
    """Say what is wrong with components, beyond the table of facts.

    components: of a message or a form, those inside others too.
    Returns: a sentence for each mistake.
    """
    if len(components) > COMPONENTS_LIMIT:
        yield f"{len(components)} components"
    texts = [part["content"] for part in components if part["type"] == TEXT_DISPLAY]
    if sum(map(size, texts)) > LAYOUT_TEXT_LIMIT:
        yield f"components with {sum(map(size, texts))} characters of text"
    if any(not text.strip() for text in texts):
        yield "a text component without text"
    ids = [part["custom_id"] for part in components if part.get("custom_id")]
    yield from (f"the custom id {name!r} twice" for name in sorted(set(ids)) if ids.count(name) > 1)
    for part in components:
        if part["type"] in (ACTION_ROW, SECTION, CONTAINER) and not part.get("components"):
            yield "an empty row, section or container"
        if part["type"] == ACTION_ROW and part.get("components"):
            kinds = {inner["type"] for inner in part["components"]}
            if kinds != {BUTTON} and len(part["components"]) > 1:
                yield "a row with something beside a menu"
        if part["type"] in SELECTS:
            yield from _select_violations(part)
        shown = [
            one["media"].get("url") or "" for one in (part, *(part.get("items") or [])) if "media" in one
        ]
        yield from (f"a picture from {url!r}" for url in shown if not _is_picture(url))
        if part["type"] == BUTTON:
            yield from _button_violations(part)


def _button_violations(button: Json) -> Iterator[str]:
    if not button.get("label") and not button.get("emoji"):
        yield "a button without label or emoji"
    if button["style"] == LINK_BUTTON:
        if button.get("custom_id") or not _is_web(button.get("url") or ""):
            yield f"a link button to {button.get('url')!r}"
    elif button.get("url") or not button.get("custom_id"):
        yield "a button that needs a custom id and no link"


def _select_violations(menu: Json) -> Iterator[str]:
    options = menu.get("options") or []
    if menu["type"] == STRING_SELECT:
        values = [option["value"] for option in options]
        yield from (f"the option {one!r} twice" for one in sorted(set(values)) if values.count(one) > 1)
        if any(not option["label"].strip() for option in options):
            yield "an option without label"
        if sum(bool(option.get("default")) for option in options) > menu.get("max_values", 1):
            yield "more options chosen beforehand than may be"
    elif len(menu.get("default_values") or []) > menu.get("max_values", 1):
        yield "more chosen beforehand than may be"
    if menu.get("min_values", 1) > menu.get("max_values", 1):
        yield "a menu that wants more than it allows"


def _texts(embeds: list[Json]) -> Iterator[str]:
    for embed in embeds:
        parts = [embed, embed.get("footer") or {}, embed.get("author") or {}, *(embed.get("fields") or [])]
        for part in parts:
            yield from (
                part[key] for key in ("title", "description", "text", "name", "value") if part.get(key)
            )


def _is_web(url: str) -> bool:
    return re.match(r"https?://[^\s/]", url) is not None


def _is_picture(url: str) -> bool:
    return _is_web(url) or url.startswith("attachment://")
