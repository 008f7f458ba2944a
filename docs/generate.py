"""Writes what is made from tables: python docs/generate.py

keys.md, settings.md, commands.md, dependencies.md and the man page quaere.1. A test fails while
one of them is not what this would write.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import click
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reader.action_groups import grouped  # noqa: E402
from reader.actions import PLACES, Action  # noqa: E402
from reader.cli import quaere  # noqa: E402
from reader.keymap import Keymap, keymap  # noqa: E402
from reader.options import OPTIONS, Option  # noqa: E402
from reader.presets import PRESETS  # noqa: E402
from reader.sample import sample, value_in_toml  # noqa: E402

_BY = "<!-- Made by docs/generate.py. -->"


def files() -> dict[str, str]:
    """All that is made alike on every machine, by its path in the project."""
    return {
        "docs/keys.md": keys_page(),
        "docs/settings.md": settings_page(),
        "docs/commands.md": commands_page(),
        "docs/quaere.1": man_page(),
    }


# Keys


def keys_page() -> str:
    """All actions of all places with their keys, and what the presets change."""
    parts = [
        "# All keys",
        _BY,
        "`?` shows those that work where you are, as they are set. Any of them can be changed by "
        "its name: [settings](settings.md).",
    ]
    known = Keymap()
    for title, actions in grouped(a for where in PLACES for a in known.actions if a.where == where):
        rows = [(_keys(each), each.help, f"`{each.id}`") for each in actions]
        parts += [f"## {title}", _table(("Keys", "What they do", "Name"), rows)]
    parts += ["## Presets", "What differs from the keys above."]
    for name in PRESETS:
        if rows := list(_changed(keymap({}, name))):
            parts += [f"### {name}", _table(("Keys", "What they do", "Name"), rows)]
    return _page(parts)


def _changed(chosen: Keymap) -> Iterator[tuple[str, str, str]]:
    for action in chosen.actions:
        if action.id in chosen.changed:
            yield _keys(action), action.help, f"`{action.id}`"


def _keys(action: Action) -> str:
    return " ".join(f"`{key}`" for key in action.shown_keys.split())


# Settings


def settings_page() -> str:
    """All settings, and a whole file."""
    rows = [_setting(option) for option in OPTIONS]
    return _page(
        [
            "# Settings",
            _BY,
            "`F2` shows them in the reader; what is changed there is written to `config.toml` in "
            "the settings folder, and whatever else stands in that file stays as it is. "
            "`quaere doctor` says where the folder is. What cannot be used is said when the reader "
            "opens, and the rest holds.",
            _table(("Setting", "Meaning", "Values", "Comes with"), rows),
            "## Keys of your own",
            "In `[keys]` any action of [the table](keys.md) may be given other keys, by its name; "
            "`preset` chooses those to begin with.",
            '```\n[keys]\npreset = "vim"\n"question.next" = "J, ]"\n"half.down" = "^f"\n'
            '"unhighlight" = ""        # no key at all\n```',
            "A key that you give to an action is taken from whatever had it in the same place. "
            "Where two that you name want the same key, the reader says so.",
            "## A whole file",
            "`quaere keys --sample` prints it:",
            f"```\n{_without_actions(sample(Keymap()))}```",
        ]
    )


def _setting(option: Option) -> tuple[str, str, str, str]:
    comes = "nothing" if option.default is None else f"`{value_in_toml(option)}`"
    later = "" if option.at_once else " (from the next start)"
    return f"`{option.name}`", option.meaning + later, option.kind.values, comes


def _without_actions(text: str) -> str:
    """The sample with the first lines of its keys."""
    lines = text.splitlines()
    at = lines.index("[keys]")
    return "\n".join([*lines[: at + 4], "# ..."]) + "\n"


# Commands


def commands() -> Iterator[tuple[list[str], click.Command]]:
    """All commands with their names, those within others behind them."""
    yield from _below(["quaere"], quaere)


def _below(name: list[str], command: click.Command) -> Iterator[tuple[list[str], click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from _below([*name, each], found)


def commands_page() -> str:
    """The help of all commands."""
    parts = [
        "# The command line",
        _BY,
        "Exit status: 0 done, 1 nothing found, 2 wrong usage or a path that cannot be read, 3 "
        "something of ours is damaged, 130 interrupted. `quaere completions SHELL` prints what "
        "bash, zsh or fish need to complete all this.",
    ]
    for name, command in commands():
        parts += [f"## {' '.join(name)}", *_about(command), f"```\n{_usage(name, command)}\n```"]
        rows = [(f"`{left}`", right) for left, right in _options(command)]
        if rows:
            parts.append(_table(("Option", "Meaning"), rows))
    return _page(parts)


def _about(command: click.Command) -> list[str]:
    text = (command.help or "").partition("\f")[0]
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _context(name: list[str], command: click.Command) -> click.Context:
    return click.Context(command, info_name=" ".join(name), terminal_width=80, max_content_width=80)


def _usage(name: list[str], command: click.Command) -> str:
    pieces = command.collect_usage_pieces(_context(name, command))
    return " ".join([*name, *pieces])


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    context = click.Context(command)
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        is_own = isinstance(parameter, click.Option) and "--help" not in parameter.opts
        if record is not None and is_own:
            yield record[0], " ".join(record[1].split())


# Dependencies


DEPENDENCIES = "docs/dependencies.md"
_LINUX = {
    "python_version": "3.11", "python_full_version": "3.11.0", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "sys_platform": "linux",
    "platform_system": "Linux", "os_name": "posix",
}  # fmt: skip


def dependencies_page() -> str:
    """What an installation brings along: who asks for it, the version tested, its licence."""
    rows = [
        (name, asked, distribution(name).version, licence(distribution(name)))
        for name, asked in sorted(needed().items(), key=lambda each: each[0].lower())
    ]
    return _page(
        [
            "# What Quaere is built on",
            _BY,
            "All that `pip install quaere` brings along, on Linux with Python 3.11. What has "
            "no range of ours is there because another asks for it.",
            _table(("Distribution", "Asked for", "Tested", "Licence"), rows),
        ]
    )


def needed() -> dict[str, str]:
    """Every distribution that is needed: the range that we ask for, or who else asks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [(Requirement(line), "") for line in project["dependencies"]]
    found: dict[str, str] = {}
    for asked, by in waiting:
        about = distribution(asked.name)
        if about.name in found:
            continue
        found[about.name] = f"by {by}" if by else f"`{asked.specifier}`"
        for further in map(Requirement, about.requires or ()):
            extras = asked.extras or {""}
            marker = further.marker
            if not marker or any(marker.evaluate({**_LINUX, "extra": each}) for each in extras):
                waiting.append((further, about.name))
    return found


def licence(about: Distribution) -> str:
    """The licence that a distribution says it is under, in few words."""
    said = about.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    for each in said.get_all("Classifier") or ():
        if each.startswith("License :: OSI Approved :: "):
            return str(each.rpartition(" :: ")[2])
    lines = (said.get("License") or "").strip().splitlines()
    return lines[0] if lines else "not said"


# The man page


def man_page() -> str:
    """quaere(1), in the macros of man(7)."""
    lines = [
        '.\\" Made by docs/generate.py.',
        '.TH QUAERE 1 "" "Quaere" "User Commands"',
        ".SH NAME",
        "quaere \\- read and search long articles in the terminal, question by question",
        ".SH SYNOPSIS",
    ]
    every = list(commands())
    for name, command in every:
        if not isinstance(command, click.Group) or len(name) == 1:
            lines += [_roff(_usage(name, command)), ".br"]
    lines += [".SH DESCRIPTION", *(_roff(part) for part in _about(quaere))]
    lines += [_roff(str(quaere.epilog)), ".SH COMMANDS"]
    for name, command in every[1:]:
        lines += [".SS " + _roff(" ".join(name[1:]))]
        for part in _about(command):
            lines += [_roff(part), ".PP"]
        for left, right in _options(command):
            lines += [".TP", f"\\fB{_roff(left)}\\fR", _roff(right)]
    lines.append(".SH KEYS")
    known = Keymap()
    for where, title in PLACES.items():
        own = [action for action in known.actions if action.where == where]
        if own:
            lines.append(f".SS {_roff(title)}")
        for action in own:
            lines += [".TP", f"\\fB{_roff(action.shown_keys)}\\fR", _roff(action.help)]
    lines.append(".SH SETTINGS")
    for option in OPTIONS:
        lines += [".TP", f"\\fB{_roff(option.name)}\\fR", _roff(option.meaning)]
    lines += [".SH ENVIRONMENT", *_MAN_ENVIRONMENT, ".SH EXIT STATUS", *_MAN_STATUS]
    return "\n".join(lines) + "\n"


_MAN_ENVIRONMENT = (
    ".TP", "\\fBQUAERE_DATA_DIR\\fR", "Where highlights, notes and places are kept.",
    ".TP", "\\fBQUAERE_CACHE_DIR\\fR", "Where the index is kept; safe to delete.",
    ".TP", "\\fBQUAERE_CONFIG_DIR\\fR", "Where config.toml is.",
    ".TP", "\\fBQUAERE_DEBUG\\fR", "Set to 1, errors come with a traceback.",
    ".TP", "\\fBNO_COLOR\\fR", "Set, no colours are used.",
    ".TP", "\\fBVISUAL\\fR, \\fBEDITOR\\fR", "The editor for long notes.",
)  # fmt: skip
_MAN_STATUS = (
    "0 done, 1 nothing found, 2 wrong usage or a path that cannot be read, 3 something of ours is "
    "damaged, 130 interrupted.",
)


def _roff(text: str) -> str:
    """Text that man(7) shows as it is."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    escaped = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in escaped)
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


# Writing


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(each) for each in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write all."""
    for name, text in {**files(), DEPENDENCIES: dependencies_page()}.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
