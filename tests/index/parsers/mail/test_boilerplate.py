"""What newsletters put around their articles."""

from __future__ import annotations

import pytest

from tests.index.parsers.mail.sample_mail import STORY, TEXT, mail, read


@pytest.mark.parametrize(
    "line",
    [
        "You’re currently a free subscriber to Example Wire. Upgrade your subscription.",
        "Upgrade to paid",
        "Subscribe now",
        "Share",
        "READ IN APP",
        "Leave a comment",
        "Thanks for reading Example Wire! Subscribe for free to receive new posts and support my work.",
        "Example Wire is a reader-supported publication. Consider becoming a free or paid subscriber.",
        "This post is public so feel free to share it.",
        "Please consider becoming a member: you make our work possible.",
        "Was this forwarded to you? Sign up here.",
        "You're receiving this because you signed up at example.org.",
        "Jetzt abonnieren",
        "Sent from my iPhone",
    ],
)
def test_begging_is_left_out(line: str) -> None:
    first, *rest = STORY
    text, _ = read(mail("\n\n".join([first, line, *rest])))
    assert text == TEXT
    assert read(mail(markup="".join(f"<p>{each}</p>" for each in (first, line, *rest))))[0] == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Carrow is about to become a member of the union of towns, its mayor said.",
        "The council put forward this plan on Monday.",
        "Voters can see the map online from Tuesday.",
        "“Please support our work, and become a paid subscriber,” the editor asked her readers.",
        "Thanks to reading lessons at the library, pupils do better.",
        "A free trial of the new bus begins on Monday.",
        "Was this a step forward?",
    ],
)
def test_news_that_sounds_alike_stays(line: str) -> None:
    first, *rest = STORY
    assert read(mail("\n\n".join([first, line, *rest])))[0] == "\n\n".join([first, line, *rest])


def test_the_readers_address_is_nobodys_business() -> None:
    first, *rest = STORY
    lines = [first, "Prepared for ann@inbox.example only", *rest]
    assert read(mail("\n\n".join(lines), To="Ann <ann@inbox.example>"))[0] == TEXT


@pytest.mark.parametrize("byline", ["Ann Lee · Nov 5", "Ann Lee\n\nNov 5, 2026", "By Ann Lee"])
def test_who_wrote_it_and_for_whom(byline: str) -> None:
    text, metadata = read(mail(f"{byline}\n\n{TEXT}", From="Ann Lee from Example Wire <a@example.org>"))
    assert (text, metadata.authors, metadata.outlet) == (TEXT, ("Ann Lee",), "Example Wire")


def test_a_first_sentence_with_a_day_stays() -> None:
    line = "Nov 5 – The bridge of Ardmoor is open to all who want to cross."
    assert read(mail(f"{line}\n\n{TEXT}"))[0] == f"{line}\n\n{TEXT}"


@pytest.mark.parametrize(
    "style", ["max-height:0;overflow:hidden", "opacity: 0", "font-size:1px;color:#fff", "display:none"]
)
def test_what_nobody_sees(style: str) -> None:
    hidden = f'<div style="{style}">What the list of mails shows of it.</div>'
    shown = "".join(f'<p style="font-size:16px">{paragraph}</p>' for paragraph in STORY)
    assert read(mail(markup=f'{hidden}<div style="font-size:0">{shown}</div>'))[0] == TEXT


def test_a_signature() -> None:
    assert read(mail(f"{TEXT}\n\n-- \nAnn Lee\nExample Wire"))[0] == TEXT
