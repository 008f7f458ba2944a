"""Sets of keys to begin with: by action id, where they differ from the table of actions.

`default` is the table itself, and already moves as vi does. Keys of one's own go before these. A
key given here is taken from whatever had it; every action keeps at least one (a test checks).
"""

from __future__ import annotations

from collections.abc import Mapping

PRESETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    "vim": {
        # Pages, lines and windows as in vi; search keeps "s".
        "go.search": "s",
        "page.down": "space,ctrl+f,pagedown",
        "page.up": "b,ctrl+b,pageup",
        "list.page-down": "space,ctrl+f,pagedown",
        "list.page-up": "b,ctrl+b,pageup",
        "line.down": "j,down,ctrl+e",
        "line.up": "k,up,ctrl+y",
        "panel.focus": "enter,ctrl+w",
        "jump.forward": "alt+o,ctrl+i",
        "undo": "u,U",
        "search.undo": "u,U",
        "ask.undo": "u,U",
        "highlights.undo": "u,U",
        "dismissed.restore": "u,U",
    },
    "less": {
        # f and b, d and u, e and y are taken by moving; what they did is on the key named.
        "go.search": "s",
        "page.down": "space,f,ctrl+f,ctrl+v,pagedown",
        "page.up": "b,ctrl+b,pageup",
        "list.page-down": "space,ctrl+f,ctrl+v,pagedown",
        "list.page-up": "b,ctrl+b,pageup",
        "half.down": "d,ctrl+d",
        "half.up": "u,ctrl+u",
        "line.down": "j,down,ctrl+e",
        "line.up": "k,up,ctrl+y",
        "list.filter": "slash,ampersand",
        "article.origin": "I,equals_sign",
        "density.more": "plus",
        "panel.figures": "percent_sign",
        "findings.figures": "percent_sign",
        "unhighlight": "D,delete",
    },
}
