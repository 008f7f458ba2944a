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

import pytest

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


@pytest.mark.parametrize("kills", [KILLS, pytest.param(200, marks=pytest.mark.long)])
def test_no_acknowledged_highlight_is_lost(folder: Path, kills: int) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(20261122)
    for _ in range(kills):
        acknowledged |= _written_until_killed(folder, chance.uniform(0.0, 0.06))
        with Store(folder) as store:
            kept = {highlight.id for highlight in highlights.every(store)}
        assert acknowledged <= kept
    assert len(acknowledged) >= kills
    print(f"{kills} kills, {len(acknowledged)} acknowledged, none lost")


@pytest.mark.parametrize("each", [25, pytest.param(200, marks=pytest.mark.long)])
def test_two_copies_that_add_at_once_lose_nothing(folder: Path, each: int) -> None:
    program = WRITER.replace("while True:", f"for _ in range({each}):")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder)], cwd=PROJECT, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    printed = [writer.communicate()[0].decode().split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    with Store(folder) as store:
        kept = {highlight.id for highlight in highlights.every(store)}
    assert kept == {id for ids in printed for id in ids}
    assert len(kept) == 2 * each


FILLING = """
import resource, sys
from pathlib import Path
from reader.store import Store, StoreError, highlights
from tests.reader.store.highlights_made import made

with Store(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        while True:
            highlight = made(note="note " * 400)
            highlights.add(store, highlight)
            print(highlight.id, flush=True)
    except StoreError as error:
        print(error, file=sys.stderr)
"""


def test_a_full_disk_loses_nothing_and_is_said(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(folder)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(done.stdout.split()) >= 5
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    with Store(folder) as store:
        assert {each.id for each in highlights.every(store)} == set(done.stdout.split())


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
