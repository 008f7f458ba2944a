"""Pictures of a screen as snapshots: SVG files that a browser shows and that never change alone.

    async def test_it(snapshot: SnapshotAssertion) -> None:
        ...
        assert picture_of(app) == as_picture(snapshot)

`pytest --snapshot-update` draws them anew.
"""

from __future__ import annotations

import re
from typing import Any

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

_WEB_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_CLASS_NUMBER = re.compile(r"terminal-\d+")


class PictureExtension(SingleFileSnapshotExtension):
    """One SVG file a picture, kept as text, beside the test."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


def as_picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """A snapshot that is kept as a picture."""
    return snapshot.use_extension(PictureExtension)


def picture_of(app: App[Any]) -> str:
    """The screen as SVG, without addresses of web fonts and without numbers that hash its text."""
    drawn = _WEB_FONTS.sub("", app.export_screenshot(title=""))
    return _CLASS_NUMBER.sub("terminal", drawn)
