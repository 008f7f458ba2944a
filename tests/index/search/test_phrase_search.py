"""Phrases of any words, stop words too, are found where they stand and nowhere else."""

from __future__ import annotations

from random import Random

import pytest

from index.search.engine import WhooshEngine
from index.search.protocol import SectionDocument
from index.search.query import Phrase, Zone

WORDS = ("of", "the", "in", "a", "bank", "ship", "rate", "cost")


def made(chance: Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def stands(words: tuple[str, ...], text: str, *, open_end: bool = False) -> bool:
    parts = text.split()
    last = len(words) - 1
    return any(
        all(
            part == word or (open_end and n == last and part == f"{word}{part[len(word) :]}")
            for n, (part, word) in enumerate(zip(parts[start:], words, strict=False))
        )
        for start in range(len(parts) - last)
    )


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshEngine, list[list[str]]]:
    chance = Random("phrases")
    texts = [[made(chance, 4), made(chance, 6), made(chance, 40)] for _ in range(700)]
    engine = WhooshEngine.create(tmp_path_factory.mktemp("index") / "search")
    for begin in range(0, 700, 350):  # two segments of more than one block
        engine.replace(
            [
                SectionDocument(f"a{n}", n, title, heading, text)
                for n, (title, heading, text) in enumerate(texts)
                if begin <= n < begin + 350
            ],
            (),
        )
    return engine, texts


@pytest.mark.parametrize("zone", [None, "title", "question", "text"])
@pytest.mark.parametrize("length", [2, 3, 4, 5])
def test_as_by_reading(
    sections: tuple[WhooshEngine, list[list[str]]], zone: Zone | None, length: int
) -> None:
    engine, texts = sections
    chance = Random(f"{zone} {length}")
    for _ in range(12):
        words = tuple(chance.choices(WORDS, k=length))
        looked_in = [0, 1, 2] if zone is None else [("title", "question", "text").index(zone)]
        expected = {
            f"a{n}:{n}"
            for n, each in enumerate(texts)
            if any(stands(words, each[part]) for part in looked_in)
        }
        assert set(engine.find(Phrase(words, zone)).by_key()) == expected, words


def test_with_an_open_end_as_by_reading(
    sections: tuple[WhooshEngine, list[list[str]]],
) -> None:
    engine, texts = sections
    chance = Random("open")
    for begun in ("ba", "shi", "r", "cos"):
        words = (*chance.choices(WORDS, k=2), begun)
        expected = {
            f"a{n}:{n}"
            for n, each in enumerate(texts)
            if any(stands(words, part, open_end=True) for part in each)
        }
        assert set(engine.find(Phrase(words, None, open_end=True)).by_key()) == expected, words
