"""What an article is called where it is only named: on one line, never a whole paragraph."""

from __future__ import annotations

from rich.cells import cell_len

from index.article import Article

# As wide as so many Latin letters; signs of Chinese and Japanese are twice as wide.
_WIDEST_TITLE = 120
_WIDEST_OPENING = 80
# Of a text so many times what is kept; runs of blanks become one.
_LOOKED_AT = 8


def short_title(article: Article, widest: int = _WIDEST_TITLE) -> str:
    """Name an article by its title, or without one by its opening words; cut where that is long.

    article: whose text may put no spaces between words, and whose title may be a paragraph.
    widest: of a title, in Latin letters.
    """
    if article.title:
        return shorten(article.title, widest)
    label = article.label
    if cell_len(label) > _WIDEST_OPENING:
        label = article.text.partition("\n")[0]
    return shorten(label, _WIDEST_OPENING)


def shorten(text: str, widest: int) -> str:
    """Put a text on one line, cut at the end of a word; widest: in Latin letters."""
    # Cut before it is measured: what somebody sends has no end.
    line = " ".join(text[: widest * _LOOKED_AT].split())
    if cell_len(line) <= widest:
        return line
    kept = line[: widest - 1]
    while cell_len(kept) >= widest:
        kept = kept[:-1]
    # At the end of a word, where there are spaces between words.
    word_end = kept.rfind(" ")
    return f"{kept[:word_end] if word_end > widest // 2 else kept}…"
