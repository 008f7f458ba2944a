"""`quaere keys`: the keys in force, those of a preset, and a file to begin with."""

from __future__ import annotations

import tomllib

import pytest

from reader.actions import ACTIONS
from reader.places import places
from reader.presets import PRESETS
from tests.reader.commands.running import Runner


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_printed_with_every_action(quaere: Runner, preset: str) -> None:
    ran = quaere("keys", "--preset", preset)
    assert (ran.status, ran.err) == (0, "")
    assert [each.id for each in ACTIONS if f"  {each.id} " not in ran.out] == []
    assert f'# preset = "{preset}"' in ran.out


def test_without_a_preset_the_keys_in_force_are_printed(quaere: Runner) -> None:
    folder = places().config
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[keys]\npreset = "less"\n"find" = "F9"\n"fly" = "x"\n')
    ran = quaere("keys")
    assert "keys: there is no action “fly”" in ran.err
    assert '"find" = "f9"' in ran.out
    assert '"page.down" = "space,f,' in ran.out


def test_the_sample_is_a_file_of_settings(quaere: Runner) -> None:
    ran = quaere("keys", "--sample")
    assert ran.status == 0
    assert set(tomllib.loads(ran.out)) == {"colours", "collection", "keys"}
