"""What is handed to the desktop: only safe addresses and folders, argument by argument."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.outside import CannotOpen, open_address, open_folder

pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="another opener there")


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose opener writes down what it was given, a line for each argument."""
    told = tmp_path / "told"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{told}"\ntest "$1" != mailto:nobody@x\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(opener.parent), prepend=":")
    monkeypatch.setenv("DISPLAY", ":0")
    return told


def test_an_address_is_one_argument(opened: Path) -> None:
    open_address("https://a.example/x?q=1;touch%20y&z=$(id)")
    assert opened.read_text() == "https://a.example/x?q=1;touch%20y&z=$(id)\n"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:x", "-h", "https://a b", ""])
def test_nothing_but_safe_addresses_is_opened(opened: Path, address: str) -> None:
    with pytest.raises(CannotOpen):
        open_address(address)
    assert not opened.exists()


def test_an_opener_that_fails_is_said(opened: Path) -> None:
    with pytest.raises(CannotOpen, match="could not open"):
        open_address("mailto:nobody@x")
    assert opened.exists()


def test_a_folder_is_shown_and_one_that_is_gone_is_not(opened: Path, tmp_path: Path) -> None:
    folder = tmp_path / "-a folder; with signs"
    folder.mkdir()
    open_folder(folder)
    assert opened.read_text() == f"{folder}\n"
    with pytest.raises(CannotOpen, match="not there"):
        open_folder(tmp_path / "gone")


def test_without_a_desktop_nothing_writes_over_the_screen(
    opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CannotOpen, match="no desktop"):
        open_address("https://a.example")
    assert not opened.exists()
