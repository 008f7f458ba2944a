"""Every command, with each of its options, says nothing live: on a terminal and through pipes.

What there is comes from the commands themselves: a new one, or a new option, that is not tried
here fails the test. All run in one process for each kind of output, each as the
program itself begins and ends: starting Python anew every time would take a minute.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reader.cli import quaere
from reader.notes.model import COLOURS
from tests.terminal.hostile import EVERYWHERE, PAYLOADS
from tests.terminal.pty_app import PtyApp
from tests.terminal.test_belongings import kindle, readwise, web_annotations
from tests.terminal.visiting import visible
from tests.terminal.worlds import World

WAITING = {"--watch", "--until-eof"}
"""With these the index ends when whoever started it does; what it says is the same."""
_PROGRAM = """
import json, sys
from reader.cli import main

statuses = []
for arguments in json.loads(sys.argv[1]):
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    print(f"=== {len(statuses)} ===", flush=True)
    sys.argv[1:] = arguments
    try:
        main()
    except SystemExit as end:
        statuses.append(end.code or 0)
    sys.stdout.flush()
print("=== end ===", statuses)
"""
SILENT = {"completions", "keys", "notes add", "notes edit", "notes remove", "notes restore",
          "notes merge", "notes import", "stats", "doctor", "add", "export", "index",
          "open", "web", "notes recover"}  # fmt: skip
"""Commands that need not print a word of an article or a note; what they print is looked at."""


def tried(world: World, folder: Path) -> dict[str, list[list[str]]]:
    """What every command is tried with."""
    root, body = str(world.root), str(world.hostile.body)
    title, item = str(world.hostile.title_files[0]), str(world.root / world.items[0].path)
    page = str(world.root / "page.html")
    evil = "".join(each.before + each.after for each in PAYLOADS)
    note = world.planter.one("typed note", PAYLOADS[0]).text
    shelf, file = folder / "shelf", folder / f"{world.planter.one('added', PAYLOADS[14]).text}.md"
    shelf.mkdir()
    file.write_text(world.hostile.body.read_text())
    for name, made in (("a.csv", readwise), ("b.txt", kindle), ("c.json", web_annotations)):
        (folder / name).write_text(made(world.planter.plant(name)), newline="")
    template = folder / "mine.jinja"
    template.write_text(f"{note} {{{{ '\\x1b[2J' }}}}")
    known = highlight_ids(world)
    out = str(folder / "out")
    nowhere = str(folder / evil.replace("/", "").replace("\\", ""))
    return {
        "open": [["open", nowhere], [nowhere]],
        "index": [["index", root, "--jobs", "1"], ["index", root, "--json"],
                  ["index", root, "--progress", "json"], ["index", nowhere, "--rebuild"],
                  ["index", root, "--only", evil], ["index", root, "--most-new", "9"],
                  ["index", root, "--damaged", evil]],
        "search": [["search", root, EVERYWHERE, "--limit", "500"], ["search", root, evil],
                   ["search", root, EVERYWHERE, "--json"], ["search", root, f"@{evil}"],
                 ["search", root, EVERYWHERE, "--sort", "date"]],
        "ask": [["ask", root, f"Why does the {EVERYWHERE} matter?", "--limit", "50"],
                ["ask", root, evil, "--json"]],
        "show": [["show", body], ["show", title, "--json"], ["show", item],
                 ["show", body, "--section", "1"],
                 ["show", page, "--dropped"]],
        "questions": [["questions", root], ["questions", root, "--match", "matter", "--json"],
                      ["questions", root, "--match", evil, "--all"],
                 ["questions", root, "--together"]],
        "findings": [["findings", root], ["findings", root, "--kind", "risk", "--json"],
                     ["findings", root, "--match", evil, "--text", evil],
                     ["findings", root, "--figure-kind", "percent", "--min", "1", "--max", "99",
                      "--unit", evil],
                     ["findings", root, "--risk-kind", "hazard"],
                     ["findings", root, "--kind", evil]],
        "notes list": [["notes", "list", root], ["notes", "list", root, "--json"]],
        "notes add": [["notes", "add", body, "--section", "2", "--note", note, "--tag", note,
                       "--colour", "green"], ["notes", "add", body, "--quote", evil],
                      ["notes", "add", body, "--start", "9", "--end", "30", "--colour", evil]],
        "notes edit": [["notes", "edit", known[0], "--note", note, "--tag", note, "--colour",
                        COLOURS[1]], ["notes", "edit", evil, "--note", "x"],
                       ["notes", "edit", known[2], "--no-tags"]],
        "notes remove": [["notes", "remove", known[1]], ["notes", "remove", evil]],
        "notes restore": [["notes", "restore", known[1]], ["notes", "restore", evil]],
        "notes import": [["notes", "import", str(folder / "a.csv"), root],
                         ["notes", "import", str(folder / "b.txt"), root],
                         ["notes", "import", str(folder / "c.json"), root, "--json"]],
        "notes merge": [["notes", "merge", world.env["QUAERE_DATA_DIR"]],
                        ["notes", "merge", nowhere]],
        "export": [["export", root, "--format", "html", "--findings", "--output", "-"],
                   ["export", root, "--template", str(template), "--output", "-"],
                   ["export", root, "--tag", note, "--colour", "yellow", "--search", EVERYWHERE],
                   ["export", root, "--since", "2020", "--until", "2999", "--output", out],
                   ["export", root, "--output", out, "--force"], ["export", root, "--format", evil],
                   ["export", root, "--format", "csv", "--clipboard"]],
        "add": [["add", str(shelf), str(file), "--title", note],
                ["add", str(shelf), body, "--original", "--replace", "--chapters"],
                ["add", str(shelf), evil, "--json"],
                ["add", str(shelf), f"http://127.0.0.1:1/{evil}", "--allow-private"]],
        "stats": [["stats", root], ["stats", root, "--json"]],
        "keys": [["keys"], ["keys", "--sample"], ["keys", "--preset", evil]],
        "doctor": [["doctor", root], ["doctor", root, "--json"], ["doctor", root, "--report"],
                   ["doctor", item, "--mend"]],
        "notes recover": [["notes", "recover", evil], ["notes", "recover"]],
        # Where it may, it serves until it is told to end: tests/reader/test_web.py.
        "web": [["web", "--help"], ["web", nowhere, "--port", "8124"]],
        "completions": [["completions", "bash"], ["completions", evil]],
    }  # fmt: skip


def highlight_ids(world: World) -> list[str]:
    """The notes that are there before."""
    listed = world.run("notes", "list", world.root, "--json").stdout
    return [each["id"] for each in json.loads(listed)["notes"]]


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """Every command that does something, with its options."""
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))
    else:
        options = {each.opts[0] for each in group.params if isinstance(each, click.Option)}
        yield " ".join(path), options


def assert_all_is_tried(tries: dict[str, list[list[str]]]) -> None:
    known = dict(commands(quaere))
    assert set(tries) == set(known)
    known["index"] -= WAITING
    missing = {name: options - {word for each in tries[name] for word in each}
               for name, options in known.items()}  # fmt: skip
    assert {name: options for name, options in missing.items() if options} == {}


def assert_each_said_its_part(world: World, tries: dict[str, list[list[str]]], said: str) -> None:
    """No error that nobody foresaw, and the harmless words are there."""
    assert "Traceback" not in said and "something unexpected" not in said
    first, _, statuses = said.rpartition("=== end === ")
    assert set(json.loads(statuses)) <= {0, 1, 2}
    safe = {each.safe for each in world.planter.planted}
    number = 0
    for name, each in tries.items():
        part = first.partition(f"=== {number} ===")[2].partition(f"=== {number + len(each)} ===")[0]
        number += len(each)
        assert part.strip(), name
        assert name in SILENT or any(word in part for word in safe), (name, part)


@pytest.mark.parametrize("output", ["terminal", "pipes"])
def test_every_command_and_every_option(world: World, tmp_path: Path, output: str) -> None:
    tries = tried(world, tmp_path)
    assert_all_is_tried(tries)
    arguments = json.dumps([each for name in tries for each in tries[name]])
    program = (sys.executable, "-P", "-c", _PROGRAM, arguments)
    if output == "terminal":
        with PtyApp(program=program, env=world.env, cwd=tmp_path, columns=100) as app:
            app.wait_for_end()
        raw = bytes(app.raw)
        said = visible(raw).replace("\r\n", "\n")
        assert world.copied(raw, "\x1b[K", "\t") == 1
    else:
        done = subprocess.run(
            program, cwd=tmp_path, env={**os.environ, **world.env}, capture_output=True
        )
        said = done.stdout.decode() + "\n"
        assert b"Traceback" not in done.stderr and b"something unexpected" not in done.stderr
        world.assert_harmless(done.stdout, "\t")
        world.assert_harmless(done.stderr, "\t")
    assert_each_said_its_part(world, tries, said.strip())
