"""MIME messages in general, and the web pages that browsers save as one (MHTML) -> Draft.

RFC 2045 to 2049 and 2557, by Python's own parser, which takes whatever it is given; what a part
says of its charset is believed only where it can be true.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from index.formats.decoding import MAX_BYTES, Unreadable, decode
from index.formats.draft import Draft, link_target

_MAX_PARTS = 2000
_MAX_DEPTH = 20
_MAX_HEADER = 10_000
_MAX_ENCODED = 200
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")


def read(data: bytes, *, whole: bool = False) -> Draft:
    """The draft of a page saved as MHTML; raises Unreadable.

    `whole`: everything that the page shows is kept, its navigation and all.
    """
    from index.formats import webpage

    message = parse_message(data)
    part = _main_page(message)
    if part is None:
        raise Unreadable("holds no web page")
    page, encoding = text_of(part, html=True)
    # A byte order mark outweighs the charset that the page itself still names.
    draft = webpage.read(codecs.BOM_UTF8 + page.encode("utf-8", "replace"), whole=whole)
    draft.encoding = encoding
    draft.parser = f"{draft.parser or 'web page'}, saved as MHTML"
    for place in (header(message, "Snapshot-Content-Location"), header(part, "Content-Location")):
        if not draft.source and (link_target(place) or "").startswith("http"):
            draft.source, draft.origins["source"] = place, "the saved page's header"
    if not draft.title and (subject := header(message, "Subject")):
        draft.title, draft.origins["title"] = subject, "the saved page's header"
    return draft


def parse_message(data: bytes) -> Message:
    """The parts of a message; raises Unreadable for what is none."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise Unreadable("is empty")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    if _HEADER.match(data) is None:
        raise Unreadable("is no message: it has no header")
    try:
        return message_from_bytes(data, policy=policy.compat32)
    except RecursionError as error:
        raise Unreadable("is nested too deeply: parts within parts") from error


def parts_of(message: Message) -> Iterator[Message]:
    """All parts of a message in order, containers included; raises Unreadable for a bomb."""
    pending = [(message, 0)]
    count = 0
    while pending:
        part, depth = pending.pop()
        count += 1
        if count > _MAX_PARTS or depth > _MAX_DEPTH:
            raise Unreadable("is nested too deeply: parts within parts")
        yield part
        if part.is_multipart():
            inside = [each for each in part.get_payload() if isinstance(each, Message)]
            pending += ((each, depth + 1) for each in reversed(inside))


def header(message: Message, name: str) -> str:
    """A header on one line, its encoded words decoded (RFC 2047); "" if there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name.lower())
    text = str(next(values, ""))[:_MAX_HEADER]
    if "=?" in text and text.count("=?") <= _MAX_ENCODED:
        with suppress(ValueError, LookupError, AssertionError, MessageError):
            text = str(make_header(decode_header(text)))
    if any("\udc80" <= character <= "\udcff" for character in text):
        # Bytes where only ASCII may stand: mostly UTF-8, else what the west used.
        raw = text.encode("utf-8", "surrogateescape")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return " ".join(text.split())


def text_of(part: Message, *, html: bool = False) -> tuple[str, str]:
    """The text of a part and the encoding it was taken for; raises Unreadable as `decode` does.

    A declared charset counts only if the bytes are valid in it: UTF-8 is tried first.
    """
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "")
    try:
        name = codecs.lookup(charset).name if charset else ""
    except LookupError:
        name = ""
    if name in ("", "ascii", "utf-8") or data.startswith(codecs.BOM_UTF8) or _is_utf8(data):
        return decode(data, html=html), "UTF-8" if _is_utf8(data) else name or "guessed"
    # What is declared Latin-1 is mostly its superset.
    name = "cp1252" if name == "iso8859-1" else name
    try:
        return data.decode(name, "replace").replace("\0", "\ufffd"), name
    except (LookupError, UnicodeError):
        return decode(data, html=html), "guessed"


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _main_page(message: Message) -> Message | None:
    """The page itself: the part that the start or the address names, else the first HTML."""
    pages = [part for part in parts_of(message) if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    if start:
        for part in pages:
            if header(part, "Content-ID") == start:
                return part
    place = header(message, "Snapshot-Content-Location")
    for part in pages:
        if place and header(part, "Content-Location") == place:
            return part
    return pages[0] if pages else None


_PAGES = ("text/html", "application/xhtml+xml")
