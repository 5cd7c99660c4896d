"""Train the network that is shipped: half the teacher's layers, on what the teacher says.

Usage: python training/distill.py --data training/build --encoder FOLDER --vocabulary FILE --teacher teacher.pt \\
    --out student.pt [--hold FOLD] [--start student.pt --epochs 2 --rate 5e-5] [--names names.pt]

What is known of a pair counts three tenths and the teacher's probability seven; of what is not known the teacher's
alone is learned. In the second half rounding is practised, and from the first step on where the training goes on from
other weights: they are shipped with 3.4 bits each (`export.py`).
With `--names` the same encoder is taught to read names as well, from `build/names.lessons` (`prepare_names.py`); the
layers for that are written to the file that is named.
Source: Hinton et al. 2015, "Distilling the Knowledge in a Neural Network"; Sanh et al. 2019 (DistilBERT), the layers.
"""

from __future__ import annotations

from typing import Any

import torch
from fit import batches, begun, report, tensors, train
from network import PairNetwork, Rounding, student_of
from tagging import Lessons, Tagger, tagging_loss
from torch import Tensor

SEED = 77
#: So many examples of a source, drawn at random: more kinds than the teacher had, since it says what was not known.
AT_MOST = {"sentences": 10**6, "found-sentences": 3000, "articles": 2200, "found": 600, "written": 2000}
AT_MOST |= {"knowledgenet": 3300, "typere": 400, "fewrel": 500, "redocred": 400}
#: How much further the layers behind the encoder go at a step.
RATE_OF_HEAD = 8
#: The share of what is known in what is learned, and the weight of a relation that is not known.
SHARE_KNOWN, WEIGHT_UNKNOWN = 0.3, 0.6
#: The share of steps that read names too, and what their loss counts.
SHARE_NAMES, WEIGHT_NAMES = 0.6, 3.0
#: From this share of the steps on weights are rounded.
ROUNDING_FROM = 0.45


def listen(teacher: PairNetwork, rows: list[dict[str, Any]], meta: dict[str, Any]) -> None:
    """Put what the teacher says of an example's pairs into the example, as "said" (pairs x relations)."""
    teacher.eval()
    with torch.no_grad():
        for step in batches(rows, None):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = torch.sigmoid(teacher(*tensors(step, meta, None)[:6]).float()).half()
            for example, part in zip(step, said.split([len(e["pairs"]) for e in step]), strict=True):
                example["said"] = part.clone()


def loss_of(logits: Tensor, said: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Return the summed binary cross-entropy with what is known and what the teacher says, by pair."""
    known = (weight > 0).float()
    wanted = known * (SHARE_KNOWN * target + (1 - SHARE_KNOWN) * said) + (1 - known) * said
    counts = known * weight.clamp(min=0.5) + (1 - known) * WEIGHT_UNKNOWN
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return (loss * counts).sum() / (len(logits) / 2 + 30)


def main() -> None:
    """Train, score what was held back, write the weights."""
    arguments, generator, meta, rows, back = begun(__doc__, SEED, AT_MOST)
    known = torch.load(arguments.teacher)
    teacher = PairNetwork(arguments.encoder, arguments.vocabulary, meta)
    teacher.load_state_dict(known)
    listen(teacher, rows, meta)
    del teacher
    network = student_of(arguments.encoder, arguments.vocabulary, meta, known)
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start))
    student = dict(network.state_dict()).keys()
    lessons = None
    if arguments.names:
        network.tagger = Tagger(network.encoder.config.hidden_size, len(meta["labels"]))
        lessons = iter(Lessons(arguments.data / "names.lessons", generator))

    def loss_of_step(step: list[dict[str, Any]], share_taken: float) -> Tensor:
        Rounding.on = bool(arguments.start) or share_taken >= ROUNDING_FROM
        *inputs, target, weight, _ = tensors(step, meta, generator)
        said = torch.cat([example["said"] for example in step]).float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*inputs)
        loss = loss_of(logits.float(), said, target, weight)
        if lessons is None or generator.random() >= SHARE_NAMES:
            return loss
        pieces, mask, shapes, labels = next(lessons)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network.tagger.read(network.encoder, network.word_vectors(pieces), mask, shapes)
        return loss + WEIGHT_NAMES * tagging_loss(scores.float(), labels)

    train(network, rows, arguments, RATE_OF_HEAD, generator, loss_of_step)
    torch.save({name: weight for name, weight in network.state_dict().items() if name in student}, arguments.out)
    if arguments.names:
        torch.save(network.tagger.state_dict(), arguments.names)
    report(network, back, meta)


if __name__ == "__main__":
    main()
