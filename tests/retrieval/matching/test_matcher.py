"""What people follow, and which new articles they get for it: of a real index, with the real models."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.models.encoder import Vectors
from retrieval.answer import Sureness
from retrieval.answerer import Answerer
from retrieval.matching.followed import Followed, FollowKind, Match
from retrieval.matching.matcher import Matcher
from retrieval.quoting.windows import MOST_WORDS
from tests.conftest import EXAMPLES, build_from
from tests.retrieval.matching.news import ARTICLES

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Answers from the examples, as if they were old, and from the news of this week."""
    folder = tmp_path_factory.mktemp("news")
    shutil.copytree(EXAMPLES, folder / "articles")
    lines = (json.dumps(article) for article in ARTICLES)
    (folder / "articles" / "week.jsonl").write_text("\n".join(lines), "utf-8")
    with Answerer.open(build_from(folder / "articles", folder / "data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def new(news: Answerer) -> dict[str, int]:
    """The articles of this week: the last part of the address of each, and its number."""
    store = news.snapshot.store
    found = store.articles(store.numbers())
    known = {article.url: number for number, article in found.items()}
    return {article["url"].rsplit("/", 1)[1]: known[article["url"]] for article in ARTICLES}


def matches(
    news: Answerer, new: dict[str, int], text: str, kind: FollowKind = FollowKind.TOPIC
) -> dict[str, Match]:
    """Follow one thing; returns its matches by the article."""
    matcher = Matcher()
    matcher.set_followed([Followed("one", kind, text)])
    names = {number: name for name, number in new.items()}
    return {names[match.article]: match for match in matcher.match(news, list(new.values()), TODAY)}


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("Lake Aren ferry", {"aren-ferry"}),
        ("lake aren ferries", {"aren-ferry"}),
        ("LAKE AREN FERRY", {"aren-ferry"}),
        ("Ferries on Lake Aren", {"aren-ferry"}),
        ("Lake Aren", {"aren-ferry", "aren-hotel"}),
        ("ceasefire talks", {"truce"}),
        ("CEASEFIRE TALKS", {"truce"}),
        ("Zelensky", {"air-defence"}),
        ("zelensky", {"air-defence"}),
        ("Zelensky's", {"air-defence"}),
        ("emeline saure", {"concert"}),
        ("Émeline Sauré's concerts", {"concert"}),
        ("rye bread", {"bakery"}),
        ("taxes on second homes", {"tax"}),
        ("Überschwemmung Bayern", {"hochwasser"}),
        ("uberschwemmungen in bayern", {"hochwasser"}),
        ("grève des cheminots", {"cheminots"}),
        ("greves de cheminots", {"cheminots"}),
        ("Lake Tarsin ferry", set()),
        ("Selma Zelensky", set()),
        ("volcanoes", set()),
        ("news", set()),
        ("", set()),
        ("湖", set()),
    ],
)
def test_who_follows_a_topic_gets_what_is_about_it(
    news: Answerer, new: dict[str, int], topic: str, wanted: set[str]
) -> None:
    assert matches(news, new, topic).keys() == wanted


def test_a_quote_is_word_for_word_whole_and_about_the_topic(news: Answerer, new: dict[str, int]) -> None:
    matcher = Matcher()
    topics = ["Lake Aren ferry", "ceasefire talks", "Zelensky", "Überschwemmungen Bayern", "rye bread"]
    matcher.set_followed([Followed(topic, FollowKind.TOPIC, topic) for topic in topics])
    found = matcher.match(news, list(new.values()))
    assert {match.followed for match in found} == set(topics)
    for match in found:
        quote = match.quote
        sentences = news.snapshot.store.sentences_of(match.article)
        assert quote.is_verbatim and len(quote.text.split()) <= MOST_WORDS
        assert quote.span.start in {sentence.start for sentence in sentences}
        assert quote.span.end in {sentence.end for sentence in sentences}
        assert "".join(piece for piece, _ in quote.pieces()) == quote.text
    by_topic = {match.followed: match for match in found}
    ferry = by_topic["Lake Aren ferry"]
    assert "ferry ran aground on Lake Aren" in ferry.quote.text
    assert ferry.why == ("Lake", "Aren", "ferry")
    assert [ferry.quote.article.text[mark.start : mark.end] for mark in ferry.quote.highlights] == [
        "ferry",
        "Lake Aren",
    ]
    assert by_topic["ceasefire talks"].why == ()
    assert "Truce negotiations" in by_topic["ceasefire talks"].quote.text


def test_who_follows_an_outlet_gets_how_each_of_its_articles_begins(
    news: Answerer, new: dict[str, int]
) -> None:
    found = matches(news, new, "bay  HERALD", FollowKind.OUTLET)
    assert found.keys() == {"aren-ferry", "lake-ostra", "air-defence", "concert"}
    for match in found.values():
        assert match.why == ("Bay Herald",)
        assert match.quote.is_verbatim
        assert match.quote.span.start == 0
    assert matches(news, new, "Bay", FollowKind.OUTLET) == {}


def test_a_question_counts_where_a_new_article_surely_answers_it(news: Answerer, new: dict[str, int]) -> None:
    question = "How many people were aboard the ferry on Lake Aren?"
    found = matches(news, new, question, FollowKind.QUESTION)
    assert found.keys() == {"aren-ferry"}
    match = found["aren-ferry"]
    assert match.answer is not None and match.answer.sureness is Sureness.SURE
    assert match.quote == match.answer.quotes[0]
    assert "140" in match.quote.text
    # What only an older article answers is no news.
    others = {name: number for name, number in new.items() if name != "aren-ferry"}
    assert matches(news, others, question, FollowKind.QUESTION) == {}
    assert matches(news, new, "How long did Trump and Putin talk?", FollowKind.QUESTION) == {}


def test_a_question_is_asked_only_where_a_new_article_may_answer_it(
    news: Answerer, new: dict[str, int]
) -> None:
    matcher = Matcher()
    asked = ["How many people were aboard the ferry on Lake Aren?", "Who won the regatta in Norrvik?"]
    matcher.set_followed([Followed(str(at), FollowKind.QUESTION, text) for at, text in enumerate(asked)])
    found, due = matcher.look(news.snapshot, list(new.values()))
    assert found == []
    assert [question.text for question in due] == asked[:1]


def test_what_many_follow_is_matched_for_each(news: Answerer, new: dict[str, int]) -> None:
    matcher = Matcher()
    followed = [Followed(str(at), FollowKind.TOPIC, "Lake Aren ferry") for at in range(50)]
    matcher.set_followed(followed)
    found = matcher.match(news, list(new.values()))
    assert [match.followed for match in found] == [one.id for one in followed]
    assert len({match.quote.span for match in found}) == 1


def test_what_is_no_longer_followed_matches_no_more(news: Answerer, new: dict[str, int]) -> None:
    matcher = Matcher()
    ferry, bread = (Followed(text, FollowKind.TOPIC, text) for text in ("Lake Aren ferry", "rye bread"))
    matcher.set_followed([ferry, bread])
    assert [match.followed for match in matcher.match(news, list(new.values()))] == [ferry.id, bread.id]
    matcher.set_followed([bread])
    assert [match.followed for match in matcher.match(news, list(new.values()))] == [bread.id]
    matcher.set_followed([])
    assert matcher.match(news, list(new.values())) == []
    assert matcher.match(news, []) == []


def test_many_topics_match_as_each_alone(news: Answerer, new: dict[str, int]) -> None:
    """That topics lie under their rarest word, or are found by meaning, changes nothing."""
    topics = ["Lake Aren ferry", "Zelensky", "ceasefire talks", "rye bread", "taxes on second homes"]
    filler = [f"{word} in {place}" for word in ("snow", "elections", "trains") for place in ("Oslo", "Rome")]
    matcher = Matcher()
    matcher.set_followed([Followed(text, FollowKind.TOPIC, text) for text in (*topics, *filler)])
    together = {(match.followed, match.quote.article.id) for match in matcher.match(news, list(new.values()))}
    alone = {
        (topic, match.quote.article.id) for topic in topics for match in matches(news, new, topic).values()
    }
    assert alone <= together
    assert {pair for pair in together if pair[0] in topics} == alone


def test_only_what_is_new_is_embedded(
    news: Answerer, new: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []
    encoder = news.snapshot.encoder
    encode = encoder.encode_queries

    def encode_and_note(texts: list[str]) -> Vectors:
        embedded.extend(texts)
        return encode(texts)

    monkeypatch.setattr(encoder, "encode_queries", encode_and_note)
    matcher = Matcher()
    bread, ferry = (Followed(text, FollowKind.TOPIC, text) for text in ("rye bread", "zymurgy on Lake Aren"))
    for followed in ([bread], [bread, ferry], [ferry], [ferry]):
        matcher.set_followed(followed)
        matcher.match(news, list(new.values()))
    assert embedded == [bread.text, ferry.text]


@given(st.text(max_size=120), st.sampled_from(list(FollowKind)))
@settings(max_examples=40, deadline=None)
def test_whatever_is_followed_gets_whole_verbatim_quotes_or_nothing(
    news: Answerer, new: dict[str, int], text: str, kind: FollowKind
) -> None:
    for match in matches(news, new, text, kind).values():
        assert match.quote.is_verbatim
        assert "".join(piece for piece, _ in match.quote.pieces()) == match.quote.text
