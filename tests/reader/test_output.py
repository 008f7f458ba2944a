"""What is drawn goes to the terminal, and nobody waits for one that is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from threading import Thread
from typing import IO

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES

from reader.output import Output

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no terminals of our own there")


@pytest.fixture
def terminal() -> Iterator[tuple[int, IO[str]]]:
    """The side of the window, and the side of the program."""
    window, program = os.openpty()
    with os.fdopen(program, "w") as file:
        yield window, file


def test_texts_come_in_their_order(terminal: tuple[int, IO[str]]) -> None:
    window, file = terminal
    output = Output(file)
    output.start()
    for number in range(100):
        output.write(f"{number} ")
    output.stop()
    read = b""
    while not read.endswith(b"99 "):
        read += os.read(window, 1000)
    assert read.decode().split() == [str(number) for number in range(100)]
    os.close(window)


def test_nobody_waits_for_a_window_that_is_closed(terminal: tuple[int, IO[str]]) -> None:
    window, file = terminal
    output = Output(file)
    output.start()
    os.close(window)

    def draw() -> None:
        for _ in range(3 * MAX_QUEUED_WRITES):
            output.write("x" * 100)
        output.stop()
        output.write("after the end")

    drawing = Thread(target=draw, daemon=True)
    drawing.start()
    drawing.join(20)
    assert not drawing.is_alive()
