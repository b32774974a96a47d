"""Replies to what people say to an answer: it is taken away, explained, or shown with more around it."""

from __future__ import annotations

import logging

import discord

from bot.database.answers import GivenAnswer
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.talks import latest_own
from bot.discord.views.answer_view import answer_id_in, surroundings_of
from bot.discord.views.context import context_blocks
from bot.discord.views.markdown import item
from bot.discord.views.origin import source
from bot.discord.views.render import LONGEST_CONTENT, size
from bot.links import article_link
from bot.service.errors import UserError
from bot.service.remarks import Remark
from bot.texts import Markdown, Texts
from index.article import Article
from retrieval.answer import sureness_of
from retrieval.browse import Surroundings

_log = logging.getLogger(__name__)


async def take_away(client: BaseClient, message: discord.Message, given: GivenAnswer) -> None:
    """Delete an answer that whoever asked for it, or a moderator, doesn't want any more.

    message: what they said. given: the answer.
    Raises: UserError where somebody else asked, or the answer can't be found.
    """
    asked = given.asker_hash == client.services.database.hashed(message.author.id)
    if not asked and not _moderates(message):
        raise UserError("not-yours-to-delete")
    shown = message.reference.resolved if message.reference else None
    if not isinstance(shown, discord.Message) or answer_id_in(shown) != given.id:
        shown = await latest_own(client, message.channel, lambda one: answer_id_in(one) == given.id)
    if shown is None:
        raise UserError("answer-gone")
    try:
        await shown.delete()
    except UNREACHABLE as error:
        _log.info("could not delete an answer in channel %s: %s", message.channel.id, error)
        raise UserError("answer-gone") from error
    # What is said next in a thread is about the answer before.
    client.last_answers.drop(message.channel.id)


def _moderates(message: discord.Message) -> bool:
    """Tell whether who wrote a message may delete those of others there."""
    author, channel = message.author, message.channel
    if not isinstance(author, discord.Member) or not isinstance(
        channel, discord.abc.GuildChannel | discord.Thread
    ):
        return False
    is_known = not isinstance(channel, discord.Thread) or channel.parent is not None
    return is_known and channel.permissions_for(author).manage_messages


async def remark_blocks(client: BaseClient, said: Remark, given: GivenAnswer, texts: Texts) -> list[Markdown]:
    """Write the reply to a remark on an answer, other than that it be taken away or that more is wanted.

    given: the answer. texts: in the language of whoever reads it.
    Returns: the blocks of one message.
    Raises: BusyError where too much waits already.
    """
    services = client.services
    match said:
        case Remark.WRONG:
            return [texts("remark-wrong")]
        case Remark.SHORT:
            return [texts("remark-short")]
    if given.refused:
        return [texts("remark-nothing-behind")]
    found = await surroundings_of(services, given)
    if said is Remark.WHY:
        sure = texts("remark-how-sure", sureness=sureness_of(given.confidence))
        return [sure, *context_blocks(texts, found)[1:]]
    articles = {one.article.id: one.article for one in found if isinstance(one, Surroundings)}
    return _sources(texts, list(articles.values())) if articles else [texts("quote-gone")]


def _sources(texts: Texts, articles: list[Article]) -> list[Markdown]:
    """Name articles, each with its link, as many as fit."""
    lines = [texts("remark-sources")]
    for article in articles:
        room = LONGEST_CONTENT - size(lines) - len(lines) - len("\n- ")
        line = source(texts, article, article_link(article), room=room)
        if size([line]) <= room:
            lines.append(item(line))
    return lines
