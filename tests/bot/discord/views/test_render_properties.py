"""Whatever articles and questions hold, a message shows it, does nothing else and fits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from operator import mul

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.views.markdown import visible
from bot.discord.views.render import answer_blocks, refusal_blocks, reply_blocks
from bot.discord.views.sources import Listing, sources_view
from bot.texts import texts_for
from index.article import Article, Published, Span
from index.snapshot.store import OutletSummary
from loopback.checks.bodies import body_violations
from loopback.checks.messages import message_violations
from loopback.model.constants import COMPONENTS_V2, Json
from retrieval.answer import Answer, Question, Quote, Reason, Refusal, ShortAnswer
from retrieval.browse import Overview
from tests.bot.discord.nasty import NASTY
from tests.bot.discord.rendered import broken_label, effects, quoted

PATH = "/channels/1/messages"

# What means something to Discord, or hides something, to be strung together at random.
_BITS = [
    "*", "**", "_", "__", "~~", "||", "`", "```", ">", ">>>", "#", "##", "-#", "-", "+", "1.", "2)", "[", "]",
    "(", ")", "<", "@", "@everyone", "@here", "<@1>", "<@&2>", "<#3>", "<t:1:R>", "<:a:1>", "</a:1>", ":a:",
    ":", "/", "//", "http://", "https://x.example", "discord.gg/x", "](javascript:x)", "\\", "\\\\", "word",
    "10:30", " ", "\n", "\n\n", "\r", "\u2028", "\x85", "\t", "\u202e", "\u200b", "\u200d", "é", "👩",
    "\ud83d",
]  # fmt: skip
_bits = st.sampled_from(_BITS)
# Reorders what follows, or makes a text seem shorter than it is.
HIDING = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\xad]")
EN = texts_for("en")
texts = st.one_of(
    st.sampled_from(NASTY), st.lists(_bits, min_size=1, max_size=60).map("".join), st.text(min_size=1)
).filter(str.strip)
urls = st.one_of(
    st.none(),
    st.builds("https://x.example/{}".format, texts),
    st.builds("https://x.example/?q={}".format, st.text(max_size=900)),
    texts,
)
dates = st.sampled_from(["", "2024", "2024-03", "2024-03-01", "--03-01", "2024-03-01T10:00:00Z", "0099"])
articles = st.builds(
    Article,
    id=st.just("0123456789abcdef"),
    text=st.one_of(texts, st.builds(mul, texts, st.integers(1, 300))),
    title=st.none() | texts,
    url=urls,
    outlet=st.none() | texts,
    published=dates.map(Published),
)
questions = st.builds(Question, text=texts, outlet=st.none() | texts, since=st.none() | st.dates())


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """A stretch of an article with some of it highlighted."""
    of = draw(articles)
    places = st.integers(0, len(of.text))
    start, end = sorted((draw(places), draw(places)))
    if draw(st.booleans()) or not of.text[start:end].strip():
        start, end = 0, len(of.text)
    cuts = sorted(draw(st.sets(st.integers(start, end), max_size=6)))
    marks = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    return Quote(of, Span(start, end), of.text[start:end], marks)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Up to three quotes, perhaps with a short answer."""
    found = draw(st.lists(quotes(), min_size=1, max_size=3))
    short = None
    if draw(st.booleans()):
        where = found[0].span
        places = st.integers(where.start, where.end)
        start, end = sorted((draw(places), draw(places)))
        short = ShortAnswer(0, Span(start, end), found[0].article.text[start:end], 0.9)
    return Answer(draw(questions), tuple(found), draw(st.sampled_from([0.9, 0.6, 0.2])), short)


def problems(message: ui.LayoutView | str) -> list[str]:
    """What Discord would reject of a layout, or of a text."""
    body: Json = {"allowed_mentions": {"parse": []}}
    if isinstance(message, str):
        body |= {"content": message}
    else:
        body |= {"components": message.to_components(), "flags": COMPONENTS_V2}  # type: ignore[no-untyped-call]
    return [*message_violations(body), *body_violations("POST", PATH, body)]


def own_words_only(line: str) -> list[str]:
    """Effects of a line of ours: dates and links are wanted there, and bold and small print."""
    links = re.compile(r"\[([^\[\]]*)\]\(<https?://[^\s()\[\]<>]+>\)")
    broken = [f"the label {label!r}" for label in links.findall(line) if broken_label(label)]
    return broken + effects(re.sub(r"^(-# |- )|<t:\d+:[Df]>", "", links.sub("", line)))


@settings(deadline=None, max_examples=1000)  # the machines of others may be slow
@given(answers())
def test_answer_shows_its_quotes_and_does_nothing(answer: Answer) -> None:
    """Every visible character of each quote shown, in order; no effects; within limits."""
    written = reply_blocks(EN, answer, echo=True)
    blocks = written.blocks
    assert not problems(written.content)
    assert not HIDING.search(written.content)
    left = [visible(quote.text) for quote in answer.quotes]
    for block in blocks:
        lines = block.split("\n")
        if block.startswith("> "):
            assert quoted("\n".join(lines[:-1])) == left.pop(0)
            lines = lines[-1:]
        assert not [own_words_only(line) for line in lines if own_words_only(line)]


@settings(deadline=None)  # the machines of others may be slow
@given(answers())
def test_short_quotes_are_all_shown(answer: Answer) -> None:
    """Nothing is left out that fits."""
    written = answer_blocks(EN, answer)
    texts = "\n".join(quote.text for quote in answer.quotes)
    if len(texts) < 200 and len(texts.splitlines()) < 8 and len(written.content) < 1000:
        assert sum(block.startswith("> ") for block in written.blocks) == len(answer.quotes)


@settings(deadline=None)  # the machines of others may be slow
@given(questions, st.sampled_from(Reason), st.lists(articles, max_size=4))
def test_refusal_does_nothing(question: Question, reason: Reason, nearest: list[Article]) -> None:
    """No effects, within limits, and nothing that looks like a quote."""
    blocks = refusal_blocks(EN, Refusal(question, reason, tuple(nearest)))
    assert not problems("\n".join(blocks))
    lines = "\n".join(blocks).split("\n")
    assert not [own_words_only(line) for line in lines if own_words_only(line)]
    assert not any(line.startswith(">") for line in lines)


outlets = st.builds(
    OutletSummary,
    outlet=st.none() | texts,
    articles=st.integers(1, 10**6),
    first=st.none() | st.just(date(2024, 1, 1)),
    last=st.none() | st.just(date(2024, 3, 1)),
)


@settings(deadline=None)  # the machines of others may be slow
@given(st.lists(outlets, max_size=40), st.integers(0, 10))
async def test_sources_do_nothing(known: list[OutletSummary], page: int) -> None:
    """Every page fits, and lists nothing alive."""
    index = Overview("000001", datetime(2024, 3, 1, tzinfo=UTC), 1, 1, known)
    view = sources_view(EN, index, Listing(page))
    assert not problems(view)
    lines = "\n".join(i.content for i in view.walk_children() if isinstance(i, ui.TextDisplay)).split("\n")
    assert not [own_words_only(line) for line in lines if own_words_only(line)]
