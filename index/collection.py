"""The face of the package: open a collection, bring it up to date, list, read, search, ask.

A collection is a folder of articles, or one file taken as a collection of one. Everything that
`reader` needs of `index` is asked for here; nothing here draws.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index import children
from index.article import Article, Finding, FoundIn, QuestionEntry, Summary
from index.cache import CATALOG, MARKED, SEARCH, Busy, Cache, CacheUnsafe, cache_of, forgotten
from index.choosing import EVERYTHING, Choice, Mounts
from index.database import CatalogDamaged
from index.everywhere import MOST_ELSEWHERE, Holder, Wanted
from index.findings import VERSION
from index.folder import (
    Unlistable,
    article_id,
    is_article,
    is_page,
    list_articles,
    read_bytes,
    shown_path,
)
from index.formats import MAX_BYTES, Unreadable
from index.found import (
    FACET_NAMES,
    SORTS,
    Completion,
    Completions,
    Facet,
    FacetName,
    FacetValue,
    NoteText,
    QuestionGroup,
    Sort,
)
from index.lone import find_findings, find_in_text, leads_outside, read_apart, read_file
from index.progress import Event, ManyNewFiles, Report, SyncReport
from index.search.errors import EngineUnavailable, QueryError
from index.search.installed import search_engine_problem
from index.searching import Searching
from index.text import clean_line, fold

if TYPE_CHECKING:
    from index.browsing import Revised
    from index.catalog import Catalog
    from index.search.protocol import Engine
    from index.shelves import Shelf, Shelves

__all__ = [
    "FACET_NAMES",
    "MAX_BYTES",
    "MOST_ELSEWHERE",
    "SORTS",
    "Busy",
    "CacheUnsafe",
    "CannotIndex",
    "Choice",
    "Collection",
    "CollectionDamaged",
    "Completion",
    "Completions",
    "EngineUnavailable",
    "Event",
    "Facet",
    "FacetName",
    "FacetValue",
    "Holder",
    "ManyNewFiles",
    "NoteText",
    "QueryError",
    "QuestionGroup",
    "Sort",
    "SyncReport",
    "Unlistable",
    "Unreadable",
    "Wanted",
    "article_id",
    "children",
    "find_findings",
    "find_in_text",
    "forgotten",
    "is_article",
    "is_page",
    "leads_outside",
    "list_articles",
    "read_apart",
    "read_bytes",
    "read_file",
    "search_engine_problem",
]

Result = TypeVar("Result")
ANY = Wanted()
"""All findings."""


class CannotIndex(Exception):
    """The system refuses to keep the index (a full disk, no permission); the text says why."""


class CollectionDamaged(Exception):
    """The index cannot be read; bringing it up to date makes it anew."""


class Collection(Searching):
    """A folder of articles and its index. Usable from several threads; only reads, but for `sync`.

    What another process commits is seen by the next call. Before the first sync everything is
    empty.
    """

    def __init__(
        self, root: Path, cache: Path, *, only: str | None = None, choice: Choice = EVERYTHING
    ) -> None:
        """Open the collection in `root`, or its one file `only`; `cache` holds all indexes.

        `choice` says which files belong to it.

        Raises `CacheUnsafe` if the cache folder cannot be trusted or made.
        """
        self.root = Path(root).resolve()
        self.only = only
        self.choice = choice
        self._mounts = Mounts(self.root, choice.folders)
        self.name = clean_line(only or self.root.name or str(self.root))
        self._cache = Cache(cache_of(cache, self.root, only))
        self._lock = threading.RLock()
        self._generation: Path | None = None
        self._catalog: Catalog | None = None
        self._engine: Engine | None = None
        self._marked: Engine | None = None
        self._questions: tuple[object, list[tuple[str, QuestionEntry]]] | None = None
        self._shelf: Shelf | None = None

    @classmethod
    def of(cls, path: Path, cache: Path, choice: Choice = EVERYTHING) -> Collection:
        """The collection of a folder, or of a lone file."""
        path = path.resolve()
        return (
            cls(path, cache, choice=choice)
            if path.is_dir()
            else cls(path.parent, cache, only=path.name)
        )

    def close(self) -> None:
        """Close all files; the next call opens them again."""
        with self._lock:
            for engine in (self._engine, self._marked):
                if engine is not None:
                    engine.close()
            if self._catalog is not None:
                self._catalog.close()
            self._engine = self._marked = self._catalog = self._generation = None

    def sync(
        self,
        *,
        rebuild: bool = False,
        jobs: int | None = None,
        report: Report | None = None,
        wait: bool = True,
        most_new: int | None = None,
    ) -> SyncReport:
        """Bring the index up to date with the files.

        Raises `CannotIndex`; see `index.sync.sync` for what else is raised.
        """
        from index.sync import sync

        try:
            return sync(
                self.root,
                self._cache,
                only=self.only,
                rebuild=rebuild,
                jobs=jobs,
                report=report,
                wait=wait,
                most_new=most_new,
                choice=self.choice,
            )
        except (Unlistable, CacheUnsafe):
            raise
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CannotIndex(f"the index cannot be kept: {reason}") from error

    @property
    def folders(self) -> list[Path]:
        """Every folder whose articles belong to the collection, its own first."""
        return [self.root, *self._mounts.further.values()]

    @property
    def cache_folder(self) -> Path:
        """Where the index lives: a good working folder for a process that makes it."""
        return self._cache.folder

    # Articles

    def articles(self) -> list[Summary]:
        """Every article, in the order of paths."""
        return self._read(lambda catalog: catalog.summaries(), [])

    def generation(self) -> int:
        """A number that rises whenever something here has changed."""
        return self._read(lambda catalog: catalog.generation(), 0)

    def edition(self) -> object:
        """What is another one whenever the articles may be others, also after a rebuild."""
        return self._read(lambda catalog: (self._generation, catalog.generation()), None)

    def counts(self) -> tuple[int, int]:
        """Number of articles, and of searchable sections."""
        return self._read(lambda catalog: catalog.counts(), (0, 0))

    def skipped(self) -> list[tuple[str, str]]:
        """Files that could not be read, with the reason."""
        found = self._read(lambda catalog: catalog.skipped(), list[tuple[bytes, str]]())
        return [(shown_path(name), why) for name, why in found]

    def read(self, article: str) -> Article:
        """One article; raises KeyError if it is not (or no longer) there."""
        return self._must(lambda catalog: catalog.article(article), article)

    def read_whole(self, article: str) -> Article:
        """A saved page with all that was left out of its article; other files as ever.

        Read from its file, in a process of its own. Raises KeyError, `Unreadable`.
        """
        from index.apart import whole_page

        name = self._must(lambda catalog: catalog.file_name(article), article)
        return whole_page(self._mounts.path(name), name, self._cache.folder)

    def files(self) -> dict[str, Path]:
        """The file of every article, by id."""
        known = self._read(lambda catalog: catalog.file_names(), list[tuple[str, bytes]]())
        return {article: self._mounts.path(name) for article, name in known}

    def real_files(self) -> dict[str, str]:
        """The absolute path of the file of every article, without links, by id."""
        names = self._read(lambda catalog: catalog.file_names(), list[tuple[str, bytes]]())
        return self._mounts.real_paths(names)

    def file_of(self, article: str) -> Path:
        """The file of an article; raises KeyError."""
        name = self._must(lambda catalog: catalog.file_name(article), article)
        return self._mounts.path(name)

    def copies(self, article: str) -> list[Path]:
        """The files of the poorer copies of an article."""
        files = self.files()
        found = self._read(lambda catalog: catalog.copies_of(article), list[str]())
        return [files[each] for each in found if each in files]

    def findings(self, article: str) -> tuple[Finding, ...]:
        """The findings of an article, in the order of the text.

        Found on the spot, in a process of its own, if the index has not come to them yet. Raises
        KeyError.
        """
        return self.marked(article)[0]

    def marked(self, article: str) -> tuple[tuple[Finding, ...], str | None]:
        """The findings of an article as `findings` gives them, and why there may be none."""
        known = self._must(
            lambda catalog: (catalog.findings(article, VERSION), catalog.unmarked(article)), article
        )
        if known[0] is not None:
            return known[0], known[1]
        from index.apart import look_through

        return look_through(self.read(article), self._cache.folder)

    def stamp(self, article: str) -> tuple[object, ...]:
        """What changes whenever an article or its findings are made anew; raises KeyError."""
        return self._must(lambda catalog: (self._generation, *catalog.stamp(article)), article)

    def holders(self, wanted: Wanted, *, go_on: Callable[[], bool] = lambda: True) -> list[Holder]:
        """The articles that hold findings as they are asked for, in the order of paths.

        Where words are looked for, `go_on` is asked between articles; none are given once it says
        no.
        """
        from index.browsing import holders

        return holders(self._read, wanted, go_on)

    def found_in(self, article: str, wanted: Wanted) -> list[FoundIn]:
        """The findings of one of the `holders`, in the order of the text."""
        return self._read(lambda catalog: catalog.everywhere.findings(article, wanted), [])

    def same_figure(self, article: str, finding: Finding) -> list[FoundIn]:
        """Where the collection has figures of the same kind, unit and name; no verdict."""
        return self._read(lambda catalog: catalog.everywhere.same_figure(article, finding), [])

    def all_findings(
        self, wanted: Wanted = ANY, match: str | None = None, revised: Revised | None = None
    ) -> Iterator[FoundIn]:
        """Findings of the whole collection, those with a score from 0.5 up, in text order.

        `match` is a query in the language of search, asked of each finding's own words; its
        fields are asked of the article and the section. `revised` may list others in their place.
        Raises `QueryError`.
        """
        from index.browsing import all_findings

        return all_findings(self, wanted, match, revised)

    def questions(self, match: str | None = None) -> list[QuestionEntry]:
        """Every question of the collection; with `match`, those that hold all its words."""
        wanted = fold(match).split() if match else []
        every = self._read(self._every_question, list[tuple[str, QuestionEntry]]())
        return [each for folded, each in every if all(word in folded for word in wanted)]

    def _every_question(self, catalog: Catalog) -> list[tuple[str, QuestionEntry]]:
        """All questions with their folded headings, kept until the catalog changes."""
        known = (self._generation, catalog.generation())
        if self._questions is None or self._questions[0] != known:
            every = catalog.questions()
            self._questions = (known, [(fold(each.heading), each) for each in every])
        return self._questions[1]

    def is_finished(self) -> bool:
        """Whether the last sync came to its end: search holds all that the catalog holds."""
        return self._read(lambda catalog: not any(catalog.waiting()), True)

    def problem(self) -> str | None:
        """What is wrong with the index, for people; None if it is sound or not there yet."""
        from index.shelves import problem

        return self._search(problem, None)

    # Inside: everything goes through one open generation, opened again when it changes

    def _open(self) -> Catalog | None:
        from index.catalog import Catalog

        current = self._cache.current()
        if current != self._generation or self._catalog is None or self._catalog.is_outdated():
            self.close()
            if current is None:
                return None
            self._cache.check_ours(current)
            self._catalog = Catalog(current / CATALOG)
            self._generation = current
        return self._catalog

    def _read(self, ask: Callable[[Catalog], Result], empty: Result) -> Result:
        def look() -> Result:
            catalog = self._open()
            return empty if catalog is None else ask(catalog)

        return self._patiently(look)

    def _must(self, ask: Callable[[Catalog], Result], article: str) -> Result:
        found = self._read(lambda catalog: [ask(catalog)], list[Result]())
        if not found:
            raise KeyError(article)
        return found[0]

    def _search(self, look: Callable[[Shelves], Result], empty: Result) -> Result:
        from index.search.engine import WhooshEngine
        from index.shelves import Shelf, Shelves

        def ask() -> Result:
            catalog = self._open()
            if catalog is None or self._generation is None:
                return empty
            if self._engine is None or self._marked is None:
                self._engine = WhooshEngine.open(self._generation / SEARCH)
                self._marked = WhooshEngine.open(self._generation / MARKED)
            self._shelf = self._shelf or Shelf()
            notes = self._notes() if self._notes is not None else ()
            return look(Shelves(catalog, self._engine, self._marked, self._shelf, notes))

        return self._patiently(ask)

    def _patiently(self, ask: Callable[[], Result]) -> Result:
        """Ask; once more if another generation has become the current one meanwhile."""
        from index.search.errors import EngineDamaged

        with self._lock:
            for last in (False, True):
                try:
                    return ask()
                except (EngineDamaged, EngineUnavailable, CatalogDamaged) as error:
                    asked = self._generation
                    self.close()
                    if last or self._cache.current() == asked:
                        raise CollectionDamaged(str(error)) from error
        raise AssertionError("unreachable")
