"""A large folder of mixed formats: how long, how much memory, how steadily; then what little costs.

python -m tests.benchmarks.mixed [--articles 10000] [--jobs 2]
"""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import subprocess
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

from tests.benchmarks.generator import Made, as_markdown, as_page, as_text, make
from tests.benchmarks.measuring import Workshop, options
from tests.terminal.pty_app import READER

_LINES_A_PAGE = 54


def as_epub(made: Made) -> bytes:
    """One chapter a section."""
    items, spine, files = "", "", {}
    for number, (heading, paragraphs) in enumerate(made.sections):
        items += f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        spine += f'<itemref idref="c{number}"/>'
        head = f"<h1>{escape(heading)}</h1>" if heading else ""
        body = head + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
        files[f"c{number}.xhtml"] = _xhtml(made.title, body)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="i">{made.source}</dc:identifier><dc:title>{escape(made.title)}'
        f"</dc:title><dc:creator>{made.author}</dc:creator><dc:language>en</dc:language>"
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    fixed = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    return _zipped({**fixed, "p.opf": package, **files})


def as_docx(made: Made) -> bytes:
    """Headings by their outline level."""
    body = _word(made.title, 0)
    for heading, paragraphs in made.sections:
        body += _word(heading, 1) if heading else ""
        body += "".join(_word(paragraph) for paragraph in paragraphs)
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return _zipped(
        {"[Content_Types].xml": kinds, "_rels/.rels": relations, "word/document.xml": document}
    )


def _word(text: str, level: int | None = None) -> str:
    style = f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>' if level is not None else ""
    return f"<w:p>{style}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def as_mail(made: Made) -> bytes:
    """Text and HTML, as newsletters come."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = made.title, f"{made.author} <writer@letters.example>"
    mail["Date"] = "Tue, 03 Mar 2026 09:00:00 +0000"
    mail.set_content(as_text(made))
    mail.add_alternative(as_page(made), subtype="html")
    return mail.as_bytes()


def as_pdf(made: Made) -> bytes:
    """Lines in two sizes, headings in the larger one."""
    lines = [(18, line) for line in textwrap.wrap(made.title, 50)]
    for heading, paragraphs in made.sections:
        lines += [(10, ""), *((14, line) for line in textwrap.wrap(heading or "", 64))]
        for paragraph in paragraphs:
            lines += [*((10, line) for line in textwrap.wrap(paragraph, 90)), (10, "")]
    pages = [lines[n : n + _LINES_A_PAGE] for n in range(0, len(lines), _LINES_A_PAGE)]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for number, page in enumerate(pages):
        content = b"\n".join(_pdf_line(place, *line) for place, line in enumerate(page))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (5 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _pdf_line(place: int, size: int, text: str) -> bytes:
    shown = text.encode("cp1252", "replace")
    for special in (b"\\", b"(", b")"):
        shown = shown.replace(special, b"\\" + special)
    return b"BT /F %d Tf 50 %d Td (%s) Tj ET" % (size, 800 - 14 * place, shown)


def _xhtml(title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>{escape(title)}</title></head><body>{body}</body></html>"
    )


def _zipped(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def _text(render: Callable[[Made], str]) -> Callable[[Made], bytes]:
    return lambda made: render(made).encode()


FORMATS: tuple[tuple[int, str, Callable[[Made], bytes]], ...] = (
    (8, ".md", _text(as_markdown)),
    (12, ".txt", _text(as_text)),
    (16, ".html", _text(as_page)),
    (17, ".epub", as_epub),
    (18, ".eml", as_mail),
    (19, ".docx", as_docx),
    (20, ".pdf", as_pdf),
)
"""Up to which of twenty articles comes which format."""


def write(folder: Path, count: int) -> None:
    """Writes a collection of mixed formats."""
    for number in range(count):
        made = make(number, 1)
        _, extension, render = next(each for each in FORMATS if number % 20 < each[0])
        file = folder / made.tags[0] / f"{number:05}{extension}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(render(made))
        os.utime(file, (1_767_225_600, 1_767_225_600))


def prepared(workshop: Workshop, count: int) -> Path:
    """The collection, made once."""
    folder = workshop.folder / f"mixed-{count}"
    if not (folder / ".complete").exists():
        write(folder, count)
        (folder / ".complete").touch()
    return folder


def _events(child: subprocess.Popen[bytes]) -> Iterator[tuple[float, dict[str, object]]]:
    assert child.stdout is not None
    for line in child.stdout:
        yield time.monotonic(), json.loads(line)


def sync(command: Sequence[str], env: dict[str, str]) -> tuple[dict[str, float], dict[str, object]]:
    """Runs the indexer: seconds, CPU seconds, MB of the largest process, longest silence.

    Also how often the bar of the texts or that of the findings went back.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = last = time.monotonic()
    silence, backwards, done = 0.0, 0, dict[str, object]()
    bars: dict[object, object] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as child:
        for at, event in _events(child):
            silence, last = max(silence, at - last), at
            if "done" in event:
                share = event["done"]
                backwards += int(str(share)) < int(str(bars.get(event["event"], 0)))
                bars[event["event"]] = share
            done = event
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = {"s": last - began, "CPU s": cpu, "silence s": silence, "MB": after.ru_maxrss / 1024}
    return {**told, "steps back": float(backwards)}, done


def watched(command: Sequence[str], env: dict[str, str], folder: Path) -> float:
    """Seconds from a new file to its being searchable, with `index --watch`."""
    new = folder / "a-new-one.md"
    new.unlink(missing_ok=True)
    child = subprocess.Popen([*command, "--watch"], stdout=subprocess.PIPE, env=env)
    try:
        events = _events(child)
        next(event for event in events if event[1]["event"] == "done")
        began = time.monotonic()
        new.write_text("# A new one\n\nIt came while somebody watched.\n")
        return next(at for at, event in events if event["event"] == "committed") - began
    finally:
        child.terminate()
        child.wait()
        new.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, workshop = options(
        __doc__.splitlines()[0] if __doc__ else "",
        arguments,
        ("articles", 10_000, "files of seven formats"),
        ("jobs", 2, "processes that read"),
    )
    if chosen.quick:
        chosen.articles = 20
    folder = prepared(workshop, chosen.articles)
    shutil.rmtree(workshop.cache("mixed"), ignore_errors=True)
    env = {**os.environ, **workshop.user("mixed")}
    command = [*READER, "index", str(folder), "--progress", "json", "--jobs", str(chosen.jobs)]
    for name in ("first sync", "second sync"):
        told, done = sync(command, env)
        numbers = ", ".join(f"{value:,.1f} {unit}" for unit, value in told.items())
        print(f"{name}: {numbers}; {done}")
    print(f"a new file is searchable after {watched(command, env, folder):.2f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
