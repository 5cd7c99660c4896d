"""Coreference figures: MUC, B-cubed and CEAF-e over clusters of mentions, and gold read from CoNLL columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FormatError, InputError

#: A cluster is a set of mentions; a mention is anything that tells it from the others, such as its token range.
Clusters = Sequence[Set[Hashable]]

#: What English writes without a space before it.
_GLUED = re.compile(r"^(?:[,.;:!?)\]%]|'s|n't|'re|'ve|'ll|'d|'m|')$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The four sums of a coreference figure; sums of documents add up, shares do not.

    Shares lie in [0, 1]; 0 of 0 is 0.
    """

    precision_right: float = 0.0
    precision_of: float = 0.0
    recall_right: float = 0.0
    recall_of: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            precision_right=self.precision_right + other.precision_right,
            precision_of=self.precision_of + other.precision_of,
            recall_right=self.recall_right + other.recall_right,
            recall_of=self.recall_of + other.recall_of,
        )

    @property
    def precision(self) -> float:
        """Return the share of the response that the key has."""
        return self.precision_right / self.precision_of if self.precision_of else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the key that the response has."""
        return self.recall_right / self.recall_of if self.recall_of else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Metric = Callable[[Clusters, Clusters], Tally]


def muc(key: Clusters, response: Clusters) -> Tally:
    """Count the links that hold clusters together: a cluster of n mentions in k parts keeps n - k of n - 1.

    Mentions that the other side lacks are parts of their own. Single mentions count for nothing.
    Source: Vilain et al. (1995), "A model-theoretic coreference scoring scheme".

    >>> figure = muc([{"a", "b", "c", "d"}], [{"a", "b"}, {"c", "d"}])
    >>> figure.precision, round(figure.recall, 2)
    (1.0, 0.67)
    """
    recall_right, recall_of = _kept_links(key, response)
    precision_right, precision_of = _kept_links(response, key)
    return Tally(
        precision_right=precision_right, precision_of=precision_of, recall_right=recall_right, recall_of=recall_of
    )


def _kept_links(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    place = {mention: k for k, cluster in enumerate(others) for mention in cluster}
    kept = total = 0
    for cluster in clusters:
        parts = {place[m] for m in cluster if m in place}
        alone = sum(m not in place for m in cluster)
        kept += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return kept, total


def b_cubed(key: Clusters, response: Clusters) -> Tally:
    """Average over mentions what share of a mention's cluster the other side's cluster of it has, too.

    A mention that the other side lacks counts 0. Source: Bagga and Baldwin (1998), "Algorithms for scoring
    coreference chains"; mentions that were not found as in the reference scorer of CoNLL-2011 and 2012.

    >>> figure = b_cubed([{"a", "b", "c", "d"}], [{"a", "b"}, {"c", "d"}])
    >>> figure.precision, figure.recall
    (1.0, 0.5)
    """
    recall_right, recall_of = _shared(key, response)
    precision_right, precision_of = _shared(response, key)
    return Tally(
        precision_right=precision_right, precision_of=precision_of, recall_right=recall_right, recall_of=recall_of
    )


def _shared(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    place = {mention: other for other in others for mention in other}
    shared = sum(len(c & place[m]) / len(c) for c in clusters for m in c if m in place)
    return shared, float(sum(map(len, clusters)))


def ceaf_e(key: Clusters, response: Clusters) -> Tally:
    """Match clusters one to one so that their likeness, 2 |both| / (|one| + |other|), is greatest in sum.

    Source: Luo (2005), "On coreference resolution performance metrics", phi 4.

    >>> figure = ceaf_e([{"a", "b", "c", "d"}], [{"a", "b"}, {"c", "d"}])
    >>> round(figure.precision, 2), round(figure.recall, 2)
    (0.33, 0.67)
    """
    right = 0.0
    if key and response:
        from scipy.optimize import linear_sum_assignment

        likeness = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
        rows, columns = linear_sum_assignment(likeness, maximize=True)
        right = float(sum(likeness[i][j] for i, j in zip(rows, columns, strict=True)))
    return Tally(precision_right=right, precision_of=len(response), recall_right=right, recall_of=len(key))


METRICS: dict[str, Metric] = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


def score_clusters(pairs: Iterable[tuple[Clusters, Clusters]]) -> dict[str, Tally]:
    """Return the three figures over (key, response) pairs, one a document, with clusters of one mention left out."""
    totals = dict.fromkeys(METRICS, Tally())
    for key, response in pairs:
        key, response = ([c for c in clusters if len(c) > 1] for clusters in (key, response))
        for name, metric in METRICS.items():
            totals[name] += metric(key, response)
    return totals


def conll_f1(figures: dict[str, Tally]) -> float:
    """Return the mean F1 of MUC, B-cubed and CEAF-e, in [0, 1].

    Source: Pradhan et al. (2012), "CoNLL-2012 shared task".
    """
    return sum(figures[name].f1 for name in METRICS) / len(METRICS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """A gold mention: half-open code-point offsets, and the name of its cluster."""

    start: int
    end: int
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """A text with gold mentions, in the order in which they end."""

    name: str
    text: str
    mentions: tuple[GoldSpan, ...]


def read_conll(path: Path) -> GoldText:
    """Read a CoNLL file: a word in the second column, marks such as ``(3``, ``3)``, ``(3)`` in the last, tabs between.

    The text is the words with single spaces, none before punctuation. Raises InputError where the file cannot
    be read, FormatError where a mark closes what none has opened.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {str(path)!r}", cause=str(error), remedy="name a CoNLL file in UTF-8") from error
    text, waiting, found = "", list[tuple[str, int]](), list[GoldSpan]()
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 3:
            continue
        word, marks = cells[1], cells[-1]
        if text and not _GLUED.match(word) and text[-1] not in "([":
            text += " "
        start = len(text)
        text += word
        waiting += [(cluster, start) for cluster in re.findall(r"\((\d+)", marks)]
        for cluster in re.findall(r"(\d+)\)", marks):
            open_at = [k for k, (name, _) in enumerate(waiting) if name == cluster]
            if not open_at:
                raise FormatError(
                    f"{path.name}, line {number}: {cluster}) closes nothing",
                    cause="no mention of that cluster is open",
                    remedy="each mark like 3) needs a (3 before it",
                )
            found.append(GoldSpan(start=waiting.pop(open_at[-1])[1], end=len(text), cluster=cluster))
    return GoldText(name=path.stem, text=text, mentions=tuple(found))
