"""Twenty-five notes that are hard on every format: what exports must bring through unharmed."""

from __future__ import annotations

from functools import cache

from index.article import Article
from index.text import clean, clean_line
from reader.export import Document, document_of
from reader.notes.model import Colour, clean_note, clean_tags
from tests.reader.export.documents import Mark, noted
from tests.reader.notes.articles import make_article

TITLES = (
    '=HYPERLINK("http://evil.example","Q3") & 100 % of #1',
    "<script>alert(1)</script> | ]] --> {{title}} \\end{document} _x_",
    "TODO [#A] عنوان المقال: 2026 :tag:",
)
# Quote, note, tags. Every piece of text goes through the door it would come through in life.
PIECES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Two lines\nof one quote.", "First line.\n\nAfter an empty line.", ("plain",)),
    ('He said "no", then ‘yes’, then “perhaps”.', 'A "quoted" note.', ('a"b',)),
    ("Tabs\there\tand\tthere.", "A\ttab", ("tab\ttag",)),
    ("a | b | c, as a table would have it.", "|---|---|", ("pipe|tag",)),
    ("* star at the beginning of it", "*bold* and **bolder** and ***", ("*",)),
    ("Lines that begin oddly\n#+begin_src sh\nrm -rf /\n#+end_src", "#+end_quote\n* TODO x", ()),
    ("An arrow --> and <!-- a comment -->, too.", "<!-- quaere:end -->", ("quaere:end",)),
    ("Brackets ]] and [[ and ^[note] [^1].", "[[link]] ![[embed]] %% quaere:end %%", ("[[x]]",)),
    ("=1+1", "=cmd|' /C calc'!A0", ("=tag",)),
    ("+41 44 123 45 67 is the number.", "+1", ("+1",)),
    ("-5 % against the year before.", "-2+3", ("-minus",)),
    ("@everyone should read this.", "@SUM(A1)", ("@home",)),
    ("＝1＋1 in full width.", "＠x", ()),
    ("<b>bold</b> & <img src=x onerror=alert(1)>", "<script>alert('note')</script>", ("<i>",)),
    ("An escape \x1b[31mred\x1b[0m and a bell \x07.", "\x1b]0;title\x07", ("\x1b[1m",)),
    ("A family 👨‍👩‍👧‍👦, a flag 🇨🇭 and a wave 👋🏽.", "👩🏾‍🚀", ("🚀",)),
    ("من اليمين إلى اليسار، 5.2 % أيضا.", "ملاحظة قصيرة", ("وسم",)),
    ("日本語の引用、改行なし。", "全角の注", ("経済",)),
    (r"\textbf{TeX} costs 5 $ & 10 % of {it} ~ x^2 #1 \\", r"\end{document}", (r"\tex",)),
    ("---\ntitle: not front matter\n---", "---\n...", ("---",)),
    ("1. Not a list\n2) nor this", "1) really\n10. not", ("1",)),
    (":PROPERTIES:\n:ID: forged\n:END:", ":END:", (":a:b:",)),
    ("<2026-11-22 Sun> is no date for the agenda.", "SCHEDULED: <2026-11-22 Sun>", ("date",)),
    ("TY  - JOUR\nER  - ", "ER  - \nTY  - BOOK", ("ER",)),
)  # fmt: skip
WITHOUT_QUOTE = "A note on the question, =not= on a quote.\n- and a list"


@cache
def awkward() -> Document:
    """All of them, in three articles; a note without a quote is the last."""
    return document_of(noted(_article(number), _marks(number)) for number in range(len(TITLES)))


def notes_and_quotes() -> list[tuple[str, str]]:
    """What an export must say: quote and note of each, in its order, as they are kept."""
    return [
        (each.highlight.selector.exact, each.highlight.note)
        for article in awkward().articles
        for each in article.notes
    ]


def _article(number: int) -> Article:
    quotes = [clean(quote) for quote, _, _ in PIECES[number :: len(TITLES)]]
    heading = clean_line(f"## What of {TITLES[number]}?", 200)
    return make_article(
        "\n\n".join(["The lead.", heading, *quotes]),
        title=clean_line(TITLES[number]),
        path=f"odd {number}.md",
        source=("https://example.org/a?b=1&c={2}%20x_y", "javascript:alert(1)", None)[number],
        authors=("Ana Ruiz", "The Example Institute", "O'Neil, J.", "A {B} & C_D")[number:],
        published=("2026-11-19", "2026-11", None)[number],
        tags=("a b", "c,d", "#e"),
    )


def _marks(number: int) -> list[Mark]:
    colours: tuple[Colour, ...] = ("yellow", "green", "blue", "pink", "purple")
    marks = [
        Mark(clean(quote), colours[at % 5], clean_note(note), clean_tags(tags))
        for at, (quote, note, tags) in enumerate(PIECES[number :: len(TITLES)])
    ]
    if number == 0:
        marks.append(Mark("", "blue", WITHOUT_QUOTE, ("question",), section=1))
    return marks
