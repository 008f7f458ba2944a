"""Lines that serve as headings without being marked up as such."""

from __future__ import annotations

import pytest

from index.article import InlineKind
from index.formats.draft import RawBlock, Run, text_block
from index.formats.headings import cut, is_lone_question, is_q_line, promote
from tests.index.formats.reading import headings, read

BOLD: frozenset[InlineKind] = frozenset({"strong"})
TEXT = text_block("paragraph", "Some text that follows and says what there is to say.")


def promoted(*blocks: RawBlock) -> list[tuple[int, str]]:
    return [(b.level, b.plain.strip()) for b in promote(blocks) if b.kind == "heading"]


def bold(text: str) -> RawBlock:
    return RawBlock("paragraph", (Run(text, BOLD),))


@pytest.mark.parametrize("text", ["A heading", "What is it?", "5. The end of it all", "Wer zahlt?"])
def test_bold_lines_are_headings_one_level_below_the_last(text: str) -> None:
    assert promoted(text_block("heading", "Part", 3), bold(text), TEXT) == [(3, "Part"), (4, text)]


@pytest.mark.parametrize(
    "text", ["It ends with a stop.", "and with a comma,", "12.", "***", "so very many words " * 5]
)
def test_bold_lines_that_are_none(text: str) -> None:
    assert promoted(bold(text), TEXT) == []


def test_a_bold_line_without_text_below_is_no_heading() -> None:
    assert promoted(TEXT, bold("Jane Doe")) == []
    assert promoted(bold("One"), text_block("heading", "Two", 2), TEXT) == [(2, "Two")]


def test_a_bold_question_heads_its_own_paragraph() -> None:
    blocks = promote([RawBlock("paragraph", (Run("Why?", BOLD), Run("\n"), Run("Because.")))])
    assert [(b.kind, b.plain.strip()) for b in blocks] == [
        ("heading", "Why?"),
        ("paragraph", "Because."),
    ]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("What did they decide?", True),
        ("We don’t use it. What should we do?", True),
        ("Any drawbacks?", True),
        ("The catch?", False),
        ("Why?", False),
        ("“What now?”", False),
        ("For more, go to “How is it done?”", False),
        ("It rained.", False),
        ("They had waited for a year and were told to wait for another. " * 2 + "Would it?", False),
    ],
)
def test_lone_questions(text: str, is_one: bool) -> None:
    assert is_lone_question(text) is is_one


@pytest.mark.parametrize(
    "text", ["Q: What is it?", "Q3. Who?", "Question 4: When?", "问：为什么？"]
)
def test_lines_that_are_labelled_as_questions(text: str) -> None:
    assert is_q_line(text)


def test_cutting_keeps_styles() -> None:
    assert cut((Run("ab", BOLD), Run("cd")), 3) == (
        (Run("ab", BOLD), Run("c")),
        (Run("d"),),
    )


ANSWER = "The owners of the ships pay most of it, and the farmers pay the rest."


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"# T\n\n1. **Who pays?**\n\n   {ANSWER}\n\n2. **What then?**\n\n   {ANSWER}\n", "a.md"),
        (
            f"<h1>T</h1><ol><li><b>Who pays?</b><p>{ANSWER}</p></li>"
            f"<li><b>What then?</b><p>{ANSWER}</p></li></ol>",
            "a.html",
        ),
        (
            f"<h1>T</h1><ul><li><b>Who pays?</b><br>{ANSWER}</li>"
            f"<li><b>What then?</b><br>{ANSWER}</li></ul>",
            "a.html",
        ),
    ],
)
def test_a_list_of_bold_questions_with_their_answers(text: str, path: str) -> None:
    assert headings(read(text, path)) == ["Who pays?", "What then?"]


def test_a_list_of_bold_questions_without_answers_is_a_list() -> None:
    text = f"# T\n\n{ANSWER}\n\n- **Who pays?**\n- **What then?**\n\n{ANSWER}\n"
    assert headings(read(text, "a.md")) == []


SPAN = '<p><span style="{}">Who drew it, and in which year?</span></p>'


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("**Who drew it, and\nin which year?**", "a.md"),
        ("**Who drew it, and in which year**?", "a.md"),
        ("<p><b>Who drew it, and<br>in which year?</b></p>", "a.html"),
        ("<p><strong>Who drew it, and in which year</strong> ?<br>A clerk.</p>", "a.html"),
        ("<p><b>Who drew it,</b><br><b>and in which year?</b><br>A clerk.</p>", "a.html"),
        (SPAN.format("color:red;font-weight:600"), "a.html"),
        ('<p style="FONT-WEIGHT: Bold">Who drew it, and in which year?</p>', "a.html"),
        ('<div style="font: bold 14px Arial">Who drew it, and in which year?</div>', "a.html"),
    ],
)
def test_bold_questions_in_every_writing(text: str, path: str) -> None:
    answer = (
        "A clerk of the port did, on the back of a tide table, and nobody has changed it since."
    )
    around = (answer, answer.replace("clerk", "cook"), answer.replace("clerk", "pilot"))
    if path == "a.md":
        document = f"# Quay\n\n{around[0]}\n\n{text}\n\n{around[1]}\n\n{around[2]}\n"
    else:
        first, second, third = (f"<p>{each}</p>" for each in around)
        document = f"<article><h1>Quay</h1>{first}{text}{second}{third}</article>"
    (found,) = headings(read(document, path))
    assert found.replace(" ?", "?") == "Who drew it, and in which year?"


@pytest.mark.parametrize(
    "text",
    [
        '<p><b style="font-weight:normal">Who drew it, and in which year?</b></p>',
        SPAN.format("font-weight:400"),
        "<p><b>Two lines.</b><br><b>Who drew it?</b></p>",
        "<p><b>A clerk</b>? So they say, but the pilot never saw him there.</p>",
    ],
)
def test_what_is_not_bold_or_no_question_alone(text: str) -> None:
    answer = "<p>A clerk of the port did, on the back of a tide table, and nobody minded.</p>"
    other = answer.replace("clerk", "cook")
    assert headings(read(f"<article><h1>Quay</h1>{answer}{text}{other}</article>", "a.html")) == []
