"""JSON-LD after the W3C Web Annotation Data Model (2017): everything a highlight is.

An AnnotationCollection of one page. A highlight is an Annotation: its note and tags are bodies,
its target is the article with a TextQuoteSelector and a TextPositionSelector, its colour the
`styleClass`. What the model has no name for (our id, the question, what a colour means) stands
under names of our own (`quaere:`), which other programs skip. `import` reads all of it back.
"""

from __future__ import annotations

import json
import uuid

from reader.export.common import each_note, web_address
from reader.export.document import Document, NotedArticle
from reader.notes.model import Anchored

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OURS = "urn:quaere:"
_NAMESPACE = uuid.UUID("5f0c6f0e-8d3c-5d6b-9d5e-6b1d7a2f4c31")


def render(document: Document) -> str:
    """The whole export as one JSON object."""
    items = [_annotation(article, each, document) for article, _, each in each_note(document)]
    content = {
        "@context": [CONTEXT, {"quaere": OURS}],
        "id": _name("collection", *(each.highlight.id for _, _, each in each_note(document))),
        "type": "AnnotationCollection",
        "label": "Highlights and notes",
        "total": len(items),
        "first": {
            "id": _name("page", *(each.highlight.id for _, _, each in each_note(document))),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def source_of(article: NotedArticle) -> str:
    """An IRI for the article: its address, else a name made from its id."""
    return web_address(article) or f"{OURS}article:{article.id}"


def _annotation(article: NotedArticle, each: Anchored, document: Document) -> dict[str, object]:
    highlight, selector = each.highlight, each.highlight.selector
    bodies: list[dict[str, object]] = []
    if highlight.note:
        bodies.append(
            {
                "type": "TextualBody",
                "value": highlight.note,
                "format": "text/plain",
                "purpose": "commenting",
            }
        )
    bodies += [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in highlight.tags
    ]
    target: dict[str, object] = {"type": "SpecificResource", "source": source_of(article)}
    if not selector.is_without_quote:
        quote = {"type": "TextQuoteSelector", "exact": selector.exact}
        target["selector"] = [
            {**quote, "prefix": selector.prefix, "suffix": selector.suffix},
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
        ]
    target |= {
        "styleClass": highlight.colour,
        "quaere:article": article.id,
        "quaere:path": article.path,
        "quaere:title": article.metadata.title,
        "quaere:articleHash": article.text_hash,
        "quaere:textHash": selector.text_hash,
        "quaere:section": selector.section,
        "quaere:heading": selector.heading,
        "quaere:start": selector.start,
        "quaere:twins": selector.twins,
    }
    if meaning := document.meanings.get(highlight.colour):
        target["quaere:meaning"] = meaning
    made: dict[str, object] = {
        "id": _name("highlight", highlight.id),
        "type": "Annotation",
        "motivation": "commenting" if highlight.note else "highlighting",
        "created": highlight.created,
        "modified": highlight.changed,
        "quaere:id": highlight.id,
        "quaere:state": each.state,
    }
    if bodies:
        made["body"] = bodies
    return {**made, "target": target}


def _name(*parts: str) -> str:
    """A name that is the same whenever it is made from the same parts."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, ' '.join(parts))}"
