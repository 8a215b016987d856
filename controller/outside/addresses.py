"""Which network addresses a fetch may reach: public ones, and nothing that leads back inside.

After the OWASP Server-Side Request Forgery Prevention Cheat Sheet and the IANA special-purpose
registries, which `ipaddress` carries.
"""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

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


_SPECIAL_IPV4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890), which older Pythons let through
    IPv4Network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
)
_GLOBAL_IPV6 = IPv6Network("2000::/3")
"""All that is given out to anybody (RFC 4291); in it stand documentation and tunnels, refused apart."""
_DOCUMENTATION = IPv6Network("3fff::/20")  # RFC 9637, younger than some Pythons


def is_public(address: IpAddress) -> bool:
    """Tell whether anybody on the internet could reach this very address."""
    if isinstance(address, IPv6Address):
        is_special = address not in _GLOBAL_IPV6 or any(
            address in net for net in (*_LEADS_TO_IPV4, _DOCUMENTATION)
        )
    else:
        is_special = any(address in net for net in _SPECIAL_IPV4)
    return address.is_global and not (is_special or address.is_multicast or address.is_reserved)
