"""Which addresses may be connected to: public ones.

Python 3.11's ``ipaddress`` takes some special addresses for public, so the networks are listed here,
after IANA's registries of special-purpose addresses.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import AddrInfoType

# No system's own error number. It is what stays where aiohttp makes one error of those of all addresses.
REFUSED = 1_000_001


class SpecialAddressError(OSError):
    """An address that must not be connected to; an OSError, as aiohttp expects of a failed attempt."""

    def __str__(self) -> str:
        return str(self.strerror)


def _networks(kinds: dict[str, str]) -> list[tuple[IPv4Network | IPv6Network, str]]:
    return [(ip_network(network), kind) for kind, listed in kinds.items() for network in listed.split()]


_SPECIAL = _networks(
    {
        "unspecified": "0.0.0.0/8 ::/128",
        "loopback": "127.0.0.0/8 ::1/128",
        "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
        "shared between networks": "100.64.0.0/10",
        "link-local": "169.254.0.0/16 fe80::/10",
        "multicast": "224.0.0.0/4 ff00::/8",
        "for documentation only": "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20",
        "for measurements only": "198.18.0.0/15 2001:2::/48",
        # These lead to an IPv4 address that they hold, which may be any of the above.
        "an IPv4 address in another form": (
            "::ffff:0:0/96 ::ffff:0:0:0/96 ::/96 64:ff9b::/96 64:ff9b:1::/48 2001::/32 2002::/16"
        ),
        "reserved": "192.0.0.0/24 192.88.99.0/24 240.0.0.0/4 2001::/23",
    }
)
# All that is public in IPv6 is in here.
_PUBLIC_IPV6 = IPv6Network("2000::/3")


def special_kind(address: str) -> str | None:
    """Tell what makes an address one that must not be connected to.

    address: an IP address; one that can't be read is refused.
    Returns: the kind, as in "it is private"; None for a public address.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not a usual IP address"
    for network, kind in _SPECIAL:
        if parsed.version == network.version and parsed in network:
            return kind
    return "reserved" if isinstance(parsed, IPv6Address) and parsed not in _PUBLIC_IPV6 else None


def guarded_socket(info: AddrInfoType) -> socket.socket:
    """Make the socket for one attempt to connect, if its address is public.

    info: the address that is connected to next, after every look-up: nothing can change it any more.
    Raises: SpecialAddressError for any other address.
    """
    family, kind, protocol, _, address = info
    host = str(address[0])
    if special := special_kind(host):
        raise SpecialAddressError(REFUSED, f"{host} is {special}")
    return socket.socket(family, kind, protocol)
