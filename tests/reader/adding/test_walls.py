"""Nothing but `quaere add` can open a connection."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib"}


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_only_this_room_knows_the_network() -> None:
    rooms = {
        str(file.relative_to(PROJECT).parent)
        for package in ("index", "reader")
        for file in (PROJECT / package).rglob("*.py")
        if any(
            name == module or name.startswith(f"{module}.")
            for name in imported(file)
            for module in NETWORK
        )
    }
    assert rooms == {"reader/adding"}


def test_saving_needs_no_screen_and_no_parser_in_this_process() -> None:
    program = "import reader.commands.add, sys; print(*{n.split('.')[0] for n in sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert not {"textual", "rich", "whoosh", "trafilatura", "lxml"} & set(
        done.stdout.decode().split()
    )
