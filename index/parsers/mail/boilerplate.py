"""Lines that newsletters put around their articles: buttons, what asks for money, what stands at the foot."""

from __future__ import annotations

import re

from index.parsers.dates import parse_published
from index.parsers.mail.links import IN_BROWSER, URL
from index.text.normalise import normalise

_LINK_BESIDE = re.compile(rf" ?(?:<{URL}>|\( ?{URL} ?\)|\[ ?{URL} ?\])")
_LINK = re.compile(URL)
# In words.
_LONGEST_FOOTER, _LONGEST_BUTTON, _LONGEST_BEGGING, _LONGEST_BYLINE = 25, 12, 45, 14
_MOST_NAME_WORDS = 5
_BYLINE_WITHIN = 4
_BUTTON = re.compile(
    r"trouble (?:viewing|reading)|(?:add|put) (?:us|this address) (?:to|in) your (?:address|contact)"
    r"|\Aforward (?:this|to a friend)|\b(?:was|did) (?:this|it|someone|somebody|a friend)\b.*"
    r"\bforward(?:ed|\b (?:this|it|you))"
    r"|\A(?:advertisement|anzeige|sponsored|share|tweet|like|reply|comments?|forward|restack|refer|donate|join"
    r"|(?:subscribe|sign up)(?: now| here| today)?|upgrade(?: now| to (?:a )?paid)?|go (?:paid|premium)"
    r"|read (?:more|on|in app)|(?:open|read|watch|listen) in (?:the )?app|(?:get|download) the app"
    r"|(?:leave|write|view|see) (?:a |all )?comments?|start (?:writing|your free trial)|log ?in|sign in"
    r"|continue reading|learn more|(?:give|send) a gift(?: subscription)?|(?:refer|invite) (?:a )?friends?"
    r"|pledge your support|support (?:us|our work|my work)|become a (?:member|supporter|(?:paid )?subscriber)"
    r"|(?:jetzt )?abonnieren|teilen|weiterlesen|mehr lesen|s['’]abonner|partager|lire la suite"
    r"|suscr[ií]be(?:te|rse)|compartir|leer m[áa]s|iscriviti|condividi|abonneer(?: je)?|delen)\W*\Z"
    r"|\A(?:share (?:this|on)|follow (?:us|me)|sent from my|von meinem .{1,20} gesendet|envoy[ée] de mon)\b",
    re.IGNORECASE,
)
_BEGGING = re.compile(
    r"\byou(?: a|['’])re (?:currently |now )?(?:a|on the|on our) (?:free|paid|paying) (?:\w+ )?"
    r"(?:subscriber|plan|list|member)|\bupgrade your (?:subscription|plan|membership)\b"
    r"|\b(?:become|becoming|be) an? (?:(?:free|or|paid|paying|annual|monthly|founding) ){1,4}"
    r"(?:subscriber|member)|\breader[- ](?:supported|funded) (?:publication|newsletter)"
    r"|\b(?:receive|get) new posts and support\b|\bpublic,? so feel free to share"
    r"|\bfeel free to (?:share|forward) (?:it|this)|\bearn rewards\b"
    r"|\Aalready an? (?:\w+ )?(?:subscriber|member)\b"
    r"|\A(?:(?:thanks|thank you) for|danke für\w*|merci (?:de|pour)|gracias por)\b.{0,20}"
    r"\b(?:reading|subscribing|lesen|lecture|lire|leer)\b"
    r"|\bthis (?:post|article|issue|edition) is (?:only )?(?:for|available to) (?:paid|paying|our) "
    r"(?:subscriber|member)|\b(?:keep|continue) reading with a\b|\bget \d+ ?% off\b"
    r"|\b(?:start|try|claim) (?:a|your|our) (?:\S+ )?free trial|\A(?:share|forward) (?:this|it|our)\b"
    r"|\A(?:subscribe|sign up) (?:here|now|today|for|to)\b|\bgift a subscription\b"
    r"|\b(?:enjoy|like|love)(?:d|ing)? (?:this (?:\w+ )?(?:newsletter|post|e-?mail|issue)"
    r"|what you(?:['’]re| are) reading)\b|\bunterst[üu]tzen sie (?:uns|unsere)\b|\bsoutenez[- ]nous\b"
    r"|\bap[óo]y(?:a|e)nos\b",
    re.IGNORECASE,
)
# Countries become members, too: these beg where they speak to the reader.
_ASKING = re.compile(
    r"\bbecom(?:e|ing) an? (?:\w+ )?(?:subscriber|member|supporter|patron)\b|\bfree (?:trial|subscriber)\b"
    r"|\bdonat(?:e|ion)\b|\bupgrad(?:e|ing) to (?:a )?(?:paid|premium)\b"
    r"|\bsupport (?:us|our|my|this|independent|quality)\b",
    re.IGNORECASE,
)
_SPEAKS_TO_READERS = re.compile(
    r"\A(?:please|consider|become|donate|support|upgrade)\b|\byou\b", re.IGNORECASE
)
_LEAVE = (
    r"\bunsubscribe\b|\b(?:abmelden|abbestellen|désabonner|désinscrire)\b|cancelar (?:la )?suscripción"
    r"|darse de baja|\byou(?: a|['’])re (?:receiving|getting) this"
    r"|\byou (?:received|get) this (?:e-?mail|newsletter)"
    r"|\bthis (?:e-?mail|newsletter|message) was sent (?:to|by)|\bsie erhalten diese|\bvous recevez ce"
    r"|\b(?:recibes|has? recibido) este"
)
_ASKS_TO_LEAVE = re.compile(_LEAVE, re.IGNORECASE)
_FOOTER = re.compile(
    rf"{_LEAVE}"
    r"|\b(?:manage|update|change|edit) (?:your )?(?:[\w-]+ ){0,2}(?:preferences|settings|subscription)"
    r"|\A(?:©|copyright\b|\(c\))|\ball rights reserved\b|\bour (?:mailing|postal) address\b"
    r"|\A(?:privacy policy|terms of (?:use|service)|imprint)\b",
    re.IGNORECASE,
)
# Who quotes such a line tells of it.
_QUOTATION = re.compile(r"[“„«\"]")
# What is between the parts of an address, and of "Ann Lee · Nov 5".
_BETWEEN_PLACES = re.compile(r"[,|·•]")
_BETWEEN = re.compile(r"\s+[|·•–—]\s+|\s+-\s+")
_SIGNATURE, _LONGEST_SIGNATURE = "--", 8


def without_boilerplate(lines: list[str], readers: frozenset[str] = frozenset()) -> list[str]:
    """Take links, what buttons say, what begs, and what stands at the foot off a newsletter's text.

    lines: a paragraph each, or an empty one between them.
    readers: addresses of those who got it, whose lines are nobody's business.
    """
    lines = _LINK_BESIDE.sub("", "\n".join(lines)).split("\n")
    lines = [line for line in _without_signature(lines) if not _is_around(line, readers)]
    begin = next((n for n, line in enumerate(lines) if 2 * n >= len(lines) and _is_footer(line)), len(lines))
    while 0 < begin < len(lines) and (not lines[begin - 1] or _is_address(lines[begin - 1])):
        begin -= 1
    body = [line for line in lines[:begin] if not _is_footer(line)]
    rest = [line for line in lines[begin:] if not _is_short(line)]
    return normalise("\n".join(body + rest)).split("\n")


def asks_to_leave(line: str) -> bool:
    """Tell whether a line says how to get no more of a newsletter, or why one gets it."""
    return _is_short(line) and _ASKS_TO_LEAVE.search(line) is not None


def take_dated_byline(lines: list[str], sender: str) -> tuple[str | None, list[str]]:
    """Take the author and the day off the head of a text: "Ann Lee · Nov 5", or each on a line.

    sender: the name of who sent it, which may begin with the author's.
    Returns: the author, if one is named there, and the other lines.
    """
    author, kept = None, list(lines)
    for line in [line for line in lines if line][:_BYLINE_WITHIN]:
        parts = _BETWEEN.split(line.removeprefix("By ")) if _is_short(line, _LONGEST_BYLINE) else []
        dated = [part for part in parts if parse_published(part).iso]
        is_senders = len(parts) == 1 and sender.startswith(f"{parts[0]} from ")
        if (dated or is_senders) and all(_is_short(part, _MOST_NAME_WORDS) for part in parts):
            kept.remove(line)
            author = author or (None if parts[0] in dated else parts[0])
    return author, kept


def _without_signature(lines: list[str]) -> list[str]:
    """Take off what stands below the sign that mail programs put above a signature."""
    filled = [number for number, line in enumerate(lines) if line][-_LONGEST_SIGNATURE - 1 :]
    for number in filled[1:]:
        if lines[number] == _SIGNATURE and all(_is_short(line) for line in lines[number:]):
            return lines[:number]
    return lines


def _is_around(line: str, readers: frozenset[str]) -> bool:
    return _is_button(line) or _is_begging(line) or _is_readers(line, readers)


def _is_button(line: str) -> bool:
    """Tell whether a line is a rule or a link, or only invites to follow one."""
    words = _LINK.sub("", line).strip(" :-–—>»→")
    if not line or not _is_short(line, _LONGEST_BUTTON):
        return False
    if not any(map(str.isalnum, words)) or _BUTTON.search(words):
        return True
    # "Voters can see the map online." is news.
    found = IN_BROWSER.search(words)
    return found is not None and (found.start() == 0 or not line.endswith("."))


def _is_begging(line: str) -> bool:
    if not _is_short(line, _LONGEST_BEGGING) or _QUOTATION.search(line):
        return False
    if _BEGGING.search(line):
        return True
    return _ASKING.search(line) is not None and _SPEAKS_TO_READERS.search(line) is not None


def _is_readers(line: str, readers: frozenset[str]) -> bool:
    return "@" in line and _is_short(line) and any(reader in line.lower() for reader in readers)


def _is_footer(line: str) -> bool:
    return _is_short(line) and _FOOTER.search(line) is not None


def _is_address(line: str) -> bool:
    """Tell whether a line is like "Example Times, 1 River Street, Ardmoor"."""
    places = _BETWEEN_PLACES.split(line)
    return _is_short(line) and len(places) > 2 and any(map(str.isdigit, line)) and ". " not in line


def _is_short(line: str, words: int = _LONGEST_FOOTER) -> bool:
    return len(line.split(None, words)) <= words
