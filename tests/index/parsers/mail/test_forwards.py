"""Newsletters that somebody sent on: whose they are, and what in them is nobody's business."""

from __future__ import annotations

import pytest

from index.parsers.items import UnusableError
from tests.index.parsers.mail.sample_mail import PARAGRAPHS, TEXT, mail, read

READER = "Bo Reader <bo@inbox.example>"
TIME = "5 November 2026 at 07:12:33 GMT"


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


PLAIN = {
    "gmail": (
        "Fwd: Bridge opens",
        "Look!\n\n---------- Forwarded message ---------\nFrom: Example Wire <letters@example.org>\n"
        f"Date: Thu, Nov 5, 2026 at 7:12 AM\nSubject: Bridge opens\nTo: <bo@inbox.example>\n\n\n{TEXT}",
    ),
    "apple": (
        "Fwd: Bridge opens",
        "Look!\n\nBegin forwarded message:\n\n"
        + quoted(
            f"From: Example Wire <letters@example.org>\nSubject: Bridge opens\nDate: {TIME}\n"
            f"To: bo@inbox.example\nReply-To: x@example.org\n\n{TEXT}"
        )
        + "\n\nBo, from the train",
    ),
    "outlook": (
        "FW: Bridge opens",
        "Look!\n\n-----Original Message-----\nFrom: Example Wire [mailto:letters@example.org]\n"
        f"Sent: Thursday, November 5, 2026 7:12 AM\nTo: Bo\nSubject: Bridge opens\n\n{TEXT}",
    ),
    "outlook without a mark": (
        "WG: Bridge opens",
        "Schau!\n\nVon: Example Wire <letters@example.org>\nGesendet: Donnerstag, 5. November 2026 07:12\n"
        f"An: Bo Reader <bo@inbox.example>\nBetreff: Bridge opens\n\n{TEXT}",
    ),
    "french": (
        "TR: Bridge opens",
        "Regarde !\n\n-----Message d'origine-----\nDe : Example Wire <letters@example.org>\n"
        f"Envoyé : jeudi 5 novembre 2026 07:12\nÀ : Bo\nObjet : Bridge opens\n\n{TEXT}",
    ),
    "spanish": (
        "RV: Bridge opens",
        "Mira\n\nDe: Example Wire <letters@example.org>\nEnviado el: jueves, 5 de noviembre de 2026 7:12\n"
        f"Para: Bo\nAsunto: Bridge opens\n\n{TEXT}",
    ),
    "twice": (
        "Fwd: Fwd: Bridge opens",
        "Me too\n\n---------- Forwarded message ---------\nFrom: Al <al@inbox.example>\n"
        "Date: Fri, 6 Nov 2026 at 09:00\nSubject: Fwd: Bridge opens\nTo: Bo\n\nSeen this?\n\n"
        "---------- Forwarded message ---------\nFrom: Example Wire <letters@example.org>\n"
        f"Date: Thu, 5 Nov 2026 at 07:12\nSubject: Bridge opens\nTo: Al\n\n{TEXT}",
    ),
    "a subject of its own": (
        "for the archive",
        "---------- Forwarded message ---------\nFrom: Example Wire <letters@example.org>\n"
        f"Date: Thu, 5 Nov 2026 at 07:12\nSubject: Bridge opens\nTo: Bo\n\n{TEXT}",
    ),
    "a long subject": (
        "Fwd: Bridge opens",
        "---------- Forwarded message ---------\nFrom: Example Wire <letters@example.org>\n"
        f"Date: Thu, 5 Nov 2026 at 07:12\nSubject: Bridge\nopens\nTo: Bo\nCc:\n\n{TEXT}",
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_the_outlet_is_who_wrote_it(name: str) -> None:
    subject, body = PLAIN[name]
    text, metadata = read(mail(body, From=READER, Subject=subject, Date="Fri, 6 Nov 2026 10:00:00 +0000"))
    assert text == TEXT
    assert (metadata.outlet, metadata.title) == ("Example Wire", "Bridge opens")
    assert metadata.published.iso.startswith("2026-11-05")


HEAD = (
    "From: <b>Example Wire</b> &lt;<a href='mailto:letters@example.org'>letters@example.org</a>&gt;<br>"
    "Date: Thu, Nov 5, 2026 at 7:12 AM<br>Subject: Bridge opens<br>To: &lt;bo@inbox.example&gt;<br>"
)
MARKUP = {
    "gmail": f"<div>Look!<div class='gmail_quote'><div>---------- Forwarded message ---------<br>{HEAD}</div>"
    f"<br><table><tr><td>{PARAGRAPHS}</td></tr></table></div></div>",
    "apple": "<p>Look!</p><blockquote type='cite'><div>Begin forwarded message:</div><br>"
    "<div><b>From: </b><span>Example Wire &lt;letters@example.org&gt;<br></span></div>"
    f"<div><b>Subject: </b><b>Bridge opens</b><br></div><div><b>Date: </b>{TIME}<br></div><br>"
    f"<div>{PARAGRAPHS}</div></blockquote><div>Bo, from the train</div>",
    "thunderbird": "<p>Look!</p><div>-------- Forwarded Message --------<table>"
    "<tr><th>Subject: </th><td>Bridge opens</td></tr>"
    "<tr><th>Date: </th><td>Thu, 5 Nov 2026 07:12:00 +0000</td></tr>"
    "<tr><th>From: </th><td>Example Wire &lt;letters@example.org&gt;</td></tr>"
    f"<tr><th>To: </th><td>bo@inbox.example</td></tr></table>{PARAGRAPHS}</div>",
    "outlook": "<p>Look!</p><div><p><b>From:</b> Example Wire &lt;letters@example.org&gt;<br>"
    "<b>Sent:</b> Thursday, November 5, 2026 7:12 AM<br><b>To:</b> Bo<br>"
    f"<b>Subject:</b> Bridge opens</p></div>{PARAGRAPHS}",
}


@pytest.mark.parametrize("name", MARKUP)
def test_the_same_in_html(name: str) -> None:
    text, metadata = read(mail(markup=MARKUP[name], From=READER, Subject="Fwd: Bridge opens"))
    assert text == TEXT
    assert (metadata.outlet, metadata.title) == ("Example Wire", "Bridge opens")
    assert metadata.published.iso.startswith("2026-11-05")


def test_a_mail_sent_on_as_an_attachment() -> None:
    message = mail("For you, with love.", From=READER, Subject="Fwd: Bridge opens")
    message.add_attachment(mail(TEXT, Date="Thu, 5 Nov 2026 07:12:00 +0000"))
    text, metadata = read(message)
    assert (text, metadata.outlet, metadata.published.iso) == (TEXT, "Example Wire", "2026-11-05T07:12:00Z")


def test_an_attached_file_with_a_mail() -> None:
    message = mail("For you.", From=READER)
    message.add_attachment(mail(TEXT).as_bytes(), "application", "octet-stream", filename="letter.eml")
    assert read(message)[1].outlet == "Example Wire"


def test_who_sends_on_is_no_outlet_where_nothing_tells_who_wrote_it() -> None:
    _, metadata = read(mail(TEXT, From=READER, Subject="Fwd: Bridge opens", Date="6 Nov 2026 10:00:00 +0000"))
    assert (metadata.outlet, metadata.published.iso, metadata.title) == (None, "", "Bridge opens")


def test_what_others_said_below_is_left_out() -> None:
    subject, body = PLAIN["gmail"]
    reply = "On Mon, 2 Nov 2026 at 07:12 Al <al@inbox.example> wrote:\n> It is a ferry.\n>> A raft."
    text, _ = read(mail(f"{body}\n\n{reply}\n\nUnsubscribe", From=READER, Subject=subject))
    assert text == TEXT
    text, _ = read(mail(f"{body}\n\n{quoted(reply)}", From=READER, Subject=subject))
    assert text == TEXT
    original = "-----Original Message-----\nFrom: Al <al@inbox.example>\nSubject: Rafts\n\nIt is a ferry."
    text, _ = read(mail(f"{body}\n\n{original}", From=READER, Subject=subject))
    assert text == TEXT


def test_an_author_may_set_off_what_others_said() -> None:
    text, _ = read(mail(f"{TEXT}\n\n> We waited for years, the baker of Ardmoor wrote in a letter."))
    assert text.endswith("\n\nWe waited for years, the baker of Ardmoor wrote in a letter.")


def test_a_mail_that_an_article_tells_of_is_part_of_it() -> None:
    leaked = "From: The mayor\nTo: The council\nDate: 3 May 2026\nSubject: Toll\n\nNobody must know of it."
    text, metadata = read(mail(f"{TEXT}\n\n{leaked}"))
    assert "Nobody must know" in text and text.startswith(TEXT)
    assert metadata.outlet == "Example Wire"


def test_an_answer_to_a_newsletter_is_none() -> None:
    body = f"I don't believe a word of this.\n\nOn Thu, 5 Nov 2026 at 07:12 Wire wrote:\n{quoted(TEXT)}"
    with pytest.raises(UnusableError, match="answer"):
        read(mail(body, From=READER, Subject="Re: Bridge opens", In_Reply_To="<1@example.org>"))
