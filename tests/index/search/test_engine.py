"""What an index keeps through writing, failing, merging and being read beside a writer."""

from __future__ import annotations

import random
import resource
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.search.engine import WhooshEngine
from index.search.errors import EngineBusy, EngineDamaged
from index.search.language import parse
from index.search.protocol import Engine, EngineHit, SectionDocument
from tests.index.search.sample import SECTIONS, generated


def texts(engine: Engine, query: str) -> list[tuple[str, int]]:
    """Article and section of all hits."""
    return sorted((hit.article, hit.section) for hit in engine.search(parse(query), 1000)[1])


def test_an_empty_index_answers(engine: WhooshEngine) -> None:
    assert engine.count() == 0
    assert engine.articles() == {}
    assert engine.search(parse("risk -bank date:2026"), 10) == (0, [])
    assert engine.search(parse("~risk author:a* NOT x"), 10) == (0, [])
    assert engine.completions("r") == []
    assert engine.suggest("risk", parse("risk")) is None
    engine.warm()


def test_sections_come_back_under_their_article(engine: WhooshEngine) -> None:
    engine.replace(SECTIONS, ())
    assert engine.count() == len(SECTIONS)
    assert engine.articles() == {"tariffs": 2, "vaccine": 2, "notes": 1, "undated": 1}
    total, hits = engine.search(parse("flour"), 5)
    assert total == 1
    assert hits == [EngineHit("tariffs", 1, hits[0].score)]
    assert hits[0].score > 0


def test_an_article_is_replaced_as_a_whole(engine: WhooshEngine) -> None:
    engine.replace([generated("a", n, f"old text {n}") for n in range(5)], ())
    engine.replace([generated("a", 0, "new text")], ())
    assert engine.articles() == {"a": 1}
    assert texts(engine, "old") == []
    assert texts(engine, "text") == [("a", 0)]


def test_removing_and_adding_is_one_commit(engine: WhooshEngine) -> None:
    engine.replace([generated("a", 0, "alder"), generated("b", 0, "birch")], ())
    engine.replace([generated("c", 0, "cedar")], ["a", "unknown"])
    assert engine.articles() == {"b": 1, "c": 1}
    engine.replace((), ["b", "c"])
    assert engine.count() == 0


def test_of_equal_keys_in_a_batch_the_first_counts(engine: WhooshEngine) -> None:
    engine.replace([generated("a", 0, "alder"), generated("a", 0, "birch")], ())
    assert engine.articles() == {"a": 1}
    assert texts(engine, "alder birch") == [("a", 0)]
    assert texts(engine, "birch") == []


def test_documents_may_be_lazy(engine: WhooshEngine) -> None:
    engine.replace((generated("a", n, "alder") for n in range(3)), (name for name in ["b"]))
    assert engine.count() == 3


# What other software that uses Whoosh stumbled over


def test_a_reader_sees_exactly_the_living_after_many_commits(tmp_path: Path) -> None:
    """Deletions, updates and merges, seen from an engine that stays open."""
    chance = random.Random(7)
    writer = WhooshEngine.create(tmp_path / "search")
    reader = WhooshEngine.open(tmp_path / "search")
    living: dict[str, int] = {}
    for step in range(40):
        article = f"a{chance.randrange(12)}"
        if chance.random() < 0.3:
            writer.replace((), [article])
            living.pop(article, None)
        else:
            living[article] = chance.randrange(1, 4)
            sections = [
                generated(article, n, f"common step{step} own{article}")
                for n in range(living[article])
            ]
            writer.replace(sections, ())
        expected = sorted((name, n) for name, count in living.items() for n in range(count))
        assert texts(reader, "common") == expected
        assert texts(reader, '"common" NOT nothing') == expected
        assert texts(reader, "-nothing format:text") == []
        assert reader.articles() == living
        assert reader.count() == len(expected)
    assert len(list((tmp_path / "search").glob("*.seg"))) <= 12
    writer.close()
    reader.close()


def test_deleted_documents_at_the_front_do_no_harm(engine: WhooshEngine) -> None:
    """Postings are kept in blocks of 128: here whole blocks are of deleted documents."""
    sections = [
        SectionDocument(f"a{n}", 0, "common" if n % 9 == 5 else "rare", None, f"common word {n}")
        for n in range(400)
    ]
    engine.replace(sections, ())
    engine.replace((), [f"a{n}" for n in range(300)])
    living = [(f"a{n}", 0) for n in range(300, 400)]
    for query in ("common", "text:common", '"common word"', '"word common"~3', "comm* -title:x"):
        assert texts(engine, query) == living
    assert len(texts(engine, "title:common")) == 11
    engine.replace((), [f"a{n}" for n in range(300, 400)])
    assert texts(engine, 'common "common word"') == []


def test_segments_stay_few_and_lose_nothing(engine: WhooshEngine) -> None:
    for n in range(30):
        engine.replace([generated(f"a{n}", 0, f'common word{n} "one two" {n}')], ())
    assert len(list(engine.folder.glob("*.seg"))) < 10
    assert len(texts(engine, "common")) == 30
    assert texts(engine, "word17") == [("a17", 0)]
    assert len(texts(engine, '"one two"')) == 30


def test_a_document_that_fails_undoes_its_batch(engine: WhooshEngine) -> None:
    engine.replace([generated("a", 0, "alder")], ())

    def failing() -> Iterator[SectionDocument]:
        yield generated("b", 0, "birch")
        yield SectionDocument("c", 0, "title", None, None)  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        engine.replace(failing(), ["a"])
    assert engine.articles() == {"a": 1}
    engine.replace([generated("b", 0, "birch")], ())
    assert texts(engine, "alder birch") == [("a", 0), ("b", 0)]


def test_an_interrupted_batch_leaves_no_lock(engine: WhooshEngine) -> None:
    def interrupted() -> Iterator[SectionDocument]:
        yield generated("b", 0, "birch")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        engine.replace(interrupted(), ())
    other = WhooshEngine.open(engine.folder)
    other.replace([generated("c", 0, "cedar")], ())
    assert other.articles() == {"c": 1}
    assert caught.tb  # whoever keeps the exception keeps the writer, but not its lock
    other.close()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The system refuses to write more than this into any file, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [10, 500, 2_000, 6_000])
def test_a_commit_that_the_disk_refuses_changes_nothing_and_frees_the_lock(
    engine: WhooshEngine, size: int
) -> None:
    engine.replace([generated("a", 0, "alder")], ())
    long = [generated("b", n, " ".join(f"word{n}x{m}" for m in range(50))) for n in range(20)]
    with files_no_larger_than(size), pytest.raises(OSError, match="File too large"):
        engine.replace(long, ["a"])
    assert engine.articles() == {"a": 1}
    engine.replace(long, ["a"])
    assert engine.articles() == {"b": 20}


def test_marked_up_words_are_found(engine: WhooshEngine) -> None:
    engine.replace([generated("a", 0, "**risk** a*b _term_")], ())
    for query in ("risk", '"risk"', "b", "term", "ris*"):
        assert texts(engine, query) == [("a", 0)]


def test_a_second_writer_is_refused(engine: WhooshEngine) -> None:
    other = WhooshEngine.open(engine.folder)

    def meanwhile() -> Iterator[SectionDocument]:
        with pytest.raises(EngineBusy):
            other.replace([generated("b", 0, "birch")], ())
        yield generated("a", 0, "alder")

    engine.replace(meanwhile(), ())
    assert other.articles() == {"a": 1}
    other.close()


def test_readers_beside_a_writer_see_whole_commits(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    writer = WhooshEngine.create(folder)
    writer.replace([generated("a", n, "common") for n in range(3)], ())
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            reader = WhooshEngine.open(folder)
            seen.add(reader.search(parse("common"), 10)[0])
            seen.add(len(texts(reader, '"common"')))
            reader.close()

    threads = [threading.Thread(target=read) for _ in range(2)]  # pytest fails on what they raise
    for thread in threads:
        thread.start()
    for n in range(25):
        writer.replace([generated("a", m, f"common {n}") for m in range(3)], ())
    stop.set()
    for thread in threads:
        thread.join()
    writer.close()
    assert seen == {3}


def test_one_engine_answers_several_threads(library: WhooshEngine) -> None:
    queries = ["risk", '"price of access"', "reimb*", "access AND price", "~tarifs"]
    expected = [texts(library, query) for query in queries]
    wrong: list[str] = []

    def ask(offset: int) -> None:
        for n in range(40):
            at = (n + offset) % len(queries)
            if texts(library, queries[at]) != expected[at]:
                wrong.append(queries[at])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# Texts nobody would write


def test_strange_texts_are_indexed(engine: WhooshEngine) -> None:
    strange = [
        "",
        " \n\n ",
        "word " * 70_000 + "last",
        "x" * 1_000_000,
        "1,234," * 50_000,
        "\x00\x1b[31m \ud800 ok",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ﷺ ½ 🏳️‍🌈",
    ]
    engine.replace([generated("a", n, text) for n, text in enumerate(strange)], ())
    engine.replace([SectionDocument("t", 0, "a1" * 30_000, "b-2 " * 9_000, "tail")], ())
    assert engine.count() == len(strange) + 1
    assert texts(engine, '"word last"') == [("a", 2)]
    assert texts(engine, "unicode") == [("a", 6)]
    assert texts(engine, "ok") == [("a", 5)]
    assert texts(engine, 'text:tail title:"a 1"') == [("t", 0)]


# Damage


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The folder of a closed index."""
    engine = WhooshEngine.create(tmp_path / "search")
    engine.replace(SECTIONS, ())
    engine.close()
    return tmp_path / "search"


def use(folder: Path) -> None:
    """Open an index and read all there is in it."""
    engine = WhooshEngine.open(folder)
    try:
        engine.warm()
        engine.count()
        engine.articles()
        for query in ("risk price", '"price of access"', "reimb*", "date:2026 author:marsh"):
            engine.search(parse(query), 10)
    finally:
        engine.close()


@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "MAIN_*.seg"])
@pytest.mark.parametrize("keep", [0.0, 0.3, 0.6, 0.95])
def test_a_cut_file_is_damage(built: Path, pattern: str, keep: float) -> None:
    (file,) = built.glob(pattern)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(EngineDamaged):
        use(built)


def test_flipped_bytes_are_damage_or_do_no_harm(built: Path) -> None:
    (segment,) = built.glob("MAIN_*.seg")
    sound = segment.read_bytes()
    chance = random.Random(3)
    damaged = 0
    for _ in range(25):
        data = bytearray(sound)
        for _ in range(40):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        segment.write_bytes(bytes(data))
        try:
            use(built)
        except EngineDamaged:
            damaged += 1
    assert damaged


@pytest.mark.parametrize("name", ["_MAIN_*.toc", "MAIN_*.seg", "stamp"])
def test_a_missing_file_is_damage(built: Path, name: str) -> None:
    for file in built.glob(name):
        file.unlink()
    with pytest.raises(EngineDamaged):
        use(built)


def test_a_damaged_index_cannot_be_written(built: Path) -> None:
    engine = WhooshEngine.open(built)
    (toc,) = built.glob("_MAIN_*.toc")
    toc.write_bytes(b"")
    with pytest.raises(EngineDamaged):
        engine.replace([generated("a", 0, "alder")], ())
    engine.close()


def test_opening_and_changing_a_large_index_takes_little_memory(tmp_path: Path) -> None:
    made = random.Random(1)
    engine = WhooshEngine.create(tmp_path / "index")
    words = [f"{made.randrange(10**9)}" for _ in range(20_000)]
    for article in ("one", "two", "three"):
        engine.replace(
            [
                SectionDocument(article, n, "Title", None, " ".join(made.sample(words, 2_000)))
                for n in range(100)
            ],
            (),
        )
    engine.close()
    size = sum(file.stat().st_size for file in (tmp_path / "index").iterdir())
    tracemalloc.start()
    try:
        engine = WhooshEngine.open(tmp_path / "index")
        assert engine.count() == 300
        engine.replace([SectionDocument("two", 0, "Title", None, "quicksilver")], ())
        assert engine.count() == 201
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < size / 4
    engine.close()
