"""Articles in newsletters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

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
from index.parsers.mail.links import Link, links_in, links_of_plain, own_page, without_calls
from index.parsers.mail.parts import (
    Envelope,
    envelope_of,
    header,
    parse_mail,
    recipients_of,
    text_of,
)
from index.parsers.mail.private import Letter, is_laid_out, is_private, is_sent_to_many
from index.parsers.markup import parse_html
from index.parsers.metadata import ArticleMetadata, clean_language, clean_line
from index.parsers.plain.headline import same_title, take_byline
from index.parsers.plain.wrapped import unwrap

# "Ann Lee from Example Notes", but not "Letters from Ormsund" or "Good News from the Coast".
_AUTHOR_FROM = re.compile(
    r"(?P<author>(?!(?:A|An|The|My|Your|Our|Good|Bad|News|Notes|Letters?|Views?|Dispatch\w*|Stories) )"
    r"[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,3}) from (?=[^\W\d_])"
)
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
    given: its lines before any were left out. is_laid_out: is it made like a page?
    """

    lines: list[str]
    links: list[Link]
    forwarded: Envelope | None
    given: list[str] = field(default_factory=list)
    is_laid_out: bool = False

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)


def read_mail(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    """Read a mail.

    data: the mail as it was sent, headers and all.
    known: what is known of it already.
    Returns: its text without what newsletters put around it, and known together with what the headers tell;
        of a mail that was sent on, those of the first one.
    Raises: UnusableError where there is no text in it, or it is no mail, somebody's answer to one,
        or a letter to somebody.
    """
    try:
        mail = parse_mail(data)
        markup, plain = text_of(mail, "text/html"), text_of(mail, "text/plain")
    except RecursionError as error:
        raise UnusableError("its parts are nested too deeply") from error
    if not any(name in mail for name in ("from", "subject", "date")):
        raise UnusableError("it is no mail: it has no headers")
    outer = _Outer(envelope_of(mail), is_sent_to_many(mail), recipients_of(mail))
    forms = [_read_markup(markup, outer), _read_plain(plain, outer)]
    forwarded = forms[0].forwarded or forms[1].forwarded
    is_answer = is_reply(outer.envelope.subject) and header(mail, "in-reply-to") and not outer.is_from_list
    if is_answer and not forwarded:
        raise UnusableError("it is somebody's answer to a mail")
    envelope = forwarded or _as_sent(outer)
    if not outer.is_from_list and is_private(
        _letter(forms, envelope), outer.readers if not forwarded else frozenset()
    ):
        raise UnusableError("it is a private mail, no newsletter")
    links = [*forms[0].links, *forms[1].links]
    title = clean_line(bare_subject(envelope.subject or outer.envelope.subject))
    author, text = _text(forms, title, envelope.name)
    author = author or _author_in(envelope.name)
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


def _letter(forms: list[_Form], envelope: Envelope) -> Letter:
    """Put together what tells whether a mail is a private one."""
    longest = max(forms, key=lambda form: len(form.given))
    links = max((form.links for form in forms), key=len)
    return Letter(envelope, longest.given, links, any(form.is_laid_out for form in forms))


def _read_markup(markup: str, outer: _Outer) -> _Form:
    root = parse_html(markup) if markup else None
    if root is None:
        return _Form([], [], None)
    links = links_in(root)
    drop_unseen(root)
    drop_advertisements(root)
    laid_out = is_laid_out(root)
    return replace(_form(markup_lines(root), links, outer, list), is_laid_out=laid_out)


def _read_plain(plain: str, outer: _Outer) -> _Form:
    lines = plain_lines(plain) if plain else []
    links = links_of_plain([line.text for line in lines])
    return _form(without_calls(lines), links, outer, unwrap)


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
    envelope = forwarded.envelope if forwarded else None
    return _Form(without_boilerplate(own, readers), links, envelope, [line.text for line in lines])


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


def _author_in(sender: str) -> str | None:
    """Find who writes a newsletter in the name of who sent it."""
    found = _AUTHOR_FROM.match(sender)
    return found["author"] if found else None
