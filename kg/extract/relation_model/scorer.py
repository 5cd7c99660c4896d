"""The trained network on onnxruntime: windows and pairs in, probabilities out."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract.relation_model.calibration import Calibration
from kg.extract.relation_model.few_shot import FewShot
from kg.extract.relation_model.window import Window, pair_layout
from kg.extract.relation_model.wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy

#: Where the weights lie: trained by training/, see training/README.md.
FOLDER = Path(__file__).parent / "weights"
#: Pieces in one run of the network, paddings counted; 512 to 8,192 are equally fast, and memory grows with it.
PIECES_A_RUN = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScorer:
    """Gives each pair of marked mentions a probability for each relation.

    ``trained`` are local names of properties, those that the network was trained on; ``few_shot`` holds others that
    were learned on its vectors. ``single`` are those of which a subject has one object in a sentence. ``weights`` is
    the memory that the session reads from.
    """

    trained: tuple[str, ...]
    single: frozenset[str]
    calibration: Calibration
    version: int
    wordpiece: WordPiece
    session: Any
    weights: Sequence[Any]
    few_shot: FewShot | None = None

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations in the order of the columns of the scores."""
        return (*self.trained, *(self.few_shot.relations if self.few_shot else ()))

    def taught(self, few_shot: FewShot) -> PairScorer:
        """Return the scorer with relations learned from examples, from now on "shown"."""
        calibration = replace(self.calibration, shown=frozenset(few_shot.relations))
        return replace(self, few_shot=few_shot, calibration=calibration)

    @staticmethod
    def read(folder: Path = FOLDER) -> PairScorer:
        """Read weights, vocabulary and calibration from a folder; one thread, so that results do not vary."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        names, weights = _unpacked(folder / "relations.npz")
        options.add_external_initializers(names, weights)
        settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        return PairScorer(
            trained=tuple(settings["relations"]),
            single=frozenset(settings["single"]),
            calibration=_calibration(settings["calibration"]),
            version=settings["version"],
            wordpiece=WordPiece.read(folder / "vocabulary.txt"),
            weights=weights,
            session=onnxruntime.InferenceSession(
                str(folder / "relations.onnx"), options, providers=["CPUExecutionProvider"]
            ),
        )

    def scores(
        self,
        windows: Sequence[Window],
        types: Sequence[Sequence[str | None]],
        pairs: Sequence[Sequence[tuple[int, int]]],
    ) -> list[numpy.ndarray[Any, Any]]:
        """Return for each window an array (pairs x relations) of probabilities.

        ``types`` are the classes of each window's mentions. A pair names two of them by position; both must have
        an opening.
        """
        import numpy

        found = []
        for logits, vectors in self._run(windows, types, pairs, with_vectors=self.few_shot is not None):
            probabilities = 1 / (1 + numpy.exp(-logits))
            if self.few_shot is not None:
                probabilities = numpy.concatenate([probabilities, self.few_shot.probabilities(vectors)], 1)
            found.append(probabilities)
        return found

    def vectors(
        self,
        windows: Sequence[Window],
        types: Sequence[Sequence[str | None]],
        pairs: Sequence[Sequence[tuple[int, int]]],
    ) -> list[numpy.ndarray[Any, Any]]:
        """Return for each window an array (pairs x width) of what the network knows of them, from -1 to 1."""
        return [vectors for _, vectors in self._run(windows, types, pairs, with_vectors=True)]

    def _run(
        self,
        windows: Sequence[Window],
        types: Sequence[Sequence[str | None]],
        pairs: Sequence[Sequence[tuple[int, int]]],
        *,
        with_vectors: bool,
    ) -> list[tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]]:
        """Return logits and, where asked for, vectors of each window's pairs."""
        import numpy

        order = sorted((i for i in range(len(windows)) if pairs[i]), key=lambda i: (len(windows[i].pieces), i))
        asked = ["logits", "vectors"] if with_vectors else ["logits"]
        widths = {output.name: output.shape[1] for output in self.session.get_outputs()}
        empty = numpy.zeros((0, widths["logits"]), numpy.float32), numpy.zeros((0, widths["vectors"]), numpy.float32)
        found = [empty] * len(windows)
        for run in _runs(order, windows):
            length = max(len(windows[i].pieces) for i in run)
            pieces = numpy.zeros((len(run), length), numpy.int64)
            mask = numpy.zeros((len(run), length), numpy.int64)
            rows, layout = [], []
            for number, i in enumerate(run):
                pieces[number, : len(windows[i].pieces)] = windows[i].pieces
                mask[number, : len(windows[i].pieces)] = 1
                rows += [(number, windows[i].openings[a], windows[i].openings[b]) for a, b in pairs[i]]
                layout += [pair_layout(windows[i].openings, types[i], a, b) for a, b in pairs[i]]
            row, subject, object_ = numpy.array(rows, numpy.int64).T.copy()
            feeds = {"pieces": pieces, "mask": mask, "row": row, "subject": subject, "object": object_,
                     "layout": numpy.array(layout, numpy.int64)}  # fmt: skip
            logits, *rest = self.session.run(asked, feeds)
            vectors = rest[0] if rest else empty[1]
            at = 0
            for i in run:
                found[i] = logits[at : at + len(pairs[i])], vectors[at : at + len(pairs[i])]
                at += len(pairs[i])
        return found


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


def _calibration(settings: dict[str, Any]) -> Calibration:
    own, cue = settings["own"], settings["cue"]
    return Calibration(
        own=(own[0], own[1]),
        cue=(cue[0], cue[1], cue[2]),
        relation=settings["relation"],
        least_own=settings["least_own"],
        least_cue=settings["least_cue"],
    )


def _runs(order: Sequence[int], windows: Sequence[Window]) -> list[list[int]]:
    """Return windows of similar length together, as many as fit in a run; ``order`` goes by length."""
    runs: list[list[int]] = []
    for i in order:
        if not runs or (len(runs[-1]) + 1) * len(windows[i].pieces) > PIECES_A_RUN:
            runs.append([])
        runs[-1].append(i)
    return runs
