"""Sends and edits what is planned for those who follow something, as far as their channels allow it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot.database.follows import Follow, FollowedKind, new_id
from bot.database.posts import Post, PostState
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.delivery import Parcel, Trouble, UndeliverableError, deliver, trouble_of
from bot.discord.views.awaited import awaited_message
from bot.discord.views.clipping import catch_up_content, clipping_content, clipping_view
from bot.service.allowance import day_began, is_quiet
from bot.service.clippings import Clipping, look_up_clipping
from bot.service.followers import followers
from bot.texts import Markdown, texts_for

_log = logging.getLogger(__name__)

# More stories at once become one message.
_MOST_AT_ONCE = 3
# Channels that are served side by side.
_CHANNELS_AT_ONCE = 4
# Where Discord can't be reached: seconds until the next try, which double up to the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 300.0


@dataclass
class _Pause:
    """How long a channel isn't tried. until: by the clock that only goes forward."""

    seconds: float
    until: float


class Outbox:
    """Serves the channels for which something is planned, one message after the other in each."""

    def __init__(self, client: BaseClient) -> None:
        """Serve nobody yet."""
        self._client, self._services = client, client.services
        self._pauses: dict[int, _Pause] = {}
        self._side_by_side = asyncio.Semaphore(_CHANNELS_AT_ONCE)

    async def send_due(self, now: datetime) -> None:
        """Send and edit all that is due and may be; what Discord doesn't take now waits.

        now: the moment. Raises: DatabaseError.
        """
        posts = await self._services.posts.due()
        if not posts:
            return
        follows = {one.id: one for one in await followers(self._services)}
        channels: dict[int, list[tuple[Follow, Post]]] = defaultdict(list)
        for post in posts:
            if (follow := follows.get(post.follow_id)) is not None:
                channels[follow.channel_id].append((follow, post))
        served = await asyncio.gather(
            *(self._serve(key, due, now) for key, due in channels.items()), return_exceptions=True
        )
        for error in served:
            if isinstance(error, BaseException):
                raise error

    async def _serve(self, channel_id: int, due: Sequence[tuple[Follow, Post]], now: datetime) -> None:
        """Serve one channel, unless it is paused; what goes wrong with Discord pauses it."""
        pause = self._pauses.get(channel_id)
        if pause is not None and time.monotonic() < pause.until:
            return
        async with self._side_by_side:
            try:
                await self._edit(channel_id, [one for one in due if one[1].state is PostState.SENT])
                await self._send(channel_id, [one for one in due if one[1].state is not PostState.SENT], now)
            except UndeliverableError as error:
                _log.warning("nothing can be told in channel %s: %s", channel_id, error)
                await self._services.follows.set_trouble(channel_id, error.trouble)
            except UNREACHABLE as error:
                seconds = min(2 * pause.seconds, _LONGEST_PAUSE) if pause else _FIRST_PAUSE
                self._pauses[channel_id] = _Pause(seconds, time.monotonic() + seconds)
                _log.debug("channel %s is tried again in %.0f s: %s", channel_id, seconds, error)
            else:
                self._pauses.pop(channel_id, None)

    async def _edit(self, channel_id: int, stale: Sequence[tuple[Follow, Post]]) -> None:
        """Bring messages up to date that were sent."""
        for nonce in dict.fromkeys(post.nonce for _, post in stale if post.nonce):
            posts = await self._services.posts.of_nonce(nonce)
            told = await self._look_up(posts)
            if not told or not any(clipping.has_anything for _, clipping in told):
                await self._services.posts.edited(posts)
                continue
            message_id = posts[0].message_id
            assert message_id is not None
            message = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
            try:
                await message.edit(content=_content(told))
            except discord.HTTPException as error:
                trouble = trouble_of(error)
                if trouble is None:
                    raise
                # Deleted, or out of reach: it stays as it is.
                _log.debug("a message in channel %s isn't edited: %s", channel_id, error)
                await self._services.posts.end(nonce)
            else:
                await self._services.posts.edited(posts)

    async def _send(self, channel_id: int, due: Sequence[tuple[Follow, Post]], now: datetime) -> None:
        """Send what is planned; what may not be sent now is held, and then comes in one message."""
        under_way = dict.fromkeys(post.nonce for _, post in due if post.nonce)
        for nonce in under_way:
            assert nonce is not None
            await self._send_one([one for one in due if one[1].nonce == nonce], nonce)
        await self._look_after_trouble(channel_id, due)
        waiting = [one for one in due if one[1].nonce is None]
        ready = [(follow, post) for follow, post in waiting if not (follow.is_paused or follow.trouble)]
        rule = await self._services.follows.rule(channel_id)
        if is_quiet(rule, now):
            ready = []
        awaited = [[one] for one in ready if one[0].kind is FollowedKind.AWAITED]
        others = [one for one in ready if one[0].kind is not FollowedKind.AWAITED]
        batches = [*awaited, *_batches(others)]
        sent = set[str]()
        for batch in batches:
            if rule.most_a_day is not None:
                count = await self._services.posts.messages_since(channel_id, day_began(rule, now))
                if count >= rule.most_a_day:
                    break
            await self._begin_and_send(batch, now)
            sent |= {post.id for _, post in batch}
        late = (post for _, post in waiting if post.state is PostState.PLANNED)
        if held := [post.id for post in late if post.id not in sent]:
            await self._services.posts.hold(held)

    async def _look_after_trouble(self, channel_id: int, due: Sequence[tuple[Follow, Post]]) -> None:
        """Go on where the bot has the rights again that it lacked."""
        if not any(follow.trouble == Trouble.NO_RIGHTS for follow, _ in due):
            return
        if may_write(self._client, channel_id):
            await self._services.follows.set_trouble(channel_id, None)

    async def _begin_and_send(self, batch: Sequence[tuple[Follow, Post]], now: datetime) -> None:
        nonce = new_id()
        await self._services.posts.begin([post.id for _, post in batch], nonce, now)
        await self._send_one([(follow, replace(post, nonce=nonce)) for follow, post in batch], nonce)

    async def _send_one(self, batch: Sequence[tuple[Follow, Post]], nonce: str) -> None:
        """Send a message whose nonce is stored, unless it was sent before."""
        services, posts = self._services, [post for _, post in batch]
        follow = batch[0][0]
        if follow.kind is FollowedKind.AWAITED:
            message = await awaited_message(services, follow, nonce)
            if message is None:  # it is taken back already, and may come anew
                await services.posts.drop([post.id for post in posts])
                return
            content, view = message.content, message.view or clipping_view(texts_for(follow.language), nonce)
        else:
            # What was taken back before anybody saw it isn't told.
            told = [one for one in await self._look_up(posts) if one[1].quote is not None]
            if not told:
                await services.posts.end(nonce)
                return
            content = _content(told)
            one_follow = len({one.id for one, _ in told}) == 1
            view = clipping_view(texts_for(follow.language), nonce, can_stop=one_follow)
        roles = {one.role_id for one, _ in batch}
        parcel = Parcel(
            follow.channel_id,
            nonce,
            content,
            view,
            reply_to=follow.reply_to,
            role=roles.pop() if len(roles) == 1 else None,
        )
        try:
            message_id = await deliver(self._client, parcel, posts[0].tried_at)
        except UndeliverableError as error:
            if error.trouble is Trouble.REFUSED:  # another one may be fine
                _log.error("Discord doesn't take a message for channel %s: %s", follow.channel_id, error)
                await services.posts.end(nonce)
                return
            await services.posts.take_back(nonce)
            raise
        await services.posts.sent(nonce, message_id)
        if follow.kind is FollowedKind.AWAITED:
            await services.follows.end(follow.id)

    async def _look_up(self, posts: Sequence[Post]) -> list[tuple[Follow, Clipping]]:
        """Look up what posts show, of those that are still followed."""
        found = []
        for post in posts:
            follow = await self._services.follows.get(post.follow_id)
            if follow is not None:
                found.append((follow, await self._look_up_one(post)))
        return found

    async def _look_up_one(self, post: Post) -> Clipping:
        return await self._services.look_up_later(lambda index: look_up_clipping(index, post))


def may_write(client: BaseClient, channel_id: int) -> bool:
    """Tell whether the bot may write in a channel, as far as it knows that; direct messages may be tried."""
    channel = client.get_channel(channel_id)
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return channel is not None
    rights = channel.permissions_for(channel.guild.me)
    in_thread = isinstance(channel, discord.Thread)
    may = rights.send_messages_in_threads if in_thread else rights.send_messages
    return rights.view_channel and may


def _batches(ready: Sequence[tuple[Follow, Post]]) -> list[list[tuple[Follow, Post]]]:
    """Sort posts into messages: one each, or one for all where many come at once, or were held."""
    was_held = len(ready) > 1 and any(post.state is PostState.HELD for _, post in ready)
    if was_held or len(ready) > _MOST_AT_ONCE:
        return [list(ready)]
    return [[one] for one in ready]


def _content(told: Sequence[tuple[Follow, Clipping]]) -> Markdown:
    """Write what a message says."""
    follow, clipping = told[0]
    texts = texts_for(follow.language)
    return clipping_content(texts, follow, clipping) if len(told) == 1 else catch_up_content(texts, told)
