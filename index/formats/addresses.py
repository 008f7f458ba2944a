"""Addresses of pages: the one that stands for a page, without what only counts clicks.

Nothing here reads a page or opens a connection.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.formats.draft import link_target

_COUNTERS = re.compile(
    r"(?:utm|pk|mtm|piwik|hsa|oly|vero|mc|at|trk|guce)_\w+|"
    r"ns_(?:mchannel|source|campaign|linkname)|"
    r"_?_?hs(?:enc|mi|tc|fp|sc)|_ga|_gl|(?:fb|g|y|d|tt|twc|li_fat_|wick)clid|msclkid|gclsrc|[gw]braid|"
    r"igshi?d|srsltid|xtor|smid|ncid|cmpid|mkt_tok|ref_src|ref_url|s_cid|cvid|ocid|guccounter|epik",
    re.IGNORECASE,
)
_PORTS = {"http": ":80", "https": ":443"}


def canonical_address(address: str) -> str | None:
    """An address as it stands for its page, or None if it is none of a web page.

    Scheme and host in small letters, no usual port, no fragment (but "#!", which some sites
    address pages by), and none of the parameters that mailings, advertisements and share buttons
    add to count clicks.
    """
    target = link_target(address)
    if target is None or target.lower().startswith("mailto:"):
        return None
    parts = urlsplit(target)
    scheme, host = parts.scheme.lower(), parts.netloc
    user, at, server = host.rpartition("@")
    server = server.lower().removesuffix(_PORTS.get(scheme, "\n"))
    query = parts.query
    if query and any(_COUNTERS.fullmatch(name) for name, _ in _parameters(query)):
        kept = [pair for pair in _parameters(query) if not _COUNTERS.fullmatch(pair[0])]
        query = urlencode(kept)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, user + at + server, parts.path, query, fragment))


def is_front_page(address: str) -> bool:
    """Whether an address is that of a whole site, not of one page."""
    parts = urlsplit(address)
    return not parts.path.strip("/") and not parts.query and not parts.fragment


def _parameters(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return []
