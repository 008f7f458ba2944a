"""Articles and findings as the values of catalog columns, and back.

Compact JSON for what has structure, arrays of 32-bit integers for sentences. The order of values
is that of the columns in `index.catalog`; no SQL in here.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any, cast, overload

from index.article import (
    Article,
    Block,
    Dropped,
    Figure,
    FigureValue,
    Finding,
    Inline,
    Metadata,
    Origin,
    Reason,
    Span,
)
from index.copies import Facts, address_key, sketch_of
from index.heads import head_word
from index.text import count_words


def dump(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack_metadata(metadata: Metadata) -> str:
    """An article's metadata as JSON."""
    return dump(
        [
            metadata.title,
            metadata.authors,
            metadata.published,
            metadata.published_from,
            metadata.source,
            metadata.language,
            metadata.tags,
        ]
    )


def unpack_metadata(packed: str) -> Metadata:
    """The inverse of `pack_metadata`."""
    title, authors, published, published_from, source, language, tags = json.loads(packed)
    return Metadata(title, tuple(authors), published, published_from, source, language, tuple(tags))


@dataclass(frozen=True, slots=True)
class PackedArticle:
    """An article as the values of its columns: small, and quick to pass between processes.

    `blocks` is as `pack_blocks` gives it; the rows are those of articles, texts and sections.
    """

    id: str
    text_hash: str
    words: int
    characters: int
    blocks: str
    row: tuple[object, ...]
    text_row: tuple[object, ...]
    section_rows: list[tuple[object, ...]]


def pack_article(article: Article) -> PackedArticle:
    """All that the catalog keeps of an article."""
    words, blocks = count_words(article.text), pack_blocks(article.blocks)
    return PackedArticle(
        article.id,
        article.text_hash,
        words,
        len(article.text),
        blocks,
        _article_row(article, words),
        _text_row(article, blocks),
        _section_rows(article),
    )


def _article_row(article: Article, words: int) -> tuple[object, ...]:
    """What the library shows of an article without opening it."""
    return (
        article.id,
        article.path,
        article.format,
        pack_metadata(article.metadata),
        words,
        sum(map(article.is_answered, article.questions)),
        article.text_hash,
        address_key(article.metadata.source),
        sketch_of(article.text),
    )


def copy_facts(
    id: str,
    metadata: str,
    address: str,
    text_hash: str,
    sketch: bytes,
    words: int,
    questions: int,
    origin: str,
) -> Facts:
    """What tells copies, from the columns of these names."""
    about = unpack_metadata(metadata)
    poor = any(doubt.startswith("looks like") for doubt in unpack_origin(origin).doubts)
    told = sum(map(bool, (about.source, about.authors, about.published)))
    return Facts(
        id, about.title, address, text_hash, sketch, words, questions, poor, about.published, told
    )


def _text_row(article: Article, blocks: str) -> tuple[object, ...]:
    """The text of an article and what belongs to it."""
    return (
        article.id,
        article.text,
        blocks,
        pack_spans(article.sentences),
        pack_dropped(article.dropped),
        pack_origin(article.origin),
    )


def _section_rows(article: Article) -> list[tuple[object, ...]]:
    """The sections of an article, and whether each is answered."""
    return [
        (article.id, *astuple(section), int(article.is_answered(section)))
        for section in article.sections
    ]


def pack_blocks(blocks: tuple[Block, ...]) -> str:
    """Blocks as JSON; trailing defaults are left out to keep plain paragraphs short."""
    return dump([_pack_block(block) for block in blocks])


def _pack_block(block: Block) -> list[object]:
    row: list[object] = [
        block.kind,
        block.start,
        block.end,
        block.level,
        block.marker,
        [[i.kind, i.start, i.end, i.target] for i in block.inlines],
        [[cell.start, cell.end] for cell in block.cells],
    ]
    while len(row) > 3 and not row[-1]:
        row.pop()
    return row


def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """The inverse of `pack_blocks`."""
    return tuple(_unpack_block(row) for row in json.loads(packed))


def _unpack_block(row: list[Any]) -> Block:
    if len(row) < 6:
        return Block(*row)
    kind, start, end, level, marker, inlines = row[:6]
    return Block(
        kind,
        start,
        end,
        level,
        marker,
        tuple(Inline(*inline) for inline in inlines),
        tuple(Span(*cell) for cell in row[6]) if len(row) > 6 else (),
    )


def pack_spans(spans: tuple[Span, ...]) -> bytes:
    """Spans as little-endian 32-bit integers, start and end in turn."""
    numbers = array("I", (offset for span in spans for offset in (span.start, span.end)))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpack_spans(packed: bytes) -> tuple[Span, ...]:
    """The inverse of `pack_spans`."""
    numbers = array("I", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return tuple(map(Span, numbers[::2], numbers[1::2]))


def pack_dropped(dropped: tuple[Dropped, ...]) -> str:
    """What was left out of an article, as JSON."""
    return dump([[piece.why, piece.text] for piece in dropped])


def unpack_dropped(packed: str) -> tuple[Dropped, ...]:
    """The inverse of `pack_dropped`."""
    return tuple(Dropped(why, text) for why, text in json.loads(packed))


def pack_origin(origin: Origin) -> str:
    """How an article was read, as JSON."""
    return dump([origin.parser, origin.encoding, origin.doubts, origin.metadata])


def unpack_origin(packed: str) -> Origin:
    """The inverse of `pack_origin`."""
    parser, encoding, doubts, metadata = json.loads(packed)
    return Origin(parser, encoding, tuple(doubts), tuple((f, w) for f, w in metadata))


def pack_reasons(reasons: Iterable[Reason]) -> str:
    """The reasons of a finding as JSON."""
    return dump([[r.cue, r.weight, r.start, r.end] for r in reasons])


def pack_figure(figure: Figure | None) -> str | None:
    """A figure as JSON, None for other findings."""
    if figure is None:
        return None
    return dump([figure.kind, figure.value, figure.unit, figure.of, figure.of_start, figure.of_end])


class _Reasons(Sequence[Reason]):
    """The reasons of a finding, read from their JSON when they are asked for: few ever are.

    A long article has a hundred thousand of them. They are equal to a tuple of the same.
    """

    __slots__ = ("_packed",)

    def __init__(self, packed: str) -> None:
        self._packed = packed

    def _read(self) -> tuple[Reason, ...]:
        return tuple(Reason(*reason) for reason in json.loads(self._packed))

    def __len__(self) -> int:
        return len(self._read())

    @overload
    def __getitem__(self, index: int) -> Reason: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, index: int | slice) -> Reason | tuple[Reason, ...]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Reason]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Reasons):
            return self._packed == other._packed or self._read() == other._read()
        return self._read() == other

    def __hash__(self) -> int:
        return hash(self._read())

    def __repr__(self) -> str:
        return repr(self._read())


Row = tuple[Any, ...]
"""The values of `FINDING_COLUMNS`, and perhaps those of `FACET_COLUMNS`, for one finding."""
FINDING_COLUMNS = "kind, section, start, end, score, shown, density, reasons, risk_kind, figure"
"""What a finding is made of."""
FACET_COLUMNS = "figure_kind, unit, low, high, head"
"""What figures are looked up by."""


def pack_finding(finding: Finding) -> Row:
    """A finding as the values of both kinds of columns; its text is not kept twice."""
    return (
        finding.kind,
        finding.section,
        finding.start,
        finding.end,
        finding.score,
        int(finding.shown),
        finding.density,
        pack_reasons(finding.reasons),
        finding.risk_kind,
        pack_figure(finding.figure),
        *_pack_facets(finding.figure),
    )


def unpack_finding(row: Row, text: str) -> Finding:
    """The inverse of `pack_finding`, given the article's text; facets are not needed."""
    kind, section, start, end, score, shown, density, reasons, risk_kind, figure, *_ = row
    return Finding(
        kind=kind,
        section=section,
        start=start,
        end=end,
        text=text[start:end],
        score=score,
        shown=bool(shown),
        reasons=_Reasons(reasons),
        risk_kind=risk_kind,
        figure=unpack_figure(figure),
        density=density,
    )


def _pack_facets(figure: Figure | None) -> tuple[object, ...]:
    """What a figure is looked up by: kind, unit, least and greatest value, head word of `of`."""
    if figure is None:
        return (None,) * 5
    return (figure.kind, figure.unit, *values_of(figure), head_word(figure.of))


def values_of(figure: Figure) -> tuple[float | None, float | None]:
    """The least and the greatest value of a figure; None for both if it is no number."""
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    numbers = [value for value in values if not isinstance(value, str)]
    return (min(numbers), max(numbers)) if numbers else (None, None)


def unpack_figure(packed: str | None) -> Figure | None:
    """The inverse of `pack_figure`."""
    if packed is None:
        return None
    kind, value, unit, of, of_start, of_end = json.loads(packed)
    plain = cast(FigureValue, tuple(value) if isinstance(value, list) else value)
    return Figure(kind, plain, unit, of, of_start, of_end)
