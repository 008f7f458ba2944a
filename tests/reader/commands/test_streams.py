"""Where nothing can be printed, or where one was is gone: one sentence, and no error of ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.terminal.pty_app import READER, PtyApp


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "silt.md"
    file.write_text("# Silt\n\n## Who pays?\n\nThe harbour board pays for the silt.\n")
    return file


def in_a_shell(line: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A line of the shell, in which "$@" is the program with its arguments."""
    command = ["sh", "-c", line, "sh", *READER, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_streams_that_are_closed_are_only_left_out(article: Path, closed: str) -> None:
    for arguments in (("show", article), ("search", article.parent, "silt")):
        done = in_a_shell(f'"$@" {closed}', *arguments)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_under_what_is_printed_is_said(article: Path) -> None:
    done = in_a_shell('"$@" > /dev/full', "show", article)
    assert done.returncode == 3
    assert done.stderr == "quaere: not all could be printed: no space left on device.\n"


def test_in_a_folder_that_is_gone_the_start_screen_asks(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = 'rmdir "$PWD" && exec "$@"'
    with PtyApp(program=("sh", "-c", line, "sh", *READER), cwd=gone) as app:
        app.wait_for("Quaere reads a folder")
        app.press("escape")
        assert app.wait_for_end() == 0


def test_a_name_that_no_disk_takes_is_said(article: Path, tmp_path: Path) -> None:
    assert (
        in_a_shell('"$@"', "notes", "add", article, "--section", "1", "--note", "x").returncode == 0
    )
    output = tmp_path / ("n" * 300)
    done = in_a_shell('"$@"', "export", article, "--output", output)
    assert done.returncode == 2
    assert done.stderr.endswith("cannot be written: File name too long.\n")
