"""Looking a word up in a program of one's own, such as dict or sdcv. No Textual.

    dictionary = ["dict", "{}"]

The program gets the word as one argument, never through a shell.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from index.text import clean, clean_line
from reader.in_browser import TOLD, in_browser

WORD = "{}"
"""Stands for the word; without it the word comes last."""
_LONGEST = 80
_SECONDS = 10.0
_SHOWN = 20_000


class NotLookedUp(Exception):
    """There is no answer; `str()` is one sentence."""


def word_of(selected: str) -> str:
    """The words to look up, on one line; "" if it is too much to be looked up."""
    words = clean_line(selected).strip(" .,;:!?\"'()[]“”‘’«»")
    return words if len(words) <= _LONGEST else ""


def look_up(command: Sequence[str], word: str) -> str:
    """What the program says of a word, as clean text. Raises NotLookedUp."""
    if in_browser():
        raise NotLookedUp(TOLD)
    # A word is never taken for an option.
    asked = word.lstrip("-")
    if not command or not asked:
        raise NotLookedUp("There is nothing to look up.")
    arguments = [part.replace(WORD, asked) for part in command]
    if arguments == list(command):
        arguments.append(asked)
    try:
        done = subprocess.run(  # noqa: S603 - the program of the settings; the word is one argument
            arguments,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotLookedUp(f"{command[0]} said nothing within {_SECONDS:.0f} seconds.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotLookedUp(f"{command[0]} cannot be started: {why.lower()}.") from error
    said = clean((done.stdout or done.stderr).decode("utf-8", "replace")[:_SHOWN]).strip()
    if not said:
        raise NotLookedUp(f"{command[0]} has nothing on “{asked}”.")
    return said
