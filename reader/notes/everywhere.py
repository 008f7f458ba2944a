"""Highlights and judgements of a whole collection, be it a folder or one file."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from index.article import Article, Finding, FoundIn
from index.collection import Collection, Wanted
from index.text import fold
from reader.notes.book import Notes, candidates, notes_of, real_path
from reader.notes.judgements import Judgements, is_own, judged_findings
from reader.notes.model import ArticleNotes


def notes_in(notes: Notes, collection: Collection) -> list[ArticleNotes]:
    """The highlights of every article that has some, in the order of paths.

    Those of a folder include highlights whose file is gone. Raises StoreError.
    """
    if collection.only is None:
        return notes.for_folder(collection.root, collection)
    found: list[ArticleNotes] = []
    for summary in collection.articles():
        try:
            article, file = collection.read(summary.id), collection.file_of(summary.id)
        except KeyError:
            continue
        here = notes.for_article(article, file)
        if here:
            found.append(notes_of(article, file, here))
    return found


class Judged:
    """Findings of a collection as the reader has them, for `Collection.all_findings`.

    Dismissed ones are left out; the reader's own are there where they are as `wanted`. Raises
    StoreError.
    """

    articles: AbstractSet[str]

    def __init__(self, judgements: Judgements, collection: Collection, wanted: Wanted) -> None:
        self._judgements, self._collection, self._wanted = judgements, collection, wanted
        known = judgements.articles()
        folder = real_path(collection.root)
        self.articles = set(candidates(known, folder, collection.articles()) if known else ())

    def of(self, article: str, found: list[FoundIn]) -> list[FoundIn]:
        """What is to be listed in place of the findings of an article."""
        if article not in self.articles:
            return found
        collection = self._collection
        try:
            read, file = collection.read(article), collection.file_of(article)
        except KeyError:
            return found  # taken out of the collection a moment ago
        judged = self._judgements.for_article(read, file, collection.copies(article))
        extracted = {id(each.finding): each for each in found}
        return [
            extracted[id(finding)] if id(finding) in extracted else _found_in(read, finding)
            for finding in judged_findings(read, [each.finding for each in found], judged)
            if not is_own(finding) or self._wants(finding)
        ]

    def _wants(self, own: Finding) -> bool:
        wanted, said = self._wanted, fold(own.text)
        asks_kind = own.kind in wanted.kinds and not wanted.risk_kind
        return asks_kind and all(word in said for word in fold(wanted.text).split())


def _found_in(article: Article, own: Finding) -> FoundIn:
    heading = article.sections[own.section].heading
    return FoundIn(
        article.id, article.path, article.metadata.title, own, heading, own.text, own.start
    )
