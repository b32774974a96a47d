"""Trains on one core: tests run side by side, and threads that wait for each other there wait long."""

from __future__ import annotations

import torch

torch.set_num_threads(1)
