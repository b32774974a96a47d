"""Weighted signals, and the chances that their sums stand for."""

from __future__ import annotations

import math
from collections.abc import Sequence


def weigh(weights: Sequence[float], signals: Sequence[float]) -> float:
    """Add up signals, each times what it counts."""
    return sum(weight * signal for weight, signal in zip(weights, signals, strict=True))


def chance(log_odds: float) -> float:
    """Compute the probability (0 to 1) that the logarithm of odds stands for."""
    return 1 / (1 + math.exp(-log_odds))
