"""Markup without a page around it: XML of every kind, and the HTML that feeds and mails hold."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from urllib.parse import urljoin

from lxml import etree, html  # type: ignore[import-untyped]

from index.parsers.encoding import FAMILIES, decode, encoding_of
from index.parsers.items import UnusableError
from index.parsers.metadata import clean_url
from index.text.normalise import normalise

_DECLARED = re.compile(
    rb"""\A\s*<\?xml[^>]{1,200}?encoding=["']((?:utf-8|%s)[\w-]*)["']""" % FAMILIES, re.IGNORECASE
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}>")
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:(\d+)|x([0-9a-f]+));?", re.IGNORECASE | re.ASCII)
# No character has a higher number, nor one of more digits.
_LAST_NUMBER, _MOST_DIGITS = 0x10FFFF, 7

_NEVER_TEXT = re.compile(
    "audio|button|canvas|figcaption|form|head|iframe|math|noscript|object|picture|script|select|style|svg"
    "|template|textarea|title|video"
)
_IN_HEAD = re.compile("base|bgsound|link|meta|noscript|object|script|style|template|title")
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|figure|footer|h[1-6r]|header"
    "|main|nav|[ou]l|p|pre|section|summary|table|t[dhr]|tbody|tfoot|thead"
)
# Line ends that mean something are nul bytes until those of the markup are spaces.
_BLOCK = "\0\0"
_OTHER = {"li": "\0- ", "br": "\0"}
_EMPTY_ITEM = re.compile(r"^-\n+(?!-)", re.MULTILINE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = r"[\u00ad\u034f\u200b\u200c\u2060]"
_INVISIBLE = re.compile(rf"(?<!{_UNSEEN}){_UNSEEN}++(?=\s|\Z)")
_SPACES = re.compile(r"\s+")
# Nobody writes these unless in markup, or about it.
_MARKUP = re.compile(
    r"</(?:a|b|blockquote|div|em|figure|font|h[1-6]|i|li|ol|p|section|span|strong|table|t[dhr]|u|ul)\s*>"
    r"|<(?:br|hr|img|p)\b[^<>]*>",
    re.IGNORECASE,
)
_MOST_ESCAPES = 3
_REFERENCE = re.compile(r"&(?:amp;)*((?:[a-z]{2,8}\d{0,2}|#\d+|#x[0-9a-f]+);)", re.IGNORECASE | re.ASCII)
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)", re.ASCII)


def decode_xml(data: bytes) -> str:
    """Turn the bytes of an XML document into characters, without those that XML forbids.

    Bytes that are damaged come out as U+FFFD: one in a list of a hundred articles harms only one of them.
    """
    return _without_forbidden(_decode(data).removeprefix("\ufeff"))


def _without_forbidden(markup: str) -> str:
    """Leave out characters that no markup may hold, those written as numbers ("&#0;") too."""
    return _NUMBERED.sub(_if_allowed, _CONTROL.sub("", markup))


def _if_allowed(found: re.Match[str]) -> str:
    digits, base = (found[1], 10) if found[1] else (found[2], 16)
    digits = digits.lstrip("0") or "0"
    number = int(digits, base) if len(digits) <= _MOST_DIGITS else _LAST_NUMBER + 1
    return "" if number > _LAST_NUMBER or _CONTROL.match(chr(number)) else found[0]


def _decode(data: bytes) -> str:
    for start, encoding in _WIDE:
        if data.startswith(start):
            return data.decode(encoding, errors="replace")
    declared = _DECLARED.match(data)
    name = declared[1].decode().lower() if declared else ""
    for encoding in ("utf-8", encoding_of(name)):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    try:
        return data.decode(errors="replace") if name == "utf-8" else decode(data)
    except UnusableError:
        return data.decode(errors="replace")


def parse_xml(text: str) -> etree._Element:
    """Parse XML, as far as it can be: no entities of its own, nothing fetched, no deep nesting.

    Raises: UnusableError where there is no element in it.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    if "<![CDATA[" not in text:
        # In addresses, ampersands are often forgotten to be escaped; the parser would leave them out.
        text = _BARE_AMPERSAND.sub("&amp;", text)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnusableError("it is no XML") from error
    if root is None:
        raise UnusableError("it is no XML")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def web_link(base: str | None, target: str | None) -> str | None:
    """Resolve a link on a page; None unless it leads to the web."""
    try:
        return clean_url(urljoin(base or "", target.strip())) if target else None
    except ValueError:
        return None


def parse_html(markup: str) -> html.HtmlElement | None:
    """Parse a page or a piece of one; None where there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_without_forbidden(markup).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    _end_head(root)
    return root


def _end_head(root: html.HtmlElement) -> None:
    """Move to the body what the parser leaves in the head: HTML 5 may begin it with <main>, and no <body>."""
    head = root.find("head")
    if head is None:
        return
    seen = [element for element in head.iterchildren("*") if not _IN_HEAD.fullmatch(str(element.tag))]
    if not seen:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    start, body.text = body.text or "", None
    seen[-1].tail = (seen[-1].tail or "") + start
    for place, element in enumerate(seen):
        body.insert(place, element)


def paragraphs(markup: str) -> str:
    """Turn a piece of HTML into text: a blank line between paragraphs, a dash before each item of a list.

    Pictures with their captions, forms, scripts, and what the markup hides are left out.
    """
    root = parse_html(markup)
    if root is None:
        return ""
    parts: list[str] = []
    left_out = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local_name(element)
        if event == "start":
            if left_out or _is_left_out(element, name):
                left_out += 1
            else:
                parts += _BLOCK if _BLOCKS.fullmatch(name) else _OTHER.get(name, ""), element.text or ""
            continue
        if event == "end" and left_out:
            left_out -= 1
        elif event == "end":
            parts.append(_BLOCK if _BLOCKS.fullmatch(name) else "")
        if not left_out:
            parts.append(element.tail or "")
    flowing = _SPACES.sub(" ", _INVISIBLE.sub("", "".join(parts)))
    return _EMPTY_ITEM.sub("- ", normalise(flowing.replace("\0", "\n")))


def find_markup(text: str) -> str | None:
    """Return the markup that a text plainly is, even one that was escaped; None where it is no markup."""
    for _ in range(_MOST_ESCAPES):
        if _MARKUP.search(text):
            return text
        text = unescape(_without_forbidden(text))
    return None


def unescape_text(text: str) -> str:
    """Put characters for the references, like "&amp;" and "&amp;#8217;", that stand in what is no markup."""
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(found: re.Match[str]) -> str:
    reference = found[1]
    if reference[0] == "#":
        return unescape(_without_forbidden(f"&{reference}"))
    return html5.get(reference, found[0])


def _is_left_out(element: etree._Element, name: str) -> bool:
    return (
        _NEVER_TEXT.fullmatch(name) is not None
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
    )
