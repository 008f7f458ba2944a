"""ONE table of actions: what can be done, with which keys, where.

Bindings, footer, help, command palette and the key reference are all made from it. `keys` are
Textual's names; the first one is shown. An action `question.next` is carried out by the method
`action_question_next` of the screen (or of the application, for "everywhere"). No Textual here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Where = Literal[
    "everywhere", "list", "library", "search", "ask", "questions", "like", "article", "highlights",
    "findings", "elsewhere", "dismissed", "statistics",
]  # fmt: skip

PLACES: dict[Where, str] = {
    "everywhere": "Everywhere",
    "list": "Lists",
    "library": "Library",
    "search": "Search",
    "ask": "Ask",
    "questions": "Questions",
    "like": "More like this",
    "article": "Article",
    "highlights": "Highlights",
    "findings": "Findings",
    "elsewhere": "The same figure elsewhere",
    "dismissed": "Dismissed findings",
    "statistics": "Statistics",
}
LIST_PLACES: tuple[Where, ...] = (
    "library", "search", "ask", "questions", "like", "highlights", "findings", "elsewhere",
    "dismissed", "statistics",
)  # fmt: skip
"""Places that are a list to pick from: what works in "list" works in each of them."""


def shared_by(where: Where) -> tuple[Where, ...]:
    """The places whose actions work in this one too, the nearest first."""
    if where == "everywhere":
        return ()
    return ("list", "everywhere") if where in LIST_PLACES else ("everywhere",)


_MANY_KEYS = 4


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
        """The keys as people write them; of very many the first and the last."""
        if len(self.keys) > _MANY_KEYS:
            return f"{key_name(self.keys[0])} … {key_name(self.keys[-1])}"
        return "  ".join(key_name(key) for key in self.keys)


KEY_NAMES = {
    "question_mark": "?", "slash": "/", "right_square_bracket": "]", "left_square_bracket": "[",
    "right_curly_bracket": "}", "left_curly_bracket": "{", "right_parenthesis": ")",
    "left_parenthesis": "(", "space": "space", "enter": "enter", "escape": "esc", "up": "↑",
    "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "tab": "tab", "shift+tab": "shift+tab", "semicolon": ";", "asterisk": "*",
    "plus": "+", "minus": "-", "equals_sign": "=", "less_than_sign": "<",
    "greater_than_sign": ">", "comma": ",",
    "full_stop": ".", "colon": ":", "ampersand": "&", "apostrophe": "'", "vertical_line": "|",
    "underscore": "_", "shift+right": "shift+→", "shift+left": "shift+←",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as people write it: "]" for "right_square_bracket", "^d" for "ctrl+d"."""
    if key.startswith("ctrl+"):
        return f"^{key_name(key[5:])}"
    if key.startswith("alt+"):
        return f"alt+{key_name(key[4:])}"
    if re.fullmatch(r"f\d+", key):
        return key.upper()
    return KEY_NAMES.get(key, key)


ACTIONS: tuple[Action, ...] = (
    # Everywhere
    Action("help", ("question_mark", "f1"), "Show the keys that work here", "everywhere",
           "all keys"),
    Action("go.palette", ("ctrl+p", "colon"), "Find an action by name", "everywhere"),
    Action("go.search", ("s", "ctrl+f"), "Search all articles", "everywhere", "search"),
    Action("go.ask", ("A",), "Ask a question: passages that answer it", "everywhere", "ask"),
    Action("go.questions", ("Q",), "List all questions of the collection", "everywhere",
           "questions"),
    Action("go.library", ("L",), "Go to the library", "everywhere"),
    Action("go.highlights", ("H",), "List highlights and notes", "everywhere", "highlights"),
    Action("go.findings", ("F",), "List the findings of the whole collection", "everywhere",
           "findings"),
    Action("go.statistics", ("S",), "What was read, week by week", "everywhere"),
    Action("export", ("e",), "Export highlights and notes", "everywhere", "export"),
    Action("go.back", ("escape", "backspace"), "Close what is open, or go back", "everywhere",
           "back"),
    Action("leave", ("q",), "Go back; from the library, quit", "everywhere", "quit"),
    Action("quit", ("ctrl+q",), "Quit; your place is kept", "everywhere"),
    Action("settings", ("f2",), "Settings: look at them, change them", "everywhere"),
    Action("legend", ("f3",), "What the colours and signs mean", "everywhere"),
    Action("manual", ("f4",), "Read the manual", "everywhere"),
    Action("tour", ("f5",), "The five keys to begin with", "everywhere"),
    Action("theme", ("f6",), "Choose another theme", "everywhere"),
    Action("index", ("f7",), "Bring the index up to date now", "everywhere"),
    Action("dictionary", ("T",), "Look the selection, or a word, up in a dictionary",
           "everywhere"),
    Action("suspend", ("ctrl+z",), "Back to the shell; fg goes on here", "everywhere"),
    # Lists; where one types, the letters among the keys go into the field
    Action("list.open", ("enter",), "Open what is under the cursor", "list", "open"),
    Action("list.down", ("j", "down"), "Next entry", "list"),
    Action("list.up", ("k", "up"), "Previous entry", "list"),
    Action("list.page-down", ("space", "pagedown"), "A page on", "list"),
    Action("list.page-up", ("b", "pageup"), "A page back", "list"),
    Action("list.top", ("g", "home"), "First entry", "list"),
    Action("list.bottom", ("G", "end"), "Last entry", "list"),
    Action("list.filter", ("slash",), "Type what the list is to hold", "list", "filter"),
    # Library
    Action("library.continue", ("c",), "Go on with the article that was read last", "library"),
    Action("library.restore", ("R",), "Open again what was open in the last session", "library"),
    Action("library.mark", ("v",), "Mark the article, for the keys below", "library", "mark"),
    Action("library.mark-all", ("V",), "Mark all that are listed, or none", "library"),
    Action("library.read", ("u",), "Read, or unread again", "library", "read"),
    Action("library.archive", ("a",), "Put into the archive, or take it out", "library",
           "archive"),
    Action("library.favourite", ("f",), "Favourite, or not any more", "library", "favourite"),
    Action("library.tags", ("t",), "Tags of the article", "library", "tags"),
    Action("library.undo", ("U",), "Undo the last change of state, tags or favourite", "library"),
    Action("library.archived", ("z",), "Show what is in the archive, too", "library"),
    Action("library.sort", ("o",), "Order by the next column", "library", "order"),
    Action("library.reverse", ("O",), "The other way round", "library"),
    Action("library.group", ("ctrl+o",), "Group by source, month, state, tag, questions",
           "library", "group"),
    Action("library.by-title", ("1",), "Order by title; again: the other way round", "library"),
    Action("library.by-source", ("2",), "Order by source", "library"),
    Action("library.by-date", ("3",), "Order by date", "library"),
    Action("library.by-length", ("4",), "Order by length", "library"),
    Action("library.by-questions", ("5",), "Order by number of questions", "library"),
    Action("library.by-risks", ("6",), "Order by number of risks", "library"),
    Action("library.by-notes", ("7",), "Order by number of notes", "library"),
    Action("library.by-share", ("8",), "Order by the share that was read", "library"),
    Action("library.by-last", ("9",), "What was open last comes first", "library"),
    Action("library.by-file", ("0",), "Order by file", "library"),
    Action("library.skipped", ("x",), "Show files that could not be read", "library"),
    # Search
    Action("search.complete", ("tab",), "Go on with the word; else to the next list", "search",
           "complete"),
    Action("search.narrow", ("ctrl+n",), "Narrow down: facets with counts, and back", "search",
           "narrow"),
    Action("search.sort", ("ctrl+o",), "Order by relevance, date, title, risks", "search",
           "order"),
    Action("search.saved", ("ctrl+l",), "Saved searches, and back", "search", "saved"),
    Action("search.save", ("ctrl+s",), "Save this search under a name", "search", "save"),
    Action("search.ask", ("ctrl+g",), "Ask it as a question", "search", "ask"),
    Action("search.like", ("m", "alt+m"), "More like this section", "search", "more like this"),
    Action("search.suggestion", ("ctrl+y",), "Search for what was suggested", "search"),
    Action("search.collapse", ("ctrl+t",), "One section of each article, or all", "search"),
    Action("search.earlier", ("ctrl+up",), "The query before; also ↑ above the first hit",
           "search"),
    Action("search.later", ("ctrl+down",), "The query after", "search"),
    Action("search.widen", ("ctrl+r",), "Take away what was chosen last", "search"),
    Action("search.clear", ("x",), "Take away all that was chosen", "search"),
    Action("search.rename", ("r",), "Rename the saved search", "search"),
    Action("search.remove", ("d",), "Remove the saved search", "search"),
    Action("search.undo", ("U",), "Undo the removal", "search"),
    # Ask
    Action("ask.highlight", ("h",), "Keep the passage as a highlight", "ask", "highlight"),
    Action("ask.copy", ("y",), "Copy the passage with its source", "ask", "copy"),
    Action("ask.like", ("m",), "More like this section", "ask", "more like this"),
    Action("ask.undo", ("U",), "Undo the highlight", "ask"),
    # Questions
    Action("questions.group", ("ctrl+o",), "Group by what is asked, or by article", "questions",
           "group"),
    Action("questions.all", ("ctrl+t",), "Also questions with hardly an answer, or not",
           "questions"),
    # More like this
    Action("like.again", ("m",), "More like the section under the cursor", "like",
           "more like this"),
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
    Action("text.bottom", ("G", "end"), "To the end; 5G to the fifth question", "article"),
    Action("paragraph.next", ("right_curly_bracket",), "Next paragraph", "article"),
    Action("paragraph.previous", ("left_curly_bracket",), "Previous paragraph", "article"),
    Action("sentence.next", ("right_parenthesis",), "Next sentence", "article"),
    Action("sentence.previous", ("left_parenthesis",), "Previous sentence", "article"),
    # Article: finding
    Action("find.word", ("asterisk",), "Find the selected words, or one of the sentence",
           "article"),
    Action("find.next", ("n",), "Next match", "article"),
    Action("find.previous", ("N",), "Previous match", "article"),
    Action("panel.claims", ("c",), "Panel: claims only", "article", "claims"),
    Action("panel.figures", ("f",), "Panel: figures only", "article", "figures"),
    Action("panel.risks", ("r",), "Panel: risks only", "article", "risks"),
    Action("panel.all", ("p",), "Panel: claims, figures and risks", "article"),
    Action("panel.risk-kind", ("K",), "Panel: risks of the next kind only", "article"),
    Action("panel.scope", ("w",), "Panel: this question or the whole article", "article"),
    Action("panel.order", ("t",), "Panel: strongest first, or as the text has them", "article"),
    Action("panel.reasons", ("i",), "Why is this marked? Shown in the text", "article", "why"),
    Action("panel.focus", ("enter",), "Into the panel, and back to the text", "article"),
    Action("jump.back", ("ctrl+o",), "Back to where you came from", "article"),
    Action("jump.forward", ("alt+o",), "Forward again", "article"),
    Action("article.whole", ("W",), "The whole saved page, or its article only", "article"),
    Action("article.origin", ("I",), "How this article was read, and what was left out", "article"),
    # Article: going elsewhere
    Action("count", ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
           "How often: 5j five lines, 3] three questions", "article"),
    Action("labels", ("semicolon",), "Letters over all that can be gone to", "article", "jump"),
    Action("place.keep", ("M",), "Give this place a letter", "article"),
    Action("place.go", ("apostrophe",), "Go to a place by its letter", "article"),
    Action("link", ("u",), "Follow a link or a note that is in view", "article"),
    # Article: what is shown
    Action("table", ("ctrl+t",), "The table in view on its own, scrolled sideways", "article"),
    Action("mode.question", ("Z",), "One question at a time, or the whole article", "article",
           "one at a time"),
    Action("mode.focus", ("z",), "The text alone, and back", "article", "text alone"),
    Action("question.done", ("D",), "The question was read, or not yet", "article"),
    Action("wider", ("ctrl+right", "vertical_line"), "Text, or the panel one is in, wider",
           "article"),
    Action("narrower", ("ctrl+left", "underscore"), "Text, or the panel one is in, narrower",
           "article"),
    Action("file.folder", ("J",), "Show the folder of the article's file", "article"),
    Action("file.edit", ("V",), "Edit the article's file in your editor", "article"),
    # Article: findings
    Action("density.more", ("plus", "equals_sign"), "Mark more of the text", "article"),
    Action("density.less", ("minus",), "Mark less of the text", "article"),
    Action("finding.dismiss", ("x",), "Dismiss the mark of a finding", "article", "dismiss"),
    Action("finding.dismissed", ("X",), "Dismissed findings, to bring one back", "article"),
    Action("finding.claim", ("C",), "The selection or sentence is a claim", "article"),
    Action("finding.risk", ("R",), "The selection or sentence is a risk", "article"),
    Action("finding.elsewhere", ("E",), "The same figure elsewhere", "article"),
    Action("like", ("m",), "More like this question, in other articles", "article",
           "more like this"),
    Action("series.next", ("greater_than_sign",), "Next of a row: answers, hits", "article"),
    Action("series.previous", ("less_than_sign",), "Previous of a row", "article"),
    # Article: marking
    Action("select", ("v",), "Select: ← → words, j k sentences, o other end", "article"),
    Action("select.right", ("right", "l"), "Selection: a word on", "article"),
    Action("select.left", ("left",), "Selection: a word back", "article"),
    Action("select.character", ("full_stop", "shift+right"), "Selection: a character on",
           "article"),
    Action("select.character-back", ("comma", "shift+left"), "Selection: a character back",
           "article"),
    Action("annotate-question", ("B",), "Note on this question, without a quote", "article"),
    Action("accept", ("O",), "Accept where a changed highlight was found", "article"),
    Action("attach", ("P",), "Attach a lost highlight to the selection or sentence", "article"),
    Action("unhighlight", ("d",), "Remove the highlight here", "article"),
    Action("undo", ("U",), "Undo what was removed, dismissed or added last", "article"),
    Action("copy", ("y",), "Copy the selection or sentence", "article"),
    Action("copy.source", ("Y",), "Copy it with its source", "article"),
    # Highlights
    Action("highlights.edit", ("a",), "Edit note, tags and colour", "highlights", "edit"),
    Action("highlights.accept", ("O",), "Accept where a changed highlight was found", "highlights",
           "accept"),
    Action("highlights.candidate", ("n",), "Next place where a suspect may stand", "highlights"),
    Action("highlights.attach", ("P",), "Attach a lost highlight anew, in its article",
           "highlights"),
    Action("highlights.remove", ("d",), "Remove the highlight", "highlights", "remove"),
    Action("highlights.undo", ("U",), "Undo the removal", "highlights"),
    # Findings of the collection
    Action("findings.claims", ("c",), "Claims only", "findings", "claims"),
    Action("findings.figures", ("f",), "Figures only", "findings", "figures"),
    Action("findings.risks", ("r",), "Risks only", "findings", "risks"),
    Action("findings.all", ("p",), "Claims, figures and risks", "findings", "all"),
    Action("findings.kind", ("K",), "The next kind of risk or figure only", "findings", "kind"),
    # Dismissed findings of an article
    Action("dismissed.restore", ("U",), "Bring the finding back", "dismissed", "bring back"),
)  # fmt: skip


def action(identity: str) -> Action:
    """The action with this id; raises KeyError."""
    for each in ACTIONS:
        if each.id == identity:
            return each
    raise KeyError(identity)
