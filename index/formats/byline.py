"""Who wrote it, when, and where it stood: the lines between a headline and the first paragraph.

Only what is sure is taken as metadata. A line is metadata as a whole or not at all: its parts
("By Jane Doe | 3 March 2024 | 6 min read") must all be understood.
"""

from __future__ import annotations

import re

from index.formats.boilerplate import is_a
from index.formats.dates import find_date
from index.formats.draft import Draft

_MAX_LENGTH = 200
_PARTS = re.compile(r"\s*[|•·‧●]\s*|\s+[–—/-]\s+|\s{3,}|;\s+(?=[\w -]{3,30}\sby\s)")
_BY = re.compile(
    r"(?:(?:written|reported|article|words|text|story|analysis|reporting|posted|published)\s+by|by|von|par|por|di|"
    r"door|author|autor(?:in)?|auteur|text|"
    r"автор|текст|tekst|av|af|skrevet av)(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽΑ-ΫΆ-ΏЀ-Я][\w’'.-]*|Dr\.?|Prof\.?)(?:\s+(?:(?:van|von|de|der|den|la|le|di|da|del|bin|al|el|dos|"
    r"ten|zu)\s+){0,2}[A-ZÀ-ÖØ-ÞŁŚŠŽΑ-ΫΆ-ΏЀ-Я][\w’'.-]*){0,4}"
)
_HAN_NAME = r"[\u3400-\u9fff々ァ-ヶー\uac00-\ud7a3]{2,8}(?:[ ・·][\u3400-\u9fff々ァ-ヶー]{1,8})?"
_ABROAD = re.compile(
    rf"(?:作者|撰文|撰稿|文|編集|記者|记者|執筆|筆者|取材・文|글)\s?[:：／/]\s?({_HAN_NAME})|"
    rf"[（(【]?(?:本报|本報)?(?:記者|记者)?\s?({_HAN_NAME}?)\s?(?:記者|기자)[)）】]?|"
    r"(?:بقلم|كتب|كتبت)\s?:?\s+([\u0621-\u064a]+(?: [\u0621-\u064a]+){0,3})"
)
"""Bylines in scripts that have no capital letters."""
_AND = re.compile(
    r"\s*(?:,\s*(?:(?:and|AND|und|UND|et|ET|y)\s+)?|\s(?:and|AND|und|UND|et|ET|y|&)\s)\s*"
)
_FOR = re.compile(
    r"\s+(?:for|für|pour|para|per|voor)\s+(?:[Tt]he\s+)?[A-ZÀ-ÖØ-Þ][\w’'.&-]*(?:\s[A-ZÀ-ÖØ-Þ&][\w’'.&-]*){0,4}"
)
"""The paper that somebody wrote for."""
_HELPED = re.compile(
    r"(?:edited|translated|produced|(?:medically |fact[ -])?(?:reviewed|checked)|"
    r"illustrat(?:ions?|ed)|additional reporting|photo(?:s|graphs?|graphy|graphed)?|videos?|"
    r"graphics?) (?=by\s)",
    re.IGNORECASE,
)
"""Opens what others than the author did."""
_DATE_WORDS = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified|revised|created|date|dated|on|at|as of|"
    r"stand|veröffentlicht|aktualisiert|am|le|publié|mis à jour|publicado|actualizado|el|"
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|опубликовано|обновлено|в|г|"
    r"opublikowano|publicerad|uppdaterad|publisert|oppdatert|yayınlanma)\b|[\s:,.()|–—-]+",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|revised|changed|reviewed|aktualisiert|geändert|stand|mis à jour|"
    r"modifié|actualizado|aggiornato|atualizado|bijgewerkt|обновлено)\W*(?:on|at|am|le|el|il|em|op|der|vom)?\W*$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publication date|veröffentlicht|erschienen|publié|publicado|"
    r"pubblicato|gepubliceerd|опубликовано)\W*(?:on|at|am|le|el|il|em|op|der|vom)?\W*$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:(?<![^\W_])(?:\d{1,2}(?:[:.h]\d{2}){0,2}(?:\s?(?i:[ap]\.?m\b\.?))?|Uhr|[A-Z]{2,4}T|GMT|UTC|Z|"
    r"on|at|am|um|le|el|il|em|op|der|vom|à|a las|alle|om|"
    r"(?i:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|mittwoch|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo))(?![^\W_])|[\s,.;:|·•–—-])+$"
)
"""A time of day, its zone and a weekday, as they stand between a label and its date."""
_FURNITURE = re.compile(
    r"\d+\s*-?\s*min(?:ute)?s?\.?(?:\s+read)?|(?:reading time|lesezeit|temps de lecture)\W.*|"
    r"(?:updated|published|posted)?\s*\d+\s+(?:minute|hour|day|week|month)s?\s+ago|"
    r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?|\d+ comments?|\d+ views?|"
    r"\d{1,3}\s?(?:h|hrs?|d|w|mo|yrs?)(?:\s+ago)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<label>title|author|authors|by|date|published|source|url|link|tags|keywords|language)\s*:\s*"
    r"(?P<value>\S.*)",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def take_metadata(draft: Draft, line: str) -> bool:
    """Whether a line is metadata and nothing else; if so, the draft has taken it in."""
    if len(line) > _MAX_LENGTH:
        return False
    if _URL.fullmatch(line):
        draft.source = draft.source or _with_scheme(line)
        return True
    if take_labelled(draft, line):
        return True
    parts = parts_of(line)
    facts = [_fact(part) for part in parts] if len(parts) > 1 else []
    if not facts or not all(facts):
        facts = [_fact(line)]
    if not all(facts):
        return False
    for fact in facts:
        if fact is not None:
            _take(draft, *fact)
    return True


def take_authorship(draft: Draft, line: str) -> None:
    """Take what a line in a page's head says of author and date, where nothing else does."""
    if len(line) > _MAX_LENGTH:
        return
    before = ""
    # "Updated | 3 May" is understood as a whole only, "Jane Doe, Oslo | 3 May" in its parts.
    for part in [line] if _fact(line) else parts_of(line):
        if (fact := _fact(part)) is not None and not says_updated(before):
            _take(draft, *fact)
        before = part


def parts_of(line: str) -> list[str]:
    """The parts of a line of metadata, which signs, dashes or wide gaps divide."""
    return [part for part in _PARTS.split(line) if part]


def says_updated(words: str) -> bool:
    """Whether what stands right before a date calls it the date of a change."""
    return _UPDATED.search(_WHEN.sub("", words[-_MAX_LENGTH:])) is not None


def says_published(words: str) -> bool:
    """Whether what stands right before a date calls it the date of publication."""
    return _PUBLISHED.search(_WHEN.sub("", words[-_MAX_LENGTH:])) is not None


def names_in(line: str) -> list[str]:
    """The people a byline names ("By" left out), or none if it is no byline."""
    if (abroad := _ABROAD.fullmatch(line.strip())) is not None:
        return [next(name for name in abroad.groups() if name).strip()]
    by = _BY.match(line)
    if by is None:
        return []
    names: list[str] = []
    for part in _AND.split(line[by.end() :]):
        match = _NAME.match(part)
        if match is None or not _is_rest(part[match.end() :].rstrip(" .")):
            break
        if names and (" " not in part or is_a("weak", part)):
            break
        names.append(match[0].rstrip(".") if " " not in match[0] else match[0])
    return names if names and not any(map(str.isdigit, line)) else []


def _is_rest(text: str) -> bool:
    """Whether nothing stands after a name, or only the paper that its owner wrote for."""
    return not text or _FOR.fullmatch(text) is not None


def _fact(part: str) -> tuple[str, list[str]] | None:
    """What one part of a line says: its kind, and names or a date."""
    if names := names_in(part):
        return "authors", names
    if (helped := _HELPED.match(part)) is not None and names_in(part[helped.end() :]):
        return "furniture", []
    if (date := find_date(part)) is not None:
        rest = part[: date[1]] + " " + part[date[2] :]
        by = _BY.search(rest)
        if by is not None and (names := names_in(_without_date_words(rest[by.start() :]))):
            rest = rest[: by.start()]
        if not _DATE_WORDS.sub("", rest).strip():
            kind = "updated" if says_updated(part[: date[1]]) else "published"
            return kind, [date[0], *names]
        return None
    if _FURNITURE.fullmatch(part) or is_a("share", part):
        return "furniture", []
    return None


def _without_date_words(text: str) -> str:
    """A text without the words at its end that belong to a date ("on", "at")."""
    words = text.split()
    while words and _DATE_WORDS.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _take(draft: Draft, kind: str, values: list[str]) -> None:
    if kind == "authors" and not draft.authors:
        draft.authors += values
    if kind in ("published", "updated"):
        date, *names = values
        draft.authors += names if not draft.authors else []
        if kind == "published" and draft.published_from in (None, "text"):
            draft.published, draft.published_from = date, "text"


def take_labelled(draft: Draft, line: str) -> bool:
    """Whether a line names its metadatum ("Author: ..."); if so, the draft has taken it in."""
    match = _LABELLED.fullmatch(line) if len(line) <= _MAX_LENGTH else None
    if match is None:
        return False
    label, value = match["label"].lower(), match["value"].strip()
    if label in ("author", "authors", "by"):
        draft.authors += [name for name in _AND.split(value) if name] if not draft.authors else []
    elif label in ("date", "published"):
        found = find_date(value)
        if found is None:
            return False
        _take(draft, "published", [found[0]])
    elif label in ("source", "url", "link"):
        if not _URL.fullmatch(value):
            return False
        draft.source = draft.source or _with_scheme(value)
    elif label == "title":
        draft.title = draft.title or value
    elif label == "language":
        draft.language = draft.language or value
    else:
        draft.tags += [tag.strip() for tag in value.split(",")]
    return True


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"
