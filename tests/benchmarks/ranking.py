"""Ranking quality on Cranfield and CISI, through the query language and the engine as they are.

    python -m tests.benchmarks.ranking

Each document becomes a section (title and text), each question is read by `parse` as a person
would type it; one that cannot be parsed is read as plain words. Printed: nDCG@10 (any judged
document counts 1), mean average precision and recall at 100. The collections are not part of the
project; where they are missing nothing is measured.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path

from index.search.engine import WhooshEngine
from index.search.errors import QueryError
from index.search.language import parse, plain
from index.search.protocol import SectionDocument
from index.search.query import Query

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "search"
WANTED = {"Cranfield": 0.385, "CISI": 0.375}
_FIELD = re.compile(r"\.([A-Z])(?:\s+(\d+))?\s*")

Judged = Mapping[int, set[int]]
Records = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True)
class Collection:
    """Documents and questions by number, and which documents answer which question."""

    documents: Mapping[int, SectionDocument]
    questions: Mapping[int, str]
    answers: Judged


@dataclass(frozen=True)
class Quality:
    """Means over all judged questions."""

    ndcg: float
    precision: float
    recall: float


def records(path: Path) -> Records:
    """A file in the format of the SMART system: number and fields of every record."""
    found: Records = []
    field = ""
    for line in path.read_text("utf-8", "replace").splitlines(keepends=True):
        match = _FIELD.fullmatch(line)
        if match and match[1] == "I":
            found.append((int(match[2]), {}))
        elif match:
            field = match[1]
        elif found:
            record = found[-1][1]
            record[field] = record.get(field, "") + line
    return found


def judgements(path: Path, *, graded: bool) -> Judged:
    """Question and document in the first two columns; where graded, a third below 1 is a no."""
    found: dict[int, set[int]] = {}
    for line in path.read_text("ascii").splitlines():
        question, document, *grade = line.split()
        if not graded or int(grade[0]) > 0:
            found.setdefault(int(question), set()).add(int(document))
    return found


def cranfield() -> Collection:
    """1,400 abstracts on aerodynamics, 225 questions, numbered as they stand in their file."""
    folder = CORPORA / "cranfield"
    asked = records(folder / "cran.qry")
    return Collection(
        _documents(records(folder / "cran.all.1400")),
        {place: fields["W"] for place, (_, fields) in enumerate(asked, 1)},
        judgements(folder / "cranqrel", graded=True),
    )


def cisi() -> Collection:
    """1,460 abstracts on information science, 76 judged questions, some of them long."""
    folder = CORPORA / "cisi"
    asked = records(folder / "CISI.QRY")
    return Collection(
        _documents(records(folder / "CISI.ALL")),
        {number: fields.get("T", "") + " " + fields.get("W", "") for number, fields in asked},
        judgements(folder / "CISI.REL", graded=False),
    )


def _documents(found: Records) -> dict[int, SectionDocument]:
    return {
        number: SectionDocument(str(number), 0, fields.get("T", ""), None, fields.get("W", ""))
        for number, fields in found
    }


def read(question: str) -> Query:
    """A question as a query; as plain words where its punctuation is no query."""
    try:
        return parse(question)
    except QueryError:
        return plain(question)


def measure(collection: Collection, read: Callable[[str], Query] = read) -> Quality:
    """Index the documents, ask every judged question."""
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        engine.replace(collection.documents.values(), ())
        results = []
        for number, relevant in collection.answers.items():
            _, hits = engine.search(read(collection.questions[number]), 1000)
            results.append(_judge([int(hit.article) for hit in hits], relevant))
        engine.close()
    columns = list(zip(*results, strict=True))
    return Quality(*(sum(column) / len(column) for column in columns))


def _judge(ranked: list[int], relevant: set[int]) -> tuple[float, float, float]:
    gain = sum(1 / log2(place + 2) for place, d in enumerate(ranked[:10]) if d in relevant)
    best = sum(1 / log2(place + 2) for place in range(min(10, len(relevant))))
    hits = [place for place, document in enumerate(ranked, 1) if document in relevant]
    precision = sum(count / place for count, place in enumerate(hits, 1)) / len(relevant)
    recall = sum(place <= 100 for place in hits) / len(relevant)
    return gain / best, precision, recall


def main() -> None:
    """Measure and print."""
    if not CORPORA.is_dir():
        sys.exit(f"nothing measured: {CORPORA} is not there")
    print(f"{'':10} {'nDCG@10':>8} {'wanted':>7} {'MAP':>6} {'recall@100':>11}")
    for name, load in (("Cranfield", cranfield), ("CISI", cisi)):
        found = measure(load())
        print(
            f"{name:10} {found.ndcg:8.4f} {WANTED[name]:7.3f} "
            f"{found.precision:6.3f} {found.recall:11.3f}"
        )


if __name__ == "__main__":
    main()
