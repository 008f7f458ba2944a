"""What the package of an EPUB says: its metadata, its files in reading order, its contents.

EPUB 2 and 3 (W3C EPUB 3.3, sections 5 and 7; IDPF OPF 2.0.1 and NCX): container, package document,
spine, and the contents from the navigation document or the NCX. No text of a chapter is read here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.formats.archive import (
    Archive,
    attribute,
    child,
    children,
    local,
    parse_xml,
    plain,
    resolved,
)
from index.formats.dates import iso_date
from index.formats.decoding import Unreadable
from index.formats.draft import Draft, link_target

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_FONT_ENCRYPTION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MAX_ENTRIES = 20_000
_MAX_DEPTH = 5
_MAX_SUBJECTS = 20
_WRITERS = ("", "aut", "author")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: the file it points to, its place in the tree (0 is top)."""

    title: str
    file: str
    depth: int


@dataclass(slots=True)
class Package:
    """`spine` are members of the archive in reading order, with whether they are linear.

    `kinds` says of a file what the package calls it ("cover", "toc", "copyright-page" ...).
    """

    metadata: _Element | None
    spine: list[tuple[str, bool]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    contents: list[Entry] = field(default_factory=list)


def open_package(archive: Archive) -> Package:
    """The package of an EPUB; raises Unreadable if it has none, or is encrypted as a whole."""
    path = _package_path(archive)
    root = archive.xml(path)
    folder = posixpath.dirname(path)
    manifest = {
        attribute(item, "id"): item
        for item in children(_part(root, "manifest"), "item")
        if attribute(item, "href")
    }
    files = {name: resolved(folder, attribute(item, "href")) for name, item in manifest.items()}
    package = Package(child(root, "metadata"))
    for reference in children(_part(root, "spine"), "itemref"):
        name = attribute(reference, "idref")
        media = attribute(manifest[name], "media-type") if name in manifest else ""
        if name in files and (media in _PAGES or not media):
            linear = attribute(reference, "linear").lower() != "no"
            package.spine.append((files[name], linear))
    for name, item in manifest.items():
        if "nav" in attribute(item, "properties").split():
            package.kinds[files[name]] = "toc"
    for reference in children(_part(root, "guide"), "reference"):
        file = resolved(folder, attribute(reference, "href"))
        package.kinds.setdefault(file, attribute(reference, "type").lower())
    package.contents = _contents(archive, root, manifest, files)
    return package


def encrypted_files(archive: Archive) -> set[str]:
    """The members that are encrypted, fonts (which are only obfuscated) left out."""
    if archive.find(_ENCRYPTION) is None:
        return set()
    found: set[str] = set()
    for data in archive.xml(_ENCRYPTION).iter():
        if local(data) != "EncryptedData":
            continue
        method = child(data, "EncryptionMethod")
        if method is not None and attribute(method, "Algorithm") in _FONT_ENCRYPTION:
            continue
        reference = child(data, "CipherData", "CipherReference")
        if reference is not None:
            found.add(resolved("", attribute(reference, "URI")))
    return found


def describe_book(draft: Draft, package: Package) -> None:
    """Take what a book's package says of it into a draft."""
    metadata = package.metadata
    if metadata is None:
        draft.doubt("The book's package holds no metadata.")
        return
    elements = [each for each in metadata.iter() if local(each)]
    refined = _refinements(elements)
    titles = [e for e in elements if local(e) == "title" and plain(e)]
    main = [e for e in titles if refined.get((attribute(e, "id"), "title-type")) == "main"]
    draft.title = plain((main or titles)[0]) if titles else ""
    for creator in (e for e in elements if local(e) == "creator"):
        role = attribute(creator, "role") or refined.get((attribute(creator, "id"), "role"), "")
        if role.lower() in _WRITERS and plain(creator):
            draft.authors.append(plain(creator))
    draft.language = next(
        (plain(e) for e in elements if local(e) == "language" and len(plain(e)) > 1), None
    )
    subjects = (plain(e) for e in elements if local(e) == "subject")
    draft.tags += [subject for subject in subjects if subject][:_MAX_SUBJECTS]
    addresses = (plain(e) for e in elements if local(e) in ("source", "identifier"))
    draft.source = next((a for a in addresses if (link_target(a) or "").startswith("http")), None)
    dates = [e for e in elements if local(e) == "date"]
    dates = [
        e for e in dates if attribute(e, "event") in ("", "publication", "original-publication")
    ]
    for element in sorted(dates, key=lambda e: not attribute(e, "event")):
        if (date := iso_date(plain(element))) is not None:
            draft.published, draft.published_from = date, "front matter"
            break
    for name in ("title", "authors", "published", "source", "language", "tags"):
        if getattr(draft, name):
            draft.origins[name] = "the book's package"


def _part(root: _Element, name: str) -> _Element:
    """A part of the package, empty if it is missing."""
    found = child(root, name)
    return found if found is not None else parse_xml(b"<none/>", name)


def _package_path(archive: Archive) -> str:
    if archive.find(_CONTAINER) is not None:
        for element in archive.xml(_CONTAINER).iter():
            if local(element) == "rootfile" and (path := attribute(element, "full-path")):
                return resolved("", path)
    path = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not path:
        raise Unreadable("is no EPUB: it has no package document")
    return path


def _refinements(elements: list[_Element]) -> dict[tuple[str, str], str]:
    return {
        (attribute(e, "refines").lstrip("#"), attribute(e, "property")): plain(e)
        for e in elements
        if local(e) == "meta" and attribute(e, "refines")
    }


def _contents(
    archive: Archive, root: _Element, manifest: dict[str, _Element], files: dict[str, str]
) -> list[Entry]:
    """The table of contents; a book whose contents cannot be read is read without."""
    for name, item in manifest.items():
        if "nav" in attribute(item, "properties").split():
            return _limited(_nav(archive, files[name]))
    toc = attribute(_part(root, "spine"), "toc")
    ncx = [files[n] for n, i in manifest.items() if attribute(i, "media-type").endswith("ncx+xml")]
    path = files.get(toc) or next(iter(ncx), "")
    return _limited(_ncx(archive, path)) if path else []


def _limited(entries: Iterator[Entry]) -> list[Entry]:
    found: list[Entry] = []
    try:
        for entry in entries:
            found.append(entry)
            if len(found) >= _MAX_ENTRIES:
                break
    except Unreadable:
        return []
    return found


def _nav(archive: Archive, path: str) -> Iterator[Entry]:
    folder = posixpath.dirname(path)
    for nav in archive.xml(path).iter():
        if local(nav) == "nav" and "toc" in attribute(nav, "type").split():
            for link in nav.iter():
                if local(link) == "a" and plain(link):
                    depth = sum(local(each) == "ol" for each in link.iterancestors()) - 1
                    file = resolved(folder, attribute(link, "href"))
                    yield Entry(plain(link), file, min(max(depth, 0), _MAX_DEPTH))


def _ncx(archive: Archive, path: str) -> Iterator[Entry]:
    folder = posixpath.dirname(path)
    for point in archive.xml(path).iter():
        if local(point) == "navPoint":
            depth = sum(local(each) == "navPoint" for each in point.iterancestors())
            content = child(point, "content")
            title = plain(child(point, "navLabel", "text"))
            if content is not None and title:
                file = resolved(folder, attribute(content, "src"))
                yield Entry(title, file, min(depth, _MAX_DEPTH))
