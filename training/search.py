"""The two searches that bring passages to the reader in use, over the passages it learns from."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

_RANK_OFFSET = 60
_EACH = 100  # passages that each search brings
_K1, _B = 1.2, 0.75
# A word piece in more of the passages than this says nothing.
_COMMON = 0.15
_WEEKS, _MONTHS = 0.2, 0.2

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ragged:
    """Lists of numbers, one after the other: list i is values[starts[i]:starts[i + 1]]."""

    values: npt.NDArray[np.int32]
    starts: Ints

    @staticmethod
    def of(lists: Sequence[npt.NDArray[np.int32]]) -> Ragged:
        """Lay lists one after the other."""
        starts = np.zeros(len(lists) + 1, dtype=np.int64)
        np.cumsum([len(each) for each in lists], out=starts[1:])
        return Ragged(np.concatenate([*lists, np.zeros(0, dtype=np.int32)]), starts)

    def __getitem__(self, number: int) -> npt.NDArray[np.int32]:
        """One of the lists."""
        return self.values[self.starts[number] : self.starts[number + 1]]

    def __len__(self) -> int:
        """How many lists."""
        return len(self.starts) - 1


def embed(encoder: Any, tokens: Ragged, most_tokens: int, device: str) -> torch.Tensor:
    """Compute the mean of each text's last hidden states, of length one, as the index makes it.

    tokens: of each text, without marks. most_tokens: what is longer is cut.
    """
    lengths = np.minimum(np.diff(tokens.starts), most_tokens - 2)
    order = np.argsort(-lengths, kind="stable")
    found = torch.zeros(len(tokens), encoder.config.hidden_size, dtype=torch.float16, device=device)
    encoder.to(device).eval()
    at = 0
    while at < len(order):
        width = int(lengths[order[at]]) + 2
        size = max(1, 131_072 // width) if device == "cuda" else max(1, 4096 // width)
        numbers = order[at : at + size]
        ids = np.zeros((len(numbers), width), dtype=np.int64)
        for row, number in enumerate(numbers):
            length = lengths[number]
            ids[row, 0] = 101
            ids[row, 1 : 1 + length] = tokens[number][:length]
            ids[row, 1 + length] = 102
        fed = torch.from_numpy(ids).to(device)
        with torch.no_grad(), torch.autocast(device, dtype=torch.bfloat16):
            states = encoder(input_ids=fed, attention_mask=(fed > 0).long()).last_hidden_state
        mask = (fed > 0).unsqueeze(-1)
        mean = (states.float() * mask).sum(1) / mask.sum(1)
        found[torch.from_numpy(numbers).to(device)] = torch.nn.functional.normalize(mean, dim=1).half()
        at += size
    return found


class Search:
    """BM25 over word pieces and cosines, fused by reciprocal ranks."""

    def __init__(self, tokens: Ragged, vectors: torch.Tensor, days: Ints, vocabulary: int) -> None:
        """Index passages.

        tokens: of each passage with its title. vectors: of each, of length one. days: ordinal of each
            passage's day, 0 where it isn't known.
        """
        self._vectors = vectors
        device = vectors.device
        self._days = torch.from_numpy(days).to(device)
        count = len(tokens)
        rows = np.repeat(np.arange(count), np.diff(tokens.starts))
        flat = rows * vocabulary + tokens.values
        found, times = np.unique(flat, return_counts=True)
        rows, terms = found // vocabulary, found % vocabulary
        holding = np.bincount(terms, minlength=vocabulary)
        self._idf = np.log(1 + (count - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        self._idf[(holding > max(_COMMON * count, 50)) | (holding == 0)] = 0
        lengths = np.diff(tokens.starts)
        scale = _K1 * (1 - _B + _B * lengths / max(1.0, lengths.mean()))
        weights = (times * (_K1 + 1) / (times + scale[rows])).astype(np.float32)
        keep = self._idf[terms] > 0
        cells = torch.from_numpy(np.stack([rows[keep], terms[keep]]))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sparse rows are "in beta state"
            sparse = torch.sparse_coo_tensor(cells, torch.from_numpy(weights[keep]), (count, vocabulary))
            self._weights = sparse.to_sparse_csr().to(device)

    def find(self, tokens: Ragged, vectors: torch.Tensor, asked: Ints, limit: int) -> Ints:
        """Find the best passages for questions.

        tokens, vectors: of the questions. asked: ordinal of the day each is asked on, 0 where it doesn't
            matter: no later passage is found, and near ones are moved up.
        Returns: shape (questions, limit), numbers of passages, best first; -1 after the last.
        """
        found = np.full((len(tokens), limit), -1, dtype=np.int64)
        size = max(1, min(256, 40_000_000 // max(1, len(self._days))))
        for at in range(0, len(tokens), size):
            batch = range(at, min(at + size, len(tokens)))
            found[at : batch[-1] + 1] = self._find(
                [tokens[n] for n in batch], vectors[at : batch[-1] + 1], asked[at : batch[-1] + 1], limit
            )
        return found

    def _find(self, tokens: list[Any], vectors: torch.Tensor, asked: Ints, limit: int) -> Ints:
        device = self._vectors.device
        words = torch.zeros(self._weights.shape[1], len(tokens))
        for column, terms in enumerate(tokens):
            known = np.unique(terms)
            words[known, column] = torch.from_numpy(self._idf[known])
        lexical = torch.sparse.mm(self._weights, words.to(device)).T
        dense = (vectors.to(self._vectors.dtype) @ self._vectors.T).float()
        day = torch.from_numpy(asked).to(device)[:, None]
        late = (day > 0) & (self._days[None, :] > day)
        fused = torch.zeros_like(dense)
        each = min(_EACH, dense.shape[1])
        ranks = (_RANK_OFFSET + 1) / (_RANK_OFFSET + 1 + torch.arange(each, device=device)) / 2
        for scores in (lexical, dense):
            best, places = scores.masked_fill(late, -1e9).topk(each, dim=1)
            fused.scatter_add_(1, places, torch.where(best > -1e8, ranks, 0.0))
        worth = fused.clone()
        age = (day - self._days[None, :]).clamp(min=0).float()
        dated = (day > 0) & (self._days[None, :] > 0) & (day < 3_000_000)
        near = _WEEKS / (1 + age / 7) + _MONTHS / (1 + age / 60)
        worth += torch.where(dated & (fused > 0), near, 0.0)
        best, places = worth.topk(min(limit, worth.shape[1]), dim=1)
        result = torch.where(best > 0, places, -1).cpu().numpy()
        padded = np.full((len(tokens), limit), -1, dtype=np.int64)
        padded[:, : result.shape[1]] = result
        return padded
