"""A mail (.eml) -> Draft: the letter itself, HTML before text, without what mail programs add.

Newsletters bring links to a copy in the browser and feet to unsubscribe by; letters bring earlier
letters and signatures. All that and every attachment is dropped and named. A mail has no furniture
of a web page, so its HTML is walked as it is and not searched for a main text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from index.formats.boilerplate import is_a, why_dropped
from index.formats.decoding import Unreadable
from index.formats.dom import Found, as_question, blocks_of
from index.formats.draft import MAX_DROPPED, Draft, RawBlock
from index.formats.headings import promote
from index.formats.htmltree import parse_page
from index.formats.mailtext import unflowed
from index.formats.mime import header, parse_message, parts_of, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SUBJECT = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|vs|antw|rv)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"^(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
_ONLINE = r"(?:browser|online|web(?: ?site)?|webversion)"
_VIEW = re.compile(
    rf".{{0,60}}\b(?:view|read|open|see|trouble|problems?|having)\b.{{0,60}}\b{_ONLINE}\b.{{0,60}}"
    r"|.{0,60}\b(?:im browser|online[- ]version|webansicht|dans (?:votre|le) navigateur|"
    r"en (?:el|su) navegador)\b.{0,60}|view (?:in|on) (?:app|web)|web version",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"\b(?:unsubscribe|opt[ -]?out|manage (?:your )?(?:subscriptions?|preferences)|"
    r"(?:update|change|email) (?:your )?preferences|(?:you(?:'re| are) (?:receiving|getting)|"
    r"you received) this|(?:was|is|been) sent to \S+@\S+|why did i get this|"
    r"add us to your address ?book|abmelden|abbestellen|newsletter abbestellen|se désabonner|"
    r"désinscri\w+|darse de baja|cancelar (?:la )?suscripci\w+|disiscri\w+|afmelden|"
    r"uitschrijven)\b",
    re.IGNORECASE,
)
_FOOT_CHARACTERS = 400
_FOOT_SHARE = 0.5
_FOOT_LINES = 25
_HEAD = 6
_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|em|den)\b.{5,250}\b(?:wrote|schrieb|écrit|escribi[óo]|scritto|schreef|"
    r"escreveu|skrev)\b.{0,80}:?|-{2,}\s*(?:original message|forwarded message|"
    r"ursprüngliche nachricht|message d'origine|mensaje original)\s*-{2,}",
    re.IGNORECASE | re.DOTALL,
)
_QUOTES = re.compile(
    r"\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote)\b"
)
_QUOTE_IDS = ("divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container")
_SIGNATURES = re.compile(r"\b(?:gmail_signature|moz-signature|protonmail_signature_block)\b")
_SIGNATURE_LINE = re.compile(r"^-- ?$", re.MULTILINE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|(?:^|;)\s*max-height\s*:\s*0",
    re.IGNORECASE,
)
_MAX_NAMED = 100
_MAX_QUOTES = 50
_COVER_WORDS = 150
_NAMELESS = "without a name"


def read(data: bytes) -> Draft:
    """The draft of a mail; raises Unreadable."""
    message = parse_message(data)
    draft = Draft()
    letter = _letter(draft, message)
    _describe(draft, letter)
    bodies = _bodies(draft, letter)
    if bodies.pages and _read_html(draft, bodies.pages):
        for beside in bodies.beside:
            _name(draft, " ".join(beside.split())[:MAX_DROPPED])
        draft.format, draft.parser = "html", "the mail's HTML part"
        return draft
    text = bodies.text
    if text is None:
        raise Unreadable("holds no text")
    draft.format, draft.parser = "text", "the mail's text part"
    _read_text(draft, text)
    if not draft.blocks:
        raise Unreadable("holds no text")
    return draft


def _letter(draft: Draft, message: Message) -> Message:
    """The letter to read: the mail itself, or the one it forwards with few words of its own."""
    parts = list(parts_of(message))
    inside = next((p for p in parts if p.get_content_type() == "message/rfc822"), None)
    first = next(iter(_payload(inside)), None) if inside is not None else None
    if first is None or not _FORWARD.match(header(message, "Subject")):
        return message
    own = _bodies(Draft(), message).text
    if own is not None and len(own.split()) > _COVER_WORDS:
        return message
    covering = f"{header(message, 'From')}: {' '.join((own or '').split())}"
    _name(draft, f"forwarded by {covering}"[:MAX_DROPPED])
    return first


def _describe(draft: Draft, letter: Message) -> None:
    subject = header(letter, "Subject")
    draft.title = _SUBJECT.sub("", subject).strip() or subject
    sender = getaddresses([header(letter, "From")])
    draft.authors += [name or address for name, address in sender[:5] if name or address]
    try:
        date = parsedate_to_datetime(header(letter, "Date"))
        draft.published, draft.published_from = date.date().isoformat(), "front matter"
    except (TypeError, ValueError, IndexError, OverflowError):
        draft.doubt("The mail bears no date that can be read.")
    draft.language = header(letter, "Content-Language") or None
    for name in ("title", "authors", "published", "language"):
        if getattr(draft, name):
            draft.origins[name] = "the mail's header"


@dataclass(slots=True)
class _Bodies:
    """What a letter has to be read: its HTML parts in order, and its plain texts as one.

    `beside` are those of the texts that do not only say again what an HTML part says.
    """

    pages: list[str] = field(default_factory=list)
    text: str | None = None
    beside: list[str] = field(default_factory=list)


def _bodies(draft: Draft, letter: Message) -> _Bodies:
    """The HTML and the plain text of a letter; everything else it carries is named as dropped."""
    bodies = _Bodies()
    again = _said_again(letter)
    enclosed: set[int] = set()
    for part in parts_of(letter):
        kind = part.get_content_type()
        if id(part) in enclosed:
            enclosed |= {id(each) for each in _payload(part)}
            continue
        if kind == "message/rfc822" and part is not letter:
            enclosed |= {id(each) for each in _payload(part)}
            first = next(iter(_payload(part)), part)
            _name(draft, f"attached mail: {header(first, 'Subject')}")
            continue
        if part.is_multipart():
            continue
        is_page = kind == "text/html"
        attached = part.get_content_disposition() == "attachment" or (
            is_page and bool(bodies.pages) and _has_file_name(part)
        )
        if attached or kind not in ("text/html", "text/plain"):
            _name(draft, f"attachment: {_file_name(part)} ({kind})")
            continue
        try:
            content, encoding = text_of(part, html=is_page)
        except Unreadable as error:
            if str(error) != "is empty":
                draft.doubt(f"A part of the mail ({kind}) {error}.")
            continue
        if is_page and id(part) in again:
            _name(draft, f"another version of the mail ({kind})")
        elif is_page:
            draft.encoding = encoding if not bodies.pages else draft.encoding
            bodies.pages.append(content)
        else:
            content = unflowed(content, header(part, "Content-Type"))
            # Mailing lists add their foot as a second part.
            bodies.text = content if bodies.text is None else f"{bodies.text}\n\n{content}"
            bodies.beside += [content] if id(part) not in again else []
            draft.encoding = draft.encoding or encoding
    return bodies


def _said_again(letter: Message) -> set[int]:
    """The parts, by their `id`, that say again what an HTML part says (RFC 2046, 5.1.4)."""
    again: set[int] = set()
    for part in parts_of(letter):
        if part.get_content_type() != "multipart/alternative":
            continue
        versions = [list(parts_of(each)) for each in _payload(part)]
        pages = [n for n, leaves in enumerate(versions) if any(map(_is_page, leaves))]
        for n, leaves in enumerate(versions):
            if pages and n != pages[0]:
                again |= {id(leaf) for leaf in leaves}
    return again


def _is_page(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _payload(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    )


def _has_file_name(part: Message) -> bool:
    return _file_name(part) != _NAMELESS


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or _NAMELESS
    except (ValueError, LookupError, TypeError):
        return "without a readable name"


def _name(draft: Draft, what: str) -> None:
    if what.strip() and len(draft.dropped) < _MAX_NAMED:
        draft.drop("boilerplate", what)


def _read_html(draft: Draft, pages: list[str]) -> bool:
    """Take the HTML parts into the draft; False if there is no text in them."""
    roots = [root for page in pages if (root := parse_page(page)) is not None]
    total = sum(len(str(each).strip()) for root in roots for each in root.itertext())
    for root in roots:
        _prune(draft, root, total)
    found = [each for root in roots for each in blocks_of(root)]
    start, end = _without_head_and_foot(draft, found)
    kept = [f for f in found[start:end] if _stays(draft, f.block)]
    if not kept:
        return False
    draft.blocks += promote([as_question(each) for each in kept])
    return True


def _prune(draft: Draft, root: HtmlElement, total: int) -> None:
    """Take out hidden lines (previews for the inbox), earlier letters and signatures.

    `total`: the length of all the mail's text, in code points.
    """
    pending = [root]
    looks = 0
    while pending and looks < _MAX_QUOTES:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        quoted, aside = _is_quoted(element), _is_aside(element)
        if element.getparent() is not None and element.tag != "body" and (quoted or aside):
            looks += 1
            text = " ".join(" ".join(map(str, element.itertext())).split())
            # A quoted letter that is most of the mail was forwarded to be read.
            if not quoted or 2 * len(text) <= total:
                _name(draft, text[:MAX_DROPPED])
                element.drop_tree()
                continue
        pending += reversed(element)


def _is_quoted(element: HtmlElement) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    cited = element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    return cited or _QUOTES.search(marks) is not None or element.get("id") in _QUOTE_IDS


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element is hidden or a signature."""
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
    return bool(hidden or _SIGNATURES.search(element.get("class") or ""))


def _without_head_and_foot(draft: Draft, found: list[Found]) -> tuple[int, int]:
    """Where the letter begins and ends between a newsletter's head and foot lines."""
    lines = [" ".join(each.block.plain.split()) for each in found]
    start = 0
    for n, line in enumerate(lines[:_HEAD]):
        if len(line) <= 200 and _VIEW.fullmatch(line):
            start = n + 1
    before = 0
    total = sum(map(len, lines))
    end = len(lines)
    for n, line in enumerate(lines):
        near_end = before >= _FOOT_SHARE * total or len(lines) - n <= _FOOT_LINES
        if n > start and near_end and _is_foot(found[n].block, line):
            rest = sum(map(len, lines[n:]))
            if rest < 0.3 * total or rest < 3 * _FOOT_CHARACTERS:
                end = n
                break
        before += len(line)
    for line in (*lines[:start], *lines[end:]):
        if line:
            _name(draft, line[:MAX_DROPPED])
    return start, end


def _is_foot(block: RawBlock, line: str) -> bool:
    """Whether a line is one to unsubscribe by: short, or with a link for it."""
    linked = any("link" in run.styles for run in block.runs)
    limit = _FOOT_CHARACTERS if linked or block.kind == "row" else _FOOT_CHARACTERS // 2
    return len(line) <= limit and _FOOT.search(line) is not None


def _stays(draft: Draft, block: RawBlock) -> bool:
    text = " ".join(block.plain.split())
    short = block.kind in ("paragraph", "item", "caption", "row")
    why = why_dropped(text) if short else None
    if short and why is None and len(text) <= 200 and _VIEW.fullmatch(text) and is_a("weak", text):
        why = "boilerplate"
    if why is not None:
        draft.drop(why, text)
    return why is None


def _read_text(draft: Draft, text: str) -> None:
    """Take the text part into the draft, as pasted text is, up to the signature."""
    from index.formats import plaintext

    lines = text.replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    gone: list[str] = []
    for n, line in enumerate(lines):
        following = " ".join(lines[n : n + 2])
        if line.startswith(">") or (_WROTE.fullmatch(line.strip()) or _is_wrote(line, following)):
            gone.append(line)
        else:
            kept.append(line)
    if sum(map(len, gone)) > 2 * sum(map(len, kept)):
        # What is quoted is what is to be read.
        kept, gone = [line.lstrip("> ") for line in lines], []
    body = "\n".join(kept)
    if (signature := _SIGNATURE_LINE.search(body)) and signature.start() > len(body) // 3:
        gone.append(body[signature.start() :])
        body = body[: signature.start()]
    body = _without_foot(body, gone)
    if any(line.strip() for line in gone):
        _name(draft, " ".join(" ".join(gone).split())[:MAX_DROPPED])
    plaintext.read_body(draft, body)


def _is_wrote(line: str, both: str) -> bool:
    """Whether a line opens an "On ... wrote:" that is broken over two lines."""
    return line.lstrip()[:3].lower() in ("on ", "am ", "le ", "el ") and (
        _WROTE.fullmatch(both.strip()) is not None
    )


def _without_foot(body: str, gone: list[str]) -> str:
    """A newsletter's text without the lines to unsubscribe by, which stand last."""
    lines = body.split("\n")
    first = max(0, len(lines) - _FOOT_LINES)
    for n in range(first, len(lines)):
        before = sum(map(len, lines[:n]))
        if before >= _FOOT_SHARE * len(body) and _FOOT.search(lines[n]):
            while n and lines[n - 1].strip() and len(lines[n - 1]) < _FOOT_CHARACTERS // 4:
                n -= 1
            gone += lines[n:]
            return "\n".join(lines[:n])
    return body
