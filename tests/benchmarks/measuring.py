"""What the benchmarks share: collections made and indexed once, numbers summed up, tables printed.

Nothing here decides what is good: benchmarks print, they never gate. Machines are shared and noisy,
so what counts are ratios within one run, CPU time and medians.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import generator
from tests.terminal.pty_app import READER

Cell = str | float | int
_DONE = ".complete"


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder for collections and indexes; what is there already is used again."""

    folder: Path

    def collection(self, articles: int, *, size: int = generator.WORDS) -> Path:
        """A generated collection of so many articles of about `size` words."""
        folder = self.folder / f"collection-{articles}-{size}"
        if not (folder / _DONE).exists():
            generator.write(folder, articles, size=size)
            (folder / _DONE).touch()
        return folder

    def user(self, name: str) -> dict[str, str]:
        """The environment of a user with folders of their own, which are made."""
        home = self.folder / "users" / name
        home.mkdir(parents=True, exist_ok=True)
        places = {place: home / place for place in ("data", "cache", "config")}
        env = {f"QUAERE_{place.upper()}_DIR": str(path) for place, path in places.items()}
        return {
            "HOME": str(home),
            **env,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            # Compiled once, as it is installed, and not at every start: Textual is too.
            "PYTHONDONTWRITEBYTECODE": "",
        }

    def cache(self, name: str) -> Path:
        """The cache folder of that user."""
        return Path(self.user(name)["QUAERE_CACHE_DIR"])

    def indexed(self, collection: Path, user: str) -> dict[str, str]:
        """Brings the index of a collection up to date for a user; gives their environment."""
        env = self.user(user)
        run([*READER, "index", str(collection)], env)
        return env


def run(command: Sequence[str], env: Mapping[str, str]) -> str:
    """Runs a command to its end and gives its standard output; raises if it fails."""
    done = subprocess.run(
        command, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def options(
    what: str, arguments: Sequence[str] | None, *extra: tuple[str, int, str]
) -> tuple[argparse.Namespace, Workshop]:
    """Reads `--quick`, `--folder` and whole-number options (name, default, help)."""
    parser = argparse.ArgumentParser(
        description=what, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="tiny sizes: does it run at all?")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "quaere-benchmarks",
        help="where collections and indexes are kept between runs",
    )
    for name, default, told in extra:
        parser.add_argument(f"--{name}", type=int, default=default, help=told)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    return chosen, Workshop(chosen.folder)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered)) - 1))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Columns under their heads: text left, numbers right with three digits."""
    shown = [[_show(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *shown, strict=True)]
    lines = ["  ".join(head.ljust(width) for head, width in zip(heads, widths, strict=True))]
    lines.append("  ".join("-" * width for width in widths))
    for row, cells in zip(rows, shown, strict=True):
        lines.append(
            "  ".join(
                text.ljust(width) if isinstance(cell, str) else text.rjust(width)
                for cell, text, width in zip(row, cells, widths, strict=True)
            )
        )
    return "\n".join(line.rstrip() for line in lines)


def _show(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 1000 else f"{cell:.3g}"
    return str(cell)
