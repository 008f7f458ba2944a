"""The metadata at the top of a file, and what hostile ones come to."""

from __future__ import annotations

from time import process_time

import pytest

from index.formats.draft import Draft
from index.formats.frontmatter import MAX_CODE_POINTS, split_front_matter, split_header
from tests.index.formats.reading import dropped, read

ARTICLE = """---
title: 'What Is a &#8220;Term&#8221;?'
authors:
  - Ann Other
  - Jane Doe
date: 2024-03-05 10:00:00
url: https://example.org/a
tags: [law, "courts"]
lang: en-GB
---
The text.
"""


def test_yaml() -> None:
    article = read(ARTICLE)
    assert article.title == "What Is a “Term”?"
    assert article.metadata.authors == ("Ann Other", "Jane Doe")
    assert (article.metadata.published, article.metadata.published_from) == (
        "2024-03-05",
        "front matter",
    )
    assert article.metadata.source == "https://example.org/a"
    assert article.metadata.tags == ("law", "courts")
    assert article.metadata.language == "en"
    assert article.text == "The text."


def test_toml() -> None:
    article = read('+++\ntitle = "About `fn`"\ndate = 2024-03-05\n[extra]\nx = 1\n+++\nThe text.\n')
    assert (article.title, article.metadata.published) == ("About fn", "2024-03-05")


def test_json() -> None:
    article = read('{\n "title": "Mud",\n "date": "2024-03-05",\n "tags": ["a"]\n}\n\nThe text.\n')
    assert (article.title, article.metadata.published) == ("Mud", "2024-03-05")
    assert (article.metadata.tags, article.text) == (("a",), "The text.")


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"a": 1}',
        '{"title": ',
        "{note}",
        '["title"]',
        '{"title": "Mud"}',
        '{"title": "Mud"}\n\n',
        '{"title": "Mud"}\nThe text.',
        '{"name": "dredge", "license": "MIT"}\n\nThe text.',
        '{"title": NaN}\n\nThe text.',
        f'{{"title": "Mud", "body": "{"The text. " * 80}"}}\n\nMore.',
    ],
)
def test_braces_that_hold_no_metadata_are_text(text: str) -> None:
    assert split_header(Draft(), text) == ({}, text)


def test_json_is_text_outside_markdown() -> None:
    text = '{"title": "Mud", "date": "2024-03-05"}\n\nThe text.'
    assert read(text, "a.txt").text == text


def test_a_number_of_any_length_is_read() -> None:
    article = read(f"+++\ntitle = 'Mud'\nx = 0x{'a' * 6000}\n+++\nThe text.")
    assert (article.title, article.text) == ("Mud", "The text.")
    assert dropped(article, "boilerplate")[0].startswith("x: 0xaaa")
    written = f'{{"title": "Mud", "x": {"7" * 300}, "y": 1e999}}\n\nThe text.'
    assert dropped(read(written), "boilerplate") == [f"x: {'7' * 300}", "y: 1e999"]


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("May Otter, Karl Björk and Ida Lund", ("May Otter", "Karl Björk", "Ida Lund")),
        ("Otter, May; Lund, Ida", ("Otter, May", "Lund, Ida")),
        ("by May Otter, health editor", ("May Otter",)),
    ],
)
def test_a_list_of_authors(value: str, authors: tuple[str, ...]) -> None:
    assert read(f"---\nauthor: {value}\n---\nText.").metadata.authors == authors


def test_metadata_nested_without_end_is_left() -> None:
    article = read(f'{{"title": "Mud", "tags": {"[" * 500}"a"{"]" * 500}}}\n\nThe text.\n')
    assert (article.title, article.metadata.tags) == ("Mud", ())


def test_one_author_may_be_several_and_one_comma_is_not_two() -> None:
    article = read("---\nauthor: Ann Other and Sarang Noether, Ph.D.\n---\nText.")
    assert article.metadata.authors == ("Ann Other", "Sarang Noether, Ph.D.")


def test_nested_values() -> None:
    article = read("---\ndate:\n  created: 2025-02-28\nauthor:\n  name: Ann Other\n---\nText.")
    assert article.metadata.published == "2025-02-28"
    assert article.metadata.authors == ("Ann Other",)


def test_scalars_stay_what_was_written() -> None:
    values, _ = split_front_matter("---\na: 0x10\nb: yes\nc: 2024-99-99\nd: null\ne: '~'\n---\n")
    assert values == {"a": "0x10", "b": "yes", "c": "2024-99-99", "d": None, "e": "~"}


@pytest.mark.parametrize(
    "inside",
    [
        "a: &x [1]\nb: *x",
        "a: [1",
        "- only\n- a list",
        "just words",
        "a: !!python/object/apply:os.system [echo]\n'b",
        "[" * 30000,
        "{a: " * 10000,
        "? [a, b]\n: c\n- x",
    ],
)
def test_what_cannot_be_read_is_text(inside: str) -> None:
    text = f"---\n{inside}\n---\nThe text."
    begun = process_time()
    assert split_front_matter(text) == ({}, text)
    assert process_time() - begun < 2
    assert "The text." in read(text).text


def test_a_python_tag_is_only_a_string() -> None:
    values, _ = split_front_matter("---\na: !!python/name:os.system x\n---\n")
    assert values == {"a": "x"}


def test_the_size_is_limited() -> None:
    text = "---\n" + "a: b\n" * (MAX_CODE_POINTS // 5 + 1) + "---\nText."
    assert split_front_matter(text) == ({}, text)


def test_toml_that_is_none() -> None:
    assert split_front_matter("+++\nnot toml\n+++\nx") == ({}, "+++\nnot toml\n+++\nx")


def test_a_rule_is_no_front_matter() -> None:
    assert read("---\n\nOne paragraph.\n\n---\n\nAnother one.").text.startswith("One paragraph.")


def test_values_in_a_table_of_the_site_generator() -> None:
    text = '+++\ntitle = "Fees"\n[params]\nauthor = "Lena Orth"\ntitle = "Other"\n+++\nThe text.\n'
    found = read(text, "a.md")
    assert (found.title, found.metadata.authors) == ("Fees", ("Lena Orth",))
