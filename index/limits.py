"""What a process that reads strangers' files may use and do, as far as the system can hold it.

The parsers have limits of their own, and plain reasons to give; these are the walls behind them.
A system without such a wall (Windows has none of them) has the others.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]

CPU_SECONDS = 10.0
"""CPU time one file may take."""
WALL_SECONDS = 120.0
"""Time one file may take at all: disks and machines may be slow."""
MEMORY_MB = 2_000
"""Memory a process may take for its data."""
_ADDRESSES_MB = 4_000
"""All it may map: its data, programs, fonts, and the files of an index."""
_FILES = 64
"""Files that may be open at a time."""
_WRITTEN_MB = 4
"""Into one file, at the most: a module that Python compiles is smaller, and nothing else is
written."""
_SECOND_WALL = 2
"""Seconds of CPU time after the first signal before the kernel sends its own."""

_REFUSED = frozenset((
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "http.client.connect",
    "ftplib.connect", "smtplib.connect", "webbrowser.open",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.forkpty", "os.kill", "os.startfile", "pty.spawn",
))  # fmt: skip
"""Audit events that no parser has a reason for: the network, other programs. A stranger's code
could pass them by; a parser that follows a stranger's data cannot."""


def confine() -> None:
    """Hold this process to all limits but those on time, and for good."""
    if resource is not None:
        _limit("RLIMIT_DATA", MEMORY_MB * 1_000_000)
        _limit("RLIMIT_AS", _ADDRESSES_MB * 1_000_000)
        _limit("RLIMIT_NOFILE", _FILES)
        _limit("RLIMIT_FSIZE", _WRITTEN_MB * 1_000_000)
        # What lies in memory when it crashes is somebody's article.
        _limit("RLIMIT_CORE", 0)
    sys.addaudithook(_refuse)


def start_clock(cpu: float = CPU_SECONDS, wall: float = WALL_SECONDS) -> None:
    """From now on this process may take so many seconds; then it is ended by a signal."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, cpu)
        signal.setitimer(signal.ITIMER_REAL, wall)
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime + cpu) + _SECOND_WALL)


def stop_clock() -> None:
    """Time does not count any more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    if resource is not None:
        _limit("RLIMIT_CPU", resource.RLIM_INFINITY)


def is_too_slow(killed_by: int) -> bool:
    """Whether a signal is one of those that end who takes too long."""
    names = ("SIGPROF", "SIGALRM", "SIGXCPU")
    return killed_by in {getattr(signal, name, None) for name in names}


def _limit(name: str, value: int) -> None:
    """Set a soft limit, as far as the hard one allows."""
    number = getattr(resource, name, None)
    if number is None:
        return
    _, most = resource.getrlimit(number)
    if most != resource.RLIM_INFINITY:
        value = most if value == resource.RLIM_INFINITY else min(value, most)
    # Not every system lets each of them be set; there the others hold.
    with suppress(OSError, ValueError):
        resource.setrlimit(number, (value, most))


def _refuse(event: str, _: object) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} is not for a process that reads files")
