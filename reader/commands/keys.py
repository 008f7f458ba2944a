"""`quaere keys`: all actions, their ids and keys; a sample of all settings."""

from __future__ import annotations

import click

from reader.actions import PLACES
from reader.commands.common import note
from reader.commands.layout import bold
from reader.keymap import keymap
from reader.places import places
from reader.presets import PRESETS
from reader.sample import sample, sample_keys
from reader.settings import read_settings


@click.command("keys")
@click.option("--preset", type=click.Choice(list(PRESETS)), help="The keys of a preset.")
@click.option("--sample", "as_sample", is_flag=True, help="A whole config.toml with comments.")
def command(preset: str | None, as_sample: bool) -> None:
    """List all actions with their ids and keys, and a sample keymap.

    Without --preset: the keys in force, those of the settings.
    """
    if preset is None:
        settings = read_settings(places().config)
        chosen = keymap(settings.keys, settings.preset)
        for problem in (*settings.problems, *chosen.problems):
            note(problem)
    else:
        chosen = keymap({}, preset)
    if as_sample:
        print(sample(chosen), end="")
        return
    for where, title in PLACES.items():
        own = [action for action in chosen.actions if action.where == where]
        if not own:
            continue  # what works there is what works in all lists
        print(bold(title))
        for action in own:
            print(f"  {action.shown_keys:<14}  {action.id:<22}  {action.help}")
        print()
    print(bold("Sample keymap"))
    print("# for config.toml in the settings folder; `quaere keys --sample` has all of that file")
    print("[keys]")
    print(f'# preset = "{preset or "default"}"   # {", ".join(PRESETS)}')
    print(sample_keys(chosen))
