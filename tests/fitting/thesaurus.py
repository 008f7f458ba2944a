"""Makes index/search/thesaurus.tsv from the files of WordNet 3.0 (Debian package wordnet-base).

    python -m tests.fitting.thesaurus FOLDER-OF-WORDNET > index/search/thesaurus.tsv

A word is related to another by the share of its senses, weighed by how often each was met in
WordNet's tagged texts, in which they are synonyms, derived from each other, alike, or one the
broader word for the other. Words are given as stems.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.search.analysis import STOP_WORDS
from index.search.stemmer import stem

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
WORTH = {"=": 1.0, "+": 0.9, "&": 0.4, "@": 0.3, "~": 0.25, "\\": 0.5}
"""Of a synonym, a derived word, a similar adjective, a broader, a narrower word, a pertainym."""
LEAST, MOST = 0.2, 8
SMOOTHING = 0.4
BACK = 0.8
"""What a relation is worth the other way round."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The words of a synset and what it points to, as (sign, target)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, tuple[str, int]], ...]


def senses(folder: Path) -> dict[tuple[str, int], Sense]:
    """Every synset by part of speech and offset."""
    found = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.partition(" | ")[0].split()
            count = int(fields[3], 16)
            words = tuple(w.partition("(")[0].lower() for w in fields[4 : 4 + 2 * count : 2])
            rest = fields[5 + 2 * count :]
            pointers = tuple(
                (rest[n], (rest[n + 2].replace("s", "a"), int(rest[n + 1])))
                for n in range(0, 4 * int(fields[4 + 2 * count]), 4)
            )
            found[part, int(fields[0])] = Sense(words, pointers)
    return found


def counts(folder: Path) -> dict[tuple[str, str, int], int]:
    """How often a sense (word, part of speech, number) was met."""
    found: dict[tuple[str, str, int], int] = {}
    for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
        key, number, times = line.split()
        word, _, rest = key.partition("%")
        found[word, "nvara"[int(rest[0]) - 1], int(number)] = int(times)
    return found


def meanings(folder: Path) -> Iterator[tuple[str, str, tuple[tuple[str, int], ...]]]:
    """Every word with its part of speech and the offsets of its senses, most usual first."""
    for name, part in PARTS.items():
        for line in (folder / f"index.{name}").read_text("latin-1").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                number = int(fields[2])
                yield fields[0], part, tuple((part, int(o)) for o in fields[-number:])


def related(folder: Path) -> dict[str, dict[str, float]]:
    """For each stem the stems it is related to."""
    synsets, met = senses(folder), counts(folder)
    known: dict[str, list[tuple[tuple[str, int], float]]] = defaultdict(list)
    frequency: dict[str, int] = defaultdict(int)
    for word, part, offsets in meanings(folder):
        for number, offset in enumerate(offsets, 1):
            times = met.get((word, part, number), 0)
            known[word].append((offset, times + SMOOTHING))
            frequency[word] += times
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for word, several in known.items():
        if not (word.isalpha() and word.isascii() and frequency[word]) or word in STOP_WORDS:
            continue
        total = sum(times for _, times in several)
        weights: dict[str, float] = defaultdict(float)
        for offset, met_times in several:
            near: dict[str, float] = {}
            for sign, target in (("=", offset), *synsets[offset].pointers):
                for other in synsets[target].words:
                    near[other] = max(near.get(other, 0.0), WORTH.get(sign, 0.0))
            for other, worth in near.items():
                weights[other] += worth * met_times / total
        own = found[stem(word)]
        for other, weight in weights.items():
            usual = other.isalpha() and frequency[other] and other not in STOP_WORDS
            if usual and stem(other) != stem(word) and weight >= LEAST:
                own[stem(other)] = max(own.get(stem(other), 0.0), min(weight, 1.0))
    for word, others in [(word, dict(others)) for word, others in found.items()]:
        for other, weight in others.items():
            if other in found and weight * BACK >= LEAST:
                found[other][word] = max(found[other].get(word, 0.0), weight * BACK)
    return found


def main() -> None:
    """Print the file."""
    print("# Related words, as stems, with how closely (1 to 9 tenths). Made by")
    print("# tests/fitting/thesaurus.py from WordNet 3.0, Copyright 2006 by Princeton University,")
    print("# whose licence stands in thesaurus-licence.txt.")
    for word, others in sorted(related(Path(sys.argv[1])).items()):
        best = sorted(others.items(), key=lambda each: (-each[1], each[0]))[:MOST]
        if best:
            print(word, *(f"{other}:{min(9, round(10 * w))}" for other, w in best), sep="\t")


if __name__ == "__main__":
    main()
