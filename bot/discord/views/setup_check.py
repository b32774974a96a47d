"""What keeps the bot from answering in a server: rights that it lacks, and what was deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import discord

from bot.database.servers import ServerSettings
from bot.discord.views.lists import fitting
from bot.discord.views.markdown import channel_mention, item, joined, small, strong
from bot.texts import Markdown, Texts
from config.settings import DiscordSettings

# Channels named for each kind of trouble; the others are counted.
_MOST_NAMED = 12
_HOLDING_MESSAGES = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel)
_HOLDING_QUESTIONS = (*_HOLDING_MESSAGES, discord.ForumChannel)
_ALWAYS = ("view_channel", "read_message_history")
_IN_CHANNELS = (*_ALWAYS, "send_messages", "send_messages_in_threads")
_IN_THREADS = (*_ALWAYS, "send_messages_in_threads")

Channel = discord.abc.GuildChannel | discord.Thread


def check_blocks(
    texts: Texts, guild: discord.Guild, settings: ServerSettings, defaults: DiscordSettings, room: int
) -> list[Markdown]:
    """Write what keeps the bot from answering in a server.

    room: characters that it may have.
    Returns: the blocks of a message; none where nothing keeps it.
    """
    notes = [texts(f"setup-gone-{name.replace('_', '-')}") for name in sorted(settings.gone)]
    if not defaults.message_content and (settings.ask_channels or settings.forum_channels):
        notes.append(texts("setup-needs-intent"))
    if shut := _shut(guild, settings):
        notes.append(texts("setup-shut", value=listed(texts, [channel_mention(one) for one in shut])))
    lines = [small(note) for note in notes]
    if lacking := lacking_rights(guild, settings):
        lines.append(strong(texts("setup-lacking-head")))
        lines += [_line(texts, rights, channels) for rights, channels in lacking.items()]
    return [joined("\n", fitting(texts, lines, room))] if lines else []


def told_block(texts: Texts, channel_ids: Sequence[int]) -> list[Markdown]:
    """Say in which channels nothing is told of what they follow; nothing where it is in all."""
    channels = listed(texts, [channel_mention(one) for one in channel_ids])
    return [small(texts("following-shut", channels=channels))] if channel_ids else []


def lacking_rights(guild: discord.Guild, settings: ServerSettings) -> dict[tuple[str, ...], list[Channel]]:
    """List the rights that the bot lacks, each with the channels where it does.

    Returns: what lacks most channels first; the rights by discord.py's names.
    """
    found: dict[tuple[str, ...], list[Channel]] = defaultdict(list)
    for channel in checked_channels(guild, settings):
        rights = channel.permissions_for(guild.me)
        lacking = tuple(name for name in _needed(channel, settings) if not getattr(rights, name))
        if lacking:
            # Where it doesn't see the channel, Discord counts no other right.
            found[("view_channel",) if "view_channel" in lacking else lacking].append(channel)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def checked_channels(guild: discord.Guild, settings: ServerSettings) -> list[Channel]:
    """List the channels in which it is to answer: those chosen, or all that it sees where none is."""
    chosen = settings.ask_channels | settings.forum_channels | settings.allowed_channels
    found: list[Channel] = []
    for channel in (*guild.channels, *guild.threads):
        if isinstance(channel, discord.Thread):
            is_chosen = channel.id in chosen and channel.parent is not None
        elif isinstance(channel, _HOLDING_QUESTIONS):
            is_chosen = bool(chosen & {channel.id, channel.category_id})
            is_open = not settings.allowed_channels and channel.permissions_for(guild.me).view_channel
            is_chosen = is_chosen or is_open
        else:
            continue
        if is_chosen and not settings.denied_channels & {channel.id, channel.category_id}:
            found.append(channel)
    return found


def _shut(guild: discord.Guild, settings: ServerSettings) -> list[int]:
    """List the channels chosen to be asked in where other choices keep it from answering."""
    chosen = settings.ask_channels | settings.forum_channels
    found = {
        one for one in chosen | settings.allowed_channels if settings.denied_channels & _places(guild, one)
    }
    if settings.allowed_channels:
        found |= {one for one in chosen if not settings.allowed_channels & _places(guild, one)}
    return sorted(found)


def _places(guild: discord.Guild, channel_id: int) -> set[int | None]:
    """List the ids of a channel, and of what it is in."""
    channel = guild.get_channel_or_thread(channel_id)
    parent = channel.parent if isinstance(channel, discord.Thread) else channel
    return {channel_id, parent.id, parent.category_id} if parent else {channel_id}


def _needed(channel: Channel, settings: ServerSettings) -> Sequence[str]:
    """List the rights that it needs in a channel."""
    if not isinstance(channel, _HOLDING_MESSAGES):
        return _IN_THREADS
    if not isinstance(channel, discord.TextChannel):
        return (*_ALWAYS, "send_messages")
    return (*_IN_CHANNELS, "create_public_threads") if settings.threads else _IN_CHANNELS


def _line(texts: Texts, rights: Iterable[str], channels: Sequence[Channel]) -> Markdown:
    names = joined(", ", [strong(texts("right-" + name.replace("_", "-"))) for name in rights])
    return item(joined(": ", [names, listed(texts, [channel_mention(channel.id) for channel in channels])]))


def listed(texts: Texts, named: Sequence[Markdown], between: str = " ") -> Markdown:
    """Write names one after the other; the first few, and how many more there are."""
    more = len(named) - _MOST_NAMED
    shown = joined(between, named[:_MOST_NAMED])
    return joined(" ", [shown, texts("setup-and-more", count=more)]) if more > 0 else shown
