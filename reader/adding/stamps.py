"""Where a file came from and when, written into it: front matter for text, a comment for pages.

Front matter is read by Quaere and by every other tool for folders of Markdown. A page that is kept
as it came gets the comment browsers write ("saved from url=..."), after its doctype, so that it is
still the page it was.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass

from index.article import Article

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_PROLOGUE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!doctype\b[^>]{0,300}>[ \t]*\r?\n?)?", re.IGNORECASE
)
_SOURCE_LINE = re.compile(rb'^(?:source|asked)\s*[:=]\s*"(https?://[^"\s]+)"\s*$', re.MULTILINE)
_ORIGINAL_LINE = re.compile(rb'^original\s*[:=]\s*"(\.originals/[^"\n]+)"\s*$', re.MULTILINE)
_COMMENT = re.compile(rb"<!-- saved from url=\(\d+\)(\S+) by quaere on ")
LOOKED_AT = 16_384
"""Bytes at the beginning of a file in which a stamp is looked for."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """`source` is the address the bytes came from ("" for pasted text), `asked` the one that was
    asked for if it led there, `saved` the time (ISO 8601, UTC), `original` the path of the bytes
    as they came, within the collection."""

    source: str = ""
    asked: str = ""
    saved: str = ""
    original: str = ""

    def entries(self) -> dict[str, object]:
        """As keys and values of front matter."""
        asked = self.asked if self.asked != self.source else ""
        entries = {"source": self.source, "asked": asked, "saved": self.saved}
        entries["original"] = self.original
        return {key: value for key, value in entries.items() if value}


def front_matter(article: Article, title: str, stamp: Stamp) -> str:
    """What is known of an article, as YAML between fences, and a blank line."""
    about = article.metadata
    entries: dict[str, object] = {
        "title": title,
        "author": list(about.authors),
        "date": about.published,
        "language": about.language,
        "tags": list(about.tags),
        "source": about.source,
        **stamp.entries(),
    }
    lines = (f"{key}: {_value(value)}" for key, value in entries.items() if value)
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _value(value: object) -> str:
    # A JSON string is a YAML string and a TOML string.
    return json.dumps(value, ensure_ascii=False)


def stamped_markdown(text: str, title: str | None, stamp: Stamp) -> str:
    """Markdown that came as such, with the stamp in its front matter and `title` if it is set.

    Keys of the same names that it had give way; they are still in the original.
    """
    opening = _FENCE.match(text)
    fence = opening[1] if opening else "---"
    closing = text.find(f"\n{fence}", opening.end() - 1) if opening else -1
    entries = ({"title": title} if title else {}) | stamp.entries()
    between = ": " if fence == "---" else " = "
    ours = "".join(f"{key}{between}{_value(value)}\n" for key, value in entries.items())
    if opening is None or closing < 0:
        return f"---\n{ours}---\n\n{text}"
    same = re.compile(rf"^(?:{'|'.join(entries)})\s*[:=].*\n?", re.MULTILINE)
    theirs = same.sub("", text[opening.end() : closing + 1])
    # Keys of TOML belong to the table above them; before any table they are the file's own.
    return f"{fence}\n{ours}{theirs}{text[closing + 1 :]}"


def stamped_page(data: bytes, stamp: Stamp) -> bytes:
    """A page as it came, with a comment that says where from and when."""
    if not stamp.source:
        return data
    url = stamp.source
    comment = f"<!-- saved from url=({len(url):04d}){url} by quaere on {stamp.saved} -->\n"
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return mark + comment.encode(encoding) + data[len(mark) :]
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    prologue = _PROLOGUE.match(data, start)
    at = prologue.end() if prologue else start
    return data[:at] + comment.encode() + data[at:]


def sources_in(head: bytes) -> list[str]:
    """The addresses that our own stamp in the first bytes of a file names, none if it has none."""
    if original_in(head) is not None:
        found = _SOURCE_LINE.findall(_front_matter_of(head))
    else:
        found = _COMMENT.findall(head.replace(b"\0", b""))
    return [url.decode("utf-8", "replace") for url in found]


def original_in(head: bytes) -> str | None:
    """The path of the original that our own stamp in the first bytes of a file names."""
    found = _ORIGINAL_LINE.search(_front_matter_of(head))
    return found[1].decode("utf-8", "replace") if found else None


def _front_matter_of(head: bytes) -> bytes:
    if not head.startswith((b"---", b"+++")):
        return b""
    return head[: head.find(b"\n" + head[:3], 3) + 1]
