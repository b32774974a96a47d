"""Answers, refusals and sources as messages."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, date, datetime

import pytest
from discord import ui

from bot.discord.views.article import article_view
from bot.discord.views.context import context_blocks
from bot.discord.views.render import LONGEST_CONTENT, answer_blocks, refusal_blocks, reply_blocks, size
from bot.discord.views.sources import Listing, sources_view
from bot.texts import Markdown, Texts, texts_for
from index.article import Published, Span
from index.snapshot.store import OutletSummary
from retrieval.answer import LIKELY, Answer, Differing, EarlierFigure, Question, Reason, Refusal, ShortAnswer
from retrieval.browse import Opening, Overview, Surroundings
from tests.bot.discord.articles import QUESTION, answer, article, quote

EN = texts_for("en")
HARBOUR = article("The council met for hours. The harbour opened on Friday, as planned.")


def blocks_of(texts: Texts, given: Answer) -> list[Markdown]:
    """The blocks of an answer, with ordinary blanks."""
    return plain(answer_blocks(texts, given).blocks)


def plain(blocks: list[Markdown]) -> list[Markdown]:
    """Blocks with ordinary blanks in place of those at which no line breaks."""
    return [Markdown(block.replace("\N{NO-BREAK SPACE}", " ")) for block in blocks]


def test_answer_has_short_answer_quote_and_source() -> None:
    """In bold the few words, then the quote with highlights, then outlet, date and link."""
    short, block = blocks_of(
        EN, answer(quote(HARBOUR, "The harbour opened on Friday, as planned.", "Friday"), short="Friday")
    )
    assert short == "**Friday**"
    assert block == (
        "> The harbour opened on **Friday**, as planned.\n"
        "-# [Harbour opens](<https://news.example/harbour"
        "#:~:text=The%20harbour%20opened%20on%20Friday%2C%20as%20planned.>) · The Harbour Post · 1 March 2024"
    )


@pytest.mark.parametrize(
    ("language", "likely", "perhaps", "among"),
    [
        ("en", "Likely the answer:", "Perhaps the answer:", "Likely among these:"),
        ("de", "Wahrscheinlich die Antwort:", "Vielleicht die Antwort:", "Wahrscheinlich darunter:"),
        ("fr", "Probablement la réponse :", "Peut-être la réponse :", "Probablement parmi ces citations :"),
    ],
)
def test_how_sure_it_is_stands_above_the_quotes(language: str, likely: str, perhaps: str, among: str) -> None:
    """Before the short answer, or alone, below what says that two differ; of what is sure nothing is said."""
    texts = texts_for(language)
    sure = answer(quote(HARBOUR), short="Friday")
    for confidence, words in ((LIKELY, likely), (LIKELY - 0.01, perhaps)):
        unsure = dataclasses.replace(sure, confidence=confidence)
        assert blocks_of(texts, unsure) == [f"{words} **Friday**", *blocks_of(texts, sure)[1:]]
        alone = dataclasses.replace(unsure, short_answer=None)
        assert blocks_of(texts, alone) == [words, *blocks_of(texts, sure)[1:]]
        differing = dataclasses.replace(alone, differing=Differing.FIGURES)
        assert blocks_of(texts, differing)[2:] == blocks_of(texts, alone)[1:]
        assert (blocks_of(texts, differing)[1] == among) is (confidence == LIKELY)
        long = dataclasses.replace(alone, quotes=(quote(article("word " * 1000 + "end.")),))
        assert blocks_of(texts, long)[:2] == [words, texts("too-long-to-quote")]


def test_a_figure_that_grew_stands_with_its_day_and_the_earlier_ones() -> None:
    """The newest in bold; figures of earlier reports after it, each with its day."""
    before = article("Nine were *missing*.", published=Published("2024-02-27"))
    earlier = (EarlierFigure(before, Span(0, 4)), EarlierFigure(before, Span(10, 19)))
    grown = dataclasses.replace(answer(quote(HARBOUR), short="Friday"), earlier=earlier)
    assert blocks_of(EN, grown)[0] == (
        "**Friday** · 1 March 2024; earlier Nine · 27 February 2024, \\*missing\\* · 27 February 2024"
    )


def test_two_that_differ_are_announced_instead_of_a_short_answer() -> None:
    """Neither figure is made the answer; a question read in another way says how."""
    both = answer(quote(HARBOUR), quote(HARBOUR), short="Friday")
    for differing, words in ((Differing.EVENTS, "More than one event"), (Differing.FIGURES, "disagree")):
        blocks = blocks_of(EN, dataclasses.replace(both, differing=differing))
        assert words in blocks[0]
        assert "**Friday**" not in blocks
    read = dataclasses.replace(both, read_as="the harbour: when did it *open*?")
    assert reply_blocks(EN, read).blocks[0].startswith("-# Read as: the harbour: when did it ")
    carried = dataclasses.replace(quote(HARBOUR), also=(article("x", outlet="Bay *Herald*"),))
    assert "also in [Bay ∗Herald∗](<https://news.example/harbour>)" in blocks_of(EN, answer(carried))[0]


def test_moment_is_shown_in_the_readers_time() -> None:
    """A moment becomes a Discord timestamp, a day stays what it is."""
    moment = article("It opened.", published=Published("2024-03-01T10:00:00Z"))
    assert blocks_of(EN, answer(quote(moment)))[0].endswith("· <t:1709287200:D>")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    """Nothing is guessed."""
    bare = article("It opened.", title=None, url=None, outlet=None, published=Published())
    assert blocks_of(EN, answer(quote(bare)))[0].endswith(
        "-# It opened. · outlet unknown · date unknown · no link"
    )
    refusal = Refusal(QUESTION, Reason.NOT_FOUND, (bare,))
    assert plain(refusal_blocks(EN, refusal))[-1].endswith(
        "- It opened. · outlet unknown · date unknown · no link"
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://news.example/a", "https://", "news.example"])
def test_only_web_links(url: str) -> None:
    """A link that isn't http(s) is no link."""
    assert blocks_of(EN, answer(quote(article("It opened.", url=url))))[0].endswith("no link")


def test_long_addresses_are_shown_whole_or_not_at_all() -> None:
    """Fragments go first, then what is too long for any link; nothing is cut inside one."""
    sentence = "The harbour opened on Friday, as planned."
    for length, fitting in ((500, 3), (700, 2), (1100, 1), (1700, 1)):
        urls = [f"https://news.example/{number}" + "x" * length for number in range(3)]
        given = answer(*(quote(dataclasses.replace(article(sentence, url=url), id=url)) for url in urls))
        written = answer_blocks(EN, given)
        assert size([written.content]) <= LONGEST_CONTENT
        assert len(re.findall(r"\(<https://news.example/\dx+(?:#[^)]*)?>\)", written.content)) == fitting
        assert written.shown == fitting, "the others stand behind a button"
        near = refusal_blocks(EN, Refusal(QUESTION, Reason.NOT_FOUND, tuple(q.article for q in given.quotes)))
        assert size(["\n".join(near)]) <= LONGEST_CONTENT
        assert "\n".join(near).count("The Harbour Post") == 3
    endless = article(sentence, url="https://news.example/" + "x" * 3000)
    shown = blocks_of(EN, answer(quote(endless)))[0]
    assert shown.endswith("-# Harbour opens · The Harbour Post · 1 March 2024 · link too long to show")
    opening = texts_of(article_view(EN, Opening(endless, Span(0, len(sentence)))))
    assert opening[-1] == f"> {sentence}"


def test_a_paragraph_is_no_title() -> None:
    """Of an article without a title, or with its text there, as much is shown as names it."""
    wordy = article("It rained.", title="Rain fell on the hills again today. " * 30)
    unspaced = article("雨が降った\n" + "山の上では一日中ずっと強い雨が降り続いた。" * 20, title=None)
    for one, name in ((wordy, "Rain fell on the hills"), (unspaced, "雨が降った](")):
        line = plain(refusal_blocks(EN, Refusal(QUESTION, Reason.NOT_FOUND, (one,))))[-1]
        assert line.startswith(f"- [{name}")
        assert len(line) < 250


def test_a_question_in_a_script_that_isnt_read_is_told_so() -> None:
    asked = Question("昨日の雨はどのくらい降りましたか？")
    assert refusal_blocks(EN, Refusal(asked, Reason.EMPTY_QUESTION)) == [f"**{EN('no-answer-language')}**"]


def test_changed_quote_is_dropped_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What doesn't stand in the article isn't shown, and its short answer neither."""
    good = quote(HARBOUR, "The council met for hours.")
    forged = dataclasses.replace(good, text="The council met for weeks.")
    assert len(blocks_of(EN, answer(good, forged))) == 1
    assert "0123456789abcdef" in caplog.text
    assert blocks_of(EN, answer(forged, short="hours"))[0] == "**The articles don't answer this.**"
    assert "**hours**" not in "\n".join(blocks_of(EN, answer(forged, good, short="hours")))


def test_short_answer_outside_its_quote_is_dropped() -> None:
    """The short answer must stand in the quote that it names."""
    shown = answer(quote(HARBOUR, "The council met for hours."))
    astray = dataclasses.replace(shown, short_answer=ShortAnswer(0, Span(49, 55), "Friday", 0.9))
    forged = dataclasses.replace(shown, short_answer=ShortAnswer(0, Span(20, 25), "weeks", 0.9))
    assert blocks_of(EN, astray) == blocks_of(EN, forged) == blocks_of(EN, shown)


def test_highlights_that_make_no_sense_leave_the_quote_whole() -> None:
    """Overlapping or backward highlights never change a quote."""
    broken = dataclasses.replace(
        quote(HARBOUR, "The council met for hours."), highlights=(Span(4, 11), Span(0, 6))
    )
    assert blocks_of(EN, answer(broken))[0].startswith("> The council met for hours.\n")


def test_quote_that_does_not_fit_is_left_out_whole() -> None:
    """The last one goes rather than any is cut."""
    long = article("word " * 350 + "end.")
    written = answer_blocks(EN, answer(quote(HARBOUR), quote(long), quote(long)))
    assert [block.startswith("> ") for block in written.blocks] == [True]
    assert written.shown == 1
    written = answer_blocks(EN, answer(quote(long), quote(HARBOUR)))
    assert written.shown == 1, "the first is shown however high it is"
    assert written.blocks[0].startswith(f"> {long.text}")
    huge = article("word " * 1000 + "end.")
    blocks = blocks_of(EN, answer(quote(huge), short="end"))
    assert blocks == [EN("too-long-to-quote"), blocks[1]]
    assert blocks[1].startswith("-# [Harbour opens](<https://news.example/harbour")


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_is_plain(reason: Reason) -> None:
    """It says that there is no answer, and quotes nothing."""
    question = Question("who won?", since=date(2024, 1, 1), until=date(2024, 2, 1), outlet="The Post")
    blocks = refusal_blocks(EN, Refusal(question, reason))
    assert re.fullmatch(r"\*\*[^*]+\*\*", blocks[0])
    assert not any(line.startswith(">") for line in "\n".join(blocks).split("\n"))
    if reason is not Reason.EMPTY_QUESTION:
        looked_for = "I looked for: who won? · from The Post · since 1 January 2024 · until 1 February 2024"
        assert plain(blocks)[1] == looked_for


def test_refusal_names_up_to_three_nearest_articles_as_such() -> None:
    """Under a heading that says that they aren't answers, no text of theirs."""
    near = [article("Secret text.", title=f"Title {number}") for number in range(4)]
    lines = plain(refusal_blocks(EN, Refusal(QUESTION, Reason.NOT_FOUND, tuple(near))))
    assert lines[2].startswith("-# Not answers, only the articles")
    assert [line.partition("]")[0] for line in lines[3:]] == ["- [Title 0", "- [Title 1", "- [Title 2"]
    assert "Secret text" not in "\n".join(lines)


def test_a_command_shows_its_question() -> None:
    """Where Discord doesn't show what was asked, the answer does."""
    asked = answer(quote(HARBOUR))
    assert reply_blocks(EN, asked, echo=True).blocks[0] == "-# Asked: When did the harbour open?"
    assert reply_blocks(EN, asked) == answer_blocks(EN, asked)


async def test_sources_page() -> None:
    """Outlet, number of articles, first and last date; what isn't known says so."""
    outlets = [
        OutletSummary("The *Post*", 1200, date(2024, 1, 1), date(2024, 3, 1)),
        OutletSummary(None, 1, date(2024, 1, 1), date(2024, 1, 1)),
        OutletSummary("Nowhere", 2, None, None),
    ]
    head, lines, refreshed = texts_of(sources_view(EN, overview(outlets), Listing()))
    assert head == "**Sources:** 3 outlets, 1,203 articles"
    assert lines.split("\n") == [
        r"- The \*Post\* · 1,200 articles · 1 January 2024 to 1 March 2024",
        "- outlet unknown · one article · 1 January 2024",
        "- Nowhere · 2 articles · date unknown",
    ]
    assert refreshed == "-# Last refreshed: <t:1709287200:f>"
    assert texts_of(sources_view(EN, overview([]), Listing())) == ["There are no articles yet."]
    named = texts_of(sources_view(EN, overview(outlets), Listing(outlet="WHERE", since=None)))
    assert named[0] == "**Sources:** One outlet, 2 articles"
    late = Listing(since=date(2024, 2, 1))
    assert "The \\*Post" in texts_of(sources_view(EN, overview(outlets), late))[1]
    assert texts_of(sources_view(EN, overview(outlets), Listing(outlet="x"))) == ["No outlet fits that."]


def overview(outlets: list[OutletSummary]) -> Overview:
    """An index with these outlets."""
    return Overview("000001", datetime(2024, 3, 1, 10, tzinfo=UTC), 1, 1, outlets)


def texts_of(view: ui.LayoutView) -> list[str]:
    """The text blocks of a message."""
    shown = [item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in shown]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "only the beginning"), ("de", "nur der Anfang"), ("fr", "seulement le début")],
)
def test_a_beginning_is_named_so_and_a_name_has_its_domain(language: str, said: str) -> None:
    """Whatever an outlet calls itself does nothing, and hides no domain."""
    part = article(
        "The harbour opened on Friday.", outlet="**Kvarn**", is_beginning=True, is_outlet_given=False
    )
    [block] = blocks_of(texts_for(language), answer(quote(part)))
    assert r"· \*\*Kvarn\*\* (news.example) · " in block and block.endswith(f" · {said}")


def test_a_word_of_a_megabyte_is_refused_before_anything_is_made_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    endless = article("x" * 1_000_000, url=None)

    def never(*_: object, **__: object) -> Markdown:
        raise AssertionError("it was rendered")

    monkeypatch.setattr("bot.discord.views.render.block_quote", never)
    monkeypatch.setattr("bot.discord.views.context.block_quote", never)
    assert blocks_of(EN, answer(quote(endless)))[0] == EN("too-long-to-quote")
    around = Surroundings(endless, Span(0, 1_000_000))
    assert context_blocks(EN, [around]) == [EN("context-head")]
