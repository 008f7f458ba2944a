"""Fetching: what comes back from well-behaved servers, and how all others are withstood."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from reader.adding.fetching import Web
from reader.adding.reaching import Found
from tests.reader.adding.conftest import PAGE, refused, within
from tests.reader.adding.serving import Exchange, Site, redirect, response, running


def test_a_page_comes_as_it_was_sent(site: Site, web: Web) -> None:
    site.pages["/tides"] = response(PAGE, "Text/HTML; Charset=ISO-8859-1")
    fetched = web.fetch(site.url("/tides"))
    assert fetched.data == PAGE
    assert (fetched.media_type, fetched.charset) == ("text/html", "iso-8859-1")
    assert fetched.url == site.url("/tides")


def test_the_request_is_plain_and_says_who_asks(site: Site, web: Web) -> None:
    site.pages["/a%2Fb?q=%C3%BC&r=1"] = response(PAGE)
    web.fetch(site.url("/a%2Fb?q=%C3%BC&r=1#part-two"))
    (head,) = site.requests
    lines = head.split("\r\n")
    assert lines[0] == "GET /a%2Fb?q=%C3%BC&r=1 HTTP/1.1"
    assert f"Host: 127.0.0.1:{site.port}" in lines
    assert "quaere/" in head
    assert not {"cookie", "authorization", "referer"} & {
        line.partition(":")[0].lower() for line in lines
    }


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def test_chunks_are_joined(site: Site, web: Web) -> None:
    site.pages["/"] = chunked(PAGE[:7], PAGE[7:])
    assert web.fetch(site.url()).data == PAGE


def test_a_server_that_keeps_the_connection_open_is_not_waited_for(site: Site, web: Web) -> None:
    def stay(exchange: Exchange) -> None:
        exchange.send(response(PAGE))
        exchange.over.wait()

    site.pages["/"] = stay
    assert within(web, idle=20).fetch(site.url()).data == PAGE


def test_a_body_without_a_length_ends_with_the_connection(site: Site, web: Web) -> None:
    site.pages["/"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    assert web.fetch(site.url()).data == PAGE


RAW = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("gzip", gzip.compress(PAGE) + b"\0\0padding"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", RAW.compress(PAGE) + RAW.flush()),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
        ("identity", PAGE),
        ("gzip", PAGE),
    ],
    ids=["gzip", "members", "padded", "zlib", "raw", "twice", "identity", "not gzip at all"],
)
def test_packed_bodies(site: Site, web: Web, coding: str, body: bytes) -> None:
    site.pages["/"] = response(body, "text/html", f"Content-Encoding: {coding}")
    assert web.fetch(site.url()).data == PAGE
    assert "Accept-Encoding: gzip, deflate\r\n" in site.requests[0]


@pytest.mark.parametrize(
    ("coding", "body", "said"),
    [
        ("br", b"\x0b\x02\x80", "is packed as 'br', which cannot be unpacked here"),
        ("gzip", gzip.compress(PAGE)[:-12], "broke off before its end"),
        ("gzip", gzip.compress(PAGE)[:20] + b"x" * 40, "came damaged"),
        ("gzip, gzip, gzip", PAGE, "is packed many times over"),
    ],
    ids=["unknown", "cut", "damaged", "thrice"],
)
def test_what_cannot_be_unpacked(site: Site, web: Web, coding: str, body: bytes, said: str) -> None:
    site.pages["/"] = response(body, "text/html", f"Content-Encoding: {coding}")
    assert said in refused(web, site.url())


def test_a_gzip_bomb_is_not_unpacked(site: Site, web: Web) -> None:
    bomb = gzip.compress(bytes(300_000_000), 9)
    assert len(bomb) < 300_000
    site.pages["/"] = response(bomb, "text/html", "Content-Encoding: gzip")
    twice = gzip.compress(bomb, 9)
    site.pages["/twice"] = response(twice, "text/html", "Content-Encoding: gzip, gzip")
    assert refused(web, site.url()) == "is larger than 2 MB"
    assert refused(web, site.url("/twice")) == "is larger than 2 MB"


class Endless:
    """Sends until nobody listens, at most the 5 GB of a film, and counts."""

    def __init__(self, head: bytes, piece: bytes) -> None:
        self.head, self.piece, self.sent = head, piece, 0
        self.ended = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        exchange.send(self.head)
        while self.sent < 5_000_000_000 and exchange.send(self.piece):
            self.sent += len(self.piece)
        self.ended.set()


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"<p>on and on</p>" * 4096),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"10000\r\n" + b"x" * 65_536 + b"\r\n",
        ),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 9000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 3000),
    ],
    ids=["until close", "chunked", "tiny chunks", "continue"],
)
def test_an_endless_body_is_cut_off_at_the_cap(
    site: Site, web: Web, head: bytes, piece: bytes
) -> None:
    endless = Endless(head, piece)
    site.pages["/"] = endless
    assert refused(web, site.url()) == "is larger than 2 MB"
    assert endless.ended.wait(20)
    # What was on its way in the buffers of two sockets comes on top.
    assert endless.sent < 60_000_000


def test_a_body_that_says_it_is_too_large_is_not_begun(site: Site, web: Web) -> None:
    site.pages["/"] = response(PAGE, length=5_000_000_000)
    assert refused(web, site.url()) == "is larger than 2 MB"


def drip(head: bytes, piece: bytes) -> Callable[[Exchange], None]:
    def answer(exchange: Exchange) -> None:
        exchange.send(head)
        while exchange.send(piece) and not exchange.over.wait(0.01):
            pass

    return answer


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "headers", "chunk", "status", "continue"],
)
def test_a_drip_ends_at_the_deadline(site: Site, web: Web, head: bytes, piece: bytes) -> None:
    site.pages["/"] = drip(head, piece)
    began = time.monotonic()
    assert refused(within(web, total=0.4), site.url()) == "took longer than 0.4 s"
    assert time.monotonic() - began < 10


def test_redirects_share_one_deadline(site: Site, web: Web) -> None:
    def onward(exchange: Exchange) -> None:
        number = int(exchange.head.split(" ")[1][1:])
        exchange.over.wait(0.1)
        exchange.send(redirect(f"/{number + 1}"))

    site.pages |= {f"/{number}": onward for number in range(20)}
    assert refused(within(web, total=0.35), site.url("/0")) == "took longer than 0.35 s"


def keep_silent(exchange: Exchange) -> None:
    exchange.over.wait()


def test_silence_is_not_waited_for(site: Site, web: Web) -> None:
    site.pages["/"] = keep_silent
    assert refused(within(web, idle=0.2), site.url()) == "said nothing for 0.2 s"


def test_silence_in_the_middle_of_a_body(site: Site, web: Web) -> None:
    def half(exchange: Exchange) -> None:
        exchange.send(response(PAGE, length=1000))
        exchange.over.wait()

    site.pages["/"] = half
    assert refused(within(web, idle=0.2), site.url()) == "said nothing for 0.2 s"


def test_a_machine_that_takes_no_connection(web: Web) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        said = refused(within(web, connect=0.2), f"http://127.0.0.1:{full.getsockname()[1]}/")
        for each in waiting:
            each.close()
    assert said == "did not answer within 0.2 s" or said.startswith("cannot be reached")


def test_nobody_listens(web: Web) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert refused(web, url) == "cannot be reached (connection refused)"


def test_a_proxy_in_the_environment_is_not_used_and_that_is_said(
    site: Site, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", site.url())
        said = refused(web, f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert "the proxy named in the environment is not used here" in said
    assert site.requests == []


@pytest.mark.parametrize("lookup", ["fails", "is empty", "hangs"])
def test_a_name_that_cannot_be_looked_up(web: Web, lookup: str) -> None:
    over = threading.Event()

    def resolve(host: str, port: int) -> list[Found]:
        if lookup == "fails":
            raise socket.gaierror(-2, "Name or service not known")
        if lookup == "hangs":
            over.wait(20)
        return []

    said = refused(replace(within(web, connect=0.2), resolve=resolve), "http://nowhere.example/")
    over.set()
    assert said.startswith("has a host that") and "nowhere.example" in said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("404 Not Found", "answered 404 Not Found: there is no such page"),
        ("403 Go away \x1b[31m", "answered 403 Forbidden: it does not let this program in"),
        ("500 Oops", "answered 500 Internal Server Error"),
        ("429 Slow down", "answered 429 Too Many Requests: it is asked too often, try again later"),
        ("204 No Content", "answered 204 No Content: there is no page in that"),
        ("206 Partial Content", "answered 206 Partial Content: there is no page in that"),
        ("302 Found", "answered 302 Found: there is no page in that"),
        ("999 Denied", "answered 999 no known status"),
    ],
)
def test_an_error_is_named_and_its_page_not_taken(
    site: Site, web: Web, status: str, said: str
) -> None:
    site.pages["/"] = response(PAGE, status=status)
    assert refused(web, site.url()) == said


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/9.9.9 what\r\n\r\n",
        b"HTTP/1.1 OK 200\r\n\r\n",
        b"\xff\xfe\x00" * 100 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"H" * 100_000,
    ],
    ids=["ssh", "version", "status", "bytes", "many headers", "long header", "long status"],
)
def test_what_is_no_http(site: Site, web: Web, answer: bytes) -> None:
    site.pages["/"] = answer
    assert refused(web, site.url()) == "gave an answer that is no HTTP"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        response(PAGE, length=1000),
        chunked(PAGE, end=b""),
        chunked(PAGE, end=b"ff\r\nshort"),
        chunked(PAGE, end=b"no number\r\n"),
        b"HTTP/1.1 200 OK\r\nContent-Type: te",
    ],
    ids=["nothing", "length", "no last chunk", "short chunk", "no chunk size", "in a header"],
)
def test_what_breaks_off_is_not_taken_for_the_whole(site: Site, web: Web, answer: bytes) -> None:
    site.pages["/"] = answer
    said = refused(web, site.url())
    assert said.startswith(("broke", "gave an answer that is no HTTP")), said


# Redirects


def test_redirects_are_followed_and_shown(
    site: Site, web: Web, redirects: list[tuple[str, str]]
) -> None:
    site.pages["/a"] = redirect("/b", "301 Moved Permanently")
    site.pages["/b"] = redirect("c/d?x=1#part", "307 Temporary Redirect")
    site.pages["/c/d?x=1"] = response(PAGE)
    assert web.fetch(site.url("/a")).url == site.url("/c/d?x=1")
    assert redirects == [
        (site.url("/a"), site.url("/b")),
        (site.url("/b"), site.url("/c/d?x=1")),
    ]


def test_a_redirect_in_raw_utf_8_leads_where_it_should(site: Site, web: Web) -> None:
    site.pages["/a"] = redirect("/straße und meer")
    site.pages["/stra%C3%9Fe%20und%20meer"] = response(PAGE)
    assert web.fetch(site.url("/a")).data == PAGE


def test_a_redirect_to_another_host_is_judged_anew(site: Site, web: Web) -> None:
    with running("127.0.0.2") as inside:
        inside.pages["/"] = response(b"secret")
        site.pages["/"] = redirect(inside.url())
        said = refused(web, site.url())
        assert said.startswith("leads to 127.0.0.2, which is no address of the open internet")
        assert inside.requests == []


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("file:///etc/passwd", "is an address of the kind 'file'; only http and https are fetched"),
        ("javascript:alert(1)", "is an address of the kind 'javascript'"),
        ("data:text/html,hello", "is an address of the kind 'data'"),
        ("ftp://127.0.0.1/", "is an address of the kind 'ftp'"),
        ("http://me:secret@127.0.0.1/", "with a user name or password in it"),
        ("http://169.254.169.254/latest/meta-data/", "leads to 169.254.169.254"),
        ("http://[::ffff:10.0.0.1]/", "leads to ::ffff:"),
        ("http://2130706434/", "leads to 127.0.0.2"),
        ("http://[broken/", "cannot be read"),
        ("http://:80/", "is an address without a host"),
    ],
)
def test_where_no_redirect_may_lead(site: Site, web: Web, to: str, said: str) -> None:
    site.pages["/"] = redirect(to)
    assert said in refused(web, site.url())


def test_circles_and_long_ways_end(site: Site, web: Web) -> None:
    site.pages["/a"] = redirect("/b")
    site.pages["/b"] = redirect("/a#elsewhere")
    assert refused(web, site.url("/a")) == "leads in a circle"
    site.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    assert refused(web, site.url("/0")) == "leads on and on, over more than 10 redirects"
    site.pages["/10"] = response(PAGE)
    assert web.fetch(site.url("/0")).url == site.url("/10")
