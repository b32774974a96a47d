"""What fetching gives."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

# Encodings of text that servers still name, as Python calls them. Others are refused: some of Python's
# take time with the square of the length (punycode), or are no encodings of a web page (utf_7).
_FAMILIES = ("utf-8", "utf-16", "utf-32", "iso8859", "cp", "koi8", "mac", "gb", "big5", "euc_", "shift_jis")
_OTHERS = ("ascii", "tis-620", "hz", "johab", "ptcp154", "iso2022_jp", "iso2022_kr")
# Bytes in these may be valid UTF-8 and mean something else.
_LOOK_LIKE_UTF_8 = ("utf-16", "utf-32", "iso2022", "hz")
# Servers name these for pages that hold the quotes and dashes of Windows, as browsers know.
_REALLY_WINDOWS = ("iso8859-1", "ascii")


@dataclass(frozen=True)
class Fetched:
    """An answer to a request.

    url: after redirects.
    body: unpacked; empty if not_modified.
    mime: such as ``text/html``; empty if not told.
    charset: as the header names it.
    etag, last_modified: to be given to the next ``get`` of the same URL.
    not_modified: is what was fetched before still the latest (304)?
    """

    url: str
    body: bytes
    mime: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool

    @property
    def text_bytes(self) -> bytes:
        """The body, as UTF-8 with a byte order mark where the header names a charset that it decodes by.

        What is valid UTF-8 is taken for that: headers are often wrong, and no other text looks like it.
        """
        encoding = _encoding(self.charset)
        if encoding is None or self.body.startswith(codecs.BOM_UTF8):
            return self.body
        tried = (encoding,) if encoding.startswith(_LOOK_LIKE_UTF_8) else ("utf-8", encoding)
        for each in tried:
            try:
                text = self.body.decode(each)
            except UnicodeError:
                continue
            return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode("utf-8", "replace")
        return self.body


def _encoding(charset: str | None) -> str | None:
    """Return Python's name for a charset; None where it is unknown or not for web pages."""
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None
    if name in _REALLY_WINDOWS:
        return "cp1252"
    return name if name.startswith(_FAMILIES) or name in _OTHERS else None
