"""Marks of findings that the reader dismissed, and findings the reader added.

Kept and found again like highlights, with the same anchors; what becomes of an article's findings
by them is worked out here. No SQL, no screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.article import Article, Finding, FindingKind, Reason, Span
from reader.notes.anchors import anchor_each, describe
from reader.notes.book import (
    Shelf,
    belongs,
    candidates,
    id_of,
    must_follow,
    real_path,
    ref_of,
    shown_path,
)
from reader.notes.model import ArticleRef, FiledJudgement, Judged, Judgement, Verdict, new_id
from reader.spans import SpanIndex
from reader.store import Store, judgements

OWN = "marked by you"
"""The one reason of a finding that the reader added."""
_SAME = 0.5
"""Share of the longer of two spans from which on they are the same sentence, edited."""


class Judgements:
    """All judgements of one store. As safe between threads as the store.

    One belongs to an article as a highlight does. Every method may raise StoreError; those that
    take an id raise KeyError if there is none.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def dismiss(
        self, article: Article, path: Path, finding: Finding, copies: Iterable[Path] = ()
    ) -> Judgement:
        """Dismisses a finding of the article, whose file is `path`.

        Where it is dismissed already, that is what comes back: nothing is dismissed twice.
        """
        there = dismissal_of(finding, self.for_article(article, path, copies))
        if there is not None:
            return there.judgement
        return self._add(article, path, Span(finding.start, finding.end), "dismissed", finding.kind)

    def add(self, article: Article, path: Path, span: Span, kind: FindingKind) -> Judgement:
        """Adds a finding. Raises ValueError with a sentence for an empty span."""
        return self._add(article, path, span, "added", kind)

    def _add(
        self, article: Article, path: Path, span: Span, verdict: Verdict, kind: FindingKind
    ) -> Judgement:
        judgement = Judgement(
            id=new_id(),
            article=ref_of(article, path),
            selector=describe(article, span.start, span.end),
            verdict=verdict,
            kind=kind,
            created=self._store.now(),
        )
        judgements.add(self._store, judgement)
        return judgement

    def remove(self, id: str) -> None:
        """Takes a judgement back; `restore` undoes that."""
        judgements.remove(self._store, id)

    def restore(self, *ids: str) -> None:
        """Brings back what was removed."""
        for id in ids:
            judgements.restore(self._store, id)

    def bring_back(
        self, id: str, article: Article, path: Path, copies: Iterable[Path] = ()
    ) -> list[str]:
        """Takes back a dismissal, and every other one that dismisses the same place.

        Returns the ids of all that were taken back. Two may stand in one place when they were
        made by two programs, or in two copies.
        """
        judged = self.for_article(article, path, copies)
        meant = next((each for each in judged if each.judgement.id == id), None)
        ids = {id} if meant is None else {id} | _twins(meant, judged)
        for each in ids:
            self.remove(each)
        return sorted(ids)

    def for_article(
        self, article: Article, path: Path, copies: Iterable[Path] = ()
    ) -> list[Judged]:
        """The judgements of an article, those made in its copies among them, oldest first."""
        ref = ref_of(article, path)
        known = {each.id: each for each in judgements.of_article(self._store, ref)}
        for copy in copies:
            made_there = judgements.of_file(self._store, str(real_path(copy)))
            known |= {each.id: each for each in made_there}
        every = sorted(known.values(), key=lambda each: (each.created, each.id))
        places = anchor_each((each.selector for each in every), article)
        return [
            Judged(judgement, place)
            for judgement, place in zip(every, places, strict=True)
            if belongs(judgement.article.path, place.state, ref)
        ]

    def articles(self) -> list[ArticleRef]:
        """The articles in which something was dismissed or added."""
        return list(dict.fromkeys(each.article for each in judgements.every(self._store)))

    def under(self, path: Path, shelf: Shelf) -> list[FiledJudgement]:
        """Those of a folder's articles, or of one file, and those left behind by files now gone.

        `shelf` is its Collection; only articles that may have some are read from it.
        """
        path = real_path(path)
        folder = path if path.is_dir() else path.parent
        known = judgements.every(self._store)
        found: dict[str, FiledJudgement] = {}
        for id in candidates((each.article for each in known), folder, shelf.articles()):
            try:
                article, file = shelf.read(id), real_path(shelf.file_of(id))
            except KeyError:
                continue  # taken out of the collection a moment ago
            for judgement in (each.judgement for each in self.for_article(article, file)):
                if judgement.id not in found or judgement.article.path == str(file):
                    found[judgement.id] = FiledJudgement(id, article.path, judgement)
        for each in known:
            made_in = Path(each.article.path)
            if each.id not in found and made_in.is_relative_to(path):
                left = FiledJudgement(id_of(made_in, folder), shown_path(made_in, folder), each)
                found[each.id] = left
        return [found[each.id] for each in known if each.id in found]

    def has_dismissed_in(self, path: Path) -> bool:
        """Whether anything was dismissed in a file: if not, nobody need read it to know what."""
        made_there = judgements.of_file(self._store, str(real_path(path)))
        return any(each.verdict == "dismissed" for each in made_there)

    def follow(self, article: Article, path: Path) -> None:
        """Notes down where an article is now, so that it is known when it has moved."""
        ref = ref_of(article, path)
        stale = [
            each.judgement.id
            for each in self.for_article(article, path)
            if must_follow(each.judgement.article, each.place.state, ref)
        ]
        if stale:
            judgements.refer(self._store, stale, ref)


def is_own(finding: Finding) -> bool:
    """Whether the reader added this finding."""
    return len(finding.reasons) == 1 and finding.reasons[0].cue == OWN


def judged_findings(
    article: Article, findings: Sequence[Finding], judged: Sequence[Judged]
) -> tuple[Finding, ...]:
    """The findings of an article as the reader has them, in the order of the text.

    Dismissed ones are gone, added ones are there, in the place of those that say the same.
    """
    if not judged:
        return in_order(findings)
    added = {
        (each.judgement.kind, span): _own(article, span, each.judgement.kind)
        for each in judged
        if each.judgement.verdict == "added" and (span := each.span) is not None
    }
    dismissals = Dismissals(judged)
    left = [
        finding
        for finding in findings
        if (finding.kind, Span(finding.start, finding.end)) not in added
        and not dismissals.of(finding.kind, finding.start, finding.end)
    ]
    return in_order([*left, *added.values()])


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the text."""
    return tuple(sorted(findings, key=lambda each: (each.start, each.end)))


@dataclass(frozen=True, slots=True)
class _Standing:
    """A judgement where it stands now."""

    start: int
    end: int
    judged: Judged


class Dismissals:
    """What was dismissed in an article, found by place."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        standing: dict[FindingKind, list[_Standing]] = {}
        for each in judged:
            span = each.span
            if span is not None and each.judgement.verdict == "dismissed":
                of_kind = standing.setdefault(each.judgement.kind, [])
                of_kind.append(_Standing(span.start, span.end, each))
        self._of_kind = {kind: SpanIndex(spans) for kind, spans in standing.items()}

    def of(self, kind: FindingKind, start: int, end: int) -> list[Judged]:
        """All that dismiss the finding of this kind from `start` to `end`.

        Their words may have changed since: they are those whose place is mostly the same.
        """
        meeting = self._of_kind[kind].meeting(start, end) if kind in self._of_kind else []
        return [
            each.judged
            for each in meeting
            if min(each.end, end) - max(each.start, start)
            > _SAME * max(each.end - each.start, end - start)
        ]


def dismissal_of(finding: Finding, judged: Iterable[Judged]) -> Judged | None:
    """What dismisses a finding: one of its kind in its place, whose words may have changed."""
    return next(iter(Dismissals(judged).of(finding.kind, finding.start, finding.end)), None)


def addition_of(finding: Finding, judged: Iterable[Judged]) -> Judged | None:
    """What the reader added as this finding: of its kind, with exactly its span."""
    span = Span(finding.start, finding.end)
    return next(
        (
            each
            for each in judged
            if each.judgement.verdict == "added"
            and each.judgement.kind == finding.kind
            and each.span == span
        ),
        None,
    )


def _twins(meant: Judged, judged: Iterable[Judged]) -> set[str]:
    """The ids of the dismissals that dismiss what `meant` does; a lost one has none."""
    span = meant.span
    if span is None or meant.judgement.verdict != "dismissed":
        return set()
    there = Dismissals(judged).of(meant.judgement.kind, span.start, span.end)
    return {each.judgement.id for each in there}


def _own(article: Article, span: Span, kind: FindingKind) -> Finding:
    return Finding(
        kind,
        article.section_at(span.start).number,
        span.start,
        span.end,
        article.text[span.start : span.end],
        1.0,
        True,
        (Reason(OWN, 0.0, span.start, span.end),),
        density=0.0,
    )
