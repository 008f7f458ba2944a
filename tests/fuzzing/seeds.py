"""What fuzzing begins with: files of every format, and the pieces they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from tests.conftest import PROJECT
from tests.index.formats import making
from tests.index.formats.test_properties import HTML, MARKDOWN, WORDS

_SAMPLES = PROJECT / "sample_articles"
_FIXTURES = PROJECT / "tests" / "index" / "formats" / "fixtures"
_ARTICLE = (_SAMPLES / "energy-grid-queue.md").read_bytes()[:3000]
_PAGE = (_SAMPLES / "oncology-pipeline-week.html").read_bytes()[:6000]
_SMALL_PAGES = [
    b"<title>A</title><h1>A title</h1><h2>Why does it cost?</h2><p>It rose by 4 % in 2025 because "
    b"banks may fail.<sup><a href='#n1'>1</a></sup></p><ol><li id='n1'>A note.</li></ol>",
    b"<script type='application/ld+json'>{'@type':'NewsArticle','headline':'A','datePublished':"
    b"'2026-03-02'}</script><details><summary>Who pays?</summary><p>Patients do.</p></details>",
    b"<article><header><time datetime='2026-03-02'>2 March</time></header><p><b>Is it so?</b></p>"
    b"<p>Yes.</p><table><tr><th>Year<td>$1.2m</table><ul><li>First<li>Second</ul></article>",
]
_MAIL_HEAD = b"From: A <a@example.org>\nSubject: =?utf-8?q?Why_now=3F?=\nMIME-Version: 1.0\n"
_SMALL_MAILS = [
    _MAIL_HEAD + b"Content-Type: text/plain; format=flowed\n\nWhy \nnow?\n\n> It rose.\n",
    _MAIL_HEAD
    + b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n"
    b"Content-Transfer-Encoding: quoted-printable\n\n<h2>Why?</h2><p>It =E2=82=AC4</p>\n--b--\n",
]
_FIGURES = [
    "3", "1.5", "1,000", "per cent", "%", "$", "\u20ac", "bn", "million", "between ", " and ",
    "from ", " to ", "\u2013", "-", "1 in 8", "3:1", "a third", "HR 0.71", "(95% CI 0.5 to 0.9)",
    "1.6x", "mg", "/kg", "km\u00b2", "twenty-one", "five-year", "2026-03-02", "2 March 2026", "Q3",
    "bps", "may ", "could ", "risk", "not ", "because ", "if ", ". ", "? ", "\n\n", "- ",
    "## Why?\n\n", "e\u0301", "\u00ad",
]  # fmt: skip
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "style")
)
_PDF = [
    "obj", "endobj", "stream\n", "endstream", "<<", ">>", "/Type/Page", "/Contents", "/Font", "Tj",
    "TJ", "Tf", "Tm", "BT", "ET", "/Filter/FlateDecode", "/Length 9", "xref\n", "trailer", "[", "]",
    "(", ")", "1 0 R", "/ToUnicode", "/Kids", "/Count", "/Parent", "/Prev 0", "/Encrypt",
    "/Outlines", "startxref\n0\n%%EOF",
]  # fmt: skip
_QUERY = [
    "bank risk", '"', '"a b"~3', " AND ", " OR ", "NOT ", "-", "+", "~", "*", "(", ")", "title:",
    "question:", "text:", "claim:", "risk:", "figure:", "author:", "source:", "tag:", "format:",
    "lang:", "asks:", "kind:", "has:", "date:", "2026-03..2026-06", ">=", "<30d", "figure:>30%",
    "$1m..$5m", "risk:hazard", "in:notes", "colour:", "note:", "highlight:", "規制", "F-35", "é",
]  # fmt: skip
_WORD = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "<w:tr>", "<w:tc>",
    '<w:pStyle w:val="Heading1"/>', "<w:pPr>", "</w:pPr>", "<w:numPr>", "<w:br/>", "<w:tab/>",
    "<w:del>", "<w:footnoteReference w:id='1'/>", "<w:hyperlink>", "<w:fldChar/>", "<w:instrText>",
]  # fmt: skip
_ODT = [
    "<text:p>", "</text:p>", "<text:h text:outline-level='2'>", "</text:h>", "<text:span>",
    "<text:list>", "<text:list-item>", "<table:table>", "<table:table-row>", "<table:table-cell>",
    "<text:note>", "<text:tab/>", "<text:s text:c='9'/>", "<text:a>", "<text:line-break/>",
]  # fmt: skip
_MAIL = [
    "From: A <a@b.example>\n", "Subject: =?utf-8?q?A=20b?=\n",
    "Date: Mon, 2 Mar 2026 10:00:00 +0100\n", "MIME-Version: 1.0\n",
    "Content-Type: multipart/related; boundary=xx\n", "--xx\n", "--xx--\n",
    "Content-Type: text/html; charset=utf-8\n", "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Transfer-Encoding: base64\n", "Content-Location: http://a.example/\n", "\n\n", "=\n",
    "=3D",
]  # fmt: skip
_JSON = [
    '{"schema": "quaere/notes/1", "notes": [', '{"@context": "http://www.w3.org/ns/anno.jsonld"',
    "]", "}",
    '"target"', '"selector"', '"exact"', '"prefix"', '"start"', '"rows"', '"documents"',
    '"entries"',
    "==========\n", "- Your Highlight on page 1 | Location 10-12 | Added on Monday, 2 March 2026\n",
    "Highlight,Book Title,Book Author,Note,Highlighted at\n", "null", "1e999", '"\\ud800"',
    ",", ":",
]  # fmt: skip
_TOML = [
    "[keys]\n", "[colours]\n", "[collection]\n", 'theme = "quaere-dark"\n', "measure = 80\n",
    'preset = "vim"\n', "watch = true\n", '"question.next" = "J, ]"\n', "[[", "]]", '"""', "1e999",
    "1979-05-27T07:32:00Z", "0x", "inf", "nan", '[collection."/a"]\n', "folders = []\n",
    'mirror = "~"\n',
]  # fmt: skip
_KINDLE = (
    "A book (A. Writer)\n- Your Highlight on page 1 | Location 10-12 | Added on Monday, 2 March "
    "2026 10:00:00\n\nA quote of the book.\n==========\n"
)


def tokens(target: str) -> Sequence[str]:
    """Pieces that inputs of a target are made of."""
    pages = [*HTML, *WORDS]
    return {
        "markdown": [*MARKDOWN, *HTML, *WORDS],
        "findings": [*_FIGURES, *WORDS],
        "text": [*MARKDOWN, *WORDS],
        "html": pages,
        "mail": [*_MAIL, *pages],
        "mhtml": [*_MAIL, *pages],
        "epub": ["PK\x03\x04", "META-INF/container.xml", "OPS/book.opf"],
        "chapter": pages,
        "docx": [*_WORD, *WORDS],
        "odt": [*_ODT, *WORDS],
        "pdf": _PDF,
        "query": _QUERY,
        "notes": _JSON,
        "settings": _TOML,
    }[target]


def seeds(target: str) -> list[bytes]:
    """Sound inputs of a target."""
    mails = [path.read_bytes() for path in sorted((_FIXTURES / "books").glob("*.eml"))]
    saved = [path.read_bytes()[:20_000] for path in sorted((_FIXTURES / "books").glob("*.mht*"))]
    pasted = [path.read_bytes() for path in sorted((_FIXTURES / "pasted").glob("*.md"))]
    texts = [path.read_bytes() for path in sorted((_FIXTURES / "pasted").glob("*.txt"))]
    lines = [making.column([making.LOREM, "Is it so?", making.LOREM])]
    return {
        "markdown": lambda: [_ARTICLE, *pasted],
        "text": lambda: [_ARTICLE, *texts],
        "findings": lambda: [_ARTICLE[:700], " ".join(_FIGURES).encode()],
        "html": lambda: [_PAGE, *_SMALL_PAGES],
        "mail": lambda: [*mails, *_SMALL_MAILS],
        "mhtml": lambda: [*saved, *_SMALL_MAILS],
        "epub": lambda: [making.epub({"a.xhtml": f"<h1>A</h1><p>{making.LOREM}</p>"})],
        "chapter": lambda: [
            b"<ncx><navMap><navPoint><navLabel><text>A</text></navLabel><content src='a.xhtml'/>"
            b"</navPoint></navMap></ncx>\0"
            + making.page(f"<h1>A</h1><p>{making.LOREM}</p>").encode()
        ],
        "docx": lambda: [
            f'<w:document xmlns:w="{making.W}"><w:body><w:p><w:r><w:t>{making.LOREM}</w:t></w:r>'
            "</w:p></w:body></w:document>".encode()
        ],
        "odt": lambda: [
            f"<office:document-content {_NAMESPACES}><office:body><office:text><text:p>"
            f"{making.LOREM}</text:p></office:text></office:body></office:document-content>".encode()
        ],
        "pdf": lambda: [making.pdf(lines), making.pdf(lines * 2, information="/Title(A title)")],
        "query": lambda: [each.encode() for each in _QUERY],
        "notes": lambda: [
            b'{"schema": "quaere/notes/1", "notes": [], "documents": []}',
            _KINDLE.encode(),
            b"Highlight,Book Title,Book Author,Note,Highlighted at\r\n"
            b"A quote,A book,A. B,,2026-03-02\r\n",
        ],
        "settings": lambda: ["".join(_TOML[:8]).encode()],
    }[target]()
