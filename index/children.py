"""What the processes that we start are given: a small environment, and nothing lying about.

They are started as `python -P` with a list of arguments, in a folder of ours. What the user's shell
says to Python or to the loader of programs is not for them, but for what they need to find the same
modules and to read file names in the same way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

_NAMES = frozenset(
    """
    HOME PATH LANG LANGUAGE TZ TMPDIR TMP TEMP USER LOGNAME
    SYSTEMROOT USERPROFILE APPDATA LOCALAPPDATA
    LD_LIBRARY_PATH DYLD_LIBRARY_PATH DYLD_FALLBACK_LIBRARY_PATH
    PYTHONHOME PYTHONUSERBASE PYTHONUTF8 PYTHONCOERCECLOCALE
    PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX
    """.split()
)
_PREFIXES = ("LC_", "QUAERE_", "XDG_")


def python(*arguments: str) -> list[str]:
    """The command line of a module of ours; nothing in its working folder can be imported."""
    return [sys.executable, "-P", "-m", *arguments]


def environment(**more: str) -> Mapping[str, str]:
    """The environment of a child process."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _NAMES or name.startswith(_PREFIXES)
    }
    # A relative path would be one below the child's working folder.
    path = [each for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each]
    found = os.pathsep.join(each for each in path if os.path.isabs(each))  # noqa: PTH117
    return {**kept, **({"PYTHONPATH": found} if found else {}), **more}
