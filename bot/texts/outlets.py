"""What an outlet is called: with the domain beside a name that the domain doesn't suggest.

A page may say that it is anybody's; where it stands, it can't hide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

from bot.links import article_link
from bot.texts.titles import shorten
from index.article import Article

# A host that is longer is shown by the domain that somebody registered, or by its end.
_LONGEST_HOST = 40
# Of a name with its domain; both fit on a line of a phone or two.
_WIDEST_NAME = 35
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(
    ("the", "der", "die", "das", "le", "la", "les", "el", "il", "lo", "los", "las", "de", "het")
)
# Words that tell no outlet from another.
_COMMON_WORDS = (
    "news new times daily weekly post press herald online today media tv radio international national"
    " world global newspaper journal magazine agency network zeitung tageszeitung nachrichten neue"
    " noticias nouvelles notizie"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
# So few letters in a row are in many names.
_FEWEST_LETTERS = 3
_MOST_WORDS = 7
# Of a domain under an ending that nobody knows the whole host counts, and anything may stand before it.
_MOST_DOTS = 2


def outlet_name(article: Article) -> str | None:
    """Name an article's outlet, with the domain where its name isn't to be taken for granted.

    Returns: None where no outlet is known.
    """
    domain = _unsuggested_domain(article)
    if domain is None or article.outlet is None:
        return article.outlet
    # However long a name is, what stands behind it is shown.
    name = shorten(article.outlet, _WIDEST_NAME)
    return f"{name} ({domain if len(domain) <= _LONGEST_HOST else f'…{domain[-_LONGEST_HOST:]}'})"


def _unsuggested_domain(article: Article) -> str | None:
    """Find the domain that is to stand beside the name of an article's outlet.

    Returns: None where the domain suggests the name, where whoever lists the source gave it, and where there
        is no link, or no name.
    """
    link = article_link(article)
    if link is None or not article.outlet or article.is_outlet_given:
        return None
    # Imported here: it knows all domains of the world, for which who sees no quote needn't wait.
    from index.parsers.urls import site_of  # noqa: PLC0415

    host, site = (urlsplit(link).hostname or "").removeprefix("www."), site_of(link)
    if _suggests(article.outlet, host, site):
        return None
    return host if len(host) <= _LONGEST_HOST else site


def _suggests(name: str, host: str, site: str) -> bool:
    """Tell whether a domain suggests a name: spells it, its first words, or its initials."""
    if site.count(".") > _MOST_DOTS:
        return False
    label = site.partition(".")[0].replace("-", "")
    for words in _readings(name):
        letters = "".join(words)
        if letters in (_letters(host), _letters(site), label):
            return True
        is_in_label = label.startswith(letters) or label.endswith(letters)
        if len(letters) >= _FEWEST_LETTERS and letters not in _COMMON and is_in_label:
            return True
        if _spells(label, words) or _spells(label.removeprefix("the"), words):
            return True
    return False


def _readings(name: str) -> Iterator[list[str]]:
    """Give the words of a name as a domain may spell them; none where another script is in it."""
    folded = name.casefold()
    for spelled in (folded.translate(_UMLAUTS), folded):
        parts = unicodedata.normalize("NFKD", spelled)
        words = _WORD.findall("".join(one for one in parts if not unicodedata.combining(one)))[:_MOST_WORDS]
        if words and all(word.isascii() for word in words):
            yield words
            if words[0] in _ARTICLES and len(words) > 1:
                yield words[1:]


def _spells(label: str, words: list[str]) -> bool:
    """Tell whether a label is made of a name's words, of each all of it or its initial.

    Words at the end may be missing where what is there is no common word, and a common one may stand behind.
    """
    ending = next((word for word in _COMMON if label.endswith(word) and label != word), "")
    labels = {label, label.removesuffix(ending)}
    for count in range(1, len(words) + 1):
        for parts in product(*((word, word[0]) for word in words[:count])):
            whole = [part for part in parts if len(part) >= _FEWEST_LETTERS and part not in _COMMON]
            if "".join(parts) in labels and (whole or (count == len(words) > 1)):
                return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
