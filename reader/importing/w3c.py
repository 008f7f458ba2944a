"""Web Annotations (W3C, 2017): our own export whole, those of other programs as far as they go.

Taken are an AnnotationCollection with embedded pages, an AnnotationPage, a list, or one
Annotation; of each its first target that has a TextQuoteSelector.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.importing.record import Record, utc
from reader.importing.shapes import Fields, each, fields, maybe_text, number, text
from reader.notes.model import Selector

_CONTAINERS = ("AnnotationCollection", "AnnotationPage")


def reads(content: object) -> bool:
    """Whether this is an annotation, or holds some."""
    return any(
        {*map(str, each(fields(found).get("type")))} & {"Annotation", *_CONTAINERS}
        for found in each(content)
    )


def read(content: object) -> list[Record]:
    """All annotations."""
    return [_record(found) for found in _annotations(content)]


def _annotations(content: object) -> Iterator[Fields]:
    for found in map(fields, each(content)):
        if "Annotation" in each(found.get("type")):
            yield found
        for inner in ("first", "next", "items"):
            yield from _annotations(found.get(inner)) if inner in found else ()


def _record(annotation: Fields) -> Record:
    targets = [fields(found) for found in each(annotation.get("target"))]
    target = next((found for found in targets if _selector(found, "TextQuoteSelector")), None)
    whole = target if target is not None else next(iter(targets), {})
    quote = _selector(whole, "TextQuoteSelector")
    source = whole.get("source", next(iter(each(annotation.get("target"))), None))
    address = text(source) or text(fields(source).get("id"))
    return Record(
        quote=text(quote.get("exact")),
        title=text(whole.get("quaere:title")),
        source=address if address.startswith(("http://", "https://")) else None,
        note="\n\n".join(_bodies(annotation, tagging=False)),
        tags=tuple(_bodies(annotation, tagging=True)),
        colour=text(whole.get("styleClass")),
        created=utc(annotation.get("created")),
        changed=utc(annotation.get("modified") or annotation.get("created")),
        prefix=text(quote.get("prefix")),
        suffix=text(quote.get("suffix")),
        chapter=maybe_text(whole.get("quaere:heading")),
        id=maybe_text(annotation.get("quaere:id")),
        selector=_ours(whole, quote),
        article=maybe_text(whole.get("quaere:article")),
        path=maybe_text(whole.get("quaere:path")),
        text_hash=text(whole.get("quaere:articleHash")),
    )


def _selector(target: Fields, kind: str) -> Fields:
    """The selector of that kind, at the end of a chain of refinements as well."""
    for found in map(fields, each(target.get("selector"))):
        if found.get("type") == kind:
            return found
        if refined := _selector({"selector": found.get("refinedBy")}, kind):
            return refined
    return {}


def _ours(target: Fields, quote: Fields) -> Selector | None:
    """The selector as it was, if we wrote it."""
    if "quaere:textHash" not in target:
        return None
    exact = text(quote.get("exact"))
    start = number(target.get("quaere:start"))
    return Selector(
        exact=exact,
        prefix=text(quote.get("prefix")),
        suffix=text(quote.get("suffix")),
        start=start,
        end=start + len(exact),
        section=number(target.get("quaere:section")),
        heading=maybe_text(target.get("quaere:heading")),
        text_hash=text(target.get("quaere:textHash")),
        twins=number(target.get("quaere:twins")),
    )


def _bodies(annotation: Fields, *, tagging: bool) -> Iterator[str]:
    for body in each(annotation.get("body")):
        if isinstance(body, str):
            continue  # the address of a body that lies elsewhere
        found = fields(body)
        purposes = each(found.get("purpose", annotation.get("motivation")))
        if ("tagging" in purposes) == tagging and (value := text(found.get("value"))):
            yield value
