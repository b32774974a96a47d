"""Writes a question as other people would: misspelt, in other words, as keywords, after another question."""

from __future__ import annotations

import random
import re

from retrieval.question.terms import STOP_WORDS

_PRONOUNS = ("it", "that", "this", "they", "he", "she")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_FULL_NAME = re.compile(
    r"(?:(?:President|Prime Minister|Senator|Rep\.|Sen\.|Governor|Mayor|Justice|Judge) )?(?<=[a-z,;] )"
    r"(?!New |Los |San |Las |Saint |North |South |East |West |Super|White |United |World |Prime |Hong )"
    r"[A-Z][a-z’'-]+ ([A-Z][a-z’'-]+)(?= (?:[a-z]|\d)|[?,’'])"
)
# Phrases that stand for each other where one of them stands.
_PHRASES = """
were killed/died/lost their lives/got killed/were left dead
was killed/died/got killed/lost the life
people were injured/people were hurt/people got hurt/people were wounded
injured/hurt/wounded
deaths/casualties/fatalities/dead
death toll/number of dead/number of people killed
died/passed away/lost the life
murdered/killed/assassinated
shot dead/gunned down/killed with a gun
stabbed/attacked with a knife/knifed
arrested/detained/taken into custody/caught by police/picked up by police
charged with/accused of/indicted for
convicted of/found guilty of
sentenced to/given/handed
acquitted/cleared/found not guilty
pleaded guilty to/admitted
resigned/stepped down/quit/left the job
resign/step down/quit/leave the job
was fired/was sacked/was dismissed/lost the job/got kicked out
fired/sacked/dismissed/kicked out
laid off/let go/made redundant
was elected/won the election/got voted in
elected/voted in/chosen
was appointed/was named/was picked/got the job
appointed/named/picked/chosen/made
chief executive officer/CEO/chief executive/boss/head
CEO/chief executive/boss/top manager
chairman/chair/head
head of state/leader
leader/head/chief
prime minister/PM/premier/head of government
president/head of state/leader
foreign minister/top diplomat
Secretary of State/top diplomat
lawmakers/politicians/members of parliament/legislators
lawmaker/politician/legislator
lawyer/attorney
police officer/cop/policeman
police officers/cops/policemen
company/firm/business/corporation
companies/firms/businesses
acquired/bought/took over/purchased
acquire/buy/take over/purchase
merger/deal to join
bankruptcy/insolvency/going bust
filed for bankruptcy/went bust/became insolvent
announced/said/made public/revealed/told
announce/say/make public/reveal
launched/started/introduced/brought out/released
launch/start/introduce/bring out/release
unveiled/showed/presented/revealed
released/put out/published/brought out
canceled/cancelled/called off/scrapped/dropped
cancel/call off/scrap/drop
postponed/delayed/put off/pushed back
banned/outlawed/prohibited/forbade
ban/outlaw/prohibit/forbid
approved/passed/gave the green light to/okayed
approve/pass/give the green light to
rejected/turned down/refused/said no to
reject/turn down/refuse/say no to
won/took/got
beat/defeated/knocked out/won against
defeated/beat/won against
lost to/was beaten by
championship/title/trophy
match/game
film/movie/picture
movie/film
actor/star/performer
singer/artist/musician/pop star
album/record
song/track/hit
award/prize
author/writer
published/came out
broke the record/set a new record/beat the record
record/all-time high
collapsed/fell down/gave way/came down
crashed/went down/came down/hit the ground
crash/accident/wreck
plane/aircraft/jet/airplane
flight/plane
ship/vessel/boat
car/vehicle/auto
train derailed/train came off the tracks
earthquake/quake/tremor
hurricane/storm
wildfire/blaze/fire
wildfires/blazes/fires
flood/high water/deluge
floods/flooding
explosion/blast
shooting/gun attack
attack/assault/strike
war/conflict/fighting
ceasefire/truce/end of the fighting
hostages/captives/people held
protest/demonstration/rally
protests/demonstrations/unrest
strike/walkout/work stoppage
vaccine/jab/shot
virus/bug/disease
outbreak/spread
hospital/clinic
doctors/physicians
law/bill/rule/legislation
lawsuit/case/legal action/suit
sued/took to court/filed a case against
ruling/decision/verdict/judgment
ruled/decided/judged
trial/court case
investigation/probe/inquiry
investigating/looking into/probing
fine/penalty
fined/made to pay/ordered to pay
tax/levy/duty
tariff/import duty/import tax
tariffs/import duties/import taxes
inflation/price rises/rising prices
interest rate/rate/borrowing cost
wages/pay/salaries
salary/pay/wage
cost/price
costs/is priced at/goes for
expensive/pricey/dear
cheap/low-cost
sold for/went for/fetched
money/cash/funds
donated/gave/contributed
invest/put money
increase/rise/go up/grow
increased/rose/went up/grew/climbed
decrease/fall/drop/go down
decreased/fell/dropped/went down/declined
percent/per cent
percentage/share/part
approximately/about/around/roughly
children/kids/minors
child/kid
students/pupils/young people
student/pupil
teacher/educator
woman/female/lady
man/guy/male
elderly/old people/seniors
people/persons/folks
city/town/place
country/nation/state
countries/nations/states
state/US state
capital/capital city
area/region/part
border/frontier
migrants/immigrants/refugees
embassy/diplomatic mission
meeting/talks/summit
met with/held talks with/sat down with/met
met/held talks with/sat down with
visited/travelled to/went to/came to
visit/travel to/go to/trip to
agreement/deal/pact/accord
signed/agreed to/put the name to
treaty/pact/accord
sanctions/penalties/punitive measures
weapons/arms
missile/rocket
missiles/rockets
troops/soldiers/forces
army/military/armed forces
invaded/attacked/marched into
spacecraft/space probe/craft
astronauts/space travellers/crew
satellite/probe
moon/lunar surface
scientists/researchers/experts
study/research/survey
discovered/found/came across
discover/find/come across
dinosaur/prehistoric animal
animal/creature/beast
dog/pet
social media platform/social network/app/site
website/site/web page
phone/smartphone/mobile/handset
artificial intelligence/AI
chatbot/AI program
hackers/cyber criminals
data breach/hack/leak
outage/breakdown/failure
shut down/closed/stopped running
closed/shut/shut down
opened/started
reopened/opened again
built/constructed/put up
building/structure
bridge/crossing
airport/airfield
airline/carrier
passengers/travellers/people on board
founded/set up/started/created
founder/creator/person who started it
owner/person who owns it
replaced/took over from/succeeded
replace/take over from/succeed
successor/replacement/follower
rival/opponent/competitor
candidate/contender/person running
running for/seeking/trying to become
dropped out/pulled out/withdrew/gave up
withdrew/pulled out/dropped out
endorsed/backed/supported
support/back/stand behind
supported/backed/stood behind
opposed/was against/fought against
criticized/criticised/slammed/attacked
praised/welcomed/spoke well of
apologized/apologised/said sorry
apologize/say sorry/apologise
denied/disputed/said it was not true
warned/cautioned/alerted
blamed/held responsible
caused/led to/brought about/triggered
cause/reason/trigger
reason/cause
because of/due to/over
happened/took place/occurred
happen/take place/occur
took place/happened/was held
held/hosted/staged
began/started/kicked off
begin/start/kick off
ended/finished/came to an end/stopped
end/finish/stop
lasted/went on for
returned/came back/went back
return/come back/go back
retired/ended the career/stopped working
retire/end the career
married/wed/tied the knot with
divorced/split from
pregnant/expecting a baby
baby/newborn/infant
birthday/day of birth
suspended/banned/barred
suspect/alleged attacker/accused
gunman/shooter/attacker
victim/person hurt
victims/dead and injured
rescued/saved/brought to safety
missing/lost/not found
found/discovered/located
stolen/taken/robbed
escaped/got away/broke out
prison/jail
prisoners/inmates/detainees
leaked/got out/was made public
letter/note/message
speech/address
interview/talk
reporters/journalists/press
newspaper/paper
broadcaster/TV channel/network
show/programme/series/program
season/year
final/last match
coach/manager/trainer
player/athlete/sportsman
tournament/competition/cup
goal/strike
goals/scores
medal/honour
fans/supporters
largest/biggest/greatest
biggest/largest
smallest/tiniest
oldest/earliest
longest/lengthiest
highest/top/tallest
fastest/quickest/speediest
first/earliest
new/latest/brand-new
recently/lately/these days
this week/the other day/lately/in the last days
annual/yearly
expected to/supposed to/likely to/going to
planning to/going to/about to
according to/in the view of
"""
_QUESTION_WORDS = """
What is the name of/What's the name of/how is called/what do they call/name of
How many/how many/what number of/do we know how many/how much
How much/how much/what amount of
How old/at what age/what age
How long/for what time/how much time
Which country/what country/in what country
Which company/what company/what firm
When did/what day did/on what date did/when exactly did/any idea when did
When was/what day was/on what date was
When/what day/what date
Where did/in what place did/where exactly did
Where was/in what place was/whereabouts was
Who is/who's/who is this/who exactly is
Who was/who exactly was/what is the name of the person who was
Who/which person/what's the name of the one who
Why did/how come/for what reason did/what made
Why is/for what reason is
Which/what
What/which
"""
# Whom and what people mean by another name.
_KNOWN_AS = """
Joe Biden/the US president/the american president/Biden/the president of the US
Donald Trump/Trump/the former US president/the republican candidate
Kamala Harris/Harris/the US vice president/the democratic candidate
Vladimir Putin/Putin/the Russian president/the Kremlin chief/Russia's leader
Volodymyr Zelensky/Zelensky/the Ukrainian president/Ukraine's leader
Volodymyr Zelenskyy/Zelensky/the Ukrainian president
Emmanuel Macron/Macron/the French president/France's leader
Rishi Sunak/Sunak/the British PM/the UK prime minister
Keir Starmer/Starmer/the British PM/the Labour leader
Benjamin Netanyahu/Netanyahu/Bibi/the Israeli prime minister/Israel's leader
Xi Jinping/Xi/the Chinese president/China's leader
Kim Jong Un/Kim/the North Korean leader
Narendra Modi/Modi/the Indian prime minister/India's leader
Justin Trudeau/Trudeau/the Canadian prime minister
Olaf Scholz/Scholz/the German chancellor
Elon Musk/Musk/the Tesla boss/the owner of X
Mark Zuckerberg/Zuckerberg/the Facebook founder/the Meta boss
Jeff Bezos/Bezos/the Amazon founder
Bill Gates/Gates/the Microsoft founder
Sam Altman/Altman/the OpenAI boss
Taylor Swift/Swift/the pop star Swift
Pope Francis/the pope/Francis
King Charles III/King Charles/the British king
King Charles/the king of England/Charles
Prince Harry/Harry/the Duke of Sussex
Mike Johnson/the House speaker/speaker Johnson
Kevin McCarthy/McCarthy/the House speaker
Mitch McConnell/McConnell
Nikki Haley/Haley
Ron DeSantis/DeSantis/the Florida governor
Hunter Biden/Biden's son/the president's son
Apple/the iPhone maker
Google/the search company/Alphabet
Meta/Facebook's owner/Facebook
Twitter/X
Microsoft/the Windows company
Amazon/the online store
Boeing/the plane maker/the US plane maker
Tesla/the electric car maker
White House/US government
Supreme Court/top court/highest US court
United States/US/USA/America
United Kingdom/UK/Britain
European Union/EU
United Nations/UN
House of Representatives/House/US House
Federal Reserve/Fed/US central bank
Super Bowl/NFL final
Academy Awards/Oscars
Oscars/Academy Awards
World Cup/football world cup
Olympics/Olympic Games
"""
_OPENINGS = (
    "do you know", "does anyone know", "can somebody tell me", "remind me", "hey", "hi,", "quick question:",
    "sorry but", "i forgot,", "so", "ok so", "please", "just saw the news.", "any idea", "anyone know",
)  # fmt: skip
_ENDINGS = ("again", "please", "pls", "exactly", "anyone know", "do we know", "in the end", "now")
_MOST_CHANGES = 4
_KEYWORDS, _LOWER, _OPENED, _ENDED, _UNASKED = 0.18, 0.4, 0.12, 0.1, 0.4


def _groups(lines: str) -> dict[str, tuple[str, ...]]:
    """Read which phrases stand for which others; a phrase's first line counts."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        first, *others = line.split("/")
        found.setdefault(first.lower(), tuple(others))
    return found


_OTHER = _groups(_PHRASES) | _groups(_KNOWN_AS)
_ASKED = _groups(_QUESTION_WORDS)


def _any_of(phrases: dict[str, tuple[str, ...]], start: str = "") -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"{start}\b(?:{'|'.join(map(re.escape, longest))})\b(?![-’'])", re.IGNORECASE)


_PHRASE, _ASKING = _any_of(_OTHER), _any_of(_ASKED, r"\A")


def misspelt(question: str, chance: random.Random) -> str:
    """Misspell a question as it is typed in haste: letters left out, doubled or swapped, no question mark."""
    words = question.split()
    for _ in range(chance.choice((0, 1, 1, 2))):
        place = chance.randrange(len(words))
        word = words[place]
        if len(word) < 4 or not word.isalpha():
            continue
        at = chance.randrange(1, len(word) - 1)
        words[place] = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
    return " ".join(words).rstrip("?" if chance.random() < 0.7 else "")


def follow_up(question: str, chance: random.Random) -> str | None:
    """Write a question as one that follows another, in the form that the bot completes it to.

    Returns: what it is about, a colon, and the question with a pronoun; None where it names nothing.
    """
    names = list(_NAME.finditer(question))
    if not names:
        return None
    match = chance.choice(names)
    name = match.group().removesuffix("'s").removesuffix("’s")
    instead = chance.choice(_PRONOUNS)
    return f"{name}: {question[: match.start()]}{instead}{question[match.start() + len(name) :]}"


def reworded(question: str, chance: random.Random) -> str:
    """Ask the same in other words: synonyms, roles for names, surnames alone, keywords, chat."""
    matches = list(_PHRASE.finditer(question))
    chosen = chance.sample(matches, min(len(matches), chance.randint(1, _MOST_CHANGES)))
    for match in sorted(chosen, key=lambda each: -each.start()):
        instead = chance.choice(_OTHER[match.group().lower()])
        question = question[: match.start()] + instead + question[match.end() :]
    if chance.random() < 0.5:
        question = _FULL_NAME.sub(lambda name: str(name[1]), question)
    if chance.random() < _KEYWORDS:
        return _keywords(question)
    if (asking := _ASKING.match(question)) and chance.random() < 0.5:
        question = chance.choice(_ASKED[asking.group().lower()]) + question[asking.end() :]
    if chance.random() < _OPENED:
        question = f"{chance.choice(_OPENINGS)} {question[:1].lower()}{question[1:]}"
    if chance.random() < _ENDED:
        question = f"{question.rstrip('? ')} {chance.choice(_ENDINGS)}?"
    if chance.random() < _LOWER:
        question = question.lower()
    return question.rstrip("?" if chance.random() < _UNASKED else "")


def _keywords(question: str) -> str:
    """Keep the words that a search box gets."""
    words = re.findall(r"[\w’'.$%-]+", question)
    kept = [word for word in words if word.lower() not in STOP_WORDS] or words
    return " ".join(kept).lower()
