"""Backup and restore: what our own exports hold is the same notes again in an empty folder."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.collection import Collection
from reader.export import FORMATS, Document, document_of
from reader.importing import NotReadable, read_notes
from reader.importing.attaching import Attaching, NoShelf
from reader.notes.book import Notes
from reader.notes.model import Highlight
from reader.places import places
from reader.store import Store, highlights
from reader.store.merging import Taken, take_in
from tests.reader.driving import copied
from tests.reader.export.awkward import awkward
from tests.reader.export.documents import one_article

OURS = ["json", "w3c"]


def marked(root: Path, store: Store) -> Notes:
    """Highlights in several articles, then one article edited and one deleted."""
    notes = Notes(store)
    with_collection = Collection.of(root, places().cache)
    with_collection.sync()
    for number, summary in enumerate(with_collection.articles()):
        article, file = with_collection.read(summary.id), with_collection.file_of(summary.id)
        for each in article.sentences[3:12:4]:
            notes.add(
                article, file, each.start, each.end,
                colour=("yellow", "pink")[number % 2], note=f"Note {each.start}\n\n“x” 🏦",
                tags=["one", f"t{number}"],
            )  # fmt: skip
        notes.add_about(article, file, min(1, len(article.sections) - 1), note="About it.")
    files = [with_collection.file_of(summary.id) for summary in with_collection.articles()]
    files[0].write_text(files[0].read_text().replace(" the ", " one ", 40))
    files[1].unlink()
    with_collection.sync()
    with_collection.close()
    return notes


@pytest.mark.parametrize("name", OURS)
def test_an_empty_data_folder_gets_the_same_notes_again(name: str, tmp_path: Path) -> None:
    root, data = copied(tmp_path), tmp_path / "data"
    with Store(data) as store:
        notes = marked(root, store)
        with closing(Collection.of(root, places().cache)) as shelf:
            before = highlights.every(store)
            listed = notes.for_folder(root, shelf)
            exported = FORMATS[name].render(document_of(listed)).encode()
    assert len(before) > 20
    shutil.rmtree(data)
    with Store(data) as store, closing(Collection.of(root, places().cache)) as shelf:
        source, records = read_notes(exported)
        assert source.name == name
        made = [*Attaching(shelf, root.resolve(), store.now()).attach(records)]
        taken = take_in(store, [each for each in made if isinstance(each, Highlight)])
        assert taken == Taken(added=len(before))
        after = highlights.every(store)
        assert {each.id: essence(each) for each in after} == {
            each.id: essence(each) for each in before
        }
        states = {"ok", "moved", "orphan"}
        again = Notes(store).for_folder(root, shelf)
        assert states <= {each.state for group in again for each in group.notes}
        assert FORMATS[name].render(document_of(again)).encode() == exported
        assert take_in(store, after) == Taken(known=len(before))


def essence(highlight: Highlight) -> tuple[object, ...]:
    """Everything but where its file is and which text it was last seen in."""
    return (
        highlight.selector, highlight.colour, highlight.note, highlight.tags, highlight.created,
        highlight.changed, highlight.article.title, highlight.article.path,
    )  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_awkward_notes_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    before = [each.highlight for article in awkward().articles for each in article.notes]
    _, records = read_notes(FORMATS[name].render(awkward()).encode())
    made = list(Attaching(NoShelf(), tmp_path, "2026-11-22T00:00:00Z").attach(records))
    assert len(made) == 25
    for old, new in zip(before, made, strict=True):
        assert isinstance(new, Highlight)
        assert (new.id, new.selector, new.colour, new.note, new.tags, new.created) == (
            old.id, old.selector, old.colour, old.note, old.tags, old.created,
        )  # fmt: skip


def test_what_was_changed_or_removed_since_is_not_undone(tmp_path: Path) -> None:
    _, records = read_notes(FORMATS["json"].render(awkward()).encode())
    made = list(Attaching(NoShelf(), tmp_path, "2026-11-22T00:00:00Z").attach(records))
    later = datetime(2027, 1, 1, tzinfo=UTC)
    with Store(tmp_path / "data", clock=lambda: later) as store:
        incoming = [each for each in made if isinstance(each, Highlight)]
        take_in(store, incoming)
        notes = Notes(store)
        notes.edit(incoming[0].id, note="Newer.")
        notes.remove(incoming[1].id)
        assert take_in(store, incoming) == Taken(known=24, removed=1)
        assert notes.get(incoming[0].id).note == "Newer."


@pytest.mark.parametrize(
    "content",
    [
        b"{}", b"[]", b"", b"\xff\xfe\x00", b"just text", b"{" * 5000, b"a,b\n1,2\n",
        json.dumps({"schema": "quaere/notes/9"}).encode(),
    ],
)  # fmt: skip
def test_other_files_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NotReadable, match=r"^(?:holds no notes|is not text|cannot be read)"):
        read_notes(content)


@pytest.mark.parametrize("name", [*OURS, "koreader"])
def test_fields_of_another_kind_break_nothing(name: str, tmp_path: Path) -> None:
    """Whatever a member is replaced by, reading and attaching come to their end."""

    def spoiled(value: object, junk: object) -> list[object]:
        if isinstance(value, dict):
            return [
                {**value, key: each}
                for key, member in value.items()
                for each in (junk, *spoiled(member, junk))
            ]
        if isinstance(value, list) and value:
            return [[each] for each in spoiled(value[0], junk)]
        return []

    whole = json.loads(FORMATS[name].render(document_of_one()))
    junks: tuple[object, ...] = (None, 7, "x", [], {}, [[]], -1)
    for junk in junks:
        for content in spoiled(whole, junk):
            try:
                _, records = read_notes(json.dumps(content).encode())
            except NotReadable:
                continue
            list(Attaching(NoShelf(), tmp_path, "2026-11-22T00:00:00Z").attach(records))


def document_of_one() -> Document:
    return one_article()
