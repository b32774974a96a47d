"""One article, as a message."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.discord.views.markdown import block_quote, dotted, item, joined, one_line, small, strong
from bot.discord.views.origin import LONGEST_MESSAGE, published_by, reading_link
from bot.discord.views.render import layout, size
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
    blocks = [strong(title)]
    if article.authors:
        blocks.append(small(one_line(", ".join(article.authors), _LONGEST_AUTHORS)))
    link = reading_link(texts, article_link(article), LONGEST_MESSAGE - size(blocks))
    blocks.append(small(dotted([*published_by(texts, article), link])))
    # Without spaces between words the first sentence may be the whole article.
    if 0 < lead.end - lead.start <= LONGEST_MESSAGE:
        lead_block = block_quote([(article.text[lead.start : lead.end], False)])
        blocks += [lead_block] if size([*blocks, lead_block]) <= LONGEST_MESSAGE else []
    if others:
        lines = [item(one_line(one.title, _LONGEST_OTHER)) for one in others]
        other_block = joined("\n", [strong(texts("article-others")), *lines])
        blocks += [other_block] if size([*blocks, other_block]) <= LONGEST_MESSAGE else []
    return layout(blocks)
