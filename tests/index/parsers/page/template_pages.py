"""Whole pages as publishing systems make them, of our own writing, with the text that is theirs.

templates/*.txt hold the pages; "=== NAME" begins one, and lines "@KEY VALUE" below it say what else is known.
In a page, {p:a1-4} stands for paragraphs 1 to 4 of story a in stories.toml, each in a <p>, {a2} for the words
of one, and {t.a} for its title. What stands so, or between ⟦ and ⟧, is the article's text; {!a1} is not.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "templates"

_REFERENCE = re.compile(r"\{(!?)(?:(\w+):)?([a-z]{1,2})(\d)(?:-(\d))?\}|\{!?t\.(\w+)\}")
# What is around each paragraph, and what between them.
_FORMS = {
    "": ("{}", " "),
    "p": ("<p>{}</p>", ""),
    "divs": ("<div>{}</div>", ""),
    "br": ("{}", "<br><br>"),
    "P": ("{}", "<P>"),
    "sec": ("<section><p>{}</p></section>", ""),
    "pdiv": ('<div class="paragraph"><span>{}</span></div>', ""),
    "open": ("<p>{}", "\n"),
    "hid": ('<p style="display:none">{}</p>', ""),
    "nl": ("{}", "\n\n"),
    "pb": ('<p dir="rtl"><span style="font-size:18px">{}</span></p>', ""),
    "pre": ("<p>{}</p><p>&nbsp;</p>", ""),
    "rep": ('<div data-block="true"><div><span data-text="true">{}</span></div></div>', ""),
}
_WANTED = re.compile("⟦(.*?)⟧", re.DOTALL)
_LINE_END = re.compile("<br ?/?>|</(?:p|li|td)>")
_TAG = re.compile("<[^>]+>")


@dataclass(frozen=True)
class TemplatePage:
    """One page.

    text: the article's. known: its title, published and authors, the encoding of its bytes, and the least
        F1 by four-word shingles.
    """

    name: str
    markup: str
    text: str
    known: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """The page."""
        return self.markup.encode(self.known.get("encoding", "utf-8"), "xmlcharrefreplace")


def template_pages() -> Iterator[TemplatePage]:
    """Give all pages."""
    for path in sorted(FOLDER.glob("*.txt")):
        for part in re.split("^=== ", path.read_text(), flags=re.MULTILINE)[1:]:
            yield _page(part)


@cache
def _stories() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((FOLDER / "stories.toml").read_text())


def _page(part: str) -> TemplatePage:
    name, *lines = part.split("\n")
    said = [line[1:].partition(" ") for line in lines if line.startswith("@")]
    source = "\n".join(line for line in lines if not line.startswith("@"))
    marked = _REFERENCE.sub(_referred, source)
    wanted = [html.unescape(_TAG.sub("", _LINE_END.sub("\n", words))) for words in _WANTED.findall(marked)]
    markup = marked.replace("⟦", "").replace("⟧", "")
    known = {key: value for key, _, value in said}
    # The first story that a page names is the one that it tells.
    if told := re.search(r"\{t\.(\w+)\}", source):
        known.setdefault("title", str(_stories()[told[1]]["title"]))
    return TemplatePage(name, markup, "\n".join(wanted), known)


def _referred(found: re.Match[str]) -> str:
    is_other, form, story, first, last, title = found.groups()
    if title:
        return str(_stories()[title]["title"])
    around, between = _FORMS[form or ""]
    paragraphs = _stories()[story]["text"][int(first) - 1 : int(last or first)]
    return between.join(around.format(words if is_other else f"⟦{words}⟧") for words in paragraphs)
