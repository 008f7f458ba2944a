"""Two readers, two that index, one that writes notes: all on one collection that changes meanwhile.

One of those that index is killed in between. The others come to their end, the readers answer, all
notes that were acknowledged are there, and the index is as one made anew.
python -m pytest -m long tests/endurance/test_two_of_everything.py
"""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.endurance.kills import WORDS, Wreck
from tests.terminal.hostile import Planter
from tests.terminal.pty_app import PtyApp
from tests.terminal.signs import the_library_is_shown, without
from tests.terminal.visiting import Scene


def said_by(child: subprocess.Popen[str]) -> list[str]:
    """What a life says until it is over."""
    assert child.stdout is not None
    return child.stdout.read().splitlines()


@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=pytest.mark.long)])
def test_none_is_in_the_way_of_another(tmp_path: Path, rounds: int) -> None:
    wreck = Wreck(tmp_path, seed=20261125)
    env = {"QUAERE_DATA_DIR": str(wreck.data), "QUAERE_CACHE_DIR": str(wreck.cache)}
    command = Scene(Planter(), wreck.root, env)
    with PtyApp("open", wreck.root, env=env) as one, PtyApp("open", wreck.root, env=env) as other:
        for app in (one, other):
            app.wait_for(the_library_is_shown)
        for _ in range(rounds):
            for _ in range(3):
                wreck.change()
            with ExitStack() as stack:
                killed, lasting, writing = (
                    stack.enter_context(wreck._child(kind)) for kind in ("index", "sync", "note")
                )
                moment = time.monotonic() + wreck.chance.uniform(0, 2)
                while time.monotonic() < moment and killed.poll() is None:
                    one.pump(time.monotonic() + 0.05)
                    other.pump(time.monotonic() + 0.05)
                killed.send_signal(signal.SIGKILL)
                command.run("search", wreck.root, WORDS[0])
                written, taken_in = said_by(writing), said_by(lasting)
                assert (written[-1], taken_in[-1]) == ("finished", "finished")
            wreck._look("note", written)
            for app in (one, other):
                app.press("?")
                app.wait_for("Keys: ")
                app.press("escape")
                app.wait_for(without("Keys: "))
        for app in (one, other):
            app.press("q")
            assert app.wait_for_end() == 0
    wreck.compare("sync")
    assert [wrong for record in wreck.records.values() for wrong in record.wrong] == []
    assert wreck.records["note"].acknowledged >= 10 * rounds
