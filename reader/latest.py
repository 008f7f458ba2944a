"""Only the latest question counts: work in a thread, one at a time, late answers dropped."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Generic, Protocol, TypeVar, runtime_checkable

from textual._context import NoActiveAppError
from textual.widget import Widget

from index.collection import CollectionDamaged
from index.text import clean_line
from reader.store import StoreError

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@runtime_checkable
class HearsOfFailures(Protocol):
    """An application that knows what to do when a question cannot be answered."""

    def answer_failed(self, error: Exception) -> None:
        """Say it, and mend what can be."""


class Latest(Generic[Question, Answer]):
    """Asks `work` in a thread and gives `answered` the answer to the last question only.

    While one question is being worked on, a newer one waits, and the newest of those replaces it:
    threads never pile up behind fast typing. `answered` runs on the widget's own loop.
    """

    def __init__(
        self,
        owner: Widget,
        work: Callable[[Question], Answer],
        answered: Callable[[Question, Answer], None],
    ) -> None:
        self._owner = owner
        self._work = work
        self._answered = answered
        self._busy = False
        self._number = 0
        self._waiting: tuple[int, Question] | None = None
        self._came: deque[Callable[[], None]] = deque()
        self._heard = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is to come."""
        return self._busy

    def ask(self, question: Question) -> None:
        """Ask; the answer comes later, unless something newer is asked first."""
        self._number += 1
        self._waiting = (self._number, question)
        if not self._busy:
            self._start(self._number, question)

    def forget(self) -> None:
        """Drop whatever is being worked on or waits."""
        self._waiting = None

    async def wait(self, seconds: float) -> None:
        """Let an answer come that is nearly there, before anything else happens to the widget.

        Returns after so many seconds at the latest; what comes later is given as ever.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), seconds)
        self._take()

    def _start(self, number: int, question: Question) -> None:
        self._busy = True
        self._heard.clear()
        self._loop = asyncio.get_running_loop()
        self._owner.run_worker(lambda: self._run(number, question), thread=True, group="latest")

    def _run(self, number: int, question: Question) -> None:
        # A widget that has gone meanwhile belongs to no application, and nobody waits any more.
        with suppress(NoActiveAppError):
            try:
                answer = self._work(question)
            except (CollectionDamaged, StoreError, OSError) as error:
                self._came.append(partial(self._failed, number, error))
            else:
                self._came.append(partial(self._done, number, question, answer))
            self._owner.call_later(self._take)
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                if self._loop is not None:
                    self._loop.call_soon_threadsafe(self._heard.set)

    def _take(self) -> None:
        """What came is dealt with, once."""
        while self._came:
            self._came.popleft()()

    def _failed(self, number: int, error: Exception) -> None:
        """Say it, and go on: what was shown before stays, the next question is asked anew."""
        self._busy = False
        app = self._owner.app
        if isinstance(app, HearsOfFailures):
            app.answer_failed(error)
        else:
            app.notify(clean_line(str(error)), severity="error", markup=False)
        if self._waiting is None or self._waiting[0] == number:
            self._waiting = None
        else:
            self._start(*self._waiting)

    def _done(self, number: int, question: Question, answer: Answer) -> None:
        self._busy = False
        if self._waiting is None:
            return
        if self._waiting[0] == number:
            self._waiting = None
            self._answered(question, answer)
        else:
            self._start(*self._waiting)
