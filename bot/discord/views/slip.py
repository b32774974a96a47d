"""What someone is told alone who limited a question to what isn't there."""

from __future__ import annotations

from discord import ui

from bot.discord.views.markdown import bold, joined, name
from bot.discord.views.origin import LONGEST_NAME
from bot.discord.views.render import layout, refusal_blocks
from bot.service.coverage import coverage
from bot.service.outlets import outlets_alike
from bot.texts import Markdown, Texts
from retrieval.answer import Answer, Reason, Refusal
from retrieval.browse import Overview


def is_slip(result: Answer | Refusal) -> bool:
    """Tell whether a question got nothing because of what its asker limited it to."""
    if not isinstance(result, Refusal):
        return False
    question = result.question
    limited = question.outlet or question.since or question.until
    return bool(limited) and result.reason in (Reason.UNKNOWN_OUTLET, Reason.NO_ARTICLES)


def slip_view(texts: Texts, refusal: Refusal, overview: Overview, sources: Markdown) -> ui.LayoutView:
    """Make the message: what was looked for, and what there is instead.

    overview: what is indexed. sources: the command that lists outlets.
    Returns: a view for discord.py to send.
    """
    return layout([*refusal_blocks(texts, refusal), *_advice(texts, refusal, overview, sources)])


def _advice(texts: Texts, refusal: Refusal, overview: Overview, sources: Markdown) -> list[Markdown]:
    outlet = refusal.question.outlet
    if refusal.reason is Reason.UNKNOWN_OUTLET and outlet is not None:
        near = joined(", ", [bold(one) for one in outlets_alike(outlet, overview)])
        return [texts("outlets-near", near=near) if near else texts("outlets-listed", sources=sources)]
    covered = coverage(overview, outlet)
    if covered is None:
        return []
    key = "days-covered" if outlet is None else "days-covered-by-outlet"
    shown = name(outlet or "", LONGEST_NAME)
    return [texts(key, first=covered.first, last=covered.last, outlet=shown)]
