"""Names of authors in the plain text of a page: "By Ann Lee and Bob Roe | 9 March 2026"."""

from __future__ import annotations

import re

from index.parsers.page.plain_dates import before_date

_LONGEST = 200
# In each language, the word before the names, and the one between them.
_BY = (
    ("(?:(?:written|reported|story|words|text|interview(?:ed)?) )?by|author|interview:", "and"),
    ("(?:ein(?:e \\w+)? )?(?:von|text|autor(?:in)?)", "und"),
    ("par", "et"),
    ("por", "[ye]"),
    ("di|a cura di", "e"),
    ("door", "en"),
    ("a[vf]", "o(?:g|ch)"),
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČĐ]"
_PART = rf"(?:{_CAPITAL}[\w'’.-]*|d[eiaou]|del(?:la)?|de[rns]|v[ao]n|l[ae]|el|al|bin|ibn|dos|ter|zu|af)"
_NAME = rf"{_CAPITAL}[\w'’.-]*(?: {_PART}){{1,4}}"
_FORMS = tuple(
    (
        re.compile(
            rf"(?i:{by})(?::? )(?P<names>{_NAME}(?:(?:, | (?i:{between}|&) |, and ){_NAME}){{0,4}})"
            r"(?= *(?:$|[,|·•–—/(]|- | (?:in|at) (?:the )?[A-Z]| \d| for the | für ))"
        ),
        re.compile(rf" (?:{between}|&) "),
    )
    for by, between in _BY
)

# "记者：王丽", "文/王丽", "김수진 기자 sujin@example.org": who wrote it, in signs without spaces.
_EAST_ASIAN = re.compile(
    r"(?:(?:^|[\s|])(?:记者|記者|作者|撰文|文)\s?[:：/／]\s?(?P<chinese>[\u3400-\u9fff]{2,4})(?=$|[\s|,，])"
    r"|^(?P<korean>[가-힣]{2,4})\s?기자(?=$|[\s|,=(]))"
)
# "ANN LEE, Staff Writer"
_BY_TRADE = re.compile(
    rf"(?P<names>{_NAME})(?:, | ?[|·•–—/] ?)(?i:(?:[\w-]+ ){{0,2}}(?:writer|reporter|correspondent"
    r"|redakteur(?:in)?|korrespondent(?:in)?|journaliste?|redactora?))$"
)


def names_in_byline(line: str) -> str | None:
    """Find the names in a line like "By Ann Lee and Bob Roe, 9 March 2026"; None where it is none.

    Returns: the names, with "and" between them in every language.
    """
    if found := _EAST_ASIAN.search(line[:_LONGEST]):
        return found["chinese"] or found["korean"]
    line = before_date(line)
    for form, between in _FORMS:
        if found := form.match(line):
            return between.sub(" and ", found["names"])
    found = _BY_TRADE.match(line)
    return found["names"] if found else None
