"""A fortnight of news of our own words: what outlets of a small country write, day by day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from config.settings import IndexSettings
from index.article import Article, Published, article_id
from index.build.build import build
from index.parsers import ParsedArticle, Retraction
from tests.index.sample_articles import found


def written(outlet: str, day: str, title: str, *paragraphs: str) -> Article:
    """An article of an outlet, of a day in March 2026."""
    host = outlet.lower().replace(" ", "")
    url = f"https://{host}.example/{day}/{title.lower().replace(' ', '-')}"
    published = Published(f"2026-03-{day}")
    return Article(article_id(url), "\n\n".join(paragraphs), title, url, outlet, (), published, "en")


FLOOD = written(
    "Venn Herald",
    "02",
    "River Ansel floods the old town of Venn",
    "They had warned of it for days. The river Ansel flooded the old town of Venn on Monday, and at least 12"
    " people died, the fire brigade said.",
    "Some 900 people were brought to safety in boats. “We lost everything,” she said.",
    "The last flood of this kind was in 1962, when 40 people died.",
)
FLOOD_WIRE = written(
    "Northern Wire",
    "02",
    "At least 12 dead as river Ansel floods Venn",
    "At least 12 people died when the river Ansel flooded the old town of Venn on Monday, the fire brigade"
    " said.",
    "Soldiers piled up sandbags along the market square. The railway to Toft is closed.",
)
FLOOD_RADIO = written(
    "Radio Toft",
    "02",
    "Floods in Venn: what is known",
    "The old town of Venn stands under water after the river Ansel rose by four metres in a night.",
    "The fire brigade counts 12 dead. Schools stay shut until Friday.",
)
BRIDGE = written(
    "Venn Herald",
    "02",
    "Toft opens its cycle bridge",
    "Toft opened a bridge for cyclists over the harbour on Monday, after three years of building.",
    "It is 240 metres long and cost 31 million crowns, the mayor said. Ferries go on until June.",
)
TEACHERS = written(
    "Northern Wire",
    "02",
    "Teachers of Arenstad vote for a strike",
    "Teachers in Arenstad voted on Monday to strike for a week from 16 March, their union said.",
    "The union asks for 6 per cent more pay; the city has offered 2 per cent.",
)
TEACHERS_RADIO = written(
    "Radio Toft",
    "02",
    "Arenstad teachers to strike over pay",
    "The teachers of Arenstad will strike for a week from 16 March because of their pay, the union said on"
    " Monday.",
    "Parents have asked for emergency classes.",
)
NEWSLETTER = written(
    "Venn Herald",
    "02",
    "Evening briefing: five things to know",
    "The river Ansel flooded the old town of Venn on Monday, and at least 12 people died.",
    "Teachers in Arenstad voted to strike for a week from 16 March.",
    "Toft opened a bridge for cyclists over the harbour.",
)
# It has no title that says so.
MIXED = written(
    "Radio Toft",
    "02",
    "Monday with Radio Toft",
    "The river Ansel flooded the old town of Venn on Monday, and at least 12 people died, the fire brigade"
    " said."
    " Some 900 people were brought to safety in boats. Soldiers piled up sandbags along the market square,"
    " and"
    " the railway to Toft is closed. Schools in Venn stay shut until Friday, and the old town stands under"
    " water"
    " after the river rose by four metres in a single night. The fire brigade of Venn had warned of the"
    " flood for"
    " days, and the last flood of the river Ansel of this kind was in 1962. Boats of the fire brigade went"
    " from"
    " house to house until the evening, and the sandbags at the market square of Venn held.",
    "Teachers in Arenstad voted to strike for a week from 16 March, their union said. The union of the"
    " teachers"
    " asks for 6 per cent more pay, and the city of Arenstad has offered 2 per cent. Parents have asked for"
    " emergency classes during the strike, and the teachers say that the strike can still be avoided if the"
    " city"
    " offers more pay. The union will talk with the city again on Thursday, and the teachers vote once more"
    " if"
    " there is a new offer of the city. A strike of a week would be the longest of teachers in Arenstad,"
    " and the"
    " union has put money aside for the strike, enough to pay all of the teachers for a week.",
    "Toft opened a bridge for cyclists over the harbour on Monday, after three years of building. The"
    " bridge for"
    " cyclists is 240 metres long and cost 31 million crowns, and the ferries over the harbour of Toft go"
    " on until"
    " June. Cyclists rode over the harbour bridge with the mayor of Toft in the afternoon. The bridge opens"
    " for"
    " ships at night, when few cyclists cross the harbour, and the building of the bridge took three years"
    " because"
    " the ground of the harbour of Toft is soft. The mayor of Toft said that cyclists save a quarter of an"
    " hour.",
)
FLOOD_RISEN = written(
    "Northern Wire",
    "03",
    "Death toll of the Venn flood rises to 26",
    "The number of people who died in the flood of the river Ansel in Venn rose to 26 on Tuesday, the fire"
    " brigade said.",
    "Divers searched the cellars of the old town. The water had fallen by a metre in the morning.",
)
TEACHERS_DAILY = written(
    "Harbour Daily",
    "03",
    "Strike of Arenstad teachers: the union's demands",
    "The teachers of Arenstad want 6 per cent more pay and will strike for a week from 16 March, their union"
    " says.",
    "The city's offer of 2 per cent is less than prices rose last year.",
)
OWL = written(
    "Harbour Daily",
    "03",
    "Zoo of Toft names its owl after a singer",
    "The zoo of Toft has named a young owl after the singer Ada Marn, who was born in the town.",
    "Visitors chose the name from 2,000 that were sent in.",
)
BRIDGE_MENDED = replace(BRIDGE, text=BRIDGE.text.replace("240 metres", "204 metres"))
BRIDGE_AGAIN = written(
    "Harbour Daily",
    "04",
    "Cycle bridge of Toft",
    "Toft opened a bridge for cyclists over the harbour on Monday, after three years of building.",
    "The ferries go on until June.",
)

MONDAY = (FLOOD, FLOOD_WIRE, FLOOD_RADIO, BRIDGE, TEACHERS, TEACHERS_RADIO, NEWSLETTER)
TUESDAY = (FLOOD_RISEN, TEACHERS_DAILY, OWL)


def index_articles(data: Path, *items: Article | Retraction) -> Path:
    """Index these into a data folder, as a feed that has them now."""
    articles = [one for one in items if isinstance(one, Article)]
    given: list[ParsedArticle | Retraction] = [
        *found(*articles),
        *(one for one in items if isinstance(one, Retraction)),
    ]
    build(given, data, IndexSettings())
    return data


def taken_back(article: Article) -> Retraction:
    """What a source says of an article that its outlet took back."""
    return Retraction(article.url or "", article.id, "it is gone (410)")
