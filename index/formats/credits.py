"""Lines that say who wrote an article and when, as they stand under its headline.

More is understood here than in `index.formats.byline`: names without "by", with their role or
place, several dates with their hours. So it is only asked about lines that stand in the head of a
text, and the whole line must be understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.formats.boilerplate import is_a
from index.formats.byline import parts_of, says_updated, take_metadata
from index.formats.dates import find_date
from index.formats.draft import Draft
from index.formats.headings import asks

_CODE_POINTS = 160
_MAX_SHOUTED = 4
_ROLE_WORDS = 6
_CREDIT_WORDS = 5
_PLACE_WORDS = 3
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞŁŚŠŽΑ-ΫΆ-ΏЀ-Я][\w'’.-]"
_NAME = (
    rf"(?:(?:Dr|Prof|Sir|Dame)\.? )?{_CAPITALISED}*"
    rf"(?: (?:(?:van|von|de|der|den|la|le|di|da|del|bin|al) ){{0,2}}{_CAPITALISED}+){{1,3}}"
)
_PLACE = rf"{_CAPITALISED}*(?: {_CAPITALISED}+){{0,2}}"
_ROLE_WORD = (
    r"(?:[\w-]*(?:correspondent|editor|reporter|writer|columnist|korrespondent|redakteur|"
    r"journaliste?|redactor|corresponsal|analyst)(?:in|ess|a)?|envoyée? spéciale?|"
    r"MD|M\.D\.|PhD|Ph\.D\.)"
)
_ROLE = re.compile(rf"(?:[\w&'’-]+ ){{0,4}}{_ROLE_WORD}(?:,? .{{0,40}})?", re.IGNORECASE)
_PLACED = re.compile(rf"(?P<name>{_NAME})(?:,? (?:in|à|en|aus) {_PLACE}|\s*\([^()]{{2,60}}\))?")
_WITH_ROLE = re.compile(rf"(?P<name>(?:Dr\.? )?{_CAPITALISED}+ {_CAPITALISED}+),? (?P<role>.+)")
_INTERVIEW = re.compile(
    r"(?:interview|gespräch|entretien|entrevista|intervista|protokoll|aufgezeichnet)"
    r"(?: (?:by|von|par|por|di|mit))?:?\s+(?=[A-ZÀ-ÖØ-Þ])",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par|por|di)\s+", re.IGNORECASE)
_AND = re.compile(r",\s+(?:and\s+)?(?=[A-Z])|\s+(?:and|und|et|y|&)\s+")
_NOBODY = re.compile(
    r"(?:wp|web|site|blog|super)?[ _-]?(?:admin(?:istrator)?|master|user|root)\d{0,3}|"
    r"unknown|nobody|none|null|undefined|n/?a|default|author",
    re.IGNORECASE,
)
"""What publishing programs put where an author would stand."""
_REPORTING = re.compile(
    rf"(?:(?i:reporting|reported|writing|live) (?:from|in)|in|aus|à) {_PLACE}"
    rf"(?:(?:, | and ){_PLACE})?"
)
_TIMES = re.compile(
    r"\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|"
    r"\d+ (?:minutes?|hours?|days?) ago",
    re.IGNORECASE,
)
_ZONES = re.compile(r"\b(?:Uhr|UHR|[A-Z]{2,4}T|GMT|UTC)\b(?:[+-]\d{1,2})?")
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally|published|updated?|posted|modified|revised|created|dated?|on|at|"
    r"as of|of|issue|no|nr|nummer|ausgabe|stand|veröffentlicht|aktualisiert|am|um|le|à|publiée?|"
    r"mise? à jour|modifiée?|publicado|actualizado|el|(?:medically|fact) (?:reviewed|checked)|"
    r"reviewed|see all updates|"
    r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|[^\w\s]|\d{1,4}\b",
    re.IGNORECASE,
)  # fmt: skip
_GLUED = re.compile(
    r"(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=\w)(?=(?:Updated|Published|Modified)\b)"
)


def take_fact(draft: Draft, line: str, follows: Sequence[str], *, after_fact: bool) -> bool:
    """Whether a line below the headline is metadata; if so, the draft has taken it in.

    `follows` are the lines after it (a date under a name makes it a byline), `after_fact` says
    that a line of metadata stands above.
    """
    if len(line) > _CODE_POINTS:
        return False
    if (interview := _INTERVIEW.match(line)) is not None and not asks(line):
        rest = line[interview.end() :]
        take_date(draft, rest)
        date = find_date(rest)
        names = people(rest[: date[1]].rstrip(" ,|–-") if date else rest)
        draft.authors += names if not draft.authors else []
        return bool(names)
    if take_metadata(draft, line):
        return True
    if is_a("credit", line) and after_fact and len(line.split()) <= _CREDIT_WORDS:
        return True
    by = _BY.match(line)
    names = people(line[by.end() :] if by else line)
    confirmed = (
        bool(by)
        or " in " in line
        or any(map(_confirms_name, [each for each in follows if each != line][:1]))
    )
    if names and (confirmed or _has_role(line)):
        draft.authors += names if not draft.authors else []
        return True
    if is_date_line(line):
        take_date(draft, line)
        parts = [part.strip() for part in re.split(r"[|·•]", line)]
        draft.authors += people(parts[0]) if not draft.authors and len(parts) > 1 else []
        return True
    if _take_parts(draft, line):
        return True
    return after_fact and (_is_role(line) or _REPORTING.fullmatch(line) is not None)


def _is_role(text: str) -> bool:
    return len(text.split()) <= _ROLE_WORDS and _ROLE.fullmatch(text) is not None


def _take_parts(draft: Draft, line: str) -> bool:
    """Whether each part of a line is a fact or a name or role beside one; if so, it is taken.

    A name without "by" is one beside a role or a date: beside a button it may be a place.
    """
    parts = parts_of(line)
    found = Draft()
    names: list[str] = []
    sure = False
    for part in parts:
        by = _BY.match(part)
        if take_metadata(found, part):
            sure |= bool(found.authors) or find_date(part) is not None
        elif is_date_line(part):
            take_date(found, part)
            sure = True
        elif _is_role(part):
            sure = True
        elif not names and (named := people(part[by.end() :] if by else part)):
            names = named
            sure |= by is not None
        else:
            return False
    if not sure or len(parts) < 2:
        return False
    draft.authors += (found.authors or names) if not draft.authors else []
    if found.published and not draft.published and draft.published_from in (None, "text"):
        draft.published, draft.published_from = found.published, "text"
    return True


def is_fact(line: str, follows: Sequence[str]) -> bool:
    """Whether a line is metadata; nothing is taken in."""
    return len(line) <= _CODE_POINTS and take_fact(Draft(), line, follows, after_fact=False)


def _confirms_name(line: str) -> bool:
    """Whether a line shows that the one before it is a byline."""
    if len(line) > _CODE_POINTS:
        return False
    if is_date_line(line) or is_a("share", line) or line.lower() in ("follow", "folgen"):
        return True
    return _is_role(line)


def _has_role(line: str) -> bool:
    match = _WITH_ROLE.fullmatch(line)
    return match is not None and _ROLE.fullmatch(match["role"]) is not None


def people(text: str) -> list[str]:
    """The people a line names and nothing else: with their roles or places; none if in doubt."""
    if (match := _WITH_ROLE.fullmatch(text)) is not None and _ROLE.fullmatch(match["role"]):
        return [match["name"]]
    names: list[str] = []
    for part in _AND.split(text.strip()):
        match = _PLACED.fullmatch(part.strip())
        if match is None or (match["name"].isupper() and len(text.split()) > 4):
            return []
        names.append(match["name"])
    return names


def authors_in(value: str) -> list[str]:
    """The people that a field of metadata names, without "By", roles, papers; none if in doubt."""
    value = value.strip()
    by = _BY.match(value)
    names = people(value[by.end() :] if by else value) if len(value) <= _CODE_POINTS else []
    names = [name for name in names if not (name.startswith("The ") or is_a("weak", name))]
    return names if by or len(names) > 1 or "," in value else []


def is_nobody(name: str) -> bool:
    """Whether a name is one that a publishing program gives ("admin")."""
    return _NOBODY.fullmatch(name.strip()) is not None


def is_date_line(line: str) -> bool:
    """Whether a line says when something was published, and at most where."""
    line = _GLUED.sub(" ", line) if len(line) <= _CODE_POINTS else line
    if len(line) > _CODE_POINTS or find_date(line) is None:
        return bool(
            re.fullmatch(
                r"(?:today|yesterday|heute|gestern) (?:at|um) \d.{1,8}", line, re.IGNORECASE
            )
        )
    rest = line
    while (date := find_date(rest)) is not None:
        rest = f"{rest[: date[1]]} {rest[date[2] :]}"
    if "|" in rest or "·" in rest:
        parts = [part for part in re.split(r"\s*[|·]\s*", rest) if part.strip()]
        rest = " ".join(part for part in parts if not people(part.strip()))
    rest = _DATE_WORDS.sub(" ", _TIMES.sub(" ", _ZONES.sub(" ", rest)))
    words = rest.split()
    return len(words) <= _PLACE_WORDS and all(not word[0].islower() for word in words)


def take_date(draft: Draft, line: str) -> None:
    """Take a line's first date that is not one of a change as that of publication, if none is."""
    rest = _GLUED.sub(" ", line)
    while not draft.published and (date := find_date(rest)) is not None:
        if not says_updated(rest[: date[1]]) and draft.published_from in (None, "text"):
            draft.published, draft.published_from = date[0], "text"
        rest = f"{rest[: date[1]]} {rest[date[2] :]}"
