"""Word and OpenDocument files: headings by style, lists, tables, notes, and hostile archives."""

from __future__ import annotations

from time import process_time

import pytest

from index.formats import Unreadable
from tests.index.formats.making import LOREM, W, docx, odt, zipped
from tests.index.formats.reading import dropped, headings, read, styled, texts

STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="berschrift2">'
    '<w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="Own">'
    '<w:name w:val="House head"/><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Standfirst"/><w:pPr>'
    '<w:outlineLvl w:val="9"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="V1">'
    '<w:name w:val="toc 1"/></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>{}</dc:title>'
    "<dc:creator>Ann Other</dc:creator><cp:keywords>ports; silt</cp:keywords>"
    "<dcterms:created>2026-07-12T12:00:00Z</dcterms:created></cp:coreProperties>"
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1">'
    '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="7">'
    '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_headings_by_style_in_any_language_and_by_outline_level() -> None:
    body = (
        p("Why dredge?", style("berschrift2")) + p(LOREM) + p("Who pays?", style("Own")) + p(LOREM)
    )
    body += p("What then?", '<w:outlineLvl w:val="2"/>') + p(LOREM) + p("No heading", style("Lead"))
    article = read(docx(body, more={"word/styles.xml": STYLES}), "x.docx")
    assert headings(article) == ["Why dredge?", "Who pays?", "What then?"]
    assert [section.level for section in article.sections[1:]] == [2, 2, 3]


def test_lists_count_as_the_document_says() -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    body = (
        p(LOREM) + p("one", item.format(0)) + p("inner", item.format(1)) + p("two", item.format(0))
    )
    article = read(docx(body, more={"word/numbering.xml": NUMBERING}), "x.docx")
    items = [(b.marker, b.level) for b in article.blocks if b.kind == "item"]
    assert items == [("3.", 0), ("•", 1), ("4.", 0)]


def test_tables_have_rows_and_layout_tables_have_text() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    data = row(p("Port"), p("Depth")) + row(p("Brelin"), p("14 m"))
    look = '<w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'
    body = f"<w:tbl>{look}{data}</w:tbl><w:tbl>{row(p('A box of text.'))}</w:tbl>"
    article = read(docx(body), "x.docx")
    assert texts(article, "row") == ["Port | Depth", "Brelin | 14 m"]
    assert [b.level for b in article.blocks if b.kind == "row"] == [1, 0]
    assert texts(article, "paragraph") == ["A box of text."]


def test_what_was_deleted_or_hidden_stays_out_and_what_was_inserted_comes_in() -> None:
    run = "<w:r>{}<w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("", "The board ") + f"<w:ins>{run.format('', 'will ')}</w:ins>"
        + "<w:del><w:r><w:delText>may </w:delText></w:r></w:del>"
        + run.format("<w:rPr><w:vanish/></w:rPr>", "not ")
        + run.format("<w:rPr><w:b/><w:i w:val='0'/></w:rPr>", "dredge") + "</w:p>"
    )  # fmt: skip
    article = read(docx(body), "x.docx")
    assert article.text == "The board will dredge"
    assert styled(article, "strong") == ["dredge"] and styled(article, "emphasis") == []


def test_links_and_contents() -> None:
    relations = (
        '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" '
        'Target="https://harbour.example/silt"/></Relationships>'
    )
    link = (
        '<w:p xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:hyperlink r:id="r1"><w:r><w:t>the survey</w:t></w:r></w:hyperlink></w:p>'
    )
    more = {"word/_rels/document.xml.rels": relations, "word/styles.xml": STYLES}
    article = read(docx(p("Why? 3", style("V1")) + link, more=more), "x.docx")
    targets = [i.target for b in article.blocks for i in b.inlines if i.kind == "link"]
    assert targets == ["https://harbour.example/silt"]
    assert dropped(article, "navigation") == ["Why? 3"]


@pytest.mark.parametrize(
    ("said", "title"), [("Silt and money", "Silt and money"), ("Document1", "The headline"),
                        ("final_v3.docx", "The headline"), ("", "The headline")]
)  # fmt: skip
def test_properties_count_where_they_say_something(said: str, title: str) -> None:
    body = p("The headline", '<w:outlineLvl w:val="0"/>') + p(LOREM)
    metadata = read(docx(body, more={"docProps/core.xml": CORE.format(said)}), "x.docx").metadata
    assert metadata.title == title
    assert (metadata.authors, metadata.tags) == (("Ann Other",), ("ports", "silt"))
    # When a file was made is not when its text was published.
    assert metadata.published is None


def test_bylines_in_the_text_count() -> None:
    body = (
        p("The headline", '<w:outlineLvl w:val="0"/>') + p("By Ann Other, 3 March 2024") + p(LOREM)
    )
    metadata = read(docx(body), "x.docx").metadata
    assert (metadata.authors, metadata.published) == (("Ann Other",), "2024-03-03")


def test_odt_text_in_all_its_shapes() -> None:
    body = (
        '<text:h text:outline-level="2">Why<text:s text:c="2"/>dredge?</text:h>'
        "<text:p>Silt<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Measured in May.</text:p></text:note-body></text:note> returns<text:tab/>fast."
        "<text:line-break/>Always.</text:p>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>inner"
        "</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Why dredge? 1</text:p></text:index-body>"
        "</text:table-of-content>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Port"
        "</text:p></table:table-cell><table:table-cell><text:p>Depth</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>"
        "Brelin</text:p></table:table-cell><table:table-cell><text:p>14 m</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    article = read(odt(body), "x.odt")
    assert headings(article) == ["Why dredge?"]
    assert texts(article, "paragraph") == ["Silt[1] returns fast. Always.", "In a box."]
    assert texts(article, "item") == ["one", "inner"]
    assert texts(article, "row") == ["Port | Depth", "Brelin | 14 m"]
    assert texts(article, "footnote") == ["Measured in May."]
    assert "gone" not in article.text
    assert dropped(article, "navigation") == ["Why dredge? 1"]


LOCK = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BILLION = (
    '<!DOCTYPE w [<!ENTITY e0 "x">'
    + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 9}">' for n in range(9))
    + "]>"
)
DEEP_TABLE = "<w:tbl><w:tr><w:tc>" * 70 + p("x") + "</w:tc></w:tr></w:tbl>" * 70
BOXES = "<text:p><draw:text-box>" * 100 + "<text:p>x</text:p>" + "</draw:text-box></text:p>" * 100


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (OLE, "x.docx", "is an old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", "is encrypted with a password"),
        (odt("", more={"META-INF/manifest.xml": LOCK}), "x.odt", "is encrypted with a password"),
        (zipped({"xl/workbook.xml": "<a/>"}), "x.docx", "is no Word document"),
        (zipped({"word/document.xml": "<a/>"}), "x.odt", "is no OpenDocument text"),
        (docx(p("x"))[:-30], "x.docx", "is damaged"),
        (zipped({"word/document.xml": "<w:p>"}), "x.docx", "is not well-formed XML"),
        (docx("<w:p/>"), "x.docx", "holds no text"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "x.docx", "is nested too deeply"),
        (
            zipped({"word/document.xml": b"<w>" + b" " * 21_000_000 + b"</w>"}),
            "x.docx",
            "is a bomb",
        ),
    ],
)
def test_hostile_documents_end_with_a_reason(data: bytes, name: str, why: str) -> None:
    begun = process_time()
    with pytest.raises(Unreadable, match=why):
        read(data, name)
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(p(LOREM) + DEEP_TABLE), "x.docx"),
        (odt(f"<text:p>{LOREM}</text:p>{BOXES}"), "x.odt"),
        (odt(f"<text:p>{LOREM}<text:s text:c='{'9' * 5000}'/></text:p>"), "x.odt"),
        (docx(p(LOREM, f'<w:outlineLvl w:val="{"9" * 5000}"/>')), "x.docx"),
        (docx(p(LOREM) * 40_000), "x.docx"),
        (docx("<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 200_000 + "</w:p>"), "x.docx"),
    ],
    ids=["tables", "boxes", "spaces", "level", "paragraphs", "runs"],
)  # fmt: skip
def test_odd_documents_are_read_fast(data: bytes, name: str) -> None:
    begun = process_time()
    assert read(data, name).text.strip()[:5] in ("The h", "a a a")
    assert process_time() - begun < 12
