"""Running one command line in this process, as the console script does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from reader.cli import run


@dataclass(frozen=True, slots=True)
class Ran:
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object that was printed."""
        return json.loads(self.out)


class Runner:
    """Runs command lines and catches what they print."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object) -> Ran:
        self._capture.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = self._capture.readouterr()
        return Ran(status, out.decode(), err.decode())


@pytest.fixture
def quaere(capfdbinary: pytest.CaptureFixture[bytes]) -> Runner:
    """`quaere` as a function: arguments in, status and output out."""
    return Runner(capfdbinary)
