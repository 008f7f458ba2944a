"""Notes in the reader's own editor, and tags completed from those in use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader.editor import NoEditor, edited
from tests.reader.driving import copied, reader

APPENDING = "import sys; open(sys.argv[1], 'a').write(' and more\\n')"


def test_what_the_editor_leaves_is_the_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c "{APPENDING}"')
    assert edited("A note: $(touch x)") == "A note: $(touch x) and more"


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("", "Set EDITOR"),
        ("/no/such/editor", "cannot be started"),
        ("false", "ended with 1"),
        ("'open quote", "cannot be started"),
    ],
)
def test_an_editor_that_fails_is_said(
    monkeypatch: pytest.MonkeyPatch, editor: str, told: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(NoEditor, match=told):
        edited("A note")
    assert os.environ["EDITOR"] == editor


async def test_a_tag_in_use_is_completed(tmp_path: Path) -> None:
    async with reader(copied(tmp_path, "energy-grid-queue.md")) as drive:
        await drive.indexed()
        await drive.press("enter", "right_parenthesis", "a", "tab")
        await drive.type("regulation")
        await drive.press("ctrl+s", "right_parenthesis", "right_parenthesis", "a", "tab")
        await drive.type("grid reg")
        field = drive.field("tags")
        await drive.until(lambda: field._suggestion == "grid regulation", "the suggestion")
        await drive.press("right", "ctrl+s")
        assert drive.app.notes.tags() == ["regulation", "grid"]
