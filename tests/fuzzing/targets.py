"""What is fuzzed: bytes go in; nothing may come out but what is promised, and every span is right.

Known here are only the doors through which strangers' bytes come. `run` drives them with atheris,
`test_targets` with hypothesis and with every input that once broke one of them.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from index.article import Article
from index.collection import Collection, QueryError
from index.findings.extraction import extract
from index.formats import Unreadable
from index.text import clean
from reader.importing import NotReadable, read_notes
from reader.importing.attaching import Attaching, NoShelf
from reader.settings import read_settings
from tests.conftest import PROJECT
from tests.index.formats import making
from tests.index.formats.reading import read

Target = Callable[[bytes], None]
SAMPLES = PROJECT / "sample_articles"
_SEARCHED = (
    "energy-grid-queue.md",
    "insurance-war-risk-after-hesk.md",
    "oncology-pipeline-week.html",
)
_NOW = "2026-11-22T00:00:00Z"


def _format(extension: str, wrap: Callable[[bytes], bytes] = bytes) -> Target:
    """Bytes as a file of a format; `wrap` puts them into a container that is sound itself."""

    def target(data: bytes) -> None:
        try:
            article = read(wrap(data), f"folder/a{extension}")
        except Unreadable as reason:
            assert is_plain(str(reason))
        else:
            check_findings(article)

    return target


def is_plain(text: str) -> bool:
    """Whether a text can be shown as it is, on one line."""
    return bool(text) and "\n" not in text and clean(text) == text


def check_findings(article: Article) -> None:
    """What is promised of the findings of any article."""
    for found in extract(article):
        assert article.text[found.start : found.end] == found.text
        section = article.sections[found.section]
        assert section.body_start <= found.start < found.end <= section.end
        total = sum(reason.weight for reason in found.reasons)
        assert abs(found.score - 1 / (1 + math.exp(-total))) <= 0.001
        for reason in found.reasons:
            assert (reason.start is None) == (reason.end is None)
            if reason.start is not None and reason.end is not None:
                assert found.start <= reason.start < reason.end <= found.end
        figure = found.figure
        if figure is not None and figure.of_start is not None:
            assert figure.of_end is not None and figure.of is not None
            assert 0 <= figure.of_start < figure.of_end <= len(article.text)


def _query(data: bytes) -> None:
    """Bytes as they come from a command line: asked of a small collection, whole and half typed."""
    query = data.decode("utf-8", "surrogateescape")
    for typing in (False, True):
        try:
            found = _collection().search(query, limit=5, typing=typing)
        except QueryError as error:
            assert is_plain(str(error)) and 0 <= error.position <= len(query)
            continue
        assert found.total >= len(found.hits) and is_plain(found.understood)
        for hit in found.hits:
            for snippet in hit.snippets:
                for match in snippet.matches:
                    assert 0 <= match.start < match.end <= len(snippet.text)


@cache
def _collection() -> Collection:
    folder = Path(tempfile.mkdtemp(prefix="quaere-fuzzed-"))
    root = folder / "articles"
    root.mkdir()
    for name in _SEARCHED:
        shutil.copy(SAMPLES / name, root)
    collection = Collection(root, folder / "cache")
    collection.sync(jobs=1)
    return collection


def _notes(data: bytes) -> None:
    try:
        _, records = read_notes(data)
    except NotReadable as reason:
        assert is_plain(str(reason))
        return
    whole = [record for record in records if record.selector is not None]
    for made in Attaching(NoShelf(), Path("/articles"), _NOW).attach(whole):
        assert made is not None
    for record in records:
        assert record.lasting_id


def _settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "config.toml").write_bytes(data)
        settings = read_settings(Path(folder))
        for problem in settings.problems:
            assert is_plain(problem)


def _chapter(data: bytes) -> bytes:
    """The chapter of a book, and its table of contents."""
    head, _, body = data.partition(b"\0")
    return making.epub(
        {"a.xhtml": "<p>A first chapter that is long enough to be one.</p>"},
        more={"OPS/a.xhtml": body, "OPS/toc.ncx": head},
    )


TARGETS: Mapping[str, Target] = {
    "markdown": _format(".md"),
    "findings": _format(".md"),
    "text": _format(".txt"),
    "html": _format(".html"),
    "mail": _format(".eml"),
    "mhtml": _format(".mhtml"),
    "epub": _format(".epub"),
    "chapter": _format(".epub", _chapter),
    "docx": _format(".docx", lambda data: making.zipped({"word/document.xml": data})),
    "odt": _format(".odt", lambda data: making.zipped({"content.xml": data})),
    "pdf": _format(".pdf"),
    "query": _query,
    "notes": _notes,
    "settings": _settings,
}
"""By name. A text of any format goes through its findings too; `findings` is made of figures."""
