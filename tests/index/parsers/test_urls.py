"""Addresses of articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers.urls import canonical_url, encoded_url, is_same_site


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTPS://Example.ORG:443/A?B=c#d", "https://example.org/A?B=c"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://ann:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=5&utm_medium=mail", "https://example.org/a?id=5"),
        ("https://example.org/a?fbclid=1&gclid=2&MC_CID=3&_hsenc=4&igshid=5", "https://example.org/a"),
        ("https://example.org/a?%75tm_source=x", "https://example.org/a"),
        # Names that look alike, but tell articles apart.
        ("https://example.org/a?cid=1&uid=2&ref=3&game=4", "https://example.org/a?cid=1&uid=2&ref=3&game=4"),
        ("https://example.org/?12345", "https://example.org/?12345"),
        ("https://example.org/a?b=2&a=1&a=0", "https://example.org/a?b=2&a=1&a=0"),
        ("https://example.org/#!/bridge", "https://example.org/#!/bridge"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("http://example.org:99999/", "http://example.org:99999/"),
        ("http://[broken", "http://[broken"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("https://example.org/\x0c#part", "https://example.org/"),
        ("https://example.org/a? &utm_source =x#", "https://example.org/a"),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@given(st.text(max_size=60) | st.text(max_size=60).map("https://example.org/".__add__))
def test_canonical_once_is_canonical(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_a_fragment_may_tell_articles_apart() -> None:
    assert (
        canonical_url("https://Example.org/a?utm_source=x#b", with_fragment=True) == "https://example.org/a#b"
    )


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://example.org/old mill.html", "https://example.org/old%20mill.html"),
        ("https://example.org/a?q=old mill#the wheel", "https://example.org/a?q=old%20mill#the%20wheel"),
        ("https://example.org/old%20mill é", "https://example.org/old%20mill%20é"),
        ("https://example.org/50% off/%zz/%C3%BC", "https://example.org/50%25%20off/%25zz/%C3%BC"),
        ('https://example.org/{a}|"b"<c>^`\\', "https://example.org/%7Ba%7D%7C%22b%22%3Cc%3E%5E%60%5C"),
        ("https://example.org/a\u00a0b\u00ad", "https://example.org/a%C2%A0b%C2%AD"),
        ("https://example.org/a[1]?b=(c)&d='e'", "https://example.org/a[1]?b=(c)&d='e'"),
        ("https://old mill.example/a b", "https://old mill.example/a%20b"),
        ("mailto:ann lee@example.org", "mailto:ann lee@example.org"),
        ("https://example.org/a\nb", "https://example.org/a\nb"),
    ],
)
def test_encoded(url: str, encoded: str) -> None:
    assert encoded_url(url) == encoded


@given(st.text(st.characters(codec="utf-8"), max_size=60).map("https://example.org/".__add__))
def test_encoded_once_is_encoded(url: str) -> None:
    once = encoded_url(url)
    assert encoded_url(once) == once and " " not in once


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/a", "http://amp.example.org/b", True),
        ("https://news.example.co.uk/a", "https://example.co.uk/", True),
        ("https://one.co.uk/", "https://two.co.uk/", False),
        ("https://example.org/", "https://example.com/", False),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1/b", True),
        ("http://127.0.0.1/a", "http://127.0.0.2/a", False),
        ("http://localhost/a", "http://localhost:81/b", True),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same
