"""`quaere add`: what it prints, where it writes, how it ends."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reader.adding.saving import PAGE
from tests.reader.adding.serving import Exchange, Site, redirect, response, running
from tests.reader.commands.running import Runner

TEXT = "Who pays for the walls?\n\n" + "The state pays for the stone and the town for labour. " * 20


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        site.pages["/tides"] = response(PAGE)
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_it_prints_the_path_of_each_and_nothing_else(
    quaere: Runner, site: Site, folder: Path, sample_articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, TEXT.encode())
    sample = sample_articles / "wind-forecast-cut.txt"
    ran = quaere("add", "--allow-private", folder, site.url("/tides"), sample, "-")
    assert (ran.status, ran.err) == (0, "")
    paths = [Path(line) for line in ran.out.splitlines()]
    assert [path.parent for path in paths] == [folder] * 3
    assert [path.name for path in paths][:2] == ["who-owns-the-tides-of-osk.md", sample.name]
    assert all(path.is_file() for path in paths)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [".originals", *(path.name for path in paths)]
    )
    found = quaere("search", folder, "stone", "--json").json
    assert {hit["path"] for hit in found["hits"]} == {paths[2].name}


def test_one_that_fails_does_not_stop_the_others(quaere: Runner, site: Site, folder: Path) -> None:
    ran = quaere("add", folder, "--allow-private", site.url("/gone"), site.url("/tides"), "none.md")
    assert ran.status == 1
    assert ran.out == f"{folder}/who-owns-the-tides-of-osk.md\n"
    assert ran.err.splitlines() == [
        f"quaere: {site.url('/gone')} answered 404 Not Found: there is no such page.",
        "quaere: none.md does not exist; an address begins with http:// or https://.",
    ]


def test_json(quaere: Runner, site: Site, folder: Path) -> None:
    site.pages["/t"] = redirect("/tides")
    ran = quaere("add", folder, site.url("/t"), "javascript:x", "--json", "--allow-private")
    assert ran.status == 1
    assert ran.json == {
        "schema": "quaere/add/1",
        "added": [
            {
                "source": site.url("/t"),
                "path": f"{folder}/who-owns-the-tides-of-osk.md",
                "status": "added",
                "title": "Who owns the tides of Osk?",
                "url": site.url("/tides"),
                "original": f"{folder}/.originals/who-owns-the-tides-of-osk.html",
                "notes": [],
            }
        ],
        "failed": [
            {
                "source": "javascript:x",
                "why": "is an address of the kind 'javascript'; only http and https are fetched",
            }
        ],
    }
    assert next(iter(ran.json)) == "schema"
    assert f"{site.url('/t')} leads to {site.url('/tides')}" in ran.err
    again = quaere("add", folder, site.url("/t"), "--json", "--allow-private")
    assert again.status == 0
    assert again.json["added"][0]["status"] == "unchanged"


def test_without_leave_nothing_private_is_asked(quaere: Runner, site: Site, folder: Path) -> None:
    for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"):
        ran = quaere("add", folder, f"http://{host}:{site.port}/tides")
        assert (ran.status, ran.out) == (1, "")
        assert "which is no address of the open internet (--allow-private fetches" in ran.err
    assert site.requests == []
    assert list(folder.iterdir()) == []


def test_an_endless_page_is_cut_off_and_not_kept(quaere: Runner, site: Site, folder: Path) -> None:
    sent = 0

    def endless(exchange: Exchange) -> None:
        nonlocal sent
        piece = b"<p>and so on it goes</p>" * 40_000
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while sent < 5_000_000_000 and exchange.send(piece):
            sent += len(piece)

    site.pages["/"] = endless
    ran = quaere("add", "--allow-private", folder, site.url())
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"quaere: {site.url()} is larger than 20 MB.\n"
    assert sent < 100_000_000
    assert list(folder.iterdir()) == []


def test_what_a_server_says_cannot_reach_the_terminal(
    quaere: Runner, site: Site, folder: Path
) -> None:
    title = "Tides \x1b]0;owned\x07\x1b[31m\u202e of Osk"
    site.pages["/"] = response(PAGE.replace(b"Who owns the tides of Osk?", title.encode()))
    site.pages["/away"] = redirect("/\x1b[31mred")
    ran = quaere("add", "--allow-private", folder, site.url(), site.url("/away"))
    assert "\x1b" not in ran.out + ran.err and "\u202e" not in ran.out + ran.err
    assert Path(ran.out.rstrip("\n")).name == "tides-0-owned-31m-of-osk.md"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere", "a.md"), "there is no file or folder nowhere."),
        (("FILE", "a.md"), "is a file; a folder of articles is needed here."),
        (("FOLDER",), "Missing argument 'SOURCE...'"),
        (("FOLDER", "-", "-"), "standard input can be read only once."),
        (("FOLDER", "a", "b", "--title", "x"), "--title needs a title, and exactly one SOURCE."),
        (("FOLDER", "a", "--title", " "), "--title needs a title, and exactly one SOURCE."),
    ],
)
def test_wrong_usage(
    quaere: Runner, folder: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "file.md"
    file.write_text("text")
    places = {"FILE": str(file), "FOLDER": str(folder)}
    ran = quaere("add", *(places.get(argument, argument) for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err and len(ran.err.splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_a_folder_that_may_not_be_written_to(
    quaere: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write anywhere, so permissions alone would prove nothing.
    monkeypatch.setattr(os, "access", lambda *_: False)
    ran = quaere("add", folder, "a.md")
    assert (ran.status, ran.err) == (2, f"quaere: {folder} may not be written to.\n")


def test_at_the_end_of_a_pipe(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "reader", "add", str(folder), "-", "--title", "The walls"],
        input=TEXT.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == os.fsencode(folder / "the-walls.md") + b"\n"
    assert "## Who pays for the walls?" in (folder / "the-walls.md").read_text()


def test_the_help_says_what_it_does_with_proxies(quaere: Runner) -> None:
    said = " ".join(quaere("add", "--help").out.split())
    assert "A proxy named in the environment is not used." in said
    assert "add" in quaere("--help").out


def test_an_interrupt_ends_it_and_leaves_nothing(site: Site, folder: Path) -> None:
    asked = threading.Event()

    def stall(exchange: Exchange) -> None:
        exchange.send(response(b"the first words", length=1000))
        asked.set()
        exchange.over.wait()

    site.pages["/"] = stall
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from reader.cli import main; sys.argv[0] = 'quaere'; main()"
    )
    command = [sys.executable, "-c", program, "add", "--allow-private", str(folder), site.url()]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert asked.wait(30)
        child.send_signal(signal.SIGINT)
        out, _ = child.communicate(timeout=30)
    assert (child.returncode, out) == (130, b"")
    assert list(folder.iterdir()) == []
