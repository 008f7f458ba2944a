"""Highlights in the store: what is put in comes out, and what is removed can come back."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from reader.store import Store, highlights
from tests.reader.store.conftest import Clock
from tests.reader.store.highlights_made import ARTICLE, elsewhere, made


def test_comes_out_as_it_went_in(folder: Path, store: Store) -> None:
    highlight = made(note="Two lines\n\nand a third: ‘quoted’ 🏦")
    highlights.add(store, highlight)
    assert highlights.get(store, highlight.id) == highlight
    with Store(folder) as again:
        assert highlights.every(again) == [highlight]


def test_a_file_name_need_not_be_utf8(store: Store) -> None:
    highlight = made(article=elsewhere(os.fsdecode(b"/articles/caf\xe9.md")))
    highlights.add(store, highlight)
    assert highlights.get(store, highlight.id) == highlight
    assert highlights.under(store, Path("/articles")) == [highlight]


def test_an_id_is_never_used_twice(store: Store) -> None:
    highlight = made()
    highlights.add(store, highlight)
    with pytest.raises(sqlite3.IntegrityError):
        highlights.add(store, replace(highlight, note="another"))
    assert highlights.get(store, highlight.id) == highlight


def test_a_change_may_replace_everything_but_the_id(store: Store) -> None:
    highlight = made()
    highlights.add(store, highlight)
    changed = replace(
        highlight,
        colour="pink",
        note="seen",
        tags=(),
        article=elsewhere("/articles/other.md"),
        selector=replace(highlight.selector, heading=None, section=0),
    )
    assert highlights.change(store, highlight.id, lambda _: changed) == changed
    assert highlights.get(store, highlight.id) == changed


def test_removed_is_in_no_list_until_restored(store: Store, clock: Clock) -> None:
    highlight = made()
    highlights.add(store, highlight)
    highlights.remove(store, highlight.id)
    assert highlights.every(store) == []
    assert highlights.of_article(store, ARTICLE) == []
    assert highlights.under(store, Path("/articles")) == []
    with pytest.raises(KeyError):
        highlights.get(store, highlight.id)
    with pytest.raises(KeyError):
        highlights.change(store, highlight.id, lambda old: old)
    assert highlights.get(store, highlight.id, removed=True) == highlight
    clock.advance(60)
    highlights.restore(store, highlight.id)
    assert highlights.every(store) == [replace(highlight, changed="2026-11-22T09:31:00Z")]


def test_removing_or_restoring_what_is_not_there_is_an_error(store: Store) -> None:
    highlight = made()
    with pytest.raises(KeyError):
        highlights.remove(store, highlight.id)
    highlights.add(store, highlight)
    with pytest.raises(KeyError):
        highlights.restore(store, highlight.id)


def test_an_article_is_known_by_file_or_source_or_text(store: Store) -> None:
    same_file = made(article=elsewhere(ARTICLE.path), start=10)
    same_source = made(article=elsewhere("/b.md", source=ARTICLE.source), start=20)
    same_text = made(article=elsewhere("/c.md", text_hash=ARTICLE.text_hash), start=30)
    other = made(article=elsewhere("/d.md"), start=40)
    for highlight in (other, same_text, same_source, same_file):
        highlights.add(store, highlight)
    assert highlights.of_article(store, ARTICLE) == [same_file, same_source, same_text]


def test_no_source_is_no_common_source(store: Store) -> None:
    highlights.add(store, made(article=elsewhere("/d.md", source=None)))
    assert highlights.of_article(store, elsewhere("/e.md", text_hash="c" * 64, source=None)) == []


def test_under_a_folder_means_below_it(store: Store) -> None:
    inside = made(article=elsewhere("/articles/2026/rates.md"))
    beside = made(article=elsewhere("/articles-old/rates.md"))
    for highlight in (inside, beside):
        highlights.add(store, highlight)
    assert highlights.under(store, Path("/articles")) == [inside]
    assert len(highlights.under(store, Path("/"))) == 2


def test_refer_changes_the_article_only(store: Store) -> None:
    first, second = made(), made()
    for highlight in (first, second):
        highlights.add(store, highlight)
    moved = elsewhere("/new/rates.md")
    highlights.refer(store, [first.id], moved)
    assert highlights.get(store, first.id) == replace(first, article=moved)
    assert highlights.get(store, second.id) == second
