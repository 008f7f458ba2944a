"""What was dismissed and added in the reader, on the command line: listed, exported, merged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index.article import Article, Finding, Span
from index.collection import find_findings, read_file
from reader.notes.judgements import OWN, Judgements
from reader.places import places
from reader.store import Store, judgements
from reader.store.file import FILE_NAME
from tests.reader.commands.running import Runner
from tests.reader.driving import SAMPLES

NAME = "chips-ostrel-ardvik-fab.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    shutil.copy(SAMPLES / NAME, made)
    return made


@pytest.fixture
def article(folder: Path) -> Article:
    return read_file(folder / NAME)


@pytest.fixture
def dismissed(folder: Path, article: Article) -> Finding:
    """A risk that was dismissed."""
    risk = next(each for each in find_findings(article) if each.kind == "risk" and each.shown)
    with Store(places().data) as store:
        Judgements(store).dismiss(article, folder / NAME, risk)
    return risk


@pytest.fixture
def added(folder: Path, article: Article) -> str:
    """A sentence in which nothing was found, and that was marked as a risk."""
    found = [each for each in find_findings(article) if each.kind != "figure" and each.score >= 0.5]
    span = next(
        each
        for each in article.sentences
        if each.start > article.sections[1].body_start
        and not any(f.start < each.end and each.start < f.end for f in found)
    )
    with Store(places().data) as store:
        Judgements(store).add(article, folder / NAME, Span(span.start, span.end), "risk")
    return article.text[span.start : span.end]


def listed(quaere: Runner, *arguments: str) -> list[str]:
    return [each["text"] for each in quaere("findings", "--json", *arguments).json["findings"]]


@pytest.mark.parametrize("lone", [False, True])
def test_findings_are_listed_as_the_reader_has_them(
    quaere: Runner, folder: Path, dismissed: Finding, added: str, lone: bool
) -> None:
    path = str(folder / NAME if lone else folder)
    risks = listed(quaere, "--kind", "risk", path)
    assert dismissed.text not in risks
    assert added in risks
    assert added not in listed(quaere, "--kind", "claim", path)
    assert added not in listed(quaere, "--risk-kind", "hazard", path)
    words = added.split()[0]
    assert added in listed(quaere, "--text", words, path)
    assert added not in listed(quaere, "--text", f"{words} zyzzyva", path)
    assert OWN in quaere("findings", "--json", path).out


def test_queries_are_asked_of_own_marks_too(quaere: Runner, folder: Path, added: str) -> None:
    word = max(added.replace(",", "").replace(".", "").split(), key=len)
    assert added in listed(quaere, "--match", word, str(folder))
    assert added not in listed(quaere, f"--match=is -{word}", str(folder))


def test_exports_with_findings_hold_what_the_reader_made_of_them(
    quaere: Runner, folder: Path, dismissed: Finding, added: str
) -> None:
    quaere("notes", "add", str(folder / NAME), "--section", "0", "--note", "A note.")
    told = quaere("export", str(folder), "--format", "json", "--findings").json
    found = [(each["kind"], each["text"]) for each in told["findings"]]
    assert ("risk", dismissed.text) not in found
    assert ("risk", added) in found


def test_a_backup_holds_them_and_brings_them_back(
    quaere: Runner,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dismissed: Finding,
    added: str,
) -> None:
    backup, path = tmp_path / "backup.json", str(folder)
    before = listed(quaere, path)
    assert quaere("export", path, "--format", "json", "--output", str(backup)).status == 0
    monkeypatch.setenv("QUAERE_DATA_DIR", str(tmp_path / "empty"))
    assert listed(quaere, path) != before
    done = quaere("notes", "import", str(backup), path)
    assert done.status == 0
    assert "2 dismissed or added findings taken in" in done.err
    assert listed(quaere, path) == before
    again = quaere("notes", "import", "--json", str(backup), path).json
    assert again["judgements"] == 0
    other = tmp_path / "again.json"
    quaere("export", path, "--format", "json", "--output", str(other))
    assert other.read_bytes() == backup.read_bytes()


def test_merging_takes_them_in_once_and_leaves_what_was_taken_back(
    quaere: Runner,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dismissed: Finding,
    added: str,
) -> None:
    there, path = places().data, str(folder)
    before = listed(quaere, path)
    monkeypatch.setenv("QUAERE_DATA_DIR", str(tmp_path / "other"))
    quaere("notes", "merge", str(there))
    assert listed(quaere, path) == before
    with Store(places().data) as store:
        kept = Judgements(store)
        for each in judgements.every(store):
            kept.remove(each.id)
    quaere("notes", "merge", str(there))
    assert dismissed.text in listed(quaere, path)
    assert added not in listed(quaere, path)


def test_a_narrowed_export_is_no_backup(quaere: Runner, folder: Path, dismissed: Finding) -> None:
    assert quaere("export", str(folder), "--format", "json", "--tag", "x").status == 1
    assert "judgements" in quaere("export", str(folder), "--format", "json").out
    assert quaere("export", str(folder), "--format", "markdown").status == 1


def test_findings_are_listed_where_notes_cannot_be_read_and_none_is_made(
    quaere: Runner, folder: Path
) -> None:
    before = listed(quaere, str(folder))
    assert not places().data.exists() or not list(places().data.iterdir())
    places().data.mkdir(parents=True, exist_ok=True)
    (places().data / FILE_NAME).write_bytes(b"no database at all" * 500)
    done = quaere("findings", "--json", str(folder))
    assert [each["text"] for each in done.json["findings"]] == before
    assert "what was dismissed or added is not known" in done.err


@pytest.mark.parametrize("without", [(), ("article",)])
def test_a_backup_tells_articles_of_one_title_apart(
    quaere: Runner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    without: tuple[str, ...],
) -> None:
    folder, backup = tmp_path / "articles", tmp_path / "backup.json"
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        shutil.copy(SAMPLES / NAME, folder / name)
    first, second = folder / "a" / NAME, folder / "b" / NAME
    first.write_text(first.read_text().replace(" the ", " one ", 40))
    read = read_file(second)
    risk = next(each for each in find_findings(read) if each.kind == "risk" and each.shown)
    with Store(places().data) as store:
        Judgements(store).dismiss(read, second, risk)
    quaere("export", str(folder), "--format", "json", "--output", str(backup))
    content = json.loads(backup.read_text())
    for each in content["judgements"]:
        for key in without:  # as backups were before
            del each[key]
    backup.write_text(json.dumps(content))
    monkeypatch.setenv("QUAERE_DATA_DIR", str(tmp_path / "empty"))
    quaere("notes", "import", str(backup), str(folder))
    with Store(places().data) as store:
        (taken,) = judgements.every(store)
    assert taken.article.path == str(second.resolve())


def test_a_backup_in_a_folder_gives_each_article_its_own_judgements(
    quaere: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    dismissals: dict[str, str] = {}
    with Store(places().data) as store:
        for file in sorted(SAMPLES.glob("*.md"))[:3]:
            shutil.copy(file, folder)
            read = read_file(folder / file.name)
            judged = Judgements(store).dismiss(read, folder / file.name, find_findings(read)[0])
            dismissals[judged.id] = file.name
    noted = sorted(folder.iterdir())[0]  # The others have judgements alone.
    quote = read_file(noted).text.split("\n")[0][:30]
    assert quaere("notes", "add", str(noted), "--quote", quote).status == 0
    export = ("export", str(folder), "--format", "json", "--output", f"{out}/")
    assert quaere(*export).status == 0
    contents = [json.loads(file.read_text()) for file in out.iterdir()]
    held = [{each["id"]: each["path"] for each in made["judgements"]} for made in contents]
    assert [len(each) for each in held] == [1, 1, 1]
    assert {id: path for each in held for id, path in each.items()} == dismissals
    before = {file: file.read_bytes() for file in out.iterdir()}
    quaere(*export)
    assert {file: file.read_bytes() for file in out.iterdir()} == before
    monkeypatch.setenv("QUAERE_DATA_DIR", str(tmp_path / "empty"))
    for file in out.iterdir():
        assert quaere("notes", "import", str(file), str(folder)).status == 0
    with Store(places().data) as store:
        assert {each.id for each in judgements.every(store)} == set(dismissals)


def test_a_backup_holds_them_after_the_folder_was_renamed(
    quaere: Runner, folder: Path, dismissed: Finding, added: str
) -> None:
    now = folder.rename(folder.with_name("renamed"))
    for path in (now, now / NAME):
        backup = quaere("export", str(path), "--format", "json").json
        assert [each["path"] for each in backup["judgements"]] == [NAME, NAME]
