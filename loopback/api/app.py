"""Discord's HTTP API, as much of it as a bot of commands, messages and forms uses."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate

from aiohttp import web

from loopback.api.applications import ApplicationRoutes
from loopback.api.channels import ChannelRoutes
from loopback.api.faults import Faults, limit_headers
from loopback.api.interactions import InteractionRoutes
from loopback.api.posting import Posting
from loopback.api.requests import DiscordError, answer, body_of, read_body
from loopback.checks.bodies import body_violations
from loopback.gateway.gateway import Gateway
from loopback.world import World

PREFIX = "/api/v10"
# Their path holds a token of their own.
_NEED_NO_TOKEN = ("/interactions/", "/webhooks/")

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Api:
    """Serves all routes over one world."""

    def __init__(self, world: World, gateway: Gateway, faults: Faults) -> None:
        """Prepare the routes.

        world: what requests read and change.
        gateway: what the bot hears of its own messages through.
        faults: what goes wrong.
        """
        self.world, self.gateway, self.faults = world, gateway, faults
        self._posting = Posting(world, gateway)

    def application(self) -> web.Application:
        """Make an aiohttp application of the routes, the gateway among them."""
        app = web.Application(middlewares=[self._middleware], client_max_size=26_214_400)
        for part in (ApplicationRoutes, ChannelRoutes, InteractionRoutes):
            for route in part(self._posting).routes():
                app.router.add_route(route.method, PREFIX + route.path, route.handler)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_route("*", "/{path:.*}", self._unknown)
        return app

    @web.middleware
    async def _middleware(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Let go wrong what is to, check token and body, and answer errors as Discord does."""
        if request.path == "/gateway":
            return await handler(request)
        path = request.path.removeprefix(PREFIX)
        self.world.requests.append(f"{request.method} {path}")
        # Forms with files are read once, by read_body.
        body = b"" if request.content_type == "multipart/form-data" else await request.read()
        response: web.StreamResponse | None = await self.faults.before(request, path, body)
        if response is None:
            response = await self._handled(request, path, handler)
        response.headers.update(limit_headers(request.method, path))
        response.headers["Date"] = formatdate(time.time() + self.world.date_ahead, usegmt=True)
        await self.world.changed()
        return response

    async def _handled(self, request: web.Request, path: str, handler: _Handler) -> web.StreamResponse:
        try:
            if not path.startswith(_NEED_NO_TOKEN):
                self._check_token(request)
            await read_body(request)
            if body_of(request) is not None:
                self.world.bodies.append((request.method, path, body_of(request)))
                self._posting.refuse([*body_violations(request.method, path, body_of(request))])
            return await handler(request)
        except DiscordError as error:
            return answer({"code": error.code, "message": str(error)}, error.status)
        except Exception as error:  # a mistake of the loopback Discord must fail the test, not hang it
            self.world.violations.append(f"{request.method} {path}: {error!r}")
            return answer({"code": 0, "message": repr(error)}, 400)

    def _check_token(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self.world.token}":
            raise DiscordError(401, 0, "401: Unauthorized")

    async def _unknown(self, request: web.Request) -> web.Response:
        self.world.violations.append(
            f"{request.method} {request.path}: the loopback Discord has no such route"
        )
        raise DiscordError(404, 0, "404: Not Found")
