"""Numbers by which Discord's API calls things: types, flags, intents."""

from __future__ import annotations

from typing import Any, TypeAlias

# A JSON object as it travels; requests are checked against the table of facts.
Json: TypeAlias = dict[str, Any]

# Flags of a message.
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
# Types of a message.
ORDINARY_MESSAGE, REPLY_MESSAGE = 0, 19
# Types of a reference to a message.
REPLY, FORWARD = 0, 1
# Types of a channel.
TEXT_CHANNEL, DM_CHANNEL, VOICE, GROUP_DM, CATEGORY = 0, 1, 2, 3, 4
ANNOUNCEMENTS, PUBLIC_THREAD, STAGE, FORUM, MEDIA = 5, 11, 13, 15, 16
# Those that hold posts, and those that people talk in.
FORUMS, VOICES = (FORUM, MEDIA), (VOICE, STAGE)
# Types of an interaction.
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
# Types of a first answer to an interaction.
CHANNEL_MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
# Types of a command, and contexts in which it is offered.
SLASH_COMMAND, MESSAGE_MENU = 1, 3
IN_SERVER, IN_DIRECT, IN_PRIVATE = 0, 1, 2
# By whom the application was installed: a server, or a person who takes it everywhere.
FOR_SERVER, FOR_USER = 0, 1
# Types of a command's option.
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN = 1, 2, 3, 4, 5
USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 6, 7, 8, 9, 10
# Types of a component.
ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, CONTAINER, LABEL = 9, 10, 17, 18
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
# Style of a button that is a link.
LINK_BUTTON = 5

# Intents: which events a bot asks the gateway for.
GUILDS, GUILD_MEMBERS, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
ALL_INTENTS = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
# Flag of an application that may read what messages say, in fewer than 100 servers.
CONTENT_FLAG = 1 << 19
