"""Print an article's text and findings as `quaere show --json` does, without the rest of it.

usage: score.py --command 'python -m tests.fitting.show {file}'
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.article import Finding
from index.findings.extraction import extract
from index.formats import read_article


def shown(path: Path) -> dict[str, Any]:
    """The article in a file, with its findings, as plain data."""
    article = read_article(path.read_bytes(), path.name, id="0" * 16)
    return {
        "text": article.text,
        "findings": [_as_data(finding) for finding in extract(article)],
    }


def _as_data(finding: Finding) -> dict[str, Any]:
    return asdict(finding)


if __name__ == "__main__":
    json.dump(shown(Path(sys.argv[1])), sys.stdout)
