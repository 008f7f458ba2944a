"""Fuzzing by coverage: python -m tests.fuzzing.run TARGET SECONDS FOLDER

Needs atheris, which is no dependency: `pip install atheris` into an environment of your own beside
the project. FOLDER keeps the corpus between runs, and what crashed or took too long
(`crash-...`, `timeout-...`). Such an input goes to `tests/fuzzing/kept/TARGET/`, where the suite
tries it for ever, and is mended.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tests.fuzzing.seeds import seeds, tokens

_LONGEST = 3_000
"""Bytes of an input: ten short ones find more than one that is long."""
_TOO_LONG_SECONDS = 40
"""Instrumented code takes several times as long as it does by itself."""


def _options(name: str, seconds: int, folder: Path) -> Iterator[str]:
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed[:_LONGEST])
    words = folder / f"{name}.dict"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in tokens(name) if token))
    yield f"-dict={words}"
    yield f"-artifact_prefix={folder}/{name}-"
    yield f"-max_total_time={seconds}"
    yield f"-max_len={_LONGEST}"
    yield f"-timeout={_TOO_LONG_SECONDS}"
    yield "-rss_limit_mb=3000"
    yield "-print_final_stats=1"
    yield str(corpus)


def _escaped(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


def main() -> None:
    """Fuzz until the time is over, or something breaks."""
    name, seconds, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    with atheris.instrument_imports(include=["index", "reader"]):
        from tests.fuzzing.targets import TARGETS

        # Parsers are imported when they are first used: that must be now, to be watched.
        for seed in seeds(name):
            TARGETS[name](seed)
    atheris.Setup([sys.argv[0], *_options(name, seconds, folder)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
