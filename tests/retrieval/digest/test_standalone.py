"""Which sentences can be read without what stands around them."""

from __future__ import annotations

import pytest

from retrieval.digest.roundups import is_roundup_by_title
from retrieval.digest.standalone import stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "The river flooded the old town on Monday, and 12 people died.",
        "While Ada Marn won't be there to see it, her film opens the festival.",
        "Sonne, Wind und Wasser liefern die Hälfte des Stroms von Venn.",
        "“We lost everything,” said Ada Marn, who owns a shop at the market.",
        "Italy has sent its engineers.",
        "The council of Venn decided at 10:30 on Monday: the dam will be raised by a metre.",
        "Heavy rain closed the road to Toft.",
    ],
)
def test_a_sentence_that_names_what_it_tells_of(text: str) -> None:
    assert stands_alone(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "He said the dam had been built too low.",
        "But the council refused to pay for the dam.",
        "It was the third flood within ten years.",
        "Voicing him in the film, the singer from Toft learned to growl.",
        "In her view the dam was too low by two metres.",
        "“We lost everything that night,” she said.",
        "We asked the council of Venn for its plans.",
        "Read the whole report of the council on the flood in Venn.",
        "If you wish to object to that, please tick here.",
        "Where to watch: in theaters and on the channels of Venn.",
        "Strike of the teachers:The union votes again on Friday.",
        "— The river flooded the old town on Monday, and 12 people died.",
        "these are the streets that were flooded on Monday.",
        "Correction: an earlier version of this article gave a wrong number.",
    ],
)
def test_a_sentence_that_leans_on_others(text: str) -> None:
    assert not stands_alone(text, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Er sagte, der Damm sei zu niedrig gewesen.", "de"),
        ("Zudem lehnte der Stadtrat den Bau des Damms ab.", "de"),
        ("Elle a refusé de payer la digue de la ville.", "fr"),
        ("Mais la ville de Venn a refusé de payer la digue.", "fr"),
    ],
)
def test_in_german_and_french_too(text: str, language: str) -> None:
    assert not stands_alone(text, language)


@pytest.mark.parametrize("language", ["de", "fr", None])
def test_names_are_no_pronouns_in_any_language(language: str | None) -> None:
    assert stands_alone("Ermelo baut eine Brücke über den Hafen von Toft.", language)


@pytest.mark.parametrize(
    "title",
    [
        "Five things to know on Monday",
        "10 things you need to know today",
        "Evening Briefing: Floods in Venn",
        "News quiz: which owl was named after a singer?",
        "The week in pictures",
        "Der Wochenrückblick",
        "Revue de presse du lundi",
    ],
)
def test_titles_of_round_ups(title: str) -> None:
    assert is_roundup_by_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "Five dead in Venn",
        "Prime minister briefed on the flood",
        "Ten people saved from the river",
        "Quiz champion of Toft dies at 90",
        None,
    ],
)
def test_titles_of_news(title: str | None) -> None:
    assert not is_roundup_by_title(title)
