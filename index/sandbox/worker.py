"""The process in which a sandbox parses; ``index.sandbox.sandbox`` starts and ends it.

It reads requests from its standard input until that ends: a length, so many bytes of JSON, and as many
bytes to parse as that says. On its standard output it says when it begins to parse, then how that ended: a
byte, a length, and so many bytes.
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import struct
import sys
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

from pydantic import BaseModel, TypeAdapter

from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata

LENGTH = struct.Struct(">Q")
BEGUN = b"b"
# Ends: with the result as JSON, with the reason why there is none, for want of memory.
RESULT, REASON, NO_MEMORY = b"=", b"!", b"m"

_MEGABYTE = 1_000_000
# What parsers load when they are first used, such as what tells languages; it isn't the page's fault.
_LOADED_LATER = 200 * _MEGABYTE
_LONGEST_REASON = 500


class Request(BaseModel):
    """What is to be parsed, and how.

    module, function: what parses. known: what is known already. size: of the bytes to parse.
    seconds, megabytes: what parsing may take.
    """

    module: str
    function: str
    known: ArticleMetadata
    size: int
    seconds: float
    megabytes: int


@cache
def result_type(read: Any) -> TypeAdapter[Any]:
    """Make what writes a parser's result to JSON, and reads it back."""
    return TypeAdapter(get_type_hints(read)["return"])


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = _take_pipes()
    # It writes no file, and leaves no picture of its memory behind.
    for what in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(what, (0, 0))
    own = _memory()
    kind = RESULT
    while kind != NO_MEMORY and (length := requests.read(LENGTH.size)):
        request = Request.model_validate_json(requests.read(*LENGTH.unpack(length)))
        data = requests.read(request.size)
        before = _memory()
        read = getattr(importlib.import_module(request.module), request.function)
        result = result_type(read)
        own += _memory() - before
        _limit_memory(own + _LOADED_LATER + request.megabytes * _MEGABYTE)
        # The system ends this process then, whatever the parser does, and be the parent gone.
        signal.setitimer(signal.ITIMER_REAL, request.seconds)
        answers.write(BEGUN)
        answers.flush()
        kind, answer = _parse(read, result, data, request.known)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _limit_memory(resource.RLIM_INFINITY)
        answers.write(kind + LENGTH.pack(len(answer)))
        answers.write(answer)
        answers.flush()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Put the pipes from and to the parent where nothing that a parser prints gets between."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _memory() -> int:
    """Count the bytes of memory that this process has asked for."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _limit_memory(most: int) -> None:
    """Let this process have at most so much memory; only Linux can."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def _parse(read: Any, result: TypeAdapter[Any], data: bytes, known: ArticleMetadata) -> tuple[bytes, bytes]:
    """Read, and say how that ended."""
    try:
        return RESULT, result.dump_json(read(data, known))
    except RecursionError:
        reason = "it is nested too deeply"
    except BaseException as error:
        # Rust, in which pydantic is written, panics with one that is no Exception.
        if _for_want_of_memory(error):
            return NO_MEMORY, b""
        reason = str(error) if isinstance(error, UnusableError) else f"its parser fails: {error!r}"
    return REASON, reason[:_LONGEST_REASON].encode(errors="replace")


def _for_want_of_memory(error: BaseException | None) -> bool:
    """Tell whether this, or what led to it, happened for want of memory."""
    while error and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


if __name__ == "__main__":
    main()
