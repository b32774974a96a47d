"""A larger model, taught on the same, whose judgement the reader learns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModel
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention

_CLS, _SEP = 101, 102
_START, _PADDING, _END = 0, 1, 2
# MPNet's words are BERT's, behind four marks of its own.
_SHIFT = 4


class TeacherModule(torch.nn.Module):
    """Does what ``ReaderModule`` does, with all-mpnet-base-v2 (109 M parameters) in place of the encoder."""

    def __init__(self, folder: Path) -> None:
        """Start from the weights in a folder, with untrained heads.

        folder: all-mpnet-base-v2 as sentence-transformers saves it.
        """
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        for layer in self.encoder.encoder.layer:
            layer.attention.attn.__class__ = _Attention
        self.encoder.encoder.relative_attention_bias.requires_grad_(False)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)
        self.answers = torch.nn.Linear(self.encoder.config.hidden_size, 1)

    def states(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """Compute the last hidden states of what was laid out for the reader; token for token the same."""
        del token_type_ids  # MPNet knows no segments: the mark between them tells
        ids = input_ids + _SHIFT
        ids = ids.masked_fill(input_ids == _CLS, _START).masked_fill(input_ids == _SEP, _END)
        ids = ids.masked_fill(attention_mask == 0, _PADDING)
        return self.encoder(input_ids=ids, attention_mask=attention_mask).last_hidden_state

    def heads(self, states: Any) -> tuple[Any, Any]:
        """Apply both heads to the last hidden states."""
        return self.head(states), self.answers(states[:, 0])[:, 0]


class _Attention(MPNetSelfAttention):
    """The same attention through torch's own kernels, which need a fraction of the memory."""

    def forward(
        self,
        hidden_states: Any,
        attention_mask: Any = None,
        position_bias: Any = None,
        output_attentions: Any = False,
        **kwargs: Any,
    ) -> tuple[Any]:
        del output_attentions, kwargs
        shape = (*hidden_states.shape[:-1], self.num_attention_heads, self.attention_head_size)
        query, key, value = (
            part(hidden_states).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        bias = (position_bias + attention_mask).to(query.dtype)
        dropped = self.dropout.p if self.training else 0.0
        read = torch.nn.functional.scaled_dot_product_attention(query, key, value, bias, dropped)
        return (self.o(read.transpose(1, 2).flatten(2)),)
