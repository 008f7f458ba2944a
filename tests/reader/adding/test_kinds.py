"""Which extension bytes get: by what they are, then by what was said of them."""

from __future__ import annotations

import io
import zipfile

import pytest

from reader.adding.errors import NotAdded
from reader.adding.kinds import extension_of, with_charset

PAGE = b"\n<!-- saved -->\n<!DOCTYPE html><title>x</title><p>Tides</p>"
PDF = b"%PDF-1.7\n%\xe2\xe3\n"
TEXT = b"Who owns the tide?\n\nNobody, said the harbour master.\n"
MAIL = b"From: a@example.org\r\nSubject: Tides\r\n of Osk\r\nMIME-Version: 1.0\r\n\r\nHello\r\n"
ARCHIVE = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; x=y\r\n\r\n--b"


def zipped(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


EPUB = zipped(mimetype="application/epub+zip", META__container_xml="<x/>")
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text")
DOCX = zipped(Types_xml="<x/>", word__document_xml="<x/>")


@pytest.mark.parametrize(
    ("data", "media_type", "name", "extension"),
    [
        (PAGE, "text/html", "", ".html"),
        (TEXT, "text/html", "tides.md", ".html"),
        (PAGE, "application/xhtml+xml", "", ".xhtml"),
        (PAGE, "application/octet-stream", "", ".html"),
        (PAGE, "", "", ".html"),
        (PAGE, "application/xml", "", ".html"),
        (PAGE.decode().encode("utf-16"), "", "", ".html"),
        (TEXT, "text/plain", "", ".txt"),
        (TEXT, "text/plain", "README.md", ".md"),
        (TEXT, "", "tides", ".txt"),
        (TEXT, "", "tides.md", ".md"),
        (b"# Tides\n\ntext\n\n## Who owns them?\n\ntext", "", "", ".md"),
        (b"---\ntitle: Tides\n---\ntext", "", "", ".md"),
        (TEXT, "text/markdown", "", ".md"),
        (PDF, "application/pdf", "", ".pdf"),
        (PDF, "text/html", "report", ".pdf"),
        (PDF, "application/octet-stream", "", ".pdf"),
        (EPUB, "application/octet-stream", "", ".epub"),
        (ODT, "", "", ".odt"),
        (DOCX, "application/zip", "", ".docx"),
        (MAIL, "message/rfc822", "", ".eml"),
        (MAIL, "", "", ".eml"),
        (ARCHIVE, "", "", ".mhtml"),
        (ARCHIVE, "multipart/related", "", ".mhtml"),
        (b"Note: this\nAnd: that\n\nis a text.", "", "", ".txt"),
    ],
)
def test_extensions(data: bytes, media_type: str, name: str, extension: str) -> None:
    assert extension_of(data, media_type, name) == extension


@pytest.mark.parametrize(
    ("data", "media_type", "said"),
    [
        (b"\x89PNG\r\n", "image/png", "is a picture, not an article"),
        (b"<svg/>", "image/svg+xml", "is a picture"),
        (b"\xff\xd8\xff\xe0", "text/html", "is a picture"),
        (b"RIFF0000WEBPVP8", "", "is a picture"),
        (b"", "video/mp4", "is a film"),
        (b"\0\0\0\x20ftypisom", "", "is a film"),
        (b"ID3\x04", "audio/mpeg", "is a sound"),
        (b'{"a": 1}', "application/json", "is of the type application/json"),
        (b"<rss/>", "application/rss+xml", "is of the type application/rss"),
        (b"\x7fELF\x02\0\0", "application/octet-stream", "is binary"),
        (zipped(readme="x"), "", "is binary"),
    ],
)
def test_what_is_no_article(data: bytes, media_type: str, said: str) -> None:
    with pytest.raises(NotAdded) as error:
        extension_of(data, media_type)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    "data",
    [
        b"<!-- -->" * 8000 + b"<table>",
        b" " * 65_000,
        b"<!--" * 16_000,
        b"X-Line: y\r\n" * 5000 + b"x",
        b"A: b\r\n" + b" c\r\n" * 10_000 + b"x",
        b"# " * 32_000,
    ],
    ids=["comments", "spaces", "open comments", "fields", "folded", "hashes"],
)
def test_nothing_takes_forever_to_look_at(data: bytes) -> None:
    assert extension_of(data, "") in (".txt", ".md")


BANK = "Банк теряет вклады. "


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (BANK.encode("cp1251"), "windows-1251", BANK),
        (BANK.encode("utf-16"), "windows-1251", None),
        (BANK.encode(), "iso-8859-1", None),
        (b'<meta charset="koi8-r">' + BANK.encode("koi8-r"), "iso-8859-1", None),
        (BANK.encode("koi8-r"), "no-such-charset", None),
        (BANK.encode("koi8-r"), "", None),
        (b"caf\xe9", "utf-8", None),
        (b"caf\xe9", "rot13", None),
    ],
    ids=["header", "mark", "utf-8", "page", "unknown", "none", "wrong", "no charset"],
)
def test_a_charset_that_only_the_header_knew_is_kept_for_the_reader(
    data: bytes, charset: str, text: str | None
) -> None:
    expected = data if text is None else b"\xef\xbb\xbf" + text.encode()
    assert with_charset(data, charset) == expected
