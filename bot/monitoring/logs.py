"""The log: pretty for people, JSON lines for programs, and never with a secret in it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from pythonjsonlogger.json import JsonFormatter

LogForm = Literal["auto", "pretty", "json"]

_PRETTY = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_MASK = "[secret]"
# Loggers that write tens of lines for each try to connect.
_TALKATIVE = ("discord.shard", "discord.gateway")
# What may stand around a secret in a file or an environment without being part of it.
_AROUND = " \t\r\n\"'"


def set_up_logging(form: LogForm, secrets: Iterable[str] = ()) -> None:
    """Log to standard error from here on.

    form: "auto" is pretty on a terminal, JSON elsewhere. secrets: what must never be written.
    """
    pretty = form == "pretty" or (form == "auto" and sys.stderr.isatty())
    formatter = _Pretty(_PRETTY) if pretty else _Json("%(levelname)s%(name)s%(message)s%(exc_info)s")
    handler = logging.StreamHandler()
    handler.setFormatter(_Masking(formatter, [bare for secret in secrets if (bare := secret.strip(_AROUND))]))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_BRIEF)


class _Brief(logging.Filter):
    """Takes the traceback from what discord.py says of a lost line: it helps nobody."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            record.msg = f"{record.getMessage()}: {error or type(error).__name__}"
            record.args = record.exc_info = record.exc_text = None
        return True


# One for all: a logger takes the same filter once.
_BRIEF = _Brief()


class _Pretty(logging.Formatter):
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's name
        del datefmt
        return _time(record)


class _Json(JsonFormatter):
    def __init__(self, form: str) -> None:
        super().__init__(
            form, rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"}
        )

    def process_log_record(self, log_data: dict[str, object]) -> dict[str, object]:
        return {key: value for key, value in log_data.items() if value is not None}

    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        log_data["time"] = _time(record)
        super().add_fields(log_data, record, message_dict)


class _Masking(logging.Formatter):
    """Writes what another formatter does, with secrets masked."""

    def __init__(self, formatter: logging.Formatter, secrets: list[str]) -> None:
        super().__init__()
        self._formatter, self._secrets = formatter, secrets

    def format(self, record: logging.LogRecord) -> str:
        line = self._formatter.format(record)
        for secret in self._secrets:
            line = line.replace(secret, _MASK)
        return line


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
