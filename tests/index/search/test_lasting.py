"""A commit is on the disk before it is told: what is named is there when the name is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.search.engine import WhooshEngine
from tests.index.search.killed import sections


class Disk:
    """Takes down what is brought to the disk, and which of it had not been when it was named."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.safe: set[Path] = set()
        self.named_too_early: list[Path] = []
        self.names: list[Path] = []
        fsync, rename = os.fsync, os.rename

        def noted_fsync(handle: int) -> None:
            fsync(handle)
            self.safe.add(Path(f"/proc/self/fd/{handle}").readlink())

        def noted_rename(source: str, target: str) -> None:
            folder = Path(target).parent
            written = [path for path in folder.iterdir() if path.suffix == ".seg"]
            self.named_too_early += {*written, Path(source)} - self.safe
            self.names.append(Path(target))
            # The name itself is not there before its folder is.
            self.safe.discard(folder)
            rename(source, target)

        monkeypatch.setattr(os, "fsync", noted_fsync)
        monkeypatch.setattr(os, "rename", noted_rename)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_files_are_on_the_disk_before_they_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    folder = tmp_path / "search"
    engine = WhooshEngine.create(folder)
    for number in range(12):  # so that segments are merged, too
        engine.replace(sections(f"a{number}", "some", 2), ())
        assert folder in disk.safe
    engine.close()
    assert len(disk.names) >= 13 and all(name.suffix == ".toc" for name in disk.names)
    assert disk.named_too_early == []
