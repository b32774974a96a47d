"""What a page holds but doesn't show: words for screen readers, and boxes that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SPACES = re.compile(r"\s+")
# A declaration of a style, without its spaces, that leaves nothing to see.
_NOT_SHOWN = re.compile(
    r"""(?:^|;)(?:
    display:none|visibility:(?:hidden|collapse)|mso-hide:all|font-size:0+(?:\.0+)?[a-z%]*(?=[;!]|$)
    |clip:rect\((?:[01](?:px)?,?){4}\)|(?:-webkit-)?clip-path:(?:inset\((?:[5-9]\d|100)%|circle\(0)
    |(?:text-indent|left|right|top|margin-left):-(?:\d{4,}(?:\.\d+)?(?:px|pt)?|\d{3,}(?:\.\d+)?(?:r?em|%|vw))(?=[;!]|$)
    |transform:scale\(0\)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SEE_THROUGH = re.compile(r"(?:^|;)opacity:0*(?:\.0+)?%?(?=[;!]|$)", re.IGNORECASE)
_SMALL = re.compile(r"(?:^|;)(?:max-)?(?:width|height):[01](?:\.\d+)?(?:px)?(?=[;!]|$)", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)", re.IGNORECASE)
# What designers call that which only screen readers are to say, as a part of a class.
_FOR_SCREEN_READERS = re.compile(
    r"(?<![A-Za-z])(?:sr-?only|sr-?text|screen-?reader(?:s)?(?:-?(?:text|only))?|visually-?hidden|hidden-?visually"
    r"|a11y-?(?:hidden|text|only)|assistive-?text|accessib(?:le|ly|ility)-?(?:hide|hidden|text)|element-?invisible"
    r"|off-?screen|u-?hidden-?visually|visuallyhidden)(?![a-z])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ONE_CLASS = re.compile(r"[a-z0-9]*\.(-?[A-Za-z_][\w-]*)")
_BRACES = re.compile(r"([{}])")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LONGEST_SHEET = 500_000
_SHORT = 100


class Hidden:
    """What a page's own style sheets hide by the names of classes, and how elements hide themselves."""

    def __init__(self, root: HtmlElement) -> None:
        """Read the page's style sheets."""
        sheets = (style.text or "" for style in root.iter("style"))
        self._classes = {name for sheet in sheets for name in _hidden_classes(sheet[:_LONGEST_SHEET])}

    def holds(self, element: HtmlElement) -> bool:
        """Tell whether an element isn't shown."""
        if element.get("hidden") is not None or _hides(element.get("style") or ""):
            return True
        names = element.get("class") or ""
        # Whole paragraphs begin so where a script lets them fade in.
        if _SEE_THROUGH.search(_SPACES.sub("", element.get("style") or "")) and is_shorter(element, _SHORT):
            return True
        if not names:
            return False
        return bool(_FOR_SCREEN_READERS.search(_CAMEL.sub("-", names))) or not self._classes.isdisjoint(
            names.split()
        )


def is_shorter(element: HtmlElement, most: int) -> bool:
    """Tell whether an element holds no more than so many characters of text."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > most:
            return False
    return True


def _hides(style: str) -> bool:
    if ":" not in style:
        return False
    style = _SPACES.sub("", style)
    if _NOT_SHOWN.search(style):
        return True
    return bool(_CUT_OFF.search(style) and _SMALL.search(style))


def _hidden_classes(sheet: str) -> Iterator[str]:
    """Give the classes that a style sheet hides everywhere, not only on paper or on small screens."""
    depth, selector = 0, ""
    parts = _BRACES.split(_COMMENT.sub("", sheet))
    for text, brace in zip(parts[::2], [*parts[1::2], "}"], strict=True):
        if brace == "{":
            depth += 1
            selector = text
            continue
        if depth == 1 and _hides(text):
            for one in selector.rpartition(";")[2].split(","):
                if found := _ONE_CLASS.fullmatch(one.strip()):
                    yield found[1]
        depth = max(0, depth - 1)
