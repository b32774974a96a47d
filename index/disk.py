"""What every file of a snapshot needs: a hash, to be on the disk, to be taken over by the next one."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

# The ending of what tantivy puts into a folder that it has open.
_LOCK = ".lock"


def sha256(path: Path) -> str:
    """Hash a file: its SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files_in(folder: Path) -> Iterator[Path]:
    """List all files in a folder, in order, but for locks: those belong to whoever has it open."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != _LOCK)


def link_folder(source: Path, target: Path) -> None:
    """Take over a folder whose files are never written to again, without copying where the system can."""
    # As each file fails by itself, the error says which one.
    target.mkdir(parents=True)
    for path in files_in(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        link(path, place)


def link(source: Path | str, target: Path | str) -> None:
    """Take over a file that is never written to again, without copying where the system can."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise  # to copy would write into what may be linked itself
    except OSError:
        shutil.copyfile(source, target)
