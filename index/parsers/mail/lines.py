"""The lines of a mail, and how deeply each is quoted in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.markup import paragraphs
from index.text.normalise import normalise

_QUOTED = re.compile(r"(?:> ?)*")
_QUOTES = re.compile(r"\bgmail_quote\b|\byahoo_quoted\b")
# What mails show in a list of mails, and hide in themselves.
_HIDDEN = re.compile(r"(?:max-height|opacity)\s*:\s*0(?:px|%|em)?\s*(?:;|!|\Z)", re.IGNORECASE)
_TINY = re.compile(r"font-size\s*:\s*[01](?:px|pt|em)?\s*(?:;|!|\Z)", re.IGNORECASE)
_PREHEADER = re.compile(r"\bpre-?header|\bpreview-?text", re.IGNORECASE)
_NO_TEXT = ("head", "nav", "script", "style", "title")
# Characters that mean nothing, where a quotation begins and ends while markup becomes text.
_BEGIN, _END = "\ue000", "\ue001"


@dataclass(frozen=True)
class Line:
    """A line of a mail; depth: in how many quotations it stands."""

    text: str
    depth: int = 0


def plain_lines(text: str) -> list[Line]:
    """Read the lines of a mail without markup, which quotes by ">"."""
    lines = []
    for line in normalise(text).split("\n"):
        marks = _QUOTED.match(line)
        quoting = marks[0] if marks else ""
        lines.append(Line(line[len(quoting) :].strip(), quoting.count(">")))
    return lines


def markup_lines(root: HtmlElement) -> list[Line]:
    """Read the lines of a mail in HTML.

    root: the mail; it is changed.
    """
    for quotation in list(root.iter("blockquote")):
        # Others set off what is said in an article.
        if quotation.get("type") == "cite" or _QUOTES.search(quotation.get("class") or ""):
            _mark(quotation)
    lines, depth = [], 0
    for line in paragraphs(etree.tostring(root, encoding="unicode", method="html")).split("\n"):
        if line in (_BEGIN, _END):
            depth = max(0, depth + (1 if line == _BEGIN else -1))
        else:
            lines.append(Line(line, depth))
    return lines


def drop_unseen(root: HtmlElement) -> None:
    """Take out of a mail what nobody sees who opens it."""
    etree.strip_elements(root, *_NO_TEXT, etree.Comment, with_tail=False)
    for element in list(root.iterdescendants()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_unseen(element):
            element.drop_tree()


def _is_unseen(element: HtmlElement) -> bool:
    style = element.get("style") or ""
    if _HIDDEN.search(style) or _PREHEADER.search(element.get("class") or ""):
        return True
    # Around parts with sizes of their own, it only closes gaps.
    return _TINY.search(style) is not None and not any(
        "font-size" in (part.get("style") or "") for part in element.iterdescendants(etree.Element)
    )


def _mark(quotation: HtmlElement) -> None:
    begin, end = etree.Element("p"), etree.Element("p")
    begin.text, begin.tail, end.text = _BEGIN, quotation.text, _END
    quotation.text = None
    quotation.insert(0, begin)
    quotation.append(end)
