"""Amounts of figures are found by value whatever they are, in one commit or many."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from index.search.engine import WhooshEngine
from index.search.protocol import FindingsDocument
from index.search.query import Amounts

UNITS = ("", "%", "EUR", "people")
VALUES = (0.0, -3.5, 0.1, 12.0, 30.0, 41.25, 1e6, 2.4e9, 1e15, 12345678.9)


def documents(article: str, count: int) -> list[FindingsDocument]:
    random = Random(article)
    return [
        FindingsDocument(
            article,
            number,
            figures=("a figure",),
            amounts=tuple(
                (random.choice(UNITS), random.choice(VALUES)) for _ in range(random.randint(0, 6))
            ),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("commits", [(3,), (600,), (40,) * 9])
@pytest.mark.parametrize(
    "wanted",
    [
        Amounts("%", 30.0, None),
        Amounts("%", 30.0, None, beyond=True),
        Amounts("", None, 0.1),
        Amounts("EUR", 1e6, 2.4e9),
        Amounts("people", 12.0, 12.0),
        Amounts("litres", None, None),
    ],
)
def test_amounts_are_found_by_value(
    tmp_path: Path, commits: tuple[int, ...], wanted: Amounts
) -> None:
    engine = WhooshEngine.create(tmp_path / "index")
    put: list[FindingsDocument] = []
    for number, count in enumerate(commits):
        some = documents(f"article{number}", count)
        engine.replace(some, ())
        put += some
    engine.replace((), ["article0"])
    expected = {
        f"{each.article}:{each.number}"
        for each in put
        if each.article != "article0" and any(map(wanted.holds, each.amounts))
    }
    assert set(engine.find(wanted).by_key()) == expected
    engine.close()
