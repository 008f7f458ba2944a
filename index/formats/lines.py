"""Lines of plain text -> the paragraphs they were written as.

Text comes hard-wrapped at some width, or with one line a paragraph, with or without blank lines
between. Here lines are put together again; what a paragraph is for is judged elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ITEM = re.compile(
    r"(?P<bullet>[-*+•‣◦▪▫■●○·∙–—➢➤✓✔])\s+(?=\S)|(?P<number>\d{1,3}[.)]|\([a-z\d]{1,3}\)|[a-z]\))\s+(?=\S)"
)
RULE = re.compile(r"\s*(?:[-=_*~•·#+^]\s?){3,}")
"""A line drawn with characters."""

_ENDS_SENTENCE = re.compile(r"""[.!?:;…。！？：؟]["'”’»)\]]*$""")
# Items that lost their line ends on the way: "- one    - two    - three".
_SEVERAL_ITEMS = re.compile(r"(?<=\S)\s{3,}(?=[-•*] \S)")
_NARROWEST, _WIDEST = 40, 130
_FEWEST = 4
_CANDIDATES = 30
_FULL_SHARE = 0.5
_INDENT = 2


@dataclass(slots=True)
class Paragraph:
    """One logical line. `text` may still hold the line ends of its source.

    `gap` says whether a blank line stands before it, `marker` is a list item's own, `indent` counts
    columns, `tabs` tells cells of a row, `level` is that of a heading by its underline, or 0.
    """

    text: str
    gap: bool = False
    indent: int = 0
    marker: str = ""
    tabs: bool = False
    level: int = 0

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @property
    def words(self) -> int:
        """Number of words, estimated by the length in scripts that do not part them by spaces."""
        return max(len(self.text.split()), len(self.text) // 12)


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs of a plain text, in order, none empty."""
    groups = _groups(text)
    width = _wrapped_at(groups)
    return [paragraph for group in groups for paragraph in _joined(group, width)]


def _groups(text: str) -> list[list[str]]:
    """The runs of lines between blank lines."""
    groups: list[list[str]] = [[]]
    for line in _LINE_ENDS.split(text):
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


def _joined(group: list[str], width: int) -> list[Paragraph]:
    result = [_paragraph(group[0])]
    result[0].gap = True
    begun = 0
    for n in range(1, len(group)):
        paragraph = _paragraph(group[n])
        if _runs_on(group, n, begun, width, result[-1]) and (
            not paragraph.marker or _only_looks_like_item(group[n - 1], group[n], width)
        ):
            result[-1].text += "\n" + group[n].strip()
            continue
        result.append(paragraph)
        begun = n
    return result


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
    if len(before) + 1 + len(word) > width:
        return True
    return not opening and not _ENDS_SENTENCE.search(before)


def _only_looks_like_item(before: str, line: str, width: int) -> bool:
    """Whether a number or dash only came to stand first in its line ("chapter / 14. The")."""
    full = width > 0 and len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    return full and not _ENDS_SENTENCE.search(before)


def _paragraph(line: str) -> Paragraph:
    text = line.strip()
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    item = _ITEM.match(text)
    if item is None:
        return Paragraph(text, indent=indent, tabs="\t" in text)
    marker = "•" if item["bullet"] else item["number"]
    return Paragraph(text[item.end() :], indent=indent, marker=marker)
