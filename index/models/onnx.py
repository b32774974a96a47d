"""Exported models: running them with onnxruntime, and making them smaller."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

T = TypeVar("T")
R = TypeVar("R")

Feed = dict[str, npt.NDArray[np.int64]]


class OnnxModel:
    """An exported model.

    A run takes one thread, and several run side by side: on two cores 2.2 times as many passages a second as
    with threads that share each run, and nothing fights for cores (docs/speed.md).
    """

    def __init__(self, path: Path, threads: int) -> None:
        """Load a model; threads: that run side by side, 0 takes every core."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        # Else processors without instructions for 8-bit products (VNNI) cut off large sums: other answers.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._pool = ThreadPoolExecutor(threads or cores(), thread_name_prefix="onnx")

    def run(self, feed: Feed) -> list[npt.NDArray[np.float32]]:
        """Run the model once, in the thread that asks.

        feed: token ids, mask and the like, each of shape (texts, tokens).
        Returns: its outputs.
        """
        outputs: list[npt.NDArray[np.float32]] = self._session.run(None, feed)
        return outputs

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Do work that runs the model for each item, side by side; the results come in order."""
        return self._pool.map(work, items)


def cores() -> int:
    """Count the cores that this process may use; not every system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def quantise(source: Path, target: Path) -> None:
    """Write an ONNX model again with its weights as 8-bit integers, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - imports onnx: 0.5 s

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises a pre-processing step that brings nothing here
    try:
        quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True)
    finally:
        root.setLevel(level)
