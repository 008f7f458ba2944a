"""What can be asked of one article by itself, without a collection and its index.

Handed on by `index.collection`, the face of the package.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, Finding, Span
from index.cache import cache_of
from index.text import fold_same_length

if TYPE_CHECKING:
    from index.apart import Apart


def read_file(path: Path) -> Article:
    """One lone file as an article; its id is made from its name. Raises `Unreadable`."""
    from index.apart import lone_file

    return lone_file(path)


def leads_outside(path: Path, cache: Path) -> bool:
    """Whether a path is a link out of its collection, which an index of that would refuse.

    The collection is the widest folder above it that has an index in `cache`, else the folder that
    the link lies in.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - what a link leads to must not be resolved
    known = [each for each in place.parents if cache_of(cache, each).is_dir()]
    root = known[-1] if known else place.parent
    return not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root))


def read_apart() -> Apart:
    """What reads bytes that are no file of a collection yet, in a process of its own."""
    from index.apart import Apart

    return Apart()


def find_findings(article: Article) -> tuple[Finding, ...]:
    """Claims, figures and risks of an article, in the order of the text."""
    from index.findings.extraction import extract

    return extract(article)


def find_in_text(article: Article, query: str) -> list[Span]:
    """Every place where the words of `query` stand one after the other.

    Case, accents and typographic punctuation make no difference; any white space matches any.
    """
    words = fold_same_length(query).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [Span(*match.span()) for match in pattern.finditer(fold_same_length(article.text))]
