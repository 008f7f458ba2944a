"""Killed on a disk that is full or may not be written to, nothing that was acknowledged is lost.

Afterwards the disk has room again, and everything must work. Played by `bad_disks`, in a mount
namespace as `test_disks` does. The full run prints a table:
python -m pytest -m long -s tests/endurance/test_kills_on_bad_disks.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.endurance.test_disks import own_mounts


@pytest.mark.parametrize("kills", [5, pytest.param(150, marks=pytest.mark.long)])
def test_kills_on_bad_disks_lose_nothing(tmp_path: Path, kills: int) -> None:
    module = (sys.executable, "-m", "tests.endurance.bad_disks")
    command = [*own_mounts(), *module, str(tmp_path), str(kills)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stderr
