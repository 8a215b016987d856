"""Which network addresses a fetch may reach: public ones, and nothing that leads back inside.

After the OWASP Server-Side Request Forgery Prevention Cheat Sheet and the IANA special-purpose
registries, which `ipaddress` carries.
"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network

IpAddress = IPv4Address | IPv6Address
IsAllowed = Callable[[IpAddress], bool]

_LEADS_TO_IPV4 = (
    IPv6Network("64:ff9b::/96"),  # NAT64 (RFC 6052)
    IPv6Network("64:ff9b:1::/48"),  # NAT64 of one's own net (RFC 8215)
    IPv6Network("2002::/16"),  # 6to4 (RFC 3056)
    IPv6Network("2001::/32"),  # Teredo (RFC 4380)
    IPv6Network("::/96"),  # IPv4-compatible, given up (RFC 4291)
    IPv6Network("::ffff:0:0/96"),  # IPv4-mapped
    IPv6Network("::ffff:0:0:0/96"),  # IPv4-translated (RFC 2765)
)


def is_public(address: IpAddress) -> bool:
    """Tell whether anybody on the internet could reach this very address."""
    if isinstance(address, IPv6Address) and any(address in net for net in _LEADS_TO_IPV4):
        return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_loopback
        or address.is_link_local
        or address.is_private
        or getattr(address, "is_site_local", False)
    )
