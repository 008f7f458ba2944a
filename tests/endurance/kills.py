"""Killing Quaere at random moments of its lives, and looking at what is left each time."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from index.cache import cache_of
from index.collection import Collection, read_file
from reader.notes.book import Notes
from reader.parts import sweep
from reader.store import Store, highlights
from reader.store.schema import STEPS
from tests.conftest import PROJECT
from tests.endurance.litter import in_cache, in_data, processes_in
from tests.endurance.lives import LIVES
from tests.index.search.dump import held
from tests.index.shelf import ARTICLE
from tests.reader.store.highlights_made import made

ARTICLES = 12
WORDS = ("amber", "basalt", "copper", "diamond", "emerald", "flint", "garnet", "hematite")
_ONE_IN = 10
"""The index is compared with a fresh one after so many kills of what writes it."""


@dataclass
class Record:
    """What became of the kills of one kind of life."""

    kills: int = 0
    midway: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    litter: list[str] = field(default_factory=list)
    compared: int = 0

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return [*self.lost, *self.unreadable, *self.different, *self.litter]


class Wreck:
    """A collection, its index, its notes and its exports, in a folder of their own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.root, self.exports = folder / "articles", folder / "exports"
        self.data, self.cache = folder / "data", folder / "cache"
        self.temporary = folder / "tmp"
        for each in (self.root, self.exports, self.exports / "vault", self.temporary):
            each.mkdir(parents=True)
        self.records = {kind: Record() for kind in LIVES}
        self.truth: dict[str, tuple[str, bool]] = {}
        self._usual: dict[str, float] = {}
        for number in range(ARTICLES):
            self.write(number)
        self._make_exported()
        self._whole("sync")

    # Killing

    def kill(self, kind: str) -> None:
        """Start a life and kill it within the time that it usually takes, then look."""
        record = self.records[kind]
        self._before(kind)
        said = self._killed(kind)
        record.kills += 1
        if any(line.startswith("failed") for line in said):
            record.unreadable.append(f"{kind} {record.kills}: {said[-1]}")
        self._look(kind, said)
        if kind in ("index", "sync", "export") and record.kills % _ONE_IN == 0:
            self.compare(kind)

    def _killed(self, kind: str) -> list[str]:
        """What a life has said until it was killed."""
        record = self.records[kind]
        with self._child(kind) as child:
            moment = self.chance.uniform(0, 1.1 * self._usual[kind])
            end = time.monotonic() + moment
            while (left := end - time.monotonic()) > 0 and child.poll() is None:
                time.sleep(min(left, 0.05))
                if kind == "sync" and self.chance.random() < 0.5:
                    self.change()
            record.midway += child.poll() is None
            child.send_signal(signal.SIGKILL)
            assert child.stdout is not None
            return child.stdout.read().splitlines()

    def compare(self, kind: str) -> None:
        """The next start mends everything: as a fresh index, no litter, no process left."""
        record = self.records[kind]
        self._whole("sync")
        record.compared += 1
        collection, fresh = self._open(), Collection(self.root, self.folder / "fresh")
        fresh.sync(jobs=1)
        if problem := collection.problem():
            record.different.append(f"{kind} {record.kills}: {problem}")
        if list(held(collection)) != list(held(fresh)):
            record.different.append(f"{kind} {record.kills}: other sections")
        if collection.articles() != fresh.articles():
            record.different.append(f"{kind} {record.kills}: other articles")
        for each in fresh.articles():
            if collection.findings(each.id) != fresh.findings(each.id):
                record.different.append(f"{kind} {record.kills}: other findings in {each.path}")
        collection.close()
        fresh.close()
        record.litter += [f"{kind} {record.kills}: {name}" for name in self.litter()]

    def _before(self, kind: str) -> None:
        if kind == "migrate":
            self._make_old()
        if kind in ("sync", "export"):
            self.change()
        if kind not in self._usual:
            begun = self._whole(kind)
            self._usual[kind] = time.monotonic() - begun
            if kind == "migrate":
                self._make_old()

    def _whole(self, kind: str) -> float:
        """A life that is not killed; when it began."""
        with self._child(kind) as child:
            begun = time.monotonic()
            assert child.stdout is not None
            said = child.stdout.read().splitlines()
            assert said[-1:] == ["finished"], (kind, said)
        self._note_changes(kind, said)
        return begun

    @contextmanager
    def _child(self, kind: str) -> Iterator[subprocess.Popen[str]]:
        """A life that has just begun; it is over afterwards."""
        data = self.folder / "old" if kind == "migrate" else self.data
        environment = {
            **os.environ,
            "QUAERE_DATA_DIR": str(data),
            "QUAERE_CACHE_DIR": str(self.cache),
            "TMPDIR": str(self.temporary),
        }
        command = [sys.executable, "-m", "tests.endurance.lives", kind, str(self.root),
                   str(self.exports), str(self.chance.random())]  # fmt: skip
        with subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True,
        ) as child:  # fmt: skip
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            try:
                yield child
            finally:
                child.kill()

    # Looking

    def _look(self, kind: str, said: list[str]) -> None:
        record = self.records[kind]
        try:
            collection = self._open()
            for word in WORDS[:3]:
                # A killed sync may have left words that an article has no more: the next sees to
                # that. But every hit can be opened.
                for hit in collection.search(word).hits:
                    collection.read(hit.article)
            collection.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not be
            record.unreadable.append(f"{kind} {record.kills}: {error!r}")
        if kind == "migrate":
            self._look_at_old(record)
        else:
            self._note_changes(kind, said)
            self._look_at_notes(record, said[-1] if said else "")
        self._look_at_exports(record)

    def _note_changes(self, kind: str, said: list[str]) -> None:
        """Take down what was acknowledged."""
        for line in said:
            match line.split():
                case ["done", change, made, number]:
                    self.records[kind].acknowledged += 1
                    known = self.truth.get(made, ("", False))[0]
                    text = number if change in ("add", "edit") else known
                    self.truth[made] = (text, change == "remove")

    def _look_at_notes(self, record: Record, last: str) -> None:
        """What was acknowledged is there; what was begun last may be there, too."""
        with Store(self.data) as store:
            there = {each.id: each.note for each in highlights.every(store)}
        match last.split():
            case ["trying", _, tried, number]:
                pass
            case _:
                tried, number = "", ""
        for made_id, (text, removed) in list(self.truth.items()):
            now = (there.get(made_id, text), made_id not in there)
            begun = tried == made_id and now[0] in (text, number)
            if now != (text, removed) and not begun:
                record.lost.append(f"{made_id} is {now} and not {(text, removed)}")
            self.truth[made_id] = now

    def _look_at_old(self, record: Record) -> None:
        """The notes that were there before are all there after the next start."""
        with Store(self.folder / "old") as store:
            there = {each.id for each in highlights.every(store)}
        record.acknowledged += len(self._old)
        record.lost += [f"{each} did not outlast an upgrade" for each in self._old - there]
        record.litter += in_data(self.folder / "old")

    def _look_at_exports(self, record: Record) -> None:
        """Every file is whole."""
        whole = self.exports / "all.json"
        if whole.exists():
            try:
                json.loads(whole.read_text("utf-8"))
            except ValueError as error:
                record.lost.append(f"{whole.name} is torn: {error}")
        for file in (self.exports / "vault").glob("*.md"):
            if not file.read_text("utf-8").endswith("-->\n") and "%%\n" not in file.read_text():
                record.lost.append(f"{file.name} is torn")

    def litter(self) -> list[str]:
        """What should not lie about once everything came to its end."""
        found = in_cache(cache_of(self.cache, self.root.resolve()))
        for folder in (self.exports, self.exports / "vault"):
            for part in folder.glob(".*.part"):
                os.utime(part, (0, 0))  # an hour later the next export takes it away
            sweep(folder)
        found += [str(each) for each in self.exports.rglob(".*")]
        found += [f"tmp/{each.name}" for each in self.temporary.iterdir()]
        return [*found, *in_data(self.data), *processes_in(self.folder)]

    # Making

    def write(self, number: int) -> None:
        """An article about some word, older than now: what has just changed is read again."""
        word = self.chance.choice(WORDS)
        file = self.root / f"{number}.md"
        file.write_text(ARTICLE.format(word=word, title=f"On {word} {self.chance.random()}"))
        if self.chance.random() < 0.7:
            os.utime(file, (1_700_000_000, self.chance.randrange(1_700_000_000)))

    def change(self) -> None:
        """Change, add, move or remove a file."""
        number = self.chance.randrange(2 * ARTICLES)
        file = self.root / f"{number}.md"
        match self.chance.randrange(4):
            case 0 if len(list(self.root.iterdir())) > ARTICLES // 2:
                file.unlink(missing_ok=True)
            case 1 if file.exists():
                file.rename(self.root / f"{self.chance.randrange(2 * ARTICLES)}.md")
            case _:
                self.write(number)

    def _make_exported(self) -> None:
        """A few notes on articles that stay, to be exported again and again."""
        with Store(self.data) as store:
            for number in range(4):
                file = self.root / f"staying-{number}.md"
                file.write_text(ARTICLE.format(word="jade", title=f"On jade {number}"))
                each = Notes(store).add(read_file(file), file, 5, 30, note="0")
                self.truth[each.id] = ("0", False)
        (self.folder / "exported").write_text("\n".join(self.truth))

    def _make_old(self) -> None:
        """The notes of some older version."""
        folder = self.folder / "old"
        shutil.rmtree(folder, ignore_errors=True)
        with Store(folder, steps=STEPS[: self.chance.randrange(1, len(STEPS))]) as store:
            self._old = set()
            for _ in range(30):
                each = made(note="note " * 40)
                highlights.add(store, each)
                self._old.add(each.id)
        (self.folder / "old-note").write_text(each.id)

    def _open(self) -> Collection:
        return Collection(self.root, self.cache)


def table(records: dict[str, Record]) -> str:
    """What became of all kills, in Markdown."""
    heads = ("life", "kills", "midway", "acknowledged", "lost", "unreadable", "compared",
             "different", "litter")  # fmt: skip
    rows = [
        (kind, r.kills, r.midway, r.acknowledged, len(r.lost), len(r.unreadable), r.compared,
         len(r.different), len(r.litter))
        for kind, r in records.items()
    ]  # fmt: skip
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
