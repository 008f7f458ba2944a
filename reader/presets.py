"""Sets of keys to begin with: by action id, where they differ from the table of actions.

`default` is the table itself, and already moves as vi does. Keys of one's own go before these. A
key given here is taken from whatever had it in that place; what is left without one by this is on
alt and its first key. So every action keeps a key, also one that the table gains later.
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
        "place.keep": "m,M",
        "undo": "u,U",
        "search.undo": "u,U",
        "ask.undo": "u,U",
        "highlights.undo": "u,U",
        "dismissed.restore": "u,U",
    },
    "less": {
        # f and b, d and u are for moving.
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
    },
}
