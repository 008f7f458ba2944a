"""How soon the reader is there: imports, and the first paint beside an empty Textual application.

The paint of the reader is the library with its articles on the screen. Both are started in turn in
a real terminal, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import empty_app
from tests.benchmarks.measuring import Cell, median, options, table
from tests.terminal.pty_app import READER, PtyApp

IMPORTS = {
    "nothing": "pass",
    "index": "import index",
    "reader.cli": "import reader.cli",
    "the face of index": "import index.collection",
    "textual.app": "import textual.app",
    "reader.app with its first screen": "import reader.app, reader.screens.library",
}
EMPTY = (sys.executable, "-P", str(Path(empty_app.__file__)))


@dataclass(frozen=True, slots=True)
class Paint:
    """Seconds from the start to the paint, and CPU seconds of the process until then."""

    wall: float
    cpu: float


def paints(
    program: Sequence[str], arguments: Sequence[str], signs: Sequence[str], env: Mapping[str, str]
) -> list[Paint]:
    """Starts a program in a terminal; how long until it has painted each of some words."""
    with PtyApp(*arguments, program=program, env=env) as app:
        found: list[Paint] = []
        for sign in signs:
            app.wait_for_bytes(sign.encode(), timeout=120)
            found.append(Paint(app.began_ago(), app.cpu_seconds()))
        return found


def import_seconds(code: str, rounds: int) -> float:
    """CPU seconds of a fresh interpreter for some imports; the middle of several rounds."""
    spent: list[float] = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(spent)


@dataclass(frozen=True, slots=True)
class Target:
    """A program to start, and what to wait for, by name."""

    program: Sequence[str]
    arguments: Sequence[str]
    signs: Mapping[str, str]
    env: Mapping[str, str]


def compare(targets: Mapping[str, Target], rounds: int) -> list[list[Cell]]:
    """The middle of several starts, in turn, beside the first target."""
    found: dict[str, list[Paint]] = {}
    for _ in range(rounds):
        for name, target in targets.items():
            seen = paints(target.program, target.arguments, [*target.signs.values()], target.env)
            for sign, paint in zip(target.signs, seen, strict=True):
                found.setdefault(name + sign, []).append(paint)
    middle = {
        name: Paint(median([p.wall for p in each]), median([p.cpu for p in each]))
        for name, each in found.items()
    }
    base = next(iter(middle.values()))
    return [
        [name, 1000 * each.wall, each.wall / base.wall, 1000 * each.cpu, each.cpu / base.cpu]
        for name, each in middle.items()
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("rounds", 7, "starts of each program"),
        ("small", 2000, "articles of the small collection"),
        ("large", 10_000, "articles of the large collection"),
    )
    if chosen.quick:
        chosen.rounds, chosen.small, chosen.large = 1, 5, 0
    nothing = import_seconds("pass", chosen.rounds)
    rows: list[list[Cell]] = []
    for name, code in IMPORTS.items():
        seconds = import_seconds(code, chosen.rounds)
        rows.append([name, seconds * 1000, (seconds - nothing) * 1000])
    print(table(("import", "CPU ms", "beyond nothing"), rows), end="\n\n")

    targets = {"empty Textual app": Target(EMPTY, (), {"": empty_app.READY}, {})}
    for articles in filter(None, (chosen.small, chosen.large)):
        folder = workshop.collection(articles)
        env = workshop.indexed(folder, f"indexed-{articles}")
        signs = {": first frame": "Quaere ·", ": the articles": f" {articles} articles"}
        targets[f"reader, {articles} articles"] = Target(READER, ("open", str(folder)), signs, env)
    print(table(("first paint", "ms", "ratio", "CPU ms", "ratio"), compare(targets, chosen.rounds)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
