"""Say how sure an answer is; and, in English, what terminal and evaluation say of answers and refusals."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale

from bot.texts.catalog import ENGLISH, Markdown, Texts, texts_for
from retrieval.answer import Answer, Differing, Question, Reason, Refusal, Sureness
from retrieval.question.script import is_unread

# The text, in every language, above two quotes that both fit.
DIFFERING = {Differing.EVENTS: "differing-events", Differing.FIGURES: "differing-figures"}

_MOST_LANGUAGES = 3


def sureness_text(texts: Texts, answer: Answer) -> Markdown:
    """Say how sure an answer is, for the line above its quotes; nothing where it is sure."""
    if answer.sureness is Sureness.SURE:
        return Markdown("")
    return texts("how-sure-among" if answer.differing else "how-sure", sureness=answer.sureness)


def differing_text(differing: Differing) -> str:
    """Say why two quotes that both fit are shown."""
    return texts_for(ENGLISH)(DIFFERING[differing])


def refusal_text(refusal: Refusal) -> str:
    """Say in a sentence why there is no answer."""
    texts = texts_for(ENGLISH)
    match refusal.reason:
        case Reason.EMPTY_QUESTION if is_unread(refusal.question.text):
            return texts.plain("no-answer-language")
        case Reason.EMPTY_QUESTION:
            return texts.plain("terminal-no-answer-empty")
        case Reason.UNKNOWN_OUTLET:
            return texts.plain("terminal-no-answer-outlet", outlet=str(refusal.question.outlet))
        case Reason.NO_ARTICLES:
            return texts.plain("terminal-no-answer-articles", limits=limits_text(refusal.question))
        case Reason.OTHER_LANGUAGE:
            return texts.plain("no-answer-other-language", languages=languages_text(texts, refusal.languages))
        case Reason.NOT_FOUND:
            return texts.plain("no-answer-found")


def languages_text(texts: Texts, languages: Sequence[str]) -> Markdown:
    """Name languages, the first three of them, in that of the texts."""
    names = Locale.parse(texts.language).languages
    return Markdown(", ".join(names.get(code, code) for code in languages[:_MOST_LANGUAGES]))


def limits_text(question: Question) -> str:
    """Name the limits of a question, empty without any; days as a command line has them, year first."""
    texts = texts_for(ENGLISH)
    limits = []
    if question.since:
        limits.append(texts.plain("limit-since", day=question.since.isoformat()))
    if question.until:
        limits.append(texts.plain("limit-until", day=question.until.isoformat()))
    if question.as_of:
        limits.append(texts.plain("terminal-limit-as-of", day=question.as_of.isoformat()))
    if question.outlet:
        limits.append(texts.plain("terminal-limit-outlet", outlet=question.outlet))
    return ", ".join(limits)
