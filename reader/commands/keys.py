"""`quaere keys`: all actions, their ids and keys."""

from __future__ import annotations

import click

from reader.actions import ACTIONS, PLACES
from reader.commands.common import note
from reader.commands.layout import bold
from reader.keymap import keymap
from reader.places import places
from reader.settings import read_settings


@click.command("keys")
def command() -> None:
    """List all actions with their ids and keys, and a sample keymap."""
    chosen = keymap(read_settings(places().config).keys)
    for problem in chosen.problems:
        note(problem)
    for where, title in PLACES.items():
        own = [action for action in chosen.actions if action.where == where]
        if not own:
            continue  # what works there is what works in all lists
        print(bold(title))
        for action in own:
            print(f"  {action.shown_keys:<14}  {action.id:<22}  {action.help}")
        print()
    print(bold("Sample keymap"))
    print("  # config.toml in the settings folder; the keys of the last line win")
    print("  [keys]")
    for action in ACTIONS:
        print(f'  # "{action.id}" = "{",".join(action.keys)}"')
