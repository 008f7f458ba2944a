"""What changes in the folder is taken in while one reads, and by `index --watch`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from index.collection import Collection
from reader.screens.library import LibraryScreen
from tests.reader.driving import copied, reader

ONE = "shipping-strait-of-hesk.md"


def titles(collection: Collection) -> set[str]:
    return {summary.title for summary in collection.articles()}


async def test_a_new_article_appears_while_the_library_is_open(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root, watch=True) as drive:
        await drive.indexed()
        assert isinstance(drive.app.screen, LibraryScreen)
        (root / "new.md").write_text("# Quite new\n\nWords about a thing that is new.\n")
        await drive.until(lambda: any("Quite new" in line for line in drive.lines()), "the article")
        (root / "new.md").unlink()
        await drive.until(
            lambda: not any("Quite new" in line for line in drive.lines()), "its removal"
        )


async def test_an_article_that_is_read_follows_its_file(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    async with reader(root, watch=True) as drive:
        await drive.indexed()
        await drive.press("enter")
        path = root / ONE
        path.write_text(path.read_text().replace("\n## ", "\nA sentence that is new.\n\n## ", 1))
        await drive.until(
            lambda: "A sentence that is new." in (drive.article.article or _NOTHING).text,
            "the edit",
        )


class _NOTHING:
    text = ""


def test_index_watch_takes_in_what_changes_and_ends_when_interrupted(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    cache = tmp_path / "cache"
    command = [sys.executable, "-P", "-m", "reader", "index", str(root), "--watch",
               "--progress", "json", "--jobs", "1"]  # fmt: skip
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        env={**os.environ, "QUAERE_CACHE_DIR": str(cache)},
        # Whoever runs the tests in the background may have interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert child.stdout is not None
    try:
        events = map(json.loads, child.stdout)
        assert next(e for e in events if e["event"] == "done")["added"] == 1
        (root / "new.md").write_text("# New\n\nWords that are new.\n")
        assert next(e for e in events if e["event"] == "done")["added"] == 1
    finally:
        child.send_signal(signal.SIGINT)
        child.wait()
        child.stdout.close()
    assert child.returncode == 130
    assert "New" in titles(Collection.of(root, cache))


async def test_a_name_that_is_no_utf_8_does_not_end_the_watch(tmp_path: Path) -> None:
    root = copied(tmp_path, ONE)
    odd = Path(os.fsdecode(os.fsencode(root) + b"/odd\xff"))
    odd.mkdir()
    async with reader(root, watch=True) as drive:
        await drive.indexed()
        Path(os.fsdecode(os.fsencode(root) + b"/bad\xff.md")).write_text(
            "# Badly named\n\nWords.\n"
        )
        await drive.until(lambda: any("Badly named" in line for line in drive.lines()), "the first")
        (root / "new.md").write_text("# Quite new\n\nWords about a thing that is new.\n")
        await drive.until(lambda: any("Quite new" in line for line in drive.lines()), "the next")
