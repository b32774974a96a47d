"""What is packed is unpacked, and never further than wanted."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetch import FetchError
from index.fetch.unpack import unpack
from tests.web.answers import deflated, zeros

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    " Deflate ": deflated,
}


@given(st.binary(max_size=20_000), st.sampled_from(sorted(PACKERS)), st.integers(0, 30_000))
def test_the_whole_or_one_byte_too_many(data: bytes, coding: str, most: int) -> None:
    assert unpack(PACKERS[coding](data), coding, most) == data[: most + 1]


@given(st.lists(st.binary(max_size=6_000), min_size=1, max_size=5), st.binary(max_size=20))
def test_parts_one_after_another(parts: list[bytes], padding: bytes) -> None:
    packed = b"".join(map(gzip.compress, parts)) + b"\0" + padding
    assert unpack(packed, "gzip", 100_000) == b"".join(parts)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@given(st.data())
def test_damaged_or_cut(coding: str, data: st.DataObject) -> None:
    whole = PACKERS[coding](bytes(range(256)) * 20)
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(FetchError, match=r"before its end|damaged"):
        unpack(cut, coding, 100_000)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_anything_at_all(data: bytes, coding: str) -> None:
    with suppress(FetchError):
        assert len(unpack(data, coding, 100)) <= 101


def test_a_bomb_inflates_no_further() -> None:
    assert unpack(zeros(50), "gzip", 1000) == bytes(1001)
    many = gzip.compress(b"") * 100_000 + zeros(50)
    assert unpack(many, "gzip", 1000) == bytes(1001)


@pytest.mark.parametrize("coding", ["", "identity"])
def test_unpacked_already(coding: str) -> None:
    assert unpack(b"\x1f\x8bno", coding, 100) == b"\x1f\x8bno"


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "rot13" * 30])
def test_other_packings_are_told(coding: str) -> None:
    with pytest.raises(FetchError, match=r"^it is packed as .{2,40}, which it wasn't asked for$"):
        unpack(b"data", coding, 100)
