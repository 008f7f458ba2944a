"""Pasted and plain text becomes an article, and what came along is put aside."""

from __future__ import annotations

import pytest

from index.article import Article
from tests.index.formats import reading
from tests.index.formats.reading import dropped, headings, texts

BODY = "The court decided on Tuesday that the state has to pay for it, but not for ever."
MORE = "Nobody knows how much that will be, since the towns and the ministry count differently."

PASTED = f"""Skip to content
Why the harbour ruling matters for small ports
A court has changed who pays for dredging. The bill may land on towns.
By Jane Doe and John Smith
November 22, 2026 · 8 min read
Share
Facebook Twitter LinkedIn Email

A dredger at work near the harbour. Photograph: Ann Other
A dredger at work near the harbour. Photograph: Ann Other

{BODY}

What did the court decide?
{BODY}

Read more: Five charts that explain the price of sand

How much will the towns pay?

{MORE}

Sign up for our newsletter to get the best of our reporting every week.

A difficult year ahead

{MORE}

Is there a way out?

Yes.

{MORE}

Related articles
Is the tide turning for wind farms?
The sand that nobody wants

3 Comments
Bob
November 23, 2026 at 10:15 am
Did they think of the fishermen?
Reply

Leave a Reply
Your email address will not be published. Required fields are marked *
Comment *
Name *
Email *
Save my name, email, and website in this browser for the next time I comment.
Post Comment
© 2026 The Harbour Times. All rights reserved.
"""


def read(text: str | bytes) -> Article:
    return reading.read(text, "folder/note.txt")


def test_a_pasted_article() -> None:
    article = read(PASTED)
    assert article.title == "Why the harbour ruling matters for small ports"
    assert article.metadata.authors == ("Jane Doe", "John Smith")
    assert (article.metadata.published, article.metadata.published_from) == ("2026-11-22", "text")
    assert [(s.heading, s.kind) for s in article.sections] == [
        (None, "lead"),
        ("What did the court decide?", "question"),
        ("How much will the towns pay?", "question"),
        ("A difficult year ahead", "topic"),
        ("Is there a way out?", "question"),
    ]
    assert texts(article, "caption") == [
        "A dredger at work near the harbour. Photograph: Ann Other"
    ]
    assert texts(article, "paragraph")[0].startswith("A court has changed")
    assert texts(article, "paragraph")[-1] == MORE


def test_nothing_is_lost_silently() -> None:
    article = read(PASTED)
    kept = f"{article.title}\n{article.text}\n" + "\n".join(d.text for d in article.dropped)
    for line in filter(str.strip, PASTED.splitlines()):
        assert line in kept
    assert dropped(article, "navigation") == [
        "Read more: Five charts that explain the price of sand",
        "Related articles",
        "Is the tide turning for wind farms?",
        "The sand that nobody wants",
    ]
    assert "Post Comment" in dropped(article, "boilerplate")


def test_hard_wrapped_text_is_unwrapped() -> None:
    article = read(
        """The quiet return of the night train
===================================

After twenty years of decline, sleeper trains are back on the map of
Europe. New companies have bought old carriages, and governments that
once closed lines now pay for them. Whether that lasts is unclear.

Why did they vanish?
Cheap flights are the usual answer, and it is half of the truth. The
other half is track charges, which doubled in Germany between 1998 and
2012. The number of lines that were closed in all those years is about
14. Nobody has counted since.

Who pays for the new ones, and what happens to the passengers when the
money runs out?

Mostly the states. Austria spends 50 million euros a year; Sweden has
promised the same until 2030. No contract runs for longer than a
decade.

  - Vienna to Paris, three times a week
  - Berlin to Brussels, daily, with one
    change in Cologne
"""
    )
    assert article.title == "The quiet return of the night train"
    assert headings(article) == [
        "Why did they vanish?",
        "Who pays for the new ones, and what happens to the passengers when the money runs out?",
    ]
    assert texts(article, "item")[1] == "Berlin to Brussels, daily, with one change in Cologne"
    assert "about 14. Nobody" in texts(article, "paragraph")[1]


def test_one_line_a_paragraph_without_blank_lines() -> None:
    article = read(
        f"What to know\nAll of it.\n{BODY}\nHow does it work?\n{BODY}\nWho pays?\n{MORE}"
    )
    assert article.title == "What to know"
    assert headings(article) == ["How does it work?", "Who pays?"]


def test_questions_of_every_script() -> None:
    article = read(
        f"Title\n\n{BODY}\n\n什么是隐私？\n\n{BODY}\n\nما هو؟\n\n{BODY}\n\n¿Por qué?\n\n{MORE}"
    )
    assert headings(article) == ["什么是隐私？", "ما هو؟", "¿Por qué?"]


def test_numbered_and_labelled_questions() -> None:
    article = read(
        f"Title\n\n{BODY}\n\n1. What is it?\n\n{BODY}\n\n2) Who pays?\n\n{MORE}\n\n"
        "Q: Is it safe?\nA: It is. Mostly.\n\nQ: Is it cheap? A: It is not.\n"
    )
    assert headings(article) == [
        "1. What is it?", "2) Who pays?", "Q: Is it safe?", "Q: Is it cheap?",
    ]  # fmt: skip
    assert {section.level for section in article.sections[1:]} == {2}


@pytest.mark.parametrize(
    "line",
    [
        f"{BODY} Or does it?",
        "“What will they do?”",
        "The catch?",
        "For more, see “How is it done?”",
        "- What is it?\n- Who pays?\n- When?",
        "What is it?\n\nWho pays?\n\nWhen?\n\nWhere?",
    ],
)
def test_what_is_no_question_heading(line: str) -> None:
    found = headings(read(f"Title\n\n{BODY}\n\n{line}\n\n{BODY}"))
    assert found in ([], [line.rpartition("\n")[2]]) and "- " not in "".join(found)


@pytest.mark.parametrize(
    "line",
    ["November 22, 2026", "Jane Doe, analyst", "It ends.", "see below", "42", "A: No", "“So”"],
)
def test_what_is_no_topic_heading(line: str) -> None:
    assert headings(read(f"Title\n\n{BODY} {MORE}\n\n{line}\n\n{BODY} {MORE}")) == []


def test_the_speaker_of_a_quote_is_no_heading() -> None:
    assert headings(read(f"Title\n\n“{BODY}”\n\nJane Doe\n\n{BODY}")) == []


def test_lists_and_rows() -> None:
    article = read(f"Title\n\n{BODY}\n\n• one\n  • deeper\n• two\n\n1. a\n2. b\n\nA\tB\n1\t2\n")
    items = [(b.marker, b.level) for b in article.blocks if b.kind == "item"]
    assert items == [("•", 0), ("•", 1), ("•", 0), ("1.", 0), ("2.", 0)]
    assert texts(article, "row") == ["A | B", "1 | 2"]


def test_labelled_metadata() -> None:
    article = read(
        f"Title: A title\nAuthor: Ann Other\nDate: 12/03/2024\nURL: www.a.org/b\n\n{BODY}"
    )
    metadata = article.metadata
    assert (article.title, metadata.authors) == ("A title", ("Ann Other",))
    assert (metadata.published, metadata.source) == (None, "https://www.a.org/b")
    assert article.text == BODY


def test_a_table_of_contents_goes() -> None:
    article = read(
        f"Title\n\n{BODY}\n\nIn this article\nWhat is it?\nWho pays?\n\nWhat is it?\n\n{BODY}\n\n"
        f"Who pays?\n\n{MORE}\n"
    )
    assert headings(article) == ["What is it?", "Who pays?"]
    assert dropped(article, "navigation") == ["In this article", "What is it?", "Who pays?"]


def test_a_count_of_comments_is_not_their_heading() -> None:
    story = "\n\n".join(f"{BODY} It did so {n} times." for n in range(9))
    comments = "2 Comments\n\nBob\n\nI do not agree with this.\n\nReply\n\nAnn\n\nI do.\n\nReply"
    article = read(f"OPINION\n\nTitle\n\n2 Comments\n\n{story}\n\n{comments}")
    assert (article.title, article.text) == ("Title", story)
    assert dropped(article, "boilerplate")[:2] == ["OPINION", "2 Comments"]
    assert "I do." in dropped(article, "boilerplate")


def test_comments_without_links_end_at_their_form() -> None:
    comment = f"1 Comment\n\nBob\n\n{MORE}!\n\nLeave a comment\n"
    story = "\n\n".join(f"{BODY} It did so {n} times." for n in range(5))
    article = read(f"Title\n\n{story}\n\n{comment}")
    assert article.text == story


def test_a_section_about_facebook_stays() -> None:
    article = read(f"Title\n\n{BODY} {MORE}\n\nFacebook\n\n{BODY} {MORE}\n\nLike\n\n{BODY}")
    assert "Facebook" in headings(article)


def test_markdown_by_its_headings_and_pages_by_their_first_words() -> None:
    article = read(f"---\ntitle: T\n---\n\n## What is it?\n\nA **bold** word. {BODY}")
    assert (article.title, headings(article), article.format) == ("T", ["What is it?"], "text")
    assert reading.styled(article, "strong") == ["bold"]
    assert read(f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>").text == BODY


def test_markdown_is_literal_elsewhere() -> None:
    article = read(f"---\ntitle: T\n---\n\n{BODY} **so** [x](y)\n\nIs it?\n\n{BODY}\n\n# a comment")
    assert "**so** [x](y)" in article.text and "# a comment" in article.text
    assert headings(article) == ["Is it?"]


def test_an_untitled_text_takes_the_name_of_its_file() -> None:
    article = read(f"{BODY} {MORE}\n\n{MORE}")
    assert (article.title, len(article.blocks)) == ("note", 2)


STEEL = "Because the steel is tired, says the engineer, and the money for it is there this year."


@pytest.mark.parametrize(
    ("listed", "answered"),
    [
        ("Similar articles\n\nWho drew the mole?", "Is it safe?\n\nIt is. So they say."),
        ("Passend dazu\n\nEin Kran für alle", "Wann geht es los?\n\nIm Mai.\n\nNicht eher."),
        ("Lees ook\nWie tekende de pier?", "Wat gebeurt er nu?\nIn mei begint het."),
    ],
)
def test_a_list_of_other_articles_ends_at_a_question_with_a_short_answer(
    listed: str, answered: str
) -> None:
    gap = "\n\n" if "\n\n" in listed else "\n"
    parts = f"{listed}{gap}{answered}\n\nWho pays?\n\nTowns do."
    article = read(f"Title\n\n{BODY}\n\nWhy now?\n\n{STEEL}\n\n{parts}")
    assert headings(article) == ["Why now?", answered.split("\n")[0], "Who pays?"]
    assert article.text.endswith("Towns do.")
    assert dropped(article, "navigation") == [line for line in listed.split("\n") if line]


def test_a_teaser_with_its_author_is_of_the_list() -> None:
    teasers = "Who drew the mole?\n\nA man of 90 tells.\n\nBy Ann Other\n\nMay 5, 2024"
    article = read(f"Title\n\n{BODY}\n\nWhy now?\n\n{STEEL}\n\nRelated stories\n\n{teasers}")
    assert headings(article) == ["Why now?"]


def test_a_word_that_a_line_end_cuts_is_put_together() -> None:
    lines = """The harbour of the town lost a metre of depth in nine years, and the govern-
ment has not dredged it since 2011. The pre- and post-war quays are silt-
ing up as well, while a well-known engineer asks who will pay for the dre-
dging of it. Neither the government nor the town will, and the known pre-
and post-war plans are lost; they say that the silting is the sea's fault."""
    article = read(f"Silt\n\n{lines}\n\nWhy is it so?\n\n{lines}")
    assert "the government has not" in article.text and "are silting up" in article.text
    assert "known pre- and post-war plans" in article.text


def test_lines_below_a_headline_are_no_headings() -> None:
    head = "Silt\n\nBy Ann Other\n\nReporting from Port Albion\n\nLondon Reuters —\n\n"
    article = read(f"{head}{BODY}\n\nSponsored message\n\n{MORE}\n\nWho pays?\n\n{BODY}")
    assert headings(article) == ["Who pays?"]
    assert texts(article, "paragraph") == ["London Reuters —", BODY, MORE, BODY]


def test_the_day_of_a_related_article_is_not_that_of_a_short_one() -> None:
    other = "More on this story\n\nIs the mole safe?\n\n12 March 2024\n\nWho drew it?"
    article = read(f"Title\n\nBy Ann Other\n\n{BODY}\n\nWhy now?\n\nIt leaks.\n\n{other}")
    assert article.metadata.published is None
    assert article.text.endswith("It leaks.")
