"""Lines of plain text -> the paragraphs they were written as.

Text comes hard-wrapped at some width, or with one line a paragraph, with or without blank lines
between. Here lines are put together again, tables drawn with characters become rows, quoted lines
paragraphs; what a paragraph is for is judged elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from index.formats.hyphens import Hyphens
from index.formats.tables import table_at

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ITEM = re.compile(
    r"(?P<bullet>[-*+•‣◦⁃▪▫■□●○·∙–—→➔➢➤✓✔✗★☐☑❖])\s+(?=\S)|(?P<number>\d{1,3}[.)]|\([a-z\d]{1,3}\)|[a-z]\))\s+(?=\S)"
)
ARROWS = "→➔➢➤"
"""Bullets, but also what stands before a pointer to another article."""

RULE = re.compile(r"\s*(?:[-=_*~•·#+^─━═—–⸻]\s?){3,}|\s*⸻\s*")
"""A line drawn with characters."""

_ENDS_SENTENCE = re.compile(r"""[.!?:;…。！？：؟]["'”’»)\]]*$""")
# Items that lost their line ends on the way: "- one    - two    - three".
_SEVERAL_ITEMS = re.compile(r"(?<=\S)\s{3,}(?=[-•*] \S)")
_QUOTE = re.compile(r"\s?>(?:\s?>){0,50}\s?(?!>)")
_MAY_BE_TABLE = re.compile(r"[|│║┃¦]|\S {2,}\S|[-─━═]{3}[+┬┼╦]")
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Letters of scripts without spaces, about two a word."""
_NARROWEST, _WIDEST = 40, 130
_FEWEST = 4
_CANDIDATES = 30
_FULL_SHARE = 0.5
_INDENT = 2
_HYPHENS = ("-", "\u2010", "\u00ad")


@dataclass(slots=True)
class Paragraph:
    """One logical line. `text` may still hold the line ends of its source.

    `gap` says whether a blank line stands before it, `marker` is a list item's own, `indent` counts
    columns, `tabs` tells cells of a row, `level` is that of a heading by its underline, or 0,
    `row` is 1 for the head of a drawn table and 2 for its other rows, `quote` the depth of a quote
    by ">" marks, from 1.
    """

    text: str
    gap: bool = False
    indent: int = 0
    marker: str = ""
    tabs: bool = False
    level: int = 0
    row: int = 0
    quote: int = 0

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def words(self) -> int:
        """Number of words, estimated by the length in scripts that do not part them by spaces."""
        unparted = sum(1 for _ in _UNPARTED.finditer(self.text)) // 2
        return max(len(self.text.split()), len(self.text) // 12, unparted)


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs of a plain text, in order, none empty."""
    return paragraphs_and_width(text)[0]


def paragraphs_and_width(text: str) -> tuple[list[Paragraph], int]:
    """The paragraphs, and the width to which their lines were wrapped (0: they were not)."""
    parts = [part for group in _groups(text) for part in _parts(group)]
    width = _wrapped_at([part.lines for part in parts if not part.rows])
    lines = [line for part in parts for line in part.lines] if width else []
    hyphens = Hyphens(lines) if any(line.endswith(_HYPHENS) for line in lines) else None
    paragraphs: list[Paragraph] = []
    for part in parts:
        found = part.rows or _joined(part.lines, width, hyphens)
        found[0].gap = part.gap
        for paragraph in found:
            paragraph.quote = part.quote
        paragraphs += found
    return paragraphs, width


@dataclass(slots=True)
class _Part:
    """Lines without a blank one between them, of one kind: a table's rows, or text to be joined."""

    lines: list[str]
    gap: bool
    quote: int = 0
    rows: list[Paragraph] = field(default_factory=list)


def _parts(group: list[str]) -> list[_Part]:
    """A group of lines as the quotes, tables and other lines it consists of."""
    parts: list[_Part] = []
    here, goes_on = 0, False
    while here < len(group):
        quote = _QUOTE.match(group[here])
        depth = quote[0].count(">") if quote else 0
        line = group[here][quote.end() :].rstrip() if quote else group[here]
        end, rows = table_at(group, here) if _MAY_BE_TABLE.search(line) else (here, [])
        if rows:
            cells = ["\t".join(each) for _, each in rows]
            heads = [1 if is_head else 2 for is_head, _ in rows]
            table = [Paragraph(c, row=h) for c, h in zip(cells, heads, strict=True)]
            parts.append(_Part([], not parts, rows=table))
            here, goes_on = end, False
            continue
        here += 1
        if not line.strip():
            goes_on = False
        elif goes_on and parts[-1].quote == depth:
            parts[-1].lines.append(line)
        else:
            parts.append(_Part([line], not parts or max(depth, parts[-1].quote) > 0, depth))
            goes_on = True
    return parts


def _groups(text: str) -> list[list[str]]:
    """The runs of lines between blank lines."""
    groups: list[list[str]] = [[]]
    for line in LINE_ENDS.split(text):
        if line.strip():
            line = line.rstrip()
            groups[-1] += _SEVERAL_ITEMS.split(line) if "   " in line else [line]
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def _wrapped_at(groups: list[list[str]]) -> int:
    """The width a text was wrapped to, 0 if its lines are paragraphs.

    Wrapped lines are as long as the width allows: the next word would not have fitted. The width
    for which that holds most often is the one, if it holds for half of all lines that go on.
    """
    pairs = [
        (len(line), len(line) + 1 + len(following.split(maxsplit=1)[0]))
        for group in groups
        for line, following in pairwise(group)
        if " " in line.strip()
    ]
    if len(pairs) < _FEWEST:
        return 0
    candidates = sorted({length for length, _ in pairs if _NARROWEST <= length <= _WIDEST})
    best, width = 0, 0
    for candidate in candidates[-_CANDIDATES:]:
        full = sum(length <= candidate < needed for length, needed in pairs)
        if full >= best:
            best, width = full, candidate
    return width if best >= len(pairs) * _FULL_SHARE else 0


def _joined(group: list[str], width: int, hyphens: Hyphens | None) -> list[Paragraph]:
    result = [_paragraph(group[0])]
    begun = 0
    for n in range(1, len(group)):
        paragraph = _paragraph(group[n])
        if _runs_on(group, n, begun, width, result[-1]) and (
            not paragraph.marker or _only_looks_like_item(group[n - 1], group[n], width)
        ):
            result[-1].text = _continued(result[-1].text, group[n - 1], group[n].strip(), hyphens)
            continue
        result.append(paragraph)
        begun = n
    return result


def _continued(text: str, before: str, line: str, hyphens: Hyphens | None) -> str:
    """A text whose last line is `before`, and one more line; a word cut in two is put together."""
    if hyphens is not None and before.endswith(_HYPHENS):
        joined = hyphens.joined(before, text, line)
        if not joined.endswith(" "):
            return f"{joined}{line}"
    return f"{text}\n{line}"


def _runs_on(group: list[str], n: int, begun: int, width: int, current: Paragraph) -> bool:
    """Whether line `n` of a group goes on with the paragraph that began at line `begun`."""
    before, line = group[n - 1], group[n]
    if RULE.fullmatch(before) or RULE.fullmatch(line):
        return False
    indent = len(line) - len(line.lstrip())
    if not width:
        return bool(current.marker) and indent >= current.indent + _INDENT
    opening = begun == n - 1
    word = line.split(maxsplit=1)[0]
    if word[:1].islower():
        return True
    if opening and before.endswith(("?", "？", "؟")):
        return False
    if indent >= current.indent + _INDENT and not current.marker and _ENDS_SENTENCE.search(before):
        return False
    if _is_full(before, line, width):
        return True
    if opening or _ENDS_SENTENCE.search(before):
        return False
    # A heading of several lines is broken before the width is reached.
    return any(_is_full(group[m], group[m + 1], width) for m in range(begun, n))


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next word would not have fitted into a line."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _only_looks_like_item(before: str, line: str, width: int) -> bool:
    """Whether a number or dash only came to stand first in its line ("chapter / 14. The")."""
    return width > 0 and _is_full(before, line, width) and not _ENDS_SENTENCE.search(before)


def _paragraph(line: str) -> Paragraph:
    text = line.strip()
    if RULE.fullmatch(text):
        return Paragraph(text)
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    item = _ITEM.match(text)
    if item is None:
        return Paragraph(text, indent=indent, tabs="\t" in text)
    bullet = item["bullet"]
    marker = bullet if bullet and bullet in ARROWS else "•" if bullet else item["number"]
    return Paragraph(text[item.end() :], indent=indent, marker=marker)
