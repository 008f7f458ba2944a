"""The benchmarks run at all: tiny sizes, no number is looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.benchmarks import (
    anchors,
    big_article,
    findings,
    generator,
    indexing,
    last_filter,
    latency,
    library,
    peers,
    queries,
    startup,
)

SAMPLES = Path(__file__).resolve().parents[2] / "sample_articles"


def test_the_generator_makes_the_same_articles_again(tmp_path: Path) -> None:
    for folder in ("once", "again"):
        arguments = [str(tmp_path / folder), "--articles", "20", "--words", "200"]
        assert generator.main(arguments) == 0
    once, again = (
        {path.relative_to(tmp_path / folder): path.read_bytes()
         for path in sorted((tmp_path / folder).rglob("*.*"))}
        for folder in ("once", "again")
    )  # fmt: skip
    assert once == again
    assert sorted(path.suffix for path in once) == [".html", *[".md"] * 18, ".txt"]


def test_generated_articles_ask_questions_and_give_figures() -> None:
    made = generator.make(3, seed=1)
    headings = [heading for heading, _ in made.sections if heading]
    text = " ".join(p for _, paragraphs in made.sections for p in paragraphs)
    assert 6 <= len(headings) <= 10
    assert sum(heading.endswith("?") for heading in headings) >= 4
    assert re.search(r"\d (million|billion)", text)
    assert re.search(r"may|might|could|likely|expected|probably", text)
    assert 700 < len(text.split()) < 2200


def test_a_long_article_is_as_long_as_asked() -> None:
    assert 50_000 <= len(generator.long_article(50_000)) < 80_000


@pytest.mark.parametrize(
    "benchmark",
    [
        indexing,
        last_filter,
        library,
        peers,
        queries,
        startup,
        pytest.param(big_article, marks=pytest.mark.long),
        pytest.param(latency, marks=pytest.mark.long),
    ],
)
def test_a_benchmark_prints_its_table(
    benchmark: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert benchmark.main(["--quick", "--folder", str(tmp_path)]) == 0  # type: ignore[attr-defined]
    printed = capsys.readouterr().out
    assert re.search(r"^-[- ]+-$", printed, re.MULTILINE)
    assert re.search(r"\d", printed)


def test_the_speed_of_findings_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tides.txt").write_text("What rose?\n\nThe tide rose 12% to 4 m in 2024.\n")
    assert findings.main([str(tmp_path), "--times", "1"]) == 0
    assert "sentences per CPU-second" in capsys.readouterr().out


def test_the_anchors_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert anchors.main(["--corpus", str(SAMPLES), "--quotes", "2"]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"^long +a fifth edited ", printed, re.MULTILINE)
    assert re.search(r"median \d", printed)
