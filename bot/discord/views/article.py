"""One article, as a message."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.discord.views.markdown import block_quote, one_line
from bot.discord.views.render import LONGEST_MESSAGE, layout, size, small, source
from bot.links import article_link
from bot.texts import Texts
from retrieval.browse import Headline, Opening

_LONGEST_TITLE = 250
_LONGEST_AUTHORS = 200
_LONGEST_OTHER = 120


def article_view(texts: Texts, opening: Opening, others: Sequence[Headline] = ()) -> ui.LayoutView:
    """Make the message for an article: title, authors, outlet, date, link, first sentences word for word.

    others: articles that may have been meant instead.
    """
    article, lead = opening.article, opening.lead
    title = one_line(article.title or "", _LONGEST_TITLE) or texts("title-unknown")
    blocks = [f"**{title}**"]
    if article.authors:
        blocks.append(small(one_line(", ".join(article.authors), _LONGEST_AUTHORS)))
    blocks.append(small(source(texts, article, article_link(article))))
    lead_block = block_quote([(article.text[lead.start : lead.end], False)])
    # Without spaces between words the first sentence may be the whole article.
    if lead.start < lead.end and size([*blocks, lead_block]) <= LONGEST_MESSAGE:
        blocks.append(lead_block)
    if others:
        lines = [f"- {one_line(one.title, _LONGEST_OTHER)}" for one in others]
        other_block = "\n".join([f"**{texts('article-others')}**", *lines])
        blocks += [other_block] if size([*blocks, other_block]) <= LONGEST_MESSAGE else []
    return layout(blocks)
