"""The sentences of `risks.txt`: what may go wrong or is not proven, and what only sounds like it.

They were written after gold/guideline.md and before any weight was fitted with them in sight; no
weight is fitted on them. The floors are what the weights reach, not what is wished for.
"""

from __future__ import annotations

from pathlib import Path

from tests.index.findings.articles import found

_FILE = Path(__file__).with_name("risks.txt")


def sentences() -> list[tuple[str, str]]:
    """Every sentence with the kind of its risk, or "-"."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [(kind, sentence) for kind, sentence in pairs]


def scores() -> dict[str, float]:
    """The share of risks that are found, of finds that are risks, and of kinds that are right."""
    risks = right = finds = kinds = 0
    for kind, sentence in sentences():
        finding = found("risk", sentence)
        risks += kind != "-"
        finds += bool(finding)
        right += kind != "-" and bool(finding)
        kinds += bool(finding) and finding[0].risk_kind == kind
    return {"recall": right / risks, "precision": right / finds, "kind": kinds / max(1, right)}


def test_risks_are_told_from_what_sounds_like_them() -> None:
    reached = scores()
    assert reached["recall"] >= 0.3
    assert reached["precision"] >= 0.75


if __name__ == "__main__":
    for expected, text in sentences():
        scored = found("risk", text)
        if bool(scored) != (expected != "-"):
            print(f"{'missed' if expected != '-' else 'false':7} {expected:12} {text}")
    print(scores())
