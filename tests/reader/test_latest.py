"""Only the latest question counts, whatever happens to the ones before it."""

from __future__ import annotations

import threading

from textual.app import App, ComposeResult
from textual.widgets import Static

from index.collection import CollectionDamaged
from reader.latest import Latest


class Asking(App[None]):
    """An application that asks questions of a worker that waits for leave to answer."""

    def __init__(self) -> None:
        super().__init__()
        self.leave = threading.Semaphore(0)
        self.worked: list[str] = []
        self.answers: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        owner = self.query_one(Static)
        self.latest: Latest[str, str] = Latest(owner, self._work, self._answered)

    def _work(self, question: str) -> str:
        self.leave.acquire(timeout=30)
        self.worked.append(question)
        if question == "broken":
            raise CollectionDamaged("the index is damaged")
        return question.upper()

    def _answered(self, question: str, answer: str) -> None:
        self.answers.append(f"{question}={answer}")


async def test_questions_that_were_overtaken_are_never_asked_or_answered() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        for question in ("a", "ab", "abc", "abc"):
            app.latest.ask(question)
        app.leave.release(10)
        for _ in range(100):
            await pilot.pause(0.01)
            if app.answers:
                break
        assert app.worked == ["a", "abc"]
        assert app.answers == ["abc=ABC"]


async def test_a_question_that_fails_is_said_and_the_next_one_answered() -> None:
    app = Asking()
    app.leave.release(10)
    async with app.run_test(notifications=True) as pilot:
        app.latest.ask("broken")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["the index is damaged"]
        app.latest.ask("whole")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.answers == ["whole=WHOLE"]


async def test_what_was_forgotten_is_not_answered() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        app.latest.ask("a")
        app.latest.forget()
        app.leave.release(10)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.answers == []


async def test_an_answer_that_is_nearly_there_can_be_waited_for_and_comes_once() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        app.latest.ask("a")
        await app.latest.wait(0.01)
        assert app.answers == []
        app.leave.release(10)
        await app.latest.wait(30)
        assert app.answers == ["a=A"]
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.answers == ["a=A"]
