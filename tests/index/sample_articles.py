"""A few articles of our own writing, to build small indexes from."""

from __future__ import annotations

from index.article import Article, Published, article_id
from index.parsers import ParsedArticle

_TOWNS = ["Ardmoor", "Belcliff", "Carrow", "Dunmere", "Eastwick", "Fenholt"]


def article(number: int, more: str = "") -> Article:
    """An article about a town's new bridge; more is put at its end."""
    town = _TOWNS[number % len(_TOWNS)]
    text = (
        f"The council of {town} opened a new bridge on Monday after {number + 3} years of work.\n\n"
        f"It is {100 + number} metres long and cost {20 + number} million crowns, the mayor said. "
        f"Buses of line {number + 1} will cross it every ten minutes.\n\n"
        "Cyclists asked for a lane of their own. “We will look at it in spring,” the mayor said." + more
    )
    url = f"https://example.org/{town.lower()}/{number}"
    return Article(
        article_id(url),
        text,
        f"{town} opens bridge {number}",
        url,
        "Example Wire",
        (),
        Published("2025-03-10"),
        "en",
    )


def found(*articles: Article) -> list[ParsedArticle]:
    """The articles as a source gives them."""
    return [ParsedArticle(f"test:{number}", item) for number, item in enumerate(articles, start=1)]
