"""Which URLs are fetched."""

from __future__ import annotations

import re

from yarl import URL

from index.fetch.errors import FetchError

# No server must take a longer address, and each rule of a robots.txt looks at all of it.
_LONGEST = 8_000
# Longer names exist nowhere in the DNS.
_LONGEST_HOST = 253
_HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
# Pages that name an article to browsers only.
_SCRIPTED_HOST = "news.google.com"
_SCRIPTED_PATH = re.compile(r"/(?:rss/|__i/rss/rd/)?(?:articles|read)/.")


def read_link(url: str, base: URL | None = None) -> URL:
    """Read a URL. The same parsed URL is checked and connected to: no two parsers can differ.

    url: as a person or a server wrote it.
    base: what it is relative to; None where it must be complete.
    Returns: the URL without its fragment.
    Raises: FetchError unless it is http(s) with a host and without a user name or password, and where it is
        too long or known to lead nowhere without a browser.
    """
    if len(url) > _LONGEST:
        raise FetchError(f"its address is longer than {_LONGEST:,} characters")
    try:
        link = URL(url.strip())
        link = base.join(link) if base else link
        host, port = host_of(link), link.port
    except (ValueError, IndexError) as error:  # the latter for some broken addresses in brackets
        raise FetchError("this is no web address that can be understood") from error
    if link.scheme not in ("http", "https"):
        raise FetchError("only addresses that begin with http:// or https:// are fetched")
    if link.user is not None or link.password is not None:
        raise FetchError("its address holds a user name or password; give it without")
    if not port or not _is_host(host):
        raise FetchError("its address names no host that can exist")
    if host == _SCRIPTED_HOST and _SCRIPTED_PATH.match(link.path):
        raise FetchError("Google News links lead through a script; list the outlet's own feed")
    return link.with_fragment(None)


def host_of(link: URL) -> str:
    """Return the host that a URL names, always written the same way; empty where there is none."""
    return (link.raw_host or "").lower().removesuffix(".")


def host_named(name: str) -> str:
    """Write a host's name or address from the settings as ``host_of`` does."""
    try:
        return host_of(URL.build(scheme="http", host=name.strip().strip("[]")))
    except ValueError:
        return name


def _is_host(host: str) -> bool:
    # An IPv6 address has been checked already.
    return ":" in host or (len(host) <= _LONGEST_HOST and _HOST.fullmatch(host) is not None)
