"""Orders and groups of the library."""

from __future__ import annotations

import pytest

from reader.library.order import ORDERS, Group, Order, grouped
from tests.reader.library.shelf_made import held, shelf

SHELF = shelf(
    held("a", title="Öl", source="https://b.example/1", published="2026-05-02", words=500),
    held("b", title="apples", published="2025", tags=("x", "y"), questions=9, words=900),
    held("c", title="Zebra", source="https://a.example/1", published="2026-05-20", risks=7),
    held("d", title="mid", questions=0, notes=4, state="reading", progress=0.4,
         updated="2026-06-01T10:00:00Z", favourite=True),
    held("e", title="no date", tags=("y",), archived=True, state="read",
         updated="2026-06-02T10:00:00Z"),
)  # fmt: skip


def ids(order: Order) -> str:
    return "".join(each.id for each in order.of(SHELF))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order("file"), "abcde"),
        (Order("file", reversed=True), "edcba"),
        (Order("title"), "bdeac"),
        (Order("date"), "cabde"),
        (Order("date", reversed=True), "bacde"),
        (Order("source"), "cabde"),
        (Order("length"), "cdeba"),
        (Order("questions"), "baced"),
        (Order("risks"), "cabde"),
        (Order("notes"), "dabce"),
        (Order("share read"), "edabc"),
        (Order("last read"), "edabc"),
        (Order("last read", reversed=True), "deabc"),
    ],
)
def test_what_has_nothing_to_be_ordered_by_is_last_either_way(order: Order, expected: str) -> None:
    assert ids(order) == expected


def test_the_same_again_turns_it_round() -> None:
    once = Order().chosen("date")
    assert (once.by, once.rises) == ("date", False)
    assert once.chosen("date").rises
    assert once.chosen("date").chosen("date") == once
    assert Order().chosen("title").rises


@pytest.mark.parametrize("by", ORDERS)
def test_an_order_is_kept_and_read_again(by: str) -> None:
    for order in (Order(by), Order(by, reversed=True)):  # type: ignore[arg-type]
        assert Order.read(order.written()) == order
    assert Order.read("nonsense reversed") == Order()
    assert Order.read(None) == Order()


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("nothing", {"": "abcde"}),
        ("source", {"a.example": "c", "b.example": "a", "No source": "bde"}),
        ("month", {"May 2026": "ac", "2025": "b", "No date": "de"}),
        ("state", {"Reading": "d", "Unread": "abc", "Archived": "e"}),
        ("tag", {"#x": "b", "#y": "be", "No tag": "acd"}),
        ("questions", {"8 questions and more": "b", "1 to 3 questions": "ace",
                       "Asks nothing": "d"}),
    ],
)  # fmt: skip
def test_groups(group: Group, expected: dict[str, str]) -> None:
    found = [(name, "".join(each.id for each in of)) for name, of in grouped(SHELF.articles, group)]
    assert found == list(expected.items())


def test_a_date_that_is_none_is_no_group_of_its_own() -> None:
    odd = [held("x", published="2026-13"), held("y", published="20xx")]
    assert [name for name, _ in grouped(odd, "month")] == ["No date"]
