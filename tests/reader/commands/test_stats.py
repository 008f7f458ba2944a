"""`quaere stats`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli import run
from reader.notes.model import ArticleRef
from reader.places import places
from reader.store import Store, reading_time


def test_what_was_read_is_printed(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Store(places().data) as store:
        article = ArticleRef(str(tmp_path / "a.md"), "", "https://x.example/1", "A")
        reading_time.add(store, "2026-11-02", article, 600.0, ["Why?", "How?"])
    assert run(["stats", str(tmp_path), "--json"]) == 0
    printed = json.loads(capfdbinary.readouterr().out)
    assert next(iter(printed)) == "schema" and printed["schema"] == "quaere/stats/1"
    assert printed["whole"] == {"seconds": 600, "articles": 1, "questions": 2}
    assert printed["weeks"][-1]["monday"] == "2026-11-02"
    assert printed["sources"][0]["source"] == "x.example"
    assert run(["stats", str(tmp_path)]) == 0
    assert b"x.example" in capfdbinary.readouterr().out


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert run(["stats", str(tmp_path / "nothing")]) == 2
