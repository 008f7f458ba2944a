"""The reader as it is, but that it writes down which keys came, what they did, what was shown.

So that a walk through all of it can be held against the list of all there is.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import sys
from pathlib import Path

from textual.app import App
from textual.screen import Screen

import reader

_PROGRAM = """
import functools
from textual.app import App
from textual.driver import Driver
from textual.events import Key
from textual.screen import Screen
from reader import updating
from reader.cli import main

told = open({told!r}, "a", buffering=1)
came, resumed = Driver.process_message, Screen._on_screen_resume
dispatched, started = App._dispatch_action, App.run

@functools.wraps(came)
def process(self, message):
    came(self, message)
    if isinstance(message, Key):
        print("key", message.key, file=told)

@functools.wraps(resumed)
def resume(self, event):
    print("screen", type(self).__name__, file=told)
    return resumed(self, event)

@functools.wraps(dispatched)
async def dispatch(self, namespace, name, parameters):
    done = await dispatched(self, namespace, name, parameters)
    if done:
        print("action", name, file=told)
    return done

@functools.wraps(started)
def run(self, *arguments, **named):
    print("screen", type(self).__name__, file=told)
    return started(self, *arguments, **named)

Driver.process_message, Screen._on_screen_resume = process, resume
App._dispatch_action, App.run = dispatch, run
updating.ASK_OVER = {ask_over!r}
main()
"""


class Record:
    """What one or more recorded programs have shown and done, as they wrote it into a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read = 0
        self.keys = 0
        self.screens: list[str] = []
        self.actions: set[str] = set()

    def program(self, ask_over: int = 5_000) -> tuple[str, ...]:
        """The reader, recorded; it asks before it reads more than so many new files."""
        text = _PROGRAM.format(told=str(self._file), ask_over=ask_over)
        return (sys.executable, "-P", "-c", text)

    def look(self) -> None:
        """Take in what was written since the last look."""
        if not self._file.exists():
            return
        with self._file.open(encoding="utf-8") as file:
            file.seek(self._read)
            fresh = file.read()
        whole = fresh[: fresh.rfind("\n") + 1]
        self._read += len(whole.encode())
        for line in whole.splitlines():
            kind, _, what = line.partition(" ")
            if kind == "key":
                self.keys += 1
            elif kind == "screen":
                self.screens.append(what)
            else:
                self.actions.add(what)


def all_screens() -> set[str]:
    """The classes of every screen, box and application of the reader.

    Not those that others are made from and that are never made themselves.
    """
    folder = Path(reader.__file__).parent
    for module in pkgutil.walk_packages([str(folder)], "reader."):
        needs = {"reader.web": "textual_serve"}.get(module.name, "sys")  # an optional part
        if module.name != "reader.__main__" and importlib.util.find_spec(needs):
            importlib.import_module(module.name)
    source = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    made = set(re.findall(r"(?<!class )\b([A-Z]\w+)\(", source))
    return {
        each.__name__
        for each in _below(Screen, App)
        if each.__name__ in made or not each.__subclasses__()
    }


def _below(*classes: type) -> set[type]:
    """The classes of the reader that are made from these, at any remove."""
    found: set[type] = set()
    for each in classes:
        below: list[type] = each.__subclasses__()
        found |= {one for one in below if one.__module__.startswith("reader.")} | _below(*below)
    return found
