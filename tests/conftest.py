"""What every test gets: a user of its own, and the places where articles to try things on lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time, on machines of any speed. To look for new ones:
# python -m pytest --hypothesis-profile default
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"

_LEFT_OUT = (
    "BROWSER",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORFGBG",
    "COLUMNS",
    "EDITOR",
    "FORCE_COLOR",
    "LINES",
    "NO_COLOR",
    "PYTHONPATH",
    "QUAERE_DEBUG",
    "TEXTUAL",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "VISUAL",
)
"""Settings of whoever runs the tests that would change what the product does."""


@pytest.fixture(autouse=True)
def user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An unknown user with an empty home: the test's processes never see the real one.

    The home lies beside `tmp_path`, not in it, so that a test may list its own folder.
    """
    home = tmp_path_factory.mktemp("user")
    for name in _LEFT_OUT:
        monkeypatch.delenv(name, raising=False)
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "QUAERE_DATA_DIR": home / "quaere" / "data",
        "QUAERE_CACHE_DIR": home / "quaere" / "cache",
        "QUAERE_CONFIG_DIR": home / "quaere" / "config",
        "XDG_DATA_HOME": home / "xdg" / "data",
        "XDG_CACHE_HOME": home / "xdg" / "cache",
        "XDG_CONFIG_HOME": home / "xdg" / "config",
        "XDG_STATE_HOME": home / "xdg" / "state",
        "XDG_RUNTIME_DIR": home / "xdg" / "runtime",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return home


@pytest.fixture(scope="session")
def sample_articles() -> Path:
    """The small collection that comes with the project."""
    return PROJECT / "sample_articles"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Corpora and gold standards that are not part of the project; skips where they are absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: corpora for measuring lie outside the project")
    return SHARED
