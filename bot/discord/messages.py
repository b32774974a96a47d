"""Questions in messages: mentions, replies, direct messages, own threads, ask channels, forum posts."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot.database.answers import GivenAnswer
from bot.discord.asked import Asked, calls_for_another, what_is_asked
from bot.discord.base import UNREACHABLE, BaseClient, asker_of_message
from bot.discord.pointed_at import own_text_of, replied_to
from bot.discord.remark_replies import remark_blocks, take_away
from bot.discord.talks import close_if_empty, is_own_thread, last_answer_id, reply_after, thread_name
from bot.discord.views.answer_view import answer_id_in, answer_message, more_message, quotes_shown_in
from bot.discord.views.article import article_view
from bot.discord.views.markdown import channel_mention, joined
from bot.discord.where import AnswerPlace, place_for, send_beside
from bot.monitoring.metrics import EntryPoint
from bot.service.asker import Asker
from bot.service.errors import BlockedError, CooldownError, NotAdmittedError, UserError, error_reply
from bot.service.heard import MessageAt
from bot.service.is_question import (
    adds_to_question,
    is_claim,
    is_comment,
    is_question,
    is_question_to_bot,
    is_reaction,
)
from bot.service.linked import links_in
from bot.service.markup import without_markup
from bot.service.queue import BusyError
from bot.service.remarks import Remark, remark
from bot.service.small_talk import is_call, small_talk, without_small_talk
from bot.texts import Texts
from retrieval.answer import Answer, Refusal

_log = logging.getLogger(__name__)

# What changes in an older message is no question any more.
_STILL_ANSWERED = timedelta(minutes=15)
# Whoever changes a question at once waits so long at most, rather than having to change it once more.
_LONGEST_TURN = 10.0
# What was asked so long before the bot was started is looked for where it is deleted, so often a minute.
_KEPT_IN_MIND = timedelta(days=1)
_LOOKED_FOR_A_MINUTE = 20
# Answers to these get a thread of their own where a server wants that.
_THREADED = {EntryPoint.MENTION, EntryPoint.CHANNEL}
# Messages that aren't addressed to the bot: who may not ask isn't told so in front of all.
_UNADDRESSED = {EntryPoint.CHANNEL, EntryPoint.FORUM, EntryPoint.THREAD}
# Where people talk among themselves: what can't be answered gets a line that goes by itself.
_AMONG_PEOPLE = {EntryPoint.CHANNEL, EntryPoint.FORUM}


@dataclass(frozen=True)
class _Heard:
    """Holds a message that is for the bot.

    replied_to: the message that it replies to, as far as that can be had.
    """

    message: discord.Message
    entry_point: EntryPoint
    asker: Asker
    replied_to: discord.Message | None


async def reply_to_message(client: BaseClient, message: discord.Message) -> None:
    """Answer a person's message where it is for the bot.

    message: any message that the bot gets to see.
    """
    if message.author.bot or message.webhook_id is not None or message.is_system():
        return
    asker = asker_of_message(message)
    if await client.questions.is_blocked(asker):
        return
    before = await replied_to(message) if message.content else None
    entry_point = await _entry_point(client, message, asker, before)
    if entry_point is None:
        await _take_back_reply(client, message)
        return
    if not client.heard.is_new(message.id, own_text_of(message)):
        return
    client.note_reply(message)
    heard = _Heard(message, entry_point, asker, before)
    try:
        await _answer_in_turn(client, heard)
        await _take_outdated_reply(client, message)
    except discord.NotFound as error:
        _log.info("channel %s or what was there is gone: %s", message.channel.id, error)
    except discord.Forbidden as error:  # the right was taken while the answer was looked for
        _log.info("may not write in channel %s: %s", message.channel.id, error)
        may_not = UserError("may-not-write", channel=channel_mention(message.channel.id))
        await _send_error_reply(client, heard, may_not)
    except Exception as error:  # whatever it is, the person must hear of it
        await _take_outdated_reply(client, message)
        await _send_error_reply(client, heard, error)


async def reply_to_changed_message(client: BaseClient, message: discord.Message) -> None:
    """Answer a message that its author changed shortly after writing it, if it asks something new.

    message: as it is now. Discord also tells of those that only got a preview of a link.
    """
    edited_at = message.edited_at
    # Both times are Discord's: the clock here may be wrong.
    if edited_at is None or edited_at - message.created_at > _STILL_ANSWERED:
        return
    if discord.utils.utcnow() - edited_at > _KEPT_IN_MIND:
        return  # it was pinned, or got a preview, long after it was changed
    await reply_to_message(client, message)


async def delete_replies(client: BaseClient, channel_id: int, message_ids: Collection[int]) -> None:
    """Take away the replies to messages that were deleted.

    channel_id: where they were. message_ids: those that asked nothing are none of the bot's business.
    """
    for message_id in message_ids:
        if reply := client.heard.delete(message_id):
            await _take_back(client, reply)
        elif _may_have_been_heard_before(client, message_id):
            found = await reply_after(client, client.get_partial_messageable(channel_id), message_id)
            if found is not None:
                await _take_back(client, MessageAt(found.channel.id, found.id, is_layout=True))


async def _take_back_reply(client: BaseClient, message: discord.Message) -> None:
    """Take away the reply to a message that was changed and asks nothing of the bot any more."""
    if message.edited_at is None:
        return
    if not client.heard.is_known(message.id):
        if _may_have_been_heard_before(client, message.id):
            await _take_outdated_reply(client, message)
    elif client.heard.is_new(message.id, own_text_of(message)):
        await _take_outdated_reply(client, message)


async def _take_outdated_reply(client: BaseClient, message: discord.Message) -> None:
    """Take away the reply to what a message said before it was changed, unless what it says now has one."""
    was_changed_since = not client.heard.still_says(message.id, own_text_of(message))
    if message.edited_at is None or was_changed_since or client.heard.has_reply(message.id):
        return
    if old := await _old_reply(client, message):
        client.heard.drop_reply(message.id)
        await _take_back(client, old)


def _may_have_been_heard_before(client: BaseClient, message_id: int) -> bool:
    """Tell whether a message is young, but from before the bot was started; a few such a minute count."""
    written, started = discord.utils.snowflake_time(message_id), client.heard.since
    if not started - _KEPT_IN_MIND < written < started:
        return False
    return client.services.cooldowns.wait("deleted", _LOOKED_FOR_A_MINUTE, 60.0) == 0


async def _send_error_reply(client: BaseClient, heard: _Heard, error: Exception) -> None:
    """Tell who wrote a message what went wrong; a hint goes by itself, and isn't given again while it stands.

    Where the bot may not write, those who addressed it are told in a direct message.
    """
    message, asker, entry_point = heard.message, heard.asker, heard.entry_point
    seconds = None
    if isinstance(error, UserError | BusyError):
        unasked = isinstance(error, NotAdmittedError) and entry_point in _UNADDRESSED
        if unasked or isinstance(error, BlockedError):
            return
        seconds = client.hints.give(error, asker)
        if seconds is None:
            return
    may_write = place_for(message) is AnswerPlace.HERE
    if not may_write and entry_point in _UNADDRESSED:
        return
    texts = await client.services.texts_for(asker, private=False)
    text = error_reply(error, "answering a message", texts, client.command_mentions.values())
    try:
        if may_write:
            told = await send_beside(message, content=text)
            if seconds is not None and message.guild:
                client.take_back_later(told, seconds)
        else:
            await message.author.send(text)
    except UNREACHABLE as failure:
        _log.warning("could not tell about an error in channel %s: %s", message.channel.id, failure)


async def _entry_point(
    client: BaseClient, message: discord.Message, asker: Asker, before: discord.Message | None
) -> EntryPoint | None:
    """Tell how a message asks the bot; None where it doesn't.

    before: the message that it replies to.
    """
    if asker.guild_id is None:
        return EntryPoint.DIRECT
    if _mentions(client, message):
        return EntryPoint.MENTION
    if before is not None and before.author == client.user and message.content:
        return EntryPoint.REPLY
    if client.user in message.mentions:
        return EntryPoint.MENTION  # a reply with a ping, to a message of the bot's that is gone
    if not client.services.settings.discord.message_content:
        return None
    return await _unaddressed(client, message, asker, is_to_somebody=bool(message.mentions or before))


async def _unaddressed(
    client: BaseClient, message: discord.Message, asker: Asker, *, is_to_somebody: bool
) -> EntryPoint | None:
    """Tell how a message asks the bot that names nobody; None where it doesn't.

    is_to_somebody: does it reply to a person, or mention one?
    """
    assert asker.guild_id is not None
    settings, text = await client.services.servers.get(asker.guild_id), without_markup(message.content)
    channel = message.channel
    if isinstance(channel, discord.Thread):
        is_post = channel.id == message.id and asker.parent_id in settings.forum_channels
        if is_post:
            asks = is_question(text) or is_question(channel.name) or _asks_below(channel.name)
            return EntryPoint.FORUM if asks else None
        if not is_to_somebody and _goes_on(text) and await is_own_thread(client, channel):
            return EntryPoint.THREAD
    if asker.parent_id in settings.ask_channels and not is_to_somebody and is_question(text):
        return EntryPoint.CHANNEL
    return None


def _goes_on(text: str) -> bool:
    """Tell whether somebody talks to the bot, in a thread that is the bot's."""
    if is_question_to_bot(text) or adds_to_question(text):
        return True
    return remark(text) is not None or small_talk(text) is not None


def _only_reacts(message: discord.Message) -> bool:
    """Tell whether what is said to an answer has no words, but "👍"; a picture may be meant as a question."""
    return bool(message.content) and not any(map(str.isalnum, without_markup(message.content)))


def _only_comments(heard: _Heard, follows: GivenAnswer | None) -> bool:
    """Tell whether what is said to an answer asks nothing: whoever wrote it talks about the answer.

    A direct message may be keywords to look up, even just after an answer.
    follows: the answer.
    """
    content = heard.message.content
    if links_in(content):
        return False
    if heard.entry_point is EntryPoint.DIRECT and follows is not None:
        return is_reaction(without_markup(content))
    return heard.entry_point is EntryPoint.REPLY and is_comment(without_markup(content))


def _came_to_nothing(entry_point: EntryPoint, text: str, result: Answer | Refusal) -> str | None:
    """Tell what to say in place of what was found, by its key: where nobody may have asked the bot.

    text: the message. result: what it got as a question.
    Returns: None where the result is to be shown.
    """
    if entry_point in _AMONG_PEOPLE:
        return "nothing-found" if isinstance(result, Refusal) else None
    is_unsure = entry_point is EntryPoint.REPLY and not is_question_to_bot(text)
    return "nothing-asked" if is_unsure and isinstance(result, Refusal) else None


def _with_bot_named(client: BaseClient, content: str) -> str:
    """Write words for the mentions of the bot, which may be what a message is about: "I love @bot"."""
    return re.sub(rf"<@!?{client.user.id}>", " this bot ", content) if client.user else content


def _mentions(client: BaseClient, message: discord.Message) -> bool:
    """Tell whether the text itself mentions the bot, or the role of its name that Discord makes for it."""
    if client.user is not None and re.search(rf"<@!?{client.user.id}>", message.content):
        return True
    role = message.guild.self_role if message.guild else None
    return role is not None and (role in message.role_mentions or role.id in message.raw_role_mentions)


async def _answer_in_turn(client: BaseClient, heard: _Heard) -> None:
    """Answer a message; one that was changed before its author may ask again, as soon as they may.

    Raises: as ``_answer``.
    """
    message = heard.message
    try:
        await _answer(client, heard)
    except CooldownError as error:
        seconds = float(str(error.values["seconds"]))
        if message.edited_at is None or seconds > _LONGEST_TURN:
            raise
        await asyncio.sleep(seconds)
        if client.heard.still_says(message.id, own_text_of(message)):
            await _answer(client, heard)


async def _answer(client: BaseClient, heard: _Heard) -> None:
    """Answer a message. Raises: all that stands in the way of an answer."""
    questions, message, asker = client.questions, heard.message, heard.asker
    place = await _place(client, heard)
    await questions.check_admission(asker, heard.entry_point)
    own = heard.replied_to is not None and heard.replied_to.author == client.user
    pointed_at = None if own else heard.replied_to
    texts = await client.services.texts_for(asker, private=False)
    follows = await _followed(client, heard)
    if not calls_for_another(message, pointed_at) and await _replied_to_talk(client, heard, follows, texts):
        return
    if follows is not None and heard.entry_point is not EntryPoint.MENTION and _only_reacts(message):
        return
    if _only_comments(heard, follows):
        raise UserError("nothing-asked")
    if heard.entry_point is EntryPoint.FORUM and isinstance(message.channel, discord.Thread):
        longest = client.services.settings.discord.question_characters
        asked = _asked_in_post(message.channel.name, without_markup(message.content), longest)
    else:
        asked = await what_is_asked(client, message, pointed_at)
        if follows is None and asked.words and is_call(asked.words):
            raise UserError("nothing-pointed-at")
    if asked.article is not None:
        client.services.cooldowns.charge_light_request(asker.user_id)
        await _show(client, message, view=article_view(texts, asked.article))
        return
    earlier = follows.asked if follows and not asked.is_pointed_at else ()
    words = without_small_talk(asked.words)
    question = questions.parse(heard.entry_point, words, earlier=earlier)
    request = await questions.admit(
        question, heard.entry_point, asker, private=False, follows=follows if earlier else None
    )
    request = replace(request, is_claim=asked.is_claim, links=asked.links)
    job = questions.submit(request)
    with client.typing_in(message.channel):
        reply = await questions.complete(request, job)
    if key := _came_to_nothing(heard.entry_point, without_markup(message.content), reply.result):
        raise UserError(key)
    # Discord shows beside a reply what it replies to, but not what that one replies to.
    shown = answer_message(reply, echo=asked.is_pointed_at)
    channel = await _answer_channel(message, place, question.text, texts)
    await _show(client, message, channel, view=shown.view, content=shown.content)
    stands = client.heard.reply_to(message.id)
    if stands is not None and (isinstance(channel, discord.Thread) or stands.channel_id != channel.id):
        client.last_answers.put(stands.channel_id, reply.answer_id)


async def _followed(client: BaseClient, heard: _Heard) -> GivenAnswer | None:
    """Find the answer that a message goes on from: the one replied to, or the last in its thread or talk."""
    before = heard.replied_to
    answer_id = answer_id_in(before) if before is not None and before.author == client.user else None
    return await client.questions.followed(
        heard.asker, answer_id or await last_answer_id(client, heard.message)
    )


async def _replied_to_talk(
    client: BaseClient, heard: _Heard, follows: GivenAnswer | None, texts: Texts
) -> bool:
    """Reply to what asks for nothing that could be looked up; returns False where it may be a question.

    follows: the answer that is talked about.
    Raises: UserError where it can't be told which one.
    """
    message, text = heard.message, without_markup(heard.message.content)
    said = remark(text)
    if said is not None and follows is not None:
        client.services.cooldowns.charge_light_request(heard.asker.user_id)
        if said is Remark.AWAY:
            await take_away(client, message, follows)
        elif said is Remark.MORE:
            before = quotes_shown_in(heard.replied_to)
            further = await more_message(client.services, follows, texts, before)
            await _show(client, message, view=further.view, content=further.content)
        else:
            blocks = await remark_blocks(client, said, follows, texts)
            await _show(client, message, content=joined("\n", blocks))
        return True
    about_bot = without_markup(_with_bot_named(client, message.content))
    if reply := client.questions.small_talk_reply(
        text if small_talk(text) else about_bot, heard.entry_point, texts
    ):
        await _show(client, message, content=reply)
        return True
    if said is Remark.AWAY and await _old_reply(client, message) is not None:
        return True  # a question that was changed to "stop": its own answer is what is meant, and goes
    # "Is this true?" may be about anything: of what, is asked later.
    if said is not None and not is_call(text):
        raise UserError("which-answer")
    return False


async def _show(
    client: BaseClient,
    message: discord.Message,
    channel: discord.abc.MessageableChannel | None = None,
    *,
    view: ui.View | ui.LayoutView | None = None,
    content: str = "",
) -> None:
    """Show the reply to a message, in place of the one that it has if it was changed since.

    channel: where, if not beside the message. view: a layout, or the buttons below the content.
    """
    heard, says = client.heard, own_text_of(message)
    if not heard.still_says(message.id, says):
        return  # what it says now gets another reply, or it is gone
    is_layout = isinstance(view, ui.LayoutView)
    said: dict[str, Any] = {"view": view} if is_layout else {"content": content, "view": view}
    old = await _old_reply(client, message)
    if old is not None:
        # What is made of components stays so.
        if old.is_layout == is_layout and await _edit(client, old, said):
            heard.note_reply(message.id, says, old)
            return
        await _delete(client, old)
    if channel is None or channel.id == message.channel.id:
        shown = await send_beside(message, **said)
    else:
        shown = await channel.send(**said)
    reply = MessageAt(shown.channel.id, shown.id, is_layout)
    if heard.still_says(message.id, says):
        heard.note_reply(message.id, says, reply)
    else:  # it was changed or deleted while the reply was on its way
        await _delete(client, reply)


async def _old_reply(client: BaseClient, message: discord.Message) -> MessageAt | None:
    """Find the reply that a changed message has; after a restart of the bot among the latest messages."""
    known = client.heard.reply_to(message.id)
    if known is not None or message.edited_at is None:
        return known
    found = await reply_after(client, message.channel, message.id)
    return MessageAt(found.channel.id, found.id, found.flags.components_v2) if found else None


async def _edit(client: BaseClient, old: MessageAt, said: dict[str, Any]) -> bool:
    """Put other content and components into a reply; returns False where that is gone."""
    place = client.get_partial_messageable(old.channel_id)
    try:
        await place.get_partial_message(old.id).edit(**said)
    except UNREACHABLE as error:
        _log.info("a reply in channel %s can't be changed: %s", old.channel_id, error)
        return False
    return True


async def _take_back(client: BaseClient, reply: MessageAt) -> None:
    """Delete a reply whose question is gone, and close the thread that was opened for nothing else."""
    await _delete(client, reply)
    await close_if_empty(client, reply.channel_id)


async def _delete(client: BaseClient, reply: MessageAt) -> None:
    """Delete a reply of the bot's, unless it is gone already."""
    # What is said next in its thread is about the answer before.
    client.last_answers.drop(reply.channel_id)
    try:
        await client.get_partial_messageable(reply.channel_id).get_partial_message(reply.id).delete()
    except UNREACHABLE as error:
        _log.info("a reply in channel %s can't be deleted: %s", reply.channel_id, error)


async def _place(client: BaseClient, heard: _Heard) -> AnswerPlace:
    """Choose where the answer goes, as the server wants it and as the bot may.

    Raises: UserError where it may write nowhere.
    """
    message = heard.message
    wants_thread = False
    if message.guild and heard.entry_point in _THREADED:
        wants_thread = (await client.services.servers.get(message.guild.id)).threads
    place = place_for(message, wants_thread=wants_thread)
    if place is AnswerPlace.NOWHERE:
        raise UserError("may-not-write", channel=channel_mention(message.channel.id))
    return place


async def _answer_channel(
    message: discord.Message, place: AnswerPlace, title: str, texts: Texts
) -> discord.abc.MessageableChannel:
    """Find the channel that the answer goes to, making a thread where it is to have one of its own."""
    if place is AnswerPlace.OWN_THREAD:
        try:
            return await message.create_thread(name=thread_name(title, texts("thread-name")))
        except discord.HTTPException as error:
            _log.info("no thread in channel %s: %s", message.channel.id, error)
    return message.channel


def _asks_below(title: str) -> bool:
    """Tell whether the title of a forum post asks about its text: "Is this true?"."""
    return is_call(title) and is_question_to_bot(title)


def _asked_in_post(title: str, text: str, longest: int) -> Asked:
    """Make a forum post a question: of its title, of its text where the title asks about that, or of both."""
    if is_question(title):
        return Asked(title)
    if is_call(title):
        return Asked(text[:longest], is_claim=is_claim(text))
    return Asked(f"{title}. {text}"[:longest])
