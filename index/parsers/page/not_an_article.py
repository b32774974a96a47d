"""Tells pages that hold no article: errors, walls, captchas, and lists of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.items import UnusableError
from index.parsers.page.blocks import Block, BlockKind, find_blocks

# An article can be about any of these; a page that is one has little other text.
_SHORT_WORDS = 80
_MARK = re.compile(r"[|–—:»]|\s-\s|\.\s")
_WORD = re.compile(r"\w+")
ONLY_CONSENT = "it only asks for consent to cookies"
# What such a page is called, before any mark behind which its outlet may stand.
_PAGES = (
    (
        re.compile(
            r"""(?:http\s)?(?:error\s)?4(?:04|10)(?:\s(?:error|(?:page\s)?not\sfound|gone|1))*|not\sfound|oops(?:\s.{1,30})?
            |(?:sorry\s)?(?:this\s|that\s|the\s)?(?:page|article|story|content|file)\s(?:you\s.{1,40}\s)?
                (?:(?:could|can)\s?not\sbe\sfound|(?:is\s|was\s)?not\sfound|(?:is\s)?no\slonger\s(?:available|exists))
            |(?:seite|artikel)\snicht\sgefunden|page\s(?:introuvable|non\strouvée)|pagina\snon\strovata
            |página\sno\s(?:encontrada|existe)""",
            re.IGNORECASE | re.VERBOSE,
        ),
        "it only says that the page isn't there",
    ),
    (
        re.compile(
            r"""(?:http\s)?(?:error\s)?(?:40[13]|429|50[0-4])(?:\s(?:error|forbidden|unauthorized|bad\sgateway
                |internal\sserver\serror|service\s(?:temporarily\s)?unavailable|too\smany\srequests|gateway\stime-?out))*
            |(?:access\s(?:to\sthis\spage\shas\sbeen\s)?)?(?:denied|forbidden)|just\sa\smoment|attention\srequired
            |(?:security|robot|bot)\s(?:check|verification)|human\sverification|are\syou\sa\s(?:human|robot)|captcha
            |pardon\sour\sinterruption|please\swait|bad\sgateway|service\sunavailable|too\smany\srequests
            |internal\sserver\serror|(?:please\s)?verify(?:ing)?\s(?:that\s)?you\sare\s.{1,20}""",
            re.IGNORECASE | re.VERBOSE,
        ),
        "it only says that the site lets no program in",
    ),
    (
        re.compile(
            r"""(?:please\s)?(?:log|sign)\s?in(?:\s(?:to|with)\s.{1,40})?|member\slogin|anmelden|connexion
            |iniciar\ssesión|accedi|create\s(?:an?\s|your\s)?(?:free\s)?account|log\s?in\sor\s.{1,20}""",
            re.IGNORECASE | re.VERBOSE,
        ),
        "it only asks to log in",
    ),
    (
        re.compile(
            r"""before\syou\scontinue(?:\sto\s.{1,30})?|(?:we|this\ssite)\s(?:value|respect|care\sabout)\syour\sprivacy
            |(?:your\s)?(?:privacy|cookie)s?\s(?:settings|choices|preferences|consent|notice)|consent""",
            re.IGNORECASE | re.VERBOSE,
        ),
        ONLY_CONSENT,
    ),
)
_WALLS = (
    (
        re.compile(
            r"(?:enable|activate|turn\son|requires?|need)\s(?:java\s?script|js\b)|java\s?script\s(?:is|must\sbe|to\sbe|has\sbeen)"
            r"\s(?:disabled|enabled|required|needed|turned\soff|not)|javascript\s(?:aktivieren|erforderlich)",
            re.IGNORECASE,
        ),
        "it only asks for JavaScript",
    ),
    (
        re.compile(
            r"(?:verify|confirm|prove|make\ssure)\s(?:that\s)?you(?:['’]re|\sare)\s(?:a\s)?(?:human|not\sa\s(?:ro)?bot)"
            r"|checking\s(?:your\sbrowser|if\sthe\ssite\sconnection)|complete\s(?:the|this)\s(?:captcha|security\scheck)"
            r"|unusual\s(?:traffic|activity)\sfrom\syour|press\s(?:&|and)\shold\sto|ray\sid:|i['’]m\snot\sa\srobot",
            re.IGNORECASE,
        ),
        "it only asks for proof of being human",
    ),
    (
        re.compile(
            r"(?:we|our\spartners|this\s(?:web)?site)\b.{0,80}\buses?\b.{0,60}\bcookies\b|(?:accept|reject|manage)\s(?:all\s)?cookies"
            r"|wir\s(?:und\sunsere\spartner\s)?(?:verwenden|nutzen)\b.{0,60}\bcookies|nous\sutilisons\b.{0,40}\bcookies"
            r"|(?:usamos|utilizamos)\b.{0,40}\bcookies|consent\sto\b.{0,60}\b(?:cookies|processing)",
            re.IGNORECASE,
        ),
        ONLY_CONSENT,
    ),
)
# What a page says that takes an article back, in its few words.
TAKEN_BACK = "its outlet says that the article was removed"
_TAKEN_BACK = re.compile(
    r"""\b(?:this\s(?:\w+\s){0,2}(?:article|story|post|page|content|report|item|piece|video)
            |(?:the|that|our)\s(?:article|story|page|content)
            |(?:the|that|our)\s(?:\w+\s){0,2}(?:article|story|post|page|content|report|item|piece|video)
                \s(?:that\s)?you\s(?:\w+\s){1,4}(?:for|to|at)?)\s?(?:has\s(?:now\s)?been|was|is)\s(?:\w+ly\s)?
        (?:removed|deleted|withdrawn|retracted|unpublished|taken\s(?:down|back|off(?:line)?)|pulled
            |no\slonger\s(?:on\s(?:our|this)\s(?:web)?(?:site|page)|online|published|part\sof\sour))\b
    |\bwe\shave\s(?:removed|withdrawn|retracted|deleted|unpublished|taken\sdown)\s(?:this|the)\s(?:article|story|post|report)\b
    |\b(?:dieser?|der)\s(?:artikel|beitrag|text|seite|meldung)\swurde\s(?:\w+\s){0,6}
        (?:entfernt|gelöscht|zurückgezogen|depubliziert)\b
    |\b(?:cet\sarticle|cette\spage|ce\scontenu)\sa\sété\s(?:\w+\s)?(?:supprimée?|retirée?)\b
    |\b(?:este\s(?:artículo|contenido)|esta\s(?:página|noticia))\s(?:ha\ssido|fue)\s(?:eliminad|retirad|borrad)[oa]\b
    |\b(?:questo\sarticolo|questa\spagina)\sè\sstat[oa]\s(?:rimoss|cancellat|ritirat)[oa]\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE_WORDS = 60
_TARGET = re.compile(r"[;,]\s*url\s*=", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:replace|assign)\s*\(|\blocation\[['\"]href['\"]\]\s*=(?!=)"
)
# "You are being taken to the page. If nothing happens, click here."
_LEADING_LENGTH = 300
_LONGEST_SCRIPT = 20_000
_LISTED, _LIST_SHARE = 4, 0.5
_MOST_LINKS = 0.6


def check_is_article(
    root: HtmlElement,
    titles: Sequence[str],
    blocks: Sequence[Block],
    text: str,
    *,
    has_posts: bool = False,
    is_leading_on: bool = False,
) -> None:
    """Raise UnusableError where what was found in a page is no article.

    root: the page. titles: what it is called. blocks, text: what was found.
    has_posts: is it made of posts, which look like several articles?
    is_leading_on: does it only lead on to another page?
    """
    if is_leading_on:
        raise UnusableError(
            "it only leads on to another page, by a script or a refresh, and holds no article"
        )
    if not text.strip():
        shown = " ".join(root.text_content().split())[:2_000]
        _check_wall(titles, shown, 2 * _SHORT_WORDS)
        raise UnusableError("there is no article text in the page")
    _check_wall(titles, text, _SHORT_WORDS)
    length = sum(len(block.text) for block in blocks)
    if blocks and sum(block.linked for block in blocks) > _MOST_LINKS * length:
        raise UnusableError("it only lists links, and holds no article")
    if not has_posts and _is_list(blocks):
        raise UnusableError("it lists several articles, and holds none of them whole")


def leads_on(root: HtmlElement) -> bool:
    """Tell whether a page does nothing but lead on to another, by a refresh or a script.

    root: the page, with its scripts.
    """
    refreshes = (meta for meta in root.iter("meta") if (meta.get("http-equiv") or "").lower() == "refresh")
    scripts = (script.text or "" for script in root.iter("script"))
    return (
        any(_TARGET.search(meta.get("content") or "") for meta in refreshes)
        or any(_LEADS_ON.search(script[:_LONGEST_SCRIPT]) for script in scripts)
    ) and sum(len(block.text) for block in find_blocks(root)) <= _LEADING_LENGTH


def _check_wall(titles: Sequence[str], text: str, most: int) -> None:
    if len(text.split(None, most)) > most:
        return
    is_notice = len(text.split(None, _NOTICE_WORDS)) <= _NOTICE_WORDS
    if is_notice and _TAKEN_BACK.search(" ".join([*titles, *text.split()])):
        raise UnusableError(TAKEN_BACK)
    for pattern, reason in _PAGES:
        if any(pattern.fullmatch(_first_part(title)) for title in titles):
            raise UnusableError(reason)
    for pattern, reason in _WALLS:
        if pattern.search(text):
            raise UnusableError(reason)


def _first_part(title: str) -> str:
    """Cut a title at a mark behind which its outlet may stand, down to its words alone."""
    return " ".join(_WORD.findall(_MARK.split(title, maxsplit=1)[0].replace("'", "").replace("’", "")))


def _is_list(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks belong to several articles, or to teasers whose headings are links."""
    length = Counter[HtmlElement]()
    for block in blocks:
        around = next((e for e in [block.parent, *block.parent.iterancestors()] if e.tag == "article"), None)
        if around is not None:
            length[around] += len(block.text)
    if len(length) >= _LISTED and max(length.values()) < _LIST_SHARE * sum(length.values()):
        return True
    linked = sum(block.kind is BlockKind.HEADING and block.link_share > _MOST_LINKS for block in blocks)
    return linked >= _LISTED and linked >= _LIST_SHARE * (len(blocks) - linked)
