"""Copies of an article are told from articles about other events that read alike."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Published
from index.build.near_duplicates import NearDuplicate, band_hashes, find_canonical, is_near_duplicate

LEAD = (
    "The ferry Marigold ran aground off Tolver Point on Tuesday evening with 214 people on board. "
    "Nobody was hurt, the coast guard said, and all passengers were brought ashore before midnight. "
    "The captain had steered closer to the rocks than usual to keep clear of a fishing boat."
)
RESCUE = (
    "Lifeboats from three villages took part in the rescue. Ines Halloran, who keeps the harbour shop in "
    "Tolver, opened it again to hand out blankets and soup. Some passengers slept in the school, others "
    "were driven home along the coast road, which had been closed to other traffic for the night."
)
INQUIRY = (
    "An inquiry will look at why the warning light on the point was dark. The harbour board had promised "
    "to mend it in spring, after two skippers complained, but the lamp that was ordered never arrived. "
    "Its chairman, Oskar Brandt, said that he would not resign and that the board had done what it could."
)
COMPANY = (
    "The company that owns the ferry has set up a telephone line for relatives and promised to pay back "
    "all tickets. Divers are to look at the hull as soon as the swell allows it. Until the ship is afloat "
    "again an older one will take its place, with room for fewer cars and no café on its upper deck."
)
HISTORY = (
    "Ferries have crossed the sound for more than a century, and storms rather than rocks used to be what "
    "their crews feared. The last accident of this kind was so long ago that only the oldest people of the "
    "island remember it: a steamer lost its rudder then and drifted onto the sandbank off the northern cape."
)
STORY = "\n\n".join([LEAD, RESCUE, INQUIRY, COMPANY, HISTORY])

OWN_WORDS = (
    "More than two hundred travellers had to leave the Marigold in lifeboats on Tuesday night when the ship "
    "hit rocks near Tolver. The coast guard reported no injuries. Everyone was on land by midnight. "
    "According to the crew the ferry had made way for a fishing boat. Villagers looked after the stranded "
    "with warm meals; many spent the night in classrooms. Why the light at Tolver Point did not burn is now "
    "to be found out. Harbour officials had known of the fault since spring."
)
NOTICE = (
    "This transcript was made by speech recognition software. It may hold errors, so please listen to the "
    "recording before you cite it, and write to us if you find one."
)
MARKET = (
    "Shares in Port Ansgar {moved} {percent} per cent on {day} as investors weighed what the central bank "
    "might do next. Banks led the way, with {bank} among the most traded. Trading volume was close to the "
    "average of the past month. Oil changed hands at {oil} crowns a barrel. Analysts expect little movement "
    "until the bank's governors meet, and many funds have moved money into bonds. The next figures on "
    "inflation are due at the end of the month and will be watched closely by traders."
)
UP = {"moved": "rose", "percent": "1.2", "day": "Tuesday", "bank": "Ansgar Credit", "oil": "61"}
DOWN = {"moved": "fell", "percent": "0.8", "day": "Friday", "bank": "Ansgar Credit", "oil": "58"}


NEXT_DAY = (
    "The ferry Marigold was towed free at noon. Hundreds watched from the cliffs as two tugs pulled the ship "
    "off the rocks, and the coast guard called the operation a complete success. No oil had leaked, and the "
    "engines could be started at once, to the surprise of the crew. The passengers of the night before were "
    "given their luggage in the village hall. Some of them came aboard again to thank the captain, who had "
    "stayed on the bridge all night and did not want to speak to reporters, as the owners had told him."
)
CUSTOMER = (
    "The largest customer of the ferry line will send its lorries by another one from now on. A spokeswoman "
    "for the chain of supermarkets said that its trust was gone and that it had found somebody else to carry "
    "its goods to the island, at least until winter."
)


def background(sentences: int) -> str:
    """So many sentences without figures and names, none twice; 13 words each."""
    things = ["net", "rope", "crane", "quay", "barge", "buoy", "mast", "winch", "chart", "sail"]
    doings = ["was mended", "was painted", "went missing", "was lent out", "was sold"]
    told = [
        f"in this part of the story the {one} {doing} beside the {other} there."
        for one, other in combinations(things, 2)
        for doing in doings
    ]
    return " ".join(told[:sentences])


COPIES = {
    "the same": STORY,
    "typeset otherwise": STORY.replace(". ", ".\n").replace("café", "CAFÉ").replace(",", " ,"),
    "its first paragraphs": "\n\n".join([LEAD, RESCUE]),
    "its first paragraphs, and other matter": "\n\n".join(
        ["From our partners", LEAD, RESCUE, INQUIRY, "Subscribe to our newsletter and never miss a ferry."]
    ),
    "updated, with a paragraph more": "\n\n".join(
        [LEAD, RESCUE, "Update: The ferry has been towed to Tolver.", INQUIRY, COMPANY, HISTORY]
    ),
    "a number written out": STORY.replace("three villages", "3 villages"),
    "edited here and there": STORY.replace("who keeps", "owner of")
    .replace("was so long ago", "happened so long ago")
    .replace("said that he would", "said he would"),
}
OTHERS = {
    "in own words": OWN_WORDS,
    "another day": STORY.replace("Tuesday", "Friday"),
    "another number": STORY.replace("214", "97"),
    "another number, written out": STORY.replace("three villages", "nine villages"),
    "another ship and skipper's shop": STORY.replace("Marigold", "Bluebell").replace(
        "Ines Halloran", "Tim Orr"
    ),
    "the next day's report, with the same background": "\n\n".join(
        [
            NEXT_DAY,
            RESCUE,
            INQUIRY,
            COMPANY,
            HISTORY,
        ]
    ),
    "the next day's report, with all of the earlier one": f"{NEXT_DAY}\n\n{STORY}",
    "another day, told at length": STORY.replace(
        "on Tuesday evening with 214 people on board",
        "on the evening of the Friday before the regatta, when the ship was on its way back from the island "
        "and, as it turned out later, had far more people on board than its papers said",
    ),
    "a roundup that holds it": "\n\n".join([background(60), STORY, background(120)[-2000:]]),
}


@pytest.mark.parametrize("other", COPIES.values(), ids=COPIES)
def test_these_are_copies(other: str) -> None:
    assert is_near_duplicate(STORY, other) and is_near_duplicate(other, STORY)
    assert set(band_hashes(STORY)) & set(band_hashes(other)), "they are compared at all"


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_these_are_other_articles(other: str) -> None:
    assert not is_near_duplicate(STORY, other) and not is_near_duplicate(other, STORY)


def test_reports_with_one_template_and_other_figures_are_other_articles() -> None:
    up = MARKET.format(**UP)
    assert is_near_duplicate(up, up + " This report was updated in the evening.")
    assert not is_near_duplicate(up, MARKET.format(**DOWN))


@pytest.mark.parametrize("changed", sorted(UP.keys() - {"moved", "bank"}))
def test_one_figure_in_place_of_another_is_another_event(changed: str) -> None:
    assert not is_near_duplicate(MARKET.format(**UP), MARKET.format(**{**UP, changed: DOWN[changed]}))


def test_a_name_in_place_of_another_is_another_event_in_a_short_text() -> None:
    assert not is_near_duplicate(MARKET.format(**UP), MARKET.format(**{**UP, "bank": "Norden Savings"}))
    long = STORY + "\n\n" + background(20)
    assert is_near_duplicate(long, long.replace("Brandt", "Brand")), "a misspelt one, in a longer text"


def test_a_figure_may_be_corrected_in_a_long_story_but_not_two() -> None:
    long = STORY + "\n\n" + background(80)
    assert is_near_duplicate(long, long.replace("214", "213"))
    assert not is_near_duplicate(long, long.replace("214", "213").replace("three villages", "four villages"))


def test_a_figure_that_only_one_tells_is_no_other_event() -> None:
    assert is_near_duplicate(STORY, STORY.replace("an older one", "an older one from 1987"))


def test_shared_boilerplate_makes_no_copies() -> None:
    assert not is_near_duplicate(f"{NOTICE}\n\n{LEAD}", f"{NOTICE}\n\n{COMPANY}")


def test_shared_captions_make_no_copies() -> None:
    gallery = background(200)
    assert not is_near_duplicate(
        f"{STORY}\n\n{gallery}", f"{MARKET.format(**UP)}\n\n{OWN_WORDS}\n\n{gallery}"
    )


def test_another_news_that_repeats_a_story_is_no_copy_of_it() -> None:
    story, news = f"{STORY}\n\n{background(20)}", f"{CUSTOMER}\n\n{STORY}\n\n{background(5)}"
    assert len(news) < len(story) and not is_near_duplicate(story, news)


def test_scripts_without_spaces() -> None:
    text = "渡轮周二晚间在岬角附近搁浅船上乘客全部安全上岸海岸警卫队表示无人受伤调查将查明灯塔为何熄灭" * 2
    assert is_near_duplicate(text, text[: len(text) // 2]) and is_near_duplicate(
        text, f"{text}本文由编辑部更新"
    )
    assert not is_near_duplicate(
        text, text.replace("周二", "12日").replace("岬角", "港口") + "公司将退还所有船票"
    )
    assert set(band_hashes(text)) & set(band_hashes(f"{text}本文由编辑部更新"))


@given(st.text(), st.text())
def test_either_way_round_is_the_same(one: str, other: str) -> None:
    assert is_near_duplicate(one, one)
    assert is_near_duplicate(one, other) == is_near_duplicate(other, one)


@given(st.text())
def test_bands_are_numbers_that_sqlite_holds(text: str) -> None:
    found = band_hashes(text)
    assert found == band_hashes(text) and len(set(found)) == len(found)
    assert all(-(2**63) <= band < 2**63 for band in found)
    assert found or not re.search(r"[^\W_]", text), "a text with a word has some"


def test_bands_are_the_same_everywhere() -> None:
    # They are kept in indexes: a build must find those that another machine has stored.
    assert band_hashes("A bridge was opened.")[:2] == [-2330012544063622254, -7328499524502417519]


def test_a_text_without_words_has_no_bands() -> None:
    assert band_hashes("") == band_hashes("… — !") == []


def drawn_words(draw: random.Random, count: int) -> list[str]:
    return [f"w{draw.randrange(3000)}" for _ in range(count)]


def test_small_edits_leave_a_band() -> None:
    draw = random.Random(5)
    kept = 0
    for _ in range(300):
        words = drawn_words(draw, 400)
        edited = [f"e{draw.randrange(3000)}" if draw.random() < 0.08 else word for word in words]
        kept += bool(set(band_hashes(" ".join(words))) & set(band_hashes(" ".join(edited))))
    assert kept == 300


def test_unlike_texts_hardly_ever_share_a_band() -> None:
    draw = random.Random(6)
    signed = [set(band_hashes(" ".join(drawn_words(draw, 400)))) for _ in range(100)]
    assert sum(bool(one & other) for one, other in combinations(signed, 2)) == 0


def article(
    number: int, length: int = 1000, published: str = "2024-03-04", **more: str | None
) -> NearDuplicate:
    known = {"url": f"https://example.org/{number}", "outlet": "Example Wire", **more}
    return NearDuplicate(number, length, Published(published), known["url"], known["outlet"])


def quoted(*articles: NearDuplicate) -> int:
    """The number of the one that is quoted of articles that are all copies of each other."""
    found = find_canonical(
        {one.article_number: one for one in articles},
        combinations([one.article_number for one in articles], 2),
    )
    assert len(set(found.values())) == 1 and len(found) == len(articles) - 1
    return next(iter(found.values()))


def test_the_most_complete_is_quoted() -> None:
    assert quoted(article(1, 500), article(2, 1000, "2024-03-09"), article(3, 800)) == 2


def test_of_equals_the_earliest_is_quoted() -> None:
    assert quoted(article(1, 1020, "2024-03-05"), article(2, 1000, "2024-03-04")) == 2


@pytest.mark.parametrize("vague", ["", "--03-04", "2024", "2024-03", "2024-03-04"])
def test_a_date_that_is_known_counts_more(vague: str) -> None:
    assert quoted(article(1, published=vague), article(2, published="2024-03-04T18:00:00Z")) == 2


def test_of_a_day_the_earliest_moment_is_quoted() -> None:
    early, late = "2024-03-04T06:00:00Z", "2024-03-04T18:00:00Z"
    assert quoted(article(1, published=late), article(2, published=early)) == 2


def test_a_named_outlet_and_a_plain_address_count_more() -> None:
    assert quoted(article(1, outlet=None), article(2)) == 2
    assert quoted(article(1, url=None), article(2)) == 2
    assert quoted(article(1, url="https://example.org/2?from=feed"), article(2)) == 2


def test_nobody_stands_in_for_a_copy_of_a_copy() -> None:
    # The middle one is the latest, so the first and the last are each other's equals.
    ring = {1: article(1), 2: article(2, published="2024-03-09"), 3: article(3, published="2024-03-05")}
    assert find_canonical(ring, [(1, 2), (2, 3)]) == {2: 1}
    ring[2] = article(2, published="2024-03-01")
    assert find_canonical(ring, [(1, 2), (2, 3)]) == {1: 2, 3: 2}


def test_without_pairs_nothing_is_a_copy() -> None:
    assert find_canonical({1: article(1)}, []) == {}


DATES = ["", "2024", "2024-03", "2024-03-04", "2024-03-05", "2024-03-04T06:00:00Z"]
CARRIERS = st.lists(st.tuples(st.integers(90, 130), st.sampled_from(DATES)), min_size=2, max_size=9)


@given(CARRIERS, st.data())
def test_groups_are_sound_and_the_same_in_any_order(
    drawn: list[tuple[int, str]], data: st.DataObject
) -> None:
    articles = {number: article(number, *known) for number, known in enumerate(drawn)}
    pairs = data.draw(st.lists(st.sampled_from(list(combinations(articles, 2)))))
    found = find_canonical(articles, pairs)
    both_ways = {pair for one, other in pairs for pair in ((one, other), (other, one))}
    assert all((copy, canonical) in both_ways for copy, canonical in found.items()), "only copies stand in"
    assert not found.keys() & set(found.values()), "who is quoted is nobody's copy"
    for one, other in pairs:
        assert one in found or other in found, "of two copies one at most is quoted"
    shuffled = [pair[::-1] for pair in data.draw(st.permutations(pairs))]
    assert find_canonical(dict(reversed(articles.items())), shuffled) == found
    renumbered = {
        100 - number: NearDuplicate(100 - number, one.length, one.published, one.url, one.outlet)
        for number, one in articles.items()
    }
    again = find_canonical(renumbered, [(100 - one, 100 - other) for one, other in pairs])
    assert again == {100 - copy: 100 - canonical for copy, canonical in found.items()}
