"""The network: an encoder, the marks of two mentions, and what both of them attend to."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import AutoModel
from transformers.models.bert.modeling_bert import BertSelfAttention


class PairNetwork(nn.Module):
    """Scores every relation for pairs of marked mentions; a window is encoded once for all its pairs.

    A pair is its two opening marks and the context that both attend to in the last layer.
    Source: Zhou et al. 2021, "Document-Level Relation Extraction with Adaptive Thresholding and Localized Context
    Pooling" (ATLOP), the pooling; Zhong and Chen 2021 (PURE), the typed marks.
    """

    def __init__(self, encoder_folder: str, n_relations: int, marks: list[int], layout: list[int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder_folder, attn_implementation="eager", add_pooling_layer=False)
        # The words' vectors stay as they are: that halves the time of a step, and nothing was lost by it.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        for module in self.encoder.modules():
            if isinstance(module, BertSelfAttention):
                module.dropout.p = 0.0  # a third of the time of a step, and no better
        width = self.encoder.config.hidden_size
        self.register_buffer("mark_ids", torch.tensor(marks), persistent=False)
        self.marks = nn.Embedding(len(marks), width)
        nn.init.normal_(self.marks.weight, std=0.05)
        self.layout = nn.ModuleList(nn.Embedding(size, 32) for size in layout)
        self.subject = nn.Linear(2 * width + 32 * len(layout), width)
        self.object = nn.Linear(2 * width + 32 * len(layout), width)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(3 * width, n_relations)
        self.with_pairs = False

    def forward(
        self, pieces: Tensor, mask: Tensor, row: Tensor, subject: Tensor, object_: Tensor, layout: Tensor
    ) -> Tensor:
        """Return logits (pairs x relations), with the pairs' own vectors after them where `with_pairs` is set.

        `pieces` and `mask` are windows x length; a pair is its window's `row`, the places of its two marks, and how
        they lie to each other (`kg.extract.relation_model.window.pair_layout`).
        """
        vectors = self.encoder.embeddings.word_embeddings(pieces)
        if self.marks is not None:
            is_mark = pieces.unsqueeze(-1) == self.mark_ids
            number = is_mark.int().argmax(-1)
            vectors = torch.where(is_mark.any(-1, keepdim=True), self.marks(number), vectors)
        encoded = self.encoder(inputs_embeds=vectors, attention_mask=mask, output_attentions=True)
        hidden, attention = encoded.last_hidden_state, encoded.attentions[-1]
        length, width = hidden.shape[1:]
        first, second = row * length + subject, row * length + object_
        # index_select and not indexing: its gradient takes a tenth of the time.
        flat = hidden.reshape(-1, width)
        left, right = flat.index_select(0, first), flat.index_select(0, second)
        heads = attention.transpose(1, 2).reshape(-1, attention.shape[1], length)
        shared = (heads.index_select(0, first) * heads.index_select(0, second)).sum(1)
        shared = shared / (shared.sum(-1, keepdim=True) + 1e-6)
        # All windows as one long row: a copy of the window for each of its pairs would take a hundred times the room.
        own = (row.unsqueeze(-1) == torch.arange(hidden.shape[0])).to(hidden.dtype)
        context = (own.unsqueeze(-1) * shared.unsqueeze(1).to(hidden.dtype)).flatten(1) @ flat
        lies = [embed(layout[:, column]) for column, embed in enumerate(self.layout)]
        left = torch.tanh(self.subject(torch.cat([left, context, *lies], -1)))
        right = torch.tanh(self.object(torch.cat([right, context, *lies], -1)))
        pair = torch.cat([left, right, left * right], -1)
        logits = self.out(self.drop(pair))
        return (logits, pair) if self.with_pairs else logits
