"""Bytes -> str: which encoding a file is in, and what is no text at all.

The order of trust: byte order mark, UTF-8 where the bytes are valid UTF-8, the charset a page
declares, UTF-16 by its zero bytes, and only then a guess. Whatever was guessed, lost or mended on
the way is said as a doubt. Nothing here knows a format beyond the place where HTML declares its
charset, and nothing is cleaned here: that is `index.text`'s work.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from index.formats.latin import likeliest

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
_MAX_NULS = 0.005
_LATIN = frozenset(["cp1250", "cp1252", "cp1254", "cp1257", "iso8859-2", "iso8859-15"])
# Latin scripts write most letters plain: a text that does not was written in another alphabet.
_FEW_PLAIN = 0.6
# The bytes 80 to BF, which follow the first of a character in UTF-8, as Windows-1252 shows them.
_FOLLOWING = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
# A space that does not break often stands after "Å", the unit, and in French between "voilà" and
# what follows: it is no sign.
_TWICE = re.compile(
    rf"[\u00c2-\u00c5\u00ce-\u00d1](?!(?<!\u00c3)\u00a0)[{_FOLLOWING}]|[\u00e0-\u00ef](?!\u00a0)[{_FOLLOWING}]{{2}}"
)
_SURELY_TWICE = 3
_TAGS = re.compile("<[^<>]{0,2000}>")


class Unreadable(Exception):
    """A file that holds no article; `str` of it is one plain reason, without the path."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was taken for, and what is not sure about it."""

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()

    def doubting(self, sentence: str) -> Decoded:
        """The same with one doubt more."""
        return replace(self, doubts=(*self.doubts, sentence))


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of a file, not cleaned yet, as `decoded` finds it; raises Unreadable."""
    return decoded(data, html=html).text


def decoded(data: bytes, *, html: bool = False) -> Decoded:
    """The text of a file and its encoding; bytes that are none in it are U+FFFD, and doubted.

    `html` allows for a charset declared in the first 4 KiB. Raises Unreadable for what is empty,
    binary or larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise Unreadable("holds no text" if b"\0" in data else "is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_decoded(data[len(mark) :], encoding))
    if data.startswith(_SIGNATURES):
        raise Unreadable("is binary")
    # Disks pad what they could not write to its end, which may be half a character of UTF-16.
    padding = len(data) - len(data.rstrip(b"\0"))
    data = data[: len(data) - padding] if padding > 1 or b"\0" not in data[:-1] else data
    if b"\0" not in data:
        return _checked(_without_zeros(data, html))
    if (wide := _without_mark(data)) is not None:
        return _checked(wide)
    zeros = data.count(0)
    if zeros > _MAX_NULS * len(data):
        raise Unreadable("is binary")
    return _checked(
        _without_zeros(data.replace(b"\0", b""), html).doubting(
            f"{_many(zeros, 'zero byte was', 'zero bytes were')} left out"
        )
    )


def _without_zeros(data: bytes, html: bool) -> Decoded:
    declared = _declared(data) if html else None
    try:
        found = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)
    if _controls(data) > 0.3:
        raise Unreadable("is binary")
    if found.text.isascii():
        is_seven_bit = declared is not None and declared.startswith(_SEVEN_BIT)
        return _decoded(data, declared) if declared and is_seven_bit else found
    if declared:
        found = found.doubting(f"The page declares {declared} but is written in UTF-8")
    return _written_twice(found)


def _checked(found: Decoded) -> Decoded:
    """The text, unless too much of it could not be decoded to be read."""
    if not found.text.strip("\ufeff \t\r\n\f\v"):
        raise Unreadable("is empty")
    lost = found.text.count("\ufffd")
    if lost > max(3, len(found.text) // 50):
        raise Unreadable("is binary or in an unknown encoding")
    if not lost:
        return found
    return found.doubting(f"{_many(lost, 'character', 'characters')} could not be read")


def _decoded(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding)


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: spaces and Latin letters leave every other byte zero."""
    pairs = len(data) // 2
    data = data[: 2 * pairs]
    high, low = data[0::2].count(0), data[1::2].count(0)
    for zeros, others, encoding in ((low, high, "utf-16-le"), (high, low, "utf-16-be")):
        if zeros > pairs * 0.3 and others < pairs * 0.05:
            return _decoded(data, encoding)
        # Other alphabets have zeros in their spaces only: then the rest must be text as well.
        if zeros > pairs * 0.02 and others * 10 < zeros and _is_wide(data, encoding):
            found = _decoded(data, encoding)
            return found.doubting(f"Its encoding is guessed from its bytes: {encoding}")
    return None


def _is_wide(data: bytes, encoding: str) -> bool:
    """Whether bytes of two a character are text; pairs of ASCII letters look like rare Chinese."""
    sample = data[:_GUESS_FROM]
    printable = sum(sample.count(code) for code in range(0x20, 0x7F))
    if printable > 0.8 * len(sample):
        return False
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    kinds = [unicodedata.category(character) for character in text]
    odd = sum(
        kind in ("Cn", "Co", "Cc") and not character.isspace()
        for kind, character in zip(kinds, text, strict=True)
    )
    return odd <= 0.01 * len(text)


def _legacy(data: bytes, declared: str | None) -> Decoded:
    """Text that is not valid UTF-8: damaged UTF-8, a declared encoding, or a guess."""
    damaged = _decoded(data, "utf-8")
    # Bytes of another encoding are hardly ever a character of several bytes in UTF-8.
    broken = damaged.text.count("\ufffd")
    if broken <= sum(not letter.isascii() for letter in damaged.text) - broken:
        return _written_twice(damaged)
    if _controls(data) > 0.02:
        raise Unreadable("is binary")
    said = _decoded(data, declared) if declared else None
    if said is not None and _fits(said):
        return said
    guessed = _decoded(data, _guess(data))
    if said is None:
        return guessed.doubting(f"Its encoding is guessed: {guessed.encoding}")
    if guessed.encoding in _LATIN and said.text.count("\ufffd") <= guessed.text.count("\ufffd"):
        return said
    return guessed.doubting(
        f"The page declares {said.encoding}, which does not fit; {guessed.encoding} is guessed"
    )


def _fits(found: Decoded) -> bool:
    """Whether a text can be in the encoding that its page declares."""
    if found.text.count("\ufffd") > max(1, len(found.text) // 2000):
        return False
    if found.encoding not in _LATIN:
        return True
    visible = _TAGS.sub(" ", found.text)
    letters = [character for character in visible[:_GUESS_FROM] if character.isalpha()]
    return sum(map(str.isascii, letters)) >= _FEW_PLAIN * len(letters)


def _written_twice(found: Decoded) -> Decoded:
    """A text whose UTF-8 was once taken for Windows-1252 and written as UTF-8 again.

    It is mended where every one of its characters fits that story, else only doubted.
    """
    signs = sum(1 for _ in _TWICE.finditer(found.text))
    if signs < 2:
        return found
    if signs >= _SURELY_TWICE and (mended := _once(found.text)) is not None:
        return Decoded(mended, found.encoding, found.doubts).doubting(
            "The text was encoded twice and has been mended"
        )
    return found.doubting("Some characters seem to have been encoded twice")


def _once(text: str) -> str | None:
    try:
        data = bytes(_BYTES_OF[character] for character in text)
        return data.decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _bytes_of() -> dict[str, int]:
    """Windows-1252 as browsers read it: its five holes are control characters."""
    table = {chr(code): code for code in range(256)}
    for code in range(0x80, 0xA0):
        table[bytes([code]).decode("cp1252", "ignore") or chr(code)] = code
    return table


_BYTES_OF = _bytes_of()


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

    sample = data[:_GUESS_FROM]
    best = from_bytes(sample).best()
    return likeliest(sample, "cp1252" if best is None else best.encoding)
