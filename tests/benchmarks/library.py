"""The library of very many articles: its first paint beside an empty application, CPU of a key.

A third of the articles was read or begun, some are tagged and favourites. Both numbers are of the
whole process in a real terminal, from the key until the screen rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reader.notes.model import ArticleRef
from reader.store import Store, reading, shelving
from reader.store.reading import ReadingPlace
from reader.store.shelving import Shelved
from tests.benchmarks import empty_app
from tests.benchmarks.measuring import Cell, median, options, percentile, table
from tests.benchmarks.startup import EMPTY, Target, compare
from tests.terminal.pty_app import READER, PtyApp

_KEYS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "filter, a letter more": (("/",), tuple("price of tag:energy")),
    "filter, a letter less": ((), ("backspace",) * 12),
    "down": (("escape",), ("j",) * 20),
    "mark": ((), ("v",) * 20),
    "order": (("escape",), ("1", "2", "3", "4", "5", "6", "8", "9", "1", "1")),
    "group": ((), ("ctrl+o",) * 12),
}
"""By what is measured: keys that lead there, and those that are measured."""


def plant(store: Store, files: Iterable[Path]) -> None:
    """States, tags and favourites, as somebody has who uses it for long."""
    places: list[ReadingPlace] = []
    shelved: list[Shelved] = []
    for number, file in enumerate(sorted(files)):
        ref = ArticleRef(str(file.resolve()), f"text {number}", None, file.stem)
        if number % 3 == 0:
            state: reading.ReadingState = "read" if number % 2 else "reading"
            places.append(ReadingPlace(ref, panel="claim", state=state, progress=0.4))
        if number % 7 == 0:
            tags = (("later", "deep") if number % 2 else ("later",)) if number % 14 else ()
            shelved.append(Shelved(ref, number % 5 == 0, number % 4 == 0, tags))
    reading.save(store, *places)
    shelving.save(store, shelved)


def key_seconds(app: PtyApp, keys: Iterable[str]) -> list[float]:
    """CPU seconds of each key until the screen rests after it."""
    spent: list[float] = []
    for key in keys:
        before = app.cpu_seconds()
        app.press(key)
        app.settle(0.3)
        spent.append(app.cpu_seconds() - before)
    return spent


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("rounds", 5, "starts of each program"),
        ("articles", 10_000, "articles of the library"),
        ("words", 300, "words of an article"),
    )
    if chosen.quick:
        chosen.rounds, chosen.articles, chosen.words = 1, 20, 100
    folder = workshop.collection(chosen.articles, size=chosen.words)
    env = workshop.indexed(folder, f"library-{chosen.articles}")
    with Store(Path(env["QUAERE_DATA_DIR"])) as store:
        plant(store, (each for each in folder.rglob("*.*") if each.is_file()))
    ready = f"{chosen.articles} articles"
    signs = {": first frame": "Quaere ·", ": the articles": f" {ready}"}
    targets = {
        "empty Textual app": Target(EMPTY, (), {"": empty_app.READY}, {}),
        f"library, {ready}": Target(READER, ("open", str(folder)), signs, env),
    }
    print(table(("first paint", "ms", "ratio", "CPU ms", "ratio"), compare(targets, chosen.rounds)))
    rows: list[list[Cell]] = []
    with PtyApp("open", folder, env=env) as app:
        app.wait_for(ready)
        app.wait_until_alone()
        app.settle(0.5)
        for name, (lead, keys) in _KEYS.items():
            app.press(*lead)
            app.settle(0.3)
            spent = [1000 * each for each in key_seconds(app, keys[:3] if chosen.quick else keys)]
            rows.append([name, median(spent), percentile(spent, 0.95), max(spent)])
    print()
    print(table(("key", "CPU ms, median", "p95", "most"), rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
