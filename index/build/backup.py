"""Copies all that a data folder holds into one file, while everything runs."""

from __future__ import annotations

import sqlite3
import tarfile
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from index.build.errors import BuildError
from index.build.lock import build_lock
from index.disk import files_in
from index.snapshot.snapshot import CURRENT, live_folder


def back_up(data: Path, target: Path, wait: float) -> int:
    """Write the live snapshot and every database of a data folder into a tar file.

    To restore it, unpack the file into an empty folder.

    data: the folder that holds ``CURRENT``. target: the file to write; one of that name stays until all is
        written. wait: seconds that a build under way may take to end.
    Returns: the size of the file in bytes.
    Raises: BuildError where it can't be written, SnapshotError where nothing is indexed.
    """
    _check_target(target)
    draft = target.with_name(f".{target.name}.draft")
    try:
        with build_lock(data, wait, lambda _: None), tarfile.open(draft, "w") as tar:
            live = live_folder(data)
            for file in files_in(live):
                tar.add(file, file.relative_to(data))
            for database in sorted(data.glob("*.sqlite")):
                _add_database(tar, database)
            tar.add(data / CURRENT, CURRENT)
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BuildError(f"{target} can't be written: {reason}. Nothing else was changed.") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return target.stat().st_size


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise BuildError(f"{target} is a folder. Name the file to write.")
    if not target.parent.is_dir():
        raise BuildError(f"There is no folder {target.parent}. Make it, or name another file.")


def _add_database(tar: tarfile.TarFile, database: Path) -> None:
    """Add a database as it is at one instant, whoever writes to it meanwhile."""
    with tempfile.TemporaryDirectory(prefix="clippings-backup-") as folder:
        copy = Path(folder) / database.name
        with (
            closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as into,
        ):
            source.backup(into)
        tar.add(copy, database.name)
