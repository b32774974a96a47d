"""The words of passages, indexed with tantivy: which passages hold them, ranked by BM25."""

from __future__ import annotations

from pathlib import Path

import tantivy

from index.text.tokens import stems

WORDS = "words"

_Query = tantivy.Query
# Words wait in so much memory before they are written; tantivy asks for 15 MB at least.
_HEAP_BYTES = 50_000_000


class WordWriter:
    """Adds and removes passages."""

    def __init__(self, folder: Path) -> None:
        """Open an index to write to; a new one is made where the folder is empty or missing."""
        folder.mkdir(exist_ok=True)
        index = tantivy.Index(_schema(), path=str(folder))
        self._schema, self._writer = index.schema, index.writer(_HEAP_BYTES, num_threads=1)

    def add(self, passage: int, article: int, text: str) -> None:
        """Add a passage with all words by which it is found, its article's title among them."""
        document = tantivy.Document()
        document.add_unsigned("passage", passage)
        document.add_unsigned("article", article)
        document.add_text("words", " ".join(stems(text)))
        self._writer.add_document(document)

    def remove(self, article: int) -> None:
        """Remove the passages of an article."""
        # delete_documents_by_term takes the number for a signed one, and finds nothing (tantivy 0.27).
        self._writer.delete_documents_by_query(_Query.term_query(self._schema, "article", article))

    def finish(self) -> None:
        """Write everything and close."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class WordIndex:
    """Searches passages by words, from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open a finished index; raises ValueError where there is none."""
        index = tantivy.Index.open(str(folder))
        self._schema, self._searcher = index.schema, index.searcher()

    @property
    def passages(self) -> int:
        """How many passages are indexed."""
        return self._searcher.num_docs

    def search(
        self, words: list[str], limit: int, articles: list[int] | None = None
    ) -> list[tuple[int, float]]:
        """Rank passages by BM25 over the words of their text and of their article's title.

        words: stems, of which any may occur. limit: most passages to return.
        articles: numbers of the articles that count; None counts all.
        Returns: (passage id, score), best first, higher is better; equal scores by id.
        """
        any_word = _Query.boolean_query([(tantivy.Occur.Should, self._word(word)) for word in words])
        if articles is None:
            return self._ranked(any_word, limit)
        among = _Query.term_set_query(self._schema, "article", articles)
        both = [any_word, _Query.const_score_query(among, 0.0)]
        return self._ranked(_Query.boolean_query([(tantivy.Occur.Must, query) for query in both]), limit)

    def having_all(self, words: list[str], limit: int) -> list[int]:
        """The passages that hold every one of these stems, at most so many, best first."""
        every = [(tantivy.Occur.Must, self._word(word)) for word in words]
        return [passage for passage, _ in self._ranked(_Query.boolean_query(every), limit)]

    def count(self, word: str) -> int:
        """About how many passages, or titles of their articles, hold a stem: removed ones may still count."""
        return self._searcher.doc_freq("words", word)

    def beginning_with(self, letters: str) -> list[tuple[str, int]]:
        """The stems that begin so: (stem, about how many passages hold it), by stem."""
        return sorted(self._searcher.terms_with_prefix("words", letters))

    def _word(self, word: str) -> tantivy.Query:
        return _Query.term_query(self._schema, "words", word, index_option="freq")

    def _ranked(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit, count=False).hits
        passages = self._searcher.fast_field_values("passage", [address for _, address in hits])
        found = [
            (int(passage or 0), float(score)) for passage, (score, _) in zip(passages, hits, strict=True)
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", fast=True)
    builder.add_unsigned_field("article", indexed=True)
    # Without places: two thirds of the space, for phrases that are looked up in the texts themselves.
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
