"""People write messages, posts and replies, and read what others wrote."""

from __future__ import annotations

from collections.abc import Sequence

from loopback.gateway.gateway import Gateway
from loopback.model.access import may_write, permissions_in
from loopback.model.constants import CATEGORY, FORUMS, GUILD_MESSAGES, GUILDS, Json
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.model.permissions import Permission
from loopback.model.users import User
from loopback.people.reply import Reply, finished
from loopback.world import World


class Writing:
    """Writes messages in channels, threads, forums and direct messages."""

    world: World
    gateway: Gateway

    def mention(self, user: User, text: str, *, channel: Channel | None = None) -> Reply:
        """Write a message that mentions the bot; in the first server's channel by default."""
        return self.say(user, f"<@{self.world.bot.id}> {text}", channel=channel)

    def direct(self, user: User, text: str) -> Reply:
        """Write a direct message to the bot."""
        return self.say(user, text, channel=self.world.direct_channel(user))

    def say(
        self,
        user: User,
        text: str,
        *,
        channel: Channel | None = None,
        webhook: bool = False,
        embeds: Sequence[Json] = (),
        components: Sequence[Json] = (),
    ) -> Reply:
        """Write a message.

        user: who; may be a bot, or the bot itself.
        text: what.
        channel: where; the first server's channel by default.
        webhook: is the user a webhook?
        embeds: those of a bot, or the previews of links. components: a bot's.
        Raises: AssertionError where they may not write.
        """
        message = Message("", channel or self.world.channel, user, content=text, webhook=webhook)
        message.embeds, message.components = list(embeds), list(components)
        return self._write(message)

    def forward(self, user: User, message: Message, channel: Channel) -> Reply:
        """Forward a message to another channel.

        Raises: AssertionError where they may not write there, or don't see the message.
        """
        assert message.is_shown_to(user), f"{user.name} doesn't see that message"
        return self._write(Message("", channel, user, forwards=message))

    def reply_to(self, user: User, to: Message, text: str, *, ping: bool = True) -> Reply:
        """Reply to a message.

        ping: does its author hear of that? Discord counts this as a mention.
        Raises: AssertionError where they may not write or don't see the message.
        """
        assert not to.is_ephemeral, "nobody can reply to a message that only one person sees"
        message = Message("", to.channel, user, content=text, replies_to=to.id)
        return self._write(message, [to.author] if ping else [])

    def post(self, user: User, forum: Channel, title: str, text: str) -> Reply:
        """Open a post in a forum or media channel; its first message is ``asked`` of what comes back.

        Raises: AssertionError where that can't be.
        """
        assert forum.kind in FORUMS, f"{forum.name} is no forum"
        assert Permission.SEND_MESSAGES in permissions_in(user, forum), (
            f"{user.name} may not post in {forum.name}"
        )
        thread = self._opened(self.world.new_thread(forum, title, user))
        # A post and its first message have the same id.
        return self._write(Message(thread.id, thread, user, content=text))

    def open_thread(
        self, user: User, name: str, channel: Channel | None = None, message: Message | None = None
    ) -> Channel:
        """Open a thread in a channel, the first server's by default, or under a message.

        Raises: AssertionError where that can't be.
        """
        channel = message.channel if message else channel or self.world.channel
        assert Permission.CREATE_PUBLIC_THREADS in permissions_in(user, channel), (
            f"{user.name} may open no thread"
        )
        thread = self.world.new_thread(channel, name, user, message.id if message else None)
        return self._opened(thread)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Close a thread, until somebody writes in it; one that is locked only for moderators."""
        thread.is_archived, thread.is_locked = True, locked
        self._tell_of_change(thread)

    def edit(self, message: Message, text: str) -> None:
        """Change what one wrote."""
        message.content, message.mentions = text, self.world.mentioned(text)
        message.edits += 1
        self.gateway.tell_of_message("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        """Take a message away."""
        self.forget(message)
        self.gateway.tell_of_deletion(message)

    def purge(self, messages: Sequence[Message]) -> None:
        """Take many messages of one channel away at once, as moderating bots do."""
        channel = messages[0].channel
        for message in messages:
            self.forget(message)
        gone = {"ids": [one.id for one in messages], "channel_id": channel.id, "guild_id": channel.guild_id}
        self.gateway.tell("MESSAGE_DELETE_BULK", gone, channel.guild, GUILD_MESSAGES)

    def forget(self, message: Message) -> None:
        """Delete a message without anyone hearing of it."""
        del self.world.messages[message.id]

    def last(self, channel: Channel | None = None) -> Message:
        """Return the newest message; of a channel, or of all.

        Raises: AssertionError where there is none.
        """
        found = [one for one in self.world.messages.values() if channel in (None, one.channel)]
        assert found, "there is no message"
        return max(found, key=lambda one: int(one.id))

    def history(self, channel: Channel | None = None, user: User | None = None) -> list[Message]:
        """List the messages of a channel, oldest first.

        channel: the first server's by default.
        user: who looks; without one, what only one person sees isn't there.
        """
        channel = channel or self.world.channel
        return [
            message
            for message in sorted(self.world.messages.values(), key=lambda one: int(one.id))
            if message.channel is channel and message.sole_reader in (None, user)
        ]

    def _write(self, message: Message, pinged: list[User] | None = None) -> Reply:
        channel, author = message.channel, message.author
        assert message.webhook or may_write(author, channel), f"{author.name} may not write in {channel.name}"
        assert channel.kind not in (*FORUMS, CATEGORY), f"{channel.name} holds no messages"
        mentioned = [*self.world.mentioned(message.content), *(pinged or [])]
        message.mentions = list(dict.fromkeys(mentioned))
        if channel.is_archived:
            channel.is_archived = False
            self._tell_of_change(channel)
        asked = self.world.store(message)
        heard = self.gateway.tell_of_message("MESSAGE_CREATE", message)
        assert heard, "no client is there to hear MESSAGE_CREATE"

        def find() -> Message | None:
            said = self.world.said_to.get(asked.id, [])
            return next((finished(one) for one in said if one is not asked), None)

        return Reply(self.world, self.gateway, find, asked=asked)

    def _tell_of_change(self, thread: Channel) -> None:
        if Permission.VIEW_CHANNEL in self.world.bot_may(thread):
            self.gateway.tell("THREAD_UPDATE", thread.payload(), thread.guild, GUILDS)

    def _opened(self, thread: Channel) -> Channel:
        if Permission.VIEW_CHANNEL in self.world.bot_may(thread):
            event = thread.payload() | {"newly_created": True}
            self.gateway.tell("THREAD_CREATE", event, thread.guild, GUILDS)
        return thread
