"""Trains the weights by which a pronoun's antecedent is chosen, and writes ``kg/annotate/coref_weights.json``.

Run: ``python training/coreference/train.py ONTOGUM [ARTICLES...] [--corpus FILE] [--out FILE] [--cross]``.

Trained on half A of OntoGUM's news and interviews (every second file by name, as in ``tests/benchmark/coreference.py``)
and on ``pronouns.json``: pronouns of other articles, annotated by hand; an article that is not there is passed over.
A pronoun counts once as the gold answers before it were known, and once as the ranker's own were. ``--cross`` prints
precision and recall by chance, each document measured with the weights of the others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[2]))

from kg.annotate import Annotator
from kg.annotate.coref_candidates import Candidate, Group
from kg.annotate.coref_features import Features, Setting, of_candidates, of_nothing
from kg.annotate.coref_ranker import Ranker
from kg.annotate.nominals import link_nominals
from kg.annotate.pronouns import link_pronouns
from kg.annotate.quotes import find_reports
from kg.annotate.referents import Referent, Scene, Words
from kg.annotate.token_table import TokenTable
from kg.evaluate.coreference import GoldText, read_conll
from kg.ingest import read
from kg.model import AnnotatedDocument, CoreferenceChain, Document, Mention, Source
from kg.schema import load_ontology, ontology_directory

GROUPS: tuple[Group, ...] = ("person", "thing", "plural")
#: Strength of the pull of weights to zero; 0.3, 1, 3 and 10 were tried with ``--cross``.
PULL = 3.0
#: The least chance at which an answer is given.
LEAST = {"person": 0.35, "thing": 0.45, "plural": 0.5}
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Answers:
    """What a text's pronouns mean: ``of`` tells for a token the right ones of some candidates, the last for none.

    ``names`` tells whether what the token means has a name in the text; None leaves the token out.
    """

    annotated: AnnotatedDocument
    of: Callable[[int, Sequence[Candidate]], set[int] | None]
    named: Callable[[int], bool]


@dataclass(frozen=True)
class Case:
    """One pronoun: the features of its answers, the last that of no answer, and which are right."""

    document: int
    group: Group
    rows: list[Features]
    right: set[int]
    has_name: list[bool]
    named: bool


def from_conll(gold: GoldText, annotated: AnnotatedDocument) -> Answers:
    """Return the answers of a text with gold clusters."""
    table = TokenTable.of(annotated.parse)
    cluster_at: dict[int, str] = {}
    for mention in sorted(gold.mentions, key=lambda m: m.start - m.end):
        found = table.tokens_of(mention.start, mention.end)
        if found is not None:
            cluster_at[table.head_of(*found)] = mention.cluster
    by_id = {mention.id: mention for mention in annotated.mentions}
    clusters: dict[str, set[str]] = {}
    for chain in annotated.chains:
        for id_ in chain.mentions:
            found = table.tokens_of(by_id[id_].span.start, by_id[id_].span.end)
            if by_id[id_].kind == "name" and found is not None and table.head_of(*found) in cluster_at:
                clusters.setdefault(chain.representative, set()).add(cluster_at[table.head_of(*found)])
    representative = {chain.id: chain.representative for chain in _names_only(annotated)[1]}
    has_name = {cluster for i, cluster in cluster_at.items() if table.pos[i] == "PROPN"}

    def of(i: int, candidates: Sequence[Candidate]) -> set[int] | None:
        cluster = cluster_at.get(i)
        nothing = len(candidates)
        if cluster is None:
            return {nothing, *(k for k, c in enumerate(candidates) if c.referent.chain is None)}
        right = set()
        for k, candidate in enumerate(candidates):
            chain = candidate.referent.chain
            if chain is None:
                if cluster_at.get(candidate.nearest.head) == cluster:
                    right |= {k, nothing}
            elif cluster in clusters.get(representative[chain], ()):
                right.add(k)
        return right or {nothing}

    return Answers(annotated=annotated, of=of, named=lambda i: cluster_at.get(i) in has_name)


def from_list(rows: Sequence[tuple[int, str, str | None]], annotated: AnnotatedDocument) -> Answers:
    """Return the answers of a text whose pronouns are listed: (code-point offset, word, name or None)."""
    table = TokenTable.of(annotated.parse)
    meant = {table.at_start[offset]: name for offset, _, name in rows if offset in table.at_start}
    by_id = {mention.id: mention for mention in annotated.mentions}
    names = {
        chain.id: {by_id[id_].text for id_ in chain.mentions if by_id[id_].kind == "name"}
        for chain in _names_only(annotated)[1]
    }

    def of(i: int, candidates: Sequence[Candidate]) -> set[int] | None:
        if i not in meant:
            return None
        name, nothing = meant[i], len(candidates)
        if name is None:
            return {nothing, *(k for k, c in enumerate(candidates) if c.referent.chain is None)}
        return {
            k for k, c in enumerate(candidates) if c.referent.chain is not None and name in names[c.referent.chain]
        } or {nothing}

    return Answers(annotated=annotated, of=of, named=lambda i: meant.get(i) is not None)


def _names_only(annotated: AnnotatedDocument) -> tuple[list[Mention], list[CoreferenceChain]]:
    """Return the mentions and chains as they were before pronouns and noun phrases came in."""
    mentions = [m for m in annotated.mentions if m.kind in ("name", "demonym")]
    kept = {mention.id for mention in mentions}
    chains = [replace(c, mentions=tuple(id_ for id_ in c.mentions if id_ in kept)) for c in annotated.chains]
    return mentions, [chain for chain in chains if chain.mentions]


def cases(number: int, answers: Answers, words: Words, ranker: Ranker | None) -> list[Case]:
    """Return a text's pronouns; ``ranker`` decides the earlier ones, or gold where it is None."""
    found: list[Case] = []
    annotated = answers.annotated
    table = TokenTable.of(annotated.parse)
    scene = Scene(table, *_names_only(annotated), words)

    def choose(scene: Scene, setting: Setting, candidates: Sequence[Candidate]) -> Referent | None:
        right = answers.of(setting.token, candidates)
        if right is None:
            return None
        rows = [*of_candidates(scene, setting, candidates), of_nothing(scene, setting, candidates)]
        has_name = [candidate.referent.chain is not None for candidate in candidates]
        named = answers.named(setting.token)
        found.append(Case(document=number, group=setting.group, rows=rows, right=right, has_name=has_name, named=named))
        if ranker is not None:
            return ranker.choose(scene, setting, candidates)
        return next((c.referent for k, c in enumerate(candidates) if k in right and has_name[k]), None)

    link_nominals(scene)
    link_pronouns(scene, find_reports(table, words), choose)
    return found


def fit(examples: Iterable[Case], pull: float) -> dict[str, dict[str, float]]:
    """Return the weights by group that make the right answers likeliest."""
    weights: dict[str, dict[str, float]] = {}
    for group in GROUPS:
        own = [case for case in examples if case.group == group and 0 < len(case.right) < len(case.rows)]
        names = sorted({name for case in own for row in case.rows for name in row})
        place = {name: k for k, name in enumerate(names)}
        matrix = np.zeros((sum(len(case.rows) for case in own), len(names)))
        starts, right, r = [], [], 0
        for case in own:
            starts.append(r)
            for k, row in enumerate(case.rows):
                right.append(k in case.right)
                for name, value in row.items():
                    matrix[r, place[name]] = value
                r += 1
        edges, is_right = np.array(starts), np.array(right)
        lengths = np.diff(np.append(edges, r))

        def loss(
            w: np.ndarray,
            matrix: np.ndarray = matrix,
            edges: np.ndarray = edges,
            is_right: np.ndarray = is_right,
            lengths: np.ndarray = lengths,
        ) -> tuple[float, np.ndarray]:
            sums = matrix @ w
            sums -= np.repeat(np.maximum.reduceat(sums, edges), lengths)
            parts = np.exp(sums)
            whole, good = np.add.reduceat(parts, edges), np.add.reduceat(parts * is_right, edges)
            value = float(np.log(whole).sum() - np.log(good).sum() + pull * w @ w / 2)
            chances = parts / np.repeat(whole, lengths)
            aims = parts * is_right / np.repeat(good, lengths)
            return value, matrix.T @ (chances - aims) + pull * w

        solved = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
        weights[group] = {name: round(float(w), 3) for name, w in zip(names, solved.x, strict=True) if abs(w) > 0.0005}
    return weights


def cross(examples: list[Case], pull: float) -> None:
    """Print precision and recall by least chance, with every fifth document held out in turn."""
    outcomes: dict[str, list[tuple[float, bool]]] = {group: [] for group in GROUPS}
    wanted = dict.fromkeys(GROUPS, 0)
    for fold in range(5):
        ranker = Ranker(weights=fit([c for c in examples if c.document % 5 != fold], pull), least={})
        for case in (c for c in examples if c.document % 5 == fold):
            wanted[case.group] += case.named
            chances = ranker.chances(case.group, case.rows)
            best = max((k for k, named in enumerate(case.has_name) if named), key=chances.__getitem__, default=None)
            if best is not None:
                outcomes[case.group].append((chances[best], best in case.right))
    for group in GROUPS:
        for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
            given = [right for chance, right in outcomes[group] if chance >= least]
            print(
                f"pull {pull} {group:8} least {least}: precision {sum(given) / max(1, len(given)):.3f} "
                f"({sum(given)}/{len(given)}) recall {sum(given) / max(1, wanted[group]):.3f} (of {wanted[group]})"
            )


def load(
    ontogum: Path, articles: Sequence[Path], corpus: Path | None
) -> tuple[list[Answers], dict[str, frozenset[str]]]:
    """Read and annotate the training texts."""
    ontology = load_ontology(ontology_directory())
    annotator = Annotator(ontology)
    golds = [read_conll(path) for path in sorted(ontogum.glob("*.conll"))[::2]]
    texts = [Document(id=g.name, name=g.name, text=g.text, source=Source(uri=g.name)) for g in golds]
    answers = [from_conll(g, a) for g, a in zip(golds, annotator.pipe(texts), strict=True)]
    listed = json.loads((HERE / "pronouns.json").read_text(encoding="utf-8"))["documents"]
    documents = [d for d in read([str(p) for p in articles]) if isinstance(d, Document) and d.name in listed]
    if corpus is not None:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if row["id"] in listed]
        documents += [Document(id=r["id"], name=r["id"], text=r["text"], source=Source(uri=r["id"])) for r in rows]
    answers += [from_list(listed[a.document.name], a) for a in annotator.pipe(documents)]
    return answers, dict(ontology.words)


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ontogum", type=Path)
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument("--corpus", type=Path, help="a .jsonl.gz file of articles with id and text")
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "kg" / "annotate" / "coref_weights.json")
    parser.add_argument("--cross", action="store_true")
    options = parser.parse_args()
    answers, words = load(options.ontogum, options.articles, options.corpus)
    first = [case for k, a in enumerate(answers) for case in cases(k, a, words, None)]
    ranker = Ranker(weights=fit(first, PULL), least=LEAST)
    second = [case for k, a in enumerate(answers) for case in cases(k, a, words, ranker)]
    if options.cross:
        for pull in (0.3, 1.0, 3.0, 10.0):
            cross(second, pull)
        return
    weights = fit([*first, *second], PULL)
    options.out.write_text(
        json.dumps({"least": LEAST, "weights": weights}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(first)} pronouns, {sum(map(len, weights.values()))} weights")


if __name__ == "__main__":
    main()
