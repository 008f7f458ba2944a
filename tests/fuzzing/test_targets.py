"""Whatever comes through the doors: what is promised holds, and nothing else is raised.

Long: python -m pytest -m long -s tests/fuzzing. By coverage, for hours: `tests.fuzzing.run`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.limits import CPU_SECONDS
from tests.fuzzing.seeds import seeds, tokens
from tests.fuzzing.targets import TARGETS

KEPT = Path(__file__).parent / "kept"
_LONGEST = 20_000


def mutants(name: str, seed: int, number: int) -> Iterator[bytes]:
    """Sound inputs, cut, doubled, with pieces and bytes put in: the same ones for a seed."""
    chance = random.Random(f"{name} {seed}")
    sound, pieces = seeds(name), [token.encode() for token in tokens(name)]
    for _ in range(number):
        data = bytearray(chance.choice(sound))
        for _ in range(chance.choice((1, 2, 4, 16))):
            at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
            match chance.randrange(5):
                case 0:
                    del data[at : min(to, at + 50)]
                case 1:
                    data[at:at] = data[at:to][:200]
                case 2:
                    data[at:at] = chance.choice(pieces) * chance.choice((1, 1, 2, 50))
                case 3:
                    data[at : at + 1] = chance.randbytes(1)
                case _:
                    data[at:at] = b"".join(chance.choices(pieces, k=5))
        yield bytes(data[:_LONGEST])


def holds(name: str, data: bytes) -> None:
    """Let a target have an input; what fails is kept in the message, to be tried again."""
    begun = process_time()
    try:
        TARGETS[name](data)
    except Exception as error:
        raise AssertionError(f"{name} breaks by {data!r}") from error
    assert process_time() - begun < CPU_SECONDS, f"{name} takes too long for {data!r}"


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_broken_inputs_break_nothing(name: str) -> None:
    for data in mutants(name, 1, 25):
        holds(name, data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30)
@given(st.data())
def test_any_pieces_in_any_order_break_nothing(name: str, data: st.DataObject) -> None:
    pieces = st.sampled_from([token.encode() for token in tokens(name)])
    drawn = data.draw(st.lists(pieces | st.binary(max_size=6), max_size=60))
    holds(name, b"".join(drawn))


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3, 4])
@pytest.mark.parametrize("name", TARGETS)
def test_many_broken_inputs_break_nothing(name: str, seed: int) -> None:
    for data in mutants(name, seed, 1500):
        holds(name, data)


@pytest.mark.parametrize("path", sorted(KEPT.glob("*/*")), ids=lambda path: path.name)
def test_what_broke_once_does_not_break_again(path: Path) -> None:
    holds(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_begin_with_sound_ones(name: str) -> None:
    assert seeds(name) and tokens(name)
    for data in seeds(name):
        holds(name, data)
