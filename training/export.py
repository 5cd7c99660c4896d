"""Write trained weights as one ONNX file with 8-bit weights, and beside it what the reader needs.

Usage: python training/export.py --data training/build --encoder FOLDER --weights FILE.pt --out FOLDER

Written to FOLDER: `relations.onnx`, `vocabulary.txt`, `model.json` (relations; `calibrate.py` puts the calibration in).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import PairNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic


def main() -> None:
    """Export, quantise, and say how far the two differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    meta = json.loads((arguments.data / "meta.json").read_text())
    marks = meta["opening_marks"] + meta["closing_marks"]
    network = PairNetwork(str(arguments.encoder), len(meta["relations"]), marks, meta["layout_sizes"])
    network.load_state_dict(torch.load(arguments.weights))
    network.eval()
    with torch.no_grad():  # the marks' own vectors take the places of unused words, so that one table is left
        network.encoder.embeddings.word_embeddings.weight[torch.tensor(marks)] = network.marks.weight
    network.marks = None
    network.with_pairs = True
    pieces = torch.randint(1000, 20000, (3, 40))
    pairs = torch.tensor([[0, 1, 2, 2], [1, 2, 3, 4], [9, 8, 7, 6]])
    example = (pieces, torch.ones_like(pieces), *pairs, torch.zeros(4, len(meta["layout_sizes"]), dtype=torch.long))
    arguments.out.mkdir(parents=True, exist_ok=True)
    names = ["pieces", "mask", "row", "subject", "object", "layout"]
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network, example, str(full), input_names=names, output_names=["logits", "vectors"],
            opset_version=17, dynamo=False,
            dynamic_axes={"pieces": {0: "windows", 1: "length"}, "mask": {0: "windows", 1: "length"},
                          "row": {0: "pairs"}, "subject": {0: "pairs"}, "object": {0: "pairs"}, "layout": {0: "pairs"},
                          "logits": {0: "pairs"},
                          "vectors": {0: "pairs"}},
        )  # fmt: skip
        target = arguments.out / "relations.onnx"
        quantize_dynamic(str(full), str(target), weight_type=QuantType.QInt8, per_channel=True,
                         op_types_to_quantize=["MatMul", "Gemm", "Gather"])  # fmt: skip
        onnx.checker.check_model(str(target))
        feeds = {name: value.numpy() for name, value in zip(names, example, strict=True)}
        exact, small = (
            onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, feeds)[0]
            for path in (full, target)
        )
    print(
        "largest difference of a probability:", float(np.abs(1 / (1 + np.exp(-exact)) - 1 / (1 + np.exp(-small))).max())
    )
    print("bytes:", target.stat().st_size)
    shutil.copyfile(arguments.encoder / "vocab.txt", arguments.out / "vocabulary.txt")
    plain = {"own": [0, 1], "cue": [0, 0, 1], "relation": {}, "least_own": 0.5, "least_cue": 0}
    settings = {"version": 2, "relations": meta["relations"], "single": meta["single"], "calibration": plain}
    (arguments.out / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
