"""Bytes become UTF-8 by the header's charset, where that is right."""

from __future__ import annotations

import codecs
import encodings.aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetch import Fetched

BOM = codecs.BOM_UTF8


def fetched(body: bytes, charset: str | None) -> Fetched:
    return Fetched("http://news.example/", body, "text/html", charset, None, None, False)


@pytest.mark.parametrize(
    ("text", "charset", "encoding"),
    [
        ("naïve “quotes” – dash", "windows-1252", "cp1252"),
        ("naïve “quotes” – dash", "ISO-8859-1", "cp1252"),
        ("naïve “quotes” – dash", "utf-8", "utf-8"),
        ("Žluťoučký kůň", "iso-8859-2", "iso8859-2"),
        ("Новости дня", "koi8-r", "koi8-r"),
        ("新闻报道", "gb2312", "gb2312"),
        ("ニュース", "Shift_JIS", "shift_jis"),
        ("ニュース", "iso-2022-jp", "iso2022_jp"),
        ("뉴스", "euc-kr", "euc_kr"),
        ("News", "utf-16", "utf-16"),
        ("News", "utf-16le", "utf-16le"),
    ],
)
def test_the_charset_of_the_header(text: str, charset: str, encoding: str) -> None:
    assert fetched(text.encode(encoding), charset).text_bytes == BOM + text.encode()


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "gb18030", "us-ascii"])
def test_a_wrong_charset_on_utf_8(charset: str) -> None:
    text = "Zürich – 東京"
    assert fetched(text.encode(), charset).text_bytes == BOM + text.encode()


@pytest.mark.parametrize("charset", [None, "", "utf-8", "x-unknown", "punycode", "utf-7", "zlib", "\0", "ü"])
def test_left_alone_where_it_does_not_decode(charset: str | None) -> None:
    body = "naïve".encode("cp1252") + b"\x81"
    assert fetched(body, charset).text_bytes == body


def test_a_mark_that_is_there_already() -> None:
    assert fetched(BOM + b"text", "iso-8859-1").text_bytes == BOM + b"text"
    assert fetched("\ufefftext".encode("utf-16le"), "utf-16le").text_bytes == BOM + b"text"


@given(st.binary(max_size=200), st.sampled_from(sorted(encodings.aliases.aliases)) | st.text(max_size=10))
def test_whatever_the_server_sends(body: bytes, charset: str) -> None:
    text = fetched(body, charset).text_bytes
    assert text == body or text.decode("utf-8-sig") is not None
