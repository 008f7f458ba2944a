"""`@name` on the command line: a search that was saved in the reader."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from reader.asked import Asked
from reader.commands.common import fail, shown
from reader.commands.notes_opening import open_store
from reader.places import places
from reader.store import Store, StoreError, searches


def asked_for(query: str) -> Asked:
    """The saved search that `@name` stands for, else the query as it was typed.

    Ends the command with the names there are if there is none of that name.
    """
    if not query.startswith("@") or len(query.split()) > 1:
        return Asked(query)
    with open_store() as store:
        found = searches.find(store, query)
        names = [f"@{each.name}" for each in searches.every(store)]
    if found is None:
        there = f"there are {', '.join(names)}" if names else "none was saved yet"
        fail(f"there is no saved search {shown(query)}; {there}.")
    return Asked.saved_as(found)


def complete_names(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[CompletionItem]:
    """The names that go on like what was typed, for the shell."""
    if not incomplete.startswith("@"):
        return []
    try:
        with Store(places().data) as store:
            saved = searches.every(store)
    except StoreError:
        return []  # a shell that completes has no place for messages
    return [
        CompletionItem(f"@{each.name}", help=each.query)
        for each in saved
        if f"@{each.name}".casefold().startswith(incomplete.casefold())
    ]
