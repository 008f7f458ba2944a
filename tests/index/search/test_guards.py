"""What is checked before an index is opened: the library, the folder, the stamp."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import whoosh

import index
from index.search.engine import WhooshEngine
from index.search.errors import EngineDamaged, EngineUnavailable
from index.search.guards import WHOOSH, check_library

ROOT = Path(index.__file__).parents[1]


def test_the_release_we_read_is_the_one_installed_and_required() -> None:
    assert tuple(whoosh.__version__) == WHOOSH
    assert metadata.version("whoosh3") == ".".join(map(str, WHOOSH))
    requirement = f'"whoosh3=={metadata.version("whoosh3")}"'
    assert requirement in (ROOT / "pyproject.toml").read_text("utf-8")


def test_another_release_is_refused() -> None:
    with pytest.raises(EngineUnavailable, match=r"pip install whoosh3==3\.54\.0"):
        check_library((3, 55, 0))


def test_another_distribution_of_the_same_name_is_refused(tmp_path: Path) -> None:
    """Both fill the folder `whoosh/`: whose files are there nobody knows."""
    information = tmp_path / "whoosh_reloaded-2.7.5.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Name: Whoosh-Reloaded\nVersion: 2.7.5\n", "utf-8")
    program = (
        "from pathlib import Path\n"
        "from index.search.engine import WhooshEngine\n"
        "from index.search.errors import EngineUnavailable\n"
        "try: WhooshEngine.create(Path('never'))\n"
        "except EngineUnavailable as error: print(error)\n"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "pip uninstall Whoosh-Reloaded" in told.stdout
    assert not (tmp_path / "never").exists()


def test_only_the_engine_imports_whoosh() -> None:
    program = (
        "import sys, index.search.language, index.search.matching, index.search.snippets\n"
        "import index.search.passages, index.search.vocabulary, index.search.snapshot\n"
        "print([m for m in ('whoosh', 'rapidfuzz', 'sqlite3') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_a_new_index_is_ours_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        WhooshEngine.create(tmp_path / "search").close()
    finally:
        os.umask(before)
    assert (tmp_path / "search").stat().st_mode & 0o777 == 0o700


def test_an_index_is_never_made_over_something(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", "ascii")
    with pytest.raises(FileExistsError):
        WhooshEngine.create(tmp_path)
    WhooshEngine.create(tmp_path / "search").close()
    with pytest.raises(FileExistsError):
        WhooshEngine.create(tmp_path / "search")


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o720])
def test_a_folder_others_may_write_to_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "search"
    WhooshEngine.create(folder).close()
    folder.chmod(mode)
    with pytest.raises(EngineUnavailable, match="others may write"):
        WhooshEngine.open(folder)


def test_a_link_is_refused(tmp_path: Path) -> None:
    WhooshEngine.create(tmp_path / "search").close()
    (tmp_path / "link").symlink_to(tmp_path / "search")
    with pytest.raises(EngineUnavailable, match="link"):
        WhooshEngine.open(tmp_path / "link")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    WhooshEngine.create(folder).close()
    os.chown(folder, 12345, 12345)
    with pytest.raises(EngineUnavailable, match="somebody else"):
        WhooshEngine.open(folder)


def test_no_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(EngineDamaged, match="no search index"):
        WhooshEngine.open(tmp_path / "search")
    (tmp_path / "empty").mkdir(mode=0o700)
    with pytest.raises(EngineDamaged, match="is damaged"):
        WhooshEngine.open(tmp_path / "empty")


def test_an_index_of_another_version_is_damage(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    WhooshEngine.create(folder).close()
    (folder / "stamp").write_text("quaere search 0, whoosh 2.7.4\n", "ascii")
    with pytest.raises(EngineDamaged, match="another version"):
        WhooshEngine.open(folder)
