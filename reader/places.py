"""The three folders: personal data, derived data, settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """`data` holds what cannot be made again, `cache` what can, `config` the settings."""

    data: Path
    cache: Path
    config: Path


def places() -> Places:
    """The folders of this user; QUAERE_DATA_DIR, QUAERE_CACHE_DIR, QUAERE_CONFIG_DIR win."""
    import platformdirs

    def choose(variable: str, usual: Path) -> Path:
        chosen = os.environ.get(variable)
        return Path(chosen).expanduser().absolute() if chosen else usual

    return Places(
        data=choose("QUAERE_DATA_DIR", platformdirs.user_data_path("quaere", appauthor=False)),
        cache=choose("QUAERE_CACHE_DIR", platformdirs.user_cache_path("quaere", appauthor=False)),
        config=choose(
            "QUAERE_CONFIG_DIR", platformdirs.user_config_path("quaere", appauthor=False)
        ),
    )
