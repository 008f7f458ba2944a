"""`quaere search PATH @name`: what was saved in the reader, on the command line."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from reader.commands.saved import complete_names
from reader.places import places
from reader.store import Store, searches
from reader.store.searches import SavedSearch
from tests.reader.commands.running import Runner


@pytest.fixture
def saved() -> None:
    with Store(places().data) as store:
        searches.save(store, SavedSearch("liver", "liver", ("format:html",), "title"))
        searches.save(store, SavedSearch("only-html", "", ("format:html", "format:text")))


def paths(ran: object) -> set[str]:
    return {hit["path"] for hit in ran.json["hits"]}  # type: ignore[attr-defined]


def test_a_saved_search_finds_what_it_finds_in_the_reader(
    quaere: Runner, samples: Path, saved: None
) -> None:
    ran = quaere("search", samples, "@Liver", "--json")
    assert ran.status == 0
    assert paths(ran) == {"oncology-pipeline-week.html"}


def test_facets_alone_are_a_search(quaere: Runner, samples: Path, saved: None) -> None:
    found = paths(quaere("search", samples, "@only-html", "--limit", 500, "--json"))
    assert found and all(path.endswith((".html", ".txt")) for path in found)
    assert len({path.rpartition(".")[2] for path in found}) == 2


def test_a_name_that_is_not_there_is_answered_with_those_that_are(
    quaere: Runner, samples: Path, saved: None
) -> None:
    ran = quaere("search", samples, "@livre")
    assert ran.status == 2
    assert "@livre" in ran.err and "@liver, @only-html" in ran.err


def test_without_any_it_says_so(quaere: Runner, samples: Path) -> None:
    assert "none was saved yet" in quaere("search", samples, "@x").err


def test_an_at_sign_within_a_query_is_no_name(quaere: Runner, samples: Path) -> None:
    assert quaere("search", samples, '"@liver"').status in (0, 1)
    assert quaere("search", samples, "water @liver").status == 0


def test_the_shell_completes_names(saved: None) -> None:
    command = click.Command("search")
    context, parameter = click.Context(command), click.Argument(["query"])
    found = complete_names(context, parameter, "@L")
    assert [each.value for each in found] == ["@liver"]
    assert complete_names(context, parameter, "li") == []


def test_notes_are_searched_too(quaere: Runner, samples: Path) -> None:
    file = samples / "energy-grid-queue.md"
    assert (
        quaere("notes", "add", file, "--start", 4952, "--end", 4957, "--note", "for Ana").status
        == 0
    )
    ran = quaere("search", samples, "note:ana", "--json")
    assert paths(ran) == {"energy-grid-queue.md"}


def test_the_order_is_the_saved_one_unless_another_is_named(quaere: Runner, samples: Path) -> None:
    with Store(places().data) as store:
        searches.save(store, SavedSearch("wet", "water", (), "title"))

    def titles(*options: object) -> list[str]:
        ran = quaere("search", samples, "@wet", "--limit", 500, "--json", *options)
        return list(dict.fromkeys(hit["title"] for hit in ran.json["hits"]))

    assert titles() == titles("--sort", "title") == sorted(titles(), key=str.casefold)
    assert titles("--sort", "newest") != titles()
