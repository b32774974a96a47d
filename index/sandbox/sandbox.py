"""Parses what others wrote in processes of its own, which may fail in every way without harm."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import NoReturn, TypeVar

from pydantic import ValidationError

from config.settings import FetchSettings
from index.closing import Closing
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.pythonpath import import_path
from index.sandbox.worker import BEGUN, LENGTH, NO_MEMORY, REASON, Request, result_type

T = TypeVar("T")

# A process is started anew after so many bytes: parsers keep more and more in memory.
_MOST_BYTES = 20_000_000
_LARGEST_ANSWER = 50_000_000
# Seconds that starting and loading a parser may take, and that a process may live on after its time is up.
_START_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_CHUNK = 1 << 16
# What a Python process needs to start like this one; no token or setting gets there.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Sandbox(Closing):
    """Runs parsers in other processes, one for each that runs at the same time. Safe to use from threads.

    A process has no secrets, little memory (where the system can limit it: Linux, not macOS) and little time;
    one that exceeds either, or crashes, is ended, and the next parser runs in another.
    """

    def __init__(self, settings: FetchSettings) -> None:
        """Start nothing yet."""
        self._settings = settings
        self._turns = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._closed = False

    def run(self, read: Callable[[bytes, ArticleMetadata], T], data: bytes, known: ArticleMetadata) -> T:
        """Run a parser in another process.

        read: a function of a module; what it is annotated to return is what pydantic can write to JSON.
        data, known: given to it.
        Returns: what it returns.
        Raises: UnusableError with its reason, or because it took too long, needed too much memory, or
            crashed. RuntimeError where no process can be started, or the sandbox is closed.
        """
        settings = self._settings
        request = Request(
            module=read.__module__,
            function=read.__qualname__,
            known=known,
            size=len(data),
            seconds=settings.parse_seconds,
            megabytes=settings.parse_megabytes,
        )
        with self._turns:
            kind, answer = self._ask(request, data)
        if kind == REASON:
            raise UnusableError(answer.decode())
        if kind == NO_MEMORY:
            raise UnusableError(f"it needs more than {settings.parse_megabytes:,} MB to parse")
        try:
            result: T = result_type(read).validate_json(answer)
        except ValidationError as error:
            raise UnusableError("its parser gave no answer that makes sense") from error
        return result

    def close(self) -> None:
        """End all processes. A parser that still runs in one raises RuntimeError."""
        with self._lock:
            self._closed = True
            for worker in self._busy:
                worker.kill()
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _ask(self, request: Request, data: bytes) -> tuple[bytes, bytes]:
        worker = self._take()
        healthy = False
        try:
            kind, answer = worker.ask(request, data)
            healthy = kind != NO_MEMORY and worker.given < _MOST_BYTES
        except _FailedError as error:
            if self._closed:
                raise RuntimeError("the sandbox is closed") from error
            if not worker.has_begun:
                raise RuntimeError(f"no process can be started that parses: {error}") from error
            raise UnusableError(str(error)) from error
        finally:
            # Also where someone pressed Ctrl-C in between: half an answer may stand in the pipe.
            self._give_back(worker, healthy=healthy)
        return kind, answer

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise RuntimeError("the sandbox is closed")
            worker = self._idle.pop() if self._idle else _Worker()
            if not worker.is_alive:
                worker.end()
                worker = _Worker()
            self._busy.add(worker)
        return worker

    def _give_back(self, worker: _Worker, *, healthy: bool) -> None:
        with self._lock:
            self._busy.remove(worker)
            keep = healthy and not self._closed
            if keep:
                self._idle.append(worker)
        if not keep:
            worker.end()


class _FailedError(Exception):
    """There is no answer; the message is the reason."""


class _Worker:
    """One process that parses, for one thread at a time."""

    def __init__(self) -> None:
        self.given = 0
        self.has_begun = False
        # A session of its own: Ctrl-C in the terminal is for its parent, which finishes what it does.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "index.sandbox.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=os.path.sep,
            env=_environment(),
            start_new_session=True,
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        for pipe in (self._to, self._from):
            os.set_blocking(pipe.fileno(), False)

    def ask(self, request: Request, data: bytes) -> tuple[bytes, bytes]:
        """Have something parsed.

        Returns: how it ended, and what with.
        Raises: _FailedError where the process ended, or had to be, before that.
        """
        self.given += len(data)
        self.has_begun = False
        head = request.model_dump_json().encode()
        deadline = time.monotonic() + _START_SECONDS
        try:
            for part in (LENGTH.pack(len(head)), head, data):
                self._write(part, deadline)
            self._read(len(BEGUN), deadline)
            self.has_begun = True
            deadline = time.monotonic() + request.seconds + _GRACE_SECONDS
            kind = self._read(1, deadline)
            (length,) = LENGTH.unpack(self._read(LENGTH.size, deadline))
            if length > _LARGEST_ANSWER:
                raise _FailedError(f"what its parser gives is larger than {_LARGEST_ANSWER:,} bytes")
            return kind, self._read(length, deadline)
        except TimeoutError as error:
            raise _FailedError(f"it takes longer than {request.seconds:g} s to parse") from error

    @property
    def is_alive(self) -> bool:
        """Whether it still waits for something to parse."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Have the process end, whatever it does."""
        self._process.kill()

    def end(self) -> None:
        """End the process, and leave nothing of it behind."""
        self.kill()
        self._process.wait()
        self._to.close()
        self._from.close()

    def _write(self, part: bytes, deadline: float) -> None:
        rest = memoryview(part)
        while rest:
            _wait(self._to.fileno(), selectors.EVENT_WRITE, deadline)
            try:
                rest = rest[os.write(self._to.fileno(), rest) :]
            except BrokenPipeError:
                self._fail()

    def _read(self, size: int, deadline: float) -> bytes:
        read = bytearray()
        while len(read) < size:
            _wait(self._from.fileno(), selectors.EVENT_READ, deadline)
            piece = os.read(self._from.fileno(), min(size - len(read), _CHUNK))
            if not piece:
                self._fail()
            read += piece
        return bytes(read)

    def _fail(self) -> NoReturn:
        """Raise _FailedError saying why the process ended."""
        try:
            status = -self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            status = -self._process.wait()
        if status == signal.SIGALRM:
            raise TimeoutError
        if status == signal.SIGKILL:
            raise _FailedError("its parser was killed, as it is where memory is short")
        raise _FailedError(
            "its parser crashed on it" + (f" ({signal.Signals(status).name})" if status > 0 else "")
        )


def _wait(pipe: int, event: int, deadline: float) -> None:
    """Wait until a pipe can be read from or written to, or raise TimeoutError."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise TimeoutError


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # What the parent can import, the child can; one thread, as each takes memory.
    return (
        kept | {"PYTHONPATH": import_path(), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"} | _ONE_THREAD
    )
