"""Labels of our own: sentences of the shared texts, read and judged after gold/guideline.md.

`own_labels.tsv` holds no text. A line "= FILE" names the texts that the lines below it are from: an
article of the corpora, or the loose sentences of gold/unlabelled.tsv.gz (no KEY there: that wants
the article around it). Every other line is a sentence, as the start of a digest of its words, and
its labels: "-" or letters, c claim, k KEY, and for a risk its kind: h hazard, a adverse,
u uncertainty, n condition, v caveat, b hurdle.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.article import RiskKind, Span
from index.findings.cues import Setting
from index.findings.settings import Placed, placed_sentences
from index.formats import read_article
from tests.fitting.gold import GOLD, Labelled, cues_of, labelled, labelled_sentence

OWN_LABELS = Path(__file__).with_name("own_labels.tsv")
LOOSE = "gold/unlabelled.tsv.gz"
RISK_LETTERS: dict[str, RiskKind] = {
    "h": "hazard", "a": "adverse", "u": "uncertainty", "n": "condition", "v": "caveat",
    "b": "hurdle",
}  # fmt: skip


def digest(sentence: str) -> str:
    """What a sentence is found by: its words, whatever stands between them."""
    return sha256(" ".join(sentence.split()).encode()).hexdigest()[:10]


def labels_of(letters: str, *, key: bool) -> dict[str, Any]:
    """Labels as the gold files have them; `key` says whether KEY was judged."""
    kind = next((RISK_LETTERS[letter] for letter in letters if letter in RISK_LETTERS), None)
    return {
        "claim": int("c" in letters),
        "risk": int(kind is not None),
        "risk_kind": kind,
        "key": int("k" in letters) if key else None,
    }


def own_rows() -> Iterator[Labelled]:
    """Every sentence labelled by us that the shared texts still hold, with its cues."""
    for file, labels in _files().items():
        if file == LOOSE:
            yield from _loose(labels)
        else:
            yield from _of_article(file, labels)


def _files() -> dict[str, dict[str, str]]:
    files: dict[str, dict[str, str]] = {}
    labels: dict[str, str] = {}
    for line in OWN_LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            labels = files.setdefault(line[2:], {})
        else:
            name, letters = line.split("\t")
            labels[name] = letters
    return files


def _of_article(file: str, labels: dict[str, str]) -> Iterator[Labelled]:
    path = GOLD.parent / file
    data = path.read_bytes()
    if path.suffix == ".gz":
        data, path = gzip.decompress(data), path.with_suffix("")
    article = read_article(data, path.name, id=file)
    for placed in placed_sentences(article):
        letters = labels.get(digest(_text(article.text, placed)))
        if letters is not None:
            yield labelled_sentence(file, article.text, placed, labels_of(letters, key=True))


def _text(text: str, placed: Placed) -> str:
    return text[placed.span.start : placed.span.end]


def _loose(labels: dict[str, str]) -> Iterator[Labelled]:
    for number, sentence in enumerate(loose_sentences()):
        letters = labels.get(digest(sentence))
        if letters is not None:
            cues, figures = cues_of(sentence, Span(0, len(sentence)), Setting())
            judged = labels_of(letters, key=False)
            yield Labelled(f"{LOOSE} {number}", sentence, cues, judged, figures)


def loose_sentences() -> list[str]:
    """The unlabelled sentences of the gold folder, in order."""
    with gzip.open(GOLD.parent / LOOSE, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t")[-1] for line in lines]


def all_labelled() -> list[Labelled]:
    """The sentences of gold/training, then our own."""
    return [*labelled(GOLD / "training"), *own_rows()]
