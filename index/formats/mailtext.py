"""A mail that was pasted or saved as text -> the text of the article in it.

Headers, quoting marks, transport codes and tracking links are taken off here, line by line, before
anything is judged; nothing is put together. A text that shows no sign of having been a mail passes
through unchanged.
"""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from index.formats.dates import find_date
from index.formats.draft import Draft

_MAX_CODE_POINTS = 2_000_000
"""Nothing longer than this was a mail to be read."""

_HEADER_WITHIN = 24
_MAX_HEADERS = 80
_INTRO_WORDS = 60

_SENDERS = "from|von|de|da|van|från|fra"
_SUBJECTS = "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne"
_TIMES = "date|sent|datum|gesendet|envoyé|fecha|enviado(?: el)?|inviato|data|verzonden"
_OTHERS = (
    "to|an|à|a|para|aan|till|til|cc|bcc|kopie|reply-to|antwort an|sender|return-path|received|"
    "delivered-to|message-id|mime-version|content-[a-z-]+|list-[a-z-]+|x-[a-z-]+|dkim-signature|"
    "importance|attachments|anlagen|pièces jointes|precedence|user-agent|thread-[a-z]+|references|"
    "in-reply-to|authentication-results"
)
_FIELD = re.compile(
    rf"[*_]?(?:(?P<sender>{_SENDERS})|(?P<subject>{_SUBJECTS})|(?P<time>{_TIMES})|{_OTHERS})[*_]?\s?:[*_]?(?:\s+(?P<value>.*))?",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\W{0,40}(?:forwarded message|original message|begin forwarded message|"
    r"weitergeleitete nachricht|"
    r"ursprüngliche nachricht|anfang der weitergeleiteten (?:nachricht|e-?mail)|message transféré|"
    r"message d'origine|début du message (?:transféré|réexpédié)|mensaje (?:reenviado|original)|"
    r"messaggio (?:inoltrato|originale))\W{0,40}",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:(?:on|am|le|el|il)\s.{6,300}?\s(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto)\s?:)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|antw|sv|vb)\s?(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(r"^[ \t]?>(?: |(?=>)|$)?", re.MULTILINE)

_FLOWED = re.compile(r"\bformat\s*=\s*\"?flowed\b", re.IGNORECASE)
_DELSP = re.compile(r"\bdelsp\s*=\s*\"?yes\b", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r">+")

_SOFT_END = re.compile(r"=[ \t]*\r?\n")
_CODES = re.compile(r"(?:=[0-9A-F]{2})+")
_SURE_CODES = re.compile(
    r"=(?:C[2-9A-F]|D[0-9A-F]|E[0-9A-F]=[89AB][0-9A-F])=[89AB][0-9A-F]|=3D[\"'\w]|=20\r?$",
    re.MULTILINE,
)
_FEWEST_CODES = 2

_URL = r"https?://[^\s<>\[\]()]{4,4000}"
_ANGLED = re.compile(rf"<\s?(?:{_URL}|mailto:[^\s<>]{{3,200}})\s?>")
_LINE_OF_LINK = re.compile(rf"\n[ \t]*<\s?{_URL}\s?>[ \t]*(?=\r?\n|\Z)")
_LINK = re.compile(rf"[ \t]*(?:<\s?(?:{_URL}|mailto:[^\s<>]{{3,200}})\s?>|\(\s{_URL}\s\))")
_PICTURE = re.compile(r"^[ \t]*\[[^\[\]\n.!?]{1,120}\][ \t]*\r?$", re.MULTILINE)
_INLINE_PICTURE = re.compile(r"\[(?:cid|image|https?):[^\[\]\n]{1,500}\]", re.IGNORECASE)
_FOOTNOTE_LINK = re.compile(rf"^[ \t]*\[\d{{1,3}}\]:? {_URL}[ \t]*\r?$", re.MULTILINE)
_NOTE_ONLY = re.compile(r"\[\d{1,3}\]")
_MAIL_WORDS = re.compile(
    r"\bunsubscribe\b|\babbestellen\b|\bdésabonner\b|\bdarse de baja\b|"
    r"view (?:this .{2,20})?in (?:your )?browser",
    re.IGNORECASE,
)


def unwrapped(draft: Draft, text: str) -> str:
    """The text without what a mail wraps around it; the draft learns subject and date.

    Headers and links that go are put down as dropped, decoded codes as a doubt.
    """
    if len(text) > _MAX_CODE_POINTS:
        return text
    text, header = _without_header(draft, text)
    text = _decoded(draft, text)
    text = unflowed(text, header)
    text, was_quoted = _without_quoting(draft, text)
    links = sum(1 for _, _ in zip(range(3), _ANGLED.finditer(text), strict=False))
    if header or was_quoted or links > 2 or _MAIL_WORDS.search(text[:2000] + "\n" + text[-3000:]):
        return _without_links(draft, text)
    return text


def _decoded(draft: Draft, text: str) -> str:
    """Quoted-printable codes (RFC 2045, section 6.7) decoded, where a text surely has them."""
    if (
        sum(1 for _, _ in zip(range(_FEWEST_CODES), _SURE_CODES.finditer(text), strict=False))
        < _FEWEST_CODES
    ):
        return text

    def decode(match: re.Match[str]) -> str:
        data = bytes.fromhex(match[0].replace("=", ""))
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")

    draft.doubt("the text held quoted-printable codes of a mail, which were decoded")
    return _CODES.sub(decode, _SOFT_END.sub("", text))


def unflowed(text: str, header: str) -> str:
    """A text with each paragraph on one line, if its header says "format=flowed" (RFC 3676).

    A line that ends with a space goes on in the next one of the same depth of quoting; with
    "delsp=yes" the space is not of the text. The space that may be stuffed before a line goes.
    """
    if _FLOWED.search(header) is None:
        return text
    delsp = _DELSP.search(header) is not None
    result: list[str] = []
    flowing: str | None = None
    for raw in text.replace("\r\n", "\n").split("\n"):
        marks = _QUOTE_MARKS.match(raw)
        depth = marks[0] if marks else ""
        line = raw[len(depth) :].removeprefix(" ")
        if depth == flowing and line.rstrip() != "--":
            result[-1] += line
        elif not depth and line.startswith(">"):
            # Stuffed, so that it is no quote; it must not become one.
            result.append(f" {line}")
        else:
            result.append(f"{depth} {line}" if depth else line)
        flowing = depth if line.endswith(" ") and line != "-- " else None
        if flowing is not None and delsp:
            result[-1] = result[-1][:-1]
    return "\n".join(result)


def _without_header(draft: Draft, text: str) -> tuple[str, str]:
    """The text after a mail's header, if one stands at its top, and that header, else ""."""
    lines = text.split("\n")
    for start in range(min(len(lines), _HEADER_WITHIN)):
        end = _header_end(lines, start)
        if end == start:
            continue
        first = start
        while first and (not lines[first - 1].strip() or _is_separator(lines[first - 1])):
            first -= 1
        intro = "\n".join(lines[:first])
        body = "\n".join(lines[end:])
        before, after = len(intro.split()), len(body.split())
        if before > min(_INTRO_WORDS, after) or (start and len(_found(lines[start:end])) < 2):
            return text, ""
        for gone in lines[:start]:
            if any(map(str.isalnum, gone)):
                draft.drop("boilerplate", gone)
        _take_fields(draft, lines[start:end])
        return body, "\n".join(lines[start:end])
    return text, ""


def _is_separator(line: str) -> bool:
    return _FORWARDED.fullmatch(line.strip()) is not None or not any(map(str.isalnum, line))


def _header_end(lines: list[str], start: int) -> int:
    """The line after a header that begins here, `start` if none does."""
    end, kinds = start, set[str]()
    while end < min(len(lines), start + _MAX_HEADERS):
        line = lines[end].rstrip()
        field = _FIELD.fullmatch(line.strip())
        if field is not None and not line[0].isspace():
            kinds |= {name for name in ("sender", "subject", "time") if field[name]}
        elif not (end > start and line[:1].isspace() and line.strip()):
            break
        end += 1
    alone = kinds == {"subject"} and end == start + 1 and not any(map(str.strip, lines[:start]))
    has_gap = end >= len(lines) or not lines[end].strip()
    return end if has_gap and (alone or len(kinds) > 1) else start


def _found(lines: list[str]) -> set[str]:
    fields = (_FIELD.fullmatch(line.strip()) for line in lines)
    return {
        name for field in fields if field for name in ("sender", "subject", "time") if field[name]
    }


def _take_fields(draft: Draft, lines: list[str]) -> None:
    """What a header says of the article: its subject as the title, the day it was sent."""
    has_sender = "sender" in _found(lines)
    for line in lines:
        draft.drop("boilerplate", line)
        field = _FIELD.fullmatch(line.strip())
        if field is None or not field["value"]:
            continue
        value = field["value"].strip("*_ \r")
        if field["subject"] and has_sender and not draft.title:
            draft.title = _REPLY.sub("", _plain(value), count=1).strip()
            draft.origins["title"] = "the subject of the mail"
        if field["time"] and draft.published is None and (date := find_date(value)) is not None:
            draft.published, draft.published_from = date[0], "text"
            draft.origins["published"] = "the header of the mail"


def _plain(value: str) -> str:
    """A header's value without encoded words (RFC 2047)."""
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _without_quoting(draft: Draft, text: str) -> tuple[str, bool]:
    """The text without the ">" before its lines, if nearly all of it is quoted."""
    if not text.lstrip().startswith(">") and "\n>" not in text:
        return text, False
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines) if line.lstrip().startswith(">"))
    above = "\n".join(lines[:first])
    wrote = _WROTE.search(above) if len(above) < 5000 else None
    if len(above.split()) > _INTRO_WORDS + 40 or (above.strip() and wrote is None):
        return text, False
    below = [line for line in lines[first:] if line.strip()]
    if 5 * sum(line.lstrip().startswith(">") for line in below) < 4 * len(below):
        return text, False
    for line in (above[: wrote.start()], wrote[0], above[wrote.end() :]) if wrote else ():
        if line.strip():
            draft.drop("boilerplate", line)
    return _QUOTED.sub("", "\n".join(lines[first:])), True


def _without_links(draft: Draft, text: str) -> str:
    """The text without the addresses and picture names that mail programs write into it."""

    def drop(match: re.Match[str]) -> str:
        gone = match[0].strip()
        if _NOTE_ONLY.fullmatch(gone):
            return match[0]
        draft.drop("boilerplate", gone[1:-1].strip() if gone[0] in "<(" else gone)
        return ""

    for pattern in (_FOOTNOTE_LINK, _LINE_OF_LINK, _LINK, _PICTURE, _INLINE_PICTURE):
        text = pattern.sub(drop, text)
    return text
