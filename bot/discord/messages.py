"""Questions in messages: mentions, replies, direct messages, ask channels, forum posts."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import discord

from bot.discord.base import UNREACHABLE, BaseClient, asker_of_message
from bot.discord.views.answer_view import answer_id_in, answer_view
from bot.discord.where import AnswerPlace, place_for, send_beside, thread_name
from bot.monitoring.metrics import EntryPoint
from bot.service.asker import Asker
from bot.service.errors import BlockedError, NotAdmittedError, UserError, error_reply
from bot.service.is_question import is_question
from bot.service.markup import without_markup
from bot.service.queue import BusyError
from bot.service.small_talk import is_call

_log = logging.getLogger(__name__)

# What changes in an older message is no question any more.
_STILL_ANSWERED = timedelta(minutes=15)
# Answers to these get a thread of their own where a server wants that.
_THREADED = {EntryPoint.MENTION, EntryPoint.CHANNEL}
# Messages that aren't addressed to the bot: who may not ask isn't told so in front of all.
_UNADDRESSED = {EntryPoint.CHANNEL, EntryPoint.FORUM}


async def reply_to_message(client: BaseClient, message: discord.Message) -> None:
    """Answer a person's message where it is for the bot.

    message: any message that the bot gets to see.
    """
    if message.author.bot or message.webhook_id is not None or message.is_system():
        return
    asker = asker_of_message(message)
    if client.services.block_list.holds(asker.user_id, asker.guild_id):
        return
    entry_point = await _entry_point(client, message, asker)
    if entry_point is None or not client.heard.is_new(message.id, message.content):
        return
    client.note_reply(message)
    try:
        await _answer(client, message, entry_point, asker)
    except discord.Forbidden as error:
        _log.info("may not write in channel %s: %s", message.channel.id, error)
    except Exception as error:  # whatever it is, the person must hear of it
        await _send_error_reply(client, message, entry_point, asker, error)


async def _send_error_reply(
    client: BaseClient, message: discord.Message, entry_point: EntryPoint, asker: Asker, error: Exception
) -> None:
    """Tell who wrote a message what went wrong; a hint goes by itself, and isn't given again while it stands.

    Where the bot may not write, those who addressed it are told in a direct message.
    """
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
    text = error_reply(error, "answering a message", texts)
    try:
        if may_write:
            await send_beside(message, content=text, delete_after=seconds if message.guild else None)
        else:
            await message.author.send(text)
    except UNREACHABLE as failure:
        _log.warning("could not tell about an error in channel %s: %s", message.channel.id, failure)


async def reply_to_changed_message(client: BaseClient, message: discord.Message) -> None:
    """Answer a message that its author changed shortly after writing it, if it asks something new.

    message: as it is now. Discord also tells of those that only got a preview of a link.
    """
    if message.edited_at and discord.utils.utcnow() - message.created_at <= _STILL_ANSWERED:
        await reply_to_message(client, message)


async def _entry_point(client: BaseClient, message: discord.Message, asker: Asker) -> EntryPoint | None:
    """Tell how a message asks the bot; None where it doesn't."""
    if asker.guild_id is None:
        return EntryPoint.DIRECT
    if _mentions(client, message):
        return EntryPoint.MENTION
    if _replied_to(client, message) and message.content:
        return EntryPoint.REPLY
    if not client.services.settings.discord.message_content:
        return None
    settings = await client.services.servers.get(asker.guild_id)
    if asker.channel_id == message.id and asker.parent_id in settings.forum_channels:
        return EntryPoint.FORUM
    if asker.parent_id in settings.ask_channels and is_question(without_markup(message.content)):
        return EntryPoint.CHANNEL
    return None


def _mentions(client: BaseClient, message: discord.Message) -> bool:
    """Tell whether the text itself mentions the bot, or the role of its name that Discord makes for it."""
    if client.user is not None and re.search(rf"<@!?{client.user.id}>", message.content):
        return True
    role = message.guild.self_role if message.guild else None
    return role is not None and (role in message.role_mentions or role.id in message.raw_role_mentions)


def _replied_to(client: BaseClient, message: discord.Message) -> discord.Message | None:
    """Find the bot's message that a message replies to; None where it replies to nothing of the bot's."""
    replied_to = message.reference.resolved if message.reference else None
    if isinstance(replied_to, discord.Message) and replied_to.author == client.user:
        return replied_to
    return None


def _called_to(client: BaseClient, message: discord.Message) -> discord.Message | None:
    """Find the message that a message without a question of its own calls the bot to."""
    replied_to = message.reference.resolved if message.reference else None
    if not isinstance(replied_to, discord.Message) or replied_to.author == client.user:
        return None
    return replied_to if is_call(without_markup(message.content)) else None


def _asked_text(client: BaseClient, message: discord.Message, called_to: discord.Message | None) -> str:
    """Return the words of what a message asks, or of what it calls the bot to.

    Raises: UserError where Discord doesn't show them to the bot.
    """
    if called_to is None:
        if not message.content and message.role_mentions and client.user is not None:
            raise UserError("role-unreadable", mention=client.user.mention)
        return without_markup(message.content)
    if not (text := without_markup(called_to.content)):
        raise UserError("reply-unreadable")
    return text[: client.services.settings.discord.question_characters]


async def _answer(
    client: BaseClient, message: discord.Message, entry_point: EntryPoint, asker: Asker
) -> None:
    """Answer a message. Raises: all that stands in the way of an answer."""
    questions = client.questions
    place = await _place(client, message, entry_point)
    called_to = _called_to(client, message)
    text = _asked_text(client, message, called_to)
    texts = await client.services.texts_for(asker, private=False)
    if chat := questions.small_talk_reply(text, entry_point, texts):
        await send_beside(message, content=chat)
        return
    if entry_point is EntryPoint.FORUM and isinstance(message.channel, discord.Thread):
        longest = client.services.settings.discord.question_characters
        text = _with_title(message.channel.name, text, longest)
    replied_to = _replied_to(client, message)
    follows = await questions.followed(asker, answer_id_in(replied_to) if replied_to else None)
    question = questions.parse(entry_point, text, earlier=follows.asked if follows else ())
    request = await questions.admit(question, entry_point, asker, private=False, follows=follows)
    job = questions.submit(request)
    channel = await _answer_channel(message, place, question.text)
    with client.typing_in(channel):
        # Discord shows beside a reply what it replies to, but not what that one replies to.
        view = answer_view(await questions.complete(request, job), echo=called_to is not None)
    if channel.id == message.channel.id:
        await send_beside(message, view=view)
    else:
        await channel.send(view=view)


async def _place(client: BaseClient, message: discord.Message, entry_point: EntryPoint) -> AnswerPlace:
    """Choose where the answer goes, as the server wants it and as the bot may.

    Raises: UserError where it may write nowhere.
    """
    wants_thread = False
    if message.guild and entry_point in _THREADED:
        wants_thread = (await client.services.servers.get(message.guild.id)).threads
    place = place_for(message, wants_thread=wants_thread)
    if place is AnswerPlace.NOWHERE:
        raise UserError("may-not-write", channel=f"<#{message.channel.id}>")
    return place


async def _answer_channel(
    message: discord.Message, place: AnswerPlace, title: str
) -> discord.abc.MessageableChannel:
    """Find the channel that the answer goes to, making a thread where it is to have one of its own."""
    if place is AnswerPlace.OWN_THREAD:
        try:
            return await message.create_thread(name=thread_name(title))
        except discord.HTTPException as error:
            _log.info("no thread in channel %s: %s", message.channel.id, error)
    return message.channel


def _with_title(title: str, text: str, longest: int) -> str:
    """Make a forum post a question: its title alone where that asks, else with the text."""
    return title if is_question(title) else f"{title}. {text}"[:longest]
