"""Letters from a person to others, which are nobody else's business, and newsletters that look like them."""

from __future__ import annotations

import pytest

from index.parsers.items import UnusableError
from tests.index.parsers.mail.sample_mail import PARAGRAPHS, STORY, TEXT, mail, raw, read

PERSON = {"From": "Ann Lee <ann.lee@gmail.com>", "To": "Bo Ray <bo.ray@inbox.example>", "Subject": "Saturday"}
FIRM = {"From": "Ann Lee <al@firm.example>", "To": "bo@firm.example", "Subject": "Figures of May"}
AUTHOR = {"From": "Ann Lee <ann.lee@courier.example>", "To": "bo@inbox.example", "Subject": "Bridge opens"}
STAY = "We would come at six, and bring the boat if the weather holds. The key is where it always was."
LINKS = " ".join(f"<a href='https://courier.example/{n}'>A story of number {n}</a>" for n in range(4))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (PERSON, STAY),
        (
            PERSON | {"Subject": "Re: Saturday"},
            f"{STAY}\n\nOn Mon, 2 Nov 2026 at 07:12 Bo Ray wrote:\n> Come!",
        ),
        (FIRM, "The figures of May are in the folder; I would like to talk of them before the board meets."),
        (AUTHOR, STAY),
        ({"From": "Ann <a@lee.example>"}, f"Hi Bo,\n\n{STAY}"),
        ({"From": "Ann <a@lee.example>"}, f"{STAY}\n\nKind regards\nAnn"),
        (
            {"From": "Änne <a@lee.example>"},
            "Lieber Bo,\n\nwir kommen um sechs und bringen das Boot mit.\n\nLG\nÄnne",
        ),
        (
            {"From": "Zoé <z@lee.example>"},
            "Nous arrivons à six heures avec le bateau, si le vent tombe.\n\nBien à vous,\nZoé",
        ),
        (
            {"From": "Ana <a@lee.example>"},
            "Querido Bo:\n\nllegamos a las seis con la barca, si deja de llover.",
        ),
        ({"From": "Ann <a@lee.example>"}, f"{STAY}\n\nSent from my telephone"),
    ],
)
def test_a_private_mail_is_refused(headers: dict[str, str], body: str) -> None:
    with pytest.raises(UnusableError, match="private mail"):
        read(mail(body, **headers))


def test_a_private_mail_that_was_sent_on_is_refused() -> None:
    head = "From: Ann Lee <ann@lee.example>\nDate: Thu, 5 Nov 2026\nSubject: Saturday\nTo: Cy"
    body = f"Look!\n\n---------- Forwarded message ---------\n{head}\n\nDear Cy,\n\n{STAY}\n\nLove,\nAnn"
    with pytest.raises(UnusableError, match="private mail"):
        read(mail(body, From="Cy <cy@inbox.example>", Subject="Fwd: Saturday"))


@pytest.mark.parametrize(
    ("headers", "plain", "markup"),
    [
        # What a mail program wrote into it, or a service that sends to many.
        (AUTHOR | {"List_Help": "<https://courier.example/help>"}, TEXT, None),
        (PERSON | {"Precedence": "bulk"}, TEXT, None),
        (PERSON | {"Feedback_ID": "7:courier"}, TEXT, None),
        # What is left where its headers were stripped.
        (AUTHOR, f"Dear readers,\n\n{TEXT}\n\nKind regards\nAnn Lee", None),
        (AUTHOR, f"Read this letter in your browser: https://courier.example/7\n\n{TEXT}", None),
        (AUTHOR, f"{TEXT}\n\nTo unsubscribe, follow this link.", None),
        (AUTHOR, None, f"<h1>Bridge opens</h1>{PARAGRAPHS}"),
        (AUTHOR, None, f"{PARAGRAPHS}<p>{LINKS}</p>"),
        (AUTHOR | {"From": "Ardmoor Courier <ann@courier.example>"}, f"{TEXT}\n\nBest,\nAnn", None),
        (AUTHOR | {"From": "Ann Lee <newsletter@courier.example>"}, f"{TEXT}\n\nBest,\nAnn", None),
        ({"From": "Ann Lee <ann.lee@courier.example>"}, TEXT, None),
    ],
)
def test_what_went_to_many_is_read(headers: dict[str, str], plain: str | None, markup: str | None) -> None:
    assert STORY[1] in read(mail(plain, markup, **headers))[0]


def test_a_newsletter_that_a_friend_sent_on_is_read() -> None:
    head = "From: Ardmoor Courier <al@courier.example>\nDate: Thu, 5 Nov 2026\nSubject: Bridge opens\nTo: Bo"
    body = f"Hi Cy,\n\nhave you seen this?\n\n---------- Forwarded message ---------\n{head}\n\n{TEXT}"
    text, metadata = read(mail(body, **PERSON | {"Subject": "Fwd: Bridge opens"}))
    assert (text, metadata.outlet) == (TEXT, "Ardmoor Courier")


def test_a_text_with_hardly_a_header_is_read() -> None:
    assert read(raw("Subject: Bridge opens", "Date: Thu, 5 Nov 2026 07:12:00 +0000"))[0] == TEXT
