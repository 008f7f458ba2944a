"""Files that break off, lie, or were saved again by another program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.importing import NotReadable, read_notes
from reader.importing.attaching import Attaching, NoShelf, Refused
from reader.notes.model import Highlight
from reader.store import Store, highlights
from reader.store.merging import take_in

NOW = "2026-11-22T00:00:00Z"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no notes"),
        (b"\0\0\0", "no notes"),
        (b"\xef\xbb\xbf", "no notes"),
        (b"x" * 500_000, "no notes"),
        (b"Highlight\rTitle,Note\r\n", "no notes"),
        (b"null", "no notes"),
        (b"[1, 2, [3]]", "no notes"),
        (b'{"schema": "quaere/notes/1", "notes": [{"id"', "line 1; perhaps it is not whole"),
        (b"[" * 200_000, "more than any export"),
        (b'{"a": ' + b"9" * 5000 + b"}", "more than any export"),
        ("Highlight,Title\r\nqé,T\r\n".encode("latin-1"), "UTF-8"),
        (b'Highlight,Title\r\n"an open quote,T\r\n', "no table"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(NotReadable, match=why):
        read_notes(data)


def lying(**selector: Any) -> dict[str, Any]:
    """Our own JSON, as nobody but an enemy would write it."""
    return {
        "schema": "quaere/notes/1",
        "articles": [{"id": "a" * 16, "source": "http://x\ud800", "text_hash": "\ud800"}],
        "notes": [
            {
                "id": "abcdefghij", "article": "a" * 16, "path": "../../etc/x\ud800\0",
                "title": "T\x1b[31m", "quote": "q", "tags": ["\ud800", "a" * 500], "colour": "red",
                "note": "n\0\ud800", "created": "x", "changed": "9999-12-31T23:59:59-23:59",
                "selector": {
                    "exact": "q", "prefix": "", "suffix": "", "start": 0, "end": 1, "section": 0,
                    "heading": "h\ud800", "text_hash": "\ud800", "twins": 0, **selector,
                },
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        lying(), lying(end=500), lying(twins=10**30), lying(section=10**30),
        lying(section=-5, twins=-3), lying(exact="x" * 300_000, end=300_000),
        lying(start=10**40, end=10**40 + 1), lying(exact=""),
        {"schema": "quaere/notes/1", "notes": {"a": 1}, "articles": 5},
        {"rows": [{"uri": "http://[", "target": [{"selector": [
            {"type": "TextQuoteSelector", "exact": "the"}]}]}]},
        {"entries": [{"text": "(a+)+" * 5000, "time": 10**30}], "title": []},
        [{"type": ["Annotation", {}], "target": [5], "body": [{"purpose": {}, "value": 3}]}],
    ],
)  # fmt: skip
def test_what_lies_is_refused_or_kept_as_text(content: object, tmp_path: Path) -> None:
    _, records = read_notes(json.dumps(content).encode())
    made = list(Attaching(NoShelf(), Path("/articles"), NOW).attach(records))
    assert len(made) == len(records)
    taken = [each for each in made if isinstance(each, Highlight)]
    assert all(each.why for each in made if isinstance(each, Refused))
    with Store(tmp_path) as store:
        take_in(store, taken)
        assert [each.id for each in highlights.every(store)] == [each.id for each in taken]
    for each in taken:
        assert Path(each.article.path).is_relative_to("/articles")
        assert ".." not in Path(each.article.path).parts
        assert each.selector.end - each.selector.start == len(each.selector.exact)


@pytest.mark.parametrize(
    "table",
    [
        "Note,Date,Highlight,Title\r\nn,2026-11-01 10:00:00,q,T\r\n",
        "\ufeffhighlight , title,NOTE\r\nq,T,n\r\n",
        "Highlight;Title;Note\nq;T;n\n",
        "Highlight\tTitle\tNote\nq\tT\tn\n",
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        "Highlighted at,Document tags\nq,T,A,,n,yellow,,order,1,2026-11-01 10:00:00+00:00,\n",
    ],
)
def test_readwise_is_read_in_any_order_and_as_a_spreadsheet_saved_it(table: str) -> None:
    source, (record,) = read_notes(table.encode())
    assert source.name == "readwise"
    assert (record.quote, record.title, record.note) == ("q", "T", "n")


def test_a_quote_of_200_kb_is_no_mistake() -> None:
    _, (record,) = read_notes(b'Highlight,Title\r\n"' + b"y" * 200_000 + b'",T\r\n')
    assert len(record.quote) == 200_000
