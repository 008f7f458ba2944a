"""The process that reads strangers' files, attacked: by code in it, as if a parser were taken
over, and by files made to use it up.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from index.children import environment
from index.collection import Collection
from index.folder import look_at
from index.limits import MEMORY_MB, is_too_slow
from index.worker import Reading, ToRead
from index.workers import Workers
from tests.conftest import PROJECT
from tests.index.formats import making
from tests.index.shelf import ARTICLE, Shelf

resource = pytest.importorskip("resource", reason="this system has no limits to set")


def confined(attack: str, *, clock: str = "") -> subprocess.CompletedProcess[str]:
    """Run code in a process that is held to the limits of a worker."""
    code = f"from index.limits import confine, start_clock\nconfine()\n{clock}\n{attack}"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts all memory")
@pytest.mark.parametrize(
    "attack",
    [
        "bytearray(3_000_000_000)",
        "[bytearray(50_000_000) for _ in range(60)]",
        "import mmap; mmap.mmap(-1, 5_000_000_000)",
        "'a' * 3_000_000_000",
        "import zlib; zlib.decompress(zlib.compress(bytes(20_000_000)) * 9, bufsize=2**32)",
    ],
)
def test_memory_is_bounded(attack: str) -> None:
    done = confined(attack)
    assert done.returncode == 1
    assert "MemoryError" in done.stderr or "Cannot allocate memory" in done.stderr


@pytest.mark.parametrize(
    ("attack", "clock"),
    [
        ("while True: pass", "start_clock(0.5)"),
        ("import re; re.match('(a+)+b', 'a' * 60)", "start_clock(0.5)"),
        ("9 ** 9 ** 9", "start_clock(0.5)"),
        ("import time; time.sleep(60)", "start_clock(5, 0.5)"),
        # The first signal held off, the kernel's own still comes.
        (
            "import signal; signal.signal(signal.SIGPROF, signal.SIG_IGN)\nwhile True: pass",
            "start_clock(0.1)",
        ),
    ],
)
def test_time_is_bounded(attack: str, clock: str) -> None:
    done = confined(attack, clock=clock)
    assert is_too_slow(-done.returncode), done


def test_a_clock_that_was_stopped_does_not_ring() -> None:
    spin = "from index.limits import stop_clock\nimport time\nstop_clock()\n"
    spin += "end = time.process_time() + 1\nwhile time.process_time() < end: pass"
    assert confined(spin, clock="start_clock(0.3, 0.3)").returncode == 0


@pytest.mark.parametrize(
    ("attack", "why"),
    [
        ("files = [open('/dev/null') for _ in range(100)]", "Too many open files"),
        ("open('large', 'wb').write(bytes(10_000_000))", "File too large"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo is not"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "socket.connect is not"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo is not"),
        ("import urllib.request as u; u.urlopen('http://127.0.0.1:9')", "urllib.Request is not"),
        ("import http.client as h; h.HTTPConnection('127.0.0.1', 9).connect()", "is not for"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen is not"),
        ("import os; os.system('true')", "os.system is not"),
        ("import os; os.execv('/bin/true', ['true'])", "os.exec is not"),
        ("import os; os.fork()", "os.fork is not"),
    ],
)
def test_what_no_parser_needs_is_refused(
    attack: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    code = f"import os\nos.chdir({str(tmp_path)!r})\n{attack}"
    done = confined(code)
    assert done.returncode == 1 and why in done.stderr, done.stderr
    assert all(each.stat().st_size < 5_000_000 for each in tmp_path.iterdir())


def test_no_core_is_left_of_an_article() -> None:
    asks = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    assert confined(asks).stdout == "0\n"


# The workers themselves


@contextmanager
def held_worker(tmp_path: Path) -> Iterator[tuple[Workers, Path]]:
    """A worker that has done one task, and the folder it works in."""
    folder, file = tmp_path / "working", tmp_path / "a.md"
    folder.mkdir()
    file.write_text(ARTICLE.format(word="amber", title="On amber"))
    with Workers(1, folder) as workers:
        (done,) = workers.each([ToRead(str(file), look_at(file), None)], 1)
        assert isinstance(done, Reading) and done.article is not None
        yield workers, folder


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of other processes")
def test_a_worker_is_held_to_them_and_knows_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "HTTPS_PROXY", "SSH_AUTH_SOCK", "MY_TOKEN"):
        monkeypatch.setenv(name, "secret")
    with held_worker(tmp_path) as (workers, folder):
        process = Path("/proc", str(workers._idle[0]._process.pid))
        limits = (process / "limits").read_text()
        assert f"{MEMORY_MB * 1_000_000} " in limits.split("Max data size")[1].splitlines()[0]
        assert " 64 " in limits.split("Max open files")[1].splitlines()[0]
        command = (process / "cmdline").read_bytes().split(b"\0")
        assert command[1:4] == [b"-P", b"-m", b"index.worker"]
        assert (process / "cwd").readlink() == folder
        assert b"secret" not in (process / "environ").read_bytes()


def test_children_get_no_more_of_the_environment_than_they_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example")
    monkeypatch.setenv("QUAERE_CACHE_DIR", "/cache")
    given = environment()
    assert given["QUAERE_CACHE_DIR"] == "/cache" and given["PATH"] == os.environ["PATH"]
    assert "HTTP_PROXY" not in given


def attacks() -> dict[str, bytes]:
    """Files that are small, and large once they are read."""
    billion = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)
    )  # fmt: skip
    deep = "<div>" * 60_000
    zeros = zlib.compress(bytes(300_000_000), 9)
    page = making.pdf([making.column([making.LOREM])])
    stream = b"11 0 obj<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream endobj"
    return {
        "zeros.epub": making.epub({"a.xhtml": "<p>" + " " * 40_000_000 + "</p>"}),
        "many.epub": making.epub({f"{n}.xhtml": "<p>" + "ha " * 900_000 for n in range(30)}),
        "entities.docx": making.zipped({"word/document.xml": f"{billion}]><x>&a10;</x>"}),
        "entities.odt": making.zipped({"content.xml": f"{billion}]><x>&a10;</x>"}),
        "entities.html": f"{billion}]><p>&a10;</p>".encode(),
        "deep.html": f"{deep}deep{'</div>' * 60_000}".encode(),
        "deep.md": ("> " * 200_000 + "deep").encode(),
        "deep.docx": making.docx("<w:p>" * 100_000),
        "object.pdf": page.replace(b"endobj\n", b"endobj\n" + stream % (len(zeros), zeros), 1),
        "arrays.pdf": page + b"[" * 2_000_000,
        "numbers.pdf": page.replace(b"/Count 1", b"/Count " + b"9" * 400_000),
        "words.txt": b"a" * 3_000_000,
        "marks.txt": "e\u0301".encode() * 700_000,
        "dots.html": b"<p>" + b"a.b?" * 400_000,
    }


def test_files_that_would_use_a_machine_up_cost_one_worker_and_are_named(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.write("sound.md", "amber")
    made = attacks()
    for name, data in made.items():
        (shelf.root / name).write_bytes(data)
    begun = monotonic()
    report = Collection(shelf.root, shelf.cache).sync(jobs=2)
    assert monotonic() - begun < 300
    assert shelf.found("amber") == ["sound.md"]
    named = dict(report.skipped_files)
    assert set(named) <= set(made)
    assert {"zeros.epub", "deep.html"} <= set(named)
    assert all(why and "crash" not in why for why in named.values()), named
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert most * 1024 < MEMORY_MB * 1_100_000
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
