"""Articles in newsletters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.parsers.dates import parse_zoned
from index.parsers.items import UnusableError
from index.parsers.mail.advertisements import drop_advertisements, without_advertisements
from index.parsers.mail.boilerplate import take_dated_byline, without_boilerplate
from index.parsers.mail.forwards import (
    bare_subject,
    find_forwarded,
    is_forward,
    is_reply,
    without_replies,
)
from index.parsers.mail.lines import Line, drop_unseen, markup_lines, plain_lines
from index.parsers.mail.links import Link, links_in, links_of_plain, own_page
from index.parsers.mail.parts import (
    Envelope,
    envelope_of,
    header,
    is_from_list,
    parse_mail,
    recipients_of,
    text_of,
)
from index.parsers.markup import parse_html
from index.parsers.metadata import ArticleMetadata, clean_language, clean_line
from index.parsers.plain.headline import same_title, take_byline
from index.parsers.plain.wrapped import unwrap

# Of a text in two forms, the one that reads better is taken unless it is so much shorter.
_LEAST_SHARE = 0.5


@dataclass(frozen=True)
class _Outer:
    """The mail as it came.

    readers: the addresses that it went to, and of who sent it on.
    """

    envelope: Envelope
    is_from_list: bool
    readers: frozenset[str]


@dataclass(frozen=True)
class _Form:
    """One form of a mail's text, with or without markup: the lines of its article, and its links.

    forwarded: what stood on the mail that was sent on, if it is one.
    """

    lines: list[str]
    links: list[Link]
    forwarded: Envelope | None

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)


def read_mail(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a mail.

    data: the mail as it was sent, headers and all.
    known: what is known of it already.
    Returns: its text without what newsletters put around it, and known together with what the headers tell;
        of a mail that was sent on, those of the first one.
    Raises: UnusableError where there is no text in it, or it is no mail, or somebody's answer to one.
    """
    try:
        mail = parse_mail(data)
        markup, plain = text_of(mail, "text/html"), text_of(mail, "text/plain")
    except RecursionError as error:
        raise UnusableError("its parts are nested too deeply") from error
    if not any(name in mail for name in ("from", "subject", "date")):
        raise UnusableError("it is no mail: it has no headers")
    outer = _Outer(envelope_of(mail), is_from_list(mail), recipients_of(mail))
    forms = [_read_markup(markup, outer), _read_plain(plain, outer)]
    forwarded = forms[0].forwarded or forms[1].forwarded
    is_answer = is_reply(outer.envelope.subject) and header(mail, "in-reply-to") and not outer.is_from_list
    if is_answer and not forwarded:
        raise UnusableError("it is somebody's answer to a mail")
    envelope = forwarded or _as_sent(outer)
    links = [*forms[0].links, *forms[1].links]
    title = clean_line(bare_subject(envelope.subject or outer.envelope.subject))
    author, text = _text(forms, title, envelope.name)
    found = ArticleMetadata(
        title=title,
        url=own_page(links, title, envelope.address, "" if forwarded else header(mail, "archived-at")),
        outlet=_outlet(envelope.name, author),
        authors=(author,) if author else (),
        published=parse_zoned(envelope.date),
        language=clean_language(header(mail, "content-language")),
    )
    return text, known.over(found)


def _as_sent(outer: _Outer) -> Envelope:
    """Return what stands on a mail, without who sent it on, and when, where it hides who wrote it."""
    given = outer.envelope
    return Envelope(subject=given.subject) if is_forward(given.subject) and not outer.is_from_list else given


def _read_markup(markup: str, outer: _Outer) -> _Form:
    root = parse_html(markup) if markup else None
    if root is None:
        return _Form([], [], None)
    links = links_in(root)
    drop_unseen(root)
    drop_advertisements(root)
    return _form(markup_lines(root), links, outer, list)


def _read_plain(plain: str, outer: _Outer) -> _Form:
    lines = plain_lines(plain) if plain else []
    return _form(lines, links_of_plain([line.text for line in lines]), outer, unwrap)


def _form(
    lines: list[Line], links: list[Link], outer: _Outer, put_right: Callable[[list[str]], list[str]]
) -> _Form:
    forwarded = find_forwarded(lines, outer.envelope.subject, outer.is_from_list)
    readers = outer.readers
    if forwarded:
        lines = forwarded.lines
        readers |= {outer.envelope.address.lower()} - {""}
    is_sent_on = (
        forwarded is not None or is_forward(outer.envelope.subject) or is_reply(outer.envelope.subject)
    )
    own = without_advertisements(put_right(without_replies(lines, is_sent_on)))
    return _Form(without_boilerplate(own, readers), links, forwarded.envelope if forwarded else None)


def _text(forms: list[_Form], title: str | None, sender: str) -> tuple[str | None, str]:
    """Choose the better form of a text, and take its title and its author off it.

    Raises: UnusableError where there is no text.
    """
    marked_up, plain = forms
    if plain.forwarded and not marked_up.forwarded and marked_up.lines:
        # What others wrote above it couldn't be told apart.
        marked_up = plain
    lines = plain.lines if marked_up.words < _LEAST_SHARE * plain.words else marked_up.lines
    if lines and same_title(lines[0], title):
        lines = lines[1:]
    author, lines = take_dated_byline(lines, sender)
    if author is None:
        authors, lines = take_byline(lines)
        author = authors[0] if authors else None
    text = "\n".join(lines).strip()
    if not text:
        raise UnusableError("there is no text in the mail")
    return author, text


def _outlet(sender: str, author: str | None) -> str | None:
    """Take the author off the name of who sent a mail: "Ann Lee from Example Notes"."""
    return (sender.removeprefix(f"{author} from ") if author else sender) or None
