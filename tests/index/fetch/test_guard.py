"""Only public addresses are connected to."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import FetchSettings
from index.fetch import Fetcher, FetchError
from index.fetch.guard import special_kind
from tests.web.answers import redirect
from tests.web.server import HOST, WebServer

_SPECIAL = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.8.8.8 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.8 192.0.0.9 192.0.0.170 192.0.2.1 192.88.99.1 192.168.0.1
    198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 224.0.0.251 239.255.255.255 240.0.0.1
    255.255.255.255
    :: ::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:10.0.0.1 64:ff9b::a00:1
    64:ff9b::808:808 64:ff9b:1::1 64:ff9b:1:ffff::808:808 100::1 2001::1 2001:0:53aa:64c:: 2001:2::1
    2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 4000::1 5f00::1 fc00::1 fd12::1
    fe80::1 fe80::1%eth0 10.0.0.1%eth0 fec0::1 ff02::1 ff0e::1
"""
_PUBLIC = """
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.0.1
    172.15.255.255 172.32.0.0 192.0.1.0 192.167.1.1 198.17.255.255 198.20.0.0 223.255.255.255
    2001:200::1 2001:4860:4860::8888 2003::1 2606:4700::1111 2a00:1450::1 3ffe::1
"""


@pytest.mark.parametrize("address", _SPECIAL.split())
def test_special_addresses_are_refused(address: str) -> None:
    assert special_kind(address)


@pytest.mark.parametrize("address", _PUBLIC.split())
def test_public_addresses_are_not(address: str) -> None:
    assert special_kind(address) is None


@given(st.ip_addresses())
def test_nothing_that_python_calls_special_passes(address: IPv4Address | IPv6Address) -> None:
    if special_kind(str(address)) is None:
        assert address.is_global
        assert not (address.is_multicast or address.is_reserved or address.is_private)


@given(st.ip_addresses(v=4))
def test_no_address_passes_in_another_form(address: IPv4Address) -> None:
    for form in (f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}", f"64:ff9b:1::{address}"):
        assert special_kind(form)
    assert special_kind(str(IPv6Address((0x2002 << 112) | (int(address) << 80))))


@given(st.text(max_size=30))
def test_what_is_no_address_is_refused(text: str) -> None:
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text)
    except (OSError, ValueError):
        assert special_kind(text)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0"),
        *("127.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "LOCALHOST."),
    ],
)
async def test_this_machine_is_not_asked_however_it_is_written(server: WebServer, host: str) -> None:
    server.put("/", "<p>hello</p>")
    async with Fetcher(FetchSettings(delay_seconds=0.001)) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url(host=host))
    assert not server.asked
    assert not caught.value.passing


async def test_the_error_tells_what_to_do(server: WebServer) -> None:
    async with Fetcher(FetchSettings()) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url())
    assert str(caught.value) == (
        "its address 127.0.0.1 is loopback (fetch.allowed_hosts would allow its host)"
    )


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        (["127.0.0.1"], "127.0.0.1 is loopback"),
        (["::1", "127.0.0.1"], "::1 is loopback, 127.0.0.1 is loopback"),
        (["10.9.8.7", "127.0.0.1"], "127.0.0.1 is loopback"),
    ],
)
async def test_names_are_judged_by_where_they_lead(
    server: WebServer, monkeypatch: pytest.MonkeyPatch, addresses: list[str], told: str
) -> None:
    _resolve(monkeypatch, {"news.example": addresses})
    async with Fetcher(FetchSettings(delay_seconds=0.001)) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url(host="news.example"))
    assert str(caught.value) == f"its address {told} (fetch.allowed_hosts would allow its host)"
    assert not server.asked


async def test_a_name_that_leads_elsewhere_later_is_judged_again(
    server: WebServer, monkeypatch: pytest.MonkeyPatch, settings: FetchSettings
) -> None:
    server.put("/", "<p>hello</p>")
    _resolve(monkeypatch, {"inside.example": ["127.0.0.1"], "rebound.example": ["127.0.0.1"]})
    changed = settings.model_copy(update={"allowed_hosts": ("INSIDE.example.",)})
    async with Fetcher(changed) as fetcher:
        assert (await fetcher.get(server.url(host="inside.example"))).body == b"<p>hello</p>"
        asked = len(server.asked)
        with pytest.raises(FetchError, match=r"127\.0\.0\.1 is loopback"):
            await fetcher.get(server.url(host="rebound.example"))
    assert len(server.asked) == asked


@pytest.mark.parametrize("target", ["http://localhost:{port}/secret", "http://10.0.0.1/", "http://[::1]/"])
async def test_redirects_are_judged_too(server: WebServer, settings: FetchSettings, target: str) -> None:
    target = target.format(port=server.port)
    server.fault("/", redirect(target))
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url())
    assert str(caught.value).startswith(f"after a redirect to {target}: its address ")
    assert not server.asked_for("/secret")


async def test_redirects_of_robots_are_judged_too(server: WebServer, settings: FetchSettings) -> None:
    server.fault("/robots.txt", redirect(server.url("/secret", "localhost")))
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError, match=r"robots\.txt can't be read for now: after a redirect"):
            await fetcher.get(server.url())
    assert not server.asked_for("/secret")


async def test_proxies_of_the_environment_are_not_used(
    server: WebServer, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://{HOST}:9")
    server.put("/", "<p>hello</p>")
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"<p>hello</p>"


def _resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    """Let the system's look-up of names give these addresses."""

    def look_up(host: str, port: int, *args: object, **kwargs: object) -> list[tuple[object, ...]]:
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in names[host]
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
