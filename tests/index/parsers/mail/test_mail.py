"""Newsletters, as they are sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.settings import FetchSettings
from index.parsers.items import UnusableError
from index.parsers.mail import read_mail
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox
from tests.index.parsers.mail.sample_mail import PARAGRAPHS, STORY, TEXT, mail, raw, read


@pytest.fixture(scope="module")
def strict() -> Iterator[Sandbox]:
    with Sandbox(FetchSettings(parse_seconds=1.0, parse_megabytes=400)) as opened:
        yield opened


def test_a_mail() -> None:
    text, metadata = read(mail(TEXT, Date="Mon, 10 Mar 2025 09:00:00 +0100"))
    assert text == TEXT
    assert (metadata.title, metadata.outlet) == ("Bridge opens", "Example Wire")
    assert metadata.published.iso == "2025-03-10T08:00:00Z" and metadata.url is None


def test_the_language_that_it_says() -> None:
    assert read(raw("From: x", "Content-Language: en-GB"))[1].language == "en"


def test_what_is_known_already_stays() -> None:
    _, metadata = read_mail(mail(TEXT).as_bytes(), ArticleMetadata("Another title", outlet="Ardmoor Times"))
    assert (metadata.title, metadata.outlet) == ("Another title", "Ardmoor Times")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Fwd:  WG: Bridge opens", "Bridge opens"),
        ("=?utf-8?q?Br=C3=BCcke?= =?iso-8859-1?q?_=F6ffnet?=", "Brücke öffnet"),
        ("Brücke öffnet", "Brücke öffnet"),
        ("=?no-such?q?Bridge?=", "=?no-such?q?Bridge?="),
        ("=?utf-8?b?!!!?=", None),
        ("Bridge\r\n opens", "Bridge opens"),
        ("", None),
    ],
)
def test_subjects(subject: str, title: str | None) -> None:
    assert read(raw(f"Subject: {subject}"))[1].title == title


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Example Wire <letters@example.org>", "Example Wire"),
        ('"Wire, The Example" <letters@example.org>', "Wire, The Example"),
        ("=?utf-8?q?=C3=84rzteblatt?= <a@example.org>", "Ärzteblatt"),
        ("Ärzteblatt <a@example.org>", "Ärzteblatt"),
        ("letters@example.org", None),
        ("letters@example.org <letters@example.org>", None),
        ("<<<>>>", None),
        ("", None),
    ],
)
def test_the_outlet_is_a_name(sender: str, outlet: str | None) -> None:
    assert read(raw(f"From: {sender}"))[1].outlet == outlet


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Mon, 10 Mar 2025 09:00:00 +0100 (CET)", "2025-03-10T08:00:00Z"),
        ("10 Mar 2025 09:00 EST", "2025-03-10T14:00:00Z"),
        ("Mon, 10 Mar 2025 09:00:00", "2025-03-10"),
        ("Mon, 31 Feb 2025 09:00:00 +0100", ""),
        ("Mon, 10 Mar 2025 09:00:00 -0000", "2025-03-10T09:00:00Z"),
        ("Mon, 10 Mar 2025 09:00:00 XYZ", "2025-03-10"),
        ("yesterday", ""),
        ("Mon, 10 Mar 99999999 09:00:00 +0100", ""),
    ],
)
def test_dates(date: str, iso: str) -> None:
    assert read(raw("From: x", f"Date: {date}"))[1].published.iso == iso


@pytest.mark.parametrize(
    ("link", "words", "url"),
    [
        ("https://example.org/letters/7", "View this email in your browser", "https://example.org/letters/7"),
        ("https://example.org/letters/7?e=abc#top", "Read online", "https://example.org/letters/7"),
        ("https://example.org/p/bridge-opens-after-three-years", "Web version",
         "https://example.org/p/bridge-opens-after-three-years"),
        ("https://example.org/briefe/7", "Im Browser lesen", "https://example.org/briefe/7"),
        ("https://click.example.org/letters/7", "View in browser", None),
        ("https://example.org/v/AbCdEf0123456789AbCdEf", "View in browser", None),
        ("https://example.org/v/ann.lee@example.org", "View in browser", None),
        ("https://example.org/", "View in browser", None),
        ("javascript:x", "View in browser", None),
        ("https://example.org/a", "Read more", None),
    ],
)  # fmt: skip
def test_the_page_of_a_newsletter(link: str, words: str, url: str | None) -> None:
    assert read(mail(markup=f'<p><a href="{link}">{words}</a></p>{PARAGRAPHS}'))[1].url == url


def test_where_it_says_to_be_archived() -> None:
    message = mail(TEXT, Archived_At="<https://example.org/archive/7>")
    assert read(message)[1].url == "https://example.org/archive/7"


def test_a_newsletter_laid_out_in_tables() -> None:
    text, _ = read(
        mail(
            "See the web version.",
            "<html><head><title>Letter</title><style>p {}</style></head><body>"
            "<div style='display:none'>What you see before you open it &zwnj;&nbsp;&zwnj;</div><table>"
            "<tr><td><a href='https://example.org/7'>View in browser</a></td></tr>"
            f"<tr><td><h1>Bridge opens</h1>{PARAGRAPHS}<a href='https://click.example.org/1'>Read more</a>"
            "</td></tr>"
            "<tr><td><p>Follow us on everything</p><p>Example Wire | 1 River Street | Ardmoor</p>"
            "<p>You are receiving this because you signed up.</p>"
            "<p><a href='x'>Unsubscribe</a> or <a href='y'>manage your email preferences</a></p>"
            "<p>© 2025 Example Wire</p></td></tr></table></body></html>",
        )
    )
    assert text == TEXT


def test_a_newsletter_made_like_a_page() -> None:
    text, _ = read(
        mail(markup=f"<html><body><article><h1>Bridge opens</h1>{PARAGRAPHS}</article></body></html>")
    )
    assert [line for line in text.split("\n") if line] == STORY


def test_plain_text_is_unwrapped_and_without_links() -> None:
    lines = [
        "Bridge opens",
        "",
        "The council of Ardmoor opened a new bridge on Monday after three years",
        "of work, and a band of twenty played in the rain. The mayor, who was",
        "late, said that buses will cross it every ten minutes from Tuesday on.",
        "",
        "Cyclists have asked for a lane of their own <https://example.org/a>.",
        "",
        "https://example.org/b",
        "Read more: https://click.example.org/c?d=e",
        "----------------------------",
        "Example Wire, 1 River Street, Ardmoor",
        "You received this email because you signed up.",
        "Unsubscribe: https://example.org/unsubscribe",
    ]
    assert read(mail("\n".join(lines)))[0] == (
        "The council of Ardmoor opened a new bridge on Monday after three years of work, and a band of "
        "twenty played in the rain. The mayor, who was late, said that buses will cross it every ten "
        "minutes from Tuesday on.\n\nCyclists have asked for a lane of their own."
    )


def test_flowed_text() -> None:
    headers = ["From: x", "Content-Type: text/plain; charset=utf-8; format=flowed"]
    text, _ = read(raw(*headers, text="The bridge \r\nis open. \r\n\r\nBuses cross it."))
    assert text == "The bridge is open.\n\nBuses cross it."


def test_what_an_article_says_of_newsletters_stays() -> None:
    story = (
        "Readers may unsubscribe from the list of the council at any time, the mayor said, and many did so "
    )
    story += "in March, when a letter came each day and told them no more than what they knew."
    assert story in read(mail(f"{story}\n\n{TEXT}\n\nUnsubscribe"))[0]


@pytest.mark.parametrize(
    ("data", "charset", "said"),
    [
        ("Brücke “offen”".encode(), "utf-8", "Brücke “offen”"),
        ("Brücke “offen”".encode(), "iso-8859-1", "Brücke “offen”"),
        ("Brücke “offen”".encode("cp1252"), "iso-8859-1", "Brücke “offen”"),
        ("мост открыт".encode("koi8-r"), "koi8-r", "мост открыт"),
        ("橋が開通".encode("iso-2022-jp"), "iso-2022-jp", "橋が開通"),
        ("Brücke".encode("cp1252"), "no-such-thing", "Brücke"),
    ],
)
def test_charsets(data: bytes, charset: str, said: str) -> None:
    head = f"From: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read(head.encode() + data)[0] == said


def test_attachments_are_no_text() -> None:
    message = mail("Short words.")
    message.add_attachment("A long text that is attached. " * 99, filename="a.txt")
    message["List-Id"] = "<letters.example.org>"
    message.add_attachment(mail("A mail that is attached. " * 99))
    assert read(message)[0] == "Short words."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is no mail"),
        (b"Some text without headers.", "it is no mail"),
        (b"From: x\n\n", "there is no text"),
        (b"From: x\nContent-Type: image/png\n\nabc", "there is no text"),
        (mail(markup="<p><img src=x></p>").as_bytes(), "there is no text"),
    ],
)
def test_what_cant_be_used(data: bytes, why: str) -> None:
    with pytest.raises(UnusableError, match=why):
        read(data)


def nested(depth: int) -> bytes:
    parts = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)]
    return f"From: x\n{''.join(parts)}Content-Type: text/plain\n\n{TEXT}".encode()


def test_parts_in_parts(sandbox: Sandbox) -> None:
    assert read(nested(50))[0] == TEXT
    with pytest.raises(UnusableError, match="nested too deeply"):
        sandbox.run(read_mail, nested(5000), ArticleMetadata())


@pytest.mark.parametrize(
    "bomb",
    [
        b"From: x\nContent-Type: text/html\n\n" + b"<div>" * 1_000_000,
        b"From: x\n\n" + b"a" * 20_000_000,
        b"From: x\n" + b"A: b\n" * 500_000,
        b"From: " + b"(" * 1_000_000,
        b"From: x\nSubject: " + b"=?utf-8?q?a?=" * 200_000,
        b"From: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300_000,
        b"From: x\n\n" + b"https://1 " * 200_000 + b"x",
    ],
    ids=["deep", "line", "headers", "comments", "words", "parts", "links"],
)
def test_bombs_do_no_harm(strict: Sandbox, bomb: bytes) -> None:
    try:
        text, _ = strict.run(read_mail, bomb, ArticleMetadata())
    except UnusableError as error:
        assert str(error)
    else:
        assert len(text) <= len(bomb)


PIECES = (
    b"From: |Subject: |Date: |Content-Type: |text/html|text/plain|multipart/mixed|; boundary=b|; charset="
    b"|\n|\n\n|--b\n|--b--\n|=?utf-8?b?|?=|Content-Transfer-Encoding: base64\n|uuencode|<p>|\xff|\0|(|<|@"
    b"|<a href=x>view in browser</a>|Unsubscribe|10 Mar 2025|; format=flowed|*0=|''|utf-8|--- |idna"
).split(b"|")
WILD = st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=200), WILD, WILD.map(lambda data: b"From: x\n" + data)))
@example(b"Subject:Subject::\n\x00Subject::")
def test_any_bytes(data: bytes) -> None:
    try:
        text, _ = read(data)
    except UnusableError as error:
        assert str(error)
    else:
        assert text.strip()
