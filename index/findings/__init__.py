"""Findings: Article -> claims, figures and risks, each with its score and the reasons for it.

`extract` puts the rooms together: `figures` reads numbers, `cues` and `scoring` judge sentences,
`budget` decides what is marked. Nothing here reads a file of the reader's or writes anything.
"""

from __future__ import annotations

from index.findings.extraction import extract, why_not

VERSION = 6
"""Raised when results change; findings extracted by another version are extracted again."""

__all__ = ["VERSION", "extract", "why_not"]
