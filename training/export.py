"""Write the trained network as package data: 8-bit ONNX whose large weights lie packed beside it.

Usage: python training/export.py --encoder FOLDER --weights FILE.pt --data training/build --vocabulary FILE --out FOLDER

A large weight is rounded to a multiple of a step (`network.STEP`), and what is multiplied at run
time are these multiples, as 8-bit numbers, with the row's step as their scale. Nine in ten lie between -4 and 4, so
that Huffman coding packs them to 3.4 bits each (`relations.npz`); `kg.extract.relation_model.scorer` unpacks them.
The vocabulary keeps the pieces that are commonest in the training data: a rarer word falls apart into smaller ones.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import STEP, PairNetwork, rounded, steps_of, student_of
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

#: Pieces of the vocabulary that stay.
N_PIECES = 17_000


class EvenRows(nn.Module):
    """A dense layer whose input rows are brought to one size first, and its outputs back.

    At run time one scale serves a whole input, and the encoder has a few directions that are twenty times as large as
    the others: without this the median probability above .1 is off by .05, with it by .005.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, rows: Tensor) -> Tensor:
        """Return what the layer returns."""
        size = rows.abs().amax(-1, keepdim=True) + 1e-6
        return torch.nn.functional.linear(rows / size, self.layer.weight) * size + self.layer.bias


def evened(module: nn.Module) -> None:
    """Put `EvenRows` around all dense layers inside a module."""
    for name, child in list(module.named_children()):
        if isinstance(child, nn.Linear):
            setattr(module, name, EvenRows(child))
        else:
            evened(child)


class Shipped(nn.Module):
    """The network with one table of word vectors, in which the marks' own vectors stand too."""

    def __init__(self, network: PairNetwork, table: Tensor) -> None:
        super().__init__()
        self.network, self.table = network, nn.Embedding.from_pretrained(table)

    def forward(self, pieces: Tensor, *rest: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits and the pairs' own vectors."""
        return self.network.read(self.table(pieces), *rest)


def kept_pieces(pieces: list[str], marks: list[int], counts: Counter[int]) -> list[int]:
    """Return the numbers of the pieces that stay, in order: what is special, single letters, and the commonest."""
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}
    kept = {i for i, piece in enumerate(pieces) if piece in special or i in marks}
    kept |= {i for i, piece in enumerate(pieces) if len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x250}
    others = (i for i, piece in enumerate(pieces) if i not in kept and not piece.startswith("[unused"))
    kept |= set(sorted(others, key=lambda i: (-counts[i], i))[: N_PIECES - len(kept)])
    return sorted(kept)


def main() -> None:
    """Round, export, pack, and compare what the two say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    meta = json.loads((arguments.data / "meta.json").read_text())
    network = student_of(arguments.encoder, arguments.vocabulary, meta)
    network.load_state_dict(torch.load(arguments.weights))
    network.settle()
    network.eval()
    marks = meta["opening_marks"] + meta["closing_marks"]
    counts = Counter[int]()
    for line in (arguments.data / "examples.jsonl").open():
        counts.update(json.loads(line)["pieces"])
    pieces = arguments.vocabulary.read_text(encoding="utf-8").splitlines()
    kept = kept_pieces(pieces, marks, counts)
    packed: dict[str, Tensor] = {}
    with torch.no_grad():
        table = network.encoder.embeddings.word_embeddings.weight[network.own_piece][torch.tensor(kept)].clone()
        for number, mark in enumerate(marks):
            table[kept.index(mark)] = network.marks.weight[number]
        table_step = STEP * table.pow(2).mean().sqrt()
        packed["table"], table = rounded(table, table_step)
        steps = []
        for layer in network.dense():
            step = steps_of(layer.weight)
            codes, layer.weight.data = rounded(layer.weight, step)
            steps.append((step, codes))
    evened(network)
    example = (
        torch.randint(1000, 15000, (3, 40)), torch.ones(3, 40, dtype=torch.long), torch.tensor([0, 1, 2, 2]),
        torch.tensor([1, 2, 3, 4]), torch.tensor([9, 8, 7, 6]),
        torch.zeros(4, len(meta["layout_sizes"]), dtype=torch.long),
    )  # fmt: skip
    inputs = ["pieces", "mask", "row", "subject", "object", "layout"]
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            Shipped(network, table).eval(), example, str(full), input_names=inputs, output_names=["logits", "vectors"],
            opset_version=17, dynamo=False,
            dynamic_axes={"pieces": {0: "windows", 1: "length"}, "mask": {0: "windows", 1: "length"},
                          **{name: {0: "pairs"} for name in (*inputs[2:], "logits", "vectors")}},
        )  # fmt: skip
        quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True,
                         op_types_to_quantize=["MatMul", "Gemm", "Gather"])  # fmt: skip
        model = onnx.load(str(small))
        exact = onnxruntime.InferenceSession(str(full), providers=["CPUExecutionProvider"])
        feeds = {name: value.numpy() for name, value in zip(inputs, example, strict=True)}
        wanted = exact.run(None, feeds)[0]
    files = pack(model, packed["table"], float(table_step), steps)
    onnx.save(model, str(arguments.out / "relations.onnx"))
    np.savez(arguments.out / "relations.npz", **files)
    (arguments.out / "vocabulary.txt").write_text("".join(pieces[i] + "\n" for i in kept), encoding="utf-8")
    plain = {"own": [0, 1], "cue": [0, 0, 1], "relation": {}, "least_own": 0.5, "least_cue": 0}
    settings = {"version": 3, "relations": meta["relations"], "single": meta["single"], "calibration": plain}
    (arguments.out / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    options = onnxruntime.SessionOptions()
    names, values = unpacked(files)  # the session reads from them: they have to stay
    options.add_external_initializers(names, values)
    shipped = onnxruntime.InferenceSession(str(arguments.out / "relations.onnx"), options)
    found = shipped.run(None, feeds)[0]
    print("largest difference of a logit, 8 bits against rounded:", float(np.abs(wanted - found).max()))
    print({path.name: path.stat().st_size for path in sorted(arguments.out.iterdir())})


def pack(
    model: onnx.ModelProto, table: Tensor, table_step: float, layers: list[tuple[Tensor, Tensor]]
) -> dict[str, np.ndarray]:
    """Take the large weights out of a model and return them packed; their scales become the steps."""
    weights = {i.name: i for i in model.graph.initializer}
    files: dict[str, np.ndarray] = {}

    def external(name: str, codes: np.ndarray) -> None:
        tensor = weights[name]
        tensor.CopyFrom(numpy_helper.from_array(codes, name))
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", "relations.npz"
        stream = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
        files[name] = np.frombuffer(stream.compress(codes.tobytes()) + stream.flush(), np.uint8)
        files[name + ".shape"] = np.array(codes.shape)

    def scale(name: str, value: np.ndarray, zero: np.ndarray) -> None:
        weights[name + "_scale"].CopyFrom(numpy_helper.from_array(value.astype(np.float32), name + "_scale"))
        weights[name + "_zero_point"].CopyFrom(numpy_helper.from_array(zero, name + "_zero_point"))

    scale("table.weight", np.array(table_step), np.array(0, np.int8))
    external("table.weight_quantized", table.numpy().astype(np.int8))
    waiting = [n for n in weights if n.startswith("onnx::MatMul") and n.endswith("_quantized")]
    assert len(waiting) >= len(layers)
    for step, codes in layers:
        value, own = codes.numpy().astype(np.int8).T.copy(), step.numpy()[:, 0]
        name = next(n for n in waiting if _is(weights, n, value * own))
        waiting.remove(name)
        scale(name.removesuffix("_quantized"), own, np.zeros(len(own), np.int8))
        external(name, value)
    return files


def unpacked(files: dict[str, np.ndarray]) -> tuple[list[str], list[onnxruntime.OrtValue]]:
    """Return names and values of packed weights, as `PairScorer.read` does."""
    names = [name for name in files if not name.endswith(".shape")]
    plain = [np.frombuffer(zlib.decompress(files[name].tobytes(), -15), np.int8) for name in names]
    values = [codes.reshape(files[name + ".shape"]) for name, codes in zip(names, plain, strict=True)]
    return names, [onnxruntime.OrtValue.ortvalue_from_numpy(value) for value in values]


def _is(weights: dict[str, onnx.TensorProto], name: str, value: np.ndarray) -> bool:
    """Say whether a quantized initializer stands for a weight (inputs x outputs)."""
    codes = numpy_helper.to_array(weights[name])
    step = numpy_helper.to_array(weights[name.replace("_quantized", "_scale")])
    return codes.shape == value.shape and bool(np.abs(codes[:4] * step - value[:4]).max() <= step.max() * 0.51)


if __name__ == "__main__":
    main()
