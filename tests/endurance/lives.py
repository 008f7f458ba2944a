"""A child process that lives one of the lives of Quaere until it is killed, or comes to its end.

    python -m tests.endurance.lives KIND COLLECTION EXPORTS SEED

Everything is done by the command line itself, in this process. Before each change of a note it
prints what it is about to do, and afterwards that it was done: what was acknowledged must last.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import count
from pathlib import Path

from reader.cli import run

EDITS = 12
"""Changes of notes in one life of a note."""


def quaere(*arguments: str) -> str:
    """Run a command and give what it prints; it must succeed, or find nothing."""
    said, complaints = StringIO(), StringIO()
    with redirect_stdout(said), redirect_stderr(complaints):
        status = run(arguments)
    if status > 1:
        print(f"failed {' '.join(arguments)}: {complaints.getvalue().strip()}", flush=True)
        sys.exit(status)
    return said.getvalue().strip()


def index(root: Path, exports: Path, chance: random.Random) -> None:
    """Everything is read again, into a new generation."""
    quaere("index", str(root), "--jobs", "1", "--rebuild")


def sync(root: Path, exports: Path, chance: random.Random) -> None:
    """What changed is taken in."""
    quaere("index", str(root), "--jobs", "1")


def note(root: Path, exports: Path, chance: random.Random) -> None:
    """A note is made and changed again and again."""
    file = chance.choice(sorted(root.glob("*.md")))
    print("trying add - 0", flush=True)
    made = quaere("notes", "add", str(file), "--section", "1", "--note", "0")
    print(f"done add {made} 0", flush=True)
    for number in range(1, EDITS):
        _change(made, chance.choice(("edit", "edit", "remove")), number)


def _change(made: str, change: str, number: int) -> None:
    print(f"trying {change} {made} {number}", flush=True)
    if change == "edit":
        quaere("notes", "edit", made, "--note", str(number))
    else:
        quaere("notes", "remove", made)
    print(f"done {change} {made} {number}", flush=True)
    if change == "remove":
        print(f"trying restore {made} {number}", flush=True)
        quaere("notes", "restore", made)
        print(f"done restore {made} {number}", flush=True)


def export(root: Path, exports: Path, chance: random.Random) -> None:
    """Notes are changed and written out, over what was written before."""
    for number in count(1):
        for made in (exports.parent / "exported").read_text().split():
            _change(made, "edit", number)
        quaere("export", str(root), "--format", "json", "--output", str(exports / "all.json"))
        quaere("export", str(root), "--format", "csv", "--output", str(exports / "all.csv"))
        quaere("export", str(root), "--format", "obsidian", "--output", str(exports / "vault"))
        if number == 2:
            return


def migrate(root: Path, exports: Path, chance: random.Random) -> None:
    """The notes of an older version are brought up to date by the first command."""
    quaere("notes", "edit", (exports.parent / "old-note").read_text(), "--note", "edited")


LIVES: Mapping[str, Callable[[Path, Path, random.Random], None]] = {
    "index": index,
    "sync": sync,
    "note": note,
    "export": export,
    "migrate": migrate,
}


def main() -> None:
    """Live."""
    kind, root, exports, seed = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    # What every life needs is loaded before the clock of the killer starts.
    import reader.commands.export
    import reader.commands.index
    import reader.commands.notes  # noqa: F401

    print("ready", flush=True)
    LIVES[kind](root, exports, random.Random(seed))
    print("finished", flush=True)


if __name__ == "__main__":
    main()
