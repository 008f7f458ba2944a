"""Which machines are spoken to: only those on the open internet, and only over good TLS."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from dataclasses import replace
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from reader.adding.fetching import Web
from reader.adding.reaching import Found
from tests.reader.adding.conftest import PAGE, QUICK, refused, within
from tests.reader.adding.serving import Site, response, running

# Which machines


def test_without_leave_this_machine_is_out_of_reach(site: Site) -> None:
    for url in (site.url(), f"http://localhost:{site.port}/", f"http://127.1:{site.port}/"):
        assert "is no address of the open internet" in refused(Web(limits=QUICK), url)
    assert site.requests == []


def test_one_private_address_among_public_ones_is_one_too_many(web: Web) -> None:
    def resolve(host: str, port: int) -> list[Found]:
        ips = ("127.0.0.1", "10.0.0.7")
        return [(socket.AF_INET, (ip, port)) for ip in ips]

    assert refused(replace(web, resolve=resolve), "http://mixed.example/").startswith(
        "leads to 10.0.0.7"
    )


def test_a_name_is_looked_up_once_so_it_cannot_change_its_mind(site: Site, web: Web) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[Found]:
        asked.append(host)
        ip = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, (ip, port))]

    site.pages["/"] = response(PAGE)
    found = replace(web, resolve=rebinding).fetch(f"http://rebinding.example:{site.port}/")
    assert found.data == PAGE
    assert asked == ["rebinding.example"]
    assert f"Host: rebinding.example:{site.port}" in site.requests[0]


def test_an_international_name_is_asked_for_in_ascii(site: Site, web: Web) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[Found]:
        asked.append(host)
        return [(socket.AF_INET, ("127.0.0.1", port))]

    site.pages["/"] = response(PAGE)
    replace(web, resolve=resolve).fetch(f"http://Bücher.example:{site.port}/")
    assert asked == ["xn--bcher-kva.example"]
    assert f"Host: xn--bcher-kva.example:{site.port}" in site.requests[0]


def test_an_ipv6_literal(redirects: list[tuple[str, str]]) -> None:
    if not socket.has_ipv6:
        pytest.skip("this Python has no IPv6")
    try:
        with running("::1") as site:
            site.pages["/"] = response(PAGE)
            assert "leads to ::1" in refused(Web(limits=QUICK), site.url())
            assert Web(limits=QUICK, may_reach=lambda _: True).fetch(site.url()).data == PAGE
            assert f"Host: [::1]:{site.port}" in site.requests[0]
    except OSError:
        pytest.skip("this machine has no IPv6")


# TLS


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for "tls.example" that signs itself, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate can be made")
    file = tmp_path / "both.pem"
    made = subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=tls.example", "-addext", "subjectAltName=DNS:tls.example",
         "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"],
        capture_output=True,
        check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("this openssl cannot make the certificate")
    file.write_bytes((tmp_path / "key.pem").read_bytes() + (tmp_path / "cert.pem").read_bytes())
    return file


@pytest.fixture
def safe_site(site: Site, certificate: Path) -> Site:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    plain = site.handle

    def handle(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as safe:
            plain(safe)

    site.handle = handle  # type: ignore[method-assign]
    site.pages["/"] = response(PAGE)
    return site


def here(host: str, port: int) -> list[Found]:
    return [(socket.AF_INET, ("127.0.0.1", port))]


def test_certificates_are_verified(
    safe_site: Site, web: Web, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = replace(web, resolve=here)
    good, other = (f"https://{name}:{safe_site.port}/" for name in ("tls.example", "b.example"))
    assert refused(web, good).startswith("shows a certificate that is not good")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert web.fetch(good).data == PAGE
    assert refused(web, other).startswith("shows a certificate that is not good")


def test_what_speaks_no_tls(site: Site, web: Web) -> None:
    site.handle = lambda connection: connection.sendall(b"HTTP/1.1 400 No\r\n\r\n" * 9)  # type: ignore[method-assign]
    url = f"https://127.0.0.1:{site.port}/"
    assert refused(web, url) == "cannot be reached over a safe connection (TLS failed)"


def test_a_handshake_that_stalls(site: Site, web: Web) -> None:
    def hold(connection: socket.socket) -> None:
        site.over.wait()

    site.handle = hold  # type: ignore[method-assign]
    url = f"https://127.0.0.1:{site.port}/"
    assert refused(within(web, idle=0.2), url) == "said nothing for 0.2 s"


def test_only_the_address_that_was_judged_is_connected_to(web: Web) -> None:
    judged: list[object] = []

    def refuse(ip: object) -> bool:
        judged.append(ip)
        return False

    said = refused(replace(web, may_reach=refuse, resolve=here), "http://a.example/")
    assert judged == [IPv4Address("127.0.0.1")] and said.startswith("leads to 127.0.0.1")
