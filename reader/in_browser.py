"""Whether the reader runs in a browser. It starts no program there and replaces no file: whoever
reaches the page would do so on this machine."""

from __future__ import annotations

import os

VARIABLE = "QUAERE_IN_BROWSER"
TOLD = "In the browser no program is started and no file replaced."


def in_browser() -> bool:
    """Whether this process was started by `quaere web`."""
    return os.environ.get(VARIABLE) == "1"
