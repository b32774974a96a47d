"""Tells a mail from one person to another from a newsletter, be it one that has lost its headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.mail.boilerplate import asks_to_leave
from index.parsers.mail.forwards import is_reply
from index.parsers.mail.links import IN_BROWSER, Link, main_site
from index.parsers.mail.parts import Envelope, header, is_from_list
from index.text.tokens import plain

# What programs that send to many write at the head of a mail.
_SENT_TO_MANY = ("archived-at", "feedback-id", "list-archive", "list-help", "list-subscribe", "x-campaign")
_MAILERS = re.compile(r"x-(?:mc|mailgun|sg|csa|campaign|mailer(?:lite|id)|ses|rpcampaign|cm)[\w-]*", re.I)
_BULK = ("bulk", "list")
_ROLES = re.compile(
    r"(?:(?:no|do-?not)-?_?reply|(?:news)?letters?|news|digest|edit(?:or(?:s|ial)?|ion)|updates?|alerts?"
    r"|briefings?|daily|weekly|morning|evening|bulletin|reda[kc]\w+|hello|notifications?|breaking"
    r"|subscri\w+|members?|press(?:e|a)?|mailing|infolettre|boletin|aviso|nachrichten|nieuws\w*|noticias)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:news\w*|times|post|wire|daily|weekly|digest|briefing|herald|tribune|courier|gazette|journal"
    r"|observer|chronicle|magazine|review|dispatch|bulletin|radio|tv|press|\w*zeitung|\w*blatt|\w*presse|kurier"
    r"|le monde|diario|diário|gaceta|giornale|corriere|gazzetta|krant|dagblad|jornal|from)\b",
    re.IGNORECASE,
)
# Where everybody has an address.
_FREE = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|freenet"
    r"|proton(?:mail)?|pm|posteo|mailbox|orange|free|laposte|wanadoo|libero|virgilio|tiscali|uol|bol|terra"
    r"|ziggo|kpnmail|fastmail|zoho)\.(?:[a-z]{2,3}\.)?[a-z]{2,4}",
    re.IGNORECASE,
)
_TO_MANY = (
    "all everybody everyone readers? reader friends? folks members? subscribers? supporters? colleagues?"
    " leser\\w* freunde\\w* abonnent\\w* lecteurs? lectrices? abonnes? amis lector\\w*"
    " suscriptor\\w* amig[oa]s lettor\\w* abbonat\\w* leitor\\w* assinant\\w* lezers? abonnees?"
)
# Without accents, in English, German, French, Spanish, Italian, Dutch, Portuguese and Nordic languages.
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|lieber?|liebe|sehr geehrter?|guten (?:tag|morgen|abend)|moin|servus"
    r"|chere?|bonjour|bonsoir|salut|hola|querid[oa]|estimad[oa]|buen[oa]s (?:dias|tardes)"
    r"|ciao|car[oa]|gentile|buongiorno|beste|hoi|dag|ola|oi|prezad[oa]|kaere|hei|hej)"
    r"(?: [\w.'’-]+){0,4}\s?[,!:–-]*",
    re.IGNORECASE,
)
_TO_MANY_WORD = re.compile(rf"\b(?:{'|'.join(_TO_MANY.split())})\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:all (?:the|my) )?(?:best|kind|warm|kindest|many)(?: (?:regards|wishes|thanks))?"
    r"|regards|cheers|thanks(?: a lot| again)?|thank you|love|yours(?: \w+)?|(?:sincerely|truly) yours"
    r"|sincerely|take care|see you(?: \w+)?|talk soon|x{1,3}"
    r"|(?:viele|liebe|beste|herzliche|schone|freundliche) gru(?:ss|ß)e?"
    r"|(?:mit )?(?:besten|freundlichen|herzlichen|lieben|vielen) gru(?:ss|ß)en|gru(?:ss|ß)|mfg|lg|vg|bis \w+"
    r"|(?:bien )?cordialement|bien a vous|amicalement|bises|a bientot"
    r"|(?:un )?(?:saludos?|abrazos?|beso)(?: cordial(?:es)?)?|atentamente"
    r"|(?:cordiali|cari|distinti) saluti|un (?:caro )?saluto|a presto|un abbraccio"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?"
    r"|abracos?|beijos?|atenciosamente|cumprimentos|(?:med )?venlig hilsen|hilsen|mvh)\s?[,.!–-]*",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:sent from my|von meinem|envoye de mon|enviado desde mi|inviato da|verzonden vanaf)\b", re.I
)
_GREETING_WITHIN, _CLOSING_WITHIN = 2, 6
_LONGEST_LINE = 60
# A mail with more of them is laid out; a signature may be a table.
_MOST_TABLES = 2
_HEADINGS = ("h1", "h2")


@dataclass(frozen=True)
class Letter:
    """A mail as it stood, whatever its headers say: what is looked at to tell whether it is somebody's own.

    envelope: what stood on it. lines: its text. links: in it. is_laid_out: is it made like a page?
    """

    envelope: Envelope
    lines: list[str]
    links: list[Link]
    is_laid_out: bool = False


def is_private(letter: Letter, recipients: frozenset[str]) -> bool:
    """Tell whether a mail is one from a person to others, and nothing that was sent to many.

    recipients: the addresses that it went to, where they are known.
    """
    return not _reads_like_newsletter(letter) and _reads_like_private(letter, recipients)


def is_sent_to_many(mail: Message) -> bool:
    """Tell whether the headers of a mail are those of one that went to many."""
    return (
        is_from_list(mail)
        or any(name in mail for name in _SENT_TO_MANY)
        or any(_MAILERS.fullmatch(name) for name in mail)
        or header(mail, "precedence").strip().lower() in _BULK
    )


def is_laid_out(root: HtmlElement) -> bool:
    """Tell whether a mail in HTML is made like a page, with headings or tables around its parts."""
    return len(root.findall(".//table")) > _MOST_TABLES or any(True for _ in root.iter(*_HEADINGS))


def _reads_like_newsletter(letter: Letter) -> bool:
    name, address = letter.envelope.name, letter.envelope.address.lower()
    return (
        letter.is_laid_out
        or _ROLES.match(address) is not None
        or (_OUTLET.search(name) is not None and not _FREE.fullmatch(address.rpartition("@")[2]))
        or main_site(letter.links) is not None
        or any(len(link.words) <= _LONGEST_LINE and IN_BROWSER.search(link.words) for link in letter.links)
        or any(asks_to_leave(words) for words in [*(link.words for link in letter.links), *letter.lines])
        or any(_greets_many(line) for line in _filled(letter.lines)[:_GREETING_WITHIN])
    )


def _reads_like_private(letter: Letter, recipients: frozenset[str]) -> bool:
    lines = [plain(line) for line in _filled(letter.lines)]
    greets = any(_GREETING.fullmatch(line) for line in lines[:_GREETING_WITHIN] if len(line) <= _LONGEST_LINE)
    closes = any(_CLOSING.fullmatch(line) or _PHONE.match(line) for line in lines[-_CLOSING_WITHIN:])
    if greets or closes:
        return True
    address = letter.envelope.address.lower()
    local, _, domain = address.rpartition("@")
    if not recipients or not domain:
        return False
    is_colleague = any(one.rpartition("@")[2] == domain and one != address for one in recipients)
    is_persons = _FREE.fullmatch(domain) is not None or _is_of(local, letter.envelope.name)
    return is_colleague or is_persons or is_reply(letter.envelope.subject)


def _filled(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _greets_many(line: str) -> bool:
    words = plain(line)
    return (
        len(words) <= _LONGEST_LINE
        and _GREETING.match(words) is not None
        and _TO_MANY_WORD.search(words) is not None
    )


def _is_of(local: str, name: str) -> bool:
    """Tell whether an address is made of the names of a person: "ann.lee" of Ann Lee."""
    parts = [part for part in re.split(r"\W+", plain(name).lower()) if part]
    return len(parts) > 1 and re.sub(r"[\W\d_]", "", local) in {
        "".join(parts),
        "".join(reversed(parts)),
        parts[0][0] + parts[-1],
        parts[0] + parts[-1][0],
    }
