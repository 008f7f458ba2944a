"""The block of metadata some text files open with: YAML between "---", TOML between "+++".

Files come from anywhere, so YAML is taken as strings, lists and mappings and nothing else: no
anchors (they can be bombs), no types (a date stays the string that was written), 64 KiB at most.
Whatever goes wrong, there is no front matter, and its lines are part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING

from index.formats.dates import iso_date

if TYPE_CHECKING:
    from yaml.events import Event

    from index.formats.draft import Draft

MAX_CODE_POINTS = 65_536

_FENCED = re.compile(r"\s{0,3}?(---|\+\+\+)[ \t]*\r?\n")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_MAX_DEPTH = 8
_TITLE = ("title", "headline")
_AUTHORS = ("authors", "author", "byline", "creator", "by")
_DATES = ("date", "published", "created", "pubdate", "datepublished", "published_at", "updated")
_SOURCES = ("source", "url", "link", "canonical", "source_url", "original", "permalink")
_TAGS = ("tags", "keywords", "categories", "topics", "tag", "category")
_LANGUAGES = ("lang", "language", "locale")
_INLINE_MARKUP = re.compile(r"(`+|\*\*|__)(\S(?:.*?\S)?)\1")
_WIKI_LINK = re.compile(r"^\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]$")
_SPLIT_NAMES = re.compile(r"\s*(?:;|\s&\s|\sand\s|\sund\s|\set\s|\sy\s)\s*")


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The metadata at the top of a file, and the text after them.

    Without front matter that can be read: nothing, and the whole text.
    """
    opening = _FENCED.match(text)
    if opening is None:
        return {}, text
    fence = opening[1]
    closing = _CLOSING[fence].search(text, opening.end(), opening.end() + MAX_CODE_POINTS)
    if closing is None:
        return {}, text
    inside = text[opening.end() : closing.start()]
    values = _toml(inside) if fence == "+++" else _yaml(inside)
    if not values:
        return ({}, text) if inside.strip() or fence == "---" else ({}, text[closing.end() :])
    return {str(key).lower(): value for key, value in values.items()}, text[closing.end() :]


def describe(draft: Draft, values: Mapping[str, object]) -> None:
    """Take what the front matter says of the article into the draft."""
    draft.title = _without_markup(next(iter(_strings(values, _TITLE)), "")) or draft.title
    for name in _strings(values, _AUTHORS):
        draft.authors += [part for part in _SPLIT_NAMES.split(name) if part]
    for date in _strings(values, _DATES):
        if (published := iso_date(date)) is not None:
            draft.published, draft.published_from = published, "front matter"
            break
    draft.source = next((s for s in _strings(values, _SOURCES) if "://" in s), draft.source)
    draft.language = next(iter(_strings(values, _LANGUAGES)), draft.language)
    for tags in _strings(values, _TAGS):
        draft.tags += [tag.strip().lstrip("#") for tag in tags.split(",")]


def _strings(values: Mapping[str, object], keys: tuple[str, ...]) -> list[str]:
    """Every string under any of the keys, those of the first key first."""
    found: list[str] = []
    for key in keys:
        _collect(values.get(key), found)
    return found


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        if plain := unescape(value).strip():
            found.append(_WIKI_LINK.sub(r"\1", plain))
    elif isinstance(value, list):
        for each in value:
            _collect(each, found)
    elif isinstance(value, Mapping):
        named = [each for key, each in value.items() if str(key).lower() in ("name", "created")]
        for each in named or value.values():
            _collect(each, found)
    elif value is not None:
        found.append(str(value))


def _without_markup(title: str) -> str:
    return _INLINE_MARKUP.sub(r"\2", title)


def _toml(text: str) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _yaml(text: str) -> Mapping[str, object]:
    """What a YAML document says, built from its events: nothing in it can become an object."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = iter(yaml.parse(text, Loader=loader))
        next(events), next(events)
        root = _value(next(events), events, 0)
    except (yaml.YAMLError, StopIteration, ValueError, RecursionError):
        return {}
    return root if isinstance(root, dict) else {}


def _value(event: Event, events: Iterator[Event], depth: int) -> object:
    """The string, list or mapping that begins with an event; ValueError for anything else."""
    import yaml

    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or depth > _MAX_DEPTH:
        raise ValueError("anchors, aliases and deep nesting are not read")
    if isinstance(event, yaml.ScalarEvent):
        is_null = not event.style and event.value in ("", "~", "null", "Null", "NULL")
        return None if is_null else str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, depth + 1))
        return items
    if not isinstance(event, yaml.MappingStartEvent):
        raise ValueError("not a value")
    mapping: dict[str, object] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _value(event, events, depth + 1)
        mapping[str(key)] = _value(next(events), events, depth + 1)
    return mapping
