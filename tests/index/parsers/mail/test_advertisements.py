"""What is paid for in a newsletter isn't its article."""

from __future__ import annotations

import pytest

from tests.index.parsers.mail.sample_mail import STORY, mail, read

FIRST, SECOND, THIRD = STORY
AD = "The Blip watch costs only 250 crowns at all Blip shops this week."
MORE = "It tells the time under water, too, and comes with a spare strap."

MARKUP = {
    "up to a rule": f"<p>{FIRST}</p><h2>Together with Blip</h2><p>{AD}</p><p>{MORE}</p>"
    f"<p><a href=x>Buy it</a></p><hr><p>{SECOND}</p><p>{THIRD}</p>",
    "up to a heading": f"<p>{FIRST}</p><h3>A message from our partner</h3><p>{AD}</p><p>{MORE}</p>"
    f"<h3>Buses</h3><p>{SECOND}</p><p>{THIRD}</p>",
    "a label with its own title": f"<p>{FIRST}</p><p>SPONSORED</p><h3>Time for you</h3><p>{AD}</p>"
    f"<h3>Buses</h3><p>{SECOND}</p><p>{THIRD}</p>",
    "bold headings": f"<p>{FIRST}</p><p><b>Sponsored</b></p><p>{AD}</p><p>{MORE}</p><p><b>Buses</b></p>"
    f"<p>{SECOND}</p><p>{THIRD}</p>",
    "tables": f"<table><tr><td>{FIRST}</td></tr></table><table><tr><td>Advertisement</td></tr>"
    f"<tr><td>{AD}</td></tr><tr><td>{MORE}</td></tr></table>"
    f"<table><tr><td><p>{SECOND}</p><p>{THIRD}</p></td></tr></table>",
    "at the end": f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    f"<h2>Sponsored: Buy a Blip</h2><p>{AD}</p><p>{MORE}</p>",
    "one paragraph": f"<p>{FIRST}</p><p>Advertisement</p><p>{AD}</p><p>{SECOND}</p><p>{THIRD}</p>",
    "run in": f"<p>{FIRST}</p><p><b>Sponsored:</b> {AD} {MORE}</p><p>{SECOND}</p><p>{THIRD}</p>",
    "line ends": f"<table><tr><td>{FIRST}<br><br>Sponsored<br>{AD}<br><br>"
    f"<b>Buses</b><br>{SECOND}<br>{THIRD}</td></tr></table>",
}  # fmt: skip


@pytest.mark.parametrize("name", MARKUP)
def test_html(name: str) -> None:
    text, _ = read(mail(markup=MARKUP[name]))
    assert [line for line in text.split("\n") if line and line != "Buses"] == STORY


@pytest.mark.parametrize(
    "advertisement",
    [
        f"SPONSORED\n\n{AD}\n\n* * *",
        f"-----\nA WORD FROM OUR SPONSOR\n-----\n\nTime for you\n\n{AD}\n\n{MORE}\n\n-----",
        f"Presented by Blip\n\n{AD}\n\n{MORE}\n\nBuses",
        f"Sponsored: {AD}",
        f"Advertisement\n\n{AD}",
    ],
)
def test_plain_text(advertisement: str) -> None:
    text, _ = read(mail(f"{FIRST}\n\n{advertisement}\n\n{SECOND}\n\n{THIRD}"))
    assert [line for line in text.split("\n") if line and line != "Buses"] == STORY


@pytest.mark.parametrize("label", ["Presented by Blip", "Together with Blip"])
def test_who_pays_for_all_of_it_pays_for_no_part(label: str) -> None:
    for markup in (f"<p>{label}</p><h2>Bridge</h2>", f"<h3>{label}</h3>"):
        text, _ = read(mail(markup=markup + "".join(f"<p>{paragraph}</p>" for paragraph in STORY)))
        assert [line for line in text.split("\n") if line and line != "Bridge"] == STORY


@pytest.mark.parametrize(
    "line",
    [
        "A message from the king",
        "Together with her brother, Ann Lee won the race of Ardmoor.",
        "The advertisement was taken down on Monday.",
        "Ad campaigns of three parties broke the law",
        "Promotion: Ardmoor go up",
    ],
)
def test_news_about_advertising_stays(line: str) -> None:
    assert line in read(mail(f"{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}"))[0]
    paragraphs = "".join(f"<p>{each}</p>" for each in (FIRST, line, SECOND, THIRD))
    assert line in read(mail(markup=paragraphs))[0]
