"""The one normaliser: a sentence's tree in, flat predicate-argument facts out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.carriers import carry
from kg.extract.clauses import is_passive, share_objects, verb_fact
from kg.extract.descriptions import read_descriptions
from kg.extract.distribute import keep_people, one_post_each, posts_in_brackets, share_both, share_last, share_out
from kg.extract.facts import OBJECT, Fact
from kg.extract.families import read_families
from kg.extract.focus import give_owner_in_focus, give_team_in_focus
from kg.extract.houses import parts_of_houses
from kg.extract.lexicon import Lexicon
from kg.extract.name_facts import name_fact
from kg.extract.nominals import is_predicate_noun, noun_fact
from kg.extract.occasions import read_occasions
from kg.extract.opinions import read_opinions
from kg.extract.owners import merge_owners, share_owners
from kg.extract.pronouns import settle_pronouns
from kg.extract.repair import repair
from kg.extract.senses import read_sense
from kg.extract.set_phrases import read_set_phrases
from kg.extract.status import clause_flags
from kg.extract.successions import read_successions
from kg.extract.transfers import read_transfers
from kg.extract.tree import Node, Tree
from kg.extract.works import (
    credits_of_work,
    describe_examples,
    further_credits,
    take_from_others,
    works_in_brackets,
    works_of_makers,
)

#: So many names with a number behind them and another name right after it are a table.
_ROWS = 3


def normalise(tree: Tree, lexicon: Lexicon) -> list[Fact]:
    """Return the facts of a sentence, in text order of their predicates; the tree is mended in place.

    Arguments are nodes: names, pronouns and common nouns alike. Who they stand for is decided later.
    """
    if _is_table(tree):
        return []
    repair(tree, lexicon)
    nouns = {node.i: noun_fact(node, lexicon) for node in tree.nodes if is_predicate_noun(node)}
    verbs = {node.i: verb_fact(node, lexicon) for node in tree.nodes if _states(node)}
    for fact in verbs.values():
        fact.flags |= clause_flags(fact.node, lexicon)
    share_objects(verbs)
    _cut_at_semicolons(verbs, tree)
    carry(verbs, nouns, lexicon)
    read_occasions(nouns, verbs, lexicon)
    read_descriptions(nouns, verbs, tree, lexicon)
    read_families(nouns, verbs, tree, lexicon)
    describe_examples(nouns, lexicon)
    keep_people(nouns.values(), lexicon)
    share_owners(nouns, lexicon)
    for fact in nouns.values():
        take_from_others(fact, lexicon)
        merge_owners(fact, lexicon)
    handed_on = [*read_successions(nouns, verbs, lexicon), *read_transfers(verbs, tree, lexicon)]
    for fact in (*verbs.values(), *nouns.values()):
        read_sense(fact, lexicon)
    read_opinions(verbs.values(), lexicon)
    read_set_phrases(nouns, verbs, lexicon)
    in_brackets = list(posts_in_brackets(nouns.values(), tree, lexicon))
    in_brackets += works_in_brackets(nouns.values(), tree, lexicon)
    in_brackets += works_of_makers(tree, lexicon)
    if credited := credits_of_work(tree, lexicon):
        for further in further_credits(tree, credited):
            verbs.pop(further.i, None)
        for fact in credited:
            nouns.pop(fact.node.i, None)
            verbs[fact.node.i] = fact
    give_owner_in_focus(list(nouns.values()), tree, lexicon)
    give_team_in_focus(list(nouns.values()), tree, lexicon)
    settle_pronouns([*verbs.values(), *nouns.values()], tree, lexicon)
    _name_the_described([*verbs.values(), *nouns.values()], nouns.values())
    names = {node.i: name_fact(tree, node, lexicon) for node in tree.nodes if node.is_name}
    share_out(tree, names)
    share_last(names)
    share_both(names)
    posts = [*one_post_each(nouns.values(), lexicon), *in_brackets, *handed_on]
    posts += parts_of_houses((fact.node for fact in names.values()), tree, lexicon)
    facts = [*verbs.values(), *nouns.values(), *posts, *names.values()]
    if tree.is_question:
        for fact in facts:
            fact.flags.add("asked")
    return sorted((f for f in facts if sum(map(len, f.roles.values())) > 0), key=lambda f: (f.node.i, f.kind))


def _is_table(tree: Tree) -> bool:
    """Say whether a row of results was parsed as a sentence: "Leeds 2 Hull 1 York 3 Derby 0" tells who played."""
    scored = [n for n in tree.nodes if n.is_name and (after := tree.after(n)) is not None and after.text.isdigit()]
    rows = [n for n in scored if (next_ := tree.after(n, 2)) is not None and next_.is_name]
    return len(rows) >= _ROWS


def _cut_at_semicolons(verbs: dict[int, Fact], tree: Tree) -> None:
    """Take from a participle what stands in another part: '... based on the book "A"; edited by X' is about no book."""
    breaks = [node.i for node in tree.nodes if node.text == ";"]
    for fact in verbs.values():
        if not breaks or not is_passive(fact.node) or fact.node.kids("nsubj", "nsubjpass", "aux", "auxpass"):
            continue
        between = [i for i in breaks if i < fact.node.i]
        fact.roles[OBJECT] = [
            n
            for n in fact.get(OBJECT)
            if not any(n.i < i for i in between) or (n.i < breaks[0] and n.dep not in ("pobj", "appos", "conj"))
        ]


def _states(node: Node) -> bool:
    """Say whether a node is a verb with a fact of its own: no auxiliary, no title."""
    if node.is_name or node.dep in ("aux", "auxpass", "title"):
        return False
    return node.is_verb or (node.tag in ("VBN", "VBG", "VBD") and node.dep in ("amod", "acl", "relcl", "ROOT", "conj"))


def _name_the_described(facts: Iterable[Fact], nouns: Iterable[Fact]) -> None:
    """Put the name for a noun that its own phrase names: "the boss of X, Dmitri Bakanov, arrived"."""
    named = {fact.node: fact.identity for fact in nouns if fact.identity}
    for fact in facts:
        fact.put_for(named)
