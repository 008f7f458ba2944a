"""The real program in a real pseudo-terminal: press keys, read the screen, see every byte.

A `PtyApp` owns one process and the master side of its terminal. It never sleeps: every wait is a
wait for output with a deadline, and output is read only while somebody waits, in the caller's
thread. `raw` is what the terminal would get, `screen` what a person would see (by pyte). The
terminal says that it knows synchronised output, so that no half-drawn screen is looked at.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from reader.screens.tour import SEEN
from reader.store import Store, preferences

READER = (sys.executable, "-P", "-m", "reader")
PATIENCE = 90.0
"""Seconds to wait for what must come; generous, since test machines are busy."""

KEYS = {
    "f7": "\x1b[18~",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "shift+tab": "\x1b[Z",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "ctrl+up": "\x1b[1;5A",
    "ctrl+down": "\x1b[1;5B",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+left": "\x1b[1;5D",
    **{f"f{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **{f"ctrl+{letter}": chr(ord(letter) & 0x1F) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

_TOKEN = "QUAERE_TEST_TERMINAL"
_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
Condition = str | Callable[[list[str]], object]


class NotSeen(AssertionError):
    """What was waited for did not come; the message shows the screen as it was."""


class PtyApp:
    """A process in a terminal of `columns` times `rows` cells. Use as a context manager.

    `arguments` follow `program`, by default `python -P -m reader`; `env` is added to this
    process's environment. Leaving ends every process that the program started. Only a `newcomer` is
    shown the tour.
    """

    def __init__(
        self,
        *arguments: str | Path,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        program: Sequence[str] = READER,
        newcomer: bool = False,
    ) -> None:
        self.raw = bytearray()
        self._shown = 0
        self._ended = False
        self._terminal = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._terminal)
        self._token = secrets.token_hex(8)
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        if not newcomer:
            _know_the_tour({**os.environ, **(env or {})})
        self._began = time.perf_counter()
        self.process = subprocess.Popen(
            [*program, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env={**os.environ, **(env or {}), _TOKEN: self._token},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Doing

    def send(self, keys: str | bytes) -> None:
        """Types text, or sends bytes as they are."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def press(self, *names: str) -> None:
        """Presses keys by name ("enter", "ctrl+p") or character."""
        for name in names:
            self.send(KEYS.get(name, name))

    def resize(self, columns: int, rows: int) -> None:
        """Gives the window another size and empties it; the kernel tells the program."""
        self._show()
        self._terminal.resize(lines=rows, columns=columns)
        self._terminal.erase_in_display(2)
        termios.tcsetwinsize(self._master, (rows, columns))

    def kill(self, signal_number: int = signal.SIGKILL) -> None:
        """Sends a signal to the program alone, not to what it started."""
        self.process.send_signal(signal_number)

    def hang_up(self) -> None:
        """Closes the terminal, as closing its window does."""
        os.close(self._master)
        self._master, self._ended = -1, True

    # Seeing

    @property
    def screen(self) -> list[str]:
        """The rows of the screen, as long as it is wide."""
        self._show()
        return list(self._terminal.display)

    @property
    def text(self) -> str:
        """The screen as one text, without the blanks at the ends of rows."""
        return "\n".join(row.rstrip() for row in self.screen)

    def _show(self) -> None:
        if self._shown < len(self.raw):
            fresh = bytes(self.raw[self._shown :])
            self._shown = len(self.raw)
            self._stream.feed(fresh)

    def forget(self) -> None:
        """Keeps nothing of the output so far but what the screen shows."""
        self._show()
        self.raw.clear()
        self._shown = 0

    # Waiting

    def wait_for(self, condition: Condition, timeout: float = PATIENCE) -> None:
        """Waits until a text stands on the screen, or a condition on its rows holds.

        Raises `NotSeen` after `timeout` seconds, or at once when the program has ended.
        """
        deadline = time.monotonic() + timeout
        while self._in_a_frame() or not _holds(condition, self.screen):
            if not self.pump(deadline):
                raise NotSeen(self._told(condition))

    def settle(self, quiet: float = 0.1) -> None:
        """Waits until nothing was painted for `quiet` seconds: several repaints may follow a key.

        For a look around only; what must be there is to be waited for.
        """
        while self.pump(time.monotonic() + quiet):
            pass

    def rest(self, quiet: float = 0.03) -> None:
        """Waits until the program has answered: nothing is painted and nothing of it works.

        A thread that waits for the processor or the disk works, and so does a process that it has
        started. What a timer of the program puts off is not waited for.
        """
        while self.pump(time.monotonic() + quiet) or self.works():
            pass

    def works(self) -> bool:
        tasks = Path(f"/proc/{self.process.pid}/task")
        with suppress(OSError):  # a thread, or the program, has ended meanwhile
            threads = list(tasks.iterdir())
            states = [(each / "stat").read_text().rpartition(")")[2][1] for each in threads]
            children = [(each / "children").read_text() for each in threads]
            return any(state in "RD" for state in states) or any(children)
        return self.process.poll() is None

    def wait_for_bytes(self, wanted: bytes, start: int = 0, timeout: float = PATIENCE) -> int:
        """Waits until the output holds `wanted` from byte `start` on; gives its place.

        Cheaper than `wait_for`: nothing is drawn. Raises `NotSeen`.
        """
        deadline = time.monotonic() + timeout
        looked = start
        while True:
            found = self.raw.find(wanted, looked)
            if found >= 0:
                return found
            looked = max(start, len(self.raw) - len(wanted))
            if not self.pump(deadline):
                raise NotSeen(self._told(wanted.decode("utf-8", "backslashreplace")))

    def wait_until_alone(self, timeout: float = PATIENCE) -> None:
        """Waits until everything that the program started has ended; raises `NotSeen`."""
        deadline = time.monotonic() + timeout
        while children := self.children():
            if time.monotonic() >= deadline:
                raise NotSeen(self._told(f"the end of {children}"))
            self.pump(time.monotonic() + 0.1)

    def wait_for_end(self, timeout: float = PATIENCE) -> int:
        """Waits until the program has ended; gives its exit status (-N for signal N)."""
        deadline = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() >= deadline:
                raise NotSeen(self._told("the end of the program"))
            if self._ended:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(deadline - time.monotonic())
            else:
                self.pump(min(deadline, time.monotonic() + 0.1))
        while self.pump(time.monotonic()):
            pass
        return self.process.returncode

    def pump(self, deadline: float) -> bool:
        """Waits for output and reads it; False at the deadline (`time.monotonic`) or the end."""
        while not self._ended:
            left = max(0.0, deadline - time.monotonic())
            if not select.select([self._master], [], [], left)[0]:
                return False
            try:
                read = os.read(self._master, 1 << 16)
            except OSError:  # Linux: the last holder of the other side is gone.
                read = b""
            if read:
                self.raw += read
                if _ASKED in read:
                    self.send(_ANSWER)
                return True
            self._ended = True
        return False

    def _in_a_frame(self) -> bool:
        """Whether what was read so far ends in the middle of a repaint."""
        return self.raw.rfind(_FRAME_BEGINS) > self.raw.rfind(_FRAME_ENDS)

    def _told(self, condition: Condition) -> str:
        wanted = condition if isinstance(condition, str) else condition.__qualname__
        state = self.process.poll()
        told = "is running" if state is None else f"has ended with {state}"
        rule = "─" * self._terminal.columns
        shown = re.sub(r"\n{3,}", "\n\n", self.text)
        return f"not seen: {wanted}\nthe program {told}; its screen:\n{rule}\n{shown}\n{rule}"

    # Processes

    def began_ago(self) -> float:
        """Seconds since the program was started."""
        return time.perf_counter() - self._began

    def family(self) -> dict[int, str]:
        """Process id and command line of the program and all it started, orphans too.

        Found in /proc by a mark in the environment that children inherit.
        """
        mark = f"{_TOKEN}={self._token}".encode()
        found: dict[int, str] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        line = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                        found[int(entry.name)] = line.decode("utf-8", "replace").strip()
        return found

    def children(self) -> dict[int, str]:
        """Process id and command line of all that the program started."""
        return {pid: line for pid, line in self.family().items() if pid != self.process.pid}

    def cpu_seconds(self) -> float:
        """CPU time of the program itself so far, all its threads, without its children."""
        return time.clock_gettime(~self.process.pid << 3 | 2)  # as clock_getcpuclockid(3) makes it

    def memory_bytes(self) -> int:
        """Resident memory of the program itself."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        """Ends the program and whatever it started, and lets go of the terminal."""
        for pid in {self.process.pid, *self._living()}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        while self.pump(time.monotonic()):
            pass
        if self._master >= 0:
            self.hang_up()

    def _living(self) -> set[int]:
        return set(self.family()) if Path("/proc").is_dir() else set()


def wait_until_gone(pids: Sequence[int], timeout: float = PATIENCE) -> list[int]:
    """Waits until processes that need not be ours have ended; gives those that are still there."""
    deadline = time.monotonic() + timeout
    return [pid for pid in pids if not _gone(pid, deadline)]


def _gone(pid: int, deadline: float) -> bool:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(max(0.0, deadline - time.monotonic()) * 1000))
    finally:
        os.close(handle)


def _know_the_tour(env: Mapping[str, str]) -> None:
    """The user of this environment has seen the tour."""
    if "QUAERE_DATA_DIR" in env:
        with Store(Path(env["QUAERE_DATA_DIR"])) as store:
            preferences.put(store, SEEN, "seen")


def _take_terminal() -> None:
    """In the child: standard input becomes its controlling terminal, so that resizing tells it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _holds(condition: Condition, screen: list[str]) -> bool:
    if isinstance(condition, str):
        return any(condition in row for row in screen)
    return bool(condition(screen))
