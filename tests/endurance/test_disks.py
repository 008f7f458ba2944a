"""On a full disk, and where nothing may be written, all that can be read is, nothing that was
acknowledged is lost, and what cannot be done is said. Each scene is played by `disks`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache, partial
from pathlib import Path

import pytest

from tests.conftest import PROJECT

SIZES = (0, 4, 16, 32, 48, 64, 96, 128, 256, 512, 1024, 2048)
FEW = (0,)
long = partial(pytest.param, marks=pytest.mark.long)
_WITHOUT_RIGHTS = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all")


@cache
def own_mounts() -> tuple[str, ...]:
    """What a program is started with to have mounts of its own; skips where that cannot be."""
    for prefix in (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount")):
        tried = [*prefix, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        if shutil.which("unshare") and not subprocess.run(tried, capture_output=True).returncode:
            return prefix
    pytest.skip("nobody may mount anything here, so no disk can be made full or read-only")


def play(scene: str, folder: Path, how: str, prefix: tuple[str, ...]) -> None:
    command = [*prefix, sys.executable, "-m", "tests.endurance.disks", scene, str(folder), how]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kilobytes", FEW)
def test_a_full_disk_loses_nothing(tmp_path: Path, kilobytes: int) -> None:
    play("full", tmp_path, str(kilobytes), own_mounts())


@pytest.mark.long
@pytest.mark.parametrize("kilobytes", SIZES)
def test_nor_does_a_disk_with_so_much_room(tmp_path: Path, kilobytes: int) -> None:
    play("full", tmp_path, str(kilobytes), own_mounts())


@pytest.mark.parametrize("kilobytes", [0, long(100)])
def test_an_upgrade_that_finds_no_room_changes_nothing(tmp_path: Path, kilobytes: int) -> None:
    play("upgrade", tmp_path, str(kilobytes), own_mounts())


@pytest.mark.parametrize("scene", ["home", "bare", "articles", long("cache")])
def test_a_read_only_disk_is_said_and_read(tmp_path: Path, scene: str) -> None:
    play(scene, tmp_path, "mount", own_mounts())


@pytest.mark.parametrize("scene", ["cache", *map(long, ("home", "bare", "articles"))])
def test_so_are_folders_without_the_right_to_write(tmp_path: Path, scene: str) -> None:
    prefix = () if os.geteuid() else _WITHOUT_RIGHTS
    if prefix and shutil.which(prefix[0]) is None:
        pytest.skip("root passes over modes, and setpriv is not here to take that right away")
    play(scene, tmp_path, "modes", prefix)
