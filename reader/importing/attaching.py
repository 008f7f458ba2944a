"""Where the notes of another program belong in a collection: found, or said why not.

The article is told by id, address or title, else by the quote itself; the place in it by the
words, whatever their case, typography and white space, with prefix, suffix and chapter where a
quote stands more than once. A quote that is not there word for word must read very much like what
stands there. Nothing is guessed: what has no place is handed back with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from index.article import FINDING_KINDS, Article, Span, Summary
from index.text import clean, clean_line, fold, fold_same_length
from reader.importing.record import Record
from reader.notes.anchors import anchor, describe, describe_section
from reader.notes.book import Shelf, ref_of
from reader.notes.judging import likeness
from reader.notes.model import (
    COLOURS,
    CONTEXT,
    VERDICTS,
    ArticleRef,
    Colour,
    Highlight,
    Judgement,
    Selector,
    clean_note,
    clean_tags,
)

_SIMILAR_QUOTE = 0.8
"""Without a context to go by a quote must be this much like what stands there."""
_SHORTEST_SIMILAR = 24
_SIMILAR_TITLE = 0.9


class NoShelf:
    """No articles at all: what is restored waits for its article to be opened."""

    def articles(self) -> list[Summary]:
        """None."""
        return []

    def read(self, article: str) -> Article:
        """Always KeyError."""
        raise KeyError(article)

    def file_of(self, article: str) -> Path:
        """Always KeyError."""
        raise KeyError(article)


@dataclass(frozen=True, slots=True)
class Refused:
    """A record without a place, and why."""

    record: Record
    why: str


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in an article of this id a quote may stand; at least one place."""

    id: str
    article: Article
    spans: list[Span]


@dataclass
class Attaching:
    """Attaches records to the articles of a collection, whose folder is `root`.

    `written` is the time for records that know none (ISO 8601 in UTC).
    """

    shelf: Shelf
    root: Path
    written: str
    doubtful: list[Record] = field(default_factory=list)
    """Attached to the first of several places that could not be told apart."""
    _folded: dict[str, tuple[Article, str]] = field(default_factory=dict)

    def attach(self, records: Iterable[Record]) -> Iterator[Highlight | Judgement | Refused]:
        """A highlight or judgement for each record, or why there is none; in their order."""
        summaries = self.shelf.articles()
        for record in records:
            if record.selector is not None:
                made = self._restored(record, record.selector, summaries)
                yield _judged(record, made) if record.verdict else made
            else:
                yield self._found(record, summaries)

    # Ours: they say themselves where they stood

    def _restored(
        self, record: Record, selector: Selector, summaries: list[Summary]
    ) -> Highlight | Refused:
        if selector.is_without_quote != (selector.start == selector.end):
            return Refused(record, "says nothing of where it stood")
        exact = clean(selector.exact)
        cleaned = replace(
            selector,
            exact=exact,
            end=selector.start + len(exact),
            prefix=clean(selector.prefix),
            suffix=clean(selector.suffix),
            heading=None if selector.heading is None else clean_line(selector.heading),
            text_hash=clean(selector.text_hash),
        )
        return self._highlight(record, self._ref_of(record, summaries), cleaned)

    def _ref_of(self, record: Record, summaries: list[Summary]) -> ArticleRef:
        """The article as it is here; else as it was there, should it come back."""
        for summary in self._likely(record, summaries):
            if read := self._read(summary.id):
                ref = ref_of(read[0], self.shelf.file_of(summary.id))
                # Which text the notes were last seen in is theirs to say.
                return replace(ref, text_hash=clean(record.text_hash) or ref.text_hash)
        named = Path(clean_line(record.path or record.title or "article", 1000))
        inside = [part for part in named.parts if part not in (named.anchor, "..")]
        return ArticleRef(
            path=str(self.root.joinpath(*inside)),
            text_hash=clean(record.text_hash),
            source=clean_line(record.source or "", 2000) or None,
            title=clean_line(record.title),
        )

    # Others: their quotes are looked for

    def _found(self, record: Record, summaries: list[Summary]) -> Highlight | Refused:
        likely = self._likely(record, summaries)
        if not record.quote.strip():
            return self._about(record, likely)
        known = [summary.id for summary in likely]
        for identity in known:
            if places := self._in(record, identity, similar=True):
                return self._at_first(record, places)
        others = [summary.id for summary in summaries if summary.id not in known]
        found = [places for identity in others if (places := self._in(record, identity))]
        if found and _are_copies(found):
            return self._at_first(record, found[0])
        if found:
            return Refused(record, f"stands in {len(found)} articles, and none has its title")
        why = "is not in its article" if known else "is in none of the articles"
        return Refused(record, why)

    def _about(self, record: Record, likely: list[Summary]) -> Highlight | Refused:
        if not clean_note(record.note):
            return Refused(record, "says nothing")
        if not likely or (read := self._read(likely[0].id)) is None:
            return Refused(record, "is on an article that is not here")
        article, _ = read
        numbers = [
            section.number
            for section in article.sections
            if section.heading is not None and fold(section.heading) == fold(record.chapter or "")
        ]
        ref = ref_of(article, self.shelf.file_of(likely[0].id))
        return self._highlight(record, ref, describe_section(article, next(iter(numbers), 0)))

    def _likely(self, record: Record, summaries: list[Summary]) -> list[Summary]:
        """Articles that the record names, the surest first."""
        title = fold(clean_line(record.title))
        address = _address(record.source)

        def trust(summary: Summary) -> float:
            if record.article == summary.id:
                return 5.0
            if record.path == summary.path:
                return 4.0
            if address is not None and _address(summary.metadata.source) == address:
                return 3.0
            here = fold(summary.title)
            return likeness(title, here) if title and here else 0.0

        ranked = sorted(((trust(each), each) for each in summaries), key=lambda pair: -pair[0])
        return [summary for how_sure, summary in ranked if how_sure >= _SIMILAR_TITLE]

    def _in(self, record: Record, identity: str, *, similar: bool = False) -> _Places | None:
        """Where in an article a record's quote stands, or (if similar) nearly so."""
        if (read := self._read(identity)) is None:
            return None
        article, folded = read
        spans = _best(record, article, list(_places(record.quote, folded)))
        if not spans and similar and (span := _similar(record, article)) is not None:
            spans = [span]
        return _Places(identity, article, spans) if spans else None

    def _at_first(self, record: Record, places: _Places) -> Highlight:
        """The record attached to the first of places that could not be told apart."""
        if len(places.spans) > 1:
            self.doubtful.append(record)
        article, first = places.article, places.spans[0]
        ref = ref_of(article, self.shelf.file_of(places.id))
        return self._highlight(record, ref, describe(article, first.start, first.end))

    def _read(self, identity: str) -> tuple[Article, str] | None:
        """An article and its folded text, made once; None if it went a moment ago."""
        if identity not in self._folded:
            try:
                article = self.shelf.read(identity)
            except KeyError:
                return None
            self._folded[identity] = article, fold_same_length(article.text)
        return self._folded[identity]

    def _highlight(self, record: Record, ref: ArticleRef, selector: Selector) -> Highlight:
        created = record.created or self.written
        return Highlight(
            id=record.lasting_id,
            article=ref,
            selector=selector,
            colour=_colour(record.colour),
            note=clean_note(record.note),
            tags=clean_tags(record.tags),
            created=created,
            changed=record.changed or created,
        )


def _judged(record: Record, made: Highlight | Refused) -> Judgement | Refused:
    """A judgement in place of a highlight."""
    verdict = next((each for each in VERDICTS if each == record.verdict), None)
    kind = next((each for each in FINDING_KINDS if each == record.kind), None)
    if isinstance(made, Refused):
        return made
    if verdict is None or kind is None or made.selector.is_without_quote:
        return Refused(record, "says nothing of what was dismissed or added")
    return Judgement(made.id, made.article, made.selector, verdict, kind, made.created)


def _places(quote: str, folded: str) -> Iterator[Span]:
    words = fold_same_length(clean(quote)).split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return (Span(*found.span()) for found in pattern.finditer(folded))


def _best(record: Record, article: Article, places: list[Span]) -> list[Span]:
    """Of places that read alike those whose surroundings do most; all, where nothing tells."""

    prefix, suffix = clean(record.prefix)[-CONTEXT:], clean(record.suffix)[:CONTEXT]

    def surroundings(span: Span) -> float:
        before = article.text[max(0, span.start - len(prefix)) : span.start]
        after = article.text[span.end : span.end + len(suffix)]
        heading = article.section_at(span.start).heading or ""
        return (
            (likeness(prefix, before) if prefix else 0.0)
            + (likeness(suffix, after) if suffix else 0.0)
            + (1.0 if record.chapter and fold(record.chapter) == fold(heading) else 0.0)
        )

    ranked = [(surroundings(span), span) for span in places]
    top = max((rank for rank, _ in ranked), default=0.0)
    return [span for rank, span in ranked if rank == top]


def _similar(record: Record, article: Article) -> Span | None:
    quote = " ".join(clean(record.quote).split())
    if len(quote) < _SHORTEST_SIMILAR:
        return None
    selector = Selector(
        exact=quote,
        prefix=clean(record.prefix)[-CONTEXT:],
        suffix=clean(record.suffix)[:CONTEXT],
        start=0,
        end=len(quote),
        section=0,
        heading=record.chapter,
        text_hash="",
    )
    place = anchor(selector, article)
    if place.start is None or place.end is None or place.state == "suspect":
        return None
    here = " ".join(article.text[place.start : place.end].split())
    sure = likeness(fold(quote), fold(here)) >= _SIMILAR_QUOTE
    return Span(place.start, place.end) if sure else None


def _address(source: str | None) -> str | None:
    """An address without what changes on the way: scheme, www, campaign, fragment, last slash."""
    if not source:
        return None
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return None
    query = "&".join(
        sorted(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    )
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{query}" if host else None


def _are_copies(found: list[_Places]) -> bool:
    return len({each.article.text_hash for each in found}) == 1


def _colour(name: str) -> Colour:
    return next((colour for colour in COLOURS if colour == name.strip().lower()), COLOURS[0])
