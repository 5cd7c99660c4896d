"""Write the trained network as package data: 8-bit ONNX whose large weights lie packed beside it.

Usage: python training/export.py --encoder FOLDER --weights FILE.pt --names FILE.pt --data training/build \
    --vocabulary FILE --encoder-out FOLDER --out FOLDER

A large weight is rounded to a multiple of a step (`network.STEP`), and what is multiplied at run
time are these multiples, as 8-bit numbers, with the row's step as their scale. Nine in ten lie between -4 and 4, so
that Huffman coding packs them to 3.4 bits each (`encoder.npz`); `kg.encoder.session` unpacks them. Two graphs read
them: `relations.onnx` for pairs of names, `names.onnx` for names.
The vocabulary keeps the pieces that are commonest in the training data: a rarer word falls apart into smaller ones.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import STEP, PairNetwork, rounded, steps_of, student_of
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagging import N_SHAPES, Tagger
from torch import Tensor, nn

from kg.encoder.session import open_graph

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


class ShippedNames(nn.Module):
    """The encoder as a tagger, with the same table of word vectors."""

    def __init__(self, network: PairNetwork, tagger: Tagger, table: Tensor) -> None:
        super().__init__()
        self.network, self.tagger, self.table = network, tagger, nn.Embedding.from_pretrained(table)

    def forward(self, pieces: Tensor, mask: Tensor, shape: Tensor) -> Tensor:
        """Return a score for each label of each piece."""
        return self.tagger.read(self.network.encoder, self.table(pieces), mask, shape)


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
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--encoder-out", type=Path, required=True)
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
    marked = {name: {0: "pairs"} for name in (*inputs[2:], "logits", "vectors")}
    pairs = Graph(
        module=Shipped(network, table), inputs=inputs, outputs=["logits", "vectors"], example=example,
        axes={"pieces": {0: "windows", 1: "length"}, "mask": {0: "windows", 1: "length"}, **marked},
    )  # fmt: skip
    tagger = Tagger(network.encoder.config.hidden_size, len(meta["labels"]))
    tagger.load_state_dict(torch.load(arguments.names))
    names = Graph(
        module=ShippedNames(network, tagger, table), inputs=["pieces", "mask", "shape"], outputs=["scores"],
        example=(example[0], example[1], torch.randint(0, N_SHAPES, (3, 40))),
        axes={name: {0: "windows", 1: "length"} for name in ("pieces", "mask", "shape", "scores")},
    )  # fmt: skip
    files: dict[str, np.ndarray] = {}
    for folder in (arguments.out, arguments.encoder_out):
        folder.mkdir(parents=True, exist_ok=True)
    written = {arguments.out / "relations.onnx": pairs, arguments.encoder_out / "names.onnx": names}
    wanted = {}
    for path, graph in written.items():
        model, wanted[path] = graph.quantized()
        files |= pack(model, packed["table"], float(table_step), steps)
        onnx.save(model, str(path))
    np.savez(arguments.encoder_out / "encoder.npz", **files)
    (arguments.encoder_out / "vocabulary.txt").write_text("".join(pieces[i] + "\n" for i in kept), encoding="utf-8")
    (arguments.encoder_out / "names.json").write_text(json.dumps({"labels": meta["labels"]}) + "\n", encoding="utf-8")
    plain = {"own": [0, 1], "cue": [0, 0, 1], "relation": {}, "least_own": 0.5, "least_cue": 0}
    settings = {"version": 5, "relations": meta["relations"], "single": meta["single"], "calibration": plain}
    (arguments.out / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    for path, graph in written.items():
        found = open_graph(path, arguments.encoder_out).session.run(None, graph.feeds())[0]
        print(path.name, "largest difference, 8 bits against rounded:", float(np.abs(wanted[path] - found).max()))
    for folder in (arguments.out, arguments.encoder_out):
        print({path.name: path.stat().st_size for path in sorted(folder.iterdir())})


@dataclass(frozen=True, kw_only=True)
class Graph:
    """A module as it is exported: the names of its inputs and outputs, an example, and which axes vary."""

    module: nn.Module
    inputs: list[str]
    outputs: list[str]
    example: tuple[Tensor, ...]
    axes: dict[str, dict[int, str]]

    def feeds(self) -> dict[str, np.ndarray]:
        """Return the example as onnxruntime wants it."""
        return {name: value.numpy() for name, value in zip(self.inputs, self.example, strict=True)}

    def quantized(self) -> tuple[onnx.ModelProto, np.ndarray]:
        """Return the 8-bit model, and what the exact one says to the example."""
        with tempfile.TemporaryDirectory() as folder:
            full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
            torch.onnx.export(
                self.module.eval(), self.example, str(full), input_names=self.inputs, output_names=self.outputs,
                opset_version=17, dynamo=False, dynamic_axes=self.axes,
            )  # fmt: skip
            quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True,
                             op_types_to_quantize=["MatMul", "Gemm", "Gather"])  # fmt: skip
            exact = onnxruntime.InferenceSession(str(full), providers=["CPUExecutionProvider"])
            return onnx.load(str(small)), exact.run(None, self.feeds())[0]


def pack(
    model: onnx.ModelProto, table: Tensor, table_step: float, layers: list[tuple[Tensor, Tensor]]
) -> dict[str, np.ndarray]:
    """Take the large weights out of a model and return them packed, by names that all graphs share.

    Their scales become the steps.
    """
    weights = {i.name: i for i in model.graph.initializer}
    files: dict[str, np.ndarray] = {}

    def external(old: str, name: str, codes: np.ndarray) -> None:
        tensor = weights[old]
        tensor.CopyFrom(numpy_helper.from_array(codes, name))
        for node in model.graph.node:
            node.input[:] = [name if used == old else used for used in node.input]
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", "encoder.npz"
        stream = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
        files[name] = np.frombuffer(stream.compress(codes.tobytes()) + stream.flush(), np.uint8)
        files[name + ".shape"] = np.array(codes.shape)

    def scale(name: str, value: np.ndarray, zero: np.ndarray) -> None:
        weights[name + "_scale"].CopyFrom(numpy_helper.from_array(value.astype(np.float32), name + "_scale"))
        weights[name + "_zero_point"].CopyFrom(numpy_helper.from_array(zero, name + "_zero_point"))

    scale("table.weight", np.array(table_step), np.array(0, np.int8))
    external("table.weight_quantized", "table", table.numpy().astype(np.int8))
    waiting = [n for n in weights if n.startswith("onnx::MatMul") and n.endswith("_quantized")]
    assert len(waiting) >= len(layers)
    for number, (step, codes) in enumerate(layers):
        value, own = codes.numpy().astype(np.int8).T.copy(), step.numpy()[:, 0]
        name = next(n for n in waiting if _is(weights, n, value * own))
        waiting.remove(name)
        scale(name.removesuffix("_quantized"), own, np.zeros(len(own), np.int8))
        external(name, f"layer.{number}", value)
    return files


def _is(weights: dict[str, onnx.TensorProto], name: str, value: np.ndarray) -> bool:
    """Say whether a quantized initializer stands for a weight (inputs x outputs)."""
    codes = numpy_helper.to_array(weights[name])
    step = numpy_helper.to_array(weights[name.replace("_quantized", "_scale")])
    return codes.shape == value.shape and bool(np.abs(codes[:4] * step - value[:4]).max() <= step.max() * 0.51)


if __name__ == "__main__":
    main()
