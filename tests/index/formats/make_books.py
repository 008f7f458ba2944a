"""Makes the files in `fixtures/books` anew, from the sample articles, by the tools people use.

Run offline, in the project's folder: `python -m tests.index.formats.make_books`. Needs `chromium`,
`pandoc` and `soffice` (Debian: chromium, pandoc, libreoffice-writer-nogui, hyphen-en-us) and, for
the SingleFile page, `single-file` (npm: single-file-cli) on the path; what needs a missing tool is
left as it is, and named. The tests only read the files.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

PROJECT = Path(__file__).parents[3]
SAMPLES = PROJECT / "sample_articles"
BOOKS = Path(__file__).parent / "fixtures" / "books"
HOST = "library.example"
_PLAIN = "body { font-family: 'DejaVu Serif', serif; font-size: 11pt; line-height: 1.4 }"


def main() -> None:
    """Make every fixture whose tool is there."""
    BOOKS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for tool, make in (
            ("pandoc", make_with_pandoc),
            ("soffice", make_with_libreoffice),
            ("chromium", make_with_chromium),
            ("single-file", make_with_singlefile),
        ):
            if shutil.which(tool) is None:
                print(f"{tool} is not installed: its files stay as they are", file=sys.stderr)
            else:
                make(place)
    make_mails()
    for path in sorted(BOOKS.iterdir()):
        print(f"{path.stat().st_size:8} {path.name}")


def make_with_pandoc(place: Path) -> None:
    """EPUB 2 and 3, DOCX and ODT of one article each, and a book of three articles."""
    halden = SAMPLES / "biotech-melvantinib-halden-3.md"
    pandoc("-t", "epub2", "--epub-chapter-level=2", halden, "-o", BOOKS / "halden.epub2.epub")
    pandoc("-t", "docx", SAMPLES / "energy-grid-queue.md", "-o", BOOKS / "grid-queue.docx")
    pandoc("-t", "odt", SAMPLES / "chips-ostrel-ardvik-fab.md", "-o", BOOKS / "ostrel.odt")
    lumen = SAMPLES / "aviation-lumen-l40.md"
    pandoc("-t", "docx", lumen, "-o", BOOKS / "lumen-notes.docx")
    pandoc("-t", "odt", lumen, "-o", BOOKS / "lumen-notes.odt")
    pandoc("-t", "epub3", "--epub-chapter-level=2", lumen, "-o", BOOKS / "lumen-notes.epub3.epub")
    articles = ("shipping-strait-of-hesk", "insurance-war-risk-after-hesk", "energy-grid-queue")
    whole = place / "book.md"
    head = "---\ntitle: Three slow emergencies\nauthor: [Ilka Strandh, Per Aune]\n"
    head += "date: 2026-07-01\nlang: en-GB\nsubject: [shipping, energy]\n---\n\n"
    bodies = ((SAMPLES / f"{name}.md").read_text("utf-8").split("---\n", 2)[2] for name in articles)
    whole.write_text(head + "\n\n".join(bodies), "utf-8")
    pandoc("-t", "epub3", "--toc", whole, "-o", BOOKS / "three-emergencies.epub3.epub")


def make_with_libreoffice(place: Path) -> None:
    """A PDF and a DOCX of an article, and a PDF in two columns with a running head."""
    barley = place / "barley.odt"
    pandoc("-t", "odt", SAMPLES / "farming-salt-tolerant-barley.md", "-o", barley)
    office("pdf", barley, BOOKS / "barley.libreoffice.pdf")
    office("docx", barley, BOOKS / "barley.libreoffice.docx")
    office("odt", BOOKS / "grid-queue.docx", BOOKS / "grid-queue.libreoffice.odt")
    columns = place / "columns.odt"
    pandoc("-t", "odt", SAMPLES / "public-health-karlholm-water.md", "-o", place / "one.odt")
    in_columns(place / "one.odt", columns, "The Karlholm Review · Water")
    office("pdf", columns, BOOKS / "karlholm.two-columns.pdf")


def make_with_chromium(place: Path) -> None:
    """Printed pages and a saved MHTML page."""
    style = place / "plain.css"
    style.write_text(_PLAIN, "utf-8")
    source = SAMPLES / "energy-offshore-wind-forecast.md"
    pandoc("-s", "--self-contained", "-c", style, "-t", "html", source, "-o", place / "wind.html")
    pandoc("-s", SAMPLES / "aviation-lumen-l40.md", "-o", place / "lumen.html")
    for name in ("banking-week-deposits.html", "telecoms-spectrum-auction.html"):
        shutil.copy(SAMPLES / name, place / name)
    with served(place) as port, Browser(port) as browser:
        browser.open(f"http://{HOST}/wind.html")
        browser.save_pdf(BOOKS / "wind.chromium.pdf", heads=True)
        browser.open(f"http://{HOST}/telecoms-spectrum-auction.html")
        browser.save_pdf(BOOKS / "auction.chromium.pdf", heads=False)
        browser.open(f"http://{HOST}/banking-week-deposits.html")
        browser.save_mhtml(BOOKS / "deposits.chromium.mhtml")
        browser.open(f"http://{HOST}/lumen.html")
        browser.save_mhtml(BOOKS / "lumen.chromium.mht")


def make_with_singlefile(place: Path) -> None:
    """A page saved by SingleFile, its picture inside."""
    page = (SAMPLES / "oncology-pipeline-week.html").read_text("utf-8")
    picture = '<img alt="" src="dots.svg">'
    dots = "".join(f'<circle cx="{n % 40}" cy="{n // 40}" r=".3"/>' for n in range(400))
    (place / "dots.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">{dots}</svg>', "utf-8"
    )
    (place / "oncology.html").write_text(page.replace("</h1>", f"</h1>{picture}", 1), "utf-8")
    target = BOOKS / "oncology.singlefile.html"
    target.unlink(missing_ok=True)
    with served(place) as port:
        run(
            "single-file",
            f"http://127.0.0.1:{port}/oncology.html",
            target,
            f"--browser-executable-path={shutil.which('chromium')}",
            '--browser-args=["--no-sandbox"]',
        )
    saved = target.read_text("utf-8")
    target.write_text(saved.replace(f"http://127.0.0.1:{port}", f"http://{HOST}"), "utf-8")


def make_mails() -> None:
    """Mails in the encodings that mail programs use."""
    html = _mail_page((SAMPLES / "insurance-war-risk-after-hesk.md").read_text("utf-8"))
    text = (SAMPLES / "freight-after-hesk.txt").read_text("utf-8")
    newsletter = _mail(
        "The war-risk bill arrives — Harbour Letter", "Sat, 06 Jun 2026 06:30:00 +0200"
    )
    newsletter.set_content("This message is best read as HTML.", cte="quoted-printable")
    newsletter.add_alternative(html, subtype="html", cte="quoted-printable")
    (BOOKS / "newsletter.eml").write_bytes(newsletter.as_bytes())
    plain = _mail(
        "The strait is open, and the freight bill is still arriving",
        "Fri, 29 May 2026 09:00:00 +0000",
    )
    plain.set_content(text, cte="base64")
    plain.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(64), "image", "png", filename="fleet.png")
    (BOOKS / "plain-base64.eml").write_bytes(plain.as_bytes())
    forwarded = _mail("Fwd: worth your Sunday", "Sun, 07 Jun 2026 18:12:00 +0000")
    forwarded.set_content("Read this before Monday.\n")
    forwarded.add_attachment(newsletter)
    (BOOKS / "forwarded.eml").write_bytes(forwarded.as_bytes())


def _mail(subject: str, date: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "Søren Wadstrøm <letters@harbour.example>"
    mail["To"] = "reader@desk.example"
    mail["Date"] = date
    mail["Message-ID"] = "<harbour-letter-7@harbour.example>"
    return mail


def _mail_page(markdown: str) -> str:
    body = run("pandoc", "-f", "markdown", "-t", "html", text=markdown)
    cell = f'<table width="600"><tr><td style="padding:16px">{body}</td></tr></table>'
    head = '<p style="font-size:11px"><a href="https://harbour.example/7">View in browser</a></p>'
    foot = (
        "<p>You are receiving this email because you signed up for the Harbour Letter.</p>"
        '<p><a href="https://harbour.example/u/1">Unsubscribe</a> | '
        '<a href="https://harbour.example/p">Manage your preferences</a></p>'
        "<p>Harbour Letter, 4 Quay Street, Brelin</p>"
    )
    pixel = '<img src="https://t.harbour.example/o.gif" width="1" height="1" alt="">'
    return f"<html><head><title>Letter</title></head><body>{head}{cell}{foot}{pixel}</body></html>"


def pandoc(*arguments: str | Path) -> None:
    """One conversion by pandoc."""
    run("pandoc", *arguments)


def office(format: str, source: Path, target: Path) -> None:
    """One conversion by LibreOffice, with a profile of its own."""
    with TemporaryDirectory() as folder:
        _convert(format, source, target, Path(folder))


def _convert(format: str, source: Path, target: Path, place: Path) -> None:
    profile = f"-env:UserInstallation=file://{place}/profile"
    out = place / "out"
    out.mkdir(exist_ok=True)
    run("soffice", profile, "--headless", "--convert-to", format, "--outdir", out, source)
    shutil.move(out / f"{source.stem}.{format}", target)


def in_columns(source: Path, target: Path, head: str) -> None:
    """An ODT in two justified, hyphenated columns, with a running head and page numbers."""
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "styles.xml":
                data = _styles_in_columns(data.decode(), head).encode()
            how = ZIP_STORED if info.filename == "mimetype" else ZIP_DEFLATED
            new.writestr(info.filename, data, how)


def _styles_in_columns(styles: str, head: str) -> str:
    columns = '<style:columns fo:column-count="2" fo:column-gap="0.6cm"/>'
    at = styles.index("<style:page-layout-properties")
    end = styles.index(">", at)
    if styles[end - 1] == "/":
        changed = f"{styles[at : end - 1]}>{columns}</style:page-layout-properties>"
        styles = styles[:at] + changed + styles[end + 1 :]
    else:
        styles = styles[: end + 1] + columns + styles[end + 1 :]
    styles = styles.replace('fo:hyphenate="false"', 'fo:hyphenate="true"')
    at = styles.index("<style:master-page ")
    end = styles.index(">", at)
    line = "<style:{0}><text:p>{1}<text:page-number/></text:p></style:{0}>"
    running = line.format("header", f"{head} · ") + line.format("footer", "Page ")
    if styles[end - 1] == "/":
        page = f"{styles[at : end - 1]}>{running}</style:master-page>"
        return styles[:at] + page + styles[end + 1 :]
    return styles[: end + 1] + running + styles[end + 1 :]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """A folder on 127.0.0.1; gives the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


class Browser:
    """Chromium without a window, spoken to through two pipes in the DevTools protocol."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._number = 0
        self._session = ""

    def __enter__(self) -> Browser:
        self._profile = TemporaryDirectory()
        commands, ours = os.pipe()
        theirs, answers = os.pipe()
        # The protocol is spoken on the descriptors 3 (in) and 4 (out) of the browser.
        line = f'exec "$0" "$@" 3<&{commands} 4>&{answers}'
        self._process = subprocess.Popen(
            [
                "sh", "-c", line, "chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--remote-debugging-pipe", f"--user-data-dir={self._profile.name}",
                f"--host-resolver-rules=MAP * 127.0.0.1:{self._port}", "about:blank",
            ],
            pass_fds=[commands, answers],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(commands)
        os.close(answers)
        self._to: BinaryIO = os.fdopen(ours, "wb", 0)
        self._from: BinaryIO = os.fdopen(theirs, "rb")
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._ask("Page.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self._session = ""
        self._ask("Browser.close")
        self._process.wait()
        self._profile.cleanup()

    def open(self, address: str) -> None:
        """Load a page and wait until it stands."""
        self._ask("Page.navigate", url=address)
        while self._take().get("method") != "Page.loadEventFired":
            pass

    def save_pdf(self, target: Path, *, heads: bool) -> None:
        """Print the page; `heads` as the browser's own: date, title, address, page number."""
        printed = self._ask("Page.printToPDF", displayHeaderFooter=heads)
        target.write_bytes(base64.b64decode(printed["data"]))

    def save_mhtml(self, target: Path) -> None:
        """Save the page as one file."""
        target.write_text(self._ask("Page.captureSnapshot", format="mhtml")["data"], newline="")

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        asked: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        self._to.write(json.dumps(asked).encode() + b"\0")
        while (answer := self._take()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(str(answer["error"]))
        result: dict[str, Any] = answer["result"]
        return result

    def _take(self) -> dict[str, Any]:
        message = bytearray()
        while (byte := self._from.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("the browser has ended")
            message += byte
        taken: dict[str, Any] = json.loads(message)
        return taken


def run(*command: str | Path, text: str = "") -> str:
    """A tool's output; ends everything if it fails."""
    done = subprocess.run(
        [str(part) for part in command], input=text, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
