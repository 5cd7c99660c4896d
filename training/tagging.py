"""Names as the encoder is taught to tag them: the labels, the layers above the encoder, and the lessons."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

#: How many ways of writing a word there are (`kg.annotate.name_network.shape_of`); 0 is what is no word.
N_SHAPES = 10
#: How often a text of a set is read in one pass: sentences and public articles are real, the others written.
TIMES = {"labelled": 0.5, "written": 0.6, "sentences": 2.0, "articles": 2.0}
#: Pieces in a step, paddings counted.
_STEP = 1400
#: What no loss is taken of: further pieces of a word, and paddings.
_IGNORED = -100
Row = tuple[list[int], list[int], list[int]]


class Tagger(nn.Module):
    """What stands above and below the encoder when it reads names."""

    def __init__(self, width: int, n_labels: int) -> None:
        super().__init__()
        self.case, self.drop, self.out = nn.Embedding(N_SHAPES, width), nn.Dropout(0.1), nn.Linear(width, n_labels)
        nn.init.normal_(self.case.weight, std=0.01)

    def read(self, encoder: nn.Module, vectors: Tensor, mask: Tensor, shape: Tensor) -> Tensor:
        """Return scores (texts x length x labels), given the vectors of the pieces and how their words are written."""
        encoded = encoder(inputs_embeds=vectors + self.case(shape), attention_mask=mask)
        return self.out(self.drop(encoded.last_hidden_state))


class Lessons:
    """Tagged texts (`prepare_names.py`) in steps of similar length, without end."""

    def __init__(self, file: Path, generator: random.Random) -> None:
        self._generator = generator
        self._rows: list[Row] = []
        for line in file.open(encoding="utf-8"):
            text = json.loads(line)
            times = TIMES[text["set"]]
            row = (text["pieces"], text["shapes"], text["labels"])
            self._rows += [row] * (int(times) + (generator.random() < times - int(times)))

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
        while True:
            order = sorted(self._rows, key=lambda row: len(row[0]) + self._generator.random() * 6)
            steps: list[list[Row]] = [[]]
            for row in order:
                if (len(steps[-1]) + 1) * len(row[0]) > _STEP and steps[-1]:
                    steps.append([])
                steps[-1].append(row)
            self._generator.shuffle(steps)
            yield from map(_tensors, steps)


def tagging_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    """Return the cross entropy of the words' first pieces."""
    return nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=_IGNORED)


def _tensors(rows: list[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    length = max(len(row[0]) for row in rows)
    pieces, mask, shapes = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(3))
    wanted = torch.full((len(rows), length), _IGNORED)
    for i, (piece, shape, label) in enumerate(rows):
        pieces[i, : len(piece)], shapes[i, : len(piece)] = torch.tensor(piece), torch.tensor(shape)
        mask[i, : len(piece)], wanted[i, : len(piece)] = 1, torch.tensor(label)
    return pieces, mask, shapes, wanted
