"""Article -> Markdown that reads back as the same article, for people and for other tools.

Every block becomes what it is called in CommonMark (tables and strikethrough as GitHub writes
them); captions become paragraphs. Characters that would mean something are escaped, and only those.
Styles are written with asterisks where these are sure to be read as such, with tags elsewhere.
Nothing is parsed here; whether the result is faithful is checked where it is saved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from index.article import Article, Block, Inline

_ESCAPED = re.compile(
    r"[*`\[]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=#|[a-zA-Z])|\{(?=[{%:#.])"
    r"|(?<=\{)[%<]|\\(?=[!-/:-@\[-`{-~]|$)"
)
_OPENS_BLOCK = re.compile(r"[#>+=~|:-]|(\d{1,9})([.)])(?=\s|$)")
_CLOSING_HASHES = re.compile(r"(?<=\s)#(#*)$")
_NUMBER = re.compile(r"(\d{1,9})[.)]")
_FOOTNOTE = re.compile(r"\[([^\]\s]{1,30})\]")
_TASKS = {"☐": "- [ ]", "☑": "- [x]"}
_MARKS = {"emphasis": ("*", "em"), "strong": ("**", "strong"), "strike": ("~~", "s")}
_TARGET_SAFE = "%/:@!$&'*+,;=~-._?#[]"
_HEADING_WORDS = 15
_TICKS = re.compile("`+")


def body_of(article: Article) -> str:
    """The text of an article as Markdown, without its title; ends with a line end."""
    return "\n".join(_Page(article).lines()) + "\n"


class _Page:
    """Writes the blocks of one article in order."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._blocks = article.blocks
        self._open_items: list[tuple[int, int]] = []  # level, column of the text
        self._last: Block | None = None

    def lines(self) -> Iterator[str]:
        """All lines, without their ends."""
        at = 0
        while at < len(self._blocks):
            block = self._blocks[at]
            if at and not self._follows(block):
                yield ""
            if block.kind == "row":
                table = self._table(at)
                yield from self._rows(table)
                at += len(table)
            else:
                yield from self._block(block)
                at += 1
            if block.kind != "item":
                self._open_items.clear()
            self._last = block

    def _follows(self, block: Block) -> bool:
        """Whether an item goes on a list without a blank line between."""
        last = self._last
        if last is None or last.kind != "item" or block.kind != "item" or not block.marker:
            return False
        if block.level == last.level:
            return _bullet(block)[-1] == _bullet(last)[-1]
        # A list that begins with another number than 1 does not interrupt a line of text.
        return block.level < last.level or _bullet(block) in ("-", "1.", "1)")

    def _block(self, block: Block) -> Iterator[str]:
        if block.kind == "code":
            yield from _fenced(self._text[block.start : block.end])
            return
        inlines = block.inlines
        if block.kind == "paragraph" and _looks_like_a_heading(
            self._text[block.start : block.end], inlines
        ):
            inlines = tuple(inline for inline in inlines if inline.kind != "strong")
        text = self._inline(block.start, block.end, inlines)
        if block.kind == "heading":
            hashes = "#" * min(max(block.level, 1), 6)
            yield f"{hashes} " + _CLOSING_HASHES.sub(r"\#\1", text)
        elif block.kind == "item":
            yield self._item(block, _safe_start(text))
        elif block.kind == "quote":
            yield "> " * (block.level + 1) + _safe_start(text)
        elif block.kind == "footnote" and (mark := _FOOTNOTE.fullmatch(block.marker)):
            yield f"[^{mark[1]}]: {_safe_start(text)}"
        else:
            yield _safe_start(text)

    def _item(self, block: Block, text: str) -> str:
        open_items = self._open_items
        while open_items and open_items[-1][0] > block.level:
            open_items.pop()
        if not block.marker and open_items and open_items[-1][0] == block.level:
            return " " * open_items[-1][1] + text
        while open_items and open_items[-1][0] >= block.level:
            open_items.pop()
        indent = open_items[-1][1] if open_items else 0
        bullet = _bullet(block)
        open_items.append((block.level, indent + len(bullet) + 1))
        if block.marker in _TASKS:
            bullet = _TASKS[block.marker]
        return f"{' ' * indent}{bullet} {text}"

    def _table(self, at: int) -> Sequence[Block]:
        """The rows from here that one table can hold: alike in width, a head only at the top."""
        first = self._blocks[at]
        end = at + 1
        while end < len(self._blocks):
            block = self._blocks[end]
            if block.kind != "row" or block.level or len(block.cells) != len(first.cells):
                break
            end += 1
        return self._blocks[at:end]

    def _rows(self, rows: Sequence[Block]) -> Iterator[str]:
        width = max(1, len(rows[0].cells))
        if not rows[0].level:
            yield "|" + "  |" * width
        else:
            yield self._row(rows[0])
        yield "|" + " --- |" * width
        for row in rows[rows[0].level and 1 :]:
            yield self._row(row)

    def _row(self, row: Block) -> str:
        starts = [inline.start for inline in row.inlines]
        cells = (
            self._inline(
                cell.start,
                cell.end,
                row.inlines[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)],
            ).replace("|", "\\|")
            for cell in row.cells
        )
        return "| " + " | ".join(cells) + " |"

    def _inline(self, start: int, end: int, inlines: Sequence[Inline]) -> str:
        """A stretch of text with its styles; one that crosses another is left out."""
        parts: list[str] = []
        opened: list[tuple[Inline, str]] = []
        at = start

        def close(before: int) -> None:
            nonlocal at
            while opened and opened[-1][0].end <= before:
                inline, closing = opened[-1]
                parts.append(self._plain(at, inline.end, opened))
                parts.append(closing)
                opened.pop()
                at = max(at, inline.end)

        # Of styles on the same words code stands innermost: nothing is read inside it.
        for inline in sorted(inlines, key=lambda i: (i.start, -i.end, i.kind == "code")):
            close(inline.start)
            crosses = inline.start < at or inline.end > (opened[-1][0].end if opened else end)
            if crosses or (inline.kind == "link" and _in_link(opened)):
                continue
            parts.append(self._plain(at, inline.start, opened))
            at = inline.start
            if inline.kind == "code":
                parts.append(_code(self._text[at : inline.end]))
                at = inline.end
                continue
            opening, closing = self._marks(inline)
            parts.append(opening)
            opened.append((inline, closing))
        close(end)
        return "".join(parts) + self._plain(at, end, opened)

    def _marks(self, inline: Inline) -> tuple[str, str]:
        """What stands before and after a styled stretch."""
        if inline.kind == "link":
            return "[", f"]({quote(inline.target or '', safe=_TARGET_SAFE)})"
        mark, tag = _MARKS[inline.kind]
        return (mark, mark) if self._stands_apart(inline) else (f"<{tag}>", f"</{tag}>")

    def _stands_apart(self, inline: Inline) -> bool:
        """Whether asterisks here open and close without doubt: words inside, none outside."""
        text = self._text
        outside = text[max(0, inline.start - 1) : inline.start] + text[inline.end : inline.end + 1]
        edges = text[inline.start] + text[inline.end - 1]
        return edges.isalnum() and not any(c.isalnum() or c in "*_~`\\" for c in outside)

    def _plain(self, start: int, end: int, opened: Sequence[tuple[Inline, str]] = ()) -> str:
        if start >= end:
            return ""
        text = _ESCAPED.sub(r"\\\g<0>", self._text[start:end]).replace("\n", " ")
        return text.replace("]", "\\]") if _in_link(opened) else text


def _in_link(opened: Sequence[tuple[Inline, str]]) -> bool:
    return any(inline.kind == "link" for inline, _ in opened)


def _looks_like_a_heading(text: str, inlines: Sequence[Inline]) -> bool:
    """Whether a paragraph is so short and so bold that it would be read as a heading."""
    if len(text.split()) > _HEADING_WORDS and "?" not in text:
        return False
    bold = sum(inline.end - inline.start for inline in inlines if inline.kind == "strong")
    return bold > 0 and bold >= len(text.replace(" ", ""))


def _bullet(block: Block) -> str:
    return block.marker if _NUMBER.fullmatch(block.marker) else "-"


def _safe_start(text: str) -> str:
    """A line that does not open a block of its own."""
    match = _OPENS_BLOCK.match(text)
    if match is None:
        return text
    return f"{match[1]}\\{text[len(match[1]) :]}" if match[1] else "\\" + text


def _code(text: str) -> str:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _fenced(text: str) -> Iterator[str]:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield fence
    yield from text.split("\n")
    yield fence
