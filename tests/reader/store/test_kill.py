"""A note whose id was printed is never lost, however the process ends."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from reader.store import Store, highlights

PROJECT = Path(__file__).resolve().parents[3]
KILLS = 20
WRITER = """
import sys
from pathlib import Path
from reader.store import Store, highlights
from tests.reader.store.highlights_made import made

with Store(Path(sys.argv[1])) as store:
    while True:
        highlight = made(note="note " * 40)
        highlights.add(store, highlight)
        print(highlight.id, flush=True)
"""


def test_no_acknowledged_highlight_is_lost(folder: Path) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(20261122)
    for _ in range(KILLS):
        acknowledged |= _written_until_killed(folder, chance.uniform(0.0, 0.06))
        with Store(folder) as store:
            kept = {highlight.id for highlight in highlights.every(store)}
        assert acknowledged <= kept
    assert len(acknowledged) >= KILLS


def _written_until_killed(folder: Path, seconds: float) -> set[str]:
    """Ids that a writer printed before it was killed, some time after its first."""
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    printed = os.read(child.stdout.fileno(), 4096)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([child.stdout], [], [], left)[0]:
            printed += os.read(child.stdout.fileno(), 4096)
    child.send_signal(signal.SIGKILL)
    printed += child.stdout.read()
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    # The last line may have been cut short by the kill: then it was not acknowledged.
    return {line.decode() for line in printed.split(b"\n")[:-1]}
