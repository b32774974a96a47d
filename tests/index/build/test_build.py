"""A build takes over what is unchanged, and leaves the live snapshot alone until it is done."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from config.settings import IndexSettings
from index.build.build import BuildOptions, build
from index.build.errors import BuildError
from index.build.lock import build_lock
from index.models.encoder import EncoderError
from index.parsers import Skipped
from index.progress import Progress
from index.snapshot.snapshot import SNAPSHOTS, VECTORS, live_folder, open_live, snapshot_names
from index.snapshot.store import STORE
from index.snapshot.verify import check_snapshot
from index.text.tokens import stem
from tests.index.sample_articles import article, found

SETTINGS = IndexSettings()
FIVE = [article(n) for n in range(5)]


def vectors_by_text(data: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Every passage's vector, by its text."""
    with open_live(data) as snapshot:
        store, ids = snapshot.store, snapshot.store.passage_ids()
        texts = store.articles(store.numbers())
        passages = [store.passages(ids.tolist())[i] for i in ids.tolist()]
        vectors = snapshot.vectors.vectors_of(ids)
        return {
            texts[p.article_number].text[p.start : p.end]: vector
            for p, vector in zip(passages, vectors, strict=True)
        }


def is_sound(data: Path) -> bool:
    with open_live(data) as snapshot:
        return list(check_snapshot(snapshot)) == []


def test_a_build_holds_exactly_what_it_was_given(data: Path) -> None:
    report = build(found(*FIVE), data, SETTINGS)
    assert (report.new, report.changed, report.unchanged, report.is_new) == (5, 0, 0, True)
    assert report.gone > 0  # the examples
    assert is_sound(data)
    with open_live(data) as snapshot:
        numbers = snapshot.store.numbers()
        assert list(snapshot.store.articles(numbers).values()) == FIVE


def test_nothing_changed_encodes_nothing_and_makes_no_snapshot(data: Path) -> None:
    build(found(*FIVE), data, SETTINGS)
    before = live_folder(data)
    report = build(found(*FIVE), data, SETTINGS)
    assert (report.unchanged, report.encoded, report.is_new) == (5, 0, False)
    assert report.passages > 0
    assert live_folder(data) == before


@pytest.mark.parametrize("changed", range(5))
def test_only_what_changed_is_encoded_again(data: Path, changed: int) -> None:
    build(found(*FIVE), data, SETTINGS)
    before = vectors_by_text(data)
    articles = [*FIVE[:changed], article(changed, "\n\nThe mayor left early."), *FIVE[changed + 1 :]]
    report = build(found(*articles), data, SETTINGS)
    assert (report.changed, report.unchanged, report.gone) == (1, 4, 0)
    assert report.encoded == 1
    after = vectors_by_text(data)
    assert len(after) == len(before) == report.passages
    assert sum(np.array_equal(after[text], vector) for text, vector in before.items() if text in after) == 4
    assert any("left early" in text for text in after)
    assert is_sound(data)


def test_an_article_that_is_gone_can_no_longer_be_found(data: Path) -> None:
    build(found(*FIVE), data, SETTINGS)
    report = build(found(*FIVE[:4]), data, SETTINGS)
    assert (report.gone, report.encoded) == (1, 0)
    assert is_sound(data)
    with open_live(data) as snapshot:
        assert snapshot.lexical.search([stem("Eastwick")], 10) == []
        assert snapshot.lexical.search([stem("Dunmere")], 10) != []


def test_full_takes_nothing_over_and_comes_to_the_same(data: Path) -> None:
    build(found(*FIVE), data, SETTINGS)
    before = vectors_by_text(data)
    report = build(found(*FIVE), data, SETTINGS, BuildOptions(full=True))
    assert report.encoded == report.passages == len(before)
    after = vectors_by_text(data)
    assert all(float(after[text] @ vector) > 0.999 for text, vector in before.items())


def test_another_passage_length_encodes_everything_again(data: Path) -> None:
    build(found(*FIVE), data, SETTINGS)
    report = build(found(*FIVE), data, IndexSettings(passage_words=30))
    assert report.encoded == report.passages > 5
    assert is_sound(data)


def test_the_first_of_two_with_one_id_counts(data: Path) -> None:
    report = build(found(article(1), article(1, " More.")), data, SETTINGS)
    assert report.new == 1
    assert report.skipped == [Skipped("test:2", "the same article as test:1")]


def test_what_two_sources_list_is_counted_and_no_warning(data: Path) -> None:
    one, other = (replace(found(article(1))[0], where=f"{name}:1", source=name) for name in ("one", "other"))
    report = build([one, other], data, SETTINGS)
    assert (report.new, report.also_listed, report.skipped) == (1, 1, [])


def test_a_dry_run_reports_and_changes_nothing(data: Path) -> None:
    build(found(*FIVE), data, SETTINGS)
    before = sorted(p for p in data.rglob("*") if p.is_file())
    report = build(found(*FIVE[1:], article(7)), data, SETTINGS, BuildOptions(dry_run=True))
    assert (report.new, report.gone, report.unchanged, report.is_new) == (1, 1, 4, False)
    assert sorted(p for p in data.rglob("*") if p.is_file()) == before


@pytest.mark.parametrize("items", [[], [Skipped("a.txt", "empty file")]])
def test_nothing_to_index_leaves_the_old_snapshot(data: Path, items: list[Skipped]) -> None:
    before = live_folder(data)
    with pytest.raises(BuildError, match=r"article in what was given|a\.txt: empty file"):
        build(items, data, SETTINGS)
    assert live_folder(data) == before


def test_a_source_that_breaks_half_way_leaves_the_old_snapshot(data: Path) -> None:
    def broken() -> object:
        yield from found(*FIVE[:2])
        raise RuntimeError("the disk fell off")

    before = live_folder(data)
    with pytest.raises(RuntimeError):
        build(broken(), data, SETTINGS)  # type: ignore[arg-type]
    assert live_folder(data) == before
    assert is_sound(data)
    assert [p.name for p in (data / SNAPSHOTS).iterdir()] == [before.name]


def test_a_damaged_live_snapshot_is_built_anew(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    (live_folder(data) / STORE).write_bytes(b"nothing")
    report = build(found(*FIVE), data, SETTINGS)
    assert report.encoded == report.passages
    assert "built anew" in caplog.text
    assert is_sound(data)


def test_old_snapshots_are_pruned(data: Path) -> None:
    for count in range(2, 6):
        build(found(*FIVE[:count]), data, SETTINGS)
    names = snapshot_names(data)
    assert len(names) == SETTINGS.keep_generations == 2
    assert live_folder(data).name == names[-1]


def test_an_unknown_model_is_one_sentence_and_changes_nothing(data: Path) -> None:
    before = live_folder(data)
    with pytest.raises(EncoderError, match=r"'no/such-model' can't be loaded: .+ Set index.model to"):
        build(found(*FIVE), data, IndexSettings(model="no/such-model"))
    assert live_folder(data) == before


def test_the_second_of_two_builders_says_who_holds_the_lock(data: Path) -> None:
    heard: list[str] = []

    class Listening(Progress):
        def waiting(self, holder: str) -> None:
            heard.append(holder)

    with build_lock(data, 0, print), pytest.raises(BuildError, match=r"process .* still holds the lock"):
        build(found(*FIVE), data, IndexSettings(lock_wait_seconds=0.2), progress=Listening())
    assert heard
    assert build(found(*FIVE), data, SETTINGS).is_new


LIMITED = """
import resource, sys
from pathlib import Path
from config.settings import IndexSettings
from index.build.build import BuildOptions, build
from index.build.errors import BuildError
from tests.index.sample_articles import article, found
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    build(found(*(article(n) for n in range(90))), Path(sys.argv[1]), IndexSettings())
except BuildError as error:
    print(error)
    sys.exit(2)
"""


@pytest.mark.parametrize("limit", [20_000, 120_000])
def test_a_full_disk_is_one_sentence_and_changes_nothing(data: Path, limit: int) -> None:
    """A limit on the size of files fails a write just as a full disk does."""
    before = live_folder(data)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(data), str(limit)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout.startswith(str(data)) and "Nothing was changed" in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1
    assert live_folder(data) == before
    assert is_sound(data)
    assert VECTORS in {p.name for p in before.iterdir()}


def test_a_disk_without_room_for_the_model_is_named_and_not_the_model(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "new"), "300000"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout.startswith(str(tmp_path / "new"))
