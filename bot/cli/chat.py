"""The command that answers one question after another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from rich.console import Console
from rich.text import Text

from bot.cli.terminal import print_indented, show, show_quotes, source_line
from bot.links import article_link
from bot.service.small_talk import small_talk
from bot.texts import ENGLISH, texts_for
from bot.texts.verdicts import limits_text
from config.settings import load_settings
from index.cli.console import interruptible, open_console
from index.cli.options import DataFolder
from retrieval.answer import Answer, Question, Quote
from retrieval.answerer import Answerer
from retrieval.browse import Surroundings, fingerprint, surroundings

_PROMPT = "> "
# Quotes that /more adds.
_FURTHER = 3
# Around a quote in its context; sentences have no end where they aren't any.
_AROUND_CHARACTERS = 2_000


def chat(data: DataFolder = None) -> None:
    """Ask one question after another."""
    settings = load_settings()
    with Answerer.open(data or settings.data, settings.answers) as answerer:
        chat_with(answerer, open_console())


def chat_with(answerer: Answerer, console: Console) -> None:
    """Answer one question after another until the person leaves."""
    with suppress(ImportError):  # Windows has none; with it, arrow keys bring back what was typed.
        import readline  # noqa: F401, PLC0415
    count = answerer.snapshot.manifest.articles
    console.print(
        f"{count:,} articles. Ask what happened; leave with /quit or an empty line; /help has more."
    )
    talk = _Talk(answerer, console)
    with interruptible(lambda: "Nothing of this talk is kept."):
        while not talk.is_over and (typed := _read(console)):
            talk.take(typed)


def _read(console: Console) -> str:
    """Read a line; empty at the end of the input."""
    console.print()
    try:
        # The prompt has to come from input(): readline draws it again when keys are pressed.
        typed = input(_PROMPT) if sys.stdin.isatty() else console.input(_PROMPT)
    except EOFError:
        console.print()
        return ""
    return typed.strip()


@dataclass(frozen=True)
class _Command:
    """What can be typed besides questions. takes: what stands after its name; does: given that."""

    takes: str
    about: str
    does: Callable[[str], None]


class _Talk:
    """Holds what was asked, which articles count, and the last answer."""

    def __init__(self, answerer: Answerer, console: Console) -> None:
        """Begin a talk in which nothing was asked yet."""
        self._answerer, self._console = answerer, console
        self.is_over = False
        self._limits = Question("")
        self._earlier: list[str] = []
        self._asked: Question | None = None
        self._quotes: list[Quote] = []
        self._commands = {
            "/since": _Command("DATE", "only articles of that day or later; without a day, all", self._since),
            "/until": _Command("DATE", "only articles of that day or earlier", self._until),
            "/outlet": _Command("NAME", "only this outlet; without a name, all", self._outlet),
            "/more": _Command("", "further quotes for the last question", self._more),
            "/context": _Command("N", "quote N with the sentences around it", self._context),
            "/help": _Command("", "this list", self._help),
            "/quit": _Command("", "leave", self._quit),
        }

    def take(self, typed: str) -> None:
        """Do what a line says: a command, small talk, or a question."""
        if typed.startswith("/"):
            name, _, rest = typed.partition(" ")
            if command := self._commands.get(name.lower()):
                command.does(rest.strip())
            else:
                self._say(f"There is no {name}. /help lists what there is.")
        elif kind := small_talk(typed):
            self._say(texts_for(ENGLISH)(kind))
        else:
            self._answer(typed)

    def _answer(self, typed: str) -> None:
        question = replace(self._limits, text=typed, today=date.today(), earlier=tuple(self._earlier))
        answer = self._answerer.answer(question)
        show(answer, self._console, first_number=1)
        self._earlier.append(typed)
        self._asked = question
        self._quotes = list(answer.quotes) if isinstance(answer, Answer) else []

    def _since(self, typed: str) -> None:
        self._limit_day(typed, lambda day: replace(self._limits, since=day))

    def _until(self, typed: str) -> None:
        self._limit_day(typed, lambda day: replace(self._limits, until=day))

    def _limit_day(self, typed: str, limited: Callable[[date | None], Question]) -> None:
        try:
            limits = limited(date.fromisoformat(typed) if typed else None)
        except ValueError:
            self._say(f"{typed} is no day. Write it as year-month-day, such as 2024-03-31.")
            return
        if limits.since and limits.until and limits.since > limits.until:
            self._say(f"No day is both since {limits.since} and until {limits.until}. Nothing was changed.")
            return
        self._limit(limits)

    def _outlet(self, typed: str) -> None:
        known = [one.outlet for one in self._answerer.snapshot.store.outlets() if one.outlet]
        named = next((outlet for outlet in known if outlet.casefold() == typed.casefold()), None)
        if typed and named is None:
            near = [outlet for outlet in known if typed.casefold() in outlet.casefold()]
            hint = (
                f"Did you mean {' or '.join(near[:3])}?" if near else "`clippings sources` lists the outlets."
            )
            self._say(f"No article of {typed} is indexed. {hint}")
            return
        self._limit(replace(self._limits, outlet=named))

    def _limit(self, limits: Question) -> None:
        self._limits = limits
        told = limits_text(limits)
        self._say(f"From now on only articles published {told}." if told else "From now on all articles.")

    def _more(self, _: str) -> None:
        if self._asked is None:
            self._say("Nothing was asked yet.")
            return
        result = self._answerer.answer(self._asked, len(self._quotes) + _FURTHER)
        shown = {(quote.article.id, quote.span) for quote in self._quotes}
        quotes = result.quotes if isinstance(result, Answer) and self._quotes else ()
        further = [quote for quote in quotes if (quote.article.id, quote.span) not in shown]
        if not further:
            self._say(texts_for(ENGLISH)("no-more"))
            return
        show_quotes(further, self._console, first_number=len(self._quotes) + 1)
        self._quotes += further

    def _context(self, typed: str) -> None:
        number = int(typed or 1) if (typed or "1").isdecimal() else 0
        if not 1 <= number <= len(self._quotes):
            there = f"the last answer has 1 to {len(self._quotes)}" if self._quotes else "there are none"
            self._say(f"There is no quote {typed or 1}: {there}.")
            return
        quote = self._quotes[number - 1]
        snapshot = self._answerer.snapshot
        found = surroundings(snapshot, quote.article.id, quote.span, fingerprint(quote.text))
        if isinstance(found, Surroundings):
            self._show_surroundings(found)

    def _show_surroundings(self, found: Surroundings) -> None:
        text, around = found.article.text, found.within(_AROUND_CHARACTERS)
        before, after = text[around.start : found.quote.start], text[found.quote.end : around.end]
        shown = Text.assemble(before, (text[found.quote.start : found.quote.end], "bold"), after)
        print_indented(self._console, shown)
        print_indented(self._console, source_line(found.article, article_link(found.article)))

    def _help(self, _: str) -> None:
        for name, command in self._commands.items():
            self._say(f"{f'{name} {command.takes}':<13} {command.about}")

    def _quit(self, _: str) -> None:
        self.is_over = True

    def _say(self, what: str) -> None:
        self._console.print(Text(what))
