"""Known-item search: questions asked in other words, and the sections that answer them.

    python -m tests.index.search.known_item [--missed]

prints how often `ask` has the section in the first three: for the half that `ask` was improved on
and the half that was held back (odd and even lines of the list), for the lines marked "fresh",
which were written later and before `ask` was improved again, and for those marked "new" and
"unseen", which were written after that, the last in the terse words of analysts, and to which
nothing is fitted.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.collection import Collection

HERE = Path(__file__).resolve()
SAMPLES = HERE.parents[3] / "sample_articles"
_SHARED = HERE.parents[4] / "shared"
CORPUS, GOLD = _SHARED / "corpora" / "articles", _SHARED / "gold" / "articles"
LIST = HERE.parent / "data" / "paraphrases.tsv"
FIRST = 3
PARTS = ("improved on", "held back", "fresh", "new", "unseen")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in other words; `file` and `heading` are how the names of both begin."""

    file: str
    heading: str
    question: str
    part: str

    @property
    def folder(self) -> Path:
        """Where the article is."""
        if self.file[:3].isdigit():
            return CORPUS
        return SAMPLES if any(SAMPLES.glob(f"{self.file}*")) else GOLD

    @property
    def in_samples(self) -> bool:
        """Whether it is about the sample articles."""
        return self.folder == SAMPLES


def asked() -> list[Asked]:
    """The list."""
    lines = [line for line in LIST.read_text().splitlines() if not line.startswith("#")]
    fields = [line.split("\t") for line in lines]
    return [
        Asked(file, heading, question, *(part or [PARTS[n % 2]]))
        for n, (file, heading, question, *part) in enumerate(fields)
    ]


def places(folder: Path, questions: list[Asked], cache: Path) -> Iterator[tuple[Asked, int | None]]:
    """For each question the place of its section among those of `ask`, from 1; None if absent."""
    collection = Collection(folder, cache)
    collection.sync(jobs=1)
    for each in questions:
        answers = collection.ask(each.question, limit=10)
        sections = dict.fromkeys((a.path, a.heading or "") for a in answers)
        right = (
            place
            for place, (path, heading) in enumerate(sections, 1)
            if path.startswith(each.file) and heading.startswith(each.heading)
        )
        yield each, next(right, None)
    collection.close()


def every_place(cache: Path) -> list[tuple[Asked, int | None]]:
    """All of the list; questions about other folders than the samples only where those are."""
    found: list[tuple[Asked, int | None]] = []
    for folder in (SAMPLES, CORPUS, GOLD):
        if folder.is_dir():
            found += places(folder, [each for each in asked() if each.folder == folder], cache)
    return found


def share(found: list[tuple[Asked, int | None]]) -> float:
    """How many have their section among the first three."""
    return sum(place is not None and place <= FIRST for _, place in found) / max(1, len(found))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as cache:
        found = every_place(Path(cache))
    old = [each for each in found if each[0].part not in PARTS[2:]]
    groups = {
        "old": old,
        **{part: [each for each in found if each[0].part == part] for part in PARTS},
        "old, samples": [each for each in old if each[0].in_samples],
        "old, corpus": [each for each in old if not each[0].in_samples],
    }
    for name, some in groups.items():
        print(f"{name:16} {len(some):4} questions, in the first three: {share(some):.1%}")
    if "--missed" in sys.argv:
        for each, place in groups["improved on"]:
            if place is None or place > FIRST:
                print(f"{place or '-':>3} {each.file}: {each.heading} <- {each.question}")


if __name__ == "__main__":
    main()
