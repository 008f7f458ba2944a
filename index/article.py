"""The words: what an article, a section, a finding, a hit are.

Frozen dataclasses with no behaviour but lookups. Every `start` and `end` is a Unicode code point
offset into `Article.text`, end excluded. Nothing here reads a file or knows a format.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from index.text import count_words

Format = Literal["text", "markdown", "html", "epub", "pdf", "docx", "odt"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "row", "caption", "footnote"]
InlineKind = Literal["emphasis", "strong", "code", "link", "strike", "mark"]
SectionKind = Literal["lead", "question", "implied", "topic"]
Asks = Literal["why", "how", "what", "who", "when", "where", "which", "can", "will", "is", "other"]
FindingKind = Literal["claim", "figure", "risk"]
RiskKind = Literal["hazard", "adverse", "uncertainty", "condition", "caveat", "hurdle"]
FigureKind = Literal[
    "percent", "money", "count", "duration", "date", "dose", "ratio", "measure", "range"
]
FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
RISK_KINDS: tuple[RiskKind, ...] = get_args(RiskKind)
FigureValue = float | str | tuple[float | str, float | str]
DropReason = Literal["boilerplate", "duplicate", "navigation"]

TEASER_WORDS = 20
"""A question followed by fewer words than this before the next heading is not answered."""

THRESHOLD = 0.5
"""A candidate with this score or more is a finding; weaker ones are kept but not listed."""

DENSITIES = (0.05, 0.1, 0.16, 0.25)
"""Shares of the sentences that a reader may have marked, but for all of them."""
DEFAULT_DENSITY = 0.16


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article's text."""

    start: int
    end: int

    def covers(self, offset: int) -> bool:
        """Whether a code point offset lies inside."""
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether two pieces share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Inline:
    """Emphasis, code or a link within a block; `target` is set for links only."""

    kind: InlineKind
    start: int
    end: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row ... : one logical line or more of text.

    `level` is the heading level (1 to 6), the nesting depth of an item or quote (0 outermost),
    or, for a table row, 1 for a head row and 0 for any other. `marker` ("•", "3.") stands before
    an item and is not part of the text. `cells` are the cells of a table row.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    inlines: tuple[Inline, ...] = ()
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it; section 0 is the lead and has no heading."""

    number: int
    heading: str | None
    kind: SectionKind
    asks: Asks | None
    level: int | None
    start: int
    body_start: int
    end: int
    answer_end: int

    @property
    def is_question(self) -> bool:
        """Whether the heading asks, literally or implied."""
        return self.kind in ("question", "implied")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece that was left out of the text, and why."""

    why: DropReason
    text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself; `published` is an ISO date, partial where it was."""

    title: str
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: Literal["front matter", "page", "url", "text"] | None = None
    source: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """How a file became an article.

    `parser` names what read it, `encoding` the encoding its bytes were taken for, `doubts` are
    sentences about what was guessed or may be missing, `metadata` says of each field that was
    found ("title", "authors", "published", "source", "language", "tags") where it stood.
    """

    parser: str = ""
    encoding: str = ""
    doubts: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One document: canonical text, its blocks, sections and sentences, and what was dropped.

    `path` is for people (cleaned, relative to the collection); files are opened through
    `Collection.file_of`. `text_hash` is SHA-256 of the text, in hex.
    """

    id: str
    path: str
    format: Format
    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Span, ...]
    dropped: tuple[Dropped, ...]
    text_hash: str
    origin: Origin = Origin()

    @property
    def title(self) -> str:
        """The headline."""
        return self.metadata.title

    @property
    def questions(self) -> list[Section]:
        """The sections whose heading asks, in order."""
        return [section for section in self.sections if section.is_question]

    def section_at(self, offset: int) -> Section:
        """The section that holds a code point offset (the last one for offsets at the end)."""
        return self.sections[_at(self.sections, offset)]

    def block_at(self, offset: int) -> int:
        """Number of the block that holds an offset, else of the nearest one before it."""
        return _at(self.blocks, offset)

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds an offset, or the nearest one before it in the same block."""
        if not self.sentences:
            return None
        sentence = self.sentences[_at(self.sentences, offset)]
        block = self.blocks[self.block_at(offset)]
        return sentence if block.start <= sentence.start <= offset else None

    def is_answered(self, section: Section) -> bool:
        """Whether a question is followed by an answer, not just a teaser's few words."""
        return count_words(self.text[section.body_start : section.answer_end]) >= TEASER_WORDS


def _at(pieces: Sequence[Block] | Sequence[Section] | Sequence[Span], offset: int) -> int:
    return max(0, bisect_right(pieces, offset, key=lambda piece: piece.start) - 1)


@dataclass(frozen=True, slots=True)
class Reason:
    """A cue that spoke for (or against) a finding; without offsets it has no place in the text."""

    cue: str
    weight: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that quantifies something.

    `value` is fully scaled: a number, an ISO date (partial where the text is), or a pair for
    ranges. `unit` is canonical ("%", "USD", "year", "mg", the counted noun). `of` is a guess at
    what is measured, with its span.
    """

    kind: FigureKind
    value: FigureValue
    unit: str
    of: str | None = None
    of_start: int | None = None
    of_end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, figure or risk: a verbatim span with the reasons why it was marked.

    `score` is the logistic function of the summed weights of `reasons`. A claim or risk is one
    from 0.5 up; `shown` says whether the article view marks it by default. `density` is the least
    of `DENSITIES` at which it is marked, None if it only is where everything is.
    """

    kind: FindingKind
    section: int
    start: int
    end: int
    text: str
    score: float
    shown: bool
    reasons: Sequence[Reason]
    risk_kind: RiskKind | None = None
    figure: Figure | None = None
    density: float | None = None

    def is_marked(self, density: float | None) -> bool:
        """Whether the text marks it at one of `DENSITIES`, or where everything is marked (None)."""
        if density is None:
            return self.score >= THRESHOLD
        return self.density is not None and self.density <= density


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the library: an article without its text.

    `questions` counts those that are answered, as the list of questions does.
    `copy_of` is the id of the better copy, if this is a copy of another article. `text_hash` is
    that of `Article`.
    """

    id: str
    path: str
    format: Format
    metadata: Metadata
    words: int
    questions: int
    claims: int
    figures: int
    risks: int
    copy_of: str | None = None
    text_hash: str = ""

    @property
    def title(self) -> str:
        """The headline."""
        return self.metadata.title


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an article shown with a hit; `start` is its place in the text.

    `matches` are offsets into `text` of the snippet itself.
    """

    text: str
    start: int
    matches: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that answers a search.

    `further` counts the hits of its article that are left out for it, where they are.
    """

    article: str
    path: str
    title: str
    section: int
    heading: str | None
    score: float
    snippets: tuple[Snippet, ...] = ()
    further: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; those of one article stand together, at the place of its best hit.

    `understood` says how the query was read, `suggestion` is a corrected query or None,
    `total` counts all matching sections, `articles` the articles they stand in.
    """

    query: str
    understood: str
    total: int
    milliseconds: float
    suggestion: str | None
    hits: tuple[Hit, ...]
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A verbatim passage that answers a question.

    `matches` are the words of the question in the quote (offsets into it), `words` those words as
    they were asked, `because` says in a sentence why this passage was taken.
    """

    article: str
    path: str
    title: str
    section: int
    heading: str | None
    score: float
    quote: str
    start: int
    end: int
    words: tuple[str, ...] = ()
    matches: tuple[Span, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question of the collection and where it is answered."""

    article: str
    path: str
    title: str
    section: int
    heading: str
    kind: SectionKind
    asks: Asks | None
    answered: bool = field(default=True)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """A finding of the collection: the article it stands in, its heading, and its sentence.

    `heading` is None in the lead; `sentence` starts at offset `sentence_start`.
    """

    article: str
    path: str
    title: str
    finding: Finding
    heading: str | None = None
    sentence: str = ""
    sentence_start: int = 0
