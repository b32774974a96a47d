"""Names typed in small letters, written as articles write them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer import Refusal
from retrieval.answerer import Answerer
from retrieval.question.casing import NameCaser
from training.names import names_in


def _caser(answerer: Answerer) -> NameCaser:
    return NameCaser(answerer.snapshot.store, answerer.snapshot.lexical)


def test_names_that_articles_have_are_written_as_there(answerer: Answerer) -> None:
    correct = _caser(answerer).correct
    assert correct("what did merz think of a truce") == "what did Merz think of a truce"
    assert correct("how big is anchorages base") == "how big is Anchorages base"
    assert correct("who wrote the letter about the children") == "who wrote the letter about the children"


def test_names_that_no_article_has_are_known_from_the_news(answerer: Answerer) -> None:
    correct = _caser(answerer).correct
    assert correct("did netanyahu fly to juneau") == "did Netanyahu fly to Juneau"
    assert correct("did a plumber bake pancakes") == "did a plumber bake pancakes"


def test_who_types_capitals_is_left_alone(answerer: Answerer) -> None:
    assert _caser(answerer).correct("What did merz say?") == "What did Merz say?"
    assert _caser(answerer).correct("did Merz meet netanyahu") == "did Merz meet netanyahu"


@given(text=st.text(max_size=300))
def test_nothing_but_case_changes(text: str, answerer: Answerer) -> None:
    assert _caser(answerer).correct(text).lower() == text.lower()


def test_somebody_whom_no_article_has_is_missed_in_small_letters_too(answerer: Answerer) -> None:
    for name in ("netanyahu", "modi"):
        answer = answerer.answer(f"what did trump and {name} talk about on the phone")
        assert isinstance(answer, Refusal)
        assert answer.read_as is None


def test_names_are_what_has_a_capital_inside_of_sentences() -> None:
    texts = ["We met Runa Holt and a friend of Holt there, in a holt."] + ["then Ekeby won, said Runa "] * 9
    assert names_in(texts) == ["ekeby", "runa"]
