"""The parts of an article that was cut into pages."""

from __future__ import annotations

import pytest

from index.parsers.metadata import ArticleMetadata
from index.parsers.page.next_page import find_next_page, is_next_part

STORY = "https://www.example.org/2025/bridge-opens"


@pytest.mark.parametrize(
    ("url", "following"),
    [
        (STORY, f"{STORY}/2"),
        (f"{STORY}/", f"{STORY}/2/"),
        (STORY, f"{STORY}?page=2"),
        (f"{STORY}?page=2", f"{STORY}?page=3"),
        (f"{STORY}/2", f"{STORY}/3"),
        (STORY, f"{STORY}/page/2"),
        (f"{STORY}/page/2", f"{STORY}/page/3"),
        (f"{STORY}.html", f"{STORY}-2.html"),
        (f"{STORY}-2.html", f"{STORY}-3.html"),
        (f"{STORY}.html", f"{STORY}.html?seite=2"),
        (STORY, f"{STORY},2"),
    ],
)
def test_the_next_part(url: str, following: str) -> None:
    assert is_next_part(url, following)
    assert not is_next_part(following, url)


@pytest.mark.parametrize(
    ("url", "following"),
    [
        (STORY, STORY),
        (STORY, "https://www.example.org/2025/otters-are-back"),
        (STORY, f"{STORY}/3"),
        (STORY, f"{STORY}/comments"),
        (STORY, "https://elsewhere.example/2025/bridge-opens/2"),
        ("https://www.example.org/story-41", "https://www.example.org/story-42"),
        ("https://www.example.org/news/1041", "https://www.example.org/news/1042"),
        ("https://www.example.org/", "https://www.example.org/?page=2"),
        ("https://www.example.org/2025/a", "https://www.example.org/2025/b?page=2"),
    ],
)
def test_no_next_part(url: str, following: str) -> None:
    assert not is_next_part(url, following)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (f'<link rel="next" href="{STORY}?page=2">', f"{STORY}?page=2"),
        ('<a class="more" rel="nofollow next" href="/2025/bridge-opens/2">On</a>', f"{STORY}/2"),
        ('<link rel="next" href="/2025/otters-are-back">', None),
        ("", None),
    ],
)
def test_what_a_page_names(head: str, found: str | None) -> None:
    page = f"<html><head>{head}</head><body><p>The bridge is open.</p></body></html>"
    assert find_next_page(page.encode(), ArticleMetadata(url=STORY)) == found
