"""What came: which file name extension bytes deserve, by what they are and what was said of them.

Bytes speak before headers where they are unmistakable; what is no text and no document is refused
with its name. Whether a format is read at all is not decided here.
"""

from __future__ import annotations

import codecs
import re

from reader.adding.errors import NotAdded

_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/x-mimearchive": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "application/download")
_MEDIA = {"image": "a picture", "audio": "a sound", "video": "a film", "font": "a font"}
_MEDIA_BYTES = (
    (b"\x89PNG", "a picture"), (b"GIF8", "a picture"), (b"\xff\xd8\xff", "a picture"),
    (b"ID3", "a sound"), (b"OggS", "a sound"), (b"\x1aE\xdf\xa3", "a film"),
)  # fmt: skip
_HTML = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml.*?\?>)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){2,}+\r?\n")
_MAIL_FIELD = re.compile(rb"^(?:mime-version|from|received|message-id):", re.I | re.M)
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_HEADING = re.compile(rb"^ {0,3}#{1,6}[ \t]+\S", re.M)
_LOOKED_AT = 65_536
_DECLARES = re.compile(rb"<meta\b[^>]{0,300}?\bcharset|<\?xml\b[^>]{0,200}?\bencoding", re.I)
_DECLARES_WITHIN = 4096


def extension_of(data: bytes, media_type: str = "", name: str = "") -> str:
    """The extension (".html") for bytes that came as `media_type` under `name`.

    Raises NotAdded for pictures, sounds and whatever else holds no article.
    """
    media = _MEDIA.get(media_type.partition("/")[0]) or _media(data)
    if media is not None:
        raise NotAdded(f"is {media}, not an article")
    if (document := _document(data)) is not None:
        return document
    named = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if media_type in _BY_TYPE:
        return _BY_TYPE[media_type]
    if media_type == "text/plain":
        return named if named in (".md", ".markdown") else ".txt"
    found = _text(data)
    if found == ".html" or media_type in _VAGUE:
        return found or _named(named, data)
    raise NotAdded(f"is of the type {media_type[:60]}, which holds no article")


def sniffed(data: bytes) -> str:
    """The extension for bytes of which nothing is known; raises NotAdded as `extension_of`."""
    return extension_of(data)


def _named(extension: str, data: bytes) -> str:
    """What a name says of bytes that look like nothing in particular."""
    if extension in (".md", ".markdown", ".txt", ".html", ".htm", ".eml", ".mhtml"):
        return extension
    if b"\0" in data[:_LOOKED_AT] and not data.startswith(
        (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        raise NotAdded("is binary, and no document that is known here")
    return ".txt"


def _media(data: bytes) -> str | None:
    for signature, name in _MEDIA_BYTES:
        if data.startswith(signature):
            return name
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture" if data[8:12] == b"WEBP" else "a film or a sound"
    return "a film" if data[4:8] == b"ftyp" else None


def _document(data: bytes) -> str | None:
    """Documents that are told by their bytes alone."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if not data.startswith(b"PK\x03\x04"):
        return None
    if data[30:38] == b"mimetype":
        kind = data[38:120]
        if kind.startswith(b"application/epub+zip"):
            return ".epub"
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return ".odt"
    # The directory of a zip file stands at its end.
    return ".docx" if b"word/document.xml" in data[-_LOOKED_AT:] else None


def _text(data: bytes) -> str | None:
    """Kinds of text that show in how they begin."""
    head = data[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    if _HTML.match(head):
        return ".html"
    if (fields := _MAIL.match(head)) is not None and len(_MAIL_FIELD.findall(fields[0])) >= 2:
        return ".mhtml" if _ARCHIVE.search(fields[0]) else ".eml"
    if head.startswith((b"---\n", b"---\r\n")) or len(_HEADING.findall(head)) >= 2:
        return ".md"
    return None


def with_charset(data: bytes, charset: str) -> bytes:
    """Bytes for the reader, which knows no headers: what only a header told is spelled out.

    A byte order mark, valid UTF-8 and what a page says itself come first; a charset that does not
    fit is nobody's help. Else the same text in UTF-8, with its mark.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    if not charset or _DECLARES.search(data, 0, _DECLARES_WITHIN):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data
    try:
        text = data.decode(charset)
    except (LookupError, ValueError):
        return data
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")
