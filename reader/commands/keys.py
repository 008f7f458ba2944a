"""`quaere keys`: all actions, their ids and keys."""

from __future__ import annotations

import click

from reader.actions import ACTIONS, PLACES
from reader.commands.layout import bold


@click.command("keys")
def command() -> None:
    """List all actions with their ids and keys, and a sample keymap."""
    for where, title in PLACES.items():
        print(bold(title))
        for action in ACTIONS:
            if action.where == where:
                print(f"  {action.shown_keys:<14}  {action.id:<22}  {action.help}")
        print()
    print(bold("Sample keymap"))
    print("  # config.toml in the settings folder; the keys of the last line win")
    print("  [keys]")
    for action in ACTIONS:
        print(f'  # "{action.id}" = "{",".join(action.keys)}"')
