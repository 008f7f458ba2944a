"""What counts as an address, and which machines are on the open internet."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.adding.addresses import has_scheme, parse_address, same_place
from reader.adding.errors import NotAdded
from reader.adding.reaching import is_public


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/A", "https://example.org/A"),
        (" http://example.org:8080/a#part ", "http://example.org:8080/a"),
        ("http://example.org/a%2Fb%20c?x=%26&y", "http://example.org/a%2Fb%20c?x=%26&y"),
        ("http://example.org/100%", "http://example.org/100%"),
        ("http://example.org/tide tables/Süd", "http://example.org/tide%20tables/S%C3%BCd"),
        ('http://example.org/a"<b>\\c', "http://example.org/a%22%3Cb%3E%5Cc"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
        ("http://[2001:DB8:0::1]:81/x", "http://[2001:db8::1]:81/x"),
        ("http://example.org.", "http://example.org./"),
        ("http://example.org?q=1", "http://example.org/?q=1"),
    ],
)
def test_an_address_has_one_spelling(written: str, url: str) -> None:
    address = parse_address(written)
    assert address.url == url
    assert parse_address(address.url) == address


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("file:///etc/passwd", "kind 'file'; only http and https are fetched"),
        ("javascript:alert(1)", "kind 'javascript'"),
        ("data:text/html,hello", "kind 'data'"),
        ("ftp://example.org/a", "kind 'ftp'"),
        ("http:", "without a host"),
        ("http:///a", "without a host"),
        ("https://:80/", "without a host"),
        ("http://me@example.org/", "user name or password"),
        ("http://me:secret@example.org/", "user name or password"),
        ("http://@example.org/", "user name or password"),
        ("http://good.example\\@bad.example/", "user name or password"),
        ("http://example.org\\a.bad.example/", "no name of a machine"),
        ("http://exa mple.org/", "no name of a machine"),
        ("http://exa%6dple.org/", "no name of a machine"),
        ("http://-example.org/", "no name of a machine"),
        (f"http://{'a' * 64}.org/", "no name of a machine"),
        ("http://a..b/", "no name of a machine"),
        ("http://[fe80::1%25eth0]/", "host"),
        ("http://[::1/", "host or port"),
        ("http://[v1.a]/", "host"),
        ("http://example.org:port/", "host or port"),
        ("http://example.org:99999/", "host or port"),
        ("http://example.org:0/", "host or port"),
        ("http://example.org/a\r\nHost: b", "control characters"),
        ("http://example.org/" + "a" * 9000, "more than 8,000 characters"),
    ],
)
def test_what_is_no_address_to_fetch(written: str, said: str) -> None:
    with pytest.raises(NotAdded, match=said):
        parse_address(written)


@given(st.text(max_size=60).map("http://".__add__) | st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_a_sentence(written: str) -> None:
    try:
        address = parse_address(written)
    except NotAdded as error:
        assert str(error)
        return
    assert address.url.isascii() and address.url.isprintable()
    assert not set(' <>"\\#') & set(address.url)
    assert parse_address(address.url) == address


def test_a_windows_path_is_no_address() -> None:
    assert has_scheme("mailto:someone") and has_scheme("http://example.org")
    assert not has_scheme("C:\\notes.md") and not has_scheme("notes.md")


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/tides",
        "https://www.example.org/tides/",
        "https://example.org/tides?utm_source=letter&utm_medium=mail",
        "https://example.org:443/tides?fbclid=x#top",
    ],
)
def test_one_page_under_several_addresses(other: str) -> None:
    assert same_place(other) == same_place("https://example.org/tides")
    assert same_place("https://example.org/tides?page=2") != same_place(other)
    assert same_place("https://example.org:8080/tides") != same_place(other)


@pytest.mark.parametrize(
    "ip", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_open_internet(ip: str) -> None:
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "172.31.9.9",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192",
        "198.18.0.1", "192.0.2.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "168.63.129.16",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1", "3fff::1", "5f00::1", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:a00:1::1", "100::1",
    ],
)  # fmt: skip
def test_what_is_not_on_the_open_internet(ip: str) -> None:
    assert not is_public(ip_address(ip))


@given(st.ip_addresses(v=4))
def test_an_address_in_an_address_is_judged_as_what_it_is(ip: object) -> None:
    inner = ip_address(str(ip))
    assert is_public(ip_address(f"::ffff:{ip}")) == is_public(inner)
    assert is_public(ip_address(f"64:ff9b::{ip}")) == is_public(inner)
