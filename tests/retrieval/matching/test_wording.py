"""Words that are one, in whatever form they stand in topic and article."""

from __future__ import annotations

import pytest

from retrieval.matching.wording import keys_in_article, keys_of_topic, language_of


def found(topic: str, article: str, language: str = "en", *, name: bool = False) -> bool:
    wanted = keys_of_topic(topic, is_name=name, is_word=not name, language=language)
    return bool(set(wanted) & set(keys_in_article(article, language)))


@pytest.mark.parametrize(
    ("topic", "article", "language"),
    [
        ("ferries", "ferry", "en"),
        ("Überschwemmung", "Überschwemmungen", "de"),
        ("uberschwemmungen", "Überschwemmung", "de"),
        ("wahl", "Wahlen", "de"),
        ("elections", "élection", "fr"),
        ("huelgas", "huelga", "es"),
    ],
)
def test_a_word_is_found_in_another_form(topic: str, article: str, language: str) -> None:
    assert found(topic, article, language)
    assert not found(topic, "Kathedrale", language)


@pytest.mark.parametrize(
    ("topic", "article"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Zelenskiy", "Zelensky"),
        ("Zelenskys", "Zelensky"),
        ("Russia", "Russian"),
        ("Beyonce", "Beyoncé"),
        ("Oscars", "Oscar"),
    ],
)
def test_a_name_is_found_in_the_ways_to_write_it(topic: str, article: str) -> None:
    assert found(topic, article, name=True)
    assert not found(topic, article.lower(), name=True)


def test_a_name_is_no_other_word() -> None:
    assert not found("Apple", "apples", name=True)
    assert not found("policy", "police")
    assert not found("Putin", "putting", name=True)
    # There every noun has a capital.
    assert found("Wahlen", "Wahl", "de", name=True)


def test_languages_without_a_stemmer_are_compared_as_the_index_does() -> None:
    assert [language_of(code) for code in ("en", "de-AT", "tlh", None)] == ["en", "de", "en", "en"]
