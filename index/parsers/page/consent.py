"""What asks readers to agree that they are followed: "We and our 834 partners store cookies …"."""

from __future__ import annotations

import re

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import find_blocks
from index.parsers.page.choice import held_by

_LONGEST = 1_500
# A box of whose text so much asks for consent holds nothing else.
_LEAST_SHARE = 0.4
_MAY_HOLD_ALL = frozenset(("html", "body", "main", "article"))
_COOKIES = (
    "cookies?|cookie-\\w+|device identifiers|identificadores únicos|informations? personnelles|personal data"
    "|datos personales|dados pessoais|dati personali|personenbezogene\\w? daten|persoonsgegevens|dane osobowe"
)
_PARTNERS = (
    r"(?:our|unseren?|nos|nuestros|nossos|i nostri|onze|våre?|våra|vores|nasi|naszymi)\s"
    r"(?:\d[\d.,]*\s)?(?:\w+\s)?"
    r"(?:partners?n?|partenaires|socios|parceiros|partnere?r?|fornitori|third part(?:y|ies)|partnerzy)"
    r"|we and (?:\d+ )?selected third parties|terze parti selezionate|wir und unsere"
)
_CONSENT = (
    "consent|zustimm(?:ung|en)|einwilligung|consentement|consentimiento|consentimento|consenso|toestemming"
    "|samtykker?|samtycke|zgod[ayęą]|accept(?:er|ing)?|akzeptieren|aceptar?|aceitar|accettar?e?|accepteren"
)
_READER = (
    r"you|your|sie|ihren?|ihrer|ihrem|vous|votre|vos|tus?|puedes|su dispositivo|você|seu|tuoi?|je|jouw|uw"
    r"|din[ea]?|twoje\w*"
)
_WE = (
    r"we|our|us|wir|uns|unsere[nr]?|nous|nos|notre|nosotros|nuestr[oa]s?|nós|nosso?s?|noi|nostr[ioae]|wij"
    r"|onze?|vi|våre?|våra|vores|my|nasz\w*"
)
_SAYS_COOKIES, _SAYS_PARTNERS, _SAYS_CONSENT, _TO_READERS, _SAYS_WE = (
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in (_COOKIES, _PARTNERS, _CONSENT, _READER, _WE)
)
_HEADINGS = re.compile(
    r"""[\W_]*(?:we\s(?:and\sour\spartners\s)?(?:value|respect|care\sabout)\syour\sprivacy
    |your\sprivacy(?:\smatters|\schoices)?|wir\sund\sunsere\spartner\sverarbeiten\sdaten
    |(?:ihre\sprivatsphäre|datenschutz)(?:\sist\suns\swichtig)?|votre\svie\sprivée\snous\s.{3,30}
    |(?:nous\s)?respect(?:ons|er)\svotre\svie\sprivée|tu\sprivacidad\s(?:es\simportante|nos\simporta).{0,30}
    |(?:valoramos|respetamos)\stu\sprivacidad|(?:a\s)?sua\sprivacidade\s.{3,30}
    |(?:la\stua\sprivacy|il\srispetto\sdella\stua\sprivacy).{0,50}
    |(?:wij|we)\s(?:respecteren|waarderen)\s(?:je|uw|jouw)\sprivacy
    |cookie(?:s|-einstellungen|\ssettings|\spreferences|-instellingen)|continuer\ssans\saccepter)[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)


def drop_consent(root: HtmlElement) -> bool:
    """Drop the lines of a page that ask for consent, and the boxes around them.

    root: the page; it is changed.
    Returns: were there any?
    """
    blocks = find_blocks(root)
    asking = [block for block in blocks if is_consent(block.text)]
    held, asked = held_by(blocks), held_by(asking)
    boxes: set[HtmlElement] = set()
    for block in asking:
        box = block.element
        for around in box.iterancestors():
            if around.tag in _MAY_HOLD_ALL or asked[around] < _LEAST_SHARE * held[around]:
                break
            box = around
        if box.tag not in _MAY_HOLD_ALL:
            boxes.add(box)
    for box in boxes:
        if not any(around in boxes for around in box.iterancestors()):
            box.drop_tree()
    return bool(asking)


def is_consent(line: str) -> bool:
    """Tell whether a line asks the reader's consent to cookies, in any of ten languages."""
    if len(line) > _LONGEST:
        return False
    if _HEADINGS.fullmatch(line):
        return True
    asks = all(form.search(line) for form in (_SAYS_CONSENT, _TO_READERS, _SAYS_WE))
    return bool(_SAYS_COOKIES.search(line) and (asks or _SAYS_PARTNERS.search(line)))
