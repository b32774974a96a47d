"""Copies of an article: one is quoted, the other outlets are named; quotes outlive corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config.settings import AnswerSettings, IndexSettings
from index.article import Article, Published, article_id
from index.build.build import build
from index.parsers import Retraction
from index.snapshot.history import Change, ChangeKind
from index.snapshot.snapshot import open_live
from retrieval.answer import Answer, Question, Quote
from retrieval.answerer import Answerer
from retrieval.browse import Surroundings, fingerprint, surroundings
from tests.index.sample_articles import article, found
from tests.web.stories import load_stories

BRIDGE = load_stories()[0]
QUESTION = "How much did the repairs of the harbour bridge cost?"


def carried(outlet: str, day: str, *more: str, fewer: int = 0) -> Article:
    """The story of the bridge as an outlet carries it."""
    url = f"https://{outlet.lower().replace(' ', '-')}.example/bridge"
    text = "\n\n".join([*BRIDGE.paragraphs[: len(BRIDGE.paragraphs) - fewer], *more])
    return Article(article_id(url), text, BRIDGE.title, url, outlet, (), Published(day))


WIRE = carried("Example Wire", "2024-03-04")
COPIES = [carried("Harbour Times", "2024-03-05"), carried("Morning Echo", "2024-03-06", fewer=1)]


@pytest.fixture(scope="module")
def answerer(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    data = tmp_path_factory.mktemp("copies")
    build(found(*COPIES, WIRE, article(1), article(2)), data, IndexSettings())
    with Answerer.open(data, AnswerSettings()) as opened:
        yield opened


def first_quote(answerer: Answerer, question: Question) -> Quote:
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    return answer.quotes[0]


def test_the_earliest_is_quoted_and_the_others_are_named(answerer: Answerer) -> None:
    quote = first_quote(answerer, Question(QUESTION))
    assert quote.article.outlet == "Example Wire"
    assert {one.outlet for one in quote.also} == {"Harbour Times", "Morning Echo"}


def test_no_copy_is_shown_beside_it(answerer: Answerer) -> None:
    answer = answerer.answer(QUESTION)
    assert isinstance(answer, Answer)
    titles = [quote.article.id for quote in answer.quotes if quote.article.title == BRIDGE.title]
    assert len(set(titles)) == 1


def test_only_outlets_that_hold_the_very_words_are_named(answerer: Answerer) -> None:
    quote = first_quote(answerer, Question("What rebate has the council offered each shopkeeper?"))
    assert quote.article.outlet == "Example Wire" and "rebate" in quote.text
    assert {one.outlet for one in quote.also} == {"Harbour Times"}, "the other one left that out"


def test_an_outlet_that_is_asked_for_is_quoted_itself(answerer: Answerer) -> None:
    quote = first_quote(answerer, Question(QUESTION, outlet="Harbour Times"))
    assert quote.article.outlet == "Harbour Times" and quote.also == ()


def test_what_appeared_later_isnt_named(answerer: Answerer) -> None:
    quote = first_quote(answerer, Question(QUESTION, as_of=date(2024, 3, 5)))
    assert [one.outlet for one in quote.also] == ["Harbour Times"]


def test_like_articles_about_other_events_are_no_copies(answerer: Answerer) -> None:
    copies = answerer.snapshot.store.copies()
    assert len(copies) == 2


@pytest.fixture
def given(data: Path) -> Quote:
    """A quote that was given before its article was changed."""
    build(found(WIRE, article(1)), data, IndexSettings())
    with Answerer.open(data) as opened:
        return first_quote(opened, Question(QUESTION))


def look_back(data: Path, quote: Quote) -> Surroundings | Change | None:
    with open_live(data) as snapshot:
        return surroundings(snapshot, quote.article.id, quote.span, fingerprint(quote.text))


def test_a_quote_that_still_stands_is_shown_with_its_surroundings(data: Path, given: Quote) -> None:
    build(found(replace(WIRE, text=f"{WIRE.text}\n\nA tram may follow.")), data, IndexSettings())
    shown = look_back(data, given)
    assert isinstance(shown, Surroundings) and shown.corrected is None
    assert shown.article.text.endswith("tram may follow.")


def test_a_quote_from_before_a_correction_is_told_apart(data: Path, given: Quote) -> None:
    build(found(replace(WIRE, text=WIRE.text.replace("38 million", "41 million"))), data, IndexSettings())
    shown = look_back(data, given)
    assert isinstance(shown, Surroundings) and shown.corrected is not None
    assert shown.article.text[shown.quote.start : shown.quote.end] == given.text
    assert shown.before or shown.after, "with what stood around it"


def test_a_quote_of_what_was_taken_back_isnt_shown(data: Path, given: Quote) -> None:
    build([*found(article(1)), Retraction("there", WIRE.id, "gone")], data, IndexSettings())
    shown = look_back(data, given)
    assert isinstance(shown, Change) and shown.kind is ChangeKind.RETRACTED


def test_nothing_is_known_of_an_article_that_never_was(data: Path, given: Quote) -> None:
    with open_live(data) as snapshot:
        assert surroundings(snapshot, "0" * 16, given.span, fingerprint(given.text)) is None
