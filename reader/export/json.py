"""JSON that leaves nothing out: what `quaere notes list --json` prints, and how to anchor it anew.

An object with
- `schema`: "quaere/notes/1";
- `articles`: one object each with `id`, `path` (in its collection), `title`, `authors`,
  `published`, `source`, `language`, `tags`, `text_hash` (SHA-256 of the text, hex), `gone` (whether
  only the notes are left);
- `notes`: one object each with the keys of `note_fields`, and `current_text` (what stands at its
  place now, or null), `selector` with `exact`, `prefix`, `suffix`, `start`, `end`, `section`,
  `heading`, `text_hash`, `twins`: where the quote stood when it was marked;
- `findings`, only where they were asked for: one object each, as in `quaere/findings/1`;
- `judgements`, only where there are some: findings that were dismissed or added, one object each
  with `id`, `article` (its id), `path`, `title`, `source`, `text_hash` (of the article), `verdict`,
  `kind`, `created` and `selector`;
- `colours`, only where the reader has named them: what is meant by each.

Offsets are Unicode code points, end excluded. The same notes give the same bytes. Absolute paths
are left out: they say where somebody lives, and are of no use elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from reader.as_json import finding_json
from reader.export.document import Document, NotedArticle
from reader.notes.model import Anchored, FiledJudgement

SCHEMA = "quaere/notes/1"


def render(document: Document) -> str:
    """The whole export as one JSON object."""
    content: dict[str, object] = {
        "schema": SCHEMA,
        "articles": [_article_fields(article) for article in document.articles],
        "notes": [
            {
                **note_fields(each, article.id, article.path, article.metadata.title),
                "current_text": each.current_text,
                "selector": asdict(each.highlight.selector),
            }
            for article in document.articles
            for each in article.notes
        ],
    }
    findings = [
        {"article": article.id, "path": article.path, "title": article.metadata.title}
        | finding_json(finding)
        for article in document.articles
        for group in article.groups
        for finding in group.findings
    ]
    if findings:
        content["findings"] = findings
    if document.judgements:
        content["judgements"] = [_judgement_fields(each) for each in document.judgements]
    if document.meanings:
        content["colours"] = dict(document.meanings)
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def note_fields(each: Anchored, article: str, path: str, title: str) -> dict[str, object]:
    """A note as `quaere/notes/1` promises it.

    `quote` is what was marked; `start`, `end` and `section` say where it is now and are null for
    an orphan, whose `heading` is the one it stood under.
    """
    highlight = each.highlight
    return {
        "id": highlight.id,
        "article": article,
        "path": path,
        "title": title,
        "section": each.section,
        "heading": each.heading,
        "quote": highlight.selector.exact,
        "prefix": highlight.selector.prefix,
        "suffix": highlight.selector.suffix,
        "start": each.start,
        "end": each.end,
        "state": each.state,
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "created": highlight.created,
        "changed": highlight.changed,
    }


def _judgement_fields(filed: FiledJudgement) -> dict[str, object]:
    judgement = filed.judgement
    return {
        "id": judgement.id,
        "article": filed.article,
        "path": filed.path,
        "title": judgement.article.title,
        "source": judgement.article.source,
        "text_hash": judgement.article.text_hash,
        "verdict": judgement.verdict,
        "kind": judgement.kind,
        "created": judgement.created,
        "selector": asdict(judgement.selector),
    }


def _article_fields(article: NotedArticle) -> dict[str, object]:
    about = article.metadata
    return {
        "id": article.id,
        "path": article.path,
        "title": about.title,
        "authors": list(about.authors),
        "published": about.published,
        "source": about.source,
        "language": about.language,
        "tags": list(about.tags),
        "text_hash": article.text_hash,
        "gone": article.is_gone,
    }
