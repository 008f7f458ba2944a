"""The command line and its JSON, for every sample article: public interface, word for word."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reader.commands.running import Runner

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "sample_articles").iterdir())
KINDS = {"lead", "question", "implied", "topic"}
ASKS = {"why", "how", "what", "who", "when", "where", "which", "can", "will", "is", "other", None}
RISKS = {"hazard", "adverse", "uncertainty", "condition", "caveat", "hurdle"}
FIGURES = {"percent", "money", "count", "duration", "date", "dose", "ratio", "measure", "range"}


def check_finding(finding: dict[str, Any], text: str) -> None:
    assert list(finding) == [
        "kind", "section", "start", "end", "text", "score", "shown", "reasons", "risk_kind",
        "figure",
    ]  # fmt: skip
    assert finding["kind"] in {"claim", "figure", "risk"}
    assert text[finding["start"] : finding["end"]] == finding["text"]
    assert 0 <= finding["score"] <= 1
    assert isinstance(finding["shown"], bool)
    weights = sum(reason["weight"] for reason in finding["reasons"])
    assert finding["reasons"]
    assert math.isclose(1 / (1 + math.exp(-weights)), finding["score"], abs_tol=1e-3)
    assert (finding["risk_kind"] in RISKS) == (finding["kind"] == "risk")
    assert (finding["figure"] is not None) == (finding["kind"] == "figure")
    for reason in finding["reasons"]:
        assert list(reason) == ["cue", "weight", "start", "end"]
        if reason["start"] is not None:
            assert 0 <= reason["start"] < reason["end"] <= len(text)
    if finding["figure"] is not None:
        check_figure(finding["figure"], text)


def check_figure(figure: dict[str, Any], text: str) -> None:
    assert list(figure) == ["kind", "value", "unit", "of", "of_start", "of_end"]
    assert figure["kind"] in FIGURES
    assert isinstance(figure["value"], int | float | str | list)
    assert isinstance(figure["unit"], str)
    if figure["of"] is None:
        assert figure["of_start"] is None and figure["of_end"] is None
    else:
        assert text[figure["of_start"] : figure["of_end"]] == figure["of"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_show(quaere: Runner, path: Path) -> None:
    ran = quaere("show", path, "--json")
    assert (ran.status, ran.err) == (0, "")
    shown = ran.json
    assert list(shown) == [
        "schema", "id", "path", "format", "title", "authors", "published", "published_from",
        "source", "language", "tags", "text", "sections", "findings", "dropped",
    ]  # fmt: skip
    assert shown["schema"] == "quaere/article/1"
    assert shown["path"] == path.name
    assert shown["format"] == {".md": "markdown", ".txt": "text", ".html": "html"}[path.suffix]
    text = shown["text"]
    assert not text.startswith(shown["title"])
    check_sections(shown["sections"], text)
    for finding in shown["findings"]:
        check_finding(finding, text)
    assert {finding["kind"] for finding in shown["findings"]} == {"claim", "figure", "risk"}
    for piece in shown["dropped"]:
        assert list(piece) == ["why", "text"]
        assert piece["why"] in {"boilerplate", "duplicate", "navigation"}


def check_sections(sections: list[dict[str, Any]], text: str) -> None:
    assert [section["number"] for section in sections] == list(range(len(sections)))
    assert sections[0]["kind"] == "lead" and sections[0]["heading"] is None
    assert sections[0]["start"] == 0 and sections[-1]["end"] == len(text)
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        assert list(section) == [
            "number", "heading", "kind", "asks", "level", "start", "body_start", "end",
            "answer_end",
        ]  # fmt: skip
        assert section["kind"] in KINDS and section["asks"] in ASKS
        assert section["start"] <= section["body_start"] <= section["end"] <= section["answer_end"]
        assert following is None or section["end"] == following["start"]
        if section["heading"] is not None:
            heading = text[section["start"] : section["body_start"]]
            assert heading.strip() == section["heading"]


def test_one_section_of_an_article(quaere: Runner) -> None:
    shown = quaere("show", SAMPLES[0], "--section", 2, "--json").json
    assert [section["number"] for section in shown["sections"]] == [2]
    assert {finding["section"] for finding in shown["findings"]} <= {2}
    ran = quaere("show", SAMPLES[0], "--section", 99)
    assert ran.status == 2 and "no section 99" in ran.err


@pytest.fixture
def folder() -> Path:
    return SAMPLES[0].parent


def test_search(quaere: Runner, folder: Path) -> None:
    ran = quaere("search", folder, "what is the risk?", "--json")
    assert ran.status == 0
    found = ran.json
    assert list(found) == [
        "schema", "query", "understood", "total", "milliseconds", "suggestion", "hits",
    ]  # fmt: skip
    assert found["schema"] == "quaere/search/1"
    assert found["query"] == "what is the risk?"
    assert found["total"] >= len(found["hits"]) > 3
    for hit in found["hits"]:
        assert list(hit) == [
            "article", "path", "title", "section", "heading", "score", "snippets",
        ]  # fmt: skip
        for snippet in hit["snippets"]:
            for start, end in snippet["matches"]:
                assert 0 <= start < end <= len(snippet["text"])
    assert any(
        "risk" in snippet["text"][start:end].lower()
        for snippet in found["hits"][0]["snippets"]
        for start, end in snippet["matches"]
    )


def test_questions(quaere: Runner, folder: Path) -> None:
    found = quaere("questions", folder, "--json").json
    assert found["schema"] == "quaere/questions/1"
    assert len(found["questions"]) > 100
    for entry in found["questions"]:
        assert list(entry) == [
            "article", "path", "title", "section", "heading", "kind", "asks",
        ]  # fmt: skip
    some = quaere("questions", folder, "--match", "WATER", "--json").json["questions"]
    assert some and all("water" in entry["heading"].lower() for entry in some)
    assert quaere("questions", folder, "--match", "xyzzy").status == 1


def test_findings(quaere: Runner, folder: Path) -> None:
    found = quaere("findings", folder, "--kind", "risk", "--json").json
    assert found["schema"] == "quaere/findings/1"
    texts = {}
    for entry in found["findings"]:
        assert list(entry)[:3] == ["article", "path", "title"]
        assert entry["kind"] == "risk" and entry["score"] >= 0.5
        if entry["path"] not in texts:
            texts[entry["path"]] = quaere("show", folder / entry["path"], "--json").json["text"]
        check_finding({k: v for k, v in entry.items() if k not in ("article", "path", "title")},
                      texts[entry["path"]])  # fmt: skip
    liver = quaere("findings", folder, "--match", "liver", "--json").json["findings"]
    assert liver and all("liver" in entry["text"].lower() for entry in liver)


def in_percent(finding: dict[str, Any], least: float, most: float) -> bool:
    figure = finding["figure"]
    if figure is None or figure["unit"] != "%":
        return False
    values = figure["value"] if isinstance(figure["value"], list) else [figure["value"]]
    return bool(max(values) >= least and min(values) <= most)


@pytest.mark.parametrize(
    ("options", "fits"),
    [
        (("--risk-kind", "hazard"), lambda f: f["risk_kind"] == "hazard"),
        (("--figure-kind", "money"), lambda f: (f["figure"] or {}).get("kind") == "money"),
        (("--min", "30", "--max", "60", "--unit", "%"), lambda f: in_percent(f, 30, 60)),
        (
            ("--kind", "risk", "--text", "LIVER"),
            lambda f: f["kind"] == "risk" and "liver" in f["text"].lower(),
        ),
        (("--min", "1e30"), lambda _: False),
    ],
)
def test_findings_are_chosen_by_kind_value_and_words(
    quaere: Runner,
    folder: Path,
    options: tuple[str, ...],
    fits: Callable[[dict[str, Any]], bool],
) -> None:
    every = quaere("findings", folder, "--json").json["findings"]
    wanted = [entry for entry in every if fits(entry)]
    ran = quaere("findings", folder, *options, "--json")
    assert ran.json["findings"] == wanted
    assert ran.status == (0 if wanted else 1)


def test_a_figure_is_listed_with_its_value_and_sentence(quaere: Runner, folder: Path) -> None:
    ran = quaere("findings", folder, "--figure-kind", "percent", "--text", "liver")
    assert ran.status == 0
    assert "percent: 11 % · patients" in ran.out
    assert "Liver events of grade 3 or worse" in " ".join(ran.out.split())


def test_findings_of_one_article(quaere: Runner) -> None:
    found = quaere("findings", SAMPLES[0], "--json").json["findings"]
    assert {entry["path"] for entry in found} == {SAMPLES[0].name}


def test_ask(quaere: Runner, folder: Path) -> None:
    found = quaere("ask", folder, "How much water does the plant take?", "--json").json
    assert found["schema"] == "quaere/ask/1"
    for answer in found["answers"]:
        assert list(answer) == [
            "article", "path", "title", "section", "heading", "score", "quote", "start", "end",
            "matches", "words", "because",
        ]  # fmt: skip
        text = quaere("show", folder / answer["path"], "--json").json["text"]
        assert text[answer["start"] : answer["end"]] == answer["quote"]
    assert any("water" in answer["quote"].lower() for answer in found["answers"])


def test_index(quaere: Runner, folder: Path) -> None:
    first = quaere("index", folder, "--json").json
    assert list(first) == [
        "schema", "added", "updated", "unchanged", "moved", "removed", "skipped", "seconds",
        "skipped_files",
    ]  # fmt: skip
    assert (first["schema"], first["added"]) == ("quaere/index/1", len(SAMPLES))
    assert quaere("index", folder, "--json").json["unchanged"] == len(SAMPLES)
    lines = quaere("index", folder, "--progress", "json").out.splitlines()
    events = [json.loads(line) for line in lines]
    assert events[0] == {"event": "start", "files": len(SAMPLES)}
    assert list(events[-1]) == [
        "event", "added", "updated", "unchanged", "moved", "removed", "skipped", "seconds",
    ]  # fmt: skip


def test_doctor(quaere: Runner, folder: Path) -> None:
    quaere("index", folder)
    ran = quaere("doctor", folder, "--json")
    assert ran.status == 0
    assert ran.json["schema"] == "quaere/doctor/1"
    for check in ran.json["checks"]:
        assert list(check) == ["name", "state", "detail", "remedy"]
        assert check["state"] in {"ok", "warn", "fail"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "nowhere", "x"), "there is no file or folder nowhere"),
        (("index", SAMPLES[0]), "is a file; a folder of articles is needed"),
        (("show", "nowhere.md"), "there is no file or folder nowhere.md"),
        (("show", SAMPLES[0].parent), "is a folder; a file is needed"),
        (("search", SAMPLES[0].parent, 'bank "open'), "quotation mark is not closed (character 6)"),
        (("search",), "Missing argument"),
        (("findings", SAMPLES[0], "--kind", "rumour"), "rumour"),
        (("findings", SAMPLES[0], "--risk-kind", "hazard", "--min", "3"), "exclude each other"),
        (("findings", SAMPLES[0], "--min", "many"), "many"),
        (("fly",), "fly"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(
    quaere: Runner,
    arguments: tuple[object, ...],
    said: str,
) -> None:
    ran = quaere(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err


def test_a_query_may_begin_with_a_hyphen_and_options_may_stand_first(
    quaere: Runner,
    folder: Path,
) -> None:
    ran = quaere("search", "--limit", 3, folder, "-water bank", "--json")
    assert ran.status == 0
    assert ran.json["query"] == "-water bank"
    assert len(ran.json["hits"]) <= 3


def test_nothing_found_is_status_1(quaere: Runner, folder: Path) -> None:
    assert quaere("search", folder, "xyzzyplugh").status == 1
    assert quaere("search", folder, "xyzzyplugh", "--json").json["hits"] == []


def test_keys_lists_every_action(quaere: Runner) -> None:
    from reader.actions import ACTIONS

    out = quaere("keys").out
    assert all(action.id in out for action in ACTIONS)


def test_version(quaere: Runner) -> None:
    from index import __version__

    assert quaere("--version").out == f"quaere {__version__}\n"
