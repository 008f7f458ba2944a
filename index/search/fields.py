"""The fields of the query language: their names, what may stand behind them, what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import get_args

from index.article import Asks, Format, RiskKind, SectionKind
from index.search.query import FINDING_ZONES, ZONES, Facet, FacetName, Zone

RISK_KINDS: tuple[str, ...] = get_args(RiskKind)
WORD_FIELDS: Mapping[str, Zone] = {
    zone: zone for zone in (*ZONES, *FINDING_ZONES, "note", "highlight")
}
"""Fields that say where words stand."""
FACET_FIELDS: Mapping[str, FacetName] = {
    "author": "author", "source": "source", "tag": "tag", "format": "format", "lang": "lang",
    "asks": "asks", "kind": "kind", "has": "has", "colour": "colour", "color": "colour",
}  # fmt: skip
"""Fields that say what is known of an article or section."""
VALUES: Mapping[str, tuple[str, ...]] = {
    "asks": get_args(Asks),
    "kind": get_args(SectionKind),
    "format": get_args(Format),
    "has": ("claim", "figure", "risk", "highlight", "note"),
    "in": ("titles", "questions", "text", "claims", "risks", "figures", "notes"),
}
"""Fields that take nothing but these."""
FIELDS = (*WORD_FIELDS, "author", "source", "tag", "format", "lang", "asks", "kind", "has",
          "colour", "in", "date")  # fmt: skip
ABOUT: Mapping[str, str] = {
    "title": "words of the article's title",
    "question": "words of the heading",
    "text": "words of what follows the heading",
    "claim": "words of a claim",
    "risk": "a kind of risk, or words of one",
    "figure": "an amount, or words of a figure",
    "note": "words of your notes",
    "highlight": "words you highlighted, and notes and tags there",
    "author": "who wrote it",
    "source": "where it is from",
    "tag": "a tag of the article",
    "format": "the kind of file",
    "lang": "the language",
    "asks": "what the heading asks",
    "kind": "the kind of section",
    "has": "what is in the section",
    "colour": "the colour of a highlight",
    "in": "where all words are looked for",
    "date": "when it was published",
}
_ALIASES = {
    "md": "markdown", "htm": "html", "web": "html", "page": "html", "txt": "text",
    "claims": "claim", "figures": "figure", "risks": "risk", "highlights": "highlight",
    "notes": "note",
}  # fmt: skip
_INSIDE: Mapping[str, Zone] = {
    "title": "title", "question": "question", "text": "text", "claim": "claim", "risk": "risk",
    "figure": "figure", "note": "highlight", "highlight": "highlight",
}  # fmt: skip


def no_such_field(name: str) -> str:
    """What to say of a field that there is not."""
    near = get_close_matches(name, (*FIELDS, "color"), n=1, cutoff=0.75)
    meant = f"did you mean {near[0]}:? " if near else ""
    known = ", ".join(f"{field}:" for field in FIELDS)
    return (
        f'there is no field "{name}:" ({meant}there are {known}); '
        "for the words themselves put a space behind the colon"
    )


def checked(field: str, value: str, *, begun: bool = False) -> str:
    """A value of a field that takes only some; `begun` ones may still go on.

    Raises ValueError with a message for people.
    """
    known = VALUES.get(field)
    if known is None:
        return value
    value = value.casefold()
    if begun and any(each.startswith(value) for each in known):
        return value
    plain = _ALIASES.get(value, value) if field in ("format", "has") else value
    if plain not in known:
        raise ValueError(f"{field}: is one of {', '.join(known)}")
    return plain


def zone_inside(value: str) -> Zone:
    """The zone that `in:` names. Raises ValueError with a message for people."""
    zone = _INSIDE.get(value.casefold().removesuffix("s"))
    if zone is None:
        raise ValueError(f"in: is one of {', '.join(VALUES['in'])}")
    return zone


def there_is(zone: Zone) -> Facet | None:
    """Sections that have anything in a zone; None for those that all have."""
    return Facet("has", (zone,)) if zone in VALUES["has"] else None
