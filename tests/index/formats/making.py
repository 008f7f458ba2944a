"""Small books, documents and PDFs made by hand, for what no real tool would write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LOREM = "The harbour board will dredge the channel again, at twice the cost it once foresaw. "


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def epub(
    chapters: Mapping[str, str],
    *,
    metadata: str = "<dc:title>A book</dc:title>",
    spine: str = "",
    toc: Sequence[tuple[str, str]] = (),
    guide: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An EPUB 2 of chapters (file name -> body); `toc` are (title, file), `spine` its itemrefs."""
    names = list(chapters)
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    spine = spine or "".join(f'<itemref idref="c{n}"/>' for n in range(len(names)))
    points = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{file}"/></navPoint>'
        for title, file in toc
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf" version="2.0"><metadata>{metadata}</metadata>'
        f'<manifest>{items}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        f'</manifest><spine toc="ncx">{spine}</spine><guide>{guide}</guide></package>'
    )
    pages = {f"OPS/{name}": page(body) for name, body in chapters.items()}
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": package,
            "OPS/toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
            **pages,
            **(more or {}),
        }
    )


def page(body: str) -> str:
    """A chapter's XHTML."""
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head/><body>{body}</body></html>'


def docx(body: str, *, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document of this body."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, **(more or {})})


def odt(body: str, *, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text of this body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "draw", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped({"content.xml": content, **(more or {})})


Placed = tuple[float, float, float, str]
"""Text in a PDF: x, y and size in points, and the text; a leading "*" makes it bold."""


def pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    information: str = "",
    objects: str = "",
    page: str = "",
    trailer: str = "",
) -> bytes:
    """A PDF of text in Helvetica.

    `page`, `objects` and `trailer` are added to its pages' resources, its objects, its trailer.
    """
    streams = ["".join(map(_shown, placed)) for placed in pages]
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(streams)))
    held = [
        (1, "<</Type/Catalog/Pages 2 0 R>>"),
        (2, f"<</Type/Pages/Count {len(streams)}/Kids[{kids}]>>"),
        (3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
        (4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"),
        (5, f"<<{information}>>"),
    ]
    for n, stream in enumerate(streams):
        held.append(
            (
                10 + 2 * n,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<"
                f"/Font<</F 3 0 R/B 4 0 R>>{page}>>/Contents {11 + 2 * n} 0 R>>",
            )
        )
        held.append((11 + 2 * n, f"<</Length {len(stream)}>>stream\n{stream}\nendstream"))
    end = f"trailer<</Size 99/Root 1 0 R/Info 5 0 R{trailer}>>"
    parts = "".join(f"{number} 0 obj{body}endobj\n" for number, body in held)
    return f"%PDF-1.4\n{parts}{objects}{end}\nstartxref\n0\n%%EOF".encode("latin-1")


def _shown(placed: Placed) -> str:
    x, y, size, text = placed
    font = "B" if text.startswith("*") else "F"
    text = text.removeprefix("*").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def column(lines: Sequence[str], x: float = 72, y: float = 700, size: float = 10) -> list[Placed]:
    """Lines below one another."""
    return [(x, y - 1.25 * size * n, size, line) for n, line in enumerate(lines)]
