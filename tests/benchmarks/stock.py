"""Stock Whoosh with its own analysers, measured in a process of its own.

    python -m tests.benchmarks.stock DOCUMENTS FOLDER [plain]

indexes the pickled `SectionDocument`s of a file and prints the CPU seconds. Our engine must not be
imported here: it changes how Whoosh packs what it writes.
"""

from __future__ import annotations

import pickle
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.analysis.analyzers import StandardAnalyzer, StemmingAnalyzer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import create_in

from index.search.protocol import SectionDocument


def stock(folder: Path, sections: Sequence[SectionDocument], *, plain: bool) -> float:
    """CPU seconds of one commit; `plain` leaves the exact words out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stemmed = TEXT(StemmingAnalyzer(), phrase=plain)
    exact = TEXT(StandardAnalyzer(stoplist=None, minsize=1))
    schema = Schema(
        key=STORED, article=ID, published=ID, title=stemmed, question=stemmed, text=stemmed,
        author=exact, source=exact, tag=exact, format=ID, lang=ID, asks=ID, kind=ID,
    )  # fmt: skip
    if not plain:
        schema.add("words", exact)
    index = create_in(str(folder), schema)
    began = time.process_time()
    writer = index.writer()
    for section in sections:
        given: dict[str, Any] = {
            "key": section.number, "article": section.article, "published": section.published,
            "title": section.title, "question": section.heading, "text": section.text,
            "author": " ".join(section.authors), "source": section.source,
            "tag": " ".join(section.tags), "format": section.format, "lang": section.language,
            "asks": section.asks, "kind": section.kind,
        }  # fmt: skip
        if not plain:
            given["words"] = f"{section.title}\n{section.heading}\n{section.text}"
        writer.add_document(**{name: value for name, value in given.items() if value})
    writer.commit()
    return time.process_time() - began


def main(arguments: Sequence[str]) -> None:
    """The command line."""
    documents, folder, *plain = arguments
    sections: list[SectionDocument] = pickle.loads(Path(documents).read_bytes())  # noqa: S301
    print(stock(Path(folder), sections, plain=bool(plain)))


if __name__ == "__main__":
    main(sys.argv[1:])
