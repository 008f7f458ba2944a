"""The command line: one command a file in `reader.commands`, loaded when it is called.

No Textual, no Whoosh, no parser is imported here: `quaere --version` and completion stay light.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from index import __version__
from index.text import clean_line
from reader import last_filter

_COMMANDS = {
    "open": "Open the reader on a folder or an article.",
    "index": "Bring the index of a folder up to date.",
    "search": "Find sections, best first, grouped by article.",
    "ask": "Find the passages that answer a question.",
    "show": "Show one article: text, sections, findings.",
    "questions": "List every question a collection answers.",
    "findings": "List claims, figures and risks.",
    "notes": "List, add, edit, import and merge highlights and notes.",
    "export": "Export highlighted notes.",
    "add": "Save pages, files and piped text into a folder of articles.",
    "stats": "Print what was read, week by week.",
    "keys": "List all actions and their keys.",
    "doctor": "Check index, notes and terminal.",
    "web": "Show the reader in a browser on this machine.",
    "completions": "Print completions for bash, zsh or fish.",
}

_OF_OUTPUT = (errno.ENOSPC, errno.EIO, errno.EFBIG)


class CommandError(Exception):
    """Ends a command: the text is one sentence for the user, `status` the exit status."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


class _Commands(click.Group):
    """Commands by name; a first word that is no command is a path to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"reader.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS:
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and what can be opened without naming one."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help"]},
    epilog="`quaere PATH` opens the reader on a folder or an article, `quaere` on the last one.",
)
@click.version_option(__version__, prog_name="quaere", message="%(prog)s %(version)s")
@click.pass_context
def quaere(ctx: click.Context) -> None:
    """Read and search long articles in the terminal, question by question."""
    if ctx.invoked_subcommand is None:
        from reader.commands.open import open_reader

        open_reader(None)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status; errors are one line on standard error."""
    try:
        return int(quaere.main(arguments, prog_name="quaere", standalone_mode=False) or 0)
    except CommandError as error:
        return _complain(str(error), error.status)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx is not None else "quaere"
        return _complain(f"{error.format_message()} See `{where} --help`.", 2)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return _complain(error.format_message(), 2)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except SystemExit:
        # So click answers a closed pipe, having put an end to what is written to it.
        return 0
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said to it, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # The last resort: what we know of gets its sentence, a bug of ours one too; a traceback
        # only on request.
        known = _known(error)
        if known is None and os.environ.get("QUAERE_DEBUG"):
            raise
        return _complain(*(known or _unknown(error)))


def _known(error: Exception) -> tuple[str, int] | None:
    """Sentence and exit status of an error that the packages raise on purpose."""
    from index.collection import (
        CacheUnsafe,
        CannotIndex,
        CollectionDamaged,
        EngineUnavailable,
        QueryError,
    )
    from reader.store import StoreError

    if isinstance(error, QueryError):
        place = error.position + 1
        return f"the query cannot be read: {error.reason} (character {place}).", 2
    if isinstance(error, CollectionDamaged):
        rebuild = " --rebuild" if error.generation is not None else ""
        return f"{error}; `quaere index PATH{rebuild}` makes the index anew.", 3
    if isinstance(error, CacheUnsafe | CannotIndex | EngineUnavailable | StoreError):
        return f"{str(error).rstrip('.')}.", 3
    if isinstance(error, OSError) and error.filename is None and error.errno in _OF_OUTPUT:
        # Whatever writes files of ours says so itself: this is what was printed.
        return f"not all could be printed: {(error.strerror or '').lower()}.", 3
    return None


def _unknown(error: Exception) -> tuple[str, int]:
    from reader import crashes
    from reader.places import places

    log = crashes.keep(error, "the command line", places().cache).log
    where = f"Where is written in {log}; " if log is not None else ""
    return (
        f"something unexpected went wrong ({type(error).__name__}: {error}). "
        f"{where}QUAERE_DEBUG=1 shows all of it; `quaere doctor` checks the index and the notes.",
        3,
    )


def _complain(message: str, status: int) -> int:
    print(f"quaere: {clean_line(message, limit=2000)}", file=sys.stderr)
    return status


def main() -> None:
    """The console script."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # whoever started us has closed it
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    last_filter.under_commands()
    sys.exit(run())
