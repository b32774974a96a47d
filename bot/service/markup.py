"""Discord's markup, which is no part of what people say."""

from __future__ import annotations

import re

# Mentions, custom emoji, timestamps and the like: no words of a question.
_THINGS = re.compile(r"@(?:everyone|here)\b|<(?:@[!&]?|#|/[^<>]*:|a?:\w+:|t:-?|id:)[^<>\s]*>")
# A link that shows other words than its address, which shows those.
_MASKED_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(<?https?://[^\s()<>]{1,2000}>?\)")
# What makes a line a quote, a heading, small print or an item.
_LINE_START = re.compile(r"^[ \t]*(?:>>>|>|-#|#{1,3}|[-*+])[ \t]+", re.MULTILINE)
# Fences with the language of the code in them, and marks around words; "5 * 3" and "some_name" have none.
_FENCE = re.compile(r"```(?:[a-z0-9+#-]{1,20}\n)?|`+")
_DOUBLE_MARK = re.compile(r"\*\*|__|~~|\|\|")
_SINGLE_MARK = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\w)|(?<=[\w?!.])_(?!\w)")
# A command that was written as text: "/ask question: who won".
_TYPED_COMMAND = re.compile(r"^\s*/\w{1,32}(?:\s+\w{1,32}:)?(?=\s+\S)")
_ESCAPE = re.compile(r"\\(?=[*_~|`<>#\[\]\\-])")


def without_markup(content: str) -> str:
    """Strip a message down to its words.

    content: a message as Discord gives it.
    Returns: the same on one line, without mentions, custom emoji, timestamps and the name of a command that
        was written as text, and without what makes words bold, slanted, code, hidden or quoted.
    """
    text = _TYPED_COMMAND.sub("", _MASKED_LINK.sub(r"\1", _THINGS.sub(" ", content)))
    # A quote may hold an item: both stand before the words.
    text = _LINE_START.sub("", _LINE_START.sub("", text))
    for mark in (_FENCE, _DOUBLE_MARK, _SINGLE_MARK, _ESCAPE):
        text = mark.sub("", text)
    return " ".join(text.split())
