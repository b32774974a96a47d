"""Mails that were sent on: the first one, without what others wrote above it or quoted in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email.utils import parseaddr

from index.parsers.mail.lines import Line
from index.parsers.mail.parts import Envelope
from index.text.tokens import plain

# What programs put before a subject, in their languages.
_FORWARDED = re.compile(r"\[?(?:fwd?|wg|tr|rv|enc|vb|doorst)\s*:", re.IGNORECASE)
_REPLIED = re.compile(r"(?:re|aw|sv|res|rif|antw)\s*:", re.IGNORECASE)
_PREFIXES = re.compile(
    r"(?:\[?(?:re|fwd?|aw|wg|tr|rv|sv|vb|enc|res|rif|antw|doorst)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)

# Names of what stands above a mail that is sent on, without accents.
_FROM = "from von de da van fra fran od expediteur remitente mittente"
_DATE = "date sent datum gesendet envoye fecha enviado data inviato verzonden dato sendt skickat"
_SUBJECT = "subject betreff objet sujet asunto assunto oggetto onderwerp emne amne temat"
_OTHER = (
    "to cc bcc an a para per aan til till pour kopie copie copia cco reply-to importance attachments anlagen"
)
_FIELDS = {
    name: field
    for field, names in (("from", _FROM), ("date", _DATE), ("subject", _SUBJECT), ("other", _OTHER))
    for name in names.split()
} | {"enviado el": "date", "antwort an": "other", "repondre a": "other", "date d'envoi": "date"}
_HEADER = re.compile(r"\*{0,2}([^\W\d_][\w'’ -]{0,20}?) ?:\*{0,2}(?: (.*))?")
_LONGEST_HEADER = 1_000
# How many of them make a head without a line above it that says what it is; and with one.
_FEWEST_FIELDS, _FEWEST_MARKED = 3, 2
_MOST_BLANK = 2

_FORWARD_MARK = re.compile(
    r"(?:begin )?forwarded (?:message|mail|e-?mail)|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|(?:debut du )?(?:message|courriel) (?:transfere|reexpedie|renvoye)|(?:inicio del )?mensaje reenviado"
    r"|(?:inizio )?messaggio inoltrato|(?:begin )?doorgestuurd bericht"
    r"|(?:inicio da )?mensagem (?:encaminhada|reencaminhada)"
    r"|vidarebefordrat meddelande|videresendt (?:melding|meddelelse)"
)
_ORIGINAL_MARK = re.compile(
    r"original(?:e)? (?:message|mail|e-?mail)|ursprue?ngliche (?:nachricht|mail|e-?mail)"
    r"|message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht"
    r"|mensagem original"
)
_AROUND_MARK = " -_=*>:"
_LONGEST_MARK = 80
# In words: who sends a mail on says no more above it.
_LONGEST_NOTE = 150
_MOST_FORWARDS = 5

_WRITES = re.compile(
    r"\b(?:wrote|writes|schrieb|a [ée]crit|escribi[óo]|ha scritto|schreef|escreveu|skrev)\b", re.IGNORECASE
)
_WHEN_OR_WHO = re.compile(r"\d[:.h]\d\d|@")
_LONGEST_WROTE = 300

_SENDER = re.compile(
    r'"?([^"<>\[\]@]*?)"? *(?:[<\[(]? *(?:mailto:)?([^\s<>\[\]():;,"]+@[^\s<>\[\]():;,"]+).*)?'
)


@dataclass(frozen=True)
class Forwarded:
    """A mail that was sent on: what stood on it, and its lines."""

    envelope: Envelope
    lines: list[Line]


@dataclass(frozen=True)
class _Head:
    """The head of a mail within another one: lines start (of the mark above it, if any) to end."""

    start: int
    end: int
    depth: int
    mark: re.Pattern[str] | None
    envelope: Envelope


def is_forward(subject: str) -> bool:
    """Tell whether a subject says that the mail was sent on."""
    return _FORWARDED.match(subject) is not None


def is_reply(subject: str) -> bool:
    """Tell whether a subject says that the mail answers another one."""
    return _REPLIED.match(subject) is not None


def bare_subject(subject: str) -> str:
    """Take off a subject what says that it was sent on, or answered."""
    bare = _PREFIXES.sub("", subject, count=1) if _PREFIXES.match(subject) else subject
    return bare.removesuffix("]") if subject.startswith("[") and bare != subject else bare


def find_forwarded(lines: list[Line], subject: str, is_from_list: bool) -> Forwarded | None:
    """Find the mail that another one sends on; of one that was sent on several times, the first.

    lines: what the other one holds. subject: what it is about. is_from_list: did it go to many?
    """
    found = None
    for _ in range(_MOST_FORWARDS):
        head = _find_head(lines)
        if head is None or not _sends_on(head, lines, subject, is_from_list):
            break
        if found and head.mark is _ORIGINAL_MARK and not is_forward(subject):
            # What it answers, not what it sends on.
            break
        lines = _below(lines, head)
        subject = head.envelope.subject
        found = Forwarded(head.envelope, lines)
    if found and (head := _find_head(lines)) and head.mark:
        # What the mail itself answers.
        return replace(found, lines=lines[: head.start])
    return found


def without_replies(lines: list[Line], is_sent_on: bool) -> list[str]:
    """Leave out what a mail quotes of others.

    is_sent_on: it is a mail that was sent on, or an answer; else what is set off by ">" may be its author's.
    """
    kept: list[str] = []
    is_left_out, before = False, ""
    for number, line in enumerate(lines):
        if not line.text:
            kept.append("")
            continue
        if line.depth:
            begins = not before or lines[number - 1].depth == 0
            is_left_out = (
                is_left_out if not begins else is_sent_on or _is_wrote(before) or _is_wrote(line.text)
            )
            if is_left_out and kept and _is_wrote(before):
                _drop_last(kept)
        elif is_sent_on and before and _is_wrote(line.text) and _WHEN_OR_WHO.search(line.text):
            # Some programs don't mark what they quote below such a line.
            break
        if not (line.depth and is_left_out):
            kept.append(line.text)
        before = line.text
    return kept


def _drop_last(kept: list[str]) -> None:
    """Take the last line with text off, which says who wrote what is left out below it."""
    while kept and not kept[-1]:
        kept.pop()
    if kept and _is_wrote(kept[-1]):
        kept.pop()


def _is_wrote(text: str) -> bool:
    """Tell whether a line is like "On Mon, 2 Nov 2026 at 07:12 Ann Lee wrote:"."""
    return len(text) <= _LONGEST_WROTE and text.endswith(":") and _WRITES.search(text) is not None


def _sends_on(head: _Head, lines: list[Line], subject: str, is_from_list: bool) -> bool:
    """Tell whether what stands below a head is what the mail sends on, not a part of what it tells."""
    if is_forward(subject) or is_reply(subject):
        return True
    note = sum(len(line.text.split(None, _LONGEST_NOTE)) for line in lines[: head.start])
    return head.mark is not None and not is_from_list and note <= _LONGEST_NOTE


def _below(lines: list[Line], head: _Head) -> list[Line]:
    """Give the lines of the mail with this head; what is quoted less deeply stands below it again."""
    found = []
    for line in lines[head.end :]:
        if line.text and line.depth < head.depth:
            break
        found.append(Line(line.text, max(0, line.depth - head.depth)))
    return found


def _find_head(lines: list[Line]) -> _Head | None:
    number = 0
    while number < len(lines):
        fields, end = _fields(lines, number)
        if fields:
            mark, start = _mark_above(lines, number)
            least = _FEWEST_FIELDS if mark is None else _FEWEST_MARKED
            if len(fields) >= least and "from" in fields and ("date" in fields or "subject" in fields):
                return _Head(start, end, lines[number].depth, mark, _envelope(fields))
        number = max(end, number + 1)
    return None


def _fields(lines: list[Line], start: int) -> tuple[dict[str, str], int]:
    """Read the headers that stand one below the other; what the line after the last one is.

    Their values may go on, or even begin, on the line below.
    """
    fields: dict[str, str] = {}
    last, number, blank, end = "", start, 0, start
    while number < len(lines) and blank <= _MOST_BLANK:
        line = lines[number]
        named = _named(line) if line.text and line.depth == lines[start].depth else None
        if named:
            last = named[0] if named[0] not in fields else ""
            if last:
                fields[last] = named[1]
        elif not line.text:
            blank += 1
        elif last and _goes_on(lines, number, fields[last]):
            fields[last] = f"{fields[last]} {line.text}".strip()
        else:
            break
        number += 1
        if line.text:
            blank, end = 0, number
    return fields, end


def _goes_on(lines: list[Line], number: int, value: str) -> bool:
    """Tell whether a line is the value of the header above it, or goes on with it."""
    if not value and "@" in lines[number].text:
        return True
    after = next((line for line in lines[number + 1 : number + 2 + _MOST_BLANK] if line.text), Line(""))
    return (not value or bool(lines[number - 1].text)) and _named(after) is not None


def _named(line: Line) -> tuple[str, str] | None:
    """Read a line as a header: which one it is, and its value."""
    found = _HEADER.fullmatch(line.text) if len(line.text) <= _LONGEST_HEADER else None
    field = _FIELDS.get(plain(found[1]).lower()) if found else None
    return (field, (found[2] or "").strip(" *")) if found and field else None


def _mark_above(lines: list[Line], number: int) -> tuple[re.Pattern[str] | None, int]:
    """Find the line right above a head that says what follows: "Begin forwarded message:"."""
    above = number - 1
    while above >= 0 and not lines[above].text and above > number - 1 - _MOST_BLANK:
        above -= 1
    text = lines[above].text if above >= 0 else ""
    words = plain(text).lower().strip(_AROUND_MARK) if len(text) <= _LONGEST_MARK else ""
    for mark in (_FORWARD_MARK, _ORIGINAL_MARK):
        if mark.fullmatch(words):
            return mark, above
    return None, number


def _envelope(fields: dict[str, str]) -> Envelope:
    name, address = _sender(fields["from"])
    return Envelope(name, address, fields.get("date", ""), fields.get("subject", ""))


def _sender(given: str) -> tuple[str, str]:
    """Read who sent a mail: "Skog Times <news@skog.example>", "Skog Times [mailto:news@skog.example]"."""
    found = _SENDER.fullmatch(given)
    if found:
        return found[1].strip(" '"), found[2] or ""
    name, address = parseaddr(given)
    return ("" if "@" in name else name), address
