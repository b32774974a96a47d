"""People press buttons, pick from menus and fill in forms."""

from __future__ import annotations

from loopback.model.constants import ACTION_ROW, BUTTON, COMPONENT, MODAL, Json
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.people.forms import fill_form, pick
from loopback.people.interactions import Interactions
from loopback.people.reply import Reply
from loopback.people.resolved import Resolved


class Components(Interactions):
    """Uses components of messages, as far as Discord lets people, and as forgers do."""

    def click(self, message: Message, label: str, user: User | None = None) -> Reply:
        """Press a button of a message.

        message: the message.
        label: what the button says, or its emoji.
        user: who; by default whoever alone sees the message, else somebody new.
        Raises: AssertionError where there is no such button or it can't be pressed.
        """
        button = message.button(label)
        assert not button.get("disabled"), f"the button {label!r} is disabled"
        assert button.get("custom_id"), f"the button {label!r} is a link"
        data = {"custom_id": button["custom_id"], "component_type": BUTTON}
        return self._use_component(self._reader(message, user), message, data)

    def choose(
        self, message: Message, *picked: object, menu: str | None = None, user: User | None = None
    ) -> Reply:
        """Choose from a select menu of a message.

        picked: labels or values; people, roles or channels where it lists those.
        menu: its placeholder or custom id; the only menu by default.
        user: who; by default whoever alone sees the message, else somebody new.
        Raises: AssertionError where the menu doesn't offer that.
        """
        found = message.select(menu)
        resolved = Resolved(self.world, message.channel.guild)
        values = pick(found, picked, resolved)
        data = {"custom_id": found["custom_id"], "component_type": found["type"], "values": values}
        return self._use_component(self._reader(message, user), message, data | resolved.payload())

    def forge(self, user: User, custom_id: str, message: Message | None = None) -> Reply:
        """Press a button that no client would show: any custom id, on any message, as anyone.

        message: on which; on a message of the bot's made for it by default.
        """
        if message is None:
            message = self.world.store(Message("", self.world.channel, self.world.bot, content="…"))
        button = {"type": BUTTON, "style": 2, "label": "Forged", "custom_id": custom_id}
        # discord.py drops what it doesn't find on the message.
        row = {"type": ACTION_ROW, "components": [button]}
        shown = {**message.payload(), "components": [*message.components, row]}
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return self._use_component(user, message, data, shown)

    def select(self, user: User, message: Message, custom_id: str, values: list[str]) -> Reply:
        """Send any values of a menu, by ids, as anyone; ``choose`` is what clients let people do."""
        kind = message.select(custom_id)["type"]
        resolved = Resolved(self.world, message.channel.guild)
        for value in values:
            resolved.add_by_id(kind, value)
        data = {"custom_id": custom_id, "component_type": kind, "values": values}
        return self._use_component(user, message, data | resolved.payload())

    async def submit(self, reply: Reply, /, **fields: object) -> Reply:
        """Fill in the form that came of something, and send it.

        fields: texts, or what is picked (several as a tuple), by custom id or by label, a label in
            lower case with ``_`` for spaces.
        Raises: AssertionError where no form comes, or it doesn't take that.
        """
        modal = await reply.modal()
        before = reply.interaction
        assert before is not None
        resolved = Resolved(self.world, before.channel.guild)
        components = fill_form(modal, fields, resolved)
        name = f"the form {modal['title']!r}"
        interaction = self._begin(before.user, before.channel, MODAL, name, before.source)
        data = {"custom_id": modal["custom_id"], "components": components, **resolved.payload()}
        return self._used_on_message(interaction, data)

    def _reader(self, message: Message, user: User | None) -> User:
        user = user or message.sole_reader or self.world.passer_by()
        assert message.is_shown_to(user), f"{user.name} doesn't see this message"
        return user

    def _use_component(self, user: User, message: Message, data: Json, shown: Json | None = None) -> Reply:
        name = f"the component {data['custom_id']!r}"
        interaction = self._begin(user, message.channel, COMPONENT, name, message)
        return self._used_on_message(interaction, data, shown)
