"""What became of articles is recorded: corrections, retractions, and what is no longer wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from config.settings import IndexSettings
from index.build.build import BuildOptions, build
from index.build.history_writer import MOST_VERSIONS
from index.build.report import BuildReport
from index.parsers import Item, KeepSource, ParsedArticle, Retraction
from index.snapshot.history import Change, ChangeKind
from index.snapshot.snapshot import Snapshot, open_live
from index.snapshot.verify import check_snapshot
from tests.index.sample_articles import article, found

SETTINGS = IndexSettings()
ONE, TWO = article(1), article(2)


def index(data: Path, *items: Item, full: bool = False) -> BuildReport:
    """Build from items."""
    return build(items, data, SETTINGS, BuildOptions(full=full))


def history(data: Path, article_id: str) -> list[Change]:
    """What became of an article."""
    with open_live(data) as snapshot:
        assert list(check_snapshot(snapshot)) == []
        return snapshot.store.history_of(article_id)


def of(source: str, *articles: ParsedArticle) -> Iterable[ParsedArticle]:
    """Articles as a source gives them."""
    return [replace(one, source=source) for one in articles]


def test_a_corrected_article_keeps_its_earlier_text(data: Path) -> None:
    index(data, *found(ONE, TWO))
    corrected = replace(ONE, text=ONE.text.replace("bridge", "footbridge"))
    assert index(data, *found(corrected, TWO)).changed == 1
    [change] = history(data, ONE.id)
    assert change.kind is ChangeKind.CORRECTED and change.text == ONE.text
    assert (change.title, change.url, change.outlet) == (ONE.title, ONE.url, ONE.outlet)
    assert history(data, TWO.id) == []


def test_what_readers_dont_see_is_no_correction(data: Path) -> None:
    index(data, *found(ONE))
    assert index(data, *found(replace(ONE, authors=("Ann Lee",)))).changed == 1
    assert history(data, ONE.id) == []


def test_so_many_earlier_texts_are_kept(data: Path) -> None:
    texts = [f"{ONE.text} This is version {number}." for number in range(MOST_VERSIONS + 3)]
    for text in texts:
        index(data, *found(replace(ONE, text=text)))
    changes = history(data, ONE.id)
    assert len(changes) == len(texts) - 1
    assert [change.text for change in changes] == [None, None, *texts[2:-1]]


def test_what_is_taken_back_is_dropped_with_all_its_texts(data: Path) -> None:
    index(data, *found(ONE, TWO))
    index(data, *found(replace(ONE, text=f"{ONE.text} It is closed on Sundays."), TWO))
    report = index(data, *found(TWO), Retraction(ONE.url or "", ONE.id, "it is gone (410)"))
    assert (report.retracted, report.gone, report.unchanged) == (1, 0, 1)
    changes = history(data, ONE.id)
    assert [change.kind for change in changes] == [ChangeKind.CORRECTED, ChangeKind.RETRACTED]
    assert [change.text for change in changes] == [None, None] and changes[1].reason == "it is gone (410)"
    with open_live(data) as snapshot:
        [retracted] = snapshot.store.retractions()
        assert retracted.article_id == ONE.id
        assert snapshot.store.number_of(ONE.id) is None
    index(data, *found(ONE, TWO))
    with open_live(data) as snapshot:
        assert snapshot.store.retractions() == [], "it came back"


def test_taking_back_what_isnt_indexed_changes_nothing(data: Path) -> None:
    index(data, *found(ONE))
    assert not index(data, *found(ONE), Retraction("there", TWO.id, "gone")).is_new


def test_what_another_source_still_gives_isnt_taken_back(data: Path) -> None:
    index(data, *found(ONE))
    report = index(data, Retraction("there", ONE.id, "gone"), *found(ONE))
    assert (report.retracted, report.unchanged) == (0, 1)


def test_what_is_dropped_is_told(data: Path) -> None:
    index(data, *found(ONE, TWO))
    assert index(data, *found(TWO)).gone == 1
    [change] = history(data, ONE.id)
    assert change.kind is ChangeKind.DROPPED and change.text is None


def articles_by_source(snapshot: Snapshot) -> Counter[str]:
    return Counter(snapshot.store.source_of(row[0]) for row in snapshot.store.article_days())


def test_a_source_that_is_kept_keeps_its_articles(data: Path) -> None:
    a, b = of("a", *found(ONE)), of("b", *found(TWO))
    index(data, *a, *b)
    assert not index(data, KeepSource("a"), *b).is_new
    report = index(data, KeepSource("a"))
    assert (report.unchanged, report.gone) == (1, 1)
    with open_live(data) as snapshot:
        assert articles_by_source(snapshot) == {"a": 1}


def test_an_article_belongs_to_the_source_that_gave_it_last(data: Path) -> None:
    index(data, *of("a", *found(ONE)), *of("b", *found(TWO)))
    report = index(data, *of("c", *found(ONE)), KeepSource("b"), *of("d", *found(article(3))))
    assert (report.new, report.unchanged) == (1, 2)
    with open_live(data) as snapshot:
        assert articles_by_source(snapshot) == {"b": 1, "c": 1, "d": 1}


def test_building_all_anew_keeps_the_history(data: Path) -> None:
    index(data, *found(ONE))
    index(data, *found(replace(ONE, text=f"{ONE.text} It is closed on Sundays.")))
    index(data, *found(TWO), full=True)
    assert [change.kind for change in history(data, ONE.id)] == [ChangeKind.CORRECTED]


def test_other_languages_are_detected_and_can_be_left_out(data: Path) -> None:
    german = replace(
        TWO,
        language=None,
        text="Der Rat der Stadt hat am Montag nach sieben Jahren Bauzeit eine neue Brücke eröffnet. Sie ist"
        " hundert Meter lang und hat zwanzig Millionen Kronen gekostet, sagte die Bürgermeisterin.",
    )
    index(data, *found(ONE, german))
    with open_live(data) as snapshot:
        languages = {one.language for one in snapshot.store.articles(snapshot.store.numbers()).values()}
    assert languages == {"en", "de"}
    english = SETTINGS.model_copy(update={"languages": ("en",)})
    report = build(found(ONE, german), data, english)
    assert (report.unchanged, report.gone) == (1, 1)
    assert [one.reason for one in report.skipped] == ["it is in de, which index.languages leaves out"]
    assert not build(found(ONE, german), data, english).is_new
