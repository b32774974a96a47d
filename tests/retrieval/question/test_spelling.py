"""Typing errors are mended where it is clear what is meant; words that articles merely lack are let be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.build.writer import Origin, StoreWriter
from index.snapshot.lexical import WORDS, LexicalIndex
from index.snapshot.store import STORE, StoreReader
from index.text.passages import split_passages
from index.text.tokens import words
from retrieval.answerer import Answerer
from retrieval.question.spelling import Speller

# What is known to many and stands in none of the example articles.
STRANGERS = """
Kubernetes Quidditch TensorFlow Minecraft sourdough Hogwarts Pokemon Skyrim JavaScript kombucha tiramisu
Photoshop Wikipedia ukulele origami crochet espresso lasagna Gandalf Mordor Bitcoin blockchain Tetris lullaby
trigonometry photosynthesis Pythagoras haiku bonsai sudoku guacamole Fortnite mozzarella Voldemort zucchini
ramen croissant badminton Mozart Nietzsche Fibonacci Ubuntu Firefox axolotl capybara dachshund penguin kitchen
weather holiday concert bicycle library dentist
"""

NOWHERE = Origin("", "")
STORY = """
Minister Leonie Achterberg signed the accommodation agreement at the Whitefield house in Quillmoor on Friday.
Achterberg said the agreement covers 300 families. The government will pay, the minister said.
The Quillmoor council voted for it. The Mayor of Kësterling voted against it.
A bakery near the white house sold buns. Buns are eaten in Kësterling. A bun costs a crown.
Marten Tarvik and Marten Tarvin were there.
"""


@pytest.fixture(scope="module")
def small(answerer: Answerer) -> Speller:
    """Mends by the few words of the example articles."""
    return Speller(answerer.snapshot.store, answerer.snapshot.lexical)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speller]:
    """Mends by the words of the story above, in an index of many passages."""
    folder = tmp_path_factory.mktemp("large")
    writer = StoreWriter(folder)
    writer.add(Article("story", STORY), NOWHERE, split_passages(STORY, 20))
    ferry = "The ferry was late.\n" * 1000
    writer.add(Article("ferry", ferry), NOWHERE, split_passages(ferry, 4))
    writer.finish()
    store = StoreReader(folder / STORE)
    yield Speller(store, LexicalIndex(folder / WORDS), {"quilt"}.__contains__)
    store.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What did Puttin say in Alaska?", "What did Putin say in Alaska?"),
        ("where did zelenksyy and trmup meet", "where did zelenskyy and trump meet"),
        ("Will Ushakof come to the Kremiln?", "Will Ushakov come to the Kremlin?"),
        ("presidnet of russsia", "president of russia"),
        ("the whitehouse meeting", "the white house meeting"),
        ("did they talk about the ceasfire?", "did they talk about the ceasefire?"),
    ],
)
def test_typing_errors_are_mended(small: Speller, typed: str, meant: str) -> None:
    assert small.correct(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did Putin say in Alaska?",
        "Who is trup?",  # short
        "Who is Ptuiin?",  # two errors, and few articles to know words from
        "THE PUTTIN CALL",  # abbreviations look like that
        "Putin2 and 40m",
        "wer hat gestern mit Puttin über Frieden gesprochen und warum",  # another language
        "",
    ],
)
def test_what_is_right_or_unclear_is_let_be(small: Speller, question: str) -> None:
    assert small.correct(question) == question


def test_words_that_articles_lack_are_let_be(small: Speller) -> None:
    strangers = STRANGERS.split()
    changed = [word for word in strangers for typed in (word, word.lower()) if small.correct(typed) != typed]
    assert len(changed) <= 0.02 * 2 * len(strangers), changed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did Achterbrg sign", "what did Achterberg sign"),
        ("what did achtrbergg sign", "what did achterberg sign"),  # two errors
        ("the accomodaton agreemnt", "the accommodation agreement"),
        ("is Kesterlign near?", "is Kesterling near?"),  # accents don't matter
        ("who leads the goverment", "who leads the government"),
        ("who lives in quillt", "who lives in quillt"),
        ("who made the quilt", "who made the quilt"),  # known to be a word
        ("where is Marten Tarvig", "where is Marten Tarvig"),  # Tarvik or Tarvin?
        ("Is it true that Minster Lee came?", "Is it true that Minister Lee came?"),
        ("Did Ms Familes come?", "Did Ms Familes come?"),  # a name is no common word
        ("did the familes come?", "did the families come?"),
    ],
)
def test_with_many_articles(large: Speller, typed: str, meant: str) -> None:
    assert large.correct(typed) == meant


_TYPED = st.text(max_size=40) | st.lists(
    st.sampled_from(
        ["Puttin", "trmup", "the", "whitehouse", "Kremiln", "russsia", "ǅungla", "Alaska", "?", "’s"]
    )
    | st.text("abcdeilmnoprstu", min_size=4, max_size=10),
    max_size=7,
).map(" ".join)


@given(_TYPED)
@settings(max_examples=150, deadline=None)
def test_mended_text_stays_as_it_is(small: Speller, large: Speller, text: str) -> None:
    for speller in (small, large):
        once = speller.correct(text)
        assert speller.correct(once) == once
        if once != text:
            assert len(list(words(once))) >= len(list(words(text)))
