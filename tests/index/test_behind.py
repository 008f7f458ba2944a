"""Work behind the back of the caller: in order, not too much of it, and no error is lost."""

from __future__ import annotations

import sys
import threading
from functools import partial

import pytest

from index.behind import Behind


def forget(_: object) -> None:
    """Takes a result that nobody wants."""


def test_results_come_in_the_order_of_the_work_and_in_the_callers_thread() -> None:
    told: list[tuple[int, str]] = []

    def tell(number: int) -> None:
        told.append((number, threading.current_thread().name))

    with Behind(tell, most=2) as behind:
        for number in range(20):
            behind.do(partial(abs, -number))
        behind.finish()
    assert told == [(number, threading.current_thread().name) for number in range(20)]


def test_the_caller_goes_on_meanwhile_and_waits_when_too_much_is_to_be_done() -> None:
    may_end = threading.Event()
    ended: list[int] = []

    def slow(number: int) -> int:
        may_end.wait(60)
        ended.append(number)
        return number

    told: list[int] = []
    with Behind(told.append, most=2) as behind:
        behind.do(partial(slow, 1))
        behind.do(partial(slow, 2))
        behind.look()
        assert (ended, told) == ([], [])
        may_end.set()
        behind.do(partial(slow, 3))
        assert told[0] == 1
        behind.finish()
    assert told == [1, 2, 3]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_the_work_raises_comes_out_and_the_rest_is_not_done(
    error: type[BaseException],
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise error("broken")

    before = sys.getswitchinterval()
    with pytest.raises(error, match="broken"), Behind(forget, most=1) as behind:
        behind.do(fail)
        behind.do(partial(done.append, "never"))
        behind.finish()
    assert done == []
    assert sys.getswitchinterval() == before


def test_leaving_waits_for_what_is_under_way() -> None:
    started, may_end = threading.Event(), threading.Event()
    ended: list[bool] = []

    def slow() -> None:
        started.set()
        may_end.wait(60)
        ended.append(True)

    with pytest.raises(KeyboardInterrupt), Behind(forget, most=1) as behind:
        behind.do(slow)
        started.wait(60)
        may_end.set()
        raise KeyboardInterrupt
    assert ended == [True]


def test_whoever_waits_long_is_told_so() -> None:
    waited = threading.Event()
    with Behind(forget, 1, waited.set) as behind:
        behind.do(partial(waited.wait, 60))
        behind.finish()
    assert waited.is_set()
