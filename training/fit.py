"""Train the relation model on what `prepare.py` wrote.

Usage: python training/fit.py --data training/build --encoder FOLDER --out FILE.pt [--hold FOLD] [--epochs 3]

`--hold kn4` leaves out the fourth fold of KnowledgeNet, `--hold train:2` the articles of the third fold of five,
`--hold written:9` the tenth part of the written sentences, `--hold sentences:3` a tenth of the annotated newspaper
sentences; several with commas. With
`--scores`, what is held back is scored at the end and written to FILE.scores.jsonl, a pair a line.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from network import PairNetwork

SEED = 20251
#: Windows are put together by length, so that little is padded; at most so many pieces and pairs a step.
PIECES_A_STEP, PAIRS_A_STEP = 1024, 1500
#: How much one known pair of a source counts. The public sets describe encyclopaedias and list facts that the
#: sentence does not state; what was written or annotated for news counts in full.
WEIGHT = {"written": 1.0, "train": 1.0, "articles": 1.0, "found": 1.0, "knowledgenet": 0.6, "redocred": 0.15}
WEIGHT |= {"typere": 0.4, "fewrel": 0.4, "sentences": 1.0, "found-sentences": 1.0}
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


def main() -> None:
    """Train, score what was held back, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--only", default="", help="sources to train on, with commas; all where not given")
    parser.add_argument("--at-most", type=int, default=10**9, help="examples of a source, drawn at random")
    parser.add_argument("--whole", default="", help="sources of which all examples are taken, with commas")
    parser.add_argument("--hold", default="")
    parser.add_argument("--scores", action="store_true", help="score what is held back")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--rate", type=float, default=1e-4)
    arguments = parser.parse_args()
    generator = random.Random(SEED)
    torch.manual_seed(SEED)
    meta = json.loads((arguments.data / "meta.json").read_text())
    rows = [json.loads(line) for line in (arguments.data / "examples.jsonl").open()]
    holds = [h for h in arguments.hold.split(",") if h]
    back = [e for e in rows if arguments.scores and held(e, holds)]
    only = [name for name in arguments.only.split(",") if name]
    rows = [e for e in rows if not held(e, holds) and (not only or e["source"] in only)]
    generator.shuffle(rows)
    taken_of = Counter[str]()
    kept = []
    for example in rows:
        taken_of[example["source"]] += 1
        if taken_of[example["source"]] <= arguments.at_most or example["source"] in arguments.whole.split(","):
            kept.append(example)
    rows = kept
    network = PairNetwork(
        arguments.encoder, len(meta["relations"]), meta["opening_marks"] + meta["closing_marks"], meta["layout_sizes"]
    )
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start))
    encoder = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith("encoder.")]
    head = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": arguments.rate}, {"params": head, "lr": 10 * arguments.rate}],
        weight_decay=0.01,
        fused=True,
    )
    n_steps = math.ceil(len(batches(rows, None)) * arguments.epochs)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [arguments.rate, 10 * arguments.rate],
        total_steps=n_steps + 50,
        pct_start=0.1,
        anneal_strategy="linear",
    )
    started, taken, running = time.time(), 0, 0.0
    network.train()
    while taken < n_steps:
        for step in batches(rows, generator):
            *inputs, target, weight, one_of = tensors(step, meta, generator)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*inputs)
            loss = loss_of(logits.float(), target, weight, one_of)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            running = 0.98 * running + 0.02 * loss.item()
            taken += 1
            if taken % 200 == 0:
                print(f"step {taken}/{n_steps} loss {running:.4f} {time.time() - started:.0f}s", flush=True)
            if taken >= n_steps:
                break
    torch.save(network.state_dict(), arguments.out)
    network.eval()
    with torch.no_grad(), arguments.out.with_suffix(".scores.jsonl").open("w") as file:
        for step in batches(back, None) if back else ():
            inputs = tensors(step, meta, None)[:6]
            scores = torch.sigmoid(network(*inputs)).tolist()
            at = 0
            for example in step:
                for _, _, has, some, lacks, _ in example["pairs"]:
                    entry = {"source": example["source"], "group": example["group"], "holds": has, "some": some,
                             "lacks": lacks, "scores": [round(s, 4) for s in scores[at]]}  # fmt: skip
                    file.write(json.dumps(entry) + "\n")
                    at += 1


if __name__ == "__main__":
    main()
