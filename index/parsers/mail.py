"""Newsletters, as mail programs save them."""

from __future__ import annotations

import email
import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from urllib.parse import urlsplit

from index.parsers.dates import parse_zoned
from index.parsers.encoding import decode, encoding_of
from index.parsers.items import UnusableError
from index.parsers.markup import paragraphs, parse_html
from index.parsers.metadata import ArticleMetadata, clean_language, clean_line, clean_url
from index.parsers.page.page import read_page
from index.parsers.plain.headline import same_title
from index.parsers.plain.plain_text import unwrap
from index.text.normalise import normalise

_BOM = b"\xef\xbb\xbf"
# Bytes in these may be valid UTF-8 and mean something else.
_LOOK_LIKE_UTF_8 = ("iso-2022", "hz", "utf-7", "utf-16", "utf-32")
_MOST_PARTS = 1_000
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_SOFT_BREAK = re.compile(r"(?<=[^\s-]) \r?\n(?=\S)")
# Of a text in two forms, the one that reads better is taken unless it is so much shorter.
_LEAST_SHARE = 0.5

_IN_BROWSER = re.compile(
    r"\b(?:(?:view|read|open|see)\b.{0,40}\b(?:browser|online|web\s?site|on the web)|(?:web|online) version"
    r"|im browser|online lesen|version en ligne|dans (?:votre|le) navigateur|en el navegador|nel browser)\b",
    re.IGNORECASE,
)
# A link in a mail may be its reader's own: whoever follows it is taken for them, and may unsubscribe them.
_PERSONAL = re.compile(r"[A-Za-z0-9_]{20,}|[=~@]|%3D|%40", re.IGNORECASE)
_COUNTS_CLICKS = re.compile(r"(?:clicks?|links?|track(?:ing)?|trk|e?mail|t|e|url\d*|go)\d*\.", re.IGNORECASE)

_URL = r"https?://[^\s<>()\[\]]+"
_LINK_BESIDE = re.compile(rf" ?(?:<{_URL}>|\( ?{_URL} ?\)|\[ ?{_URL} ?\])")
_LINK = re.compile(_URL)
# In words.
_LONGEST_BOILERPLATE, _LONGEST_BUTTON = 25, 12
_BUTTON = re.compile(
    r"trouble (?:viewing|reading)|(?:add|put) (?:us|this address) (?:to|in) your (?:address|contact)"
    r"|forward(?:ed)? (?:this|to a friend)|was (?:this|it) forwarded"
    r"|\A(?:advertisement|anzeige|sponsored|share|tweet|like|reply|comment|forward|subscribe|sign up"
    r"|read (?:more|on|in app)|continue reading|learn more|weiterlesen|mehr lesen|lire la suite)\W*\Z"
    r"|\A(?:share (?:this|on)|follow us)\b",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\bunsubscribe\b|\b(?:abmelden|abbestellen|désabonner|désinscrire)\b|cancelar suscripción"
    r"|\byou(?: a|['’])re (?:receiving|getting) this|\byou (?:received|get) this (?:e-?mail|newsletter)"
    r"|\bthis (?:e-?mail|newsletter|message) was sent to|\bsie erhalten diese"
    r"|\b(?:manage|update|change|edit) (?:your )?(?:[\w-]+ ){0,2}(?:preferences|settings|subscription)"
    r"|\A(?:©|copyright\b|\(c\))|\ball rights reserved\b"
    r"|\A(?:privacy policy|terms of (?:use|service)|imprint)\b",
    re.IGNORECASE,
)
# What is between the parts of an address.
_BETWEEN_PLACES = re.compile(r"[,|·•]")


def read_mail(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a mail.

    data: the mail as it was sent, headers and all.
    known: what is known of it already.
    Returns: its text without what newsletters put around it, and known together with what the headers tell.
    Raises: UnusableError where there is no text in it, or it is no mail.
    """
    try:
        mail = email.message_from_bytes(data)
        markup, plain = _text_of(mail, "text/html"), _text_of(mail, "text/plain")
    except RecursionError as error:
        raise UnusableError("its parts are nested too deeply") from error
    if not any(name in mail for name in ("from", "subject", "date")):
        raise UnusableError("it is no mail: it has no headers")
    title = clean_line(_REPLY.sub("", _header(mail, "subject").strip(), count=1))
    found = ArticleMetadata(
        title=title,
        url=clean_url(_header(mail, "archived-at").strip().strip("<>")) or _own_page(markup),
        outlet=_sender(mail),
        published=parse_zoned(_header(mail, "date")),
        language=clean_language(_header(mail, "content-language")),
    )
    plain_text = _without_boilerplate(_unwrapped(plain))
    text = _without_boilerplate(_marked_up(markup))
    if len(text.split()) < _LEAST_SHARE * len(plain_text.split()):
        text = plain_text
    first, _, rest = text.partition("\n")
    text = rest.strip() if same_title(first, title) else text
    if not text:
        raise UnusableError("there is no text in the mail")
    return text, known.over(found)


# Parts and headers.


def _text_of(mail: Message, kind: str) -> str:
    """Return the text of the longest part of a kind; attachments don't count."""
    waiting, texts = [mail], [""]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        content = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(content, list):
            waiting += [each for each in content if isinstance(each, Message)]
        elif part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            texts.append(_decoded(part))
    return max(texts, key=len)


def _decoded(part: Message) -> str:
    try:
        data, charset = part.get_payload(decode=True), part.get_content_charset() or "utf-8"
        is_flowed = part.get_param("format") == "flowed"
    except (ValueError, LookupError):
        return ""
    text = _in_charset(data, charset) if isinstance(data, bytes) else ""
    return _SOFT_BREAK.sub(" ", text) if is_flowed else text


def _in_charset(data: bytes, charset: str) -> str:
    """Decode bytes; empty where they are no text."""
    encoding = encoding_of(charset)
    for tried in (encoding,) if charset.startswith(_LOOK_LIKE_UTF_8) else ("utf-8", encoding):
        try:
            return data.decode(tried)
        except (ValueError, LookupError):
            continue
    try:
        return decode(data)
    except UnusableError:
        return ""


def _header(mail: Message, name: str) -> str:
    """Return a header in plain characters; empty where there is none."""
    given = next((value for header, value in mail.raw_items() if header.lower() == name), "")
    return _without_code(str(given))


def _without_code(value: str) -> str:
    """Decode what a header says, whichever encodings it is in."""
    try:
        # Many programs write bytes that the standard doesn't allow.
        value = value.encode(errors="surrogateescape").decode()
    except UnicodeError:
        value = value.encode(errors="surrogateescape").decode("cp1252", errors="replace")
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError, MessageError):
        return value


def _sender(mail: Message) -> str | None:
    """Return the name of who sent a mail; an address is none."""
    given = next((str(value) for header, value in mail.raw_items() if header.lower() == "from"), "")
    try:
        name = clean_line(_without_code(parseaddr(given)[0]))
    except (ValueError, IndexError, RecursionError):
        return None
    return None if name and "@" in name else name


def _own_page(markup: str) -> str | None:
    """Find the page that a newsletter can be read on, unless the link there tells who its reader is."""
    tree = parse_html(markup) if markup else None
    for link in () if tree is None else tree.iter("a"):
        if _IN_BROWSER.search(" ".join(link.itertext())) and (url := clean_url(link.get("href"))):
            parts = urlsplit(url)
            is_personal = _COUNTS_CLICKS.match(parts.netloc) or _PERSONAL.search(parts.path)
            if parts.path.strip("/") and not is_personal:
                return parts._replace(query="", fragment="").geturl()
    return None


# Text.


def _marked_up(markup: str) -> str:
    """Read a mail in HTML: its article where it is made like a page, else all that it shows."""
    text = paragraphs(markup) if markup else ""
    # Mails that are laid out in tables have no article that a page's reader would know.
    if not text or "<table" in markup.lower():
        return text
    try:
        article = normalise(read_page(_BOM + markup.encode(errors="replace"), ArticleMetadata())[0])
    except UnusableError:
        return text
    return article if len(article.split()) >= _LEAST_SHARE * len(text.split()) else text


def _unwrapped(plain: str) -> str:
    """Put each paragraph of a mail without markup on one line, and leave out the links in it."""
    return _LINK_BESIDE.sub("", "\n".join(unwrap(normalise(plain).split("\n"))))


def _without_boilerplate(text: str) -> str:
    """Take links, what buttons say, and what stands at the foot off a newsletter's text."""
    lines = [line for line in text.split("\n") if not _is_button(line)]
    begin = next((n for n, line in enumerate(lines) if 2 * n >= len(lines) and _is_footer(line)), len(lines))
    while 0 < begin < len(lines) and (not lines[begin - 1] or _is_address(lines[begin - 1])):
        begin -= 1
    body = [line for line in lines[:begin] if not _is_footer(line)]
    return normalise("\n".join(body + [line for line in lines[begin:] if not _is_short(line)]))


def _is_button(line: str) -> bool:
    """Tell whether a line is a rule or a link, or only invites to follow one."""
    words = _LINK.sub("", line).strip(" :-–—>»→")
    if not line or not _is_short(line, _LONGEST_BUTTON):
        return False
    return not any(map(str.isalnum, words)) or bool(_BUTTON.search(words) or _IN_BROWSER.search(words))


def _is_footer(line: str) -> bool:
    return _is_short(line) and _FOOTER.search(line) is not None


def _is_address(line: str) -> bool:
    """Tell whether a line is like "Example Times, 1 River Street, Ardmoor"."""
    places = _BETWEEN_PLACES.split(line)
    return _is_short(line) and len(places) > 2 and any(map(str.isdigit, line)) and ". " not in line


def _is_short(line: str, words: int = _LONGEST_BOILERPLATE) -> bool:
    return len(line.split(None, words)) <= words
