"""Breaking a line of text into rows that fit a number of terminal cells.

Pure: text and offsets in, offsets out. Widths are those of `rich.cells`, which is what Textual
draws with. Nothing here knows blocks, styles or widgets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from rich.cells import cell_len

# What is not known to take exactly one cell. Everything else may be counted instead of measured.
_UNEVEN = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u2319]"
)
_SELECTOR = "\ufe0f"
_JOINER = re.compile(f"[\u200d{_SELECTOR}]")
_LETTER_OF_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_MANY_FLAGS = 256  # even; in a longer row nobody can tell where one begins
_DASH = "—"
_URL_BREAKS = "/?&=#._-,;:"
# What may not start or end a line in Chinese and Japanese typesetting (JIS X 4051, GB/T 15834),
# reduced to the marks that occur in running text.
_SMALL_KANA = frozenset("々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NOT_FIRST = _SMALL_KANA | frozenset("、。，．：；？！）］｝〕〉》」』】〙〗’”…‥％!%),.:;?]}")
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖‘“￥＄([{")


class _Widths(dict[str, int]):
    """Cells of single characters, or of those with a selector behind them, looked up once each."""

    def __missing__(self, character: str) -> int:
        cells = self[character] = cell_len(character)
        return cells


_WIDTHS = _Widths()


def is_even(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every code point of `text[start:end]` takes exactly one cell."""
    end = len(text) if end is None else end
    return text[start:end].isascii() or _UNEVEN.search(text, start, end) is None


def cells_of(line: str) -> list[int]:
    """Cells taken by each code point of a line, which add up to its `rich.cells.cell_len`.

    A zero width joiner takes the code point behind it along; the selector of emoji style may widen
    the character before it.
    """
    cells = [_WIDTHS[character] for character in line]
    seen = joined = base = widened = -1
    for match in _JOINER.finditer(line):
        at = match.start()
        if at == joined:
            continue
        base = next((index for index in range(at - 1, seen, -1) if cells[index]), base)
        seen = at
        if match[0] == _SELECTOR and base != widened:
            cells[base] = _WIDTHS[line[base] + _SELECTOR]
            widened = base
        elif match[0] != _SELECTOR and at + 1 < len(line):
            joined = at + 1
            cells[joined] = 0
    return cells


def snap(text: str, offset: int, *, forwards: bool) -> int:
    """The nearest offset that does not cut a character and its accents or joiners apart."""
    step = 1 if forwards else -1
    while 0 < offset < len(text) and _is_attached(text, offset):
        offset += step
    return offset


def _is_attached(text: str, offset: int) -> bool:
    if text[offset] == "\n":
        return False
    if _LETTER_OF_FLAG.match(text, offset):
        # Two make a flag: what stands before this one is a whole number of flags, or is not.
        before = offset
        while 0 < before > offset - _MANY_FLAGS and _LETTER_OF_FLAG.match(text, before - 1):
            before -= 1
        return (offset - before) % 2 == 1
    return _WIDTHS[text[offset]] == 0 or text[offset - 1] == "\u200d"


def cell_width(text: str, offset: int) -> int:
    """The cells that the code point at an offset takes."""
    return _WIDTHS[text[offset]]


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Rows of `text[start:end]`, each at most `width` cells wide (2 or more).

    Returns (start, end) offsets, in order. Line ends in the text end a row; an empty line is an
    empty row. Only the white space at breaks is left out. Rows end at spaces, after dashes and
    hyphens between words, between ideographs; a word that is too long is cut.
    """
    width = max(2, width)
    even = is_even(text, start, end)
    rows: list[tuple[int, int]] = []
    while True:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if even or is_even(text, start, stop):
            _fold_even(text, start, stop, width, rows)
        else:
            _fold_uneven(text, start, stop, width, rows)
        if stop == end:
            return rows
        start = stop + 1


def chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Rows of code: like `wrap`, but every code point stays, and rows are cut where full."""
    width = max(2, width)
    rows: list[tuple[int, int]] = []
    while True:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        reach = list(accumulate(cells_of(text[start:stop])))
        first = 0
        while reach and reach[-1] - (base := _before(reach, first)) > width:
            cut = max(first + 1, bisect_right(reach, base + width, first))
            rows.append((start + first, start + cut))
            first = cut
        rows.append((start + first, stop))
        if stop == end:
            return rows
        start = stop + 1


def _fold_even(text: str, at: int, stop: int, width: int, rows: list[tuple[int, int]]) -> None:
    first = len(rows)
    joined = any(text.find(dash, at, stop) >= 0 for dash in "-—–")
    while stop - at > width:
        limit = at + width
        cut = text.rfind(" ", at + 1, limit + 1)
        if joined:
            if _before_dash(text, cut) and (word := text.rfind(" ", at + 1, cut)) > at:
                cut = word
            cut = max(cut, _after_dash(text, at, limit), _after_hyphen(text, at, limit))
        if cut <= at:
            cut = _inside_word(text, at, limit)
        at = _close(text, at, cut, stop, rows)
    if at < stop or len(rows) == first:
        rows.append((at, _trimmed(text, at, stop)))


def _close(text: str, at: int, cut: int, stop: int, rows: list[tuple[int, int]]) -> int:
    """Adds the row from `at` to `cut`; returns where the next one starts."""
    if (end := _trimmed(text, at, cut)) > at:
        rows.append((at, end))
    while cut < stop and text[cut] in " \u3000":
        cut += 1
    return cut


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    return end


def _after_dash(text: str, at: int, limit: int) -> int:
    dash = text.rfind(_DASH, at + 1, limit)
    return dash + 1 if dash > 0 and text[dash + 1] != _DASH else -1


def _before_dash(text: str, space: int) -> bool:
    """Whether a dash between spaces follows, which ends a row rather than start one."""
    return text[space + 1 : space + 3] in ("— ", "– ")


def _after_hyphen(text: str, at: int, limit: int) -> int:
    """After the hyphen of a compound; names such as "SB-17" and "X-ray" stay whole."""
    hyphen = text.rfind("-", at + 2, limit)
    if hyphen < 0 or not text[hyphen - 2 : hyphen].isalpha():
        return -1
    tail = text[hyphen + 1 : hyphen + 3]
    return hyphen + 1 if len(tail) == 2 and tail.isalpha() else -1


def _inside_word(text: str, at: int, limit: int) -> int:
    """Where to cut a word (an address, mostly) that is longer than a row."""
    for cut in range(limit, (at + limit) // 2, -1):
        if text[cut - 1] in _URL_BREAKS:
            return cut
    return limit


def _fold_uneven(text: str, start: int, stop: int, width: int, rows: list[tuple[int, int]]) -> None:
    cells = cells_of(text[start:stop])
    reach = list(accumulate(cells))
    first = len(rows)
    at = start
    while at < stop and reach[-1] - (base := _before(reach, at - start)) > width:
        limit = start + bisect_right(reach, base + width, at - start)
        limit = max(limit, at + 1)
        cut = _last_break(text, cells, start, at, limit)
        at = _close(text, at, cut, stop, rows)
    if at < stop or len(rows) == first:
        rows.append((at, _trimmed(text, at, stop)))


def _before(reach: list[int], index: int) -> int:
    return reach[index - 1] if index else 0


def _last_break(text: str, cells: list[int], start: int, at: int, limit: int) -> int:
    for cut in range(limit, at, -1):
        if cells[cut - start] and _may_break(text, cells, start, cut):
            return cut
    return limit


def _may_break(text: str, cells: list[int], start: int, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    if after in " \u3000":
        return not _before_dash(text, cut)
    if before in " \u3000—":
        return after not in "—–"
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return _stands_alone(after, cells[cut - start]) or _stands_alone(before, _WIDTHS[before])


def _stands_alone(character: str, width: int) -> bool:
    """Whether a line may break beside it: ideographs, kana, emoji; Korean breaks at spaces."""
    return width == 2 and not "\uac00" <= character <= "\ud7a3"
