"""What a sentence denies, or puts into the future, isn't stated."""

from __future__ import annotations

import pytest

from index.article import Article, Span
from retrieval.quoting.statement import is_stated


@pytest.mark.parametrize(
    ("question", "text", "words", "stated"),
    [
        ("How many ships did Orlo order?", "Orlo refuted reports of 9 ships.", "9", False),
        ("Who stole the crown?", "The judge quashed the conviction of Lem Orr for theft.", "Lem Orr", False),
        ("Whose conviction was quashed?", "The judge quashed the conviction of Lem Orr.", "Lem Orr", True),
        ("Who was hired?", "Fans had speculated that Lem Orr was hired.", "Lem Orr", False),
        ("Who has bought the mill?", "The mill would go to Lem Orr if the bank agrees.", "Lem Orr", False),
        ("Who may buy the mill?", "The mill would go to Lem Orr if the bank agrees.", "Lem Orr", True),
        ("Who won the vote in Pell?", "Lem Orr is heading for a win in the vote in Pell.", "Lem Orr", False),
        ("Who won the vote in Pell?", "Lem Orr won in Pell and will move in soon.", "Lem Orr", True),
        ("How long did the works take?", "It will open after works that took a year.", "a year", True),
        ("How many bears did the park free?", "Claim: The park freed 4 bears.", "4", False),
        ("How many bears did the park free?", "The park: 4 bears were freed.", "4", True),
        ("Who hid it?", "Lem Orr, who kept the keys, was acquitted of hiding it.", "Lem Orr", False),
        ("Who kept the keys?", "Lem Orr, who kept the keys, paid Ida Voss.", "Lem Orr", True),
        ("Whom did he pay?", "Lem Orr, who denied it, paid Ida Voss.", "Ida Voss", True),
        ("How many oaks were planted?", "Orlo promised to plant 9 oaks.", "9", False),
        ("How many oaks did Orlo promise?", "Orlo promised to plant 9 oaks.", "9", True),
        ("Where could they play?", "Crowds came while they were playing at Pell Hall.", "Pell Hall", False),
        ("Where could they play?", "Pell Hall offered its stage to them.", "Pell Hall", True),
        ("Where did they play?", "Crowds came while they were playing at Pell Hall.", "Pell Hall", True),
        ("Who took the crown?", "Lem Orr was held on suspicion of taking the crown.", "Lem Orr", False),
    ],
)
def test_statements(question: str, text: str, words: str, stated: bool) -> None:
    at = text.index(words)
    article = Article("1", text)
    assert is_stated(question, article, Span(0, len(text)), Span(at, at + len(words))) is stated


def test_what_a_post_said_is_so_unless_the_article_begins_with_its_being_a_joke() -> None:
    text = "A post on Monday said that Lem Orr bought the mill. He lives there now."
    joke = "A post on Monday said that Lem Orr bought the mill. It was a joke."
    for told, stated in ((text, True), (joke, False)):
        at = told.index("Lem Orr")
        sentence = Span(0, told.index(". ") + 1)
        assert is_stated("Who bought the mill?", Article("1", told), sentence, Span(at, at + 7)) is stated
