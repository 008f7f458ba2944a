"""Any text as Markdown that means only itself.

Text is escaped, never interpreted: nothing in an article or a note can add a heading, end a quote,
open a link or a comment. CommonMark 0.31 (sections 2.4, 4, 6) lists what has to be escaped for
that; tables, strikethrough, `@name` and `:emoji:` come from GitHub's dialect, `==`, `%%`, `#tag`,
`$` and `^id` from Obsidian's, `@source` from Pandoc's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_IN_WORD = r"(?<=[^\W_])_(?=[^\W_])"
# An address stays whole: what is escaped within it would end the link that programs make of it.
_ADDRESS = rf"https?://(?:[^\W_]|{_IN_WORD}|=(?!=)|%(?!%)|~(?!~)|&(?!#?\w+;)|[.:/?,+#-])+"
_INLINE = re.compile(
    rf"(?P<whole>{_ADDRESS}|{_IN_WORD})|[\\`*_\[\]<~|$^#]|={{2,}}|%{{2,}}|&(?=#?\w+;)"
    r"|(?<![^\W_])@+(?=\w)|(?<!\d):(?=[\w+-]+:)"
)
_LINE_START = re.compile(r"[-+=:>]|\d{1,9}(?=[.)](?:\s|$))")
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore not within a word


def line(text: str) -> str:
    """Text as one line."""
    return _INLINE.sub(_escape, " ".join(text.split()))


def lines(text: str) -> list[str]:
    """Text as lines; an empty line parts paragraphs."""
    return [_own_line(each.rstrip()) for each in text.split("\n")]


def hash_tags(tags: Iterable[str]) -> Iterator[str]:
    """Tags as words that Obsidian takes as such: they may hold no punctuation, nor only digits."""
    for tag in tags:
        kept = "".join(character if _may_be_in_tag(character) else "-" for character in tag)
        word = _EMPHASIS.sub("-", kept).strip("-")
        if word:
            yield f"#n{word}" if word.isdecimal() else f"#{word}"


def _may_be_in_tag(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-_/"
    return unicodedata.category(character)[0] not in "PZC"


def _own_line(line: str) -> str:
    content = line.lstrip(" ")
    escaped = _INLINE.sub(_escape, content)
    if start := _LINE_START.match(content):
        first = start[0]
        # "1." would begin a list: there the full stop is escaped, else the first character.
        at = len(first) if first.isdecimal() else 0
        escaped = escaped.removeprefix("\\")
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    # Four spaces would begin a code block.
    return "&nbsp;" * (len(line) - len(content)) + escaped


def _escape(found: re.Match[str]) -> str:
    return found["whole"] or "".join(f"\\{character}" for character in found[0])
