"""What a message asks: its own words, or what it points at: a message replied to or forwarded, a link."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.discord.base import BaseClient
from bot.discord.pointed_at import links_of_embeds, own_text_of, text_of
from bot.discord.views.markdown import person_mention
from bot.service.errors import UserError
from bot.service.is_question import is_claim, is_question_to_bot, without_calls
from bot.service.linked import linked_article, links_in, without_links
from bot.service.markup import without_markup
from bot.service.remarks import Remark, remark
from bot.service.services import Services
from bot.service.small_talk import is_call
from retrieval.browse import Opening
from retrieval.question.answer_type import asserts

# Beside a link, so few words ask for nothing but what it leads to.
_FEW_WORDS = 3
# Of what is said to an answer, this may be said to anybody's message: "source?", "really?", "explain".
_CALLS = {Remark.SOURCES, Remark.WHY, Remark.SHORT, Remark.MORE}


@dataclass(frozen=True)
class Asked:
    """Holds what is to be looked up.

    words: what was said, without markup and links.
    article: the indexed article that a link leads to, which is shown instead.
    links: those beside a question, which it is about.
    is_claim: do they say something, which somebody may want confirmed, rather than ask?
    is_pointed_at: was it said in another message than the one that asks?
    """

    words: str
    article: Opening | None = None
    links: tuple[str, ...] = ()
    is_claim: bool = False
    is_pointed_at: bool = False


def calls_for_another(message: discord.Message, replied_to: discord.Message | None) -> bool:
    """Tell whether a message has no question of its own, and points at something that may be looked up."""
    own = without_markup(without_links(message.content))
    if not (is_call(own) or remark(own) in _CALLS):
        return False
    return replied_to is not None or bool(message.message_snapshots or links_in(message.content))


async def what_is_asked(
    client: BaseClient, message: discord.Message, replied_to: discord.Message | None
) -> Asked:
    """Find out what a message asks.

    replied_to: the message that it replies to, where that isn't an answer of the bot's.
    Raises: UserError where nothing can be seen that may be looked up; BusyError where too much waits already.
    """
    services, settings = client.services, client.services.settings.discord
    if not message.content and message.role_mentions and client.user is not None:
        raise UserError("role-unreadable", mention=person_mention(client.user.id))
    if calls_for_another(message, replied_to):
        if links_in(own_text_of(message)) or message.message_snapshots or replied_to is None:
            return await what_is_said(services, message)
        if not settings.message_content and not text_of(replied_to):
            raise UserError("reply-unreadable")
        return await what_is_said(services, replied_to)
    return await what_is_typed(services, own_text_of(message))


async def what_is_typed(services: Services, text: str) -> Asked:
    """Find out what is asked in somebody's own words: an article, where they are a link.

    Raises: UserError where it is a link to no indexed article; BusyError where too much waits already.
    """
    links, words = links_in(text), without_markup(without_links(text))
    if is_link(text):
        return Asked(words, article=await _linked(services, links))
    return Asked(words, links=tuple(links), is_claim=asserts(words))


def is_link(text: str) -> bool:
    """Tell whether a text is a link, with a few words at most that ask for nothing but what it leads to."""
    words = without_markup(without_links(text))
    asks = is_question_to_bot(words) and not is_call(words) and remark(words) not in _CALLS
    return bool(links_in(text)) and len(words.split()) <= _FEW_WORDS and not asks


async def what_is_said(services: Services, message: discord.Message) -> Asked:
    """Find out what a message says that somebody points at: an indexed article, a question, or a claim.

    Raises: UserError where it says nothing that can be looked up; BusyError where too much waits already.
    """
    text = text_of(message)
    links = [*links_in(text), *links_of_embeds(message)]
    if article := await linked_article(services, links):
        return Asked("", article=article, is_pointed_at=True)
    words = without_markup(without_links(text))
    if is_call(words):
        raise UserError("link-unknown" if links else "no-text")
    longest = services.settings.discord.question_characters
    words = without_calls(words)
    return Asked(words[:longest], is_claim=is_claim(words), is_pointed_at=True)


async def _linked(services: Services, links: list[str]) -> Opening:
    """Find the article that links lead to; raises UserError where it isn't indexed."""
    article = await linked_article(services, links)
    if article is None:
        raise UserError("link-unknown")
    return article
