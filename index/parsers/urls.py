"""Addresses of articles: the same article at the same address, however a reader got there."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit, urlunsplit

from courlan import extract_domain

# What newsletters, networks and advertisers add to follow who clicks. Other names that look alike may
# name the article on some site: without them, different articles would have the same address.
_TRACKERS = re.compile(
    r"""(?:utm|mtm|pk|piwik|matomo|hsa|itm|oly|vero|ns|mkt|stm|gaa|cx|at_(?:bbc|ptr))_\w+
    |(?:dc|gc|yc|fbc|twc|ttc|ysc|wic)lid|msclkid|[gw]braid|gclsrc|gad_(?:source|campaignid)|igsh(?:id)?|li_fat_id
    |at_(?:campaign|medium|format|link_\w+|custom\d)|mc_[ce]id|s_(?:cid|kwcid|campaign)|_ga|_gl|_?_?hs(?:enc|mi|tc|sc|fp)
    |cmp(?:id|key)?|[ion]cid|ito|xtor|wt_z?mc|spm|ref_(?:src|url)|smid|smtyp|sref|srnd|ftag|tpcc|taid|wkey|mbid
    |fb_(?:action_ids|action_types|source|ref)|__twitter_impression|amp_(?:js_v|gsa)|usqp|guccounter|guce_\w+
    |soc_(?:src|trk)|feed(?:type|name)|trk(?:campaign)?|leadsource
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Domains under which everybody has a place of their own: a name before it, or the first part of the path.
# fmt: off
_SHARED = (
    "beehiiv.com", "blogger.com", "blogspot.com", "buttondown.com", "buttondown.email",
    "campaign-archive.com", "ghost.io", "github.io", "gitlab.io", "hatenablog.com", "herokuapp.com",
    "kinja.com", "livejournal.com", "mailchi.mp", "medium.com", "neocities.org", "netlify.app",
    "note.com", "over-blog.com", "pages.dev", "posthaven.com", "squarespace.com", "substack.com",
    "svbtle.com", "telegra.ph", "tumblr.com", "typepad.com", "vercel.app", "web.app", "webflow.io",
    "weebly.com", "wixsite.com", "wordpress.com", "write.as",
)
# fmt: on
_DEFAULT_PORTS = {"http": 80, "https": 443}
_THROUGH_HOST = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
# Fragments that lead to what readers write, or to words that a browser marks.
_NO_PART = re.compile(r".*(?:comment|respond|disqus)|:~:|!", re.IGNORECASE | re.DOTALL)
# A percent sign that begins no code is one of them.
_ENCODED = re.compile(r"""[ "<>\\^`{|}]|%(?![0-9a-fA-F]{2})""")


def encoded_url(url: str) -> str:
    """Encode what may not stand in an address, a blank as "%20"; what is encoded already stays so.

    url: an address on the web; its host, letters of all scripts and control characters stay as they are.
    Raises: ValueError where a character has no code.
    """
    start = _THROUGH_HOST.match(url)
    if not start:
        return url
    rest = _ENCODED.sub(lambda found: quote(found[0], safe=""), url[start.end() :])
    if not rest.isprintable():
        rest = "".join(c if c.isascii() or c.isprintable() else quote(c) for c in rest)
    return start[0] + rest


def canonical_url(url: str, *, with_fragment: bool = False) -> str:
    """Write an address as its article is known by.

    url: an address on the web. with_fragment: its fragment tells articles of one page apart.
    Returns: it without tracking parameters, fragment and default port, its host in small letters. What can't
        be taken apart comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return url
    query = "&".join(part for part in parts.query.split("&") if part.strip() and not _is_tracker(part))
    # Before the History API, sites kept what names the article behind "#!".
    fragment = parts.fragment if with_fragment or parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme, host, parts.path or "/", query, fragment)).strip()


def may_name_part(url: str) -> bool:
    """Tell whether the fragment of an address may name an article that shares its page with others."""
    fragment = url.partition("#")[2]
    return bool(fragment) and _NO_PART.match(fragment) is None


def is_same_site(url: str, other: str) -> bool:
    """Tell whether two addresses belong to one site: the same domain, names before it aside.

    Neighbours under a domain that many share, such as two newsletters of one service, are different sites.
    """
    return _owner(url) == _owner(other)


def site_of(url: str) -> str:
    """Find the domain that somebody registered in an address, "example.co.uk"; else the whole host.

    Under a domain that many share it is the name before it that somebody registered.
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
        ip_address(host)
    except ValueError:
        domain = extract_domain(url) or ""
        return domain if domain and domain not in _SHARED else _plain_host(url)
    return host


def _owner(url: str) -> tuple[str, str]:
    """Tell whose an address is: its site, and where everybody there has a folder, the folder."""
    site = site_of(url)
    if site not in _SHARED:
        return site, ""
    return site, urlsplit(url).path.strip("/").partition("/")[0]


def _plain_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    # Names and passwords are nobody's business.
    port = parts.port
    return host if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"


def _is_tracker(part: str) -> bool:
    return _TRACKERS.fullmatch(unquote_plus(part.partition("=")[0]).strip()) is not None
