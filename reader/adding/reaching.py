"""Which machines may be spoken to, and a connection to one of them that cannot take forever.

A name is looked up once, every address it has is judged, and the connection is made to an address
that was judged: a second lookup could answer differently (DNS rebinding). Certificates are always
verified, against the name that was asked for. Nothing of HTTP is known here.
"""

from __future__ import annotations

import io
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from reader.adding.addresses import Address
from reader.adding.errors import NotAdded

IP = IPv4Address | IPv6Address
Found = tuple[socket.AddressFamily, tuple[Any, ...]]
Resolve = Callable[[str, int], list[Found]]
MayReach = Callable[[IP], bool]

_MOST_ADDRESSES = 4
"""So many addresses of a machine are tried before it counts as silent."""
_NAT64 = IPv6Network("64:ff9b::/96")
# Registered for special purposes (IANA), and not known as such to every `ipaddress` of Python 3.11;
# the last is where Azure tells a rented machine its secrets (other clouds use private addresses).
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16",
        "168.63.129.16/32",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: seconds to connect, between two bytes and in all; bytes; redirects."""

    connect: float = 15.0
    idle: float = 30.0
    total: float = 180.0
    size: int = 20_000_000
    redirects: int = 10


class Clock:
    """The time that is left of all there was."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._seconds = seconds

    def at_most(self, seconds: float) -> float:
        """So many seconds, or what is left if that is less; raises NotAdded if nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise NotAdded(f"took longer than {self._seconds:g} s")
        return min(seconds, left)


def is_public(ip: IP) -> bool:
    """Whether an address belongs to the open internet.

    Not: this machine, its network, link-local, shared (100.64/10), multicast, reserved and
    documentation addresses, those of metadata services; nor an IPv6 address that stands for an
    IPv4 address of these kinds (mapped, 6to4, Teredo, NAT64).
    """
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return is_public(IPv4Address(int(ip) & 0xFFFF_FFFF))
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if any(each is not None and not is_public(each) for each in inner):
            return False
        if ip.ipv4_mapped is not None:
            return True
        if ip.scope_id is not None or ip.is_site_local:
            return False
    refused = (
        ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved
        or ip.is_unspecified or any(ip in network for network in _SPECIAL)
    )  # fmt: skip
    return ip.is_global and not refused


def resolve(host: str, port: int) -> list[Found]:
    """Every address of a machine, as the system knows them; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [(family, place) for family, _, _, _, place in found]


def connect(
    address: Address, clock: Clock, limits: Limits, *, may_reach: MayReach, resolve: Resolve
) -> socket.socket:
    """An open connection, with TLS for https; raises NotAdded with the reason."""
    found = _looked_up(address, clock, limits, resolve)
    for _, place in found:
        ip = ip_address(str(place[0]))
        if not may_reach(ip):
            raise NotAdded(
                f"leads to {ip}, which is no address of the open internet"
                " (--allow-private fetches from there too)"
            )
    connection = _connected(found[:_MOST_ADDRESSES], clock, limits)
    try:
        return _secured(connection, address, clock, limits)
    except BaseException:
        connection.close()
        raise


def _looked_up(address: Address, clock: Clock, limits: Limits, resolve: Resolve) -> list[Found]:
    """The addresses of a host. The system's lookup knows no deadline, so it is waited for."""
    answers: list[list[Found]] = []
    errors: list[Exception] = []

    def look_up() -> None:
        try:
            answers.append(resolve(address.host, address.port))
        except (OSError, UnicodeError) as error:
            errors.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(clock.at_most(limits.connect))
    if errors or (answers and not answers[0]):
        raise NotAdded(f"has a host that cannot be found ({address.host}){_proxy_hint()}")
    if not answers:
        raise NotAdded(f"has a host that nobody answers for ({address.host}){_proxy_hint()}")
    return answers[0]


def _connected(found: list[Found], clock: Clock, limits: Limits) -> socket.socket:
    reason = ""
    for family, place in found:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(clock.at_most(limits.connect))
            connection.connect(place)
            return connection
        except TimeoutError:
            reason = f"did not answer within {limits.connect:g} s"
        except OSError as error:
            reason = f"cannot be reached ({(error.strerror or 'no connection').lower()})"
        except BaseException:
            connection.close()
            raise
        connection.close()
    raise NotAdded(reason + _proxy_hint())


def _secured(
    connection: socket.socket, address: Address, clock: Clock, limits: Limits
) -> socket.socket:
    if address.scheme == "http":
        return connection
    connection.settimeout(clock.at_most(limits.idle))
    try:
        return ssl.create_default_context().wrap_socket(connection, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        raise NotAdded(f"shows a certificate that is not good: {error.verify_message}") from error
    except TimeoutError as error:
        raise NotAdded(f"said nothing for {limits.idle:g} s") from error
    except (OSError, ValueError) as error:
        raise NotAdded("cannot be reached over a safe connection (TLS failed)") from error


def _proxy_hint() -> str:
    named = any(os.environ.get(name) for name in ("https_proxy", "http_proxy", "all_proxy"))
    named = named or any(os.environ.get(n) for n in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"))
    return "; the proxy named in the environment is not used here" if named else ""


class Wire(io.RawIOBase):
    """A connection as a file and as `http.client` wants a socket.

    Every read waits for what the limits leave, so nothing (a drip, endless headers) outlasts them.
    Whoever opened the connection closes it: `http.client` closes at times of its own.
    """

    def __init__(self, connection: socket.socket, clock: Clock, limits: Limits) -> None:
        self._connection = connection
        self._clock = clock
        self._limits = limits
        self.ended = False
        # Headers and the framing of chunks come on top of the content.
        self._room = limits.size + limits.size // 4 + 1_000_000

    def readable(self) -> bool:
        """Always: it is read through a buffer."""
        return True

    def makefile(self, mode: str) -> io.BufferedReader:  # noqa: ARG002  (a socket's signature)
        """The one reader of this connection."""
        return io.BufferedReader(self)

    def readinto(self, buffer: Any) -> int:
        """Bytes as they come; raises NotAdded when time or room is used up."""
        self._connection.settimeout(self._clock.at_most(self._limits.idle))
        try:
            count = self._connection.recv_into(buffer)
        except TimeoutError as error:
            self._clock.at_most(0)
            raise NotAdded(f"said nothing for {self._limits.idle:g} s") from error
        self.ended = count == 0
        self._room -= count
        if self._room < 0:
            raise too_large(self._limits)
        return count

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._connection.settimeout(self._clock.at_most(self._limits.idle))
        self._connection.sendall(data)

    def close(self) -> None:
        """Nothing: the connection is closed where it was opened."""


def too_large(limits: Limits) -> NotAdded:
    """What is said of more bytes than an article may have."""
    return NotAdded(f"is larger than {limits.size / 1_000_000:g} MB")
