"""Exports in a shape of the reader's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.formats import read_article
from reader.export.document import Document, document_of
from reader.export.template import TemplateError, render_with
from reader.notes.book import Notes, notes_of
from reader.store import Store

TEXT = b"# A title\n\nThe lead.\n\n## Why?\n\nBecause of the wind, and because of the rain.\n"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    article = read_article(TEXT, "a.md", id="a")
    path = tmp_path / "a.md"
    path.write_bytes(TEXT)
    with Store(tmp_path / "data") as store:
        notes = Notes(store)
        start = article.text.index("Because")
        notes.add(article, path, start, start + 19, note="two\nlines", tags=["wind"])
        return document_of([notes_of(article, path, notes.for_article(article, path))])


def test_a_template_sees_articles_questions_and_highlights(document: Document) -> None:
    template = (
        "{% for a in articles %}{{ a.title }}\n{% for q in a.questions %}{{ q.heading }}\n"
        "{% for h in q.highlights %}{{ h.quote | lines('> ') }} {{ h.note | quoted }} "
        "{{ h.tags | join(' ') }}\n{% endfor %}{% endfor %}{% endfor %}"
    )
    assert render_with(template, document) == (
        'A title\nWhy?\n> Because of the wind "two\\nlines" wind\n'
    )


@pytest.mark.parametrize(
    "template",
    [
        "{% for %}",
        "{{ nothing }}",
        "{{ articles.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{% include 'secret' %}",
        "{{ 1 / 0 }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_what_cannot_be_carried_out_is_said(document: Document, template: str) -> None:
    with pytest.raises(TemplateError):
        render_with(template, document)
