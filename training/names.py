"""Lists names by how the news writes them: what people type in lower case may be one.

    python -m training.names [--shared ../shared] [--out retrieval/question/names.txt]

A name is a word that the articles of 2023 and 2024 write with a capital inside of sentences, and hardly ever
without.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.examples import read_lines
from training.material import YEARS

# A word that follows a small letter isn't capital for beginning a sentence; one in a title is, now and then.
_INSIDE = re.compile(r"(?<=[a-z,;] )[^\W\d_]{2,}")
_FEWEST, _MOST_SMALL = 8, 0.03


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("retrieval/question/names.txt"))
    options = parser.parse_args()
    texts = (
        row["text"]
        for year in YEARS
        for row in read_lines(options.shared / "realtimeqa" / f"articles-{year}.jsonl.gz")
    )
    options.out.write_text("".join(f"{name}\n" for name in names_in(texts)), encoding="utf-8")


def names_in(texts: Iterable[str]) -> list[str]:
    """List the names of texts, in small letters, sorted."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for word in _INSIDE.findall(text):
            (capital if word[0].isupper() else small)[word.lower()] += 1
    return sorted(
        word
        for word, count in capital.items()
        if count >= _FEWEST and small[word] <= _MOST_SMALL * count and word.isascii()
    )


if __name__ == "__main__":
    main()
