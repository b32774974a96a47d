"""Searching passages by words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.snapshot.lexical import LexicalIndex, LexicalWriter
from index.text.tokens import stem, stems

FERRY, HARBOUR, MAYOR = (
    "The ferry to Ardmoor was late.",
    "Harbour fees rise; ferry fees fall.",
    "A mayor resigns.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three passages of two articles."""
    writer = LexicalWriter(tmp_path / "words")
    for passage, article, text in ((1, 1, FERRY), (2, 1, HARBOUR), (3, 2, MAYOR)):
        writer.add(passage, article, text)
    writer.finish()
    return tmp_path / "words"


def found(index: LexicalIndex, text: str, articles: list[int] | None = None) -> list[int]:
    """The passages that hold any of the words of a text."""
    return [passage for passage, _ in index.search(stems(text), 10, articles)]


def test_any_word_in_any_form_is_found_the_best_first(folder: Path) -> None:
    index = LexicalIndex(folder)
    assert found(index, "ferries and fees") == [2, 1]
    assert found(index, "MAYORS") == [3]
    assert found(index, "volcano") == found(index, "") == []
    assert [score > 0 for _, score in index.search(stems("ferry"), 10)] == [True, True]


def test_only_the_articles_that_count_are_found(folder: Path) -> None:
    index = LexicalIndex(folder)
    assert found(index, "ferry mayor", [2]) == [3]
    assert found(index, "ferry mayor", []) == []
    assert index.search(stems("ferry"), 10, [1, 2]) == index.search(stems("ferry"), 10)


def test_no_more_than_wanted(folder: Path) -> None:
    assert len(LexicalIndex(folder).search(stems("ferry"), 1)) == 1


def test_all_words_together(folder: Path) -> None:
    index = LexicalIndex(folder)
    assert index.containing_all(stems("ferry fees"), 10) == [2]
    assert index.containing_all(stems("ferry mayor"), 10) == []


def test_what_is_removed_is_found_no_more_and_the_rest_is(folder: Path) -> None:
    before = LexicalIndex(folder)
    writer = LexicalWriter(folder)
    writer.remove(1)
    writer.add(4, 3, HARBOUR)
    writer.finish()
    after = LexicalIndex(folder)
    assert found(after, "ferry") == [4]
    assert after.passages == 2
    # Whoever has it open goes on with what was there.
    assert found(before, "ferry") == [1, 2] or found(before, "ferry") == [2, 1]


def test_the_vocabulary_tells_how_many_passages_hold_a_stem(folder: Path) -> None:
    index = LexicalIndex(folder)
    assert index.with_prefix("f") == [("fall", 1), ("fee", 1), ("ferri", 2)]
    assert (index.document_frequency(stem("ferry")), index.document_frequency("volcano")) == (2, 0)


def test_a_folder_without_an_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="open"):
        LexicalIndex(tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_question_breaks_a_search(folder: Path, text: str) -> None:
    index = LexicalIndex(folder)
    assert set(found(index, text)) <= {1, 2, 3}
    assert set(index.containing_all(stems(text), 5)) <= {1, 2, 3}
    assert all(word.startswith(text) for word, _ in index.with_prefix(text))


@given(st.text(max_size=60))
def test_words_are_the_same_however_they_are_typed(text: str) -> None:
    assert stems(text.upper()) == stems(text.upper().lower())


def test_accents_make_no_difference() -> None:
    assert stems("Zoë Kësterling’s café") == stems("Zoe Kesterling's cafe")


READ = """
import sys
from pathlib import Path
from index.snapshot.lexical import LexicalIndex
print(LexicalIndex(Path(sys.argv[1])).passages)
"""


def test_whoever_may_read_the_folder_may_read_its_files(folder: Path) -> None:
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {folder.stat().st_mode & 0o666}


def test_a_folder_that_may_not_be_written_to_can_be_searched(folder: Path) -> None:
    """In a container the index is often mounted read-only."""
    for file in folder.iterdir():
        if file.suffix == ".lock":
            file.unlink()
    folder.chmod(0o555)
    command = [sys.executable, "-c", READ, str(folder)]
    if os.geteuid() == 0:
        # To root nothing is read-only, but without the right to ignore permissions.
        if not shutil.which("setpriv"):
            pytest.skip("there is no setpriv to give up root's rights with")
        command = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert done.stdout.strip() == "3", done.stderr
    assert not list(folder.glob("*.lock"))
