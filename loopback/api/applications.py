"""Routes about the application, its commands, servers and people."""

from __future__ import annotations

from aiohttp import web

from loopback.api.posting import Posting
from loopback.api.requests import (
    MISSING_ACCESS,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    UNKNOWN_USER,
    DiscordError,
    answer,
    body_of,
    done,
)
from loopback.checks.commands import command_violations
from loopback.gateway.gateway import application_flags
from loopback.model.constants import Json
from loopback.model.guilds import Guild


class ApplicationRoutes:
    """Answers what the bot asks about itself and the world, and registers its commands."""

    def __init__(self, posting: Posting) -> None:
        """Prepare the routes.

        posting: over the world asked about.
        """
        self.posting, self.world = posting, posting.world

    def routes(self) -> list[web.RouteDef]:
        """List the routes, paths without prefix."""
        commands = "/applications/{application}/commands"
        of_guild = "/applications/{application}/guilds/{guild}/commands"
        return [
            web.get("/users/@me", self._me),
            web.get("/users/{user}", self._user),
            web.get("/oauth2/applications/@me", self._application),
            web.get("/gateway/bot", self._gateway),
            web.delete("/users/@me/guilds/{guild}", self._leave),
            web.get("/guilds/{guild}", self._get_guild),
            web.get("/guilds/{guild}/members/{user}", self._member),
            web.get(commands, self._list),
            web.put(commands, self._register),
            web.get(of_guild, self._list_of_guild),
            web.put(of_guild, self._register_in_guild),
        ]

    async def _me(self, request: web.Request) -> web.Response:
        return answer(self.world.bot.payload())

    async def _user(self, request: web.Request) -> web.Response:
        user = self.world.users.get(request.match_info["user"])
        if user is None:
            raise DiscordError(404, UNKNOWN_USER, "Unknown User")
        return answer(user.payload())

    async def _application(self, request: web.Request) -> web.Response:
        return answer(
            {
                "id": self.world.bot.id,
                "name": "Clippings",
                "description": "",
                "icon": None,
                "bot_public": True,
                "bot_require_code_grant": False,
                "owner": self.world.owner.payload(),
                "team": self._team(),
                "verify_key": "",
                "flags": application_flags(self.world),
            }
        )

    def _team(self) -> Json | None:
        if not self.world.team:
            return None
        about = {"membership_state": 2, "team_id": self.world.bot.id, "role": "admin", "permissions": ["*"]}
        members = [about | {"user": one.payload()} for one in (self.world.owner, *self.world.team)]
        team = {"id": self.world.bot.id, "name": "Team", "icon": None, "members": members}
        return team | {"owner_user_id": self.world.owner.id}

    async def _gateway(self, request: web.Request) -> web.Response:
        gateway = self.posting.gateway
        limit = {"total": 1000, "remaining": 1000 - gateway.logins, "reset_after": 14_400_000}
        limit["max_concurrency"] = 1
        return answer({"url": gateway.url, "shards": self.world.shards, "session_start_limit": limit})

    def _guild(self, request: web.Request) -> Guild:
        guild = self.world.guilds.get(request.match_info["guild"])
        if guild is None:
            raise DiscordError(404, UNKNOWN_GUILD, "Unknown Guild")
        if not guild.has_bot:
            raise DiscordError(403, MISSING_ACCESS, "Missing Access")
        return guild

    async def _get_guild(self, request: web.Request) -> web.Response:
        return answer(self._guild(request).payload())

    async def _leave(self, request: web.Request) -> web.Response:
        self.posting.gateway.lose_bot(self._guild(request))
        return done()

    async def _member(self, request: web.Request) -> web.Response:
        member = self._guild(request).members.get(request.match_info["user"])
        if member is None:
            raise DiscordError(404, UNKNOWN_MEMBER, "Unknown Member")
        return answer(member.payload())

    async def _list(self, request: web.Request) -> web.Response:
        self._check_application(request)
        return answer(self.world.commands)

    async def _register(self, request: web.Request) -> web.Response:
        self._check_application(request)
        self.world.commands = self._registered(request, None)
        return answer(self.world.commands)

    async def _list_of_guild(self, request: web.Request) -> web.Response:
        self._check_application(request)
        return answer(self.world.guild_commands.get(self._guild(request).id, []))

    async def _register_in_guild(self, request: web.Request) -> web.Response:
        self._check_application(request)
        guild = self._guild(request)
        commands = self._registered(request, guild)
        self.world.guild_commands[guild.id] = commands
        return answer(commands)

    def _check_application(self, request: web.Request) -> None:
        if request.match_info["application"] != self.world.bot.id:
            raise DiscordError(
                403, 20012, "You are not authorized to perform this action on this application"
            )

    def _registered(self, request: web.Request, guild: Guild | None) -> list[Json]:
        """Return the commands of a request as Discord keeps them."""
        commands: list[Json] = body_of(request)
        self.posting.refuse([*command_violations(commands)])
        before = self.world.guild_commands.get(guild.id, []) if guild else self.world.commands
        ids = {(command["name"], command["type"]): command["id"] for command in before}
        place = {"guild_id": guild.id} if guild else {}
        return [
            {
                "type": 1,
                "description": "",
                "default_member_permissions": None,
                **command,
                **place,
                "application_id": self.world.bot.id,
                "version": "1",
                # A command that was there before keeps its id.
                "id": ids.get((command["name"], command.get("type", 1))) or self.world.ids.next(),
            }
            for command in commands
        ]
