"""The served weights back in floats, as a start for training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.model import ReaderModule

_QUANTISED = "_quantized"
_MOST_STEPS = 12


def warm_start(model: ReaderModule, path: Path) -> None:
    """Fill a model with the weights of an exported one.

    A matrix stands in the graph as 8-bit integers with a scale a channel; traced matrices have lost their
    names, so each is found by the bias that is added to its product. What the file lacks is left as it is.
    """
    graph = onnx.load(path).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state = model.state_dict()
    made = {output: node for node in graph.node for output in node.output}
    found: dict[str, Any] = {name: value for name, value in held.items() if name in state}
    for name in held:
        base = name.removesuffix(_QUANTISED)
        if base != name and base in state:
            found[base] = _floats(held, base)
    for node in (node for node in graph.node if node.op_type == "Add"):
        for bias, product in (node.input, node.input[::-1]):
            source = _matrix(made, product) if bias.endswith("bias") and bias in state else None
            if source:
                found[bias.removesuffix("bias") + "weight"] = _floats(held, source).T
    for name, value in found.items():
        state[name] = torch.from_numpy(np.array(value, dtype=np.float32)).reshape(state[name].shape)
    model.load_state_dict(state)


def between(start: dict[str, Any], trained: dict[str, Any], share: float) -> dict[str, Any]:
    """Weights between those that training started from and those it came to.

    What was learned reads better what it was learned on, where it started reads better what is unlike that;
    the mean does both. After Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022.
    share: of the trained ones.
    """
    return {
        name: value
        if not value.is_floating_point()
        else torch.lerp(start[name].to(value.device), value, share)
        for name, value in trained.items()
    }


def _matrix(made: dict[str, Any], name: str) -> str | None:
    """Find the matrix, without its ending, that a value is a product of; None if it is none."""
    for _ in range(_MOST_STEPS):
        if name not in made:
            return None
        node = made[name]
        if node.op_type == "MatMulInteger":
            return str(node.input[1]).removesuffix(_QUANTISED)
        name = node.input[0]
    return None


def _floats(held: dict[str, Any], base: str) -> Any:
    """Compute the floats that 8-bit integers stand for."""
    whole = held[base + _QUANTISED].astype(np.float32)
    scale = held[base + "_scale"].astype(np.float32)
    zero = held[base + "_zero_point"].astype(np.float32)
    if scale.size > 1:
        shape = [1] * whole.ndim
        shape[[axis for axis in range(whole.ndim) if whole.shape[axis] == scale.size][-1]] = scale.size
        scale, zero = scale.reshape(shape), zero.reshape(shape)
    return (whole - zero) * scale
