"""One article, as a message."""

from __future__ import annotations

from discord import ui

from bot.discord.views.markdown import block_quote, one_line
from bot.discord.views.render import layout, small, source
from bot.links import article_link
from bot.texts import Texts
from retrieval.browse import Opening

_LONGEST_TITLE = 250
_LONGEST_AUTHORS = 200


def article_view(texts: Texts, opening: Opening) -> ui.LayoutView:
    """Make the message for an article: title, authors, outlet, date, link, first sentences word for word."""
    article, lead = opening.article, opening.lead
    title = one_line(article.title or "", _LONGEST_TITLE) or texts("title-unknown")
    blocks = [f"**{title}**", small(source(texts, article, article_link(article)))]
    if article.authors:
        blocks.insert(1, small(one_line(", ".join(article.authors), _LONGEST_AUTHORS)))
    if text := article.text[lead.start : lead.end]:
        blocks.append(block_quote([(text, False)]))
    return layout(blocks)
