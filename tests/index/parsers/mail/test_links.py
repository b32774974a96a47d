"""A newsletter's own address: where it is read, and whose it is."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest

from tests.index.parsers.mail.sample_mail import PARAGRAPHS, TEXT, mail, read

OWN = "https://example.org/p/bridge-opens"
HIDDEN = urlsafe_b64encode(json.dumps({"e": f"{OWN}?utm_source=x"}).encode()).decode().rstrip("=")


def url_of(markup: str, sender: str = "letters@example.org") -> str | None:
    return read(mail(markup=markup + PARAGRAPHS, From=f"Example Wire <{sender}>"))[1].url


def test_the_title_leads_to_it() -> None:
    assert url_of(f'<h1><a href="{OWN}?utm_source=email&token=eyJh">Bridge opens</a></h1>') == OWN
    assert url_of(f'<p><a href="{OWN}">Toll rises</a></p>') is None


@pytest.mark.parametrize(
    "link",
    [
        "https://click.mailer.example/go?u=https%3A%2F%2Fexample.org%2Fp%2Fbridge-opens%3Futm_source%3Dx&h=1",
        f"https://mailer.example/redirect/2/{HIDDEN}?token=abc",
        "https://abc.track.example/CL0/https:%2F%2Fexample.org%2Fp%2Fbridge-opens/1/0100-00",
        "https://one.example/?to=https%3A%2F%2Ftwo.example%2F%3Fto%3Dhttps%253A%252F%252Fexample.org%252Fp%252Fbridge-opens",
    ],
)
def test_a_redirect_that_says_where_it_leads(link: str) -> None:
    assert url_of(f'<p><a href="{link}">View in browser</a></p>') == OWN


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://example.org/view?id=7&uid=99", "https://example.org/view?id=7"),
        ("https://example.org/view?uid=99", None),
        ("https://example.org/app-link/post?token=abc", None),
        ("https://example.org/letters/donaudampfschiffahrtsgesellschaft", "https://example.org/letters/donaudampfschiffahrtsgesellschaft"),
    ],
)  # fmt: skip
def test_what_names_the_letter_and_what_its_reader(link: str, url: str | None) -> None:
    assert url_of(f'<p><a href="{link}">View in browser</a></p>') == url


@pytest.mark.parametrize(
    ("sender", "link", "is_own"),
    [
        ("letters@mail.example.org", "https://www.example.org/7", True),
        ("letters@paper.example", "https://news.paper.example/7", True),
        ("letters@paper.example", "https://otherpaper.example/7", False),
        ("bridges@substack.com", "https://bridges.substack.com/p/7", True),
        ("bridges@substack.com", "https://ferries.substack.com/p/7", False),
        ("bridges@mail.beehiiv.com", "https://bridges.beehiiv.com/p/7", True),
        ("letters", "https://example.org/7", False),
    ],
)
def test_another_outlets_page_is_never_its_own(sender: str, link: str, is_own: bool) -> None:
    for words in ("View in browser", "Bridge opens"):
        assert url_of(f'<p><a href="{link}">{words}</a></p>', sender) == (link if is_own else None)


def test_a_mailer_sends_for_the_site_that_most_links_lead_to() -> None:
    links = "".join(f'<a href="https://wire.example/{n}">more</a> ' for n in range(3))
    call = '<p><a href="https://wire.example/letters/7">Read online</a></p>'
    assert url_of(f"{call}<p>{links}</p>", "x@mailer.example") == "https://wire.example/letters/7"
    assert url_of(call, "x@mailer.example") is None


def test_in_plain_text() -> None:
    for call in (f"View this post on the web at {OWN}", f"Read online:\n{OWN}"):
        text, metadata = read(mail(f"{call}\n\n{TEXT}"))
        assert (text, metadata.url) == (TEXT, OWN)


def test_an_archive_elsewhere_isnt_its_own() -> None:
    assert read(mail(TEXT, Archived_At="<https://paper.example/7>"))[1].url is None


POST = "The ferry to Ardmoor sails again from Monday, three weeks after a storm tore the pier away."
ADDRESS = "https://quaynotes.substack.com/p/the-ferry-is-back"
SENDER = "Mara Quist from Quay Notes <quaynotes@substack.com>"


@pytest.mark.parametrize(
    ("plain", "markup"),
    [
        (f"View this post on the web at {ADDRESS}\n\n{POST}", None),
        (f"View this post on the web at {ADDRESS} {POST}", None),
        (f"View this post on the web at\n{ADDRESS}\n{POST[:45]}\n{POST[46:]}\n\nUnsubscribe {ADDRESS}", None),
        (f"Read online ({ADDRESS})\n{POST}\n\nThanks for reading Quay Notes! Subscribe for free.", None),
        (None, f"<div>View this post on the web at <a href='{ADDRESS}'>{ADDRESS}</a><br>{POST}</div>"),
        (
            None,
            f"<p>View this post on the web at <a href='{ADDRESS}'>{ADDRESS}</a></p><p>{POST}</p>"
            "<p>You're currently a free subscriber. Upgrade your subscription for the full experience.</p>",
        ),
    ],
)
def test_a_post_of_one_paragraph_with_the_address_written_out(plain: str | None, markup: str | None) -> None:
    text, metadata = read(mail(plain, markup, From=SENDER, Subject="The ferry is back"))
    assert " ".join(text.split()) == POST
    assert (metadata.url, metadata.outlet, metadata.authors) == (ADDRESS, "Quay Notes", ("Mara Quist",))
