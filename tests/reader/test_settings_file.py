"""Writing config.toml: what a person wrote there stays, what cannot be is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.settings import read_settings
from reader.settings_file import NotWritten, write_setting

WRITTEN = """\
# my settings
theme = "quaere-dark"   # at night

future = { a = 1 }   # of a version to come
[keys]
# moves
question.next = "J"  # as in the other one
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(WRITTEN, encoding="utf-8")
    return tmp_path / "config.toml"


def test_only_the_value_changes(file: Path) -> None:
    write_setting(file.parent, ("theme",), "quaere-paper")
    assert file.read_text("utf-8") == WRITTEN.replace("quaere-dark", "quaere-paper")


def test_a_new_value_joins_its_table_and_the_rest_stays(file: Path) -> None:
    write_setting(file.parent, ("keys", "preset"), "vim")
    write_setting(file.parent, ("measure",), 72)
    write_setting(file.parent, ("colours", "pink"), "to [check]")
    found = read_settings(file.parent)
    assert (found.preset, found.measure) == ("vim", 72)
    assert found.keys == {"question.next": "J"}
    assert found.colours == {"pink": "to [check]"}
    text = file.read_text("utf-8")
    assert all(line in text for line in WRITTEN.splitlines())


def test_nothing_takes_a_value_out(file: Path) -> None:
    write_setting(file.parent, ("theme",), None)
    write_setting(file.parent, ("colours", "pink"), None)
    assert file.read_text("utf-8") == WRITTEN.replace('theme = "quaere-dark"   # at night\n', "")


def test_a_file_is_made_where_there_is_none_for_oneself_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "quaere"
    write_setting(folder, ("watch",), False)
    assert read_settings(folder).watch is False
    assert (folder / "config.toml").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in folder.iterdir()] == ["config.toml"]


def test_a_link_stays_a_link_and_the_mode_stays(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "config.toml").symlink_to(file)
    write_setting(folder, ("measure",), 60)
    assert (folder / "config.toml").is_symlink()
    assert read_settings(file.parent).measure == 60
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o400)
    with pytest.raises(NotWritten, match=r"^config.toml is read-only; .* was left as it is\.$"):
        write_setting(file.parent, ("measure",), 60)
    assert file.read_text("utf-8") == WRITTEN


def test_what_is_no_toml_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("theme = [")
    with pytest.raises(NotWritten, match="cannot be read, so nothing was changed"):
        write_setting(tmp_path, ("measure",), 60)
    assert (tmp_path / "config.toml").read_text() == "theme = ["


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("keys = 3\n")
    with pytest.raises(NotWritten, match=r"something else under keys\.preset"):
        write_setting(tmp_path, ("keys", "preset"), "vim")


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match=r"^config.toml cannot be written: .*\.$"):
        write_setting(tmp_path / "file" / "quaere", ("measure",), 60)
