"""ONE table of actions: what can be done, with which keys, where.

Bindings, footer, help, command palette and the key reference are all made from it. `keys` are
Textual's names; the first one is shown. An action `question.next` is carried out by the method
`action_question_next` of the screen (or of the application, for "everywhere"). No Textual here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["everywhere", "library", "search", "questions", "article", "highlights"]

PLACES: dict[Where, str] = {
    "everywhere": "Everywhere",
    "library": "Library",
    "search": "Search",
    "questions": "Questions",
    "article": "Article",
    "highlights": "Highlights",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `label` is a word or two for the footer, "" keeps the action out of it; `help` is a full line.
    """

    id: str
    keys: tuple[str, ...]
    help: str
    where: Where
    label: str = ""

    @property
    def method(self) -> str:
        """Name of the Textual action that carries it out."""
        return self.id.replace(".", "_").replace("-", "_")

    @property
    def shown_keys(self) -> str:
        """The keys as people write them."""
        return "  ".join(key_name(key) for key in self.keys)


KEY_NAMES = {
    "question_mark": "?", "slash": "/", "right_square_bracket": "]", "left_square_bracket": "[",
    "right_curly_bracket": "}", "left_curly_bracket": "{", "right_parenthesis": ")",
    "left_parenthesis": "(", "space": "space", "enter": "enter", "escape": "esc", "up": "↑",
    "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "tab": "tab", "shift+tab": "shift+tab", "semicolon": ";", "asterisk": "*",
    "less_than_sign": "<", "greater_than_sign": ">", "comma": ",",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as people write it: "]" for "right_square_bracket", "^d" for "ctrl+d"."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return KEY_NAMES.get(key, key)


ACTIONS: tuple[Action, ...] = (
    # Everywhere
    Action("help", ("question_mark", "f1"), "Show the keys that work here", "everywhere",
           "all keys"),
    Action("go.palette", ("ctrl+p",), "Find an action by name", "everywhere"),
    Action("go.search", ("s", "ctrl+f"), "Search all articles", "everywhere", "search"),
    Action("go.questions", ("Q",), "List all questions of the collection", "everywhere",
           "questions"),
    Action("go.library", ("L",), "Go to the library", "everywhere"),
    Action("go.highlights", ("H",), "List highlights and notes", "everywhere", "highlights"),
    Action("export", ("e",), "Export highlights and notes", "everywhere", "export"),
    Action("go.back", ("escape", "backspace"), "Close what is open, or go back", "everywhere",
           "back"),
    Action("leave", ("q",), "Go back; from the library, quit", "everywhere", "quit"),
    Action("quit", ("ctrl+q",), "Quit; your place is kept", "everywhere"),
    # Library
    Action("library.open", ("enter",), "Open the article", "library", "open"),
    Action("library.filter", ("slash",), "Filter by title, author or source", "library", "filter"),
    Action("library.down", ("j", "down"), "Next article", "library"),
    Action("library.up", ("k", "up"), "Previous article", "library"),
    Action("library.page-down", ("space", "pagedown"), "A page on", "library"),
    Action("library.page-up", ("b", "pageup"), "A page back", "library"),
    Action("library.top", ("g", "home"), "First article", "library"),
    Action("library.bottom", ("G", "end"), "Last article", "library"),
    Action("library.sort", ("o",), "Order by title, date, length, questions", "library", "order"),
    Action("library.read", ("u",), "Mark as read or unread", "library"),
    Action("library.skipped", ("x",), "Show files that could not be read", "library"),
    # Search
    Action("search.open", ("enter",), "Open the section", "search", "open"),
    Action("search.down", ("down",), "Next hit", "search", "next hit"),
    Action("search.up", ("up",), "Previous hit", "search"),
    Action("search.page-down", ("pagedown",), "A page of hits on", "search"),
    Action("search.page-up", ("pageup",), "A page of hits back", "search"),
    Action("search.suggestion", ("ctrl+y",), "Search for what was suggested", "search"),
    # Questions
    Action("questions.open", ("enter",), "Read the answer", "questions", "read"),
    Action("questions.down", ("down",), "Next question", "questions", "next"),
    Action("questions.up", ("up",), "Previous question", "questions"),
    Action("questions.page-down", ("pagedown",), "A page of questions on", "questions"),
    Action("questions.page-up", ("pageup",), "A page of questions back", "questions"),
    # Article: what one does most comes first
    Action("question.next", ("right_square_bracket",), "Next question", "article", "question"),
    Action("question.previous", ("left_square_bracket",), "Previous question", "article"),
    Action("finding.next", ("tab",), "Next finding of the panel", "article", "finding"),
    Action("finding.previous", ("shift+tab",), "Previous finding of the panel", "article"),
    Action("highlight", ("h",), "Highlight the selection, finding or sentence", "article",
           "highlight"),
    Action("annotate", ("a",), "Highlight with a note, tags and colour", "article", "note"),
    Action("find", ("slash",), "Find in this article", "article", "find"),
    Action("outline", ("o",), "Outline of questions", "article", "outline"),
    # Article: moving
    Action("line.down", ("j", "down"), "A line down", "article"),
    Action("line.up", ("k", "up"), "A line up", "article"),
    Action("page.down", ("space", "pagedown"), "A page down", "article"),
    Action("page.up", ("b", "pageup"), "A page up", "article"),
    Action("half.down", ("ctrl+d",), "Half a page down", "article"),
    Action("half.up", ("ctrl+u",), "Half a page up", "article"),
    Action("text.top", ("g", "home"), "To the beginning", "article"),
    Action("text.bottom", ("G", "end"), "To the end", "article"),
    Action("paragraph.next", ("right_curly_bracket",), "Next paragraph", "article"),
    Action("paragraph.previous", ("left_curly_bracket",), "Previous paragraph", "article"),
    Action("sentence.next", ("right_parenthesis",), "Next sentence", "article"),
    Action("sentence.previous", ("left_parenthesis",), "Previous sentence", "article"),
    # Article: finding
    Action("find.next", ("n",), "Next match", "article"),
    Action("find.previous", ("N",), "Previous match", "article"),
    Action("panel.claims", ("c",), "Panel of claims", "article", "claims"),
    Action("panel.figures", ("f",), "Panel of figures", "article", "figures"),
    Action("panel.risks", ("r",), "Panel of risks", "article", "risks"),
    Action("panel.scope", ("w",), "Panel: this question or the whole article", "article"),
    Action("panel.reasons", ("i",), "Why is this marked?", "article"),
    Action("panel.focus", ("enter",), "Into the panel, and back to the text", "article"),
    Action("jump.back", ("ctrl+o",), "Back to where you came from", "article"),
    Action("jump.forward", ("alt+o",), "Forward again", "article"),
    Action("article.whole", ("W",), "The whole saved page, or its article only", "article"),
    Action("article.origin", ("I",), "How this article was read, and what was left out", "article"),
    # Article: marking
    Action("select", ("v",), "Select: ← → words, j k sentences, o other end", "article"),
    Action("select.right", ("right", "l"), "Selection: a word on", "article"),
    Action("select.left", ("left",), "Selection: a word back", "article"),
    Action("annotate-question", ("A",), "Note on this question, without a quote", "article"),
    Action("accept", ("m",), "Accept where a changed highlight was found", "article"),
    Action("attach", ("R",), "Attach a lost highlight to the selection or sentence", "article"),
    Action("unhighlight", ("d",), "Remove the highlight here", "article"),
    Action("undo", ("U",), "Undo the removal", "article"),
    Action("copy", ("y",), "Copy the selection or sentence", "article"),
    # Highlights
    Action("highlights.open", ("enter",), "Open at the highlight", "highlights", "open"),
    Action("highlights.down", ("j", "down"), "Next highlight", "highlights"),
    Action("highlights.up", ("k", "up"), "Previous highlight", "highlights"),
    Action("highlights.filter", ("slash",), "Filter by words, tag or colour", "highlights",
           "filter"),
    Action("highlights.edit", ("a",), "Edit note, tags and colour", "highlights", "edit"),
    Action("highlights.accept", ("m",), "Accept where a changed highlight was found", "highlights",
           "accept"),
    Action("highlights.candidate", ("n",), "Next place where a suspect may stand", "highlights"),
    Action("highlights.attach", ("R",), "Attach a lost highlight anew, in its article",
           "highlights"),
    Action("highlights.remove", ("d",), "Remove the highlight", "highlights", "remove"),
    Action("highlights.undo", ("U",), "Undo the removal", "highlights"),
)  # fmt: skip


def action(identity: str) -> Action:
    """The action with this id; raises KeyError."""
    for each in ACTIONS:
        if each.id == identity:
            return each
    raise KeyError(identity)
