"""Findings of the whole collection, asked of the catalog by kind, value and words.

Nothing is read from files, and no more than what is asked for: which articles hold such findings
is one question, what they say another, so that a list of ten thousand articles costs what is seen
of it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from index import packing
from index.article import (
    FINDING_KINDS,
    THRESHOLD,
    Figure,
    FigureKind,
    Finding,
    FindingKind,
    FoundIn,
    RiskKind,
    Span,
)
from index.database import Database
from index.heads import head_word
from index.text import fold

MOST_ELSEWHERE = 500
"""Places at which the same figure is shown, at the most."""
_LETTERS = range(0xC0, 0x250)
"""Letters with accents of the languages that are written in Latin letters."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings of a collection are asked for; None and "" ask for nothing special.

    `least` and `most` are asked of the value of a figure, in `unit` if one is named (in
    whatever case), else in its own; a range need only reach into them, and dates have no such
    value. Every word of `text` must stand in the finding, or in the sentence of a figure; case and
    accents make no difference.
    """

    kind: FindingKind | None = None
    risk_kind: RiskKind | None = None
    figure_kind: FigureKind | None = None
    least: float | None = None
    most: float | None = None
    unit: str = ""
    text: str = ""

    @property
    def kinds(self) -> tuple[FindingKind, ...]:
        """The kinds that can be what is asked for; none if the wishes exclude each other."""
        asks_figure = self.figure_kind or self.unit or (self.least, self.most) != (None, None)
        return tuple(
            kind
            for kind in FINDING_KINDS
            if kind == (self.kind or kind)
            and (kind == "risk" or not self.risk_kind)
            and (kind == "figure" or not asks_figure)
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """An article with the number of findings in it that are asked for."""

    article: str
    path: str
    title: str
    count: int


class Standing(NamedTuple):
    """A finding, as far as it matters for showing where it stands."""

    kind: FindingKind
    start: int
    end: int
    risk_kind: RiskKind | None
    figure: Figure | None


class Everywhere:
    """The findings of one open catalog. Every method may raise `CatalogDamaged` and OSError."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def holders(self, wanted: Wanted) -> list[Holder]:
        """The articles that hold such findings, in the order of paths; copies are left out.

        Whatever they say: the words of `wanted.text` are for `count_in` to look for.
        """
        counts = self._counts(wanted)
        rows = self._db.rows(
            "SELECT id, path, metadata FROM articles WHERE copy_of IS NULL ORDER BY path"
        )
        return [
            Holder(id, path, packing.unpack_metadata(metadata).title, counts[id])
            for id, path, metadata in rows
            if id in counts
        ]

    def count_in(self, article: str, wanted: Wanted) -> int:
        """How many such findings an article holds, with all the words of `wanted.text`."""
        return len(self._holding(article, wanted, _patterns(wanted.text)))

    def findings(self, article: str, wanted: Wanted) -> list[FoundIn]:
        """Such findings of one article, in the order of the text; none if it is gone."""
        condition, values = _condition(wanted)
        if patterns := _patterns(wanted.text):
            numbers = self._holding(article, wanted, patterns)
            condition = f"number IN ({', '.join(map(str, numbers))})"
            values = []
        return self._read(article, condition, values)

    def standing_in(
        self, article: str, section: int, start: int, wanted: Collection[Wanted]
    ) -> list[Standing]:
        """The findings of a section from `start` on that are among `wanted`.

        What `wanted` says of words is not looked at. There is at least one of them.
        """
        conditions = [_condition(each) for each in wanted]
        rows = self._db.rows(
            "SELECT kind, start, end, risk_kind, figure FROM findings WHERE article=? AND section=?"
            f" AND start>=? AND ({' OR '.join(f'({sql})' for sql, _ in conditions)})"
            " ORDER BY number",
            article,
            section,
            start,
            *(value for _, values in conditions for value in values),
        )
        return [
            Standing(kind, start, end, risk_kind, packing.unpack_figure(figure))
            for kind, start, end, risk_kind, figure in rows
        ]

    def same_figure(self, article: str, finding: Finding) -> list[FoundIn]:
        """Other figures of the same kind and unit that measure something of the same name.

        In the order of paths, at most `MOST_ELSEWHERE`. Of the same name: the guesses at what is
        measured have the same head word. None where there is no such guess.
        """
        figure = finding.figure
        head = head_word(figure.of) if figure is not None else ""
        if figure is None or not head:
            return []
        condition = "kind='figure' AND figure_kind=? AND unit=? AND head=?"
        values = (figure.kind, figure.unit, head)
        holders = self._db.rows(
            "SELECT DISTINCT id FROM findings JOIN articles ON id=article"
            f" WHERE {condition} AND copy_of IS NULL ORDER BY path LIMIT ?",
            *values,
            MOST_ELSEWHERE,
        )
        here = (article, finding.start, finding.end)
        found = [
            each
            for (holder,) in holders
            for each in self._read(holder, condition, values)
            if (holder, each.finding.start, each.finding.end) != here
        ]
        return found[:MOST_ELSEWHERE]

    # Inside

    def _counts(self, wanted: Wanted) -> dict[str, int]:
        """The number of such findings by article, whatever they say."""
        if not wanted.kinds:
            return {}
        if wanted == Wanted(wanted.kind, text=wanted.text):
            # The library's own counts answer this without a look at the findings.
            columns = "+".join(f"{kind}s" for kind in wanted.kinds)
            return dict(self._db.rows(f"SELECT id, {columns} FROM articles WHERE {columns}>0"))
        condition, values = _condition(wanted)
        sql = f"SELECT article, COUNT(*) FROM findings WHERE {condition} GROUP BY article"
        return dict(self._db.rows(sql, *values))

    def _holding(
        self, article: str, wanted: Wanted, patterns: Sequence[re.Pattern[str]]
    ) -> list[int]:
        """The numbers of an article's findings that hold all words.

        Nothing of them is unpacked: this is asked of every article while somebody types.
        """
        texts = self._db.rows("SELECT text, sentences FROM texts WHERE article=?", article)
        if not texts or not all(pattern.search(texts[0][0]) for pattern in patterns):
            return []
        text, packed = texts[0]
        condition, values = _condition(wanted)
        rows = self._db.rows(
            f"SELECT number, kind, start, end FROM findings WHERE article=? AND {condition}"
            " ORDER BY number",
            article,
            *values,
        )
        sentences = packing.unpack_spans(packed) if "figure" in wanted.kinds else ()
        numbers: list[int] = []
        for number, kind, start, end in rows:
            span = _around(Span(start, end), sentences) if kind == "figure" else Span(start, end)
            if all(pattern.search(text, span.start, span.end) for pattern in patterns):
                numbers.append(number)
        return numbers

    def _read(self, article: str, condition: str, values: Sequence[object]) -> list[FoundIn]:
        heads = self._db.rows(
            "SELECT path, metadata, text, sentences FROM articles JOIN texts ON article=id"
            " WHERE id=?",
            article,
        )
        if not heads:
            return []
        path, metadata, text, packed = heads[0]
        title = packing.unpack_metadata(metadata).title
        headings = dict(
            self._db.rows("SELECT number, heading FROM sections WHERE article=?", article)
        )
        sentences = packing.unpack_spans(packed)
        rows = self._db.rows(
            f"SELECT {packing.FINDING_COLUMNS} FROM findings WHERE article=? AND {condition}"
            " ORDER BY number",
            article,
            *values,
        )
        found: list[FoundIn] = []
        for row in rows:
            finding = packing.unpack_finding(row, text)
            whole = _around(Span(finding.start, finding.end), sentences)
            sentence = text[whole.start : whole.end]
            heading = headings.get(finding.section)
            found.append(FoundIn(article, path, title, finding, heading, sentence, whole.start))
        return found


def _around(span: Span, sentences: Sequence[Span]) -> Span:
    """The sentence that a finding stands in; itself where there is none (a table)."""
    at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return sentences[at] if at >= 0 and span.end <= sentences[at].end else span


def _condition(wanted: Wanted) -> tuple[str, list[object]]:
    """What SQL must ask, and the values it asks with; `kind` is literal, as in the indexes."""
    named = ", ".join(f"'{kind}'" for kind in wanted.kinds)
    asked: list[tuple[str, Any]] = [("score>=?", THRESHOLD)]
    if wanted.risk_kind:
        asked.append(("risk_kind=?", wanted.risk_kind))
    if wanted.figure_kind:
        asked.append(("figure_kind=?", wanted.figure_kind))
    if wanted.unit:
        asked.append(("unit=? COLLATE NOCASE", wanted.unit))
    if wanted.least is not None:
        asked.append(("high>=?", wanted.least))
    if wanted.most is not None:
        asked.append(("low<=?", wanted.most))
    kind = f"kind={named}" if len(wanted.kinds) == 1 else f"kind IN ({named})"
    return " AND ".join([kind, *(sql for sql, _ in asked)]), [value for _, value in asked]


def _patterns(text: str) -> list[re.Pattern[str]]:
    """What finds each word of a text in texts that were never folded, which is far quicker."""
    return [
        re.compile("".join(_any_of(letter) for letter in word), re.IGNORECASE)
        for word in fold(text).split()
    ]


def _any_of(letter: str) -> str:
    others = _with_accents().get(letter, "")
    return f"[{re.escape(letter)}{others}]" if others else re.escape(letter)


@cache
def _with_accents() -> dict[str, str]:
    """Each plain letter with the letters that fold to it, and the twins of its punctuation."""
    table: dict[str, str] = {"'": "‘’ʼ", '"': "“”„«»", "-": "‐‑–—−"}
    for code in _LETTERS:
        folded = fold(chr(code))
        if len(folded) == 1 and unicodedata.category(chr(code)).startswith("L"):
            table[folded] = table.get(folded, "") + chr(code)
    return table
