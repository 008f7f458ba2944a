"""Every hostile item becomes what it must: an article that is shown, or a reason why there is none.

A key is answered within a second of the processor's time, and where the machine that tests is slow,
within twice what it takes with an article that means no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.article import Article
from index.collection import Collection
from index.text import clean, clean_line
from tests.terminal.hostile import Planter
from tests.terminal.items import Item, make_items
from tests.terminal.pty_app import Condition, PtyApp
from tests.terminal.signs import the_library_is_shown, without
from tests.terminal.visiting import Scene, Visit, environment, visible, visiting

ANSWERED_WITHIN = 1.0
"""Seconds of CPU that a key may cost."""


@dataclass(frozen=True, slots=True)
class Items(Scene):
    """The items in a folder, and that folder as it was before anything looked at it."""

    items: tuple[Item, ...]
    untouched: dict[Path, tuple[int, int]]

    def of(self, *musts: str) -> list[Item]:
        """The items that must end so."""
        return [item for item in self.items if item.must in musts]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Items:
    folder = tmp_path_factory.mktemp("items")
    planter, root = Planter(), folder / "items"
    items = make_items(root, planter)
    scene = Items(planter, root, environment(folder), tuple(items), states(root))
    scene.run("index", root)
    return scene


def states(root: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of everything in a folder."""
    found = ((path, path.lstat()) for path in root.rglob("*"))
    return {path: (state.st_size, state.st_mtime_ns) for path, state in found if path != root}


@pytest.fixture(scope="module")
def collection(scene: Items) -> Collection:
    return Collection(scene.root, Path(scene.env["QUAERE_CACHE_DIR"]))


def test_there_are_many(scene: Items) -> None:
    assert len(scene.items) >= 150
    assert len({item.planted.payload.name for item in scene.items}) > 20


def test_each_is_an_article_or_has_a_reason(scene: Items, collection: Collection) -> None:
    articles = {summary.path: summary for summary in collection.articles()}
    reasons = dict(collection.skipped())
    assert len(articles) + len(reasons) == len(scene.items)
    wrong = []
    for item in scene.items:
        if item.must == "refused":
            told = [why for path, why in reasons.items() if item.planted.safe in path]
            good = len(told) == 1 and item.why in told[0]
        else:
            path = next(path for path in articles if path == clean_line(item.path))
            article = collection.read(articles[path].id)
            place = {"text": article.text, "title": article.title, "name": article.path}
            good = item.planted.safe in place[item.must] and is_clean(article)
        if not good:
            wrong.append(item.path)
    assert wrong == []


def is_clean(article: Article) -> bool:
    about = article.metadata
    words = (article.text, about.title, article.path, about.source or "", *about.authors)
    return all(clean(text) == text for text in (*words, *about.tags))


def test_nothing_was_run_and_nothing_touched(scene: Items) -> None:
    assert states(scene.root) == scene.untouched
    assert list(scene.root.parent.rglob("pwned")) == []


# In a terminal


class Costs:
    """What the keys of a visit cost the reader, in seconds of CPU."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._dearest = 0.0
        self._hostile: dict[str, float] = {}

    @contextmanager
    def of(self, what: str, *, harmless: bool) -> Iterator[None]:
        """What is done here is the answer to one key."""
        before = self._visit.cpu_seconds()
        yield
        cost = self._visit.cpu_seconds() - before
        if harmless:
            self._dearest = max(self._dearest, cost)
        else:
            self._hostile[what] = max(cost, self._hostile.get(what, 0.0))

    def press(self, key: str, sign: Condition, item: Item) -> None:
        """Press a key, wait for its answer, look at it."""
        plain = item.path.startswith("time-")  # nothing in it but plain words
        with self.of(f"{key} at {item.path!r}", harmless=plain):
            self._visit.press(key)
            self._visit.wait_for(sign)
        self._visit.look()

    def too_dear(self) -> dict[str, float]:
        """The keys that went unanswered for too long."""
        most = max(ANSWERED_WITHIN, 2 * self._dearest)
        return {what: cost for what, cost in self._hostile.items() if cost > most}


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.long)])
def test_every_article_is_shown_and_left_again(scene: Items, every: int) -> None:
    """By way of the search, so that its list and the articles are seen with all of them."""
    with visiting(scene) as visit:
        costs = Costs(visit)
        visit.press("s")
        visit.wait_for("in all articles")
        for item in scene.of("text")[::every]:
            word = item.planted.safe
            with costs.of(f"searching for {word}", harmless=False):
                visit.send(word)
                visit.wait_for(" in 1 article")
            costs.press("enter", found_in_an_article(word), item)
            costs.press("escape", " in 1 article", item)
            costs.press("ctrl+u", "in all articles", item)
    assert costs.too_dear() == {}


def found_in_an_article(word: str) -> Condition:
    """An article is open, and says in its bar where the word is; the text is there too."""

    def the_word_is_found(screen: list[str]) -> bool:
        return f": {word}" in screen[0] and any(word in row for row in screen[1:])

    return the_word_is_found


def test_titles_and_names_are_listed(scene: Items) -> None:
    wanted = {item.planted.safe for item in scene.of("title")}
    with visiting(scene) as visit:
        visit.press("g")
        visit.read_until(wanted)
        visit.press("x")
        visit.wait_for("Files that could not be read")
        visit.read_until({item.planted.safe for item in scene.of("refused")})


@pytest.mark.parametrize("item", ["name", "title"])
def test_a_hostile_name_is_shown_where_its_article_is_told_of(scene: Items, item: str) -> None:
    with visiting(scene) as visit:
        for each in scene.of(item)[:6:2]:
            visit.open_article(each.planted.safe)
            visit.press_and_see("I")
            visit.wait_for(each.planted.safe)
            visit.press("escape", "escape")
            visit.wait_for(the_library_is_shown)
            visit.press("escape")
            visit.wait_for(without(" 1 shown"))


# Commands


@pytest.mark.parametrize(
    "arguments",
    [
        ("index", "{root}", "--rebuild"),
        ("search", "{root}", "harbour", "--limit", "500"),
        ("questions", "{root}"),
        ("findings", "{root}"),
        ("ask", "{root}", "What follows?"),
        ("stats", "{root}"),
        ("doctor", "{root}"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_commands_on_a_terminal(scene: Items, arguments: tuple[str, ...]) -> None:
    command = [each.format(root=scene.root) for each in arguments]
    with PtyApp(*command, env=scene.env, cwd=scene.root, columns=100) as app:
        assert app.wait_for_end() in (0, 1)
    scene.assert_harmless(bytes(app.raw), "\x1b[K")
    assert visible(bytes(app.raw)).strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ("index", "{root}", "--json"),
        ("index", "{root}", "--rebuild", "--progress", "json"),
        ("search", "{root}", "harbour \x9b31m \u202e", "--limit", "500", "--json"),
        ("questions", "{root}", "--json"),
        ("findings", "{root}", "--json"),
        ("ask", "{root}", "What \x9d0;follows?", "--json"),
        ("doctor", "{root}", "--json"),
        *(("show", f"{{root}}/{number}", "--json") for number in range(0, 170, 17)),
    ],
    ids=" ".join,
)
def test_json_holds_escapes_only_as_json_writes_them(
    scene: Items, arguments: tuple[str, ...]
) -> None:
    command = [each.format(root=scene.root) for each in arguments]
    if command[0] == "show":
        number = int(Path(command[1]).name)
        command[1] = str(scene.root / scene.of("text", "title", "name")[number].path)
    out = scene.run(*command).stdout
    assert set(out.decode()) & set(map(chr, (*range(32), *range(127, 160)))) <= {"\n"}
    assert clean(out.decode().replace("\n", "")) == out.decode().replace("\n", "")
    for line in out.splitlines() if "--progress" in command else [out]:
        assert isinstance(json.loads(line), dict)
