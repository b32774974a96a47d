"""Sends what is told to an address of the maintainer's, as JSON by POST."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.metadata import version

import aiohttp
from pydantic import SecretStr
from yarl import URL

from config.errors import ClippingsError

_THIS_MACHINE = "127.0.0.1"
_LONGEST_PAUSE = 300.0

Say = Callable[[str], None]


class UndeliveredError(ClippingsError):
    """A webhook didn't take what was sent; the message names its host only, as addresses may be secret.

    pause: seconds that it asks to be left alone, 0 where it doesn't say.
    """

    def __init__(self, message: str, pause: float = 0.0) -> None:
        """Make the error."""
        super().__init__(message)
        self.pause = pause


class Webhook:
    """Sends to one address; an async context manager."""

    def __init__(
        self, address: str, token: SecretStr | None, seconds: float, *, allow_http: bool = False
    ) -> None:
        """Check an address; nothing is opened yet.

        token: sent along, as ``Authorization: Bearer``. seconds: how long a request may take.
        allow_http: may it be sent without encryption beyond this machine?
        Raises: ClippingsError where that can't be used.
        """
        self._url = _checked(address, allow_http=allow_http)
        self._host = self._url.host or ""
        self._seconds = seconds
        self._headers = {"User-Agent": f"Clippings/{version('clippings')}"}
        secret = token.get_secret_value() if token else ""
        if secret:
            if not (secret.isascii() and secret.isprintable()):
                raise ClippingsError("CLIPPINGS_WEBHOOK_TOKEN has characters that can't be sent. Correct it.")
            self._headers["Authorization"] = f"Bearer {secret}"

    async def __aenter__(self) -> Webhook:
        """Open the session."""
        timeout = aiohttp.ClientTimeout(total=self._seconds)
        self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self._session.close()

    async def send(self, body: str, event_id: str) -> None:
        """Send a JSON object.

        event_id: the same each time that it is sent.
        Raises: UndeliveredError unless the answer is 2xx; redirects aren't followed.
        """
        headers = self._headers | {"Content-Type": "application/json", "Idempotency-Key": event_id}
        try:
            async with self._session.post(
                self._url, data=body.encode(), headers=headers, allow_redirects=False
            ) as answer:
                status, pause = answer.status, _asked_pause(answer.headers.get("Retry-After", ""))
        except TimeoutError:
            raise UndeliveredError(f"{self._host} took longer than {self._seconds:g} s to answer.") from None
        except (aiohttp.ClientError, OSError) as error:
            # Its own words may hold the address.
            raise UndeliveredError(f"{self._host} can't be reached ({type(error).__name__}).") from None
        if not 200 <= status < 300:
            redirects = ", a redirect, which isn't followed" if 300 <= status < 400 else ""
            raise UndeliveredError(f"{self._host} answered with {status}{redirects}.", pause)


async def send_again(webhook: Webhook, body: str, event_id: str, tries: int | None, say: Say) -> None:
    """Send until it is taken, with growing pauses.

    tries: at most; None: for as long as it takes. say: hears of each failure.
    Raises: UndeliveredError after the last try.
    """
    pause, tried = 1.0, 0
    while True:
        try:
            await webhook.send(body, event_id)
        except UndeliveredError as error:
            tried += 1
            if tried == tries:
                raise
            wait = min(max(pause, error.pause), _LONGEST_PAUSE)
            say(f"{error} Trying again in {wait:g} s.")
            await asyncio.sleep(wait)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


def _asked_pause(header: str) -> float:
    return float(header) if header.isascii() and header.isdigit() and len(header) < 6 else 0.0


def _checked(address: str, *, allow_http: bool) -> URL:
    try:
        url = URL(address)
        is_complete = url.scheme in {"http", "https"} and bool(url.host)
    except ValueError:
        is_complete = False
    if not is_complete:
        raise ClippingsError(
            "The address of the webhook is none. Write it as https://hooks.example.org/news."
        )
    if url.user is not None or url.password is not None:
        raise ClippingsError(
            "The address of the webhook has a name or password in it. Take it out, and set"
            " CLIPPINGS_WEBHOOK_TOKEN instead."
        )
    if url.scheme == "http" and url.host != _THIS_MACHINE and not allow_http:
        raise ClippingsError(
            f"What is sent to {url.host} by http can be read on the way. Use https, or say --allow-http."
        )
    return url
