"""What Discord's client shows of markdown, written apart from the code that escapes it."""

from __future__ import annotations

import re

# An escaped character, a masked link, a mark, or any other character.
_TOKEN = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)|\[(?P<label>[^\[\]]*)\]\(<?(?P<url>[^)\s]*?)>?\)"
    r"|(?P<mark>\*\*|__|~~|\|\||[*_`])|(?P<plain>.)",
    re.DOTALL,
)
# What does something wherever it stands unescaped; backslashes before it have been read away.
_ALIVE = {
    "mention": re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>"),
    "link": re.compile(r"\w+://\S|discord\.gg/\w"),
    "timestamp": re.compile(r"<t:-?\d+"),
    "emoji": re.compile(r"<a?:\w+:\d+>|:\w+:"),
    "command": re.compile(r"</\w+:\d+>|<id:\w+>"),
}
_BLOCKS = re.compile(r"\s*(?:#{1,3} |-# |[-*+] |\d+\. |>)")


def shown(markdown: str) -> str:
    """The characters that a reader sees of an inline markdown text."""
    return "".join(
        token["escaped"] or token["label"] or token["plain"] or "" for token in _TOKEN.finditer(markdown)
    )


def broken_label(label: str) -> bool:
    """Tell whether Discord would not take a text as the label of a link, or show more than its letters.

    It knows no escapes there: see discord-api-docs#6185, #6116 and #7721.
    """
    return bool(re.search(r"[\\*_~`|<>@\[\]]|://|[\U0001f300-\U0001faff]", label)) or not label.strip()


def quoted(markdown: str) -> str:
    """The text that a block quote shows; every line must be inside.

    Raises: AssertionError where a line is outside, or something in it has an effect.
    """
    lines = markdown.split("\n")
    for line in lines:
        assert line.startswith("> "), f"{line!r} stands outside the block quote"
        assert not effects(line[2:]), f"{line!r} has effects: {effects(line[2:])}"
    return "\n".join(shown(line[2:]) for line in lines)


def effects(line: str) -> list[str]:
    """What one line would do besides showing itself in plain or bold."""
    # Escaped characters can't begin anything: put a neutral one in their place.
    inert = "".join("\N{BULLET}" if token["escaped"] else token[0] for token in _TOKEN.finditer(line))
    found = [name for name, pattern in _ALIVE.items() if pattern.search(inert)]
    found += ["block"] if _BLOCKS.match(inert) else []
    marks = [token["mark"] for token in _TOKEN.finditer(line) if token["mark"]]
    found += sorted({mark for mark in marks if mark not in ("**", "*")})
    found += [f"{mark} that doesn't end" for mark in ("**", "*") if marks.count(mark) % 2]
    found += ["masked link" for token in _TOKEN.finditer(line) if token["url"] is not None]
    return found
