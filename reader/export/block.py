"""Our own block in a file that is otherwise the reader's: found, checked, replaced.

A format with comments puts its text between two lines of ours. All that stands before and after
them is the reader's from the first day on, front matter included. The first line carries a digest
of the block, so that a block somebody wrote in is known without any memory of ours.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_DIGITS = 12


class Edited(Exception):
    """The block was changed by somebody else, or it cannot be told which one is ours."""


@dataclass(frozen=True, slots=True)
class Fence:
    """The lines around a block; `first` has "{}" where the digest goes."""

    first: str
    last: str

    def around(self, block: str) -> str:
        """The block between its lines, ending with a line end."""
        return f"{self.first.format(_digest(block))}\n{_trimmed(block)}\n{self.last}\n"

    def replaced(self, existing: str, block: str, *, force: bool = False) -> str | None:
        """A file with its block replaced; None if it holds no block of ours.

        Raises Edited if the block was changed since we wrote it (not with `force`), or if there
        is more than one.
        """
        found = list(self._pattern.finditer(existing))
        if not found:
            return None
        if len(found) > 1:
            raise Edited("more than one block says that it is ours")
        (ours,) = found
        old = ours["block"].replace("\r\n", "\n")
        if ours["digest"] != _digest(old) and not force:
            raise Edited("the part that an export of ours wrote was edited")
        if _trimmed(old) == _trimmed(block):
            return existing
        return existing[: ours.end("mark")] + self.around(block) + existing[ours.end() :]

    def digest_in(self, text: str) -> str:
        """What the first line of our block says; "" where there is none, or more than one."""
        found = [each["digest"] for each in self._pattern.finditer(text)]
        return found[0] if len(found) == 1 else ""

    @property
    def _pattern(self) -> re.Pattern[str]:
        first = re.escape(self.first).replace(r"\{\}", rf"(?P<digest>[0-9a-f]{{{_DIGITS}}})")
        last = re.escape(self.last)
        return re.compile(
            rf"^(?P<mark>\ufeff?){first}[ \t]*\r?\n(?P<block>.*?)^{last}[ \t]*(?:\r?\n|\Z)",
            re.MULTILINE | re.DOTALL,
        )


def _trimmed(block: str) -> str:
    return "\n".join(line.rstrip() for line in block.strip("\n").split("\n"))


def _digest(block: str) -> str:
    return hashlib.sha256(_trimmed(block).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
