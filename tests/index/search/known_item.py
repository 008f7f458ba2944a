"""Known-item search: questions asked in other words, and the sections that answer them.

    python -m tests.index.search.known_item [--missed]

prints how often `ask` has the section in the first three, over all, and for the half that `ask`
was improved on and the half that was held back (odd and even lines of the list).
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
CORPUS = HERE.parents[4] / "shared" / "corpora" / "articles"
LIST = HERE.parent / "data" / "paraphrases.tsv"
FIRST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in other words; `file` and `heading` are how the names of both begin."""

    file: str
    heading: str
    question: str
    held: bool

    @property
    def in_samples(self) -> bool:
        """Whether it is about the sample articles."""
        return not self.file[:3].isdigit()


def asked() -> list[Asked]:
    """The list."""
    lines = [line for line in LIST.read_text().splitlines() if not line.startswith("#")]
    fields = [line.split("\t") for line in lines]
    return [Asked(file, heading, q, bool(n % 2)) for n, (file, heading, q) in enumerate(fields)]


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
    """All of the list; questions of the corpus only where that is."""
    questions = asked()
    found = list(places(SAMPLES, [q for q in questions if q.in_samples], cache))
    if CORPUS.is_dir():
        found += places(CORPUS, [q for q in questions if not q.in_samples], cache)
    return found


def share(found: list[tuple[Asked, int | None]]) -> float:
    """How many have their section among the first three."""
    return sum(place is not None and place <= FIRST for _, place in found) / max(1, len(found))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as cache:
        found = every_place(Path(cache))
    groups = {
        "all": found,
        "improved on": [each for each in found if not each[0].held],
        "held back": [each for each in found if each[0].held],
        "sample articles": [each for each in found if each[0].in_samples],
        "corpus": [each for each in found if not each[0].in_samples],
    }
    for name, some in groups.items():
        print(f"{name:16} {len(some):4} questions, in the first three: {share(some):.1%}")
    if "--missed" in sys.argv:
        for each, place in groups["improved on"]:
            if place is None or place > FIRST:
                print(f"{place or '-':>3} {each.file}: {each.heading} <- {each.question}")


if __name__ == "__main__":
    main()
