"""The last filter: installed in every screen, under every command, and it holds by itself.

Here the door is open: what is drawn or printed has never been cleaned.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.text import UNSAFE
from reader import last_filter
from reader.app import QuaereApp
from reader.start import StartApp
from tests.reader.driving import reader
from tests.terminal.hostile import PAYLOADS, Payload, Planter, foreign_controls
from tests.terminal.items import LYING
from tests.terminal.pty_app import PtyApp

EVERY = [*PAYLOADS, *LYING, Payload("line end", "\n")]
APP = """
import sys
from pathlib import Path
from textual.app import App
from textual.content import Content
from textual.widgets import DataTable, Label, Log, OptionList, Static, TextArea, Tree
from rich.style import Style
from rich.text import Text
from reader import last_filter

text = Path(sys.argv[1]).read_text()

class Open(App[None]):
    def compose(self):
        yield Static(text, markup=False)
        yield Static(Content(text))
        yield Label(Text(text, Style(link="http://x\\x1b\\\\\\x1b]0;linked\\x07")))
        yield TextArea(text)
        yield OptionList(Content(text))
        yield Log()
        yield Tree(Text(text))
        yield DataTable()
    def on_mount(self):
        self.query_one(Log).write(text)
        table = self.query_one(DataTable)
        table.add_column(Text(text))
        table.add_row(Text(text))
        self.notify(text, markup=False, timeout=60)
        self.title = text

if sys.argv[2:] == ["net"]:
    last_filter.under_screens()
Open().run()
"""


def in_a_terminal(tmp_path: Path, text: str, *arguments: str) -> bytes:
    """What widgets of Textual's own write of a text."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "text").write_text(text, newline="")
    program = (sys.executable, "-P", str(tmp_path / "app.py"), str(tmp_path / "text"))
    with PtyApp(*arguments, program=program, rows=60) as app:
        app.wait_for_bytes(b"harmless")
        app.settle(0.3)
    return bytes(app.raw)


@pytest.mark.parametrize("payload", PAYLOADS[::3], ids=lambda payload: payload.name)
def test_it_holds_where_nothing_was_cleaned(tmp_path: Path, payload: Payload) -> None:
    planter = Planter()
    text = planter.one("widget", payload).text + " harmless"
    raw = in_a_terminal(tmp_path, text, "net")
    assert planter.live(raw) == []
    assert b"]0;linked" not in raw.replace(b"\\", b"")
    assert planter.planted[0].safe in raw.decode()


def test_without_it_the_terminal_obeys(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    planter = Planter()
    text = planter.one("widget", PAYLOADS[0]).text + " harmless"
    assert planter.live(in_a_terminal(tmp_path, text)) != []


@pytest.mark.parametrize("payload", EVERY, ids=lambda payload: payload.name)
def test_a_strip_becomes_bytes_without_it(payload: Payload) -> None:
    last_filter.under_screens()
    text = f"before {payload.before}after{payload.after}"
    made = Strip([Segment(text), Segment(text, Style(bold=True))]).render(Console())
    assert UNSAFE.search(made.replace("\x1b[1m", "").replace("\x1b[0m", "")) is None
    assert made.count("before") == made.count("after") == 2


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("https://example.com/a?b=c#d", True),
        ("mailto:ann@example.com", True),
        ("https://example.com/\x1b\\\x1b]0;x\x07", False),
        ("https://example.com/\x9c", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_links_that_may_be_opened_are_links(link: str, opened: bool) -> None:
    last_filter.under_screens()
    made = Strip([Segment("here", Style(link=link))]).render(Console())
    assert (link in made) == ("\x1b]8;" in made) == opened
    assert "here" in made


def test_what_is_harmless_stays_byte_for_byte() -> None:
    last_filter.under_screens()
    text = "Ünïcode, 日本語, 👩🏽‍🔬, עברית and “plain” words"
    segments = [Segment(text), Segment(text, Style(color="red", link="https://example.com/"))]
    strip = Strip(segments)
    assert strip.render(Console()) == Strip.render.__wrapped__(Strip(segments), Console())  # type: ignore[attr-defined]


async def test_every_application_installs_it(tmp_path: Path) -> None:
    render = Strip.render
    try:
        for start in (lambda: StartApp([]), lambda: None):
            Strip.render = getattr(render, "__wrapped__", render)  # type: ignore[method-assign]
            assert not last_filter.is_under_screens()
            if start() is None:
                async with reader(tmp_path) as driver:
                    assert isinstance(driver.app, QuaereApp)
            assert last_filter.is_under_screens()
    finally:
        Strip.render = render  # type: ignore[method-assign]


def test_commands_have_one_too(tmp_path: Path) -> None:
    """Standard output and standard error, where they are terminals; a pipe gets all."""
    planter = Planter()
    text = " ".join(each.text for each in planter.plant("printed"))
    (tmp_path / "text").write_text(text, newline="")
    program = (
        "import sys; from reader.last_filter import under_commands\n"
        "under_commands(); text = open(sys.argv[1], newline='').read()\n"
        "print(text); print(text, file=sys.stderr); sys.stdout.writelines([text, '\\n'])\n"
        "print('\\x1b[1mbold\\x1b[22m')"
    )
    command = (sys.executable, "-P", "-c", program, str(tmp_path / "text"))
    with PtyApp(program=command, columns=4000) as app:
        assert app.wait_for_end() == 0
    written = bytes(app.raw)
    live = [each for each in planter.live(written) if "CSI colour" not in each]
    assert live == []
    assert foreign_controls(written) == set()
    assert b"\x1b[1mbold\x1b[22m" in written
    assert written.decode().count(planter.planted[0].safe) == 3
    piped = subprocess.run(command, capture_output=True, check=True).stdout
    assert text.encode() in piped
