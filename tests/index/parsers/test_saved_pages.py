"""Pages that somebody saved from a browser."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.parsers import ParsedArticle
from index.parsers.items import UnusableError
from index.parsers.metadata import NOTHING_KNOWN
from index.parsers.saved_pages import read_mhtml
from tests.index.parsers.archives.sample_archives import make_zip
from tests.index.parsers.parsing import article, read, reason, written

URL = "https://www.ormsund.example/crane?id=7"
TEXT = (
    "The harbour of Ormsund was closed on Friday after a crane fell over, and nobody was hurt.\n"
    "It had stood there since the war – rusty, old and much loved, as the mayor said."
)
PARAGRAPHS = TEXT.replace("\n", "</p><p>")
PAGE = f"<title>Crane falls</title><body><article><h1>Crane falls</h1><p>{PARAGRAPHS}</p></article></body>"


def mhtml(*pages: tuple[str, str], encoding: str = "utf-8", cte: str = "quoted-printable") -> bytes:
    """Pages as a browser saves them in one file, each with its address; the first is what was saved."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "<Saved by Blink>", "Crane falls"
    mail["Snapshot-Content-Location"] = pages[0][0]
    mail["Date"] = "Tue, 22 Sep 2026 10:00:00 -0000"
    mail.make_related()
    for url, page in reversed(pages):
        part = EmailMessage()
        part.set_content(page, subtype="html", charset=encoding, cte=cte)
        part["Content-Location"] = url
        mail.attach(part)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", "image", "png")
    mail.attach(picture)
    return mail.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.MHTML.gz"])
@pytest.mark.parametrize(("encoding", "cte"), [("utf-8", "base64"), ("windows-1252", "quoted-printable")])
def test_mhtml(name: str, encoding: str, cte: str, tmp_path: Path) -> None:
    frame = ("https://ads.example/frame", f"<html>{PAGE.replace('crane', 'advertisement')}")
    found = article(tmp_path / name, mhtml((URL, f"<html>{PAGE}"), frame, encoding=encoding, cte=cte))
    assert (found.title, found.url, found.text, found.published.iso) == ("Crane falls", URL, TEXT, "")


@pytest.mark.parametrize(
    "note",
    [
        f"\n Page saved with SingleFile \n url: {URL} \n saved date: Tue Sep 22 2026 10:00:00 GMT+0200\n",
        f" saved from url=(0038){URL} ",
        f" Saved from {URL} at 2026-09-22T08:00:00Z using monolith v2.8.1 ",
    ],
)
def test_where_a_page_was_saved_from(note: str, tmp_path: Path) -> None:
    assert article(tmp_path / "a.html", f"<!DOCTYPE html><html lang=en><!--{note}-->{PAGE}").url == URL
    written(tmp_path / "b.meta.toml", 'url = "https://www.ormsund.example/other"')
    assert (
        article(tmp_path / "b.html", f"<html><!--{note}-->{PAGE}").url == "https://www.ormsund.example/other"
    )


def test_what_is_no_mhtml(tmp_path: Path) -> None:
    assert "save the page again" in reason(tmp_path / "a.mhtml", "Words and more words, but no page.")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_is_told(data: st.DataObject) -> None:
    whole = bytearray(mhtml((URL, f"<html>{PAGE}")))
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(whole)))
        whole[start : start + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    try:
        read_mhtml(bytes(whole), NOTHING_KNOWN)
    except UnusableError as error:
        assert str(error)


def test_a_saved_page_in_a_zip(tmp_path: Path) -> None:
    [item] = read(make_zip(tmp_path / "a.zip", {"a.mhtml": mhtml((URL, f"<html>{PAGE}"))}))
    assert isinstance(item, ParsedArticle) and item.article.url == URL
