"""What the library says of itself in words: how many there are, and why a list is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.library.filter import Filter
from reader.library.shelf import STATES, Held, Shelf


@dataclass(frozen=True, slots=True)
class Indexing:
    """What the indexer does: whether it runs, how far it is (None: not known), how many files it
    did not read because nobody said yes."""

    runs: bool
    share: float | None = None
    not_read: int = 0
    lacking: str = ""
    """Why something may be missing, if that is known."""


def counts(shelf: Shelf) -> str:
    """How many articles are in each state, in a line."""
    states = [f"{shelf.states[state]:,} {state}" for state in STATES if shelf.states[state]]
    if favourites := shelf.favourites:
        states.append(f"{favourites:,} favourite{'s' if favourites != 1 else ''}")
    return " · ".join(states)


def empty(
    shelf: Shelf, wanted: Filter, shown: Sequence[Held], indexing: Indexing, keys: Mapping[str, str]
) -> str:
    """Why nothing is listed, and what to do; "" if something is.

    `keys` are the keys of actions as people write them, by the id of the action.
    """
    if shown:
        return ""
    if not shelf.articles:
        return _without_articles(shelf, indexing, keys)
    if wanted.problem:
        return wanted.problem
    if not wanted.parts:
        count, key = len(shelf.articles), keys["library.archived"]
        if count == 1:
            return f"The one article is in the archive: {key} shows it."
        return f"All {count:,} articles are in the archive: {key} shows them."
    hidden = sum(each.archived for each in wanted.of(shelf.articles, shelf))
    if hidden:
        are = "1 article in the archive does" if hidden == 1 else f"{hidden:,} in the archive do"
        return f"Nothing else matches, but {are}: {keys['library.archived']} shows the archive."
    return f"Nothing matches this filter: {keys['go.back']} shows everything again."


def _without_articles(shelf: Shelf, indexing: Indexing, keys: Mapping[str, str]) -> str:
    skipped = len(shelf.facts.skipped)
    if indexing.lacking and indexing.share is None:
        return indexing.lacking
    if indexing.runs:
        share = f" {indexing.share:.0%} done." if indexing.share else ""
        return f"Reading the folder …{share} Articles show up here as soon as they are read."
    if indexing.not_read:
        files = f"{indexing.not_read:,} files"
        return f"The {files} of this folder were not read. To read them, open the folder again."
    if skipped:
        files = "The one file" if skipped == 1 else f"None of the {skipped:,} files"
        could = "here cannot be read" if skipped == 1 else "here can be read"
        return f"{files} {could}: {keys['library.skipped']} says why."
    return (
        "No articles here yet: put Markdown, text or saved pages into this folder, and they show"
        " up. `quaere add` saves a page from the web."
    )
