"""The full check of a snapshot, for ``clippings verify``."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.disk import files_in, sha256
from index.snapshot.snapshot import FIRST_WITH_STORIES, MANIFEST, VECTORS, Snapshot
from index.snapshot.store import STORE, StoreReader


def check_snapshot(snapshot: Snapshot) -> Iterator[str]:
    """Check everything that a snapshot holds: hashes, counts, offsets, ids.

    Returns: a sentence for each thing that is wrong; nothing where all is well.
    """
    try:
        yield from _check_files(snapshot)
        yield from _check_contents(snapshot)
    except Exception as error:  # what reads damaged files raises what it likes
        yield f"The rest can't be checked: {error}."


def _check_files(snapshot: Snapshot) -> Iterator[str]:
    for name, record in snapshot.manifest.files.items():
        if sha256(snapshot.folder / name) != record.sha256:
            yield f"{name} isn't the file that was built: its SHA-256 differs from the manifest's."
    known = {*snapshot.manifest.files, MANIFEST}
    for path in files_in(snapshot.folder):
        name = str(path.relative_to(snapshot.folder))
        if name not in known:
            yield f"{name} isn't in the manifest."


def _check_contents(snapshot: Snapshot) -> Iterator[str]:
    store = snapshot.store
    if not store.is_sound():
        yield "The store of articles is damaged, says SQLite."
    ids = store.passage_ids()
    if not np.array_equal(np.sort(snapshot.vectors.ids()), ids):
        yield f"{VECTORS} and {STORE} don't hold the same passages."
    if snapshot.lexical.passages != len(ids):
        yield f"The index of words holds {snapshot.lexical.passages} passages of {len(ids)}."
    if snapshot.manifest.format >= FIRST_WITH_STORIES:
        yield from _check_stories(store)
    for article_id in sorted(store.damaged()):
        yield f"Article {article_id} isn't what was indexed: its content hash differs."
    for number in store.numbers():
        article = store.articles([number])[number]
        yield from _check_passages(article.id, article.text, store, number)


def _check_stories(store: StoreReader) -> Iterator[str]:
    stories = store.stories()
    if store.openings() != store.numbers():
        yield "The articles and their openings, by which stories are told, aren't the same."
    for number, first in stories.items():
        if stories.get(first) != first:
            yield f"Article number {number} is said to be in the story of {first}, which begins none."
    dated = {number for number, _, first, last in store.article_days() if first and first == last}
    for number in sorted(dated - stories.keys()):
        yield f"Article number {number} has a day but is in no story."


def _check_passages(article_id: str, text: str, store: StoreReader, number: int) -> Iterator[str]:
    end = 0
    for passage in store.passages_of(number):
        borders = [at for sentence in passage.sentences for at in (sentence.start, sentence.end)]
        inside = [passage.start, *borders, passage.end] if borders else [passage.start, passage.end]
        if passage.start < end or inside != sorted(inside) or passage.end > len(text):
            yield f"Passage {passage.id} of article {article_id} has offsets outside its article."
        elif any(_is_ragged(text[one.start : one.end]) for one in passage.sentences):
            yield f"Passage {passage.id} of article {article_id} has sentences with blank borders."
        end = passage.end


def _is_ragged(sentence: str) -> bool:
    return not sentence or sentence != sentence.strip()
