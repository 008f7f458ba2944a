"""Whole articles as people paste and clip them, each with what is to become of it.

Beside every file in `fixtures/pasted` lies a `.toml` of the same name: the title, the sections with
their kinds, and the start of every piece that is left out, with the reason; for some files also
blocks of a kind, pieces of text that must arrive whole, and doubts. What is not named there must
not be dropped, and no word may vanish.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index.article import Article, BlockKind
from tests.index.formats.reading import headings, read, styled, texts

FIXTURES = Path(__file__).parent / "fixtures" / "pasted"
NAMES = sorted(path.name for path in FIXTURES.glob("*.*") if path.suffix != ".toml")
PLAIN = [name for name in NAMES if name.endswith(".txt")]
BLOCKS: dict[str, BlockKind] = {
    "captions": "caption", "rows": "row", "items": "item", "quotes": "quote",
    "footnotes": "footnote",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((FIXTURES / name).with_suffix(".toml").read_text("utf-8"))


def unmatched(starts: list[str], pieces: list[str]) -> tuple[list[str], list[str]]:
    """The starts that no piece has, and the pieces whose start was not expected."""
    left = list(pieces)
    missing = []
    for start in sorted(starts, key=len, reverse=True):
        found = next((piece for piece in left if piece.startswith(start)), None)
        if found is None:
            missing.append(start)
        else:
            left.remove(found)
    return missing, left


def differences(article: Article, wanted: dict[str, Any]) -> list[str]:
    """What is not as expected, one line each."""
    metadata = article.metadata
    found: dict[str, object] = {
        "title": article.title,
        "authors": list(metadata.authors),
        "published": metadata.published,
        "source": metadata.source,
        "tags": list(metadata.tags),
        "language": metadata.language,
        "sections": [[s.heading, s.kind] for s in article.sections[1:]],
        "levels": [s.level for s in article.sections[1:]],
        "paragraphs": len(texts(article, "paragraph")),
        "marks": styled(article, "mark"),
    }
    wrong = [
        f"{field}: {found[field]!r}\n    wanted {wanted[field]!r}"
        for field in found
        if field in wanted and found[field] != wanted[field]
    ]
    pairs = [f"{drop.why}: {drop.text}" for drop in article.dropped]
    missing, extra = unmatched([f"{why}: {start}" for start, why in wanted["dropped"]], pairs)
    wrong += [f"not dropped as {start!r}" for start in missing]
    wrong += [f"dropped as {piece[:90]!r}" for piece in extra]
    for field, kind in BLOCKS.items():
        missing, extra = unmatched(wanted.get(field, []), texts(article, kind))
        wrong += [f"no {kind}: {start!r}" for start in missing]
        wrong += [f"a {kind}: {piece[:90]!r}" for piece in extra if field in wanted]
    pieces = wanted.get("text", [])
    wrong += [f"not in the text: {piece!r}" for piece in pieces if piece not in article.text]
    wrong += [
        f"no doubt about {doubt!r} in {article.origin.doubts}"
        for doubt in wanted.get("doubts", [])
        if not any(doubt in sentence for sentence in article.origin.doubts)
    ]
    return wrong


@pytest.mark.parametrize("name", NAMES)
def test_it_becomes_what_it_says(name: str) -> None:
    wrong = differences(read((FIXTURES / name).read_bytes(), name), expected(name))
    assert not wrong, "\n  " + "\n  ".join(wrong)


@pytest.mark.parametrize("name", PLAIN)
def test_no_word_vanishes(name: str) -> None:
    source = (FIXTURES / name).read_bytes()
    article = read(source, name)
    if b"=E2=80" in source:
        pytest.skip("its words are written in pieces")
    markers = (block.marker for block in article.blocks)
    kept = [article.title, article.text, *markers, *(drop.text for drop in article.dropped)]
    lost = Counter(_WORD.findall(source.decode())) - Counter(_WORD.findall(" ".join(kept)))
    assert not lost


@pytest.mark.parametrize("name", PLAIN)
def test_line_ends_and_marks_of_other_systems_change_nothing(name: str) -> None:
    source = (FIXTURES / name).read_text("utf-8")
    unix = read(source, name)
    windows = read(b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode(), name)
    assert (windows.title, windows.text, windows.sections) == (unix.title, unix.text, unix.sections)
    old = read(source.replace("\n\n", "\r\r\f\r").replace("\n", "\r").encode(), name)
    assert (old.title, headings(old)) == (unix.title, headings(unix))


def test_every_file_says_what_is_expected_of_it() -> None:
    assert len(NAMES) >= 40
    assert {Path(name).stem for name in NAMES} == {path.stem for path in FIXTURES.glob("*.toml")}
