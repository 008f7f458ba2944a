"""What of a section is looked up: its words, its stems, what is known of it.

Used by the engine for every section and by `matching` for a single text, so that both agree. The
fields:

    stems      of title, heading and text together, with how often; stop words left out; in the
               article's language where `inflection` knows it
    title, question   stems of the article's title and of the heading alone
    words      every word as it stands with its positions: phrases, prefixes, spelling
    author ...        words of facets with positions, a gap between two values
    published  the date as it is
    claim, risk, figure   stems of findings; amount: by unit the values of figures that are numbers

Two words side by side have a term of their own in facets, and among `words` if both are stop words
("of the"): their phrases stand in too many sections to compare positions.

Positions in `words` tell the zone: each begins at a number of its own, so no phrase crosses zones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise

from index.search.analysis import CHUNK, STOP_WORDS, Chunk, read_chunk, reader_in
from index.search.protocol import Document, FindingsDocument, NoteDocument, SectionDocument
from index.search.query import Zone

_HEAD, _BODY = 5_000, 2**30
ZONE_POSITIONS: dict[Zone | None, range] = {
    None: range(2**32),
    "title": range(_HEAD),
    "question": range(_HEAD, 2 * _HEAD),
    "text": range(2 * _HEAD, _BODY),
    # Findings and notes are documents of their own: they share the places.
    "claim": range(20_000),
    "risk": range(20_000, 40_000),
    "figure": range(40_000, 60_000),
    "note": range(20_000),
    "highlight": range(20_000, _BODY),
}
_LONGEST_HEAD = 2_000
"""Chunks of a title or heading; a chunk has at most a few dozen positions, most have one."""
_MOST_OF_A_CHUNK = 3
"""Positions that chunks have at most, taken together."""
_APART = 20
"""Positions between two findings of a section."""
_GAP = 1_000
"""Positions between two values of a facet, more than a query may ask for."""

Counts = dict[str, int]
Places = dict[str, list[int]]


@dataclass(slots=True)
class Terms:
    """What of one section is looked up: how often stems stand in a field, and where words do;
    the amounts of its figures by unit."""

    counts: dict[str, Counts] = field(default_factory=dict)
    places: dict[str, Places] = field(default_factory=dict)
    amounts: dict[str, list[float]] = field(default_factory=dict)
    published: str = ""


def terms_of(document: Document) -> Terms:
    """All that is indexed of a section, of its findings, of a highlight."""
    match document:
        case FindingsDocument():
            return _findings(document)
        case NoteDocument():
            return _note(document)
        case _:
            return _section(document)


def term_of(unit: str) -> str:
    """The term under which figures of a unit are kept; there may be none, no term is empty."""
    return f"={unit}"


def unit_of(term: str) -> str:
    """The inverse of `term_of`."""
    return term[1:]


def _section(document: SectionDocument) -> Terms:
    stems: Counts = {}
    words: Places = {}
    read = reader_in(document.language)
    found = Terms({"stems": stems}, {"words": words}, published=document.published or "")
    heads: tuple[tuple[Zone, str], ...] = (
        ("title", document.title),
        ("question", document.heading or ""),
    )
    for zone, text in heads:
        if text:
            found.counts[zone] = _head(text, read, ZONE_POSITIONS[zone], stems, words)
    _collect(CHUNK.findall(document.text), read, ZONE_POSITIONS["text"].start, stems, words)
    for name, values in _facets(document):
        if places := _values(name, values):
            found.places[name] = places
    return found


def _findings(document: FindingsDocument) -> Terms:
    words: Places = {}
    read = reader_in(document.language)
    texts: dict[Zone, tuple[str, ...]] = {
        "claim": document.claims,
        "risk": tuple(text for _, text in document.risks),
        "figure": document.figures,
    }
    found = Terms({}, {"words": words})
    for zone, several in texts.items():
        if several:
            found.counts[zone] = _several(several, read, ZONE_POSITIONS[zone], words)
    kinds = dict.fromkeys(f"risk {kind}" for kind, _ in document.risks)
    present = [zone for zone in ("claim", "figure") if texts[zone]]
    found.places["has"] = _values("has", [*present, *kinds])
    for unit, value in document.amounts:
        found.amounts.setdefault(unit, []).append(value)
    return found


def _note(document: NoteDocument) -> Terms:
    words: Places = {}
    read = reader_in(document.language)
    noted = (document.note,) if document.note else ()
    marked = (document.quote, *noted, *document.tags)
    found = Terms({}, {"words": words})
    found.counts["note"] = _several(noted, read, ZONE_POSITIONS["note"], words)
    found.counts["highlight"] = _several(marked, read, ZONE_POSITIONS["highlight"], words)
    found.places["has"] = _values("has", ["highlight", *(["note"] if noted else [])])
    found.places["colour"] = _values("colour", [document.colour])
    return found


def _several(
    texts: Iterable[str], read: Callable[[str], Chunk], positions: range, words: Places
) -> Counts:
    """The stems of texts, the places of their words: no phrase goes from one to the next."""
    stems: Counts = {}
    start = positions.start
    for text in texts:
        chunks = CHUNK.findall(text)
        if start + _MOST_OF_A_CHUNK * len(chunks) > positions.stop:
            break
        start = _collect(chunks, read, start, stems, words) + _APART
    return stems


def pair(field: str, first: str, second: str) -> str | None:
    """The term of two words side by side, None where they have none; no word has a space in it."""
    common = field != "words" or (first in STOP_WORDS and second in STOP_WORDS)
    return f"{first} {second}" if common else None


def _facets(document: SectionDocument) -> tuple[tuple[str, tuple[str, ...]], ...]:
    def one(value: str | None) -> tuple[str, ...]:
        return (value,) if value else ()

    return (
        ("author", document.authors),
        ("source", one(document.source)),
        ("tag", document.tags),
        ("format", one(document.format)),
        ("lang", one(document.language)),
        ("asks", one(document.asks)),
        ("kind", one(document.kind)),
    )


def _collect(
    chunks: Iterable[str],
    read: Callable[[str], Chunk],
    position: int,
    stems: Counts,
    words: Places,
) -> int:
    """Count the stems and note the places of all words; returns the position behind them."""
    stop_word = ""
    for raw in chunks:
        parts, joined, joined_stem = read(raw)
        if joined:
            words.setdefault(joined, []).append(position)
            stems[joined_stem] = stems.get(joined_stem, 0) + 1
        for word, stem, _, _ in parts:
            if word in words:
                words[word].append(position)
            else:
                words[word] = [position]
            if stem:
                stems[stem] = stems.get(stem, 0) + 1
                stop_word = ""
            else:
                if stop_word and (both := pair("words", stop_word, word)):
                    words.setdefault(both, []).append(position - 1)
                stop_word = word if word in STOP_WORDS else ""
            position += 1
    return position


def _head(
    text: str,
    read: Callable[[str], Chunk],
    positions: range,
    stems: Counts,
    words: Places,
) -> Counts:
    chunks = [match[0] for match in islice(CHUNK.finditer(text), _LONGEST_HEAD)]
    own: Counts = {}
    places: Places = {}
    _collect(chunks, read, positions.start, own, places)
    for stem, count in own.items():
        stems[stem] = stems.get(stem, 0) + count
    for word, found in places.items():
        if kept := [place for place in found if place in positions]:
            words.setdefault(word, []).extend(kept)
    return own


def _values(field: str, values: Iterable[str]) -> Places:
    places: Places = {}
    start = 0
    for value in values:
        words: list[str] = []
        for raw in CHUNK.findall(value):
            parts, joined, _ = read_chunk(raw)
            if joined:
                places.setdefault(joined, []).append(start + len(words))
            words.extend(part.word for part in parts)
        for place, word in enumerate(words, start):
            places.setdefault(word, []).append(place)
        for place, (first, second) in enumerate(pairwise(words), start):
            if both := pair(field, first, second):
                places.setdefault(both, []).append(place)
        start += len(words) + _GAP
    return places
