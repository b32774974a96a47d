"""Lock the versions of what Clippings needs, with hashes, and check that the lock is current.

    python -m deploy.lock            # check; asks nobody
    python -m deploy.lock --write    # lock the newest versions that the ranges allow, with uv

``requirements.txt`` holds the dependencies of ``pyproject.toml``, without its extras, and all that they need
in turn, for each Python from the oldest one on. A digest of the ranges in its first line tells whether it was
made from them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT, LOCK = ROOT / "pyproject.toml", ROOT / "requirements.txt"
_HEADER = "# Made by `make lock` from the ranges in pyproject.toml, whose digest is {}\n"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; .*?)?(?: \\)?$", re.MULTILINE)


def main() -> int:
    """Check or write the lock; returns the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="make requirements.txt anew")
    if parser.parse_args().write:
        write_lock(PROJECT, LOCK)
    lock = LOCK.read_text(encoding="utf-8") if LOCK.exists() else ""
    problems = find_problems(PROJECT.read_text(encoding="utf-8"), lock)
    for problem in problems:
        print(f"{LOCK.name}: {problem}. Run `make lock`.", file=sys.stderr)
    return 1 if problems else 0


def find_problems(project: str, lock: str) -> list[str]:
    """Find what keeps a lock from being current.

    project: the text of ``pyproject.toml``. lock: the text of ``requirements.txt``.
    Returns: a sentence without its end for each problem.
    """
    problems = []
    if not lock.startswith(_HEADER.format(_digest(project))):
        problems.append("it was made from other ranges than those of pyproject.toml")
    pins: dict[str, list[str]] = {}
    for name, version in _PIN.findall(lock):
        pins.setdefault(canonicalize_name(name), []).append(version)
    for dependency in map(Requirement, _dependencies(project)):
        versions = pins.get(canonicalize_name(dependency.name), [])
        if not versions:
            problems.append(f"{dependency.name} isn't in it")
        problems.extend(
            f"{dependency.name} {version} is outside of {dependency.specifier}"
            for version in versions
            if not dependency.specifier.contains(version, prereleases=True)
        )
    if "://" in lock:
        problems.append("it holds an address")
    return problems


def write_lock(project: Path, lock: Path) -> None:
    """Resolve the dependencies of a project and write them with the hashes of all their files.

    Raises: subprocess.CalledProcessError where uv finds no versions that go together.
    """
    options = ["--universal", "--upgrade", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]
    command = ["uv", "pip", "compile", *options, str(project)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    lock.write_text(_HEADER.format(_digest(project.read_text(encoding="utf-8"))) + said, encoding="utf-8")


def _dependencies(project: str) -> list[str]:
    dependencies: list[str] = tomllib.loads(project)["project"]["dependencies"]
    return dependencies


def _digest(project: str) -> str:
    """Hash what a lock is made from: the dependencies and the oldest Python."""
    made_from = [tomllib.loads(project)["project"]["requires-python"], *sorted(_dependencies(project))]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
