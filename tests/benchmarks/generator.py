"""Collections of any size for measuring: articles that look like articles and say nothing.

Article N of a seed is always the same, whatever the size of the collection. Most are Markdown with
front matter, some plain text, some saved pages. Nothing of the product is used here.

    python -m tests.benchmarks.generator FOLDER --articles 2000 --seed 1
"""

from __future__ import annotations

import argparse
import html
import os
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.benchmarks import words

WORDS = 1400
"""Words of an article, on average."""
_WRITTEN = 1_767_225_600
"""When all files were last changed: long ago, so that nothing takes them for just written."""

_STATEMENTS = (
    "The {j} {n} of {name} {v} the {topic} in {year}, and {actors} noticed.",
    "{name} {v} its {topic} after a {j} {n}, by {percent} in {year}.",
    "{Actors} put the cost at {money}, of which {percent} went to {topic}.",
    "In {name}, {count} were part of the {n}, {percent} more than the year before.",
    "A {j} {term} {v} what {actors} had called the {j} {n} of the {topic}.",
    "{hedged} {v2} the {topic}, but {actors} warn that the {n} {hedge} fail.",
    "According to {name}, the {topic} {hedge} cost {money} by {year}.",
    "There is no evidence that {term} helps with {topic}; the {n} covers {count}.",
    "If the {topic} stay {j}, the {n} {hedge} lose {percent} of its {n2}.",
    "“We have {count} and a {j} {n},” says {name} of the {topic}.",
    "The {n} took {days} days, compared with {days2} for the {j} {n2} in {name}.",
    "What the {j} {topic} had in common was {term}, and a {n} that nobody wanted.",
    "Between {year} and {year2} the {topic} grew from {money} to {money2}.",
    "{Actors} in {name} had asked for a {n}; they were given a {j} {term} instead.",
)
_QUESTIONS = (
    "Why does {name} matter for the {topic}?",
    "What has the {n} cost?",
    "Who pays for the {topic}?",
    "Will {name} change its {n}?",
    "How does {term} work?",
    "What are {actors} likely to watch?",
    "Where do the {topic} go next?",
    "When could the {n} be felt in {name}?",
    "Can the {topic} recover?",
    "Is the {j} {n} enough?",
    "Which {actors} doubt the {n}?",
    "What {actors} should watch",
    "How the {n} reached {name}",
)
_TITLES = (
    "The {j} {n}: what {name} means for the {topic}",
    "{name} and the price of {topic}",
    "Can {term} save the {topic}?",
    "A {j} {n} for {name}",
)


@dataclass(frozen=True, slots=True)
class Made:
    """An article before it has a format."""

    title: str
    author: str
    date: str
    source: str
    tags: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def common_names(seed: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Four thousand names that articles share, and their cumulated weights: few are frequent."""
    random = Random(f"names {seed}")
    names = tuple(words.name(random) for _ in range(4000))
    return names, tuple(accumulate(1 / rank for rank in range(1, len(names) + 1)))


@cache
def _term_weights() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 5) for rank in range(len(words.TERMS))))


class _Author:
    """Writes sentences on one topic."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = Random(f"{seed} {number}")
        self.topic = self.random.choice(tuple(words.TOPICS))
        self.own_names = [words.name(self.random) for _ in range(3)]
        self.names, self.weights = common_names(seed)

    def name(self) -> str:
        if self.random.random() < 0.4:
            return self.random.choice(self.own_names)
        return self.random.choices(self.names, cum_weights=self.weights)[0]

    def write(self, pattern: str) -> str:
        """A sentence, question or title from its pattern."""
        choose, number = self.random.choice, self.random.randrange
        actors, topic = choose(words.ACTORS), choose(words.TOPICS[self.topic])
        term = self.random.choices(words.TERMS, cum_weights=_term_weights())[0]
        year, name, hedge = number(2008, 2026), self.name(), choose(words.HEDGES)
        written = pattern.format(
            name=name, actors=actors, Actors=actors.capitalize(), topic=topic, term=term,
            n=choose(words.NOUNS), n2=choose(words.NOUNS), j=choose(words.ADJECTIVES),
            v=choose(words.VERBS), v2=choose(("slow", "reduce", "raise", "delay", "end")),
            hedge=hedge, hedged=f"The {choose(words.NOUNS)} {hedge}",
            percent=f"{number(1, 96)}{choose(('%', '%', ' per cent'))}",
            money=f"${number(10, 990) / 10:.1f} {choose(('million', 'billion'))}",
            money2=f"€{number(2, 900)}m", count=f"{number(2, 90) * 100:,} {choose(words.COUNTED)}",
            year=year, year2=year + number(1, 8), days=number(3, 40), days2=number(41, 400),
        )  # fmt: skip
        return written[0].upper() + written[1:]

    def paragraphs(self, size: int) -> tuple[str, ...]:
        """Paragraphs of three to seven sentences, `size` words or a few more."""
        made: list[str] = []
        length = 0
        while length < size:
            count = self.random.randrange(3, 8)
            made.append(" ".join(self.write(self.random.choice(_STATEMENTS)) for _ in range(count)))
            length += len(made[-1].split())
        return tuple(made)


def make(number: int, seed: int, size: int = WORDS) -> Made:
    """Article `number` of a seed, of about `size` words: a lead and six to ten sections."""
    author = _Author(number, seed)
    random = author.random
    size = max(30, round(size * random.uniform(0.6, 1.4)))
    count = random.randrange(6, 11)
    sections = [("", author.paragraphs(size // (2 * count)))]
    for pattern in random.sample(_QUESTIONS, count):
        sections.append((author.write(pattern), author.paragraphs(size // (count + 1))))
    return Made(
        title=author.write(random.choice(_TITLES)),
        author=f"{author.name()} {author.name()}",
        date=f"{random.randrange(2015, 2026)}-{random.randrange(1, 13):02}-"
        f"{random.randrange(1, 29):02}",
        source=f"https://{author.topic}.example/{number}",
        tags=(author.topic, random.choice(words.NOUNS)),
        sections=tuple(sections),
    )


def as_markdown(made: Made) -> str:
    """With front matter and headings of the second level."""
    head = (
        f'---\ntitle: "{made.title}"\nauthor: {made.author}\ndate: {made.date}\n'
        f"source: {made.source}\ntags: [{', '.join(made.tags)}]\n---\n"
    )
    return head + "".join(
        (f"\n## {heading}\n" if heading else "")
        + "".join(f"\n{paragraph}\n" for paragraph in paragraphs)
        for heading, paragraphs in made.sections
    )


def as_text(made: Made) -> str:
    """As pasted: a title, hard line ends, headings on lines of their own."""
    pieces = [made.title, f"By {made.author}, {made.date}"]
    for heading, paragraphs in made.sections:
        pieces += [heading] if heading else []
        pieces += [textwrap.fill(paragraph, 76) for paragraph in paragraphs]
    return "\n\n".join(pieces) + "\n"


def as_page(made: Made) -> str:
    """As saved: an article within the furniture of a site."""
    body = "".join(
        (f"<h2>{html.escape(heading)}</h2>\n" if heading else "")
        + "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
        for heading, paragraphs in made.sections
    )
    title = html.escape(made.title)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="author" content="{made.author}">'
        f'<meta property="article:published_time" content="{made.date}">\n'
        f'<link rel="canonical" href="{made.source}"></head>\n<body><nav><a href="/">Home</a> '
        f'<a href="/all">All</a></nav>\n<main><article><h1>{title}</h1>\n{body}</article></main>\n'
        "<footer><p>Made for measuring.</p></footer></body></html>\n"
    )


def articles(count: int, seed: int = 1, size: int = WORDS) -> Iterator[tuple[str, str]]:
    """Names (relative, with "/") and contents of `count` articles: 18 of 20 are Markdown."""
    for number in range(count):
        made = make(number, seed, size)
        kind = {7: (".txt", as_text), 13: (".html", as_page)}
        extension, render = kind.get(number % 20, (".md", as_markdown))
        yield f"{made.tags[0]}/{number:05}{extension}", render(made)


def long_article(characters: int, seed: int = 1) -> str:
    """One Markdown article of at least so many characters."""
    parts: list[str] = []
    length = number = 0
    while length < characters:
        made = make(number, seed)
        parts.append(as_markdown(made) if not parts else as_markdown(made).split("---\n", 2)[2])
        length += len(parts[-1])
        number += 1
    return "".join(parts)


def write(folder: Path, count: int, seed: int = 1, size: int = WORDS) -> int:
    """Writes a collection; gives the number of bytes."""
    total = 0
    for name, content in articles(count, seed, size):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        total += file.write_bytes(content.encode())
        os.utime(file, (_WRITTEN, _WRITTEN))
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a collection of generated articles.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, default=WORDS, help="words of an article, on average")
    chosen = parser.parse_args(arguments)
    total = write(chosen.folder, chosen.articles, chosen.seed, chosen.words)
    print(f"{chosen.articles} articles, {total / 1e6:.1f} MB in {chosen.folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
