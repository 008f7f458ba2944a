"""The engine: sections in a Whoosh index. The only module that imports Whoosh.

Whoosh keeps the postings on disk, commits and merges; what is searched for and how it is ranked is
decided in `terms` and `evaluation`. Its own analysers, query parser, matchers and collectors are
not used, nor is `refresh()`, which shows deleted documents again.

Readers and the writer are different processes. A reader looks for a new commit before each answer
and then opens everything anew; a commit may take away files while they are being opened, so a
failure is tried again before the index is called damaged.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from heapq import nlargest
from operator import neg
from pathlib import Path
from typing import Any, TypeVar

import whoosh
from whoosh import fields, formats, legacy
from whoosh.codec import whoosh3
from whoosh.filedb import compound
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader

from index.lasting import bring_to_disk
from index.search import unpickling, vocabulary
from index.search.analysis import stems_in, tokens
from index.search.blocks import PackedReader, PackedWriter
from index.search.errors import EngineBusy, EngineDamaged
from index.search.evaluation import evaluate
from index.search.guards import check_folder, check_library, check_stamp, make_folder, write_stamp
from index.search.merging import to_merge
from index.search.pool import Counts, Positions, TermPool, Values
from index.search.protocol import Document, EngineHit, Found, hit_of
from index.search.query import FACETS, FINDING_ZONES, Query
from index.search.segment import SegmentMemory
from index.search.snapshot import Snapshot, Unreadable, patiently, reading
from index.search.terms import Terms, term_of, terms_of
from index.search.window import window

_NAME = "MAIN"

Result = TypeVar("Result")
Rows = Generator[tuple[bytes, int, float, Any], Any, None]


_NO_ANALYZER: Any = None  # words come analysed (`index.search.terms`)


class Counted(fields.FieldType):
    """A field that is given `{term: how often}`."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), _NO_ANALYZER, scorable=True)

    def index(self, value: Mapping[str, int], **_: Any) -> Rows:
        """All terms as the one row that the pool takes apart, with the length of the field."""
        yield b"", sum(value.values()), 1.0, Counts(value)


class Places(formats.Format):
    """Positions as `index.search.blocks` packs them."""

    posting_size = -1


class Placed(fields.FieldType):
    """A field that is given `{term: positions}`, or `{term: numbers}` of any kind."""

    def __init__(self, kept: type[Positions] | type[Values] = Positions) -> None:
        super().__init__(Places(), _NO_ANALYZER)
        self.kept = kept

    def index(self, value: Mapping[str, Any], **_: Any) -> Rows:
        """All terms as the one row that the pool takes apart."""
        yield b"", 0, 1.0, self.kept(value)


class _Mapped(BufferFile):
    """A part of a segment that stays where it is: Whoosh's own holds a copy of all of it."""

    def __init__(self, buf: memoryview, *given: Any, **named: Any) -> None:
        super().__init__(b"", *given, **named)
        self._buf = buf
        self.file = window(buf)


class _Writer(PackedWriter, whoosh3.W3PostingsWriter):
    """Writes blocks as we pack them."""


class _Matcher(PackedReader, whoosh3.W3LeafMatcher):
    """Reads them."""


# Whoosh has no types.
_FileIndex: Any = FileIndex
_FileStorage: Any = FileStorage

# There is no other way in: segments open their parts by this name.
compound.BufferFile = _Mapped  # type: ignore[attr-defined, assignment]
# Nor to how postings are packed: a codec of our own would be named by the index, and unpickled.
whoosh3.W3PostingsWriter = _Writer  # type: ignore[misc]
whoosh3.W3LeafMatcher = _Matcher  # type: ignore[misc]
# Nor for pickles: wherever Whoosh reads one, it may name nothing but what an index of ours holds.
# Tables of contents of earlier versions are read in ways of their own; we have none.
unpickling.build_around("whoosh", later=("whoosh.codec.whoosh3", "whoosh.externalsort"))
legacy.toc_loaders.clear()


class _Lasting(FileStorage):
    """Brings each commit to the disk, which Whoosh itself never does.

    All files are there before the table of contents that names them gets its name.
    """

    def __init__(self, folder: Path) -> None:
        _FileStorage.__init__(self, str(folder))
        self._new: set[Path] = set()

    def create_file(self, name: str, *given: Any, **named: Any) -> Any:
        """See `Storage.create_file`."""
        self._new.add(Path(self.folder, name))
        return _FileStorage.create_file(self, name, *given, **named)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """See `Storage.rename_file`: the last step of a commit."""
        bring_to_disk(self._new)
        self._new.clear()
        _FileStorage.rename_file(self, oldname, newname, safe)
        bring_to_disk([Path(self.folder)])


# The schema is pickled into the index but never read from it: always pass this one.
SCHEMA = fields.Schema(
    key=fields.STORED(),
    article=fields.ID(),
    published=fields.ID(),
    stems=Counted(),
    title=Counted(),
    question=Counted(),
    words=Placed(),
    amount=Placed(Values),
    **{name: Counted() for name in FINDING_ZONES},
    **{name: Placed() for name in FACETS},
)


class WhooshEngine:
    """An index of sections in a folder of its own; fulfils `Engine`."""

    def __init__(self, folder: Path, index: Any) -> None:
        """Use `create` or `open`."""
        self.folder = folder
        self._index = index
        self._snapshot: Snapshot | None = None
        self._memory = SegmentMemory()
        self._lock = threading.RLock()

    @classmethod
    def create(cls, folder: Path) -> WhooshEngine:
        """Make a new index in an empty folder, or in one that is made now (its parent exists).

        Raises FileExistsError, `EngineUnavailable`.
        """
        check_library(tuple(whoosh.__version__))
        make_folder(folder)
        index = _FileIndex.create(_Lasting(folder), SCHEMA, _NAME)
        write_stamp(folder)
        return cls(folder, index)

    @classmethod
    def open(cls, folder: Path) -> WhooshEngine:
        """Open an index that `create` made. Raises `EngineDamaged`, `EngineUnavailable`."""
        check_library(tuple(whoosh.__version__))
        check_folder(folder)
        check_stamp(folder)
        return cls(folder, patiently(lambda: _open(folder)))

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._drop()

    # Reading

    def find(self, query: Query) -> Found:
        """See `Engine.find`."""

        def answer(snapshot: Snapshot) -> Found:
            return Found(_matching(query, snapshot), *snapshot.keys())

        return self._ask(answer)

    def search(self, query: Query, limit: int) -> tuple[int, list[EngineHit]]:
        """See `Engine.search`."""

        def answer(snapshot: Snapshot) -> tuple[int, list[EngineHit]]:
            scores = _matching(query, snapshot)
            best = nlargest(limit, zip(scores.values(), map(neg, scores), strict=True))
            return len(scores), [hit_of(snapshot.key(-place), score) for score, place in best]

        return self._ask(answer)

    def suggest(self, text: str, query: Query) -> str | None:
        """See `Engine.suggest`."""

        def answer(snapshot: Snapshot) -> str | None:
            def found(word: str) -> bool:
                stems = stems_in(word, snapshot.languages())
                return any(len(snapshot.postings("stems", stem)[0]) for stem in stems)

            return vocabulary.suggest(text, query, snapshot.vocabulary, found)

        return self._ask(answer)

    def completions(self, prefix: str, limit: int = 20) -> list[str]:
        """See `Engine.completions`."""
        return self._ask(lambda snapshot: snapshot.vocabulary.begun(_folded(prefix), limit))

    def similar(self, word: str, limit: int = 20) -> list[str]:
        """See `Engine.similar`."""
        found = self._ask(lambda snapshot: snapshot.vocabulary.similar(_folded(word)))
        return [like for like, _ in found[:limit]]

    def rarity(self, stem: str) -> float:
        """See `Engine.rarity`."""
        return self._ask(lambda snapshot: snapshot.rarity(stem))

    def count(self) -> int:
        """See `Engine.count`."""
        return self._ask(lambda snapshot: len(snapshot.documents()))

    def articles(self) -> Mapping[str, int]:
        """See `Engine.articles`."""
        return self._ask(lambda snapshot: snapshot.articles())

    def warm(self) -> None:
        """See `Engine.warm`."""
        self._ask(lambda snapshot: snapshot.warm())

    def _ask(self, question: Callable[[Snapshot], Result]) -> Result:
        with self._lock:
            return patiently(lambda: question(self._current()), between=self._reopen)

    def _current(self) -> Snapshot:
        """What the last commit left."""
        with reading():
            generation = self._index.latest_generation()
        if self._snapshot is None or self._snapshot.generation != generation:
            self._drop()
            with reading():
                reader = self._index.reader()
            self._snapshot = Snapshot(reader, generation, self._memory)
        return self._snapshot

    def _drop(self) -> None:
        snapshot, self._snapshot = self._snapshot, None
        with suppress(Unreadable):
            if snapshot is not None:
                snapshot.close()

    def _reopen(self) -> None:
        self._drop()
        self._index = _open(self.folder)

    # Writing

    def replace(self, documents: Iterable[Document], removed: Iterable[str]) -> None:
        """See `Engine.replace`; `documents` may be lazy, only their postings are kept."""
        crowded: list[Any] = []
        articles = set(removed)

        def keep(_: Any, segments: list[Any]) -> list[Any]:
            alive = [segment for segment in segments if segment.doc_count()]
            crowded.extend(to_merge(alive))
            return alive

        with self._lock, self._writing(keep) as writer:
            keys: set[str] = set()
            for document in documents:
                key = f"{document.article}:{document.number}"
                articles.add(document.article)
                if key not in keys:
                    keys.add(key)
                    writer.add_document(key=key, article=document.article, **_row(document))
            _forget(writer, articles)
        if crowded:
            self._merge()

    def _merge(self) -> None:
        """Merge small segments, in a commit of its own: what was put in is found already."""

        def merge(writer: Any, segments: list[Any]) -> list[Any]:
            merged = to_merge(segments)
            for segment in merged:
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
            return [segment for segment in segments if segment not in merged]

        # Another writer or a full disk only put it off.
        with suppress(EngineBusy, OSError), self._lock, self._writing(merge):
            pass

    @contextmanager
    def _writing(self, mergetype: Callable[[Any, list[Any]], list[Any]]) -> Iterator[Any]:
        """A writer whose work is committed at the end, or undone on any exception.

        A document that failed half way would otherwise be committed in a shape nobody can read.
        `mergetype` is given the writer and the segments there are, and returns those to keep.
        """
        try:
            with _blaming():
                writer: Any = self._index.writer()
        except LockError as error:
            if self.folder.is_dir():
                raise EngineBusy("another process writes to the search index") from error
            raise EngineDamaged("the search index is gone") from error
        try:
            _sweep(self.folder)
            writer.pool = TermPool()
            writer.fieldwriter.add_postings = partial(writer.pool.write, writer.fieldwriter)
            yield writer
            with _blaming():
                writer.commit(mergetype=mergetype)
        except BaseException:
            if not writer.is_closed:
                with suppress(Exception):  # a full disk may forbid tidying, but the lock is freed
                    writer.cancel()
            raise


def _matching(query: Query, snapshot: Snapshot) -> dict[int, float]:
    scores = evaluate(query, snapshot)
    for document in snapshot.deleted:
        scores.pop(document, None)
    return scores


def _open(folder: Path) -> Any:
    with reading():
        return _FileIndex(_Lasting(folder), schema=SCHEMA, indexname=_NAME)


@contextmanager
def _blaming() -> Iterator[None]:
    """While writing: what the system refuses stays as it is, all else is a damaged index."""
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError | LockError):
            raise
        raise EngineDamaged("the search index is damaged") from error


def _sweep(folder: Path) -> None:
    """Remove the half-written tables of contents of killed writers; Whoosh leaves them."""
    for litter in folder.glob("_*.toc.*"):
        litter.unlink(missing_ok=True)


def _forget(writer: Any, articles: Collection[str]) -> None:
    """Mark the documents of articles in the segments there are as deleted.

    One segment after the other: looking up hundreds of articles maps most of a file into memory.
    """
    terms = [article.encode() for article in articles]
    with _blaming():
        for segment in writer.segments:
            with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                for term in terms:
                    if ("article", term) in reader:
                        for document in list(reader.postings("article", term).all_ids()):
                            segment.delete_document(document)


def _row(document: Document) -> dict[str, object]:
    terms: Terms = terms_of(document)
    row: dict[str, object] = {**terms.counts, **terms.places}
    if terms.amounts:
        row["amount"] = {term_of(unit): values for unit, values in terms.amounts.items()}
    if terms.published:
        row["published"] = terms.published
    return row


def _folded(word: str) -> str:
    return "".join(token.word for token in tokens(word))
