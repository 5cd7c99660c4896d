"""Decide which names of a corpus are one: judge the candidate pairs, then the short forms, then cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.model import Judgement
from kg.resolve.blocking import IndexPair
from kg.resolve.cluster import Clusters
from kg.resolve.compare_context import types
from kg.resolve.judge import conclude, is_veto, log_odds, reasons
from kg.resolve.names import read_name
from kg.resolve.nodes import NameNode
from kg.resolve.pair import Pair, Row
from kg.resolve.ruled_clusters import RuledClusters
from kg.resolve.rulings import Rulings
from kg.resolve.settings import VETO, ResolveSettings
from kg.resolve.words import NameWords

#: Relations of a short form to a longer one: it is worth something only where one longer name fits.
SHORT_FORMS = frozenset(
    {"surname only", "surname misspelt, alone", "acronym", "end of longer name", "common part", "shared form"}
    | {"description", "known alias of several", "surname transliterated, alone", "first word of a company"}
)
#: Relations so close that two chains of one document in it were left apart by oversight, not on purpose.
EQUAL_FORMS = frozenset(
    {"gazetteer", "same name", "same single name", "same common name", "same surname", "known alias", "acronym"}
    | {"same name with a common noun", "same but for the legal form", "generic rest", "misspelt", "other order"}
    | {
        "known thing",
        "one identifier",
        "known thing, presumed",
        "known thing, in part",
        "side by side",
        "surname first",
        "ship's prefix",
        "part abbreviated",
        "same name of two words",
        "same name of a place and a noun",
    }
)
_VARIANTS = frozenset(
    {
        "given name varies",
        "middle name left out",
        "one generation named",
        "initials spelt out",
        "surname misspelt",
        "one word misspelt",
    }
)


class Decider:
    """Judges pairs of a corpus's names; holds no state but caches of pure functions."""

    def __init__(self, nodes: Sequence[NameNode], lists: NameWords, settings: ResolveSettings) -> None:
        self.nodes, self.lists, self.settings = nodes, lists, settings
        self._forms = [self._telling_forms(node) for node in nodes]
        self.rows = lru_cache(maxsize=None)(self._rows)

    def _telling_forms(self, node: NameNode) -> frozenset[str]:
        """The forms by which another document may know the node: no lone surname, no common name."""
        found = set()
        for form in node.forms:
            parts = read_name(form, self.lists)
            if (not node.personal and not parts.is_common and len(parts.compact) > 1) or (
                node.personal and parts.given
            ):
                found.add(parts.person_key if node.personal else parts.compact)
        return frozenset(found)

    def _rows(self, left: int, right: int) -> tuple[Row, ...]:
        a, b, s = self.nodes[left], self.nodes[right], self.settings
        pair = Pair.of(a.name, b.name, self.lists, s)
        rows = reasons(pair)
        if is_veto(rows):
            return rows
        relation = rows[1][0]
        shared = {form for form in self._forms[left] & self._forms[right] if self._is_telling(form, a, b)}
        if shared and relation not in EQUAL_FORMS:
            doubt = types(pair)
            rows = (rows[0], ("shared form", min(shared), s.shared_form), *([doubt] if doubt else []))
            relation = "shared form"
        if relation not in EQUAL_FORMS and not a.documents.isdisjoint(b.documents):
            return (*rows, ("apart in one document", min(a.documents & b.documents), VETO))
        if relation.startswith("same") and relation not in ("same surname", "same common name"):
            return (*rows, ("one corpus", "equal forms", s.one_corpus_same_form))
        if relation in _VARIANTS:
            return (*rows, ("one corpus", "variants of one form", s.one_corpus))
        return rows

    def _is_telling(self, form: str, a: NameNode, b: NameNode) -> bool:
        """Say whether a form that both names have makes them likely to be one.

        Not an acronym that they spell out in two ways (Adaptive Security Appliance, American Soybean Association), and
        not what is the known name of another thing (the Commonwealth, Commonwealth Capital Ltd).
        """
        left, right = (node.parts.tokens for node in (a, b))
        if form in a.parts.initials and form in b.parts.initials:
            words = [{t for t in tokens if not self.lists.has("small_words", t)} for tokens in (left, right)]
            return 2 * len(words[0] & words[1]) > min(map(len, words))
        rows = self.lists.known.by_name
        companies = [node.parts.compact for node in (a, b) if node.parts.is_legal and node.parts.compact != form]
        return form not in rows or all(any(x in rows[form] for x in rows.get(name, ())) for name in companies)

    def forbids(self, left: int, right: int) -> bool:
        """Say whether two names may never be one, whatever joins them."""
        return is_veto(self.rows(min(left, right), max(left, right)))

    def differs(self, left: int, right: int) -> bool:
        """Say whether two names, looked at alone, are judged to be different things."""
        pair = (min(left, right), max(left, right))
        return self.judgement(pair, self.rows(*pair)).verdict == "different"

    def is_short(self, left: int, right: int) -> int:
        """Return which of the two is the short form."""

        def size(index: int) -> tuple[int, int, str]:
            parts = self.nodes[index].parts
            return (
                len(parts.person_tokens) if self.nodes[index].personal else len(parts.tokens),
                len(parts.compact),
                self.nodes[index].label,
            )

        return min(left, right, key=size)

    def judgement(self, pair: IndexPair, rows: tuple[Row, ...]) -> Judgement:
        """Conclude a pair's rows."""
        return conclude(self.nodes[pair[0]].label, self.nodes[pair[1]].label, rows, self.settings)


def decide(
    nodes: Sequence[NameNode],
    pairs: Iterable[IndexPair],
    lists: NameWords,
    settings: ResolveSettings,
    rulings: Rulings | None = None,
) -> tuple[tuple[tuple[int, ...], ...], tuple[Judgement, ...]]:
    """Return the clusters of node positions and the judgements of all compared pairs that say something.

    The clusters are the connected components of the "same" judgements: a pair that scored enough but
    would bring two names together that exclude each other is judged "different", with the reason. Short
    forms wait until the longer names are clustered, since they join only the one that fits. ``rulings``
    are what a person decided, which binds the clusters.
    """
    decider = Decider(nodes, lists, settings)
    clusters = Clusters(range(len(nodes)), forbids=decider.forbids)
    if rulings is not None:
        clusters = RuledClusters(clusters, len(nodes), rulings)
    direct: list[tuple[IndexPair, tuple[Row, ...]]] = []
    short: dict[int, list[tuple[int, tuple[Row, ...]]]] = defaultdict(list)
    judgements: list[Judgement] = []
    for pair in pairs:
        rows = decider.rows(*pair)
        if is_veto(rows):
            judgements.append(decider.judgement(pair, rows))
        elif rows[1][2] <= settings.other_name:
            continue
        elif rows[1][0] in SHORT_FORMS:
            form = decider.is_short(*pair)
            short[form].append((pair[1] if pair[0] == form else pair[0], rows))
        else:
            direct.append((pair, rows))
    judgements.extend(_join(direct, decider, clusters))
    settled = [
        ((min(form, full), max(form, full)), rows)
        for form, options in sorted(short.items())
        for full, rows in _weigh_rivals(form, options, clusters, decider)
    ]
    judgements.extend(_join(settled, decider, clusters))
    return clusters.groups(), tuple(judgements)


def _join(
    scored: Iterable[tuple[IndexPair, tuple[Row, ...]]], decider: Decider, clusters: Clusters[int]
) -> list[Judgement]:
    """Join the accepted pairs, best first and by name where scores are equal."""
    judged = [(decider.judgement(pair, rows), pair, rows) for pair, rows in scored]
    judged.sort(key=lambda item: (-log_odds(item[0]), item[0].left, item[0].right))
    found: list[Judgement] = []
    for judgement, pair, rows in judged:
        if judgement.verdict == "same":
            obstacle = clusters.join(*pair)
            if obstacle is not None:
                names = " / ".join(sorted(decider.nodes[index].label for index in obstacle))
                judgement = decider.judgement(pair, (*rows, ("kept apart", names, VETO)))
        found.append(judgement)
    return found


def _weigh_rivals(
    form: int, options: list[tuple[int, tuple[Row, ...]]], clusters: Clusters[int], decider: Decider
) -> list[tuple[int, tuple[Row, ...]]]:
    """Add to each reading of a short form whether another cluster fits as well."""
    s = decider.settings
    best: dict[int, float] = {}
    for full, rows in options:
        if clusters.obstacle(form, full) is None:
            root = clusters.root(full)
            best[root] = max(best.get(root, -1e9), sum(weight for _, _, weight in rows))
    ranked = sorted(best.values(), reverse=True)
    weighed: list[tuple[int, tuple[Row, ...]]] = []
    for full, rows in options:
        root = clusters.root(full)
        if len(ranked) <= 1:
            row = ("only candidate", decider.nodes[full].name.name, s.only_candidate)
        elif root in best and best[root] == ranked[0] and ranked[0] - ranked[1] >= s.margin:
            row = ("best of rivals", f"{len(ranked)} fit", s.only_candidate)
        else:
            row = ("rivals", f"{len(ranked)} fit", s.rivals)
        weighed.append((full, (*rows, row)))
    return weighed
