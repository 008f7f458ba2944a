"""Twenty-five awkward notes, read back from every format by something that reads it for a living.

Parsers that are not there (`pip install quaere[test]`) are skipped with their name.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from markdown_it import MarkdownIt

from reader.export import FORMATS, document_of
from reader.export.citation import citations
from tests.reader.export.awkward import awkward, notes_and_quotes
from tests.reader.export.documents import Mark, noted
from tests.reader.notes.articles import make_article

SCHEMAS = Path(__file__).with_name("schemas")
INVISIBLE = re.compile("[\u200b\u2060]")
WRITTEN = {name: format.render(awkward()) for name, format in FORMATS.items()}


def folded(text: str) -> str:
    """Words alone: white space and what does not show make no difference."""
    return " ".join(INVISIBLE.sub("", text).split())


def check_schema(name: str, content: object) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(content)


def test_there_are_twenty_five_of_them() -> None:
    assert len(notes_and_quotes()) == 25


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_an_export_controls_a_terminal(name: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]", WRITTEN[name])


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_notes_give_the_same_bytes(name: str) -> None:
    assert FORMATS[name].render(awkward()) == WRITTEN[name]


@pytest.mark.parametrize("name", FORMATS)
def test_a_note_of_100_kb_comes_through_whole(name: str) -> None:
    words = " ".join(f"word{number}" for number in range(12_000))
    made = FORMATS[name].render(
        document_of([noted(make_article("A quote."), [Mark("quote", note=words)])])
    )
    assert len(words) > 100_000
    assert words in made


# Programs


def test_json_has_everything() -> None:
    exported = json.loads(WRITTEN["json"])
    check_schema("notes", exported)
    said = [(note["quote"], note["note"]) for note in exported["notes"]]
    assert said == notes_and_quotes()


def test_web_annotations_are_as_the_specification_requires() -> None:
    exported = json.loads(WRITTEN["w3c"])
    check_schema("annotations", exported)
    items = exported["first"]["items"]
    assert exported["total"] == len(items) == 25
    assert len({item["id"] for item in items}) == 25
    for item, (quote, note) in zip(items, notes_and_quotes(), strict=True):
        bodies = [b["value"] for b in item.get("body", ()) if b["purpose"] == "commenting"]
        assert bodies == [note] * bool(note)
        if quote:
            exact, position = item["target"]["selector"]
            assert exact["exact"] == quote
            assert position["end"] - position["start"] == len(quote)


def test_koreaders_json_has_its_fields() -> None:
    exported = json.loads(WRITTEN["koreader"])
    check_schema("koreader", exported)
    entries = [entry for book in exported["documents"] for entry in book["entries"]]
    for entry, (quote, note) in zip(entries, notes_and_quotes(), strict=True):
        assert entry["text"] == (quote or entry["chapter"])
        assert entry.get("note", "") == note
    alone = json.loads(
        FORMATS["koreader"].render(document_of([noted(make_article("A quote."), [Mark("quote")])]))
    )
    check_schema("koreader", alone)
    assert alone["title"] == "An article"


# Tables


def test_no_cell_of_the_table_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(WRITTEN["csv"], newline=""), strict=True))
    assert len(rows) == 25
    for row, (quote, note) in zip(rows, notes_and_quotes(), strict=True):
        for cell in row.values():
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert not cell.lstrip(" ").startswith(("＝", "＋", "－", "＠"))
        assert row["quote"].removeprefix("'") == quote.removeprefix("'")
        assert row["note"].removeprefix("'") == note


def test_readwise_gets_the_seven_columns_and_the_words_as_they_are() -> None:
    reader = csv.DictReader(io.StringIO(WRITTEN["readwise"], newline=""), strict=True)
    assert reader.fieldnames == [
        "Highlight", "Title", "Author", "URL", "Note", "Location", "Date",
    ]  # fmt: skip
    for place, (row, (quote, note)) in enumerate(zip(reader, notes_and_quotes(), strict=True), 1):
        assert row["Highlight"] == quote or not quote
        assert row["Highlight"]
        tags, _, rest = row["Note"].partition("\n")
        assert all(word.startswith(".") for word in tags.split())
        assert rest == note
        assert int(row["Location"]) == place
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row["Date"])


def test_ankis_header_is_as_its_manual_says_and_every_card_has_four_fields() -> None:
    lines = WRITTEN["anki"].splitlines()
    head = dict(line[1:].split(":", 1) for line in lines if line.startswith("#"))
    assert head["separator"] == "tab"
    assert head["html"] == "true"
    assert (head["guid column"], head["tags column"]) == ("1", "4")
    assert head["columns"].split("\t") == ["Id", "Front", "Back", "Tags"]
    assert all(line.startswith("#") for line in lines[: len(head)])
    rows = list(csv.reader(lines[len(head) :], delimiter="\t", strict=True))
    assert [len(row) for row in rows] == [4] * 25
    assert len({row[0] for row in rows}) == 25
    for row, (quote, note) in zip(rows, notes_and_quotes(), strict=True):
        assert not row[0].startswith("#")
        said = folded(html.unescape(re.sub("<[^>]+>", " ", row[2])))
        assert folded(quote) in said
        assert folded(note) in said
        assert not re.search(r"<(?!/?(?:br|small|blockquote|p|a)\b)", row[1] + row[2])


# References


def test_csl_json_makes_a_bibliography() -> None:
    items = json.loads(WRITTEN["csl"])
    check_schema("csl", items)
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json").CiteProcJSON(items)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"].lower())]))
    made = [str(entry) for entry in bibliography.bibliography()]
    assert len(made) == 3
    assert any("Ruiz" in entry and "2026" in entry for entry in made)


def test_ris_has_three_records_and_all_notes() -> None:
    rispy = pytest.importorskip("rispy")
    records = rispy.loads(WRITTEN["ris"])
    assert [record["type_of_reference"] for record in records] == ["ELEC", "GEN", "GEN"]
    assert records[0]["authors"][:2] == ["Ruiz, Ana", "The Example Institute"]
    assert records[0]["date"] == "2026/11/19/"
    assert records[1]["date"] == "2026/11//"
    for record, found in zip(records, citations(awkward()), strict=True):
        assert record["title"] == folded(found.title)
        assert [folded(note) for note in record["notes"]] == [folded(note) for note in found.notes]
        assert record.get("keywords", []) == list(found.tags)


def test_bibtex_has_three_entries_and_balanced_braces() -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(WRITTEN["bibtex"])
    assert not library.failed_blocks
    assert [entry.entry_type for entry in library.entries] == ["online", "misc", "misc"]
    latex = pytest.importorskip("pylatexenc.latex2text").LatexNodes2Text(keep_comments=True)
    for entry, found in zip(library.entries, citations(awkward()), strict=True):
        fields: dict[str, Any] = {field.key: field.value for field in entry.fields}
        assert folded(latex.latex_to_text(fields["title"])) == folded(found.title)
        assert len(fields["author"].split(" and ")) == len(found.names)
    assert library.entries[0]["url"] == "https://example.org/a?b=1&c=%7B2%7D%20x_y"


# Texts


def test_markdown_has_a_quote_for_every_quote() -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(WRITTEN["markdown"])
    assert not [token for token in tokens if token.type in ("html_block", "table_open", "fence")]
    assert sum(token.type == "blockquote_open" for token in tokens) == 24
    headings = [tokens[at + 1] for at, t in enumerate(tokens) if t.type == "heading_open"]
    assert len(headings) == 6
    text = folded("\n".join(said(token) for token in tokens if token.type == "inline"))
    for quote, _ in notes_and_quotes():
        assert folded(quote) in text


def said(token: Any) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join("\n" if c.type in breaks else c.content for c in token.children or ())


@pytest.mark.parametrize("name", ["markdown", "obsidian"])
def test_front_matter_loads_as_yaml(name: str) -> None:
    for article in awkward().articles:
        head, body = FORMATS[name].parts(type(awkward())((article,)))  # type: ignore[misc]
        front = yaml.safe_load(head.removeprefix("---\n").removesuffix("---\n"))
        assert front["title"] == article.metadata.title
        assert not body.startswith("---")


def test_org_has_a_heading_for_every_note_and_no_other() -> None:
    orgparse = pytest.importorskip("orgparse")
    root = orgparse.loads(WRITTEN["org"])
    nodes = list(root)[1:]
    ids = [str(node.properties["ID"]) for node in nodes if "ID" in node.properties]
    expected = [
        id
        for article in awkward().articles
        for id in (f"quaere-{article.id}", *(f"h-{each.highlight.id}" for each in article.notes))
    ]
    assert ids == expected
    assert len(nodes) == len(expected) + 3  # the questions
    assert not [node for node in nodes if node.todo or node.scheduled or node.priority]
    assert not [stamp for node in nodes for stamp in node.get_timestamps(active=True)]
    text = folded(WRITTEN["org"])
    for quote, note in notes_and_quotes():
        assert folded(quote) in text
        assert folded(note) in text
    assert WRITTEN["org"].count("\n#+end_quote\n") == 24


def test_html_is_well_formed_and_says_everything() -> None:
    root: Any = etree.HTML(WRITTEN["html"])
    assert not root.xpath("//script|//img|//iframe|//b|//i|//@onerror|//link|//object")
    assert root.xpath("//@href") == ["https://example.org/a?b=1&c={2}%20x_y"]
    assert "default-src 'none'" in root.xpath("//meta/@content")[0]
    quotes = [quote for quote, _ in notes_and_quotes() if quote]
    assert root.xpath("//blockquote/text()") == quotes
    notes = [note for _, note in notes_and_quotes() if note]
    assert root.xpath("//div[@class='note']/text()") == notes


def opened_in_a_browser(page: str, folder: Path) -> Any:
    """What a browser makes of a page, scripts and all."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium here")
    file = folder / "notes.html"
    file.write_text(page, "utf-8")
    done = subprocess.run(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
         f"--user-data-dir={folder / 'browser'}", file.as_uri()],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if "<html" not in done.stdout:
        pytest.skip(f"the browser does not start here: {done.stderr.strip()[-200:]}")
    return etree.HTML(done.stdout)


def test_html_opens_in_a_browser_and_runs_nothing(tmp_path: Path) -> None:
    root = opened_in_a_browser(WRITTEN["html"], tmp_path)
    assert not root.xpath("//script|//img")
    assert len(root.xpath("//blockquote")) == 24


def test_a_script_that_got_into_the_page_would_still_not_run(tmp_path: Path) -> None:
    """The policy in the head is a second wall; without it the same script does run."""
    script = "<script>document.title = 'it ran'</script></body>"
    forged = WRITTEN["html"].replace("</body>", script)
    root = opened_in_a_browser(forged, tmp_path)
    assert root.xpath("//title/text()") == ["Highlights and notes"]
    unguarded = forged.replace("default-src 'none'", "default-src *").replace(
        "style-src", "script-src 'unsafe-inline'; style-src"
    )
    root = opened_in_a_browser(unguarded, tmp_path)
    assert root.xpath("//title/text()") == ["it ran"]
