"""From which place somebody asks: the other end of the line, or whom a proxy of the council's says it speaks for."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from flask import request

from mailroom.desk.room import Room


def place_asking() -> str:
    """The place of the request at hand."""
    trusted = Room.current().house.config.desk.trusted_proxies
    forwarded = request.headers.getlist("X-Forwarded-For")
    return place_of(request.remote_addr or "", ",".join(forwarded), trusted)


def place_of(other_end: str, forwarded: str, trusted: Sequence[str]) -> str:
    """The last address that is no proxy of ours, read from the end: what stands before it anybody may have written.

    Of IPv6 the network of one subscriber (64 bits) is one place.
    """
    place = other_end
    for said in reversed([one.strip() for one in forwarded.split(",") if one.strip()]):
        if not _is_among(place, trusted) or _address(said) is None:
            break
        place = said
    address = _address(place)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address) if address else place


def _address(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(written.strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _is_among(written: str, networks: Sequence[str]) -> bool:
    address = _address(written)
    return address is not None and any(address in ipaddress.ip_network(one) for one in networks)
