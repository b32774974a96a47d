"""A follow-up brings along what it relies on; a question that stands on its own stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.question.answer_type import AnswerType, expected_answer_type
from retrieval.question.follow_up import complete_follow_up

# Turns, the question last, and what it has to be completed with.
FOLLOW_UPS: list[tuple[list[str], str]] = [
    (["When did the harbour strike in Rostock begin?", "How long did it last?"], "harbour strike rostock"),
    (["who won the mayoral race in tampere", "by how many votes?"], "mayoral race tampere"),
    (["Why was the Kessler bridge closed?", "When will it reopen?"], "kessler bridge"),
    (["What did Nadia Okafor say about the budget?", "Does she want to resign?"], "okafor"),
    (["Where did the ship Aurelia run aground?", "How many people were on board?", "Was she towed away?"],
     "aurelia"),
    (["How many goals did Lindqvist score against Bergen?", "And against Oslo?"], "lindqvist oslo"),
    (["who leads the farmers' union", "how old is he"], "farmers union"),
    (["Did the parliament in Ljubljana pass the water law?", "Who voted against it?"], "water law"),
    (["When is the solar eclipse over Iceland?", "Where can it be seen best?"], "eclipse iceland"),
    (["What caused the blackout in Valencia?", "How many homes were affected by it?"], "blackout valencia"),
    (["Which museum lost the Vermeer sketch?", "Who stole it?", "why"], "vermeer sketch"),
    (["how much did the stadium in leeds cost", "who paid for it"], "stadium leeds"),
    (["When did the airline Skyway go bankrupt?", "What happened to its planes?"], "skyway"),
    (["Who bought the newspaper Tagblatt?", "For how much?"], "tagblatt"),
    (["Who was arrested after the robbery in Ghent?", "What did they steal?"], "robbery ghent"),
    (["Where was the flood last week?", "How many people died?"], "flood"),
    (["What is the new speed limit in Graz?", "Since when?"], "speed limit graz"),
    (["When did the ferry between Calais and Ramsgate stop?", "Why?"], "ferry calais"),
    (["Did the dockers accept the offer?", "What did the union say about the offer?"], "dockers offer"),
    (["When was the trade deal between Norway and Chile signed?", "Who signed the deal?"], "norway chile"),
    (["How long was the call between the two ministers?", "Who started the call?"], "ministers"),
    (["Which team won the handball cup?", "What about the women?"], "handball cup women"),
    (["How high is unemployment in Spain?", "And in Portugal?"], "unemployment portugal"),
    (["how high is unemployment in spain", "and in portugal"], "unemployment portugal"),
    (["What did Tanaka announce in Osaka?", "What about Suzuki?"], "announce osaka suzuki"),
    (["When does the comet pass the earth?", "Will it be visible?"], "comet"),
    (["Who is the new head of the space agency?", "Where was she born?"], "space agency"),
    (["Did the volcano on Lanzarote erupt?", "When was that?"], "volcano lanzarote"),
    (["how many trees burned near Coimbra", "who started the fire there?"], "coimbra"),
    (["What did the court decide about the coal mine?", "Can they appeal?"], "coal mine"),
    (["Which film won the Golden Heron?", "Who directed it?", "When does it come out?"], "golden heron"),
    (["When did the Prime Minister of Malta resign?", "Who replaced him?"], "malta"),
    (["Who found the wreck of the Halvorsen?", "How deep does it lie?"], "halvorsen"),
    (["How many visitors did the book fair have?", "And last year?"], "visitors book fair"),
    (["What is in the vaccine report?", "Who wrote it?"], "vaccine report"),
    (["is the tunnel under the fjord finished", "how much did it cost"], "tunnel fjord"),
    (["Why did Delgado leave the party?", "Will he found a new one?"], "delgado"),
    (["How many seats did the Greens get in Bremen?", "who else got in"], "greens bremen"),
    (["What did the report say about Lake Orta?", "tell me more"], "lake orta"),
    (["When did the miners in Kiruna stop work?", "What do they want?"], "miners kiruna"),
    (["Where will the summit on plastics be held?", "Who will be there?"], "summit plastics"),
    (["Which bank was fined by the regulator?", "How much?"], "bank fined regulator"),
    (["Who set the record on the Eiger north face?", "What was his time?"], "eiger"),
    (["Did Corvo Motors recall the vans?", "How many of them?"], "corvo vans"),
    (["When did the trial of the four hackers start?", "What are they charged with?"], "trial hackers"),
    (["What happened to the clock tower in Brasov?", "Was anyone hurt?"], "clock tower brasov"),
    (["Who won the chess final in Riga?", "How long did the final last?"], "chess riga"),
    (["When do the schools in Quebec open?", "and in Ontario?"], "schools ontario"),
    (["What do scientists say about the whale off Skagen?", "Is it still alive?"], "whale skagen"),
    (["Which city will host the games in 2036?", "Which sports?"], "games 2036"),
    (["Why did the opera in Parma cancel the premiere?", "What did he say about that?"], "opera parma"),
    (["did the senate confirm ruth adeyemi", "what did her critics say"], "ruth adeyemi"),
    (["Where did the balloon land?", "Which country did it come from?"], "balloon"),
    (["When was the statue in Split unveiled?", "Who made the statue?"], "split"),
    (["When did Volvo open the battery plant in Lund?", "How many people work there?"], "battery plant"),
    (["who is suing the city of Utrecht", "what do they want"], "utrecht"),
    (["What did Senator Brandt promise the nurses?", "Did he keep his promise?"], "brandt"),
    (["Which river flooded Passau?", "how high was the water"], "river"),
    (["Is the Alder pass open again?", "When was it closed?"], "alder pass"),
    (["Who wrote the novel The Glass Orchard?", "What is it about?"], "orchard"),
    (["how did the chess champion lose", "against whom?"], "chess champion"),
    (["When did the rocket Vela launch?", "From where?"], "vela"),
    (["When did the rocket Vela launch?", "Did it reach orbit?"], "vela"),
    (["What did the finance minister of Ghana resign over?", "when did that happen"], "ghana"),
    (["Who is running for governor in Ohio?", "Which of them is ahead?"], "governor ohio"),
    (["Where did the train derail?", "How fast was it going?"], "train derail"),
    (["Why were the pandas sent back to China?", "When did they arrive?"], "pandas"),
    (["When did the museum in Lille reopen?", "How much are the tickets to the museum?"], "lille"),
    (["Who attacked the embassy in Lima?", "Did the police catch them?"], "embassy lima"),
    (["What is the minimum wage in Poland?", "And in Hungary?"], "minimum wage hungary"),
    (["What is the minimum wage in Poland?", "what about hungary"], "minimum wage hungary"),
    (["Which song won the contest?", "Who sang it?", "where is she from"], "song contest"),
    (["When did Judge Amara block the pipeline?", "For what reason?"], "amara pipeline"),
    (["Did the central bank of Turkey cut rates?", "By how many points?"], "turkey"),
    (["Did the central bank of Turkey cut rates?", "What did economists say about the cut?"], "turkey"),
    (["how many boats reached lampedusa", "how many of those people were children"], "lampedusa"),
    (["What did the astronaut find on the moon?", "How heavy is it?"], "astronaut moon"),
    (["Who beat Ferrer in the semifinal?", "who does she play next"], "ferrer"),
    (["Which company makes the drug Relivan?", "Is it safe?"], "relivan"),
    (["Which company makes the drug Relivan?", "How much does the drug cost?"], "relivan"),
    (["When did the cyclone hit Mauritius?", "how strong was the cyclone"], "mauritius"),
    (["Where is the climate protest today?", "who organised it"], "climate protest"),
    (["Who was elected speaker of the assembly?", "By what margin?"], "speaker assembly"),
    (["Why did the hotel in Davos burn?", "Were there any victims?"], "davos"),
    (["Did Ramos apologise to the fans?", "Why not?"], "ramos"),
    (["Did Ramos apologise to the fans?", "what were his words"], "ramos"),
    (["What did the pope say in Beirut?", "How was that received?"], "pope beirut"),
    (["How many drones were shot down over Odesa?", "And over Kharkiv?"], "drones kharkiv"),
    (["How many drones were shot down over Odesa?", "when exactly?"], "drones odesa"),
    (["who paid for the new school in Bergen", "and for the gym?"], "bergen gym"),
    (["When does the fishing ban start?", "Which fish?"], "fishing ban"),
    (["Who leads the talks in Doha?", "who takes part in the talks"], "doha"),
    (["What did Ines Carvalho discover?", "Which university does she work for?"], "carvalho"),
    (["Where did the hikers get lost?", "How were they found?"], "hikers"),
    (["When was the row between Orr and Pask over the mill?", "Who sued whom?"], "orr pask mill"),
    (["What did the two clubs in Lodz agree on?", "who paid whom, and why"], "clubs lodz"),
    (["How many people watched the parade in Nice in June?", "nope, the other parade"], "other parade"),
    (["How many people watched the parade in Nice in June?", "the July parade?"], "watched nice july"),
    (["How long was the debate on the dam in March?", "okay, and how long in may"], "debate dam may"),
    (["Who spoke at the funeral of Ines Carvalho?", "anyone else?"], "funeral carvalho"),
    (["Why did the first ferry to Skagen sink?", "what about the second one"], "ferry skagen second"),
    (["Why did the first ferry to Skagen sink?", "the second ferry?"], "second ferry skagen"),
    (["How long was the debate on the dam?", "which other debates?"], "dam other debates"),
    (["Wie viele Menschen streikten im März in Lübeck?", "und wie viele im Juni?"], "streikten lübeck juni"),
    (["Wie viele Menschen streikten im März in Lübeck?", "Und im Juni?"], "streikten lübeck juni"),
    (["Wer kaufte die Zeitung Tagblatt?", "wer sonst noch?"], "tagblatt"),
    (["Warum sank die erste Fähre nach Skagen?", "nein, die andere Fähre"], "sank andere skagen"),
    (["Warum sank die erste Fähre nach Skagen?", "wann genau?"], "fähre skagen"),
    (["Combien de temps la grève à Lille a-t-elle duré en mars ?", "et en juin ?"], "grève lille juin"),
    (["Combien de blessés à Lille en mars ?", "et combien en juin ?"], "blessés lille juin"),
    (["Pourquoi le premier bac pour Skagen a-t-il coulé ?", "non, l'autre bac"], "bac skagen autre"),
    (["Pourquoi le premier bac pour Skagen a-t-il coulé ?", "qui encore ?"], "bac skagen"),
]  # fmt: skip

# Turns, the question last, which relies on none of them.
ON_THEIR_OWN: list[list[str]] = [
    ["Which bank was fined in Lodz?", "so Delgado quit huh"],
    ["Who won the mayoral race in Tampere?", "When does the comet pass the earth?"],
    ["When did the harbour strike in Rostock begin?", "Why was the Kessler bridge closed?"],
    ["Which bank was fined?", "Did Apple say when it will release the phone?"],
    ["Who leads the farmers' union?", "Is it true that Putin visited Alaska?"],
    ["where was the flood", "is it true that the mayor of porto resigned"],
    ["Who won the election in Chile?", "Who won the election in Peru?"],
    ["who won the election in chile", "who won the election in peru"],
    ["When was the deal between Norway and Chile signed?", "What is in the deal between Japan and Kenya?"],
    ["What did Tanaka announce in Osaka?", "What did Lindqvist say about his knee?"],
    ["How high is unemployment in Spain?", "How many goals did Lindqvist score?"],
    ["How high is unemployment in Spain?", "unemployment portugal"],
    ["Why did Delgado leave the party?", "How many people live in Reykjavik?"],
    ["Did Corvo Motors recall the vans?", "And who won the chess final in Riga?"],
    ["What happened to the clock tower in Brasov?", "Who is Ruth Adeyemi?"],
    ["Which film won the Golden Heron?", "yermak job"],
    ["Where did the balloon land?", "What happened this week in Geneva?"],
    ["Which city will host the games?", "Was there a fire in Bonn?"],
    ["Which city will host the games?", "are there new rules for drones"],
    ["Who set the record on the Eiger?", "Did the nurses say that they would strike?"],
    ["Who bought the newspaper Tagblatt?", "Why did Boeing say it would cut jobs?"],
    ["When do the schools in Quebec open?", "What did the king of Norway say in his speech?"],
    ["What is the new speed limit in Graz?", "How much did it cost to build the opera in Oslo?"],
    ["When will the tunnel open?", "What happened to the ship after the storm hit it?"],
    ["Who found the wreck?", "When Nokia sold the factory, who bought it?"],
    ["Is the whale still alive?", "latest on inflation in turkey"],
    ["Which museum lost the sketch?", "Which team won the handball cup?"],
    ["Was anyone hurt in Brasov?", "When is the solar eclipse over Iceland?"],
    ["Did the volcano erupt?", "What do doctors say about their pay?"],
    ["Who signed the deal?", "How much did the stadium in Leeds cost?"],
    ["Who is the new head of the space agency?", "When was the pipeline explosion?"],
    ["Who wrote the vaccine report?", "What did Okafor and Lund discuss when they met in Paris?"],
    ["How long did the call last?", "Which minister resigned on Monday?"],
    ["Why was the opera cancelled?", "What does the IT sector pay in Dublin?"],
    ["Who won?", "Where was the flood in Slovenia?"],
    ["When did the trial start?", "Does the US want to leave the treaty?"],
    ["Did the senate confirm Ruth Adeyemi?", "What is the Kyoto protocol?"],
    ["How many trees burned near Coimbra?", "How many houses burned near Athens?"],
    ["What did the court decide about the coal mine?", "What did the court decide about the smoking ban?"],
    ["Who was arrested after the robbery in Ghent?", "Where is the robbery museum in Antwerp?"],
    ["Which bank was fined by the regulator?", "What was agreed at the summit in Alaska?"],
    ["who scored for bergen", "when did the queen die"],
    ["How many visitors did the book fair have?", "Will Lagarde raise rates before she leaves?"],
    ["What about the women?", "Has Google told the police why it closed the office?"],
    ["Who won the chess final in Riga?", "Who plays in the basketball final in Kaunas?"],
    ["When does the comet pass the earth?", "what did macron propose"],
    ["What caused the blackout in Valencia?", "brexit"],
    ["What caused the blackout in Valencia?", "Which law did the parliament pass in the summer?"],
    ["When did the ferry stop?", "How did the markets react to the rate cut?"],
    ["Who is the mayor of Split?", "Who won the prize for the best film?"],
    ["Is the bridge in Genoa open?", "Did anyone survive the crash in Nepal?"],
    ["Who replaced the minister?", "what time does the parade in Nice start"],
    ["Where will the summit be held?", "Did the union that called the strike end it?"],
    ["When did Volvo open the plant?", "who is suing the city of Utrecht"],
    ["Who wrote the novel?", "How many boats reached Lampedusa in June?"],
    ["Which river flooded Passau?", "What is the capital of Mongolia?"],
    ["Who attacked the embassy in Lima?", "Who attacked the convoy in Mali?"],
    ["Who is running for governor in Ohio?", "who is running for governor in texas"],
    ["Did Ramos apologise?", "Did Tesla say why it fired the engineers?"],
    ["Where did the train derail?", "is it legal to fly drones in france"],
    ["What is the minimum wage in Poland?", "how many drones were shot down over odesa"],
    ["Why were the pandas sent back?", "What does Sweden want from NATO?"],
    ["Did the bank cut rates?", "Why did the teachers in Chicago say they were leaving?"],
    ["Which song won the contest?", "gold price today"],
    ["Which song won the contest?", "What did the mother of the boy say after he was found?"],
    ["When did the rocket launch?", "Were there protests in Tbilisi?"],
    ["What did the pope say in Beirut?", "What did the pope say in Manila?"],
    ["When did the museum reopen?", "Who is the new coach of Ajax?"],
    ["Why did the hotel burn?", "who was julius caesar"],
    ["Where is the climate protest?", "When did Klarna sell its shares?"],
    ["Who beat Ferrer in the semifinal?", "when is the final of the copa"],
    ["Which company makes Relivan?", "Which companies left Russia this year?"],
    ["How many drones were shot down?", "how many medals did kenya win"],
    ["Who leads the talks in Doha?", "Has the strike at the port of Antwerp ended?"],
    ["What did Ines Carvalho discover?", "Will there be elections in Serbia?"],
    ["What did Brandt promise?", "How long did the siege of Leningrad last?"],
    ["what is the minimum wage", "what did elon musk tweet"],
    ["Who is ahead in Ohio?", "What is Relivan?"],
    ["Where did the hikers get lost?", "Who was injured in the explosion in Izmir?"],
    ["When does the fishing ban start?", "weather"],
    ["Did she resign?", "Where do refugees from Sudan live?"],
    ["Is the pass open?", "And what did the IMF say about Kenya?"],
    ["Who won the vote?", "How do voters in Georgia see the election?"],
    ["Why did he leave?", "Can the EU force Hungary to pay the fine?"],
    ["Where was it built?", "Did Lufthansa cancel its flights to Tel Aviv?"],
    ["Who bought it?", "When did Sony announce the console and what does it cost?"],
    ["Why was he arrested?", "What is the population of Malta?"],
    ["When did they marry?", "Who has won the most medals at the Olympics?"],
    ["Which minister resigned?", "Did the minister of defence of Latvia resign?"],
    ["What did the court decide?", "What did Amnesty say about the executions in Iran?"],
    ["Who voted against it?", "Is this the first time a woman leads Mexico?"],
    ["Who directed it?", "Why do farmers in India protest against their government?"],
    ["How old is she?", "nobel prize chemistry winners"],
    ["Who spoke at the funeral?", "no deal brexit"],
    ["Who spoke at the funeral?", "so what did Okafor say about the budget"],
    ["How long was the debate on the dam?", "the volcano on lanzarote"],
    ["How long was the debate on the dam?", "Who in the cabinet resigned?"],
    ["Wie lange dauerte die Debatte?", "Wer gewann die Wahl in Chile?"],
    ["Wie lange dauerte die Debatte?", "der Vulkan auf Lanzarote"],
    ["Combien de temps le débat a-t-il duré ?", "Qui a gagné la coupe du monde ?"],
    ["Combien de temps le débat a-t-il duré ?", "le volcan de Lanzarote"],
]  # fmt: skip


def is_right(turns: list[str], needed: str | None) -> bool:
    """Is the question completed with every word that is needed, or left alone where none is?"""
    found = complete_follow_up(turns[-1], turns[:-1])
    if needed is None:
        return found == turns[-1]
    return all(word in found.lower() for word in needed.split())


def test_follow_ups_bring_what_they_rely_on() -> None:
    wrong = [turns for turns, needed in FOLLOW_UPS if not is_right(turns, needed)]
    assert len(wrong) <= 0.05 * len(FOLLOW_UPS), wrong


def test_nothing_leaks_into_a_question_that_stands_on_its_own() -> None:
    wrong = [turns for turns in ON_THEIR_OWN if not is_right(turns, None)]
    assert len(wrong) <= 0.02 * len(ON_THEIR_OWN), wrong


@pytest.mark.parametrize(
    ("turns", "complete", "kind"),
    [
        (["When did Ada Lund and Per Falk talk?", "How long did it last?"],
         "Ada Lund and Per Falk talk: How long did it last?", AnswerType.DURATION),
        (["How many people ran the marathon in New Haven?", "And in Boston?"],
         "How many people ran the marathon in Boston?", AnswerType.NUMBER),
        (["How many people ran the marathon in New Haven?", "And in 2019?"],
         "How many people ran the marathon in New Haven, and in 2019?", AnswerType.NUMBER),
        (["How old is Ada Lund?", "What about Per Falk?"], "How old is Per Falk?", AnswerType.AGE),
        (["how old is ada lund", "and per falk?"], "how old is ada lund, and per falk?", AnswerType.AGE),
        (["What did Lund say about Alaska?", "And Falk?"],
         "What did Lund say about Alaska, and Falk?", None),
        (["When was the deal signed?", "by whom?", "why"], "deal signed: why", None),
        (["How long was the strike in Ghent in March?", "the June strike?"],
         "How long was the June strike in Ghent?", AnswerType.DURATION),
        (["How long was the strike in Ghent in March?", "and how long in June?"],
         "strike in Ghent: and how long in June?", AnswerType.DURATION),
        (["Who signed the port deal?", "Who is the mayor of Genoa?", "How long will the deal last?"],
         "signed the port deal: How long will the deal last?", AnswerType.DURATION),
    ],
)  # fmt: skip
def test_the_present_question_says_what_kind_of_answer_is_asked(
    turns: list[str], complete: str, kind: AnswerType | None
) -> None:
    assert complete_follow_up(turns[-1], turns[:-1]) == complete
    assert expected_answer_type(complete) is kind


def test_only_the_last_questions_count() -> None:
    turns = ["Who signed the port deal?", "Who is Ada Lund?", "Where is Split?", "Why did the ferry stop?"]
    assert complete_follow_up("How long will the deal last?", turns[:3]).startswith("signed the port deal")
    assert complete_follow_up("How long will the deal last?", turns) == "How long will the deal last?"


_PIECES = [
    "and",
    "it",
    "the",
    "that",
    "to",
    "in",
    "Lund",
    "what about",
    "why",
    "deal",
    "?",
    "’s",
    "May",
    "is",
    "A",
]
_SAID = st.text(max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join)


@given(_SAID, st.lists(_SAID, max_size=4))
def test_any_conversation_keeps_what_is_asked(text: str, earlier: list[str]) -> None:
    assert complete_follow_up(text, []) == text
    assert bool(complete_follow_up(text, earlier)) == bool(text)
