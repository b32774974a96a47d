"""Takes out of a page what is never the text of its article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.hidden import Hidden, is_shorter

_NEVER = re.compile(
    "audio|button|canvas|del|embed|head|iframe|input|map|noscript|object|option|picture|s|script|select"
    "|source|strike|style|svg|template|textarea|title|track|video"
)
_NOTE_MARK = re.compile(r"\s*\[?(?:\d{1,3}|[*†‡])\]?\s*")
# A word, or the end of a sentence: "m" and "km" are units, 10 has a power.
_BEFORE_NOTE = re.compile(r"(?:[^\W\d_]{3,}|[.,;:!?…”’\"')])\s?\Z")
_LOOKED_BACK = 20
_AROUND_TAGS = re.compile("aside|dialog|figcaption|footer|form|header|menu|nav")
# Names that designers give to what stands around an article, as whole parts of a class or an id.
_AROUND_NAMES = re.compile(
    r"""(?:^|[\s_-])(?:
    (?:ad|ads|advert|adverts|advertisement|advertising|adsbygoogle|outbrain|taboola|promo|promos|promoted
        |sponsor|sponsored|sponsors)
    |(?:author|writer)(?:[\s_-]?(?:bio|box|card|info|profile|description|about))+|about[_-](?:the[_-])?author
    |byline|dateline-?date|timestamp|post-?meta|entry-?meta|article-?meta
    |cta|call-?to-?action|breadcrumbs?|pagination|pager|toolbar|skip-?link
    |captions?|wp-caption(?:-text)?|credits?|photo-?credit|image-?credit
    |comments?|comments?-?(?:list|area|section|form|wrap|wrapper|count|link)|disqus(?:_thread)?|respond
    |consent|cookie(?:s|-?(?:banner|bar|notice|consent|law))?|gdpr|fc-consent|cmp|qc-cmp2?|didomi|onetrust|usercentrics|klaro
        |cybotcookiebot\w*|iubenda|borlabs
    |(?:photo-?|image-?|picture-?)?galler(?:y|ies)|slide-?shows?|carousel
        |video-?(?:captions?|descriptions?|summary|info|meta|title|details)|media-?(?:captions?|descriptions?)
    |hovercard|popover|popup|rollover|tooltip|lightbox|modal
    |jp-relatedposts|related|related-?(?:content|links|articles|posts|stories|news|topics)|recirc
    |more-?(?:on|stories|news|from)|most-?(?:read|popular|viewed)|trending|recommended|recommendations|read-?(?:more|next|also)
        |see-?also|you-?may-?(?:also-?)?like|yarpp
    |newsletter|newsletters|mailing-?list|sign-?up|signup|subscribe|donate
    |share|shares|sharing|share-?(?:bar|bars|buttons?|tools|this|links|icons)|sharedaddy|addthis|addtoany|sociable
        |social|social-?(?:bar|share|links|media|icons|buttons|tools)|follow-?us
    |sidebar|side-?bar|widget-?area|site-?(?:header|footer|nav)|navbar|navigation|main-?menu|masthead
    |print-only
    |tags?|tag-?(?:list|cloud|links)|tags-?(?:list|links)|cat-links|topics-?list|post-?tags
    )(?=$|[\s_-](?!body|text|content(?:$|\s)))""",
    re.IGNORECASE | re.VERBOSE,
)
_ROLES = re.compile(
    "navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|toolbar|tooltip|button|form"
)
_INLINE = re.compile("a|abbr|b|bdi|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u")
_SENTENCES = re.compile("p|li|h[1-6]|td|blockquote|dd")
_MAY_HOLD_ALL = re.compile("html|body|main|article")
# An element with more of the page's running text than this is its article, whatever it is called.
_ARTICLE_SHARE = 0.3
_FEWEST_FACTS = 2
# A box around a field for an address of mail has no more characters than this.
_BOX = 400
_MAIL = re.compile(r"e?-?mail", re.IGNORECASE)
_SHORTEST_UNFOLDED = 80
_FOLDED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_BESIDE, _MOST_BETWEEN = 200, 10
# A page with more such fields is a form.
_MOST_FIELDS = 50
_FACTS = re.compile(
    r"(?<![a-z])(?:facts?|fact-?box|info-?box|figures|numbers|glance|timeline|fakten|zahlen)", re.IGNORECASE
)


def prune(root: HtmlElement, weights: Counter[HtmlElement], kept: Set[HtmlElement] = frozenset()) -> None:
    """Remove menus, forms, captions, share bars, comments, advertisements and what is hidden.

    root: a page; it is changed.
    weights: how much of what is likely the article's text each element holds.
    kept: elements that stay, whatever they are called.
    """
    hidden = Hidden(root)
    most = _ARTICLE_SHARE * weights[root]
    for box in _sign_up_boxes(root, weights, most) - kept:
        box.drop_tree()
    # Before the buttons go that unfold them.
    unfolded = set(filter(_unfolds, root.iter("p")))
    # Backwards, so that what pops up beside a name goes before the name is looked at.
    for element in reversed(list(root.iterdescendants())):
        if (
            not isinstance(element.tag, str)
            or _NEVER.fullmatch(element.tag)
            or _is_note_mark(element)
            or (
                element not in kept
                and not _MAY_HOLD_ALL.fullmatch(element.tag)
                and weights[element] <= most
                and (
                    (element not in unfolded and hidden.holds(element))
                    or (_is_around(element) and not _is_in_a_sentence(element))
                )
            )
        ):
            element.drop_tree()


def _sign_up_boxes(root: HtmlElement, weights: Counter[HtmlElement], most: float) -> set[HtmlElement]:
    """Find the boxes, with the words in them, that ask for an address of mail."""
    boxes: set[HtmlElement] = set()
    for field in islice(root.iter("input"), _MOST_FIELDS):
        names = " ".join(field.get(name) or "" for name in ("type", "name", "id", "placeholder"))
        if not _MAIL.search(names) or any(around in boxes for around in field.iterancestors()):
            continue
        box = field
        for around in field.iterancestors():
            if _MAY_HOLD_ALL.fullmatch(around.tag) or weights[around] > most or not is_shorter(around, _BOX):
                break
            box = around
        boxes.add(box)
    return boxes


def _unfolds(element: HtmlElement) -> bool:
    """Tell whether a paragraph that is hidden goes on with the text above it once a button is pressed."""
    is_folded = element.get("hidden") is not None or _FOLDED.search(element.get("style") or "")
    if not is_folded or is_shorter(element, _SHORTEST_UNFOLDED):
        return False
    around = element.getparent()
    before = islice(element.itersiblings(preceding=True), _MOST_BETWEEN)
    if around is None or not any(one.tag == "p" for one in before):
        return False
    return any(
        _is_control(one)
        for beside in (around.iterchildren(), around.itersiblings())
        for one in islice(beside, _MOST_BESIDE)
    )


def _is_control(element: HtmlElement) -> bool:
    """Tell whether an element is a button and nothing else, or a link to nowhere else."""
    if element.tag in ("p", "div"):
        inner = list(islice(element.iterchildren(), 2))
        return (
            len(inner) == 1
            and not (element.text or "").strip()
            and inner[0].tag != "p"
            and _is_control(inner[0])
        )
    target = element.get("href") or "#"
    return element.tag in ("button", "label", "a") and (target.startswith(("#", "javascript:")))


def _is_note_mark(element: HtmlElement) -> bool:
    """Tell whether an element is the number of a footnote, and no power or unit."""
    if element.tag != "sup" or not _NOTE_MARK.fullmatch(element.text_content()):
        return False
    if next(element.iter("a"), None) is not None or element.text_content().strip().startswith("["):
        return True
    before = element.getprevious()
    text = (element.getparent().text if before is None else before.tail) or ""
    return _BEFORE_NOTE.search(text[-_LOOKED_BACK:]) is not None


def _is_around(element: HtmlElement) -> bool:
    if _AROUND_TAGS.fullmatch(element.tag) or _ROLES.fullmatch(element.get("role") or ""):
        return not (element.tag == "aside" and _is_fact_box(element))
    # What a program for the blind needn't say is mostly a sign, or said twice.
    if element.get("aria-hidden") == "true":
        return True
    names = (element.get("class") or "", element.get("id") or "")
    # What people said elsewhere is embedded by widgets that are named for where it was said.
    return any(_AROUND_NAMES.search(name) and "embed" not in name for name in names)


def _is_fact_box(element: HtmlElement) -> bool:
    """Tell whether a box beside the text holds figures or a list, and leads nowhere."""
    if next(element.iter("a", "form", "input", "button"), None) is not None:
        return False
    if _FACTS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    return (
        next(element.iter("table", "dl"), None) is not None
        or len(list(islice(element.iter("li"), _FEWEST_FACTS))) == _FEWEST_FACTS
    )


def _is_in_a_sentence(element: HtmlElement) -> bool:
    """Tell whether an element is a part of a paragraph, which without it may not say what was said."""
    if not _INLINE.fullmatch(element.tag) or len(list(islice(element.iter("a", "img"), 2))) > 1:
        return False
    if element.get("aria-hidden") == "true" and not any(any(map(str.isalnum, t)) for t in element.itertext()):
        return False
    return any(_SENTENCES.fullmatch(around.tag) for around in islice(element.iterancestors(), 4))
