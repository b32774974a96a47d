"""Which language a text is in."""

from __future__ import annotations

import pytest

from index.text.language import language_of

TEXTS = {
    "en": "The council of Ardmoor opened a new bridge on Monday after three years of work at the river.",
    "de": "Der Rat von Ardmoor hat am Montag nach drei Jahren Bauzeit eine neue Brücke eröffnet.",
    "fr": "Le conseil d'Ardmoor a inauguré lundi un nouveau pont après trois ans de travaux sur le fleuve.",
    "es": "El ayuntamiento de Ardmoor inauguró el lunes un puente nuevo después de tres años de obras.",
    "ru": "Совет Ардмура открыл в понедельник новый мост через реку после трёх лет строительства.",
    "ja": "アードムーア市議会は月曜日、三年の工事を終えた新しい橋を開通させた。",
    "ar": "افتتح مجلس أردمور يوم الاثنين جسرا جديدا فوق النهر بعد ثلاث سنوات من العمل.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_detects(language: str) -> None:
    assert language_of(TEXTS[language], None) == language


@pytest.mark.parametrize("text", ["", "   ", "Bridge", "1 2 3 4 5 " * 40, "Ann Lee Bob Roe", "\ud800" * 100])
def test_says_nothing_of_what_is_too_little(text: str) -> None:
    assert language_of(text, None) is None
    assert language_of(text, "en") == "en"


def test_a_declared_language_is_overridden_only_when_surely_wrong() -> None:
    assert language_of(TEXTS["de"], "en") == "en", "a single sentence isn't enough"
    assert language_of(TEXTS["de"] * 4, "en") == "de"
    assert language_of(TEXTS["de"] * 4, "de") == "de"
    assert language_of(TEXTS["de"], None) == "de"


def test_outlets_know_better_which_of_two_near_languages_they_write() -> None:
    text = "Regjeringen vil bygge en ny bro over fjorden, sier ministeren etter møtet i går kveld. " * 5
    assert language_of(text, None) == "no"
    assert language_of(text, "nb") == "nb"
    assert language_of(text, "en") == "no"


def test_only_the_start_counts() -> None:
    assert language_of(TEXTS["en"] * 40 + TEXTS["ru"] * 400, None) == "en"
