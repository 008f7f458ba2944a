"""What a child process of ours is given of the environment: what Python, the system and our own
places need. Keys, tokens, proxies and whatever else stands there are none of its business.
"""

from __future__ import annotations

import os

_NAMES = frozenset(
    {
        "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "SYSTEMROOT",
        "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
        "TMPDIR", "TEMP", "TMP", "TZ", "LANG", "LANGUAGE",
        "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "PYTHONUTF8",
        "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX",
    }
)  # fmt: skip
_BEGINNINGS = ("LC_", "XDG_", "QUAERE_")


def environment() -> dict[str, str]:
    """The environment of a child process, by name."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _NAMES or name.startswith(_BEGINNINGS)
    }
