"""How far evidence supports a claim: a noisy-or over independent sources, calibrated against gold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.graph.evidence import sentence_key
from kg.model import Evidence

#: What a further sentence of the same source counts for: the newsroom knows it from where it knew the first. A choice:
#: gold of articles has too few claims that one source alone states twice to measure it.
SAME_SOURCE_WEIGHT = 0.2
#: The share of claims that no amount of agreeing evidence makes right: all of it was read by the same extractors, off
#: names that may be the wrong ones. The value, of 0 to .2 in steps of .005, with the least log loss on the 272 scored
#: claims of the seeds and train gold; from 0 to .02 it hardly changes (.308 to .309). docs/ledger.md has tables, and
#: ``kg evaluate GOLD ARTICLES`` prints one for a set.
COMMON_ERROR = 0.01


def confidence(sources: Iterable[Sequence[Evidence]]) -> float:
    """Return the probability that a claim is right; 0 without evidence.

    ``sources`` are the evidence of each independent source. Of one source the best sentence counts whole and each
    further one, other than a repetition, a fifth. Sources count as chances of their own. The whole is capped by
    what the extractors get wrong together.
    Source: the noisy-or of Pearl 1988, "Probabilistic Reasoning in Intelligent Systems", with a leak.
    """
    wrong = 1.0
    for rows in sources:
        best: dict[str, float] = {}
        for row in rows:
            key = sentence_key(row)
            best[key] = max(best.get(key, 0.0), row.score)
        for i, score in enumerate(sorted(best.values(), reverse=True)):
            wrong *= 1.0 - score * (1.0 if i == 0 else SAME_SOURCE_WEIGHT)
    return round((1.0 - wrong) * (1.0 - COMMON_ERROR), 4)
