"""Exports in a shape of the reader's own: a Jinja2 template, run in its sandbox.

A template sees plain values only (texts, numbers, lists), nothing of the program. What it makes is
text; it reads and writes no file.
"""

from __future__ import annotations

import json
from typing import Any

from index.text import clean, clean_line
from reader.export.document import Document, Group, NotedArticle
from reader.notes.model import Anchored

_LONGEST = 256 * 1024


DEFAULT = """\
{# A template for `quaere export PATH --template FILE`, in Jinja2.
   There are: articles (title, authors, published, source, path, tags, questions);
   a question (heading, highlights, findings); a highlight (id, quote, note, tags, colour, state,
   created, changed); a finding (kind, text). The filter `quoted` makes a JSON or YAML string,
   `lines("> ")` puts a prefix before every line. #}
{% for article in articles %}
# {{ article.title }}
{% if article.source %}
{{ article.source }}
{% endif %}
{% for question in article.questions %}
{% if question.heading %}

## {{ question.heading }}
{% endif %}
{% for highlight in question.highlights %}

{% if highlight.quote %}
{{ highlight.quote | lines("> ") }}
{% endif %}
{% if highlight.note %}

{{ highlight.note }}
{% endif %}
{% if highlight.tags %}

{{ highlight.tags | join(", ") }}
{% endif %}
{% endfor %}
{% for finding in question.findings %}
- {{ finding.kind }}: {{ finding.text }}
{% endfor %}
{% endfor %}

{% endfor %}
"""
"""To begin with: it shows all there is."""


class TemplateError(Exception):
    """The template cannot be read or carried out; the text says where and why."""


def render_with(template: str, document: Document) -> str:
    """The document in the shape of a template. Raises `TemplateError`.

    The template is given `articles`: each has `title`, `authors`, `published`, `source`, `path`,
    `tags` and `questions`; a question has `heading` (None for the lead), `highlights` and
    `findings` (`kind`, `text`; only if they were asked for); a highlight has `id`, `quote`,
    `note`, `tags`, `colour`, `state`, `created` and `changed`; and `colours`, what is
    meant by a colour, as far as the reader has said so. The filter `quoted` makes a JSON
    (and YAML) string, `lines` puts a prefix before every line.
    """
    from jinja2 import StrictUndefined
    from jinja2 import TemplateError as JinjaError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if len(template) > _LONGEST:
        raise TemplateError("the template is larger than 256 KiB")
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["quoted"] = lambda value: json.dumps(value, ensure_ascii=False)
    environment.filters["lines"] = _with_prefix
    try:
        made = environment.from_string(template).render(
            articles=_articles(document), colours=dict(document.meanings)
        )
    except RecursionError as error:
        raise TemplateError("the template is nested without end") from error
    except (JinjaError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"line {line}: " if line else ""
        raise TemplateError(f"{where}{clean_line(str(error))}") from error
    return clean(made)


def _with_prefix(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}" for line in text.split("\n"))


def _articles(document: Document) -> list[dict[str, Any]]:
    return [_article(article) for article in document.articles]


def _article(article: NotedArticle) -> dict[str, Any]:
    about = article.metadata
    return {
        "title": about.title,
        "authors": list(about.authors),
        "published": about.published,
        "source": about.source,
        "path": article.path,
        "tags": list(about.tags),
        "questions": [_question(group) for group in article.groups],
    }


def _question(group: Group) -> dict[str, Any]:
    return {
        "heading": group.heading,
        "highlights": [_note(each) for each in group.notes],
        "findings": [{"kind": found.kind, "text": found.text} for found in group.findings],
    }


def _note(anchored: Anchored) -> dict[str, Any]:
    highlight = anchored.highlight
    return {
        "id": highlight.id,
        "quote": highlight.selector.exact,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "colour": highlight.colour,
        "state": anchored.state,
        "created": highlight.created,
        "changed": highlight.changed,
    }
