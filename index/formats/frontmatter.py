"""The block of metadata some text files open with, in every dialect people's tools write.

YAML between "---", TOML between "+++"; in Markdown also JSON in braces, Pandoc's title block
("% Title"), MultiMarkdown's lines ("Title: ...") and Logseq's properties ("title:: ..."). Files
come from anywhere, so YAML is taken as strings, lists and mappings and nothing else: no anchors
(they can be bombs), no types (a date stays the string that was written), 64 KiB at most. Whatever
goes wrong, there is no front matter, and its lines are part of the text. What is read but has no
place in an article's metadata is put down as dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
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
# Keys as Hugo, Jekyll, Pandoc, Zettlr and the clippers (Obsidian's, MarkDownload, Readwise,
# Omnivore) write them, in lower case and with "_" for blanks and hyphens; those that say most come
# first.
_TITLE = ("full_title", "title", "headline", "name")
_AUTHORS = ("authors", "author", "byline", "creator", "creators", "by", "writer")
_TABLES = ("params", "extra", "metadata", "meta", "taxonomies")
_DATES = (
    "published", "date_published", "datepublished", "publishdate", "publish_date", "pubdate",
    "published_at", "published_date", "publication_date", "date", "issued", "posted",
)  # fmt: skip
_FILE_DATES = (
    "created", "created_at", "date_created", "creation_date", "date_saved", "saved", "saved_at",
    "clipped", "lastmod", "updated", "modified", "last_modified",
)  # fmt: skip
_SOURCES = (
    "source", "url", "link", "canonical", "canonical_url", "source_url", "original",
    "original_url", "article_url", "web_url", "permalink",
)  # fmt: skip
_TAGS = (
    "tags", "keywords", "categories", "topics", "subjects", "tag", "category", "document_tags",
    "keyword",
)  # fmt: skip
_LANGUAGES = ("lang", "language", "locale")
_STANDFIRSTS = ("subtitle", "standfirst", "deck", "dek", "lede", "abstract")
KNOWN = frozenset(
    (*_TITLE, *_AUTHORS, *_DATES, *_FILE_DATES, *_SOURCES, *_TAGS, *_LANGUAGES, *_STANDFIRSTS)
)
_IDENTIFIER = re.compile(r"[a-z][\w.-]*")
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*(?P<colons>::?)\s+(?P<value>\S.*)")
_JSON_KEYS = ("title", "date", "tags")
_BEFORE_TEXT = re.compile(r"[ \t]*\r?\n[ \t]*\r?\n\s*\S")
_MAX_FIELDS = 60
_SHOWN = 400
_LONGEST_NUMBER = 1000
"""Bits: Python refuses to write down much longer ones in decimals."""
_INLINE_MARKUP = re.compile(r"(`+|\*\*|__)(\S(?:.*?\S)?)\1")
_WIKI_LINK = re.compile(r"^\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]$")
_SPLIT_TAGS = re.compile(r",\s*|\s+(?=#)")
_SPLIT_NAMES = re.compile(r"\s*(?:;|\s&\s|\sand\s|\sund\s|\set\s|\sy\s)\s*")


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The metadata between fences at the top of a file, and the text after them.

    Keys are in lower case. Without front matter that can be read: nothing, and the whole text.
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
    if not values or not _are_metadata(values):
        return ({}, text) if inside.strip() or fence == "---" else ({}, text[closing.end() :])
    return {str(key).lower(): value for key, value in values.items()}, text[closing.end() :]


def _split_json(text: str) -> tuple[Mapping[str, object], str]:
    """As `split_front_matter`, where braces open the file.

    A note may open with a piece of JSON, too: what says no title, date or tags is that, and so is
    what nothing follows, or not after a blank line, or what holds a text of its own.
    """
    import json

    try:
        decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_no_number)
        values, end = decoder.raw_decode(text[:MAX_CODE_POINTS])
    except (ValueError, RecursionError):
        return {}, text
    if not isinstance(values, dict) or not _BEFORE_TEXT.match(text, end):
        return {}, text
    keys = {_normal(key) for key in values}
    has_text = any(len(each) > _SHOWN for value in values.values() for each in _strings(value))
    if has_text or keys.isdisjoint(_JSON_KEYS):
        return {}, text
    return {str(key).lower(): value for key, value in values.items()}, text[end:]


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def split_header(draft: Draft, text: str) -> tuple[Mapping[str, object], str]:
    """As `split_front_matter`, for Markdown: with the headers of its dialects.

    What looks like front matter and is none stays as text that cannot be taken for a heading.
    """
    values, body = _split_json(text) if text.startswith("{") else split_front_matter(text)
    if values or body is not text:
        return values, body
    if (opening := _FENCED.match(text)) is not None:
        closing = _CLOSING[opening[1]].search(text, opening.end(), opening.end() + MAX_CODE_POINTS)
        inside = text[opening.end() : closing.start()] if closing else ""
        if closing and re.search(r"^[^\s:][^:\n]{0,60}:\s", inside):
            draft.doubt("what looks like front matter could not be read as such and is text")
            return {}, f"{inside}\n\n{text[closing.end() :]}"
        return {}, text
    lines = text[:MAX_CODE_POINTS].split("\n", _MAX_FIELDS + 1)[: _MAX_FIELDS + 1]
    values, used = _title_block(lines) if text.startswith("%") else _fields(lines)
    return (values, text.split("\n", used)[-1]) if used and text.count("\n") >= used else ({}, text)


def _are_metadata(values: Mapping[str, object]) -> bool:
    """Whether keys are those of metadata, not the first words of a note ("Note: ...")."""
    keys = [str(key) for key in values]
    return any(_normal(key) in KNOWN for key in keys) or all(map(_IDENTIFIER.fullmatch, keys))


def known_key(key: str) -> bool:
    """Whether a key is one that clippers and site generators use for metadata."""
    return _normal(key) in KNOWN


def _normal(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().lower())


def _title_block(lines: list[str]) -> tuple[Mapping[str, object], int]:
    """Pandoc's "% title", "% authors; by semicolons", "% date"; how many lines they take."""
    parts: list[str] = []
    used = 0
    for line in lines:
        if line.startswith("%") and not line.startswith("%%") and len(parts) < 3:
            parts.append(line[1:].strip())
        elif parts and line[:1] in (" ", "\t") and line.strip():
            parts[-1] += (" " if len(parts) != 2 else "; ") + line.strip()
        else:
            break
        used += 1
    names = dict(zip(("title", "author", "date"), parts, strict=False))
    return {key: value for key, value in names.items() if value}, used


def _fields(lines: list[str]) -> tuple[Mapping[str, object], int]:
    """Lines of "Key: value" or "key:: value" down to the first blank one; the first is known."""
    values: dict[str, object] = {}
    last = ""
    for used, line in enumerate(lines):
        field = _FIELD.fullmatch(line.rstrip())
        if field is not None and line[0].isalpha():
            last = field["key"].strip()
            if not values and _normal(last) not in KNOWN:
                return {}, 0
            values[last] = field["value"]
        elif last and line[:1] in (" ", "\t") and line.strip():
            values[last] = f"{values[last]} {line.strip()}"
        elif not line.strip() and values:
            return values, used
        else:
            return {}, 0
    return {}, 0


def describe(draft: Draft, values: Mapping[str, object], where: str = "front matter") -> None:
    """Take what the front matter says of the article into the draft; the rest is dropped."""
    from index.formats.credits import authors_in
    from index.formats.draft import text_block

    left = _opened(values)
    known = {_normal(key): key for key in left}

    def take(keys: tuple[str, ...], field: str) -> list[str]:
        """Every string under the keys; the keys are used up."""
        found: list[str] = []
        for key in keys:
            if key in known:
                found += _strings(left.pop(known[key], None))
        if found and field:
            draft.origins[field] = where
        return found

    def take_one(keys: tuple[str, ...], field: str, usable: Callable[[str], str | None]) -> str:
        """The first string under the keys that is usable; only its key is used up."""
        for key in keys:
            for text in _strings(left.get(known.get(key, ""))):
                if (value := usable(text)) is not None:
                    del left[known[key]]
                    if field:
                        draft.origins[field] = where
                    return value
        return ""

    draft.title = take_one(_TITLE, "title", _without_markup) or draft.title
    for name in take(_AUTHORS, "authors"):
        draft.authors += authors_in(name) or [part for part in _SPLIT_NAMES.split(name) if part]
    published = take_one(_DATES, "published", iso_date)
    if not published and (made := take_one(_FILE_DATES, "", iso_date)):
        draft.doubt(f"the day of publication is not said; the file is of {made}")
    if published:
        draft.published, draft.published_from = published, "front matter"
    draft.source = take_one(_SOURCES, "source", lambda s: s if "://" in s else None) or draft.source
    draft.language = take_one(_LANGUAGES, "language", str) or draft.language
    for tags in take(_TAGS, "tags"):
        draft.tags += [tag.strip().lstrip("#") for tag in _SPLIT_TAGS.split(tags)]
    for standfirst in take(_STANDFIRSTS, ""):
        draft.blocks += [text_block("paragraph", part) for part in standfirst.split("\n\n")]
    for key, value in left.items():
        shown = ", ".join(_strings(value))
        if shown:
            draft.drop("boilerplate", f"{key}: {shown[:_SHOWN]}")


def _opened(values: Mapping[str, object]) -> dict[str, object]:
    """The values, what is known in a site generator's own table ([params]) beside it."""
    opened: dict[str, object] = {}
    left: dict[str, object] = {}
    for key, value in values.items():
        if isinstance(value, Mapping) and _normal(key) in _TABLES:
            inside = {str(name): each for name, each in value.items()}
            opened |= {name: each for name, each in inside.items() if known_key(name)}
            value = {name: each for name, each in inside.items() if not known_key(name)}
        left[key] = value
    return {**opened, **left}


def _strings(value: object) -> list[str]:
    """Every string in a value, in order."""
    found: list[str] = []
    _collect(value, found)
    return found


def _collect(value: object, found: list[str], depth: int = 0) -> None:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, str):
        if plain := unescape(value).strip():
            found.append(_WIKI_LINK.sub(r"\1", plain))
    elif isinstance(value, list):
        for each in value:
            _collect(each, found, depth + 1)
    elif isinstance(value, Mapping):
        named = [each for key, each in value.items() if str(key).lower() in ("name", "created")]
        for each in named or value.values():
            _collect(each, found, depth + 1)
    elif isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        found.append(hex(value))
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
