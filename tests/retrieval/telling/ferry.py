"""A ferry that sinks on a lake, told by five outlets in three weeks; another one sinks elsewhere in June."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from config.settings import IndexSettings
from index.article import Article, Published, article_id
from index.build.build import build
from index.parsers import Retraction
from tests.index.sample_articles import found

EVENT = "Lake Aren ferry sinking"


def _article(outlet: str, day: str, title: str, *paragraphs: str) -> Article:
    name = outlet.lower().replace(" ", "-")
    url = f"https://{name}.example/{day}/{title.lower().replace(' ', '-')}"
    return Article(article_id(url), "\n\n".join(paragraphs), title, url, outlet, (), Published(day), "en")


FIRST = _article(
    "Lake Post",
    "2025-03-03",
    "Ferry sinks on Lake Aren",
    "A ferry with 61 people aboard sank on Lake Aren on Monday evening, half way between Arenstad and Toft."
    " At least 12 people died, the police of Arenstad said.",
    "The Heron had left Arenstad at six. Fishermen pulled the first passengers out of the water.",
    "In 2009 another ferry sank on Lake Aren and 40 people were killed.",
)
WIRE = _article(
    "Northern Wire",
    "2025-03-03",
    "At least 12 dead as ferry goes down on Lake Aren",
    "At least 12 people were killed when a ferry sank on Lake Aren on Monday evening, police said."
    " The boat, the Heron, carried 61 people.",
    "A helicopter of the army searched the lake with lamps until midnight. The hospital of Toft called in all"
    " of its nurses.",
)
COPY = replace(
    _article("Arenstad Echo", "2025-03-04", "Twelve dead on Lake Aren"), text=WIRE.text, title=WIRE.title
)
AGE = _article(
    "Harbour Daily",
    "2025-03-04",
    "What is known of the ferry that sank on Lake Aren",
    "The ferry that sank on Lake Aren on Monday was 48 years old, the shipping office says. It had been"
    " inspected in January, and nothing was found.",
    "Its owner, the Aren Line, has two more boats of the same kind, which stay in port for now.",
)
AGE_MENDED = replace(AGE, text=AGE.text.replace("48 years", "38 years"))
RISEN = _article(
    "Lake Post",
    "2025-03-05",
    "Lake Aren ferry: number of dead rises to 26",
    "The number of people who died in the sinking of the ferry on Lake Aren has risen to 26, the police said"
    " on Wednesday. Divers found the others inside the hull.",
    "The ferry sank on Monday evening with 61 people aboard.",
)
LOWER = _article(
    "Northern Wire",
    "2025-03-05",
    "Divers search the sunken ferry of Lake Aren",
    "The sinking of the ferry on Lake Aren killed 24 people, the rescue service of Toft said on Wednesday.",
    "Divers from the navy opened the wreck of the Heron with saws.",
)
CAPTAIN = _article(
    "Lake Post",
    "2025-03-08",
    "Captain of the Lake Aren ferry is arrested",
    "The police arrested the captain of the ferry that sank on Lake Aren, Odd Brekke, on Saturday. He had"
    " sailed in spite of a storm warning, the prosecutor said.",
    "The ferry sank on Lake Aren on 3 March with 61 people aboard.",
)
DOOR = _article(
    "Harbour Daily",
    "2025-03-20",
    "Inquiry: a door of the Lake Aren ferry was open",
    "The bow door of the ferry that sank on Lake Aren was not shut, the inquiry of the shipping office found"
    " on Thursday. Water came over the car deck within four minutes.",
    "The Aren Line has ordered sensors for the doors of its other boats.",
)
ELSEWHERE = _article(
    "Coast Courier",
    "2025-06-14",
    "Ferry sinks off Port Milo",
    "A ferry sank off Port Milo on Saturday after it hit a rock. Seven people died, the coast guard said.",
    "The Gull was on its way to the islands with tourists and a circus.",
)
RUMOUR = _article(
    "Quick News",
    "2025-03-04",
    "Lake Aren ferry sinking was an attack",
    "A bomb sank the ferry on Lake Aren, a man told us in a bar of Toft. Nobody else has said so until now.",
)
OTHER = _article(
    "Lake Post",
    "2025-03-06",
    "Toft opens a swimming hall",
    "Toft has opened a swimming hall after three years of work. It cost 14 million crowns, the mayor said.",
    "The old hall will be a library.",
)
ALL = (FIRST, WIRE, COPY, RISEN, LOWER, CAPTAIN, DOOR, ELSEWHERE, OTHER)


def build_ferry(data: Path) -> Path:
    """Index all of it into a data folder: one article is then corrected, and one taken back."""
    settings = IndexSettings()
    build(found(*ALL, AGE, RUMOUR), data, settings)
    taken_back = Retraction(RUMOUR.url or "", RUMOUR.id, "it is gone (410)")
    build([*found(*ALL, AGE_MENDED), taken_back], data, settings)
    return data
