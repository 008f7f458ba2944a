"""A link out of a collection is not read, by whatever command its name is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader.commands.running import Runner

SECRET = "The secret of somebody else."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    (root / "below").mkdir(parents=True)
    (root / "own.md").write_text("# Own\n\nThe text of one\u2019s own article stands here.\n")
    (tmp_path / "secret.md").write_text(f"# Secret\n\n{SECRET}\n")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "below" / "up.md").symlink_to("../own.md")
    (root / "beside.md").symlink_to("own.md")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text(f"# Secret\n\n{SECRET}\n")
    (root / "linked").symlink_to(tmp_path / "elsewhere")
    return root


COMMANDS = {
    "show": ("show", "FILE"),
    "ask": ("ask", "FILE", "what is the secret?"),
    "search": ("search", "FILE", "secret"),
    "findings": ("findings", "FILE"),
    "questions": ("questions", "FILE"),
    "notes list": ("notes", "list", "FILE"),
    "notes add": ("notes", "add", "FILE", "--quote", SECRET),
    "export": ("export", "FILE"),
    "open": ("open", "FILE"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("indexed", [True, False])
def test_it_is_refused(quaere: Runner, folder: Path, command: str, indexed: bool) -> None:
    if indexed:
        assert quaere("index", folder).status == 0
    names = ["out.md", *(["linked/secret.md"] if indexed else [])]
    for name in names:
        done = quaere(*(str(folder / name) if a == "FILE" else a for a in COMMANDS[command]))
        assert done.status == 2 and SECRET not in done.out
        if command != "open":  # which says first that there is no terminal here
            assert "is a link out of its folder" in done.err


def test_what_an_index_would_read_is_read(quaere: Runner, folder: Path, tmp_path: Path) -> None:
    assert quaere("index", folder).status == 0
    for name in ("own.md", "beside.md", "below/up.md"):
        assert quaere("show", folder / name).status == 0, name
    assert SECRET in quaere("show", tmp_path / "secret.md").out
    (tmp_path / "other name").symlink_to(folder)
    assert quaere("show", tmp_path / "other name" / "own.md").status == 0
    assert quaere("index", tmp_path / "other name").status == 0
