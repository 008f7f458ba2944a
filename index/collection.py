"""The face of the package: open a collection, bring it up to date, list, read, search, ask.

A collection is a folder of articles, or one file taken as a collection of one. Everything that
`reader` needs of `index` is asked for here; nothing here draws.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index import children
from index.article import Article, Finding, FoundIn, QuestionEntry, Summary
from index.cache import (
    Busy,
    Cache,
    CacheUnsafe,
    cache_of,
    check_cache,
    forgotten,
    make_folders,
)
from index.choosing import EVERYTHING, Choice, Mounts
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
from index.opening import CannotIndex, CollectionDamaged, Opening
from index.progress import Event, ManyNewFiles, Report, SyncReport
from index.search.errors import EngineUnavailable, QueryError
from index.search.installed import search_engine_problem
from index.text import clean_line, fold

if TYPE_CHECKING:
    from index.browsing import Revised
    from index.catalog import Catalog

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
    "check_cache",
    "children",
    "find_findings",
    "find_in_text",
    "forgotten",
    "is_article",
    "is_page",
    "leads_outside",
    "list_articles",
    "make_folders",
    "read_apart",
    "read_bytes",
    "read_file",
    "search_engine_problem",
]

ANY = Wanted()
"""All findings."""


class Collection(Opening):
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
        super().__init__(Cache(cache_of(cache, self.root, only)))
        self._questions: tuple[object, list[tuple[str, QuestionEntry]]] | None = None

    @classmethod
    def of(cls, path: Path, cache: Path, choice: Choice = EVERYTHING) -> Collection:
        """The collection of a folder, or of a lone file."""
        path = path.resolve()
        return (
            cls(path, cache, choice=choice)
            if path.is_dir()
            else cls(path.parent, cache, only=path.name)
        )

    def sync(
        self,
        *,
        rebuild: bool = False,
        jobs: int | None = None,
        report: Report | None = None,
        wait: bool = True,
        most_new: int | None = None,
        damaged: str | None = None,
    ) -> SyncReport:
        """Bring the index up to date with the files.

        `damaged` is the generation of a `CollectionDamaged`: it is put aside. Raises
        `CannotIndex`; see `index.sync.sync` for what else is raised.
        """
        from index.sync import sync

        with self._kept():
            done = sync(
                self.root,
                self._cache,
                only=self.only,
                rebuild=rebuild,
                jobs=jobs,
                report=report,
                wait=wait,
                most_new=most_new,
                choice=self.choice,
                damaged=damaged,
            )
        self._had_one = True
        return done

    @property
    def folders(self) -> list[Path]:
        """Every folder whose articles belong to the collection, its own first."""
        return [self.root, *self._mounts.further.values()]

    @property
    def cache_folder(self) -> Path:
        """Where the index lives: a good working folder for a process that makes it.

        Made again if it was deleted; raises `CacheUnsafe`.
        """
        self._cache.make()
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

    def coverage(self) -> tuple[int, int]:
        """Of how many of its files the index knows what is in them, and how many there are.

        Looks into the folder. Raises `Unlistable`.
        """
        known = self._read(lambda catalog: set(catalog.files()), set[bytes]())
        listed = self._files_listed()
        return sum(name in known for name in listed), len(listed)

    def _files_listed(self) -> list[bytes]:
        if self.only is not None:
            return [os.fsencode(self.only)]
        return [each.name for each in list_articles(self.root, self.choice).files]

    def read(self, article: str) -> Article:
        """One article; raises KeyError if it is not (or no longer) there."""
        return self._must(lambda catalog: catalog.article(article), article)

    def read_whole(self, article: str) -> Article:
        """A saved page with all that was left out of its article; other files as ever.

        Read from its file, in a process of its own. Raises KeyError, `Unreadable`.
        """
        from index.apart import whole_page

        name = self._must(lambda catalog: catalog.file_name(article), article)
        return whole_page(self._mounts.path(name), name, self.cache_folder)

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

        return look_through(self.read(article), self.cache_folder)

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
        """Whether the last sync came to its end: all that was read is searched, with findings."""

        def is_whole(catalog: Catalog) -> bool:
            return not any(catalog.waiting()) and not catalog.without_findings(VERSION)

        return self._read(is_whole, True)

    def problem(self) -> str | None:
        """What is wrong with the index, for people; None if it is sound or not there yet."""
        from index.shelves import problem

        return self._search(problem, None)
