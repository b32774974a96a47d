"""Makes a finished build the live snapshot, and removes old ones."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.disk import files_in, sha256, sync
from index.snapshot.snapshot import (
    CURRENT,
    MANIFEST,
    SNAPSHOTS,
    FileRecord,
    Manifest,
    Snapshot,
    SnapshotError,
    live_folder,
    snapshot_names,
)


def publish(
    building: Path, data: Path, name: str, manifest: Manifest, predecessor: Snapshot | None = None
) -> Path:
    """Make a finished folder the live snapshot, in an order that a kill can't break.

    building: the folder with all files but the manifest. data: the folder that holds ``CURRENT``.
    manifest: its ``files`` are filled in here.
    predecessor: files that are linked from it are on the disk already, and its manifest vouches for them.
    Returns: the new snapshot's folder.
    Raises: SnapshotError if what was written doesn't open; the old snapshot is still live then.
    """
    files = _taken_over(building, predecessor) if predecessor else {}
    new = [path for path in files_in(building) if str(path.relative_to(building)) not in files]
    for path in new:
        files[str(path.relative_to(building))] = FileRecord(bytes=path.stat().st_size, sha256=sha256(path))
    manifest = manifest.model_copy(update={"files": dict(sorted(files.items()))})
    (building / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    folders = [path for path in building.rglob("*") if path.is_dir()]
    for path in [*new, building / MANIFEST, *folders, building]:
        sync(path)
    Snapshot(building).close()
    folder = data / SNAPSHOTS / name
    building.rename(folder)
    sync(folder.parent)
    _make_live(data, name)
    return folder


def _taken_over(building: Path, predecessor: Snapshot) -> dict[str, FileRecord]:
    """Find the files that are the predecessor's; where the system can't link there is none."""
    return {
        name: record
        for name, record in predecessor.manifest.files.items()
        if (building / name).is_file() and (building / name).samefile(predecessor.folder / name)
    }


def roll_back(data: Path) -> str:
    """Make the snapshot before the live one live again.

    data: the folder that holds ``CURRENT``.
    Returns: its name.
    Raises: SnapshotError where there is none, or it doesn't open; the live one stays then.
    """
    live = live_folder(data).name
    earlier = [name for name in snapshot_names(data) if name < live]
    if not earlier:
        raise SnapshotError(
            f"There is no snapshot before {live} in {data.absolute()};"
            " index.keep_generations says how many are kept."
        )
    Snapshot(data / SNAPSHOTS / earlier[-1]).close()
    _make_live(data, earlier[-1])
    return earlier[-1]


def _make_live(data: Path, name: str) -> None:
    draft = data / f".{CURRENT}"
    draft.write_text(name + "\n", encoding="utf-8")
    sync(draft)
    draft.replace(data / CURRENT)
    sync(data)


def prune(data: Path, keep: int) -> None:
    """Delete old snapshots.

    keep: how many stay, the live one included; the newest stay.
    """
    live = live_folder(data).name
    others = sorted((name for name in snapshot_names(data) if name != live), reverse=True)
    for name in others[keep - 1 :]:
        shutil.rmtree(data / SNAPSHOTS / name, ignore_errors=True)
