"""What people say to an answer isn't looked up."""

from __future__ import annotations

import pytest

from bot.service.remarks import Remark, remark


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Stop! | delete that please | go away, bot", Remark.AWAY),
        ("take it down | lösch das bitte | supprime ça", Remark.AWAY),
        ("halt | shut it, bot | No more! | get rid of this | could you please hide the answer", Remark.AWAY),
        ("kannst du das löschen? | nimm das weg | ich will das nicht | Retire-la", Remark.AWAY),
        ("no, you're wrong | nah, that's off topic | I don't believe that", Remark.WRONG),
        ("gimme some more | thanks, show us more sources | another one | keep going", Remark.MORE),
        ("who told you that? | where does it come from | no, back it up | which paper?", Remark.SOURCES),
        ("nope | That's wrong. | not true | not helpful", Remark.WRONG),
        ("das hilft nicht | Nein, | das stimmt nicht | c'est faux", Remark.WRONG),
        ("more pls | show me more | more on that | are there more?", Remark.MORE),
        ("anything else? | mehr davon | Weiter | encore | la suite", Remark.MORE),
        ("sauce? | who wrote that? | got a link? | Link please", Remark.SOURCES),
        ("sources?? | Says who? | Woher hast du das? | des sources ?", Remark.SOURCES),
        (
            "full article please | show me the article | how old is that? | When was this written?",
            Remark.SOURCES,
        ),
        ("zeig mir den ganzen Artikel | l’article entier ? | ça date de quand ?", Remark.SOURCES),
        ("Context? | give me some context | Zusammenhang bitte | le contexte ?", Remark.WHY),
        ("Why? | lol what? | ?? | sure? | prove it", Remark.WHY),
        ("how certain are you | you sure? | wieso? | bist du sicher? | vraiment ?", Remark.WHY),
        ("tl;dr | can you summarize this? | ELI5 | kurz bitte | explique-moi | résumé ?", Remark.SHORT),
    ],
)
def test_remarks_are_understood(said: str, meant: Remark) -> None:
    found = {one: remark(one) for one in said.split(" | ")}
    assert found == dict.fromkeys(found, meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "stop the steal",
        "why did it sink?",
        "no deal Brexit",
        "no more bridges?",
        "which paper broke the story?",
        "hide and seek champions",
        "more on the ferry",
        "Which source says so?",
        "delete culture",
        "explain the treaty to me",
        "how sure is the minister of that?",
        "and in Boston?",
        "what year?",
        "in what context did he say so?",
        "the full text of the treaty",
    ],
)
def test_what_may_be_a_question_is_no_remark(text: str) -> None:
    assert remark(text) is None
