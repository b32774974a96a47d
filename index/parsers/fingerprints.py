"""Fingerprints of what articles are made from, by which a build knows what it needn't read again."""

from __future__ import annotations

import hashlib

from index.article import Published
from index.parsers.metadata import ArticleMetadata

# Other parsers may make other articles of the same bytes: to be raised when they do.
_PARSERS = 2


class Fingerprints:
    """Makes fingerprints of items of which the same is known beforehand."""

    def __init__(self, *known: str | ArticleMetadata) -> None:
        """Prepare; known: what besides its bytes says what becomes of an item, at least one thing."""
        written = ", ".join([repr(_PARSERS), *map(_write, known)])
        self._known = hashlib.blake2b(f"({written})".encode(errors="surrogatepass"), digest_size=16)

    def of(self, data: bytes) -> str:
        """Return the fingerprint of an item, by its bytes."""
        digest = self._known.copy()
        digest.update(data)
        return digest.hexdigest()


def _write(known: str | ArticleMetadata) -> str:
    """Write what is known in one form for all times: fingerprints of it stand in every index."""
    if isinstance(known, str):
        return repr(known)
    later = {"is_beginning": known.is_beginning, "is_outlet_given": known.is_outlet_given}
    return (
        f"Details(title={known.title!r}, url={known.url!r}, outlet={known.outlet!r},"
        f" authors={known.authors!r}, published={_write_date(known.published)},"
        f" language={known.language!r}, modified={_write_date(known.modified)}"
        f"{''.join(f', {name}=True' for name, so in later.items() if so)})"
    )


def _write_date(date: Published) -> str:
    return f"Published(iso={date.iso!r})"
