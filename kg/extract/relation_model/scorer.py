"""The trained network on onnxruntime: windows and pairs in, probabilities out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.encoder.session import FOLDER as ENCODER
from kg.encoder.session import VOCABULARY, Opened, open_graph, runs
from kg.encoder.wordpiece import WordPiece
from kg.extract.relation_model.calibration import Calibration
from kg.extract.relation_model.few_shot import FewShot
from kg.extract.relation_model.window import Window, pair_layout

if TYPE_CHECKING:
    import numpy

#: Where the weights lie: trained by training/, see training/README.md.
FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScorer:
    """Gives each pair of marked mentions a probability for each relation.

    ``trained`` are local names of properties, those that the network was trained on; ``few_shot`` holds others that
    were learned on its vectors. ``single`` are those of which a subject has one object in a sentence.
    """

    trained: tuple[str, ...]
    single: frozenset[str]
    calibration: Calibration
    version: int
    wordpiece: WordPiece
    opened: Opened
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
    def read(folder: Path = FOLDER, encoder: Path = ENCODER) -> PairScorer:
        """Read the graph and its calibration from a folder, the large weights and the vocabulary from the encoder's."""
        settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        return PairScorer(
            trained=tuple(settings["relations"]),
            single=frozenset(settings["single"]),
            calibration=_calibration(settings["calibration"]),
            version=settings["version"],
            wordpiece=WordPiece.read(encoder / VOCABULARY),
            opened=open_graph(folder / "relations.onnx", encoder),
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
        widths = {output.name: output.shape[1] for output in self.opened.session.get_outputs()}
        empty = numpy.zeros((0, widths["logits"]), numpy.float32), numpy.zeros((0, widths["vectors"]), numpy.float32)
        found = [empty] * len(windows)
        for run in runs(order, [len(window.pieces) for window in windows]):
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
            logits, *rest = self.opened.session.run(asked, feeds)
            vectors = rest[0] if rest else empty[1]
            at = 0
            for i in run:
                found[i] = logits[at : at + len(pairs[i])], vectors[at : at + len(pairs[i])]
                at += len(pairs[i])
        return found


def _calibration(settings: dict[str, Any]) -> Calibration:
    own, cue = settings["own"], settings["cue"]
    return Calibration(
        own=(own[0], own[1]),
        cue=(cue[0], cue[1], cue[2]),
        relation=settings["relation"],
        least_own=settings["least_own"],
        least_cue=settings["least_cue"],
    )
