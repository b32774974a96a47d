"""A question in a language that no article is in gets told so, rather than that nothing was found."""

from __future__ import annotations

import pytest

from retrieval.answer import Question, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.question.language import ArticleLanguages
from tests.retrieval.question.test_follow_up import FOLLOW_UPS, ON_THEIR_OWN


@pytest.fixture(scope="module")
def languages(answerer: Answerer) -> ArticleLanguages:
    return ArticleLanguages(answerer.snapshot.store)


ENGLISH = ["who", "what", "when", "where", "which", "why", "how", "did", "does", "is", "are", "has", "tell"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wann wurde die neue Brücke eröffnet?", "de"),
        ("Wer hat das Rennen in Tampere gewonnen?", "de"),
        ("Hallo, was kostet die Fahrt über den Fjord?", "de"),
        ("Quand le nouveau pont a-t-il ouvert ?", "fr"),
        ("Pourquoi les pêcheurs sont-ils en grève ?", "fr"),
        ("¿Cuándo se abrió el puente nuevo?", "es"),
        ("Kiedy otwarto nowy most?", "pl"),
        ("Когда открыли новый мост через реку?", "ru"),
    ],
)
def test_a_question_in_another_language_is_known_for_one(
    languages: ArticleLanguages, question: str, language: str
) -> None:
    assert languages.all == ("en",)
    assert languages.foreign(question) == language


def test_no_english_question_is_taken_for_one_in_another_language(languages: ArticleLanguages) -> None:
    asked = {turn for turns in [*(turns for turns, _ in FOLLOW_UPS), *ON_THEIR_OWN] for turn in turns}
    english = [text for text in asked if text.split()[0].lower() in ENGLISH]
    assert len(english) > 250
    assert [text for text in english if languages.foreign(text)] == []


def test_names_and_keywords_are_of_no_language(languages: ArticleLanguages) -> None:
    for text in ("Zelensky", "Nadia Okafor", "Lübeck", "brexit", "Le Monde Tagblatt", "FC Bayern"):
        assert languages.foreign(text) is None, text


def test_what_no_article_can_answer_for_its_language_is_refused_for_that(answerer: Answerer) -> None:
    refusal = answerer.answer(Question("Welcher Torwart hielt den Elfmeter gegen die Gäste aus Lübeck?"))
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.asked_in, refusal.languages) == (Reason.OTHER_LANGUAGE, "de", ("en",))
    assert not refusal.nearest


def test_words_of_another_language_are_no_typing_errors(answerer: Answerer) -> None:
    reading = answerer.read(Question("Hallo, wer hat heute das Telefonat beendet?"))
    read_as = reading.query.read_as if not isinstance(reading, Refusal) else reading.read_as
    assert read_as is None
