"""The parts of a mail: its headers, its text in either form, and a mail that is attached to it."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr

from index.parsers.encoding import decode, encoding_of
from index.parsers.items import UnusableError
from index.parsers.metadata import clean_line

# Bytes in these may be valid UTF-8 and mean something else.
_LOOK_LIKE_UTF_8 = ("iso-2022", "hz", "utf-7", "utf-16", "utf-32")
_MOST_PARTS = 1_000
_MOST_FORWARDS = 5
_QUOTING = re.compile(r"(?:> ?)*")
_RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to")
_MOST_RECIPIENTS = 100
_LONGEST_HEADER = 10_000


@dataclass(frozen=True)
class Envelope:
    """What a mail says of itself; empty where it doesn't.

    name, address: of its sender. date: as it is written. subject: with all that was put before it.
    """

    name: str = ""
    address: str = ""
    date: str = ""
    subject: str = ""


def parse_mail(data: bytes) -> Message:
    """Parse a mail; where another one was sent on as an attachment, that one.

    Raises: RecursionError where its parts are nested too deeply.
    """
    mail = email.message_from_bytes(data)
    for _ in range(_MOST_FORWARDS):
        inner = (
            None if is_from_list(mail) or mail.get_content_type() == "multipart/report" else _attached(mail)
        )
        if inner is None:
            break
        mail = inner
    return mail


def is_from_list(mail: Message) -> bool:
    """Tell whether a mail says that it went to many, as newsletters do."""
    return any(name in mail for name in ("list-unsubscribe", "list-id", "list-post"))


def envelope_of(mail: Message) -> Envelope:
    """Read what stands on a mail."""
    name, address = _sender(mail)
    return Envelope(name, address, header(mail, "date"), header(mail, "subject").strip())


def recipients_of(mail: Message) -> frozenset[str]:
    """List the addresses that a mail was sent to, in small letters."""
    given = [header(mail, name)[:_LONGEST_HEADER] for name in _RECIPIENTS]
    try:
        found = getaddresses([line for line in given if line])
    except (ValueError, IndexError, RecursionError):
        return frozenset()
    return frozenset(address.lower() for _, address in found[:_MOST_RECIPIENTS] if "@" in address)


def header(mail: Message, name: str) -> str:
    """Return a header in plain characters; empty where there is none."""
    return _without_code(_raw_header(mail, name))


def text_of(mail: Message, kind: str) -> str:
    """Return the text of the longest part of a kind; attachments don't count.

    kind: "text/html" or "text/plain".
    """
    parts = (part for part in _parts(mail) if part.get_content_type() == kind)
    return max((_decoded(part) for part in parts if not _is_attached(part)), key=len, default="")


def _parts(mail: Message) -> Iterator[Message]:
    """Give what a mail consists of; the parts of one that is attached aren't its own."""
    waiting = [mail]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        content = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(content, list):
            waiting += [each for each in reversed(content) if isinstance(each, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _attached(mail: Message) -> Message | None:
    """Return the first mail that is attached to another one."""
    for part in _parts(mail):
        content = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(content, list) and content:
            inner = content[0]
        elif _is_attached(part) and (part.get_filename() or "").lower().endswith(".eml"):
            data = part.get_payload(decode=True)
            inner = email.message_from_bytes(data) if isinstance(data, bytes) else None
        else:
            continue
        if isinstance(inner, Message) and "from" in inner:
            return inner
    return None


def _decoded(part: Message) -> str:
    try:
        data, charset = part.get_payload(decode=True), part.get_content_charset() or "utf-8"
        is_flowed = part.get_param("format") == "flowed"
        without_blank = str(part.get_param("delsp")).lower() == "yes"
    except (ValueError, LookupError):
        return ""
    text = _in_charset(data, charset) if isinstance(data, bytes) else ""
    return _reflowed(text, without_blank) if is_flowed else text


def _reflowed(text: str, without_blank: bool) -> str:
    """Join the lines of a text that end in a blank where they are broken, after RFC 3676."""
    lines: list[list[str]] = []
    depth_before, goes_on = 0, False
    for line in text.splitlines():
        marks = _QUOTING.match(line)
        quoting = marks[0] if marks else ""
        depth = quoting.count(">")
        if goes_on and depth == depth_before and line.strip():
            lines[-1].append(line[len(quoting) :])
        else:
            lines.append([line])
        goes_on = line.endswith(" ") and not line.endswith("-- ") and bool(line[len(quoting) :].strip())
        if goes_on and without_blank:
            lines[-1][-1] = lines[-1][-1][:-1]
        depth_before = depth
    return "\n".join("".join(pieces) for pieces in lines)


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


def _raw_header(mail: Message, name: str) -> str:
    return next((str(value) for given, value in mail.raw_items() if given.lower() == name), "")


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


def _sender(mail: Message) -> tuple[str, str]:
    """Return the name and the address of who sent a mail; an address is no name."""
    try:
        name, address = parseaddr(_raw_header(mail, "from"))
        name = clean_line(_without_code(name)) or ""
    except (ValueError, IndexError, RecursionError):
        return "", ""
    return ("" if "@" in name else name), address
