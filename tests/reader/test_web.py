"""The reader in a browser: for who has the key, from its own page, and it starts no program."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.dictionary import NotLookedUp, look_up
from reader.editor import NoEditor, edit
from reader.in_browser import VARIABLE
from reader.outside import CannotOpen, open_address, open_folder
from tests.reader.driving import SAMPLES, reader

has_extra = importlib.util.find_spec("textual_serve") is not None
needs_extra = pytest.mark.skipif(not has_extra, reason="the optional part “web” is not installed")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")


@pytest.mark.usefixtures("browser")
def test_no_program_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = tmp_path / "started"
    file = tmp_path / "a.md"
    file.write_text("text")
    monkeypatch.setenv("EDITOR", f"touch {started}")
    with pytest.raises(NoEditor, match="no program is started"):
        edit(file)
    with pytest.raises(NotLookedUp, match="no program is started"):
        look_up(["touch", str(started)], "word")
    with pytest.raises(CannotOpen, match="no program is started"):
        open_folder(tmp_path)
    with pytest.raises(CannotOpen, match="no program is started"):
        open_address("https://example.org/")
    assert not started.exists()


@pytest.mark.usefixtures("browser")
async def test_no_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = tmp_path / "sample_articles-notes.md"
    kept.write_text("mine")
    async with reader(SAMPLES) as drive:
        await drive.indexed()
        await drive.press("enter", "h", "e", "ctrl+r")
        assert "no file replaced" in drive.text().replace("\n", " ")
    assert kept.read_text() == "mine"


@asynccontextmanager
async def served(*arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`quaere web` as it is started, and what it says first."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reader", "web", str(SAMPLES), *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        said = await asyncio.wait_for(process.stdout.readline(), 60)
        yield process, (said or await process.stderr.read()).decode()
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.skipif(has_extra, reason="the optional part is installed")
async def test_without_the_optional_part_it_says_what_to_install() -> None:
    async with served() as (process, said):
        assert await process.wait() == 2
        assert 'pip install "quaere[web]"' in said


@needs_extra
async def test_only_who_has_the_key_is_let_in_and_only_from_its_own_page(samples: Path) -> None:
    import aiohttp

    assert samples
    port = free_port()
    async with served("--port", str(port)) as (_, said):
        found = re.search(r"(http://127\.0\.0\.1:\d+)/\?key=\S+", said)
        assert found is not None
        page, origin = found[0], found[1]
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as browser:

            async def status(address: str, **headers: str) -> int:
                async with browser.get(address, headers=headers) as answer:
                    return int(answer.status)

            assert await status(origin) == 403
            assert await status(f"{origin}/?key=wrong") == 403
            assert await status(f"{origin}/static/") == 403
            assert await status(page, Host=f"evil.example:{port}") == 403
            assert await status(page, Origin="https://evil.example") == 403
            assert await status(page) == 200
            # With the key of its cookie, from another page or from none.
            for elsewhere in ("https://evil.example", "null", None):
                with pytest.raises(aiohttp.WSServerHandshakeError):
                    await browser.ws_connect(f"{origin}/ws", origin=elsewhere)
            async with browser.ws_connect(f"{origin}/ws?width=100&height=30", origin=origin) as ws:
                await shows(ws, b"18 articles")


async def shows(connection: Any, wanted: bytes) -> None:
    """Until the page was sent this."""
    sent = b""
    while wanted not in sent:
        message = await asyncio.wait_for(connection.receive(), 120)
        assert isinstance(message.data, (bytes, str)), f"closed: {message.data}"
        if isinstance(message.data, bytes):
            sent += message.data
