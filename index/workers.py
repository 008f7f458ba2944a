"""Several `index.worker` processes as one: tasks in, results out in the order they come."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from index import children
from index.worker import Done, Task, given_up

TASKS_PER_EXTRA_WORKER = 24
"""A further process pays only with this much more to do."""


class _Worker:
    """One child process and the task it is at."""

    def __init__(self, folder: Path) -> None:
        ours, theirs = Pipe()
        self.connection: Connection = ours
        self.task: Task | None = None
        self._process = subprocess.Popen(  # noqa: S603 - a list of our own words
            children.python("index.worker", str(theirs.fileno())),
            env=children.environment(),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        theirs.close()

    def give(self, task: Task) -> None:
        """Start on a task."""
        self.task = task
        # A worker that died between two tasks shows as a closed connection in `take`.
        with suppress(BrokenPipeError):
            self.connection.send(task)

    def take(self) -> Done | None:
        """The result of the task, or None if the worker died of it."""
        self.task = None
        try:
            done: Done = self.connection.recv()
        except (EOFError, ConnectionResetError):
            return None
        return done

    def killed_by(self) -> int:
        """The signal that ended the process, 0 if it ended by itself."""
        return max(0, -self._process.wait())

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self.connection.close()
        self._process.kill()
        self._process.wait()


class Workers:
    """Up to `jobs` worker processes, started as they are needed, in the working folder `folder`.

    Use as a context manager: leaving it ends all of them.
    """

    def __init__(self, jobs: int, folder: Path) -> None:
        self._jobs = jobs
        self._folder = folder
        self._idle: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def each(self, tasks: Iterable[Task], count: int) -> Iterator[Done]:
        """The result of each of about `count` tasks, as they come.

        Tasks are taken only when a worker is free, so memory stays bounded. A task whose worker
        dies gives a `Reading` or `Findings` with the reason.
        """
        most = max(1, min(self._jobs, 1 + count // TASKS_PER_EXTRA_WORKER))
        busy: dict[Connection, _Worker] = {}
        try:
            for task in tasks:
                if len(busy) >= most:
                    yield from self._finished(busy)
                worker = self._idle.pop() if self._idle else _Worker(self._folder)
                worker.give(task)
                busy[worker.connection] = worker
            while busy:
                yield from self._finished(busy)
        finally:
            for worker in busy.values():
                worker.stop()

    def stop(self) -> None:
        """End all processes."""
        while self._idle:
            self._idle.pop().stop()

    def _finished(self, busy: dict[Connection, _Worker]) -> Iterator[Done]:
        for connection in wait(list(busy)):
            assert isinstance(connection, Connection)
            worker = busy.pop(connection)
            task = worker.task
            assert task is not None
            done = worker.take()
            if done is None:
                done = given_up(task, worker.killed_by())
                worker.stop()
            else:
                self._idle.append(worker)
            yield done
