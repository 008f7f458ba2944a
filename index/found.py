"""The words of searching: what is asked for beside a query, and what comes back beside hits.

Frozen dataclasses like those of `index.article`; nothing here looks anything up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.article import QuestionEntry

Sort = Literal["relevance", "newest", "oldest", "title", "risks"]
"""How articles with hits are ordered; the hits of one article always stand best first."""
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "title", "risks")

FacetName = Literal["source", "author", "year", "format", "asks", "risk", "tag"]
FACET_NAMES: tuple[FacetName, ...] = ("source", "author", "year", "format", "asks", "risk", "tag")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that hits share, with the number of hits (sections) that have it.

    `query` says the same in the query language ('author:"Ana Marsh"'): hand it to `only`.
    """

    value: str
    count: int
    query: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One property of hits with its values, most hits first."""

    name: FacetName
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be put in place of the word at the cursor: `asks:`, `asks:why`, `harbour`.

    `about` says what it is ("field", "14 sections"), for people.
    """

    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Completions:
    """Completions, likeliest first, of the code points [start, end) of a query."""

    start: int
    end: int
    choices: tuple[Completion, ...]


@dataclass(frozen=True, slots=True)
class NoteText:
    """A highlight as search needs to know it: where it is, the text it marks, what was noted.

    `start` is a code point in the article's text.
    """

    article: str
    start: int
    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of several articles that ask the same, in the words of the most usual one."""

    heading: str
    entries: tuple[QuestionEntry, ...]
