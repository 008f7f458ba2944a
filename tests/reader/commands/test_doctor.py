"""`doctor` finds what is wrong, mends what it can without loss, and reports nothing personal."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index.cache import Cache, cache_of
from reader import crashes
from reader.places import places
from reader.store import Store
from reader.store.file import FILE_NAME
from tests.reader.commands.running import Runner

SECRET = "Zanzibar"


@pytest.fixture
def folder(tmp_path: Path, quaere: Runner) -> Path:
    root = tmp_path / f"{SECRET} papers"
    root.mkdir()
    (root / f"{SECRET}.md").write_text("# Silt\n\n## Who pays?\n\nThe harbour board pays.\n")
    assert quaere("index", root).status == 0
    return root


def check(quaere: Runner, name: str, *arguments: object) -> dict[str, str]:
    ran = quaere("doctor", *arguments, "--json")
    found: list[dict[str, str]] = [c for c in ran.json["checks"] if c["name"] == name]
    assert len(found) == 1, name
    return found[0]


def test_all_is_well_and_looked_at(quaere: Runner, folder: Path) -> None:
    ran = quaere("doctor", folder, "--json")
    assert ran.status == 0
    names = {each["name"] for each in ran.json["checks"]}
    assert names == {
        "python", "search engine", "data folder", "cache folder", "settings", "notes",
        "old indexes", "terminal", "colours", "keyboard", "clipboard", "optional parts", "errors",
        "index", "files",
    }  # fmt: skip
    assert set(ran.json["checks"][0]) == {"name", "state", "detail", "remedy"}
    assert all(each["state"] == "ok" for each in ran.json["checks"]), ran.json


def test_what_is_open_to_others_is_closed(quaere: Runner, folder: Path) -> None:
    Store(places().data).close()
    file = places().data / FILE_NAME
    for path, name in ((places().data, "data folder"), (file, "notes")):
        path.chmod(0o755)
        assert check(quaere, name)["state"] == "warn"
        assert "chmod" in check(quaere, name)["remedy"]
        assert check(quaere, name, "--mend")["state"] == "ok"
        assert path.stat().st_mode & 0o077 == 0
        assert check(quaere, name)["state"] == "ok"


def test_a_damaged_index_is_made_anew(quaere: Runner, folder: Path) -> None:
    cache = Cache(cache_of(places().cache, folder))
    generation = cache.current()
    assert generation is not None
    for toc in (generation / "search").glob("*.toc"):
        toc.write_bytes(b"")
    ran = quaere("doctor", folder)
    assert ran.status == 3 and "--rebuild" in ran.out
    mended = quaere("doctor", folder, "--mend")
    assert mended.status == 0 and "made anew: 1 article," in mended.out
    assert quaere("doctor", folder).status == 0
    assert quaere("search", folder, "harbour").status == 0


def test_the_index_of_a_folder_that_is_gone_is_removed(
    quaere: Runner, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    assert quaere("index", other).status == 0
    assert check(quaere, "old indexes")["state"] == "ok"
    shutil.rmtree(other)
    found = check(quaere, "old indexes")
    assert found["state"] == "warn" and str(other) in found["detail"]
    assert check(quaere, "old indexes", "--mend")["state"] == "ok"
    assert not cache_of(places().cache, other).exists()
    assert quaere("search", folder, "harbour").status == 0, "others stay"


def test_damaged_notes_are_told_and_never_touched(quaere: Runner, folder: Path) -> None:
    Store(places().data).close()
    file = places().data / FILE_NAME
    file.write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    before = file.read_bytes()
    ran = quaere("doctor", "--mend", "--json")
    assert ran.status == 3
    notes = next(each for each in ran.json["checks"] if each["name"] == "notes")
    assert notes["state"] == "fail" and "damaged" in notes["detail"]
    assert file.read_bytes() == before


def test_settings_that_are_of_no_use_are_named(quaere: Runner, user: Path) -> None:
    places().config.mkdir(parents=True, exist_ok=True)
    (places().config / "config.toml").write_text("nonsense = 1\n")
    assert check(quaere, "settings")["state"] == "warn"
    assert "nonsense" in check(quaere, "settings")["detail"]


def test_a_report_names_nothing_of_the_user(quaere: Runner, folder: Path, user: Path) -> None:
    """Not the folder, not a file, not a word, wherever something is wrong."""
    (folder / f"{SECRET} empty.md").touch()
    quaere("index", folder)
    (places().config).mkdir(parents=True, exist_ok=True)
    (places().config / "config.toml").write_text(f'"{SECRET}" = 1\n')
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        crashes.keep(error, "SearchScreen", places().cache)
    for broken in (False, True):
        if broken:
            places().data.mkdir(parents=True, exist_ok=True)
            (places().data / FILE_NAME).write_bytes(SECRET.encode() * 1000)
        ran = quaere("doctor", folder, "--report")
        assert "KeyError" in ran.out and "python" in ran.out and "1 could not be read" in ran.out
        for personal in (SECRET, str(user), str(folder), str(places().data), os.sep + "home"):
            assert personal not in ran.out
    assert quaere("doctor", "--report", "--json").status == 2


@pytest.mark.parametrize(
    ("variables", "name", "told"),
    [
        ({"NO_COLOR": "1"}, "colours", "NO_COLOR"),
        ({"COLORTERM": "truecolor"}, "colours", "16 million"),
        ({"TMUX": "/run/x,1,0"}, "keyboard", "tmux"),
        ({"TMUX": "/run/x,1,0"}, "clipboard", "tmux"),
        ({"EDITOR": "nano"}, "optional parts", "there: an editor"),
    ],
)
def test_the_terminal_is_described(
    quaere: Runner, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], name: str, told: str
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert told in check(quaere, name)["detail"]


def test_every_fault_of_the_settings_is_named_with_their_file(quaere: Runner, user: Path) -> None:
    places().config.mkdir(parents=True, exist_ok=True)
    file = places().config / "config.toml"
    file.write_text('themee = "x"\n[collection]\nexclud = ["a"]\n[keys]\nhelp = "nosuchkey"\n')
    found = check(quaere, "settings")
    for told in ("“themee”; did you mean “theme”?", "“exclud”; did you mean “exclude”?",
                 "“nosuchkey” of help is no key"):  # fmt: skip
        assert told in found["detail"]
    assert str(file) in found["remedy"]


def test_an_index_that_holds_a_part_of_the_folder_is_not_called_whole(
    quaere: Runner, folder: Path
) -> None:
    for number in range(3):
        (folder / f"{number}.md").write_text(f"# Number {number}\n\nA text.\n")
    found = check(quaere, "index", folder)
    assert (found["state"], found["detail"]) == ("warn", "1 of 4 files read")
    assert "quaere index" in found["remedy"]
    assert check(quaere, "index", folder, "--mend")["state"] == "ok"
    assert check(quaere, "index", folder)["detail"].startswith("4 articles")


def test_an_overwritten_name_of_the_current_index_is_damage(quaere: Runner, folder: Path) -> None:
    (cache_of(places().cache, folder) / "current").write_bytes(b"\xff rubbish")
    ran = quaere("doctor", folder)
    assert ran.status == 3
    assert quaere("doctor", folder, "--mend").status == 0
    assert quaere("search", folder, "harbour").status == 0


def test_files_are_looked_at_after_the_index_was_mended(quaere: Runner, folder: Path) -> None:
    (folder / "empty.md").touch()
    shutil.rmtree(places().cache)
    mended = quaere("doctor", folder, "--mend", "--json").json["checks"]
    files = next(each for each in mended if each["name"] == "files")
    assert "empty.md" in files["detail"]


@pytest.mark.parametrize("what", ["open", "a file", "a link to nothing", "a link", "no folder"])
def test_what_is_wrong_with_the_cache_is_one_verdict(
    quaere: Runner, folder: Path, tmp_path: Path, what: str
) -> None:
    cache = places().cache
    wrong = cache if what in ("open", "a file", "a link to nothing") else cache / "collections"
    if what == "open":
        wrong.chmod(0o777)
    else:
        shutil.rmtree(wrong)
        if what in ("a file", "no folder"):
            wrong.write_text("x")
        else:
            wrong.symlink_to(tmp_path if what == "a link" else tmp_path / "nothing")
    for name in ("cache folder", "index"):
        found = check(quaere, name, folder)
        assert found["state"] == "fail", found
        assert str(wrong) in found["detail"]
        assert "emove it" in found["remedy"]
    if what == "open":
        assert f"chmod 700 {cache}" in check(quaere, "cache folder", folder)["remedy"]
        assert quaere("doctor", folder, "--mend").status == 0
        assert quaere("doctor", folder).status == 0
    ran = quaere("search", folder, "harbour")
    assert ran.status == (0 if what == "open" else 3)
    if ran.status:
        assert str(wrong) in ran.err and "unexpected" not in ran.err


def test_what_was_mended_and_what_was_not_is_said(quaere: Runner, folder: Path) -> None:
    assert quaere("doctor", folder, "--mend").out.endswith("Nothing to mend.\n")
    places().config.mkdir(parents=True, exist_ok=True)
    (places().config / "config.toml").write_text("nonsense = 1\n")
    (places().data).mkdir(parents=True, exist_ok=True)
    places().data.chmod(0o755)
    told = quaere("doctor", folder, "--mend").out.splitlines()[-1]
    assert told == "Mended: data folder. To be mended by hand: settings."


def test_what_was_unexpected_is_in_the_log_that_is_named(
    quaere: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = places().cache / crashes.FOLDER / crashes.FILE
    assert str(log) in check(quaere, "errors")["detail"]

    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("index.collection.Collection.sync", breaks)
    ran = quaere("search", folder, "harbour")
    assert ran.status == 3 and "unexpected" in ran.err and str(log) in ran.err
    assert "ZeroDivisionError" in log.read_text() and SECRET not in log.read_text()
    found = check(quaere, "errors")
    assert "none" not in found["detail"] and str(log) in found["detail"]
