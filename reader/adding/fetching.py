"""A web address -> the bytes behind it, through redirects, within limits.

`http.client` speaks the protocol, over a connection that `reaching` has opened to an address it
judged: a library with a pool of its own would look names up by itself. Nothing is kept between
two requests: no cookies, no passwords, no connection.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from index import __version__
from reader.adding.addresses import Address, parse_address
from reader.adding.errors import NotAdded
from reader.adding.reaching import (
    Clock,
    Limits,
    MayReach,
    Resolve,
    Wire,
    connect,
    is_public,
    resolve,
    too_large,
)
from reader.adding.unpacking import ACCEPTED, Unpacker

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; quaere/{__version__})",
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": ACCEPTED,
    "Connection": "close",
}
_MEANS = {
    401: "it wants a login",
    402: "it wants to be paid",
    403: "it does not let this program in",
    404: "there is no such page",
    410: "the page is gone",
    429: "it is asked too often, try again later",
    451: "it is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `data` unpacked but otherwise as sent, `url` where it came from in the end.

    `media_type` is in lower case ("text/html", "" if none was sent), `charset` as declared.
    """

    data: bytes
    url: str
    media_type: str
    charset: str


@dataclass(frozen=True, slots=True)
class Web:
    """How the web is spoken to; tests put their own rules in."""

    limits: Limits = field(default_factory=Limits)
    may_reach: MayReach = is_public
    resolve: Resolve = resolve
    redirected: Callable[[str, str], None] = lambda _from, _to: None

    def fetch(self, text: str) -> Fetched:
        """What stands behind an address; raises NotAdded with one plain reason.

        Each redirect is shown (`redirected`) and judged like the first address.
        """
        clock = Clock(self.limits.total)
        address = parse_address(text)
        seen = {address.url}
        while True:
            answer = self._ask(address, clock)
            if isinstance(answer, Fetched):
                return answer
            following = address.joined(answer)
            self.redirected(address.url, following.url)
            if following.url in seen:
                raise NotAdded("leads in a circle")
            if len(seen) > self.limits.redirects:
                raise NotAdded(f"leads on and on, over more than {self.limits.redirects} redirects")
            seen.add(following.url)
            address = following

    def _ask(self, address: Address, clock: Clock) -> Fetched | str:
        """What an address answers, or where it leads."""
        connection = connect(
            address, clock, self.limits, may_reach=self.may_reach, resolve=self.resolve
        )
        with connection:
            try:
                return self._exchange(address, Wire(connection, clock, self.limits))
            except http.client.IncompleteRead as error:
                raise NotAdded("broke off before its end") from error
            except http.client.HTTPException as error:
                raise NotAdded("gave an answer that is no HTTP") from error
            except OSError as error:
                raise NotAdded("broke the connection off") from error

    def _exchange(self, address: Address, wire: Wire) -> Fetched | str:
        client = http.client.HTTPConnection(address.host, address.port)
        client.sock = wire
        client.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
        client.putheader("Host", address.authority)
        for name, value in _HEADERS.items():
            client.putheader(name, value)
        client.endheaders()
        with client.getresponse() as response:
            if wire.ended:
                # The blank line below the headers never came.
                raise NotAdded("broke off before its end")
            if response.status in _REDIRECTS and (to := response.headers.get("Location")):
                return str(to)
            _check(response.status)
            data = self._body(response)
            return Fetched(
                data,
                address.url,
                response.headers.get_content_type() if response.headers["Content-Type"] else "",
                response.headers.get_content_charset() or "",
            )

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        declared = None if response.chunked else response.length
        if declared is not None and declared > self.limits.size:
            raise too_large(self.limits)
        codings = response.headers.get_all("Content-Encoding") or []
        unpacker = Unpacker(codings, self.limits.size, too_large(self.limits))
        count = 0
        while declared is None or count < declared:
            room = _CHUNK if declared is None else min(_CHUNK, declared - count)
            piece = response.read1(room)
            if not piece:
                break
            count += len(piece)
            unpacker.feed(piece)
        if declared is not None and count < declared:
            raise NotAdded("broke off before its end")
        return unpacker.finish()


def _check(status: int) -> None:
    if status in (200, 203):
        return
    try:
        name = HTTPStatus(status).phrase
    except ValueError:
        name = "no known status"
    meaning = _MEANS.get(status, "" if status >= 400 else "there is no page in that")
    raise NotAdded(f"answered {status} {name}" + (f": {meaning}" if meaning else ""))
