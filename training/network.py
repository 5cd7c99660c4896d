"""The network: an encoder, the marks of two mentions, and what both of them attend to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import AutoModel
from transformers.models.mpnet.modeling_mpnet import MPNetSelfAttention

#: The layers of the teacher that the student begins with, and the width of a mention's vector in a pair.
STUDENT_LAYERS, STUDENT_WIDTH = (0, 2, 4, 7, 9, 11), 384
#: A weight is shipped as a multiple of so many standard deviations of its row. At .4 the mean square error is 1.3% of
#: the weights' own, and a weight takes 3.4 bits.
STEP = 0.4


class PairNetwork(nn.Module):
    """Scores every relation for pairs of marked mentions; a window is encoded once for all its pairs.

    A pair is its two opening marks and the context that both attend to in the last layer.
    Source: Zhou et al. 2021, "Document-Level Relation Extraction with Adaptive Thresholding and Localized Context
    Pooling" (ATLOP), the pooling; Zhong and Chen 2021 (PURE), the typed marks.
    """

    def __init__(self, encoder: Path, vocabulary: Path, meta: dict[str, Any]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, attn_implementation="eager", add_pooling_layer=False)
        # The words' vectors stay as they are: that halves the time of a step, and nothing was lost by it.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        for module in self.encoder.modules():
            if isinstance(module, MPNetSelfAttention):
                module.dropout.p = 0.0  # a third of the time of a step, and no better
        marks = meta["opening_marks"] + meta["closing_marks"]
        self.register_buffer("own_piece", _own_pieces(encoder, vocabulary), persistent=False)
        self.register_buffer("mark_ids", torch.tensor(marks), persistent=False)
        width = self.encoder.config.hidden_size
        self.marks = nn.Embedding(len(marks), width)
        nn.init.normal_(self.marks.weight, std=0.05)
        self.layout = nn.ModuleList(nn.Embedding(size, 32) for size in meta["layout_sizes"])
        self.drop = nn.Dropout(0.1)
        self.widen(width, len(meta["relations"]))

    def widen(self, width: int, n_relations: int) -> None:
        """Begin with new layers between the encoder and the relations; a mention's vector is so wide."""
        known = 2 * self.encoder.config.hidden_size + 32 * len(self.layout)
        self.subject, self.object = nn.Linear(known, width), nn.Linear(known, width)
        self.out = nn.Linear(3 * width, n_relations)

    def forward(
        self, pieces: Tensor, mask: Tensor, row: Tensor, subject: Tensor, object_: Tensor, layout: Tensor
    ) -> Tensor:
        """Return logits (pairs x relations).

        `pieces` and `mask` are windows x length; a pair is its window's `row`, the places of its two marks, and how
        they lie to each other (`kg.extract.relation_model.window.pair_layout`).
        """
        vectors = self.word_vectors(pieces)
        is_mark = pieces.unsqueeze(-1) == self.mark_ids
        number = is_mark.int().argmax(-1)
        vectors = torch.where(is_mark.any(-1, keepdim=True), self.marks(number), vectors)
        return self.read(vectors, mask, row, subject, object_, layout)[0]

    def word_vectors(self, pieces: Tensor) -> Tensor:
        """Return the vectors of pieces that are no marks."""
        return self.encoder.embeddings.word_embeddings(self.own_piece[pieces])

    def read(
        self, vectors: Tensor, mask: Tensor, row: Tensor, subject: Tensor, object_: Tensor, layout: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the logits and the pairs' own vectors, given the vectors of the pieces (windows x length x width)."""
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
        return self.out(self.drop(pair)), pair

    def dense(self) -> list[nn.Linear]:
        """Return the layers of the encoder whose weights are rounded when it is shipped."""
        return [module for module in self.encoder.encoder.modules() if isinstance(module, nn.Linear)]

    def settle(self) -> None:
        """Give the weights up for good that rounding was practised on."""
        for layer in self.dense():
            parametrize.remove_parametrizations(layer, "weight", leave_parametrized=False)


class Rounding(nn.Module):
    """Rounds a weight on the way forward, once `on` is set, and lets its gradient through."""

    on = False

    def forward(self, weight: Tensor) -> Tensor:
        """Return the weight as it will be shipped."""
        if not Rounding.on:
            return weight
        with torch.no_grad():
            near = rounded(weight, steps_of(weight))[1]
        return weight + (near - weight).detach()


def steps_of(weight: Tensor) -> Tensor:
    """Return the step of each row (rows x 1)."""
    return STEP * weight.pow(2).mean(1, keepdim=True).sqrt()


def rounded(weight: Tensor, step: Tensor) -> tuple[Tensor, Tensor]:
    """Return the multiples of the step that lie nearest, and the weight that they stand for."""
    codes = (weight / step).round().clamp(-127, 127)
    return codes, codes * step


def student_of(
    encoder: Path, vocabulary: Path, meta: dict[str, Any], teacher: dict[str, Tensor] | None = None
) -> PairNetwork:
    """Return a network of half the teacher's layers, in which rounding can be practised."""
    network = PairNetwork(encoder, vocabulary, meta)
    if teacher is not None:
        network.load_state_dict(teacher)
    layers = network.encoder.encoder.layer
    network.encoder.encoder.layer = nn.ModuleList(layers[i] for i in STUDENT_LAYERS)
    network.widen(STUDENT_WIDTH, len(meta["relations"]))
    for layer in network.dense():
        parametrize.register_parametrization(layer, "weight", Rounding())
    return network


def _own_pieces(encoder: Path, vocabulary: Path) -> Tensor:
    """Return the encoder's number for each piece of the vocabulary that the examples were prepared with."""
    own = {piece: number for number, piece in enumerate(_lines(encoder / "vocab.txt"))}
    named = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    return torch.tensor([own.get(named.get(piece, piece), own["[UNK]"]) for piece in _lines(vocabulary)])


def _lines(path: Path) -> Sequence[str]:
    return path.read_text(encoding="utf-8").splitlines()
