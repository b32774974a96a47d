"""What asks for news where nobody is addressed, and what people say among themselves."""

from __future__ import annotations

import pytest

from bot.service.is_question import is_question, is_reaction

ASKING = """
who won
who rang the mayor
Who won the regatta
who's leading the polls
whats the latest on the ferry
What happened in Lisbon?
what caused the blackout in Chile
what time did the launch take place
what did the minister say about the dam
when is the next summit
When did the volcano erupt
where's the summit being held
Where were the hostages found
why are egg prices so high
why did the bridge close
how many people were hurt in the crash
how much does the new stadium cost
how long will the strike last
how big was the earthquake
how did the court rule
which team signed the striker
Which countries have left the treaty
whose yacht sank off Sicily
did Greece send the ships
did the senate pass the bill
is the airport open again
Has the mayor resigned?
was anyone hurt in the fire
are there any survivors
does it affect flights
latest on the strike
the latest from Geneva
any news on the missing climbers
update on the wildfire
news about the merger
results of the runoff
price of oil today?
Denver flood death toll?
So who called whom?
And what did Norway reply
ok but when does the ban start
The ferry sank last night. Who was on board?
"What did the pope say in Beirut?"
Wer hat die Wahl in Chile gewonnen
wer gewann das Finale
Was ist in Dresden passiert
wann beginnt der Streik
Wo liegt das Schiff jetzt
wie viele Menschen starben bei dem Beben
Wie hoch ist der Schaden
welche Partei hat die meisten Sitze
Neues zum Bahnstreik
Stand der Verhandlungen in Genf
Wurde der Minister entlassen?
hat die Regierung zugestimmt
Qui a gagné les élections
que s'est-il passé à Lyon
quand est le prochain sommet
où se trouve le navire
combien de personnes ont été blessées
pourquoi la grève continue
quelle équipe a gagné
est-ce que le tunnel est ouvert
le ministre a-t-il démissionné
du nouveau sur la grève
quién ganó las elecciones
qué pasó en Valencia
cuándo es la final
¿Dónde cayó el avión?
cuántas personas murieron
últimas noticias sobre el volcán
por qué subió el precio del aceite?
Kto wygrał wybory?
Quem ganhou a final?
chi ha vinto la gara?
""".strip().splitlines()

AMONG_PEOPLE = """
Can confirm this works
When I was young I liked darts
Will do, thanks man
What a match yesterday!
How nice of you
War is peace
are you coming to the party tonight?
do you have the link?
anyone else?
What an awful referee
what a day
How lovely
how cool is that!
How I miss the old forum
Who cares
who knows
Where there is smoke there is fire
When in Rome
when it rains it pours
Why not
What goes around comes around
Which reminds me, the server moves tomorrow
which is nice
Is cool
Was fun last night
Did it
did my homework
Do the right thing
do not feed the trolls
Has anyone seen my keys?
have a good one
Have fun all
Could be worse
can't wait
Should be fine
Would love that
May the best team win
Was für ein Spiel
was auch immer
Wie schön
wie immer zu spät
Wer zuletzt lacht lacht am besten
wo ein Wille ist ist auch ein Weg
kommst du heute Abend?
Hat jemand Lust, mit mir zu spielen?
ist mir egal
Quel match
Quelle horreur
qui vivra verra
que du bonheur
tu viens ce soir ?
ou alors demain
Qué bonito
¡Qué partido!
como siempre
que te vaya bien
really?
right?
is this true?
any idea?
hello?
how are you?
what's up
thanks a lot!
News from me: I passed the exam
I wonder who won
We should ask who did it?
My cat is named Latest News
Show your pets
good morning
the news is depressing
lol what
so what
that is what she said
No idea why that happened
this is how it works
Tell me about it
Nobody asked
""".strip().splitlines()


@pytest.mark.parametrize("text", ASKING)
def test_questions_in_an_ask_channel_are_heard(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", AMONG_PEOPLE)
def test_talk_in_an_ask_channel_isnt_answered(text: str) -> None:
    assert not is_question(text)


def test_the_table_is_large_and_even() -> None:
    assert len(set(ASKING)) >= 60
    assert len(set(AMONG_PEOPLE)) >= 60


@pytest.mark.parametrize(
    "said",
    [
        "whoa, so many",
        "hm, that fast",
        "it was a long one",
        "didn't expect that",
        "I knew it",
        "lol 40 minutes",
        "that's sad",
        "krass, so lange",
        "oh, c'est beaucoup",
        "not bad",
        "crazy!",
    ],
)
def test_who_marvels_at_an_answer_asks_for_nothing(said: str) -> None:
    assert is_reaction(said)


@pytest.mark.parametrize(
    "said",
    [
        "silver price",
        "Oslo marathon winner",
        "and in Bergen",
        "ok, and in May",
        "that one?",
        "I want the date of the marathon",
        "show me the route",
        "oh, who came second",
        "crazy horse memorial",
        "Nice carnival",
    ],
)
def test_keywords_and_questions_after_an_answer_are_no_comments(said: str) -> None:
    assert not is_reaction(said)
