"""Which blocks of a page are the article, given the article's words.

An extractor's text lies over the page like a mask: a block is the article's if its runs of four
words are in it. Headings are judged by what stands below them, and short neighbours that the
extractor lost come back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.formats.dom import Found
from index.formats.headings import asks, is_bold
from index.formats.repeats import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Words = tuple[str, ...]

_GRAM = 4
_COVERED = 0.6
_LOOK_AHEAD = 4
_NEAR = 6
_LONG = 12
_ANSWER = 8
_LINKED = 0.5
_OUTSIDE = frozenset(["nav", "aside", "footer", "form"])
_NESTING = frozenset(
    ["li", "ul", "ol", "dl", "dd", "dt", "blockquote", "table", "thead", "tbody", "tr", "td", "th"]
)


class Mask:
    """The blocks of one page, and which of them stay."""

    def __init__(self, found: Sequence[Found], words: Words, lines: Counter[Words]) -> None:
        """`words` and `lines` are the extractor's text."""
        self._found = found
        self._words = [words_of(each.block.plain) for each in found]
        self._grams = {words[n : n + _GRAM] for n in range(len(words) - _GRAM + 1)}
        self._lines = lines
        self._heads = [_is_heading(each) for each in found]
        self._kept = [False] * len(found)
        self._outside: list[bool] = []

    def kept(self) -> list[bool]:
        """For every block, whether it belongs to the article."""
        covered = [bool(self._grams) and self._covered(n) for n in range(len(self._found))]
        self._outside = self._lie_outside(covered)
        for n, words in enumerate(self._words):
            if covered[n] and not self._heads[n]:
                self._kept[n] = not self._outside[n] or len(words) >= _LONG
        if not any(self._kept):
            return self._whole_page()
        for n in range(len(self._found)):
            if not self._kept[n] and not self._heads[n] and words_are_few(self._words[n]):
                self._kept[n] = self._is_line(n) and self._near(n, _LOOK_AHEAD) is not None
        self._keep_headings()
        self._keep_neighbours()
        self._keep_answers()
        return self._kept

    def _whole_page(self) -> list[bool]:
        """All but the page's furniture: for pages in which the extractor sees no article."""
        return [bool(words) and not self._outside[n] for n, words in enumerate(self._words)]

    def _covered(self, n: int) -> bool:
        words = self._words[n]
        if words_are_few(words):
            return False
        grams = [words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1)]
        return sum(gram in self._grams for gram in grams) >= _COVERED * len(grams)

    def _lie_outside(self, covered: list[bool]) -> list[bool]:
        """Which blocks lie in navigation and the like; a form around the whole page is none."""
        weight: Counter[_Element] = Counter()
        for n, each in enumerate(self._found):
            for region in each.regions:
                weight[region] += len(self._words[n]) * covered[n]
        half = sum(len(words) for n, words in enumerate(self._words) if covered[n]) / 2
        return [
            any(r.tag in _OUTSIDE and weight[r] <= half for r in each.regions)
            for each in self._found
        ]

    def _is_line(self, n: int) -> bool:
        return self._lines[self._words[n]] > 0 and not self._outside[n] and self._words[n] != ()

    def _near(self, n: int, distance: int) -> int | None:
        """The nearest kept block within so many blocks before or after."""
        for step in range(1, distance + 1):
            for place in (n - step, n + step):
                if 0 <= place < len(self._kept) and self._kept[place]:
                    return place
        return None

    def _keep_headings(self) -> None:
        for n in range(len(self._found) - 1, -1, -1):
            if self._heads[n] and not self._outside[n] and self._words[n]:
                self._kept[n] = self._stands_over(n) or (
                    (self._is_line(n) or self._covered(n)) and self._near(n, _NEAR) is not None
                )

    def _stands_over(self, n: int) -> bool:
        """Whether the article goes on below a heading, within a few blocks."""
        level, seen = self._found[n].block.level, 0
        for below in range(n + 1, len(self._found)):
            block = self._found[below].block
            if self._heads[below]:
                if block.kind != "heading" or block.level <= level:
                    return False
                continue
            if self._kept[below]:
                return True
            seen += bool(self._words[below])
            if seen >= _LOOK_AHEAD:
                return False
        return False

    def _keep_neighbours(self) -> None:
        """Lines the extractor lost between two that it has, in the same part of the page."""
        parents = [_container(each.element) for each in self._found]
        before = _nearest(self._kept)
        last = len(self._kept) - 1
        after = [last - n if n >= 0 else -1 for n in reversed(_nearest(self._kept[::-1]))]
        for n, each in enumerate(self._found):
            if self._kept[n] or self._heads[n] or self._outside[n] or not self._words[n]:
                continue
            if before[n] < 0 or after[n] < 0 or after[n] - before[n] > 2 * _NEAR:
                continue
            siblings = parents[n] is parents[before[n]] or parents[n] is parents[after[n]]
            self._kept[n] = siblings and _link_share(each) < _LINKED

    def _keep_answers(self) -> None:
        """Lists of questions and answers below the article, which unfold and so look empty."""
        n = 0
        while n < len(self._found):
            end, questions = n, []
            while end < len(self._found) and (answer_end := self._answered_until(end)) > end:
                questions.append(end)
                end = answer_end
            near = any(self._kept[max(0, n - _LOOK_AHEAD) : n])
            if len(questions) > 1 and near:
                for place in range(n, end):
                    self._kept[place] = self._kept[place] or not self._outside[place]
            n = max(end, n + 1)

    def _answered_until(self, n: int) -> int:
        """The end of the answer to a question that stands here, `n` itself if there is none."""
        each = self._found[n]
        asking = self._heads[n] and asks(each.block.plain.strip())
        if not asking or self._outside[n] or _link_share(each) >= _LINKED:
            return n
        end, words = n + 1, 0
        while end < len(self._found) and not self._heads[end] and not self._outside[end]:
            if _link_share(self._found[end]) >= _LINKED or end - n > _NEAR:
                break
            words += len(self._words[end])
            end += 1
        return end if words >= _ANSWER else n


def _is_heading(found: Found) -> bool:
    """Whether a block is a heading, or will be made one as a question."""
    if found.block.kind == "heading":
        return True
    if found.block.kind not in ("paragraph", "item") or not asks(found.block.plain.strip()):
        return False
    return found.asked or is_bold(found.block)


def words_are_few(words: Words) -> bool:
    """Whether a block is too short to be told by its runs of words."""
    return len(words) < _GRAM


def _nearest(kept: list[bool]) -> list[int]:
    """For every place, the last kept one before it, or -1."""
    result, last = [], -1
    for n, keep in enumerate(kept):
        result.append(last)
        if keep:
            last = n
    return result


def _container(element: _Element) -> _Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag in _NESTING:
        parent = parent.getparent()
    return parent


def _link_share(found: Found) -> float:
    runs = found.block.runs or tuple(run for cell in found.block.cells for run in cell)
    total = sum(len(run.text.strip()) for run in runs)
    linked = sum(len(run.text.strip()) for run in runs if "link" in run.styles)
    return linked / total if total else 1.0
