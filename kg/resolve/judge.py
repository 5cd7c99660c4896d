"""Judge two names: the sum of the comparators' log-odds."""

from __future__ import annotations

import math

from kg.model import Judgement, Verdict
from kg.resolve.compare_context import CONTEXT_COMPARATORS
from kg.resolve.compare_details import DETAIL_COMPARATORS
from kg.resolve.compare_names import NAME_COMPARATORS
from kg.resolve.pair import NameInContext, Pair, Row
from kg.resolve.settings import VETO, ResolveSettings
from kg.resolve.vetoes import VETO_COMPARATORS
from kg.resolve.words import NameWords

#: Who decided, in every judgement of this package; a person's own judgements bear another name.
DECIDED_BY = "resolve@1"


def reasons(pair: Pair) -> tuple[Row, ...]:
    """Return the rows of a pair: the prior, how the forms relate, what else is known; or the vetoes alone.

    The contexts are read only where they can change the verdict, since that costs most.
    """
    vetoes = [row for compare in VETO_COMPARATORS if (row := compare(pair))]
    if vetoes:
        return tuple(vetoes)
    settings = pair.settings
    relation = next(row for compare in NAME_COMPARATORS if (row := compare(pair)))
    rows: list[Row] = [("prior", "two names", settings.prior), relation]
    if relation[2] <= settings.other_name:
        return tuple(rows)
    rows.extend(row for compare in (*CONTEXT_COMPARATORS, *DETAIL_COMPARATORS) if (row := compare(pair)))
    return tuple(rows)


def conclude(left: str, right: str, rows: tuple[Row, ...], settings: ResolveSettings) -> Judgement:
    """Add up the rows of a pair; the two sides are put in order. The score is the sum, calibrated to a probability."""
    total = sum(weight for _, _, weight in rows)
    verdict: Verdict = "unsure"
    if total >= settings.same_from:
        verdict = "same"
    elif total <= settings.different_to:
        verdict = "different"
    first, second = sorted((left, right))
    return Judgement(
        left=first,
        right=second,
        verdict=verdict,
        score=1 / (1 + math.exp(-(settings.score_slope * total + settings.score_offset))),
        features=rows,
        decided_by=DECIDED_BY,
    )


def log_odds(judgement: Judgement) -> float:
    """Return the sum of a judgement's weights."""
    return sum(weight for _, _, weight in judgement.features)


def is_veto(rows: tuple[Row, ...]) -> bool:
    """Say whether a row forbids the merge."""
    return any(weight <= VETO for _, _, weight in rows)


def judge_pair(
    left: NameInContext,
    right: NameInContext,
    *,
    words: NameWords | None = None,
    settings: ResolveSettings | None = None,
) -> Judgement:
    """Judge whether two names, in their contexts, mean one entity; symmetric in its two sides.

    Nothing of a corpus is known here, so the verdict "same" needs support from the names themselves or
    from the contexts; "unsure" never merges. ``words`` None: no word lists.

    >>> judge_pair(NameInContext(name="CREW-11"), NameInContext(name="Crew-11")).verdict
    'same'
    >>> judge_pair(NameInContext(name="Crew-10"), NameInContext(name="Crew-11")).verdict
    'different'
    """
    chosen = settings or ResolveSettings()
    first, second = sorted((left, right), key=lambda side: (side.name, side.type or "", side.context))
    pair = Pair.of(first, second, words or NameWords(), chosen)
    return conclude(left.name, right.name, reasons(pair), chosen)
