"""Bytes -> str: which encoding a file is in, and what is no text at all.

The order of trust: byte order mark, UTF-8 where the bytes are valid UTF-8, the charset a page
declares, UTF-16 by its zero bytes, and only then a guess. Nothing here knows a format beyond the
place where HTML declares its charset, and nothing is cleaned here: that is `index.text`'s work.
"""

from __future__ import annotations

import codecs
import re

MAX_BYTES = 20_000_000
"""Files larger than this are refused: no article is that long."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF",
    b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"{\\rtf",
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
# What pages call an encoding and what browsers then read (WHATWG Encoding Standard, "Names and
# labels"): the larger relative of the one declared.
_AS_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_SEVEN_BIT = ("iso2022", "hz")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b") + b"\x7f"
_GUESS_FROM = 200_000


class Unreadable(Exception):
    """A file that holds no article; `str` of it is one plain reason, without the path."""


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of a file, not cleaned yet; bytes that are none in its encoding are U+FFFD.

    `html` allows for a charset declared in the first 4 KiB. Raises Unreadable for what is empty,
    binary or larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise Unreadable("is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    if data.startswith(_SIGNATURES):
        raise Unreadable("is binary")
    if b"\0" in data:
        # Disks pad what they could not write to its end.
        data = data if b"\0" in data.rstrip(b"\0") else data.rstrip(b"\0")
    if b"\0" in data:
        return _checked(_without_mark(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(_legacy(data, _declared(data) if html else None))
    declared = _declared(data) if html and text.isascii() else None
    if declared and declared.startswith(_SEVEN_BIT):
        text = data.decode(declared, "replace")
    if _controls(data) > 0.3:
        raise Unreadable("is binary")
    return _checked(text)


def _checked(text: str) -> str:
    """The text, unless too much of it could not be decoded to be read."""
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Unreadable("is empty")
    if text.count("\ufffd") > max(3, len(text) // 50):
        raise Unreadable("is binary or in an unknown encoding")
    return text


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: Latin letters leave every other byte zero."""
    pairs = len(data) // 2
    high, low = data[0 : 2 * pairs : 2].count(0), data[1::2].count(0)
    for zeros, others, encoding in ((low, high, "utf-16-le"), (high, low, "utf-16-be")):
        if zeros > pairs * 0.3 and others < pairs * 0.05:
            return data[: 2 * pairs].decode(encoding, "replace")
    raise Unreadable("is binary")


def _legacy(data: bytes, declared: str | None) -> str:
    """Text that is not valid UTF-8: damaged UTF-8, a declared encoding, or a guess."""
    damaged = data.decode("utf-8", "replace")
    # Every character of several bytes shortens the text; a byte that is none does not.
    if damaged.count("\ufffd") * 10 <= len(data) - len(damaged):
        return damaged
    if _controls(data) > 0.02:
        raise Unreadable("is binary")
    return data.decode(declared or _guess(data), "replace")


def _controls(data: bytes) -> float:
    """Share of control characters that no text uses."""
    return 1 - len(data.translate(None, _CONTROLS)) / len(data)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    name = _AS_BROWSERS_READ.get(name, name)
    return None if name.startswith("utf") else name


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_FROM]).best()
    return best.encoding if best is not None else "cp1252"
