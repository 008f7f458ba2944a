"""What every source of notes is read into: a record, as much of it as the source knows."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.notes.model import ID_LENGTH, Selector


class NotReadable(Exception):
    """The file is not what it seems; `str()` is the reason, to be put after its name."""


@dataclass(frozen=True, slots=True)
class Record:
    """A highlight or note of another program, its texts not cleaned yet.

    Without a `quote` it is a note on the article. `source` is the article's address on the web,
    `chapter` the heading it stood under; `created` and `changed` are ISO 8601 in UTC, "" where not
    known. Our own exports also give the `id`, the `selector`, and the article's id, path and the
    hash of its text; and a record with a `verdict` is no highlight, but a finding of a `kind` that
    was dismissed or added.
    """

    quote: str
    title: str = ""
    source: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""
    created: str = ""
    changed: str = ""
    prefix: str = ""
    suffix: str = ""
    chapter: str | None = None
    id: str | None = None
    selector: Selector | None = None
    article: str | None = None
    path: str | None = None
    text_hash: str = ""
    verdict: str = ""
    kind: str = ""

    @property
    def lasting_id(self) -> str:
        """Its id, or one that is the same whenever the same record is read."""
        if self.id is not None and _ID.fullmatch(self.id):
            return self.id
        parts = "\0".join((self.title, self.source or "", self.quote, self.created))
        if not self.quote:
            parts += f"\0{self.note}"
        digest = hashlib.sha256(parts.encode("utf-8", "replace")).digest()
        return base64.b32encode(digest).decode("ascii")[:ID_LENGTH].lower()


_ID = re.compile(r"[a-z0-9]{4,40}")
_FRACTION = re.compile(r"\.\d+")


def utc(stamp: object) -> str:
    """A time as we keep it ("2026-11-22T16:39:00Z"); "" for what is none.

    Takes ISO 8601, "2026-11-22 16:39:00" and seconds since 1970; without a zone it is UTC.
    """
    try:
        if isinstance(stamp, int | float) and not isinstance(stamp, bool):
            moment = datetime.fromtimestamp(stamp, UTC)
        else:
            moment = datetime.fromisoformat(_FRACTION.sub("", str(stamp).strip()))
        # At the ends of the calendar there may be no such time in UTC.
        zoned = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return zoned.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
