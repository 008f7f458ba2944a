"""Web addresses: what may be fetched, in the one spelling that is sent, shown and recorded.

Pure: no name is looked up here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from reader.adding.errors import NotAdded

_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 8000
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
# What RFC 3986 allows in a path and in a query; "%" stays what it is, so nothing is quoted twice.
_PATH_SAFE = "%/:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?[]"
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|msclkid", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address, all of it ASCII, without fragment, name or password.

    `host` is what is looked up and what a certificate must be for (no brackets); `target` is the
    path with its query, percent-encoded as it was written.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    def joined(self, location: str) -> Address:
        """Where a redirect from here leads; raises NotAdded as `parse_address` does."""
        with suppress(UnicodeError):
            # Servers send UTF-8 where only ASCII is allowed; it arrives as Latin-1.
            location = location.encode("latin-1").decode("utf-8")
        try:
            return parse_address(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise NotAdded("leads to an address that cannot be read") from error


def has_scheme(source: str) -> bool:
    """Whether a source is meant as an address, of whatever scheme."""
    return _SCHEME.match(source) is not None


def parse_address(text: str) -> Address:
    """An address as a person or a redirect writes it; raises NotAdded for what is not fetched."""
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        raise NotAdded(f"is an address of more than {_MAX_LENGTH:,} characters")
    if _CONTROLS.search(text):
        raise NotAdded("is no address: there are control characters in it")
    scheme = text.partition(":")[0].lower()
    if scheme not in _PORTS:
        raise NotAdded(
            f"is an address of the kind {scheme[:20]!r}; only http and https are fetched"
        )
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAdded("is an address whose host or port cannot be read") from error
    if "@" in parts.netloc:
        raise NotAdded("is an address with a user name or password in it; leave that out")
    if port == 0 or (parts.netloc.endswith(":") and port is not None):
        raise NotAdded("is an address whose host or port cannot be read")
    target = quote(parts.path or "/", safe=_PATH_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_QUERY_SAFE)
    bracketed = parts.netloc.startswith("[")
    return Address(scheme, _host(host, bracketed), port or _PORTS[scheme], target)


def _host(host: str, bracketed: bool) -> str:
    if not host:
        raise NotAdded("is an address without a host")
    if bracketed:
        try:
            return IPv6Address(host).compressed if "%" not in host else _no_name()
        except ValueError:
            return _no_name()
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return _no_name()
    name = name.lower()
    return name if len(name) <= 253 and _NAME.fullmatch(name) else _no_name()


def _no_name() -> str:
    raise NotAdded("is an address whose host is no name of a machine")


def same_place(url: str) -> str:
    """An address as it is compared: two of one page are the same, however they were passed on.

    Scheme, "www.", a trailing slash and the parameters of newsletters and campaigns do not count.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    return f"{host}{port}{parts.path.rstrip('/')}?{urlencode(kept)}".rstrip("?")
