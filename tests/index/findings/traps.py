"""The sentences that mislead a reader of figures (`traps.txt`), and the figures in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.findings.figures import figures
from tests.fitting.figure_scores import Comparison, Label

_FILE = Path(__file__).with_name("traps.txt")


def traps() -> Iterator[tuple[str, list[Label]]]:
    """Every sentence with its labels; raises ValueError where a label is not in its sentence."""
    sentence = ""
    labels: list[Label] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            labels.append(_label(sentence, labels[-1].end if labels else 0, line.strip()))
        elif line and not line.startswith("#"):
            if sentence:
                yield sentence, labels
            sentence, labels = line, []
    yield sentence, labels


def compared() -> Comparison:
    """All of them beside what the program finds."""
    comparison = Comparison()
    for sentence, labels in traps():
        comparison.add(labels, figures(sentence, 0, len(sentence)))
    return comparison


def _label(sentence: str, begin: int, line: str) -> Label:
    words, kind, value, unit = (part.strip() for part in f"{line} ".split(" | "))
    start = sentence.index(words, begin)
    return Label(start, start + len(words), kind, _value(kind, value), unit)


def _value(kind: str, value: str) -> str | float | tuple[str | float, str | float]:
    low, dots, high = value.partition("..")
    if kind == "date":
        return (low, high) if dots else low
    return (float(low), float(high)) if dots else float(low)


if __name__ == "__main__":
    total = Comparison()
    for text, expected in traps():
        own = total.add(expected, figures(text, 0, len(text)))
        for line in own.differences(text):
            print(line)
    print(total.scores())
