"""Which URLs are fetched at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from index.fetch import FetchError
from index.fetch.link import host_named, host_of, read_link


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://example.org", "http://example.org"),
        (" https://Example.ORG/a b?q=ü#part ", "https://example.org/a%20b?q=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://example.org:8080/a%2Fb", "http://example.org:8080/a%2Fb"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
        ("https://news.google.com/rss/search?q=mill", "https://news.google.com/rss/search?q=mill"),
        ("https://example.org/rss/articles/1", "https://example.org/rss/articles/1"),
    ],
)
def test_usual_urls(url: str, read: str) -> None:
    assert str(read_link(url)) == read


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "only addresses that begin with http"),
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("javascript:alert(1)", "only addresses that begin with http"),
        ("example.org/page", "only addresses that begin with http"),
        ("", "only addresses that begin with http"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://user@example.org/", "user name or password"),
        ("http://:secret@example.org/", "user name or password"),
        ("http:///path", "names no host"),
        ("http://a..b/", "names no host"),
        (f"http://{'a' * 64}.example/", "names no host"),
        (f"http://{'a.' * 130}example/", "names no host"),
        ("http://example.org:0/", "names no host"),
        ("http://example.org:99999/", "can be understood"),
        ("http://[::1/", "can be understood"),
        ("//\0[:]@/av]/", "can be understood"),
        (f"http://example.org/{'a' * 8_000}", "longer than 8,000 characters"),
        ("https://news.google.com/rss/articles/CBMiAbc?oc=5", "Google News links lead through a script"),
        ("https://news.google.com/articles/CBMiAbc", "list the outlet's own feed"),
        ("https://news.google.com/read/CBMiAbc", "list the outlet's own feed"),
    ],
)
def test_others_are_told_why(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        read_link(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://example.org/b"),
        ("b?c", "https://example.org/a/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example", "http://other.example"),
        ("", "https://example.org/a/"),
    ],
)
def test_redirects_may_be_relative(location: str, target: str) -> None:
    assert str(read_link(location, URL("https://example.org/a/"))) == target


@given(
    st.text(max_size=40) | st.from_regex(r"\Ahttps?://[a-z0-9.:@\[\]%\\/?#\x00 -]{0,40}\Z"),
    st.sampled_from([None, URL("https://example.org/a")]),
)
def test_whatever_is_given(url: str, base: URL | None) -> None:
    try:
        link = read_link(url, base)
    except FetchError:
        return
    assert link.scheme in ("http", "https")
    assert link.user is None
    assert link.password is None
    assert host_of(link)
    assert str(link).isprintable()
    assert " " not in str(link)


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("Intern.Example.", "intern.example"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("bücher.de", "xn--bcher-kva.de"),
    ],
)
def test_allowed_hosts_are_written_as_in_urls(name: str, host: str) -> None:
    assert host_named(name) == host
    assert host_of(URL(f"http://{f'[{host}]' if ':' in host else host}/")) == host
