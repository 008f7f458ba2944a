"""Findings: Article -> claims, figures and risks, each with its score and the reasons for it.

`extraction` puts the rooms together: `figures` reads numbers, `cues` and `scoring` judge sentences,
`budget` decides what is marked. Nothing here reads a file of the reader's or writes anything.
Their version alone is light: who only looks up findings loads no grammar.
"""

from __future__ import annotations

VERSION = 7
"""Raised when results change; findings extracted by another version are extracted again."""
