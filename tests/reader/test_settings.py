"""What `config.toml` may say, and that everything else is complained of, never fatal."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from index.collection import Choice
from reader.actions import ACTIONS
from reader.keymap import keymap
from reader.notes.model import COLOURS
from reader.options import BY_NAME
from reader.sample import sample
from reader.settings import FILE_NAME, Settings, read_settings


def settings(folder: Path, text: str) -> Settings:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_theme_measure_and_keys_are_taken(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        'theme = "quaere-light"\nmeasure = 66\n[keys]\n"question.next" = "J"\n',
    )
    assert found.theme == "quaere-light"
    assert found.measure == 66
    assert found.keys == {"question.next": "J"}
    assert found.problems == ()


def test_ids_need_no_quotes_and_keys_may_be_a_list(tmp_path: Path) -> None:
    found = settings(tmp_path, '[keys]\nquestion.next = ["J", "]"]\nfind = "F"\n')
    assert found.keys == {"question.next": "J,]", "find": "F"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("theme = 3", "config.toml: theme must be the name of a theme"),
        ("measure = 500", "config.toml: measure must be a number of columns, 40 to 120"),
        ("measure = true", "config.toml: measure must be a number of columns, 40 to 120"),
        ('colour = "red"', "config.toml: there is no setting “colour”; did you mean “colours”?"),
        (
            '[colours]\nred = "important"',
            "config.toml: there is no colour “red”; use yellow, green, blue, pink, purple",
        ),
        (
            "[colours]\npink = 3",
            "config.toml: the meaning of pink must be a word or two of text",
        ),
        ("colours = 3", "config.toml: there is no setting “colours”"),
        ("[keys]\nfind = 3", 'config.toml: the keys of find must be text like "j,down"'),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_holds(
    tmp_path: Path, text: str, complaint: str
) -> None:
    found = settings(tmp_path, text)
    assert found.problems == (complaint,)
    assert (found.theme, found.measure, dict(found.keys)) == ("quaere-dark", 80, {})


def test_colours_are_given_meanings(tmp_path: Path) -> None:
    found = settings(tmp_path, '[colours]\nyellow = "important"\npink = " to  check "\n')
    assert found.colours == {"yellow": "important", "pink": "to check"}
    assert found.problems == ()


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    found = settings(tmp_path, "theme = [")
    assert found.theme == "quaere-dark"
    assert found.problems[0].startswith("config.toml cannot be read:")


def test_what_belongs_to_a_collection_is_said_for_all_and_for_one(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        f'''
[collection]
exclude = ["drafts/"]
[collection."{tmp_path}"]
gitignore = true
folders = ["~/mail"]
''',
    )
    assert found.problems == ()
    assert found.choice(Path("/elsewhere")) == Choice(exclude=("drafts/",))
    own = Choice((Path("~/mail").expanduser(),), exclude=("drafts/",), gitignore=True)
    assert found.choice(tmp_path) == own


def test_a_choice_that_cannot_be_is_said(tmp_path: Path) -> None:
    found = settings(tmp_path, '[collection]\nexclude = "drafts"')
    assert found.problems == ("config.toml: collection cannot have exclude like this",)


def test_a_preset_stands_among_the_keys_and_is_no_action(tmp_path: Path) -> None:
    found = settings(tmp_path, '[keys]\npreset = "vim"\nfind = "F"\n')
    assert (found.preset, dict(found.keys)) == ("vim", {"find": "F"})
    assert found.problems == ()
    wrong = settings(tmp_path, '[keys]\npreset = "emacs"\n')
    assert wrong.preset == "default"
    complaint = "config.toml: the preset of keys must be one of default, vim, less"
    assert wrong.problems == (complaint,)


def test_every_line_of_the_sample_holds_when_its_comment_sign_is_taken_away(
    tmp_path: Path,
) -> None:
    text = sample(keymap({}))
    untouched = settings(tmp_path, text)
    assert replace(untouched, collections={}) == Settings()
    assert untouched.choice(tmp_path) == Choice()
    bare = "\n".join(re.sub(r"^# (?=[a-z\[\"])", "", line) for line in text.splitlines()[1:])
    found = settings(tmp_path, bare)
    assert found.problems == ()
    assert set(found.keys) == {action.id for action in ACTIONS}
    assert set(found.colours) == set(COLOURS)
    assert found.dictionary == ("dict", "{}")
    assert keymap(found.keys).problems == ()
    assert keymap(found.keys).changed == {}


def test_what_a_setting_has_by_itself_is_what_the_table_says() -> None:
    own = Settings()
    for name in ("theme", "measure", "motion", "watch", "mirror"):
        assert getattr(own, name) == BY_NAME[name].default
    assert own.preset == BY_NAME["keys.preset"].default


NO_FILE = {
    "lists in lists": "cannot be read",
    "pipe": "is not a regular file",
    "device": "is not a regular file",
    "link to itself": "is a link to nothing",
    "link to nothing": "is a link to nothing",
    "folder": "",
}


@pytest.mark.parametrize("kind", NO_FILE)
def test_a_file_that_no_settings_can_be_in_is_named_at_once(tmp_path: Path, kind: str) -> None:
    file = tmp_path / FILE_NAME
    leads_to = {
        "device": Path("/dev/zero"),
        "link to itself": file,
        "link to nothing": tmp_path / "x",
    }
    if kind == "lists in lists":
        file.write_text("theme = " + "[" * 20_000)
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(leads_to[kind])
    settings = read_settings(tmp_path)
    assert replace(settings, problems=()) == Settings()
    assert settings.problems[0].startswith(f"{FILE_NAME} ")
    assert NO_FILE[kind] in settings.problems[0]
