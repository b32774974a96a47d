"""Foreign text as Discord markdown that shows it as it is, and does nothing else.

Whatever an article holds (markdown, mentions, links, timestamps, custom emoji, control
characters), a reader sees its letters and nothing happens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal

import discord

from bot.texts import Markdown

_BOLD = "**"
# Between the parts of a line: a line breaks behind the dot, never before it.
_DOT = "\N{NO-BREAK SPACE}· "

# All that ends a line somewhere: left in, they would end a block quote early.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Characters without a shape of their own: controls, soft hyphen, zero width, bidirectional
# overrides and isolates, interlinear marks, tags, fillers, variation selectors. They can hide text or show it
# in another order.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# The selector of coloured pictures has a use behind signs that may be one.
_STRAY_SELECTORS = re.compile("(?<![\u2190-\u2bff\u3030-\u3299\U0001f000-\U0001faff])\ufe0f")
_BLANKS = re.compile("[\u2800\U0001d159]")
# Joiners have a use inside some scripts and emoji: kept alone between two characters that aren't ASCII.
_STRAY_JOINERS = re.compile(
    "[\u200c\u200d]{2,}|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Where marks that stand above and below letters are, in scripts that are written today.
_MARK_BLOCKS = (range(0x300, 0x3100), range(0xA66F, 0xAC00), range(0xFE20, 0xFE30))
_MARKS = "".join(
    chr(code) for block in _MARK_BLOCKS for code in block if unicodedata.category(chr(code)) in {"Mn", "Me"}
)
# No language stacks more than three; hundreds would paint over the lines around.
_PILED_MARKS = re.compile(f"(?<=[{_MARKS}]{{3}})[{_MARKS}]+")
# Applied in this order; none makes a text longer.
_CHANGES = (
    (_LINE_ENDS, "\n"),
    (_INVISIBLE, ""),
    (_STRAY_SELECTORS, ""),
    (_STRAY_JOINERS, ""),
    (_BLANKS, " "),
    (_PILED_MARKS, ""),
    (_SURROGATES, "\ufffd"),
)

# "/" makes links and invites, "<" mentions, timestamps, emoji and commands, "@" mentions, "[" masked
# links, "#" headings and channels; the first ":" of ":name:" makes an emoji.
_SPECIAL = re.compile(r"[\\*_~|`<>@#\[\]/]|:(?=[^\s:]+:)")
# What starts a list or small print at the head of a line ("#" and ">" are escaped everywhere).
_LINE_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
# Inside the label of a link Discord shows a backslash instead of heeding it (discord-api-docs#6185), and an
# emoji or what looks like a link there keeps it from being a link (#6116, #7721). What has a meaning is
# shown by a sign that looks like it and has none.
_WITHOUT_MEANING = str.maketrans("\\*_~|`<>@#[]/:", "＼∗＿∼∣ˋ‹›＠＃［］∕∶")
_PICTURES = re.compile(
    "[\u2190-\u21ff\u2300-\u2bff\u3030\u303d\u3297\u3299\ufe0f\u200d\u20e3\U0001f000-\U0001faff]+"
)
_LABEL_SPECIAL = re.compile(r"[\\*_~|`<>@#\[\]]|(?<=/)/|/(?=/)|(?<=\.\w\w)/|(?<=\.\w\w\w)/|:(?=[^\s:]+:|/)")
# A name that holds what stands between the parts of a line could pass for several.
_SEPARATORS = re.compile(r"\s*[·•∙‧・]\s+|\s+[·•∙‧・]\s*|\s+\|\s+")
# Of a text, so many times what is kept is looked at: much of it may be invisible.
_LOOKED_AT = 8


def visible(text: str) -> str:
    """Strip a text to the characters that a reader sees.

    text: any text.
    Returns: the text without invisible and reordering characters, every line end as a newline.
    """
    for pattern, new in _CHANGES:
        text = pattern.sub(new, text)
    return text


def escape(text: str) -> Markdown:
    """Escape a text, one line or several, so that its characters all show as they are.

    text: any text.
    Returns: Discord markdown.
    """
    return Markdown("\n".join(_escape_line_start(_escape(line)) for line in visible(text).split("\n")))


def one_line(text: str, longest: int) -> Markdown:
    """Put a text on one line, cut where it is too long (only for what isn't quoted: titles, names).

    text: any text.
    longest: characters kept, before escaping.
    Returns: Discord markdown without a newline; empty where nothing of the text can be seen.
    """
    return escape(_line_of(text, longest))


def name(text: str, longest: int) -> Markdown:
    """Put a name on one line that other parts stand on, of which it can't feign one.

    text, longest: as for ``one_line``.
    """
    return escape(_SEPARATORS.sub(" - ", _line_of(text, longest)))


def bold(text: str) -> Markdown:
    """Put a text in bold on one line.

    text: any text.
    Returns: Discord markdown.
    """
    return Markdown(_marked(" ".join(visible(text).split()), _BOLD))


def strong(line: Markdown) -> Markdown:
    """Put a line of markdown in bold."""
    return Markdown(f"**{line}**")


def small(line: Markdown) -> Markdown:
    """Put a line in small print."""
    return Markdown(f"-# {line}")


def item(line: Markdown) -> Markdown:
    """Make a line one of a list."""
    return Markdown(f"- {line}")


def dotted(parts: Iterable[Markdown]) -> Markdown:
    """Put parts on one line, with a dot between any two; empty ones are left out."""
    return joined(_DOT, parts)


def joined(between: str, parts: Iterable[Markdown]) -> Markdown:
    """Put parts together; empty ones are left out.

    between: our own: a newline, a comma, a space.
    """
    return Markdown(between.join(part for part in parts if part))


def unbroken(line: Markdown) -> Markdown:
    """Keep a line breaking inside a few words, such as those of a date."""
    return Markdown(line.replace(" ", "\N{NO-BREAK SPACE}"))


def channel_mention(channel_id: int) -> Markdown:
    """Mention a channel, which shows its name and leads there."""
    return Markdown(f"<#{channel_id}>")


def person_mention(person_id: int) -> Markdown:
    """Mention a person or bot, which shows their name; without leave it pings nobody."""
    return Markdown(f"<@{person_id}>")


def role_mention(role_id: int) -> Markdown:
    """Mention a role, which shows its name; without leave it pings nobody."""
    return Markdown(f"<@&{role_id}>")


def moment(when: datetime, style: Literal["D", "R", "f"]) -> Markdown:
    """Write a moment, which shows in the reader's own time and language.

    style: a day, how long ago, or a day with its time.
    """
    return Markdown(discord.utils.format_dt(when, style))


def block_quote(pieces: Iterable[tuple[str, bool]], mark: str = _BOLD) -> Markdown:
    """Make a text a block quote; every line of it stays inside.

    pieces: the text in order, cut into (piece, is it marked?). mark: what stands around those that are.
    Returns: Discord markdown, each line with ``> `` before it.
    """
    return Markdown("\n".join(f"> {_line(line, mark)}" for line in _lines(pieces)))


def masked_link(label: str, url: str) -> Markdown:
    """Put a link behind a label, without a preview of the page.

    label: what to show; any text that holds a letter or digit.
    url: where it leads, as ``bot.links`` gives it.
    Returns: Discord markdown.
    """
    return Markdown(f"[{link_label(label)}](<{url}>)")


def link_label(text: str) -> str:
    """Make a text one that Discord takes as the label of a link.

    text: any text, such as a title.
    Returns: the text with signs in place of those that mean something there; empty where nothing is left.
    """
    line = " ".join(_PICTURES.sub("", visible(text)).split())
    line = _SEPARATORS.sub(" - ", line)
    return _LABEL_SPECIAL.sub(lambda found: found[0].translate(_WITHOUT_MEANING), line) if _says(line) else ""


def _line_of(text: str, longest: int) -> str:
    line = " ".join(visible(text[: longest * _LOOKED_AT]).split())
    if not _is_seen(line):
        return ""
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _is_seen(line: str) -> bool:
    """Tell whether a line has anything but marks that stand on other signs."""
    return any(unicodedata.category(character)[0] not in "MZC" for character in line)


def _says(line: str) -> bool:
    return any(map(str.isalnum, line))


def _lines(pieces: Iterable[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """Sort the pieces into lines; neighbours of the same kind joined, so that no ``****`` arises."""
    texts: list[str] = []
    kinds: list[bool] = []
    for text, is_bold in pieces:
        if texts and kinds[-1] == is_bold:
            texts[-1] += text
        elif text:
            texts.append(text)
            kinds.append(is_bold)
    # What is invisible is judged over the whole text: a joiner's neighbour may be in the next piece.
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, is_bold in _joined_kinds(_visible_pieces(texts), kinds):
        first, *rest = text.split("\n")
        lines[-1] += [(first, is_bold)] if first else []
        lines += [[(line, is_bold)] if line else [] for line in rest]
    return lines


def _joined_kinds(texts: Sequence[str], kinds: Sequence[bool]) -> list[tuple[str, bool]]:
    """Join neighbours of the same kind where nothing is left of what stood between them."""
    found: list[tuple[str, bool]] = []
    for text, is_bold in zip(texts, kinds, strict=True):
        if found and (found[-1][1] == is_bold or not text):
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, is_bold))
    return found


def _visible_pieces(texts: Sequence[str]) -> list[str]:
    """Apply ``visible`` to a text that is cut into pieces, and cut it at the same places again."""
    whole, cuts = "".join(texts), [0]
    for text in texts:
        cuts.append(cuts[-1] + len(text))
    for pattern, new in _CHANGES:
        cuts = _moved(cuts, pattern, new, whole)
        whole = pattern.sub(new, whole)
    return [whole[start:end] for start, end in pairwise(cuts)]


def _moved(cuts: Sequence[int], pattern: re.Pattern[str], new: str, text: str) -> list[int]:
    """Tell where places of a text are after a change of it."""
    moved: list[int] = []
    shift = 0
    for match in pattern.finditer(text):
        while len(moved) < len(cuts) and cuts[len(moved)] <= match.start():
            moved.append(cuts[len(moved)] + shift)
        while len(moved) < len(cuts) and cuts[len(moved)] < match.end():
            moved.append(match.start() + shift + min(len(new), cuts[len(moved)] - match.start()))
        shift += len(new) - len(match[0])
    return [*moved, *(cut + shift for cut in cuts[len(moved) :])]


def _line(pieces: list[tuple[str, bool]], mark: str) -> str:
    line = "".join(_marked(text, mark) if is_marked else _escape(text) for text, is_marked in pieces)
    return _escape_line_start(line)


def _marked(text: str, mark: str) -> str:
    """Put marks around a text; outside them is only space, and the escape of what would start a list."""
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{mark}{_escape(inner)}{mark}{after}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escape_line_start(line: str) -> str:
    start = _LINE_START.match(line)
    if start is None:
        return line
    space, mark = start.groups()
    rest = line[start.end() :]
    return f"{space}{mark}\\{rest}" if mark.isdigit() else f"{space}\\{mark}{rest}"
