"""Which blocks of a page are the article, given the article's words.

An extractor's text lies over the page like a mask: a block is the article's if its runs of four
words are in it. Headings are judged by what stands below them, and short neighbours that the
extractor lost come back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from index.formats.dom import Found, link_share
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
_LINKED_GAP = 0.3
_SHAPE = 3
_MANY_HEADS = 10
_LITTLE = 0.15
_FEW_HEADS, _MOST, _TEASER = 4, 0.8, 80
_SOFT = frozenset(["nav", "aside", "footer"])
"""What an extractor may overrule: pages put parts of their articles into these."""
_NESTING = frozenset(
    [
        "figure",
        "figcaption",
        "picture",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
    ]
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
        self.follows = bool(words)
        """Whether the result follows the extractor; not where it saw nothing of use."""

    def kept(self) -> list[bool]:
        """For every block, whether it belongs to the article."""
        covered = [bool(self._grams) and self._covered(n) for n in range(len(self._found))]
        outside, furniture = self._lie_outside(covered)
        self._outside = outside
        for n, words in enumerate(self._words):
            if covered[n] and not self._heads[n] and not furniture[n]:
                self._kept[n] = not outside[n] or len(words) >= _LONG
        if not any(self._kept):
            return self.all_but_furniture()
        for n in range(len(self._found)):
            if not self._kept[n] and not self._heads[n] and words_are_few(self._words[n]):
                self._kept[n] = self._is_line(n) and self._near(n, _LOOK_AHEAD) is not None
        self._keep_gaps()
        self._keep_headings()
        self._keep_neighbours()
        self._keep_answers()
        return self._kept

    def all_but_furniture(self) -> list[bool]:
        """All that lies in no furniture: for pages in which the extractor sees no article."""
        self.follows = False
        kept = [bool(words) and not self._outside[n] for n, words in enumerate(self._words)]
        if not any(kept):
            # A part that was never closed holds all of the page.
            outside, _ = self._lie_outside([bool(words) for words in self._words])
            kept = [bool(words) and not outside[n] for n, words in enumerate(self._words)]
        return kept

    def lists_others(self) -> bool:
        """Whether the page is made of pieces that have pages of their own.

        Its headings are links to them, or the extractor saw nothing in next to all of it. Call it
        after `kept`.
        """
        inside = [n for n, words in enumerate(self._words) if words and not self._outside[n]]
        total = sum(len(self._words[n]) for n in inside)
        kept = sum(len(self._words[n]) for n in inside if self._kept[n])
        heads = sum(1 for n in inside if self._heads[n] and not self._kept[n])
        return self._heads_are_links() or (heads >= _MANY_HEADS and kept < _LITTLE * total)

    def _heads_are_links(self) -> bool:
        """Whether the headings lead to other pages, with little above them or under each."""
        kept = [n for n, keep in enumerate(self._kept) if keep]
        heads = [n for n in kept if self._found[n].block.kind == "heading"]
        heads = [n for n in heads if self._found[n].block.level > 1]
        linked = [n for n in heads if _leads_away(self._found[n])]
        if len(linked) < max(_FEW_HEADS, _MOST * len(heads)):
            return False
        above = sum(len(self._words[n]) for n in kept if n < linked[0])
        return above < _TEASER and sum(len(self._words[n]) for n in kept) < _TEASER * len(linked)

    def _covered(self, n: int) -> bool:
        words = self._words[n]
        if words_are_few(words):
            return False
        grams = [words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1)]
        return sum(gram in self._grams for gram in grams) >= _COVERED * len(grams)

    def _lie_outside(self, covered: list[bool]) -> tuple[list[bool], list[bool]]:
        """Which blocks lie in navigation and the like, and which in what is furniture by name.

        A form, or whatever else, around most of the article is neither.
        """
        weight: Counter[_Element] = Counter()
        for n, each in enumerate(self._found):
            for region in each.regions:
                weight[region] += len(self._words[n]) * covered[n]
        half = sum(len(words) for n, words in enumerate(self._words) if covered[n]) / 2
        around = [
            [r for r in each.regions if r.tag != "header" and weight[r] <= half]
            for each in self._found
        ]
        named = [any(r.tag not in _SOFT for r in regions) for regions in around]
        return [bool(regions) for regions in around], named

    def _is_line(self, n: int) -> bool:
        return self._lines[self._words[n]] > 0 and not self._outside[n] and self._words[n] != ()

    def _near(self, n: int, distance: int) -> int | None:
        """The nearest kept block within so many blocks before or after."""
        for step in range(1, distance + 1):
            for place in (n - step, n + step):
                if 0 <= place < len(self._kept) and self._kept[place]:
                    return place
        return None

    def _keep_gaps(self) -> None:
        """Stretches within the article that the extractor lost, if they are built as it is.

        Lists of like things (products, places, people) look like furniture to an extractor, which
        then takes the first of them and leaves out the rest.
        """
        known = {self._shape(n) for n, keep in enumerate(self._kept) if keep}
        places = [n for n, keep in enumerate(self._kept) if keep]
        for before, after in pairwise(places):
            gap = [n for n in range(before + 1, after) if self._words[n] and not self._outside[n]]
            prose = [n for n in gap if len(self._words[n]) >= _LONG]
            linked = sum(len(self._words[n]) * link_share(self._found[n]) for n in gap)
            like = sum(self._shape(n) in known for n in prose)
            if (
                prose
                and 2 * like >= len(prose)
                and linked < _LINKED_GAP * sum(len(self._words[n]) for n in gap)
            ):
                for n in gap:
                    self._kept[n] = not self._heads[n] and link_share(self._found[n]) < _LINKED

    def _shape(self, n: int) -> tuple[str, ...]:
        """Tags and classes of a block's element and of the two around it."""
        shape: list[str] = []
        element: _Element | None = self._found[n].element
        while element is not None and len(shape) < 2 * _SHAPE:
            shape += (str(element.tag), element.get("class") or "")
            element = element.getparent()
        return tuple(shape)

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
            siblings = siblings or each.block.kind == "code"
            self._kept[n] = siblings and link_share(each) < _LINKED

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
        if not asking or self._outside[n] or link_share(each) >= _LINKED:
            return n
        end, words = n + 1, 0
        while end < len(self._found) and not self._heads[end] and not self._outside[end]:
            if link_share(self._found[end]) >= _LINKED or end - n > _NEAR:
                break
            words += len(self._words[end])
            end += 1
        return end if words >= _ANSWER else n


def _leads_away(found: Found) -> bool:
    """Whether all of a block is a link, and not to a place on the page itself."""
    targets = [run.target for run in found.block.runs if "link" in run.styles]
    return link_share(found) == 1.0 and bool(targets) and not any("#" in (t or "") for t in targets)


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
