"""The words of passages, indexed with tantivy: which passages hold them, ranked by BM25."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from index.text.tokens import stems

WORDS = "words"

_Query = tantivy.Query
# Words wait in so much memory before they are written; tantivy asks for 15 MB at least.
_HEAP_BYTES = 50_000_000
# Files that tantivy lets nobody else read; who may read the rest of a snapshot may read these.
_PRIVATE = ("meta.json", ".managed.json")


class LexicalWriter:
    """Adds and removes passages."""

    def __init__(self, folder: Path) -> None:
        """Open an index to write to; a new one is made where the folder is empty or missing."""
        folder.mkdir(exist_ok=True)
        self._folder = folder
        index = tantivy.Index(_schema(), path=str(folder))
        self._schema, self._writer = index.schema, index.writer(_HEAP_BYTES, num_threads=1)
        self._is_open = True

    def add(self, passage_id: int, article_number: int, text: str) -> None:
        """Add a passage with all words by which it is found, its article's title among them."""
        document = tantivy.Document()
        document.add_unsigned("passage", passage_id)
        document.add_unsigned("article", article_number)
        document.add_text("words", " ".join(stems(text)))
        self._writer.add_document(document)

    def remove(self, article_number: int) -> None:
        """Remove the passages of an article."""
        # delete_documents_by_term takes the number for a signed one, and finds nothing (tantivy 0.27).
        self._writer.delete_documents_by_query(_Query.term_query(self._schema, "article", article_number))

    def finish(self) -> None:
        """Write everything and close."""
        try:
            self._writer.commit()
        except ValueError as error:  # what tantivy raises, be it for a full disk
            raise OSError(errno.EIO, f"the words can't be written ({error})", str(self._folder)) from error
        self._is_open = False
        self._writer.wait_merging_threads()
        for name in _PRIVATE:
            # Some file systems know no rights.
            with suppress(OSError):
                (self._folder / name).chmod(self._folder.stat().st_mode & 0o666)

    def abandon(self) -> None:
        """Close without finishing, unless that is done, and wait until nothing is written any more."""
        if not self._is_open:
            return
        self._is_open = False
        # Where its disk is full it can't roll back either; the folder is thrown away.
        with suppress(ValueError):
            self._writer.rollback()
        with suppress(ValueError):
            self._writer.wait_merging_threads()


class LexicalIndex:
    """Searches passages by words, from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open a finished index; raises ValueError where there is none."""
        try:
            index = tantivy.Index.open(str(folder))
        except ValueError:
            if os.access(folder, os.W_OK):
                raise
            # tantivy puts a lock into the folder of an index, and this one can't be written to.
            self._links = _linked(folder)
            index = tantivy.Index.open(self._links.name)
        self._schema, self._searcher = index.schema, index.searcher()

    @property
    def passages(self) -> int:
        """The number of passages indexed."""
        return self._searcher.num_docs

    def search(
        self, words: list[str], limit: int, article_numbers: list[int] | None = None
    ) -> list[tuple[int, float]]:
        """Rank passages by BM25 over the words of their text and of their article's title.

        words: stems, of which any may occur. limit: most passages to return.
        article_numbers: of the articles that count; None counts all.
        Returns: (passage id, score), best first, higher is better; equal scores by id.
        """
        any_word = _Query.boolean_query([(tantivy.Occur.Should, self._word(word)) for word in words])
        if article_numbers is None:
            return self._ranked(any_word, limit)
        among = _Query.term_set_query(self._schema, "article", article_numbers)
        both = [any_word, _Query.const_score_query(among, 0.0)]
        return self._ranked(_Query.boolean_query([(tantivy.Occur.Must, query) for query in both]), limit)

    def containing_all(self, words: list[str], limit: int) -> list[int]:
        """Find the passages that hold every one of these stems, at most so many, best first."""
        every = [(tantivy.Occur.Must, self._word(word)) for word in words]
        return [passage for passage, _ in self._ranked(_Query.boolean_query(every), limit)]

    def document_frequency(self, stem: str) -> int:
        """Count the passages that hold a stem, in text or title; removed ones may still count."""
        return self._searcher.doc_freq("words", stem)

    def with_prefix(self, prefix: str) -> list[tuple[str, int]]:
        """List the stems that begin so with their document frequencies, by stem."""
        return sorted(self._searcher.terms_with_prefix("words", prefix))

    def _word(self, word: str) -> tantivy.Query:
        return _Query.term_query(self._schema, "words", word, index_option="freq")

    def _ranked(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit, count=False).hits
        passages = self._searcher.fast_field_values("passage", [address for _, address in hits])
        found = [
            (int(passage or 0), float(score)) for passage, (score, _) in zip(passages, hits, strict=True)
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def _linked(folder: Path) -> TemporaryDirectory[str]:
    """Make a folder that can be written to, with links to the files of another; it goes with the object."""
    links = TemporaryDirectory(prefix="clippings-words-")
    for file in folder.iterdir():
        if file.suffix != ".lock":
            (Path(links.name) / file.name).symlink_to(file.absolute())
    return links


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)
    builder.add_unsigned_field("article", indexed=True)
    # Without places: two thirds of the space, for phrases that are looked up in the texts themselves.
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
