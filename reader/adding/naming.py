"""File names that every file system takes, a shell needs no quotes for, and a person can read."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 120
"""The longest file name that is given, in UTF-8, with its extension and number."""

_STEM_BYTES = 100
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.I
)
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_FALLBACK = "article"


def stem_of(title: str) -> str:
    """A title as the stem of a file name: its words in lower case, joined by hyphens.

    Letters and digits of any script stay, everything else parts words. At most 100 bytes, cut
    between words where that leaves enough; never empty, never a name that Windows keeps for itself.
    """
    title = unicodedata.normalize("NFC", title).lower()
    kept = "".join(
        c if unicodedata.category(c)[0] in "LMN" else "" if c in "'’ʼ\u200c\u200d" else " "
        for c in title
    )
    stem = unicodedata.normalize("NFC", "-".join(kept.split()))
    stem = _cut(stem.lstrip("-")) or _FALLBACK
    return f"{stem}-{_FALLBACK}" if _RESERVED.match(stem) else stem


def _cut(stem: str) -> str:
    if len(stem.encode()) <= _STEM_BYTES:
        return stem
    short = stem.encode()[: _STEM_BYTES + 1].decode("utf-8", "ignore")
    whole, hyphen, _ = short.rpartition("-")
    if hyphen and len(whole.encode()) >= _STEM_BYTES // 2:
        return whole
    while short and (len(short.encode()) > _STEM_BYTES or unicodedata.combining(stem[len(short)])):
        short = short[:-1]
    return short.rstrip("-")


def is_portable(name: str) -> bool:
    """Whether a file name can stay as it is wherever the folder is taken."""
    return (
        0 < len(name.encode("utf-8", "replace")) <= MAX_BYTES - 10
        and unicodedata.is_normalized("NFC", name)
        and name.isprintable()
        and not name.startswith((".", "-", " "))
        and not name.endswith((".", " "))
        and _REFUSED.search(name) is None
        and _RESERVED.match(name) is None
    )


def numbered(stem: str, extension: str, number: int) -> str:
    """The first file of a stem, and the second and later ones that need another name."""
    return f"{stem}{extension}" if number == 1 else f"{stem}-{number}{extension}"
