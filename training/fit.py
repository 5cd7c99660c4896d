"""Train the teacher on what `prepare.py` wrote: all of a large encoder, on what is known for sure.

Usage: python training/fit.py --data training/build --encoder FOLDER --vocabulary FILE --out teacher.pt [--hold FOLD]

All files `*.jsonl` in the data folder are read.
`--hold kn4` leaves out the fourth fold of KnowledgeNet, `--hold train:2` the articles of the third fold of five,
`--hold written:9` the tenth part of the written sentences, `--hold sentences:3` a tenth of the annotated newspaper
sentences; several with commas. What is held back is scored at the end.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from network import PairNetwork
from torch import Tensor

SEED = 20251
#: Windows are put together by length, so that little is padded; at most so many pieces and pairs a step.
PIECES_A_STEP, PAIRS_A_STEP = 1024, 1500
#: How much one known pair of a source counts. The public sets describe encyclopaedias and list facts that the
#: sentence does not state; what was written or annotated for news counts in full.
WEIGHT = {"written": 1.0, "train": 1.0, "articles": 1.0, "found": 1.0, "knowledgenet": 0.6, "redocred": 0.15}
WEIGHT |= {"typere": 0.4, "fewrel": 0.4, "sentences": 1.0, "found-sentences": 1.0, "news": 0.0}
#: So many examples of a source, drawn at random; none of those that are not here.
AT_MOST = {"sentences": 10**6, "articles": 10**6, "written": 5500, "knowledgenet": 1600}
AT_MOST |= {"found": 600, "found-sentences": 1000}
#: Passes over the data, and how far a step goes; the layers behind the encoder go further.
EPOCHS, RATE, RATE_OF_HEAD = 1.7, 4e-5, 10
#: Share of marks that lose their class in training, since the classes of found names are sometimes wrong.
OPEN_CLASS = 0.1


def held(example: dict[str, Any], holds: list[str]) -> bool:
    """Say whether an example is held back."""
    for hold in holds:
        name, _, fold = hold.partition(":")
        if name.startswith("kn"):
            if example["group"] == name:
                return True
        elif name == "sentences":
            newspaper = example["group"].startswith("fewrel-val-nyt")
            if newspaper and zlib.crc32(example["group"].encode()) % 10 == int(fold):
                return True
        elif example["source"] == name:
            if name == "written" and example["group"].endswith(":" + fold):
                return True
            if name != "written" and (not fold or zlib.crc32(example["group"].encode()) % 5 == int(fold)):
                return True
    return False


def batches(examples: list[dict[str, Any]], generator: random.Random | None) -> list[list[dict[str, Any]]]:
    """Return the examples in steps of similar length, the steps shuffled."""
    order = sorted(examples, key=lambda e: len(e["pieces"]) + (generator.random() * 8 if generator else 0))
    steps: list[list[dict[str, Any]]] = [[]]
    n_pairs = 0
    for example in order:
        n_pairs += len(example["pairs"])
        if steps[-1] and ((len(steps[-1]) + 1) * len(example["pieces"]) > PIECES_A_STEP or n_pairs > PAIRS_A_STEP):
            steps.append([])
            n_pairs = len(example["pairs"])
        steps[-1].append(example)
    if generator:
        generator.shuffle(steps)
    return steps


def tensors(
    step: list[dict[str, Any]], meta: dict[str, Any], generator: random.Random | None
) -> tuple[torch.Tensor, ...]:
    """Return pieces, mask, and of each pair its row, two marks, layout, targets, weights and one-of sets."""
    length = max(len(e["pieces"]) for e in step)
    n_pairs, n_relations = sum(len(e["pairs"]) for e in step), len(meta["relations"])
    pieces = torch.zeros(len(step), length, dtype=torch.long)
    mask = torch.zeros(len(step), length, dtype=torch.long)
    row, subject, object_ = (torch.zeros(n_pairs, dtype=torch.long) for _ in range(3))
    layout = torch.zeros(n_pairs, len(meta["layout_sizes"]), dtype=torch.long)
    target, weight, one_of = (torch.zeros(n_pairs, n_relations) for _ in range(3))
    openings, closings = meta["opening_marks"], meta["closing_marks"]
    at = 0
    for number, example in enumerate(step):
        ids = list(example["pieces"])
        if generator:
            for place, piece in enumerate(ids):
                if piece in openings[:-1] and generator.random() < OPEN_CLASS:
                    closing = closings[openings.index(piece)]
                    ids[place] = openings[-1]
                    later = next((i for i in range(place, len(ids)) if ids[i] == closing), None)
                    if later is not None:
                        ids[later] = closings[-1]
        pieces[number, : len(ids)] = torch.tensor(ids)
        mask[number, : len(ids)] = 1
        for left, right, holds, some, lacks, lies in example["pairs"]:
            row[at], subject[at], object_[at], layout[at] = number, left, right, torch.tensor(lies)
            target[at, holds] = 1
            weight[at, holds] = weight[at, lacks] = WEIGHT[example["source"]]
            one_of[at, some] = WEIGHT[example["source"]]
            at += 1
    return pieces, mask, row, subject, object_, layout, target, weight, one_of


def loss_of(logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor, one_of: torch.Tensor) -> torch.Tensor:
    """Return the summed binary cross-entropy of what is known, by pair; a step of few pairs counts less.

    Where one of several relations holds, the loss is that of none of them holding.
    """
    known = nn_bce(logits, target) * weight
    some = one_of.amax(-1)
    none_of = (torch.nn.functional.logsigmoid(-logits) * (one_of > 0)).sum(-1)
    missed = -torch.log1p(-none_of.clamp(max=-1e-4).exp()) * some
    return (known.sum() + missed.sum()) / (len(logits) / 2 + 30)


def nn_bce(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Return the element-wise binary cross-entropy."""
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none")


def drawn(rows: list[dict[str, Any]], at_most: dict[str, int], generator: random.Random) -> list[dict[str, Any]]:
    """Return the examples in a random order, of each source at most so many."""
    generator.shuffle(rows)
    taken = Counter[str]()
    kept = []
    for example in rows:
        taken[example["source"]] += 1
        if taken[example["source"]] <= at_most.get(example["source"], 0):
            kept.append(example)
    return kept


def optimiser_of(network: PairNetwork, rate: float, of_head: float, n_steps: int) -> tuple[Any, Any]:
    """Return an optimiser and the schedule of its rate."""
    encoder = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith("encoder.")]
    head = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("encoder.")]
    rates = [rate, of_head * rate]
    groups = [{"params": part, "lr": own} for part, own in zip((encoder, head), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=n_steps + 50, pct_start=0.1, anneal_strategy="linear"
    )
    return optimiser, schedule


def report(network: PairNetwork, back: list[dict[str, Any]], meta: dict[str, Any]) -> None:
    """Print for each source held back the best F1 of its pairs, and the recall at two precisions."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    network.eval()
    with torch.no_grad():
        for step in batches(back, None) if back else ():
            scores = torch.sigmoid(network(*tensors(step, meta, None)[:6])).tolist()
            pairs = [(example["source"], pair) for example in step for pair in example["pairs"]]
            for (source, (_, _, holds, _, lacks, _)), row in zip(pairs, scores, strict=True):
                found[source] += [(row[r], 1) for r in holds] + [(row[r], 0) for r in lacks]
    for source, rows in sorted(found.items()):
        rows.sort(reverse=True)
        n_right, right, best, at = sum(holds for _, holds in rows), 0, 0.0, {0.8: 0.0, 0.9: 0.0}
        for n, (_, holds) in enumerate(rows, 1):
            right += holds
            best = max(best, 2 * right / (n + n_right))
            at = {least: right / n_right if right / n >= least else recall for least, recall in at.items()}
        print(f"{source}: F1 {best:.3f}, recall {at[0.8]:.3f} at precision .8, {at[0.9]:.3f} at .9", flush=True)
    network.train()


def arguments_of(doc: str | None) -> argparse.Namespace:
    """Read what both trainings are asked for."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True, help="that `prepare.py` was given")
    parser.add_argument("--teacher", type=Path, help="its weights; where they are asked for")
    parser.add_argument("--start", type=Path, help="weights to go on from; where they are asked for")
    parser.add_argument(
        "--names", type=Path, help="where to write the layers that read names; where they are asked for"
    )
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", default="")
    return parser.parse_args()


def read(arguments: argparse.Namespace) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the names of relations and marks, the examples to train on, and those that are held back."""
    meta = json.loads((arguments.data / "meta.json").read_text())
    rows = [json.loads(line) for path in sorted(arguments.data.glob("*.jsonl")) for line in path.open()]
    holds = [h for h in arguments.hold.split(",") if h]
    return meta, [e for e in rows if not held(e, holds)], [e for e in rows if held(e, holds)]


def train(
    network: PairNetwork,
    rows: list[dict[str, Any]],
    arguments: argparse.Namespace,
    rate_of_head: float,
    generator: random.Random,
    loss_of_step: Callable[[list[dict[str, Any]], float], Tensor],
) -> None:
    """Train as many passes as are asked for; `loss_of_step` is given a step's examples and the share of steps taken."""
    n_steps = math.ceil(len(batches(rows, None)) * arguments.epochs)
    optimiser, schedule = optimiser_of(network, arguments.rate, rate_of_head, n_steps)
    started, taken, running = time.time(), 0, 0.0
    network.train()
    while taken < n_steps:
        for step in batches(rows, generator)[: n_steps - taken]:
            loss = loss_of_step(step, taken / n_steps)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            running, taken = 0.98 * running + 0.02 * loss.item(), taken + 1
            if taken % 100 == 0:
                print(f"step {taken}/{n_steps} loss {running:.4f} {time.time() - started:.0f}s", flush=True)


def begun(
    doc: str | None, seed: int, at_most: dict[str, int]
) -> tuple[argparse.Namespace, random.Random, dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what a training is asked for, its generator, and what `read` gives, the examples drawn."""
    arguments = arguments_of(doc)
    generator = random.Random(seed)
    torch.manual_seed(seed)
    meta, rows, back = read(arguments)
    return arguments, generator, meta, drawn(rows, at_most, generator), back


def main() -> None:
    """Train, score what was held back, write the weights."""
    arguments, generator, meta, rows, back = begun(__doc__, SEED, AT_MOST)
    network = PairNetwork(arguments.encoder, arguments.vocabulary, meta)

    def loss_of_step(step: list[dict[str, Any]], share_taken: float) -> Tensor:
        *inputs, target, weight, one_of = tensors(step, meta, generator)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*inputs)
        return loss_of(logits.float(), target, weight, one_of)

    train(network, rows, arguments, RATE_OF_HEAD, generator, loss_of_step)
    torch.save(network.state_dict(), arguments.out)
    report(network, back, meta)


if __name__ == "__main__":
    main()
