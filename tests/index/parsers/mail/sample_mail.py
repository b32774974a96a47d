"""Mails for the tests of what reads them."""

from __future__ import annotations

from email.message import EmailMessage

from index.parsers.mail import read_mail
from index.parsers.metadata import ArticleMetadata

STORY = [
    "The council of Ardmoor opened a new bridge on Monday after three years of work, and a band played.",
    "It is a hundred metres long and cost twenty million crowns, the mayor told those at the river.",
    "Buses will cross it every ten minutes from Tuesday, and cyclists have asked for a lane of their own.",
]
TEXT = "\n\n".join(STORY)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def mail(plain: str | None = None, markup: str | None = None, **headers: str) -> EmailMessage:
    """A mail; headers are named with underscores."""
    message = EmailMessage()
    for name, value in {
        "From": "Example Wire <letters@example.org>",
        "Subject": "Bridge opens",
        **headers,
    }.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if markup is not None and plain is not None:
        message.add_alternative(markup, subtype="html")
    elif markup is not None:
        message.set_content(markup, subtype="html")
    return message


def read(message: EmailMessage | bytes) -> tuple[str, ArticleMetadata]:
    return read_mail(message if isinstance(message, bytes) else message.as_bytes(), ArticleMetadata())


def raw(*headers: str, text: str = TEXT) -> bytes:
    return "\r\n".join([*headers, "", text]).encode()
