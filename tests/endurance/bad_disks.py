"""Kills while the disk has no room, or may not be written to: a wreck on a disk that is mounted.

    python -m tests.endurance.bad_disks FOLDER KILLS

To be run in a mount namespace of its own.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.endurance.disks import fill, freeze, mount
from tests.endurance.kills import Wreck, table
from tests.endurance.lives import LIVES

SEED = 20261124
SIZE = "48m"
LARGEST = 400
"""Kilobytes that are left at the most where the disk is full: a life writes more than that."""
STATES = ("full", "cache", "data", "articles", "all")
"""The disk is full, or what may not be written to."""


class PoorWreck(Wreck):
    """A wreck whose lives find a bad disk; that they cannot do what they should is no fault."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder, seed)
        self.seen: dict[str, int] = dict.fromkeys(STATES, 0)
        self.refused = 0

    def _killed(self, kind: str) -> list[str]:
        number = sum(self.seen.values())
        # Each state as often as any other, and with every kind of life.
        state = STATES[(number + number // len(STATES)) % len(STATES)]
        self.seen[state] += 1
        with self._full() if state == "full" else self._frozen(state):
            said = super()._killed(kind)
        done = [line for line in said if not line.startswith("failed")]
        self.refused += len(said) - len(done)
        return done

    def change(self) -> None:
        """Change something, if the disk lets us."""
        with suppress(OSError):
            super().change()

    @contextmanager
    def _full(self) -> Iterator[None]:
        ballast = self.folder / "ballast"
        fill(ballast, self.chance.randrange(LARGEST))
        yield
        ballast.unlink()

    @contextmanager
    def _frozen(self, state: str) -> Iterator[None]:
        old = self.folder / "old"
        places = {
            "cache": [self.cache],
            "data": [self.data, *([old] if old.exists() else [])],
            "articles": [self.root],
            "all": [self.folder],
        }[state]
        for place in places:
            freeze(place)
        yield
        for place in places:
            # Lazily: what the killed process has started may have a file open for a moment.
            subprocess.run(["umount", "--lazy", place], check=True)


def main() -> None:
    """Kill so often, each kind of life as often as any other; whatever is wrong is an error."""
    folder, kills = Path(sys.argv[1]), int(sys.argv[2])
    mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    wreck = PoorWreck(folder, SEED)
    kinds = [list(LIVES)[number % len(LIVES)] for number in range(kills)]
    wreck.chance.shuffle(kinds)
    for kind in kinds:
        wreck.kill(kind)
    wreck.compare("sync")
    print(table(wreck.records))
    print(f"states: {wreck.seen}, refused: {wreck.refused}")
    wrong = [each for record in wreck.records.values() for each in record.wrong]
    assert wrong == [], wrong


if __name__ == "__main__":
    main()
