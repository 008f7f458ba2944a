"""`quaere completions SHELL`: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from reader.cli import quaere

SHELLS = ("bash", "zsh", "fish")


@click.command("completions")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script for SHELL: bash, zsh or fish."""
    print(script(shell), end="")


def script(shell: str) -> str:
    """The script as text."""
    maker = get_completion_class(shell)
    assert maker is not None
    # Of the base class: bash's own looks first which bash is installed here.
    text = ShellComplete.source(maker(quaere, {}, "quaere", "_QUAERE_COMPLETE"))
    return text.strip() + "\n"
