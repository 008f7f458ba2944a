"""What stands twice in an article: its headline, its standfirst, its captions, its pull quotes.

Saved and pasted pages repeat these, once for the eye and once for screen readers. One copy stays,
the others are returned as dropped. Headline, standfirst and captions are compared with neighbours
and the first few blocks only: what an author repeats further on is meant. A pull quote is a block
of its own whose words all stand in a row in a longer paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.article import BlockKind, Dropped
from index.text import fold

if TYPE_CHECKING:
    from index.formats.draft import Piece

# Where words are not parted by spaces, every character counts as one.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_OPENING = 8
_LONGEST_RUN = 3
_MIN_WORDS = 4
_CAPTION_WORDS = 60
_COMPARED = 1000
_MOST_PIECES = 20_000
"""Nothing this long was pasted from a page."""

_QUOTED_WORDS = 6
"""A pull quote has this many words at least; so many in a row are looked up at once."""

_MOST_QUOTED = 60
_MOST_ALIKE = 8
_QUOTED_CODE_POINTS = 24
_LONGEST_SOURCE = 20_000
_SPEAKER_WORDS = 8
_QUOTES = "\"'“”„«»‘’‹›"

_SOURCES: frozenset[BlockKind] = frozenset({"paragraph", "quote", "item"})
_TEXT: frozenset[BlockKind] = frozenset({"paragraph", "caption"})


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: without case, accents and punctuation."""
    return tuple(_WORD.findall(fold(text)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but case, accents, spaces and punctuation."""
    return one == other or words_of(one) == words_of(other) != ()


def without_repeats(pieces: list[Piece], title: str) -> tuple[list[Piece], list[Dropped]]:
    """The pieces without repetitions of the title and of one another, and what was dropped."""
    dropped: list[Dropped] = []
    pieces = _without_title(pieces, title, dropped)
    if len(pieces) <= _MOST_PIECES:
        pieces = _without_twins(pieces, dropped)
        pieces = _without_pull_quotes(pieces, dropped)
    return _without_second_opening(pieces, dropped), dropped


def _drop(piece: Piece, dropped: list[Dropped]) -> None:
    dropped.append(Dropped("duplicate", " ".join(piece.text.split())))


def _without_title(pieces: list[Piece], title: str, dropped: list[Dropped]) -> list[Piece]:
    kept: list[Piece] = []
    before_headings = True
    for number, piece in enumerate(pieces):
        is_heading = piece.kind == "heading"
        opening = is_heading or (number < _OPENING and piece.kind == "paragraph")
        if before_headings and opening and same_words(piece.text, title):
            _drop(piece, dropped)
            continue
        before_headings = before_headings and not is_heading
        kept.append(piece)
    return kept


def _without_second_opening(pieces: list[Piece], dropped: list[Dropped]) -> list[Piece]:
    """A standfirst that comes again among the first blocks."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Piece] = []
    for number, piece in enumerate(pieces[:_OPENING]):
        if piece.kind == "heading":
            return kept + pieces[number:]
        words = words_of(piece.text) if piece.kind == "paragraph" else ()
        if len(words) >= _MIN_WORDS and words in seen and kept[-1].text != piece.text:
            _drop(piece, dropped)
            continue
        seen.add(words)
        kept.append(piece)
    return kept + pieces[_OPENING:]


def _without_twins(pieces: list[Piece], dropped: list[Dropped]) -> list[Piece]:
    """Neighbours that say the same, singly or as short runs (picture, credit, picture, credit)."""
    kept: list[Piece] = []
    words: list[tuple[str, ...]] = []
    for piece in pieces:
        kept.append(piece)
        words.append(words_of(piece.text) if len(piece.text) <= _COMPARED else (piece.text,))
        for size in range(1, min(_LONGEST_RUN, len(kept) // 2) + 1):
            if not _are_twins(kept, words, size):
                continue
            for n in range(len(kept) - 2 * size, len(kept) - size):
                kept[n], gone = _of_twins(kept[n], kept[n + size])
                words[n] = words_of(kept[n].text)
                _drop(gone, dropped)
            del kept[-size:], words[-size:]
            break
    return kept


def _are_twins(kept: list[Piece], words: list[tuple[str, ...]], size: int) -> bool:
    """Whether the last `size` pieces say the same as the `size` before them."""
    last, kinds = len(kept), {piece.kind for piece in kept[-2 * size :]}
    if size == 1 and kinds == {"heading"}:
        return words[-1] == words[-2] != ()
    if not kinds <= _TEXT or sum(map(len, words[-2 * size : -size])) < _MIN_WORDS:
        return False
    return all(
        kept[n].text == kept[n - size].text or _same_caption(words[n - size], words[n])
        for n in range(last - size, last)
    )


def _same_caption(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(longer) > _CAPTION_WORDS or not shorter or longer[: len(shorter)] != shorter:
        return False
    grown = len(longer) - len(shorter)
    return grown == 0 or (len(shorter) > _MIN_WORDS and grown <= len(shorter) + 8)


def _of_twins(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    """Which of two twins stays, and which goes: the longer stays, as the caption it is."""
    stays, goes = (one, other) if len(one.text) >= len(other.text) else (other, one)
    if stays.kind != "heading" and len(words_of(stays.text)) <= _CAPTION_WORDS:
        stays.kind = "caption"
    return stays, goes


def _without_pull_quotes(pieces: list[Piece], dropped: list[Dropped]) -> list[Piece]:
    """The pieces without those that a longer one repeats word for word, and their speakers."""
    sources = [piece.text if piece.kind in _SOURCES else "" for piece in pieces]
    candidates = [n for n, piece in enumerate(pieces[:-1]) if _may_be_pulled(piece, n)]
    gone = pulled(sources, candidates)
    gone |= {n + 1 for n in gone if _is_speaker(pieces, n)}
    for n in sorted(gone):
        _drop(pieces[n], dropped)
    return [piece for n, piece in enumerate(pieces) if n not in gone]


def pulled(texts: Sequence[str], candidates: Sequence[int]) -> set[int]:
    """Which of the candidates (numbers of texts) stand word for word in a longer text."""
    words = [words_of(text) if len(text) <= _LONGEST_SOURCE else () for text in texts]
    openings: dict[tuple[str, ...], list[int]] = {}
    for n in candidates:
        if _QUOTED_WORDS <= len(words[n]) <= _MOST_QUOTED and len(texts[n]) >= _QUOTED_CODE_POINTS:
            same = openings.setdefault(words[n][:_QUOTED_WORDS], [])
            same += [n] if len(same) < _MOST_ALIKE else []
    firsts = {opening[0] for opening in openings}
    found: set[int] = set()
    for m, source in enumerate(words if openings else ()):
        for at in range(len(source) - _QUOTED_WORDS):
            if source[at] not in firsts:
                continue
            for n in openings.get(source[at : at + _QUOTED_WORDS], ()):
                longer = len(source) >= len(words[n]) + _MIN_WORDS
                if n != m and longer and source[at : at + len(words[n])] == words[n]:
                    found.add(n)
    return found


def _may_be_pulled(piece: Piece, n: int) -> bool:
    return piece.kind == "quote" or (piece.kind == "paragraph" and n > 0)


def _is_speaker(pieces: list[Piece], n: int) -> bool:
    """Whether the piece after a pull quote only says whose words it holds."""
    if n + 1 >= len(pieces) or pieces[n].text[0] not in _QUOTES:
        return False
    after = pieces[n + 1]
    return (
        after.kind in ("paragraph", "quote", "caption")
        and len(after.text.split()) <= _SPEAKER_WORDS
        and after.text[-1] not in ".!?:…"
    )
