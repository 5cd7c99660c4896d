"""Opens the encoder on onnxruntime: each of its readers has a graph of its own, the large weights are the same."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

#: Where the weights lie: trained by training/, see training/README.md.
FOLDER = Path(__file__).parent / "weights"
WEIGHTS, VOCABULARY = "encoder.npz", "vocabulary.txt"
#: Pieces in one run of the network, paddings counted; 512 to 8,192 are equally fast, and memory grows with it.
PIECES_A_RUN = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session, and the memory that it reads its large weights from."""

    session: Any
    weights: Sequence[Any]


def open_graph(graph: Path, folder: Path = FOLDER) -> Opened:
    """Open a graph beside the weights of a folder; one thread, so that results do not vary."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    names, weights = _unpacked(folder / WEIGHTS)
    options.add_external_initializers(names, weights)
    session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    return Opened(session=session, weights=weights)


@cache
def _unpacked(path: Path) -> tuple[list[str], list[Any]]:
    """Return the names and values of the large weights: 8-bit numbers, packed by Huffman's code."""
    import numpy
    import onnxruntime

    names, weights = [], []
    with numpy.load(path) as file:
        for name in (name for name in file.files if not name.endswith(".shape")):
            plain = numpy.frombuffer(zlib.decompress(file[name].tobytes(), -15), numpy.int8)
            names.append(name)
            weights.append(onnxruntime.OrtValue.ortvalue_from_numpy(plain.reshape(file[name + ".shape"])))
    return names, weights


def runs(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Return inputs of similar length together, as many as fit in a run; ``order`` goes by length.

    >>> runs([1, 0], [2000, 60])
    [[1], [0]]
    """
    found: list[list[int]] = []
    for i in order:
        if not found or (len(found[-1]) + 1) * lengths[i] > PIECES_A_RUN:
            found.append([])
        found[-1].append(i)
    return found
