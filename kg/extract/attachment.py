"""Where phrases and clauses behind a name belong, and what is joined to what, where parsers hang them elsewhere."""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, coordinated

#: What is one word with the noun behind its hyphen.
_PREFIXES = frozenset({"co", "vice", "ex"})
_RELATIVES = frozenset({"who", "which", "that", "whose"})


def keep_phrase(tree: Tree, name: Node) -> None:
    """ "A of X and B of Y": "of" directly behind a name belongs to it, wherever the parser hung it."""
    preposition = tree.after(name)
    if preposition is None or preposition.lower not in ("of", "from") or preposition.dep != "prep":
        return
    if preposition.lower == "from" and (preposition.head is None or not preposition.head.is_name):
        return  # "the launch of X from Y"
    if preposition.head is not None and preposition.head is not name and preposition.head.is_nominal:
        preposition.attach(name, "prep")


def join_persons(name: Node) -> None:
    """ "A of X and B of Y": the parser joins B to X; a person is joined to a person."""
    neighbour = name.head
    if name.dep != "conj" or neighbour is None or neighbour.is_person or not neighbour.is_name:
        return
    preposition = neighbour.head
    while neighbour is not None and neighbour.dep == "conj":
        neighbour = neighbour.head
        preposition = neighbour.head if neighbour is not None else None
    if neighbour is not None and neighbour.dep == "pobj" and preposition is not None and preposition.head is not None:
        holder: Node | None = preposition.head
        if holder is not None and holder.dep == "appos":
            holder = holder.head  # "A, a backer of X, and B, a designer at Y"
        if holder is not None and holder.is_person:
            name.attach(holder, "conj")


def keep_relative_clause(tree: Tree, name: Node) -> None:
    """ "sanctions against Russia, which invaded": a clause right behind a name is about the name."""
    comma, pronoun = tree.after(name), tree.after(name, 2)
    if comma is None or comma.text != "," or pronoun is None or pronoun.lower not in ("who", "which"):
        return
    if (pronoun.lower == "who") != name.is_person:
        return
    clause = next((node for node in pronoun.ancestors() if node.dep == "relcl"), None)
    if clause is not None and clause.head is not name and clause.head is not None and clause.head.i < name.i:
        clause.attach(name, "relcl")


def free_relative_clause(tree: Tree, name: Node) -> None:
    """ "a friend of X's who became": the clause behind a double genitive is about the friend."""
    genitive, pronoun, preposition = tree.after(name), tree.after(name, 2), name.head
    if genitive is None or pronoun is None or genitive.text not in ("'s", "’s") or pronoun.lower not in _RELATIVES:
        return
    if name.dep != "pobj" or preposition is None or preposition.lower != "of" or preposition.head is None:
        return
    for clause in name.kids("relcl"):
        if pronoun in clause.subtree() and preposition.head.is_nominal:
            clause.attach(preposition.head, "relcl")


def join_prefix(tree: Tree, prefix: Node) -> None:
    """ "the Acme co-founder": three words of which the last is the noun, whichever the parser chose."""
    hyphen, noun = tree.after(prefix), tree.after(prefix, 2)
    if prefix.lower not in _PREFIXES or hyphen is None or hyphen.text not in ("-", "–") or noun is None:
        return
    if noun.is_name or prefix.mention is not None or noun.pos not in ("NOUN", "PROPN") or noun in prefix.ancestors():
        return
    noun.attach_in_place_of(prefix)
    for child in list(prefix.children):
        child.attach(noun, child.dep)
    prefix.attach(noun, "compound")
    hyphen.attach(noun, "punct")


def hang_under_possessor(tree: Tree, owner: Node) -> None:
    """ "teaches at X's Y": Y is what is spoken of, and X has it, also where the parser hangs Y on X."""
    genitive, owned = tree.after(owner), tree.after(owner, 2)
    if genitive is None or genitive.text not in ("'s", "’s") or owned is None or not owned.is_name:
        return
    if owned.head is owner and owned.dep in ("pobj", "dobj", "dep", "nmod") and owner.dep in ("pobj", "dobj"):
        owned.attach_in_place_of(owner)
        owner.attach(owned, "poss")


def free_subject(name: Node) -> None:
    """ "Will Allen will replace X": a name that the parser takes for an auxiliary is the subject."""
    verb = name.head
    if name.dep in ("aux", "auxpass") and verb is not None and verb.is_verb and not verb.kids("nsubj", "nsubjpass"):
        name.attach(verb, "nsubjpass" if any(c is not name for c in verb.kids("auxpass")) else "nsubj")


def join_relative_clauses(tree: Tree, pronoun: Node) -> None:
    """ "the flight, which carries X and whose takeoff is due": two joined clauses describe the same noun."""
    conjunction = tree.after(pronoun, -1)
    if pronoun.lower not in _RELATIVES or conjunction is None or conjunction.lower not in ("and", "but"):
        return
    second = next((node for node in pronoun.ancestors() if node.dep == "relcl"), None)
    if second is None:
        return
    for node in reversed(tree.nodes[: conjunction.i]):
        first = node.head
        if node.lower in _RELATIVES and first is not None and first.dep == "relcl" and first is not second:
            if first.head is not None and second.head is not None and second.head in first.subtree():
                second.attach(first.head, "relcl")
            return


def keep_participle(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """ "a deal between X, led by A, and Y": who leads X is said of X, and Y is joined to X, not to A."""
    comma, participle = tree.after(name), tree.after(name, 2)
    if comma is None or comma.text != "," or participle is None or participle.tag != "VBN" or name.is_person:
        return
    if participle.lemma not in lexicon.of("constructions.heading_verbs") or participle.dep not in ("acl", "advcl"):
        return
    head = participle.head
    if head is not name and head is not None and head.i < name.i and not head.is_verb:
        participle.attach(name, "acl")
    for holder in (n for agent in participle.kids("agent", "prep") for n in agent.kids("pobj")):
        for other in holder.kids("conj"):
            if holder.is_person and other.is_name and not other.is_person:
                other.attach(name, "conj")
        second = _after_and(tree, holder)
        between = name.head is not None and name.head.lower == "between" and not name.kids("conj")
        if between and holder.is_person and second is not None and second.is_name and not second.is_person:
            second.attach(name, "conj")  # what is between X has a second side


def _after_and(tree: Tree, node: Node) -> Node | None:
    """Return what "and" joins right behind a node, a comma and an article left out."""
    words = [n for n in tree.nodes[node.i + 1 : node.i + 5] if n.text != "," and n.lower != "the"]
    return words[1] if len(words) > 1 and words[0].lower == "and" else None


def join_branch(tree: Tree, country: Node) -> None:
    """ "Nintendo UK general manager X": the country behind an organization's name says which part of it is meant."""
    house = tree.after(country, -1)
    if country.mention is None or country.mention.type != "Country" or country.mention.kind != "name":
        return
    if house is None or house.head is not country or house.dep not in ("compound", "nmod"):
        return
    if house.is_organization:
        house.attach_in_place_of(country)
        for child in list(country.children):
            child.attach(house, child.dep)
        country.attach(house, "branch")


def keep_house(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """ "teaches at the Hartwell School at Yale": the second "at" says whose part the school is, whatever the verb."""
    preposition, house = tree.after(name), name.mention
    if preposition is None or preposition.lower != "at" or preposition.dep != "prep" or house is None:
        return
    if house.type != "Organization" or preposition.head is None or preposition.head.i > name.i:
        return
    wholes = [n.mention for n in preposition.kids("pobj") if n.is_name]
    words = lexicon.of("constructions.parts_of_bodies")
    if all(m is not None and m.type == "Organization" for m in wholes) and not words.isdisjoint(name.lower.split()):
        preposition.attach(name, "prep")


def join_after_apposition(tree: Tree, name: Node) -> None:
    """ "bought A, a brand, as well as B": the parser joins B to what A is; a name is joined to a name of its class.

    Without a comma B is part of what A is: "A, the daughter of C and the actor B".
    """
    described = name.head
    if name.dep != "conj" or described is None or described.is_name or described.dep != "appos":
        return
    first = described.head
    joining = [n.i for c in described.kids("cc") if c.i < name.i for n in c.subtree()]
    if not joining or tree.nodes[min(joining) - 1].text != ",":
        return
    if first is None or not first.is_name or first.mention is None or name.mention is None or described.i > name.i:
        return
    if first.mention.type == name.mention.type:
        name.attach(first, "conj")


def keep_subject(tree: Tree, name: Node) -> None:
    """ "A bought B and C took D": a name between "and" and a verb is what the verb says something of."""
    conjunction, verb, listed = tree.after(name, -1), tree.after(name), name.head
    if name.dep != "conj" or listed is None or conjunction is None or verb is None or verb.tag not in ("VBD", "VBZ"):
        return
    if conjunction.lower not in ("and", "but", "while") or verb.dep != "conj" or not verb.is_verb:
        return
    if verb.kids("nsubj", "nsubjpass") or verb.head is None or not verb.head.is_verb or verb.head.i > name.i:
        return
    if any(listed is n for n in verb.head.subtree()) and verb.head.i < listed.i:
        name.attach(verb, "nsubj")


def join_names(tree: Tree, name: Node) -> None:
    """ "at Harvard University and Yale University": the parser makes the first name a modifier of the last."""
    last, conjunction = name.head, tree.after(name)
    if name.dep not in ("nmod", "compound") or last is None or not last.is_name or last.i != name.i + 2:
        return
    if conjunction is None or conjunction.lower not in ("and", "or", "&") or conjunction.dep != "cc":
        return
    if last.mention is None or name.mention is None or last.mention.type != name.mention.type:
        return
    if last.head is not None:
        name.attach(last.head, last.dep)
        last.attach(name, "conj")


def join_posts(noun: Node, lexicon: Lexicon) -> None:
    """ "X, winner of the Y Prize and author of Z": a post is joined to a post, not to what the first one is of."""
    owner = noun.head
    if noun.dep != "conj" or noun.tag != "NN" or owner is None or not owner.is_name or owner.is_person:
        return
    preposition = owner.head
    post = preposition.head if preposition is not None and owner.dep == "pobj" else None
    if post is None or post.is_name or noun.kids("poss") or not noun.kids("prep") or noun.i < owner.i:
        return
    if all("Person" in lexicon.classes_of(lexicon.singular(n.lower)) for n in (post, noun)):
        noun.attach(post, "conj")


def keep_parent(tree: Tree, noun: Node, lexicon: Lexicon) -> None:
    """ "X, the daughter of A, the head of Y, and B, was married": B is the other parent, since X alone was."""
    child = noun.head
    if noun.dep != "appos" or noun.tag != "NN" or child is None or not child.is_person:
        return
    if lexicon.singular(noun.lower) not in lexicon.of("constructions.child_nouns"):
        return
    parents = [n for p in noun.kids("prep") if p.lower == "of" for n in p.kids("pobj") if n.is_person]
    verb = child.head
    if len(parents) != 1 or parents[0].kids("conj") or verb is None or child.dep not in ("nsubj", "nsubjpass"):
        return
    if not any(n.tag == "VBZ" or n.lower == "was" for n in (verb, *verb.kids("aux", "auxpass"))):
        return
    for other in child.kids("conj"):
        if other.is_person and other.i > parents[0].i:
            other.attach(parents[0], "conj")


def end_at_semicolon(tree: Tree, node: Node) -> None:
    """ "A, the maker of B; the C division of D": what follows a semicolon is another item and describes none before."""
    if node.dep != "appos" or node.head is None or node.i < node.head.i:
        return
    before = tree.after(min(node.subtree(), key=lambda n: n.i), -1)
    if before is not None and before.text == ";":
        node.dep = "dep"


def describe_last(tree: Tree, noun: Node) -> None:
    """ "A and the B chain in C, part of D": what a singular noun says behind a list is said of its last item."""
    first = noun.head
    if noun.dep != "appos" or noun.tag != "NN" or first is None or not first.is_name or first.is_person:
        return
    comma = tree.after(min(noun.subtree(), key=lambda n: n.i), -1)
    last = next((n for n in reversed(coordinated(first)) if n.i < noun.i), first)
    if comma is None or comma.text != "," or last is first or last.is_name or not last.kids("compound", "nmod"):
        return
    if any(node.i == comma.i - 1 for node in last.subtree()):
        noun.attach(last, "appos")
