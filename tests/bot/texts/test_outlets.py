"""Beside an outlet's name stands the domain where that doesn't suggest it."""

from __future__ import annotations

import pytest

from bot.texts.outlets import outlet_name
from index.article import Article


def shown(outlet: str | None, url: str | None, *, is_outlet_given: bool = False) -> str | None:
    return outlet_name(Article("0" * 16, "Text.", url=url, outlet=outlet, is_outlet_given=is_outlet_given))


@pytest.mark.parametrize(
    ("outlet", "host"),
    [
        ("The Guardian", "www.theguardian.com"),
        ("Guardian Australia", "theguardian.com"),
        ("BBC News", "www.bbc.co.uk"),
        ("NYT", "nytimes.com"),
        ("The New York Times", "nytimes.com"),
        ("Associated Press", "apnews.com"),
        ("Süddeutsche Zeitung", "www.sueddeutsche.de"),
        ("Süddeutsche Zeitung", "sz.de"),
        ("DIE ZEIT", "zeit.de"),
        ("Le Monde.fr", "lemonde.fr"),
        ("n-tv", "n-tv.de"),
        ("Sky News", "news.sky.com"),
        ("Jane's Letter", "jane.substack.com"),
        ("kvarn.net", "www.kvarn.net"),
    ],
)
def test_a_name_that_its_domain_suggests_stands_alone(outlet: str, host: str) -> None:
    assert shown(outlet, f"https://{host}/a") == outlet


@pytest.mark.parametrize(
    ("outlet", "host"),
    [
        ("Reuters", "news.example.net"),
        ("Reuters", "reuters.example.net"),
        ("Reuters", "reuters.com.login.evil.example"),
        ("Reuters", "r.com"),
        ("The Daily Mail", "daily.com"),
        ("New York Times", "new.com"),
        ("News", "goodnews.org"),
        ("朝日新聞", "asahi.com"),
        ("Reuters (reuters.com)", "kvarn.net"),
    ],
)
def test_another_name_has_its_domain_beside_it(outlet: str, host: str) -> None:
    assert shown(outlet, f"https://{host}/a") == f"{outlet} ({host})"


def test_letters_that_look_alike_are_no_others() -> None:
    assert shown("Reuters", "https://r\u0435uters.com/a") == "Reuters (xn--ruters-3of.com)"
    assert shown("R\u0435uters", "https://reuters.com/a") == "R\u0435uters (reuters.com)"


@pytest.mark.parametrize("url", [None, "mailto:a@kvarn.net", "https://bank.net@kvarn.net/a"])
def test_without_a_link_there_is_no_domain(url: str | None) -> None:
    assert shown("Reuters", url) == "Reuters"


def test_whoever_lists_a_source_is_trusted() -> None:
    assert shown("Reuters", "https://kvarn.net/a", is_outlet_given=True) == "Reuters"
    assert shown(None, "https://kvarn.net/a") is None


def test_a_long_name_hides_no_domain_and_a_long_host_not_whose_it_is() -> None:
    name = shown("Reuters " * 30, f"https://{'reuters.' * 8}kvarn.net/a")
    assert name and name.endswith("… (kvarn.net)") and len(name) < 60
