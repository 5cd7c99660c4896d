"""Repairs of the parse that come before reading it, in their order; the appositions that a person has last."""

from __future__ import annotations

from kg.extract.attachment import (
    describe_last,
    end_at_semicolon,
    free_relative_clause,
    free_subject,
    hang_under_possessor,
    join_after_apposition,
    join_branch,
    join_names,
    join_persons,
    join_posts,
    join_prefix,
    join_relative_clauses,
    keep_house,
    keep_parent,
    keep_participle,
    keep_phrase,
    keep_relative_clause,
    keep_subject,
)
from kg.extract.called import read_given_name
from kg.extract.descriptions import describe_beside, lower_apposition, lower_body, name_holder, read_position
from kg.extract.headlines import read_headline_verb
from kg.extract.joined import join_companion, join_pair, join_that_of
from kg.extract.juxtaposed import describe_behind, keep_birth
from kg.extract.lexicon import Lexicon
from kg.extract.objects import (
    close_preposition,
    free_object,
    lift_phrase,
    read_pair_of_nouns,
    split_objects,
    take_object,
)
from kg.extract.places import join_places, join_region, join_seat
from kg.extract.prenominal import POSTPOSED, read_title
from kg.extract.titles import read_titles
from kg.extract.tree import Node, Tree

#: So many words stand at most in brackets between a name and its apposition.
_BRACKET = 8


def repair(tree: Tree, lexicon: Lexicon) -> None:
    """Mend the tree in place."""
    read_headline_verb(tree, lexicon)
    read_titles(tree, lexicon)
    join_places(tree)
    for node in tree.nodes:
        spelt = node.mention is None and "-" in node.lower  # "co-operation"
        if (node.is_verb or spelt) and (lemma := lexicon.mended_lemmas.get(node.lower)) is not None:
            node.lemma = lemma
        split_objects(tree, node, lexicon)
        read_pair_of_nouns(tree, node)
        join_prefix(tree, node)
        join_that_of(node)
        if node.is_name:
            free_object(node, lexicon)
            close_preposition(tree, node)
            take_object(tree, node)
            free_subject(node)
            hang_under_possessor(tree, node)
        lift_phrase(node, lexicon)
        read_given_name(node, lexicon)
    for node in tree.nodes:
        if node.is_name:
            join_branch(tree, node)
            describe_behind(tree, node, lexicon)
            join_region(tree, node)
            join_seat(tree, node, lexicon)
    for node in tree.nodes:
        if node.is_name and node.mention is not None and node.mention.kind == "name":
            read_title(tree, node, lexicon)
            if node.is_person and node.dep != "title":
                read_position(tree, node, lexicon)
    for node in tree.nodes:
        _read_participle(node, lexicon)
        keep_birth(tree, node)
        if node.dep == "conj":
            join_posts(node, lexicon)
        elif node.dep == "appos":
            end_at_semicolon(tree, node)
            describe_last(tree, node)
            describe_beside(tree, node, lexicon)
        if node.is_name:
            join_names(tree, node)
            join_pair(tree, node)
            join_companion(tree, node)
            join_after_apposition(tree, node)
            keep_subject(tree, node)
    for node in tree.nodes:
        if node.is_name:
            keep_phrase(tree, node)
            keep_house(tree, node, lexicon)
            keep_relative_clause(tree, node)
            free_relative_clause(tree, node)
            keep_participle(tree, node, lexicon)
    for node in tree.nodes:
        join_relative_clauses(tree, node)
        if node.dep == "appos":
            keep_parent(tree, node, lexicon)
        if node.is_name:
            lower_body(tree, node, lexicon)
        if node.is_person:
            join_persons(node)
            name_holder(tree, node, lexicon)
            lower_apposition(tree, node, lexicon)
            _read_apposition(tree, node, lexicon)
            _lift_apposition(node, lexicon)


def _read_apposition(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """Mend "X, (the|a) ... role of Y": the role noun is the name's apposition, whatever the parser chose."""
    comma = tree.after(name)
    if comma is not None and comma.text == "(":
        closing = next((n for n in tree.nodes[comma.i : comma.i + _BRACKET] if n.text == ")"), comma)
        comma = tree.after(closing)
    if comma is None or comma.text != ",":
        return
    position, role = comma.i + 1, None
    while position < len(tree.nodes) and position - comma.i <= 8:
        node = tree.nodes[position]
        if node.is_person or (node.is_verb and node.dep not in ("amod", "compound")) or node.pos in ("ADP", "SCONJ"):
            break
        if node.mention is None and node.pos in ("NOUN", "PROPN") and "Person" in lexicon.classes_of(
            lexicon.singular(node.lower)
        ):  # fmt: skip
            role = node
            following = tree.after(node)
            if following is None or (
                following.lower not in POSTPOSED | {"and"} and following.pos not in ("NOUN", "PROPN")
            ):
                break
        elif node.text in (",", ";", ":", "(") or node.is_verb:
            break
        position += 1
    if role is None or role.dep in ("nsubj", "nsubjpass", "title"):
        return
    if role.head is not name or role.dep not in ("appos", "title"):
        inner = role.head is not None and role.head.is_nominal and role.head.i > name.i
        if role.dep in ("conj", "dep", "npadvmod", "ROOT", "attr") and not inner:
            role.attach(name, "appos")


def _lift_apposition(name: Node, lexicon: Lexicon) -> None:
    """ "the head of the agency X, Dmitry Y": a person is no apposition of an agency but of its head."""
    host = name.head
    if name.dep not in ("appos", "conj") or host is None or not host.is_nominal:
        return
    if host.is_person and (name.dep == "conj" or host.dep != "pobj"):
        return  # "a spokesman for A, B": two persons in apposition are the spokesman's employer and the spokesman
    if "Person" in lexicon.classes_of(lexicon.singular(host.lower)):
        return
    if name.dep == "conj" and any(c.dep == "cc" for c in host.children):
        return
    node, governor = host, host.head
    while governor is not None and node.dep in ("pobj", "prep", "appos", "compound", "nmod", "conj"):
        if not governor.is_name and "Person" in lexicon.classes_of(lexicon.singular(governor.lower)):
            name.attach(governor, "appos")
            return
        node, governor = governor, governor.head


def _read_participle(node: Node, lexicon: Lexicon) -> None:
    """ "is married to X": a participle that the tagger took for an adjective is the verb of its clause.

    So is one that tells by whom: "is 78 percent owned by X".
    """
    copula = node.head
    agent = node.pos == "VERB" and node.tag == "VBN" and bool(node.kids("agent"))
    verbal = node.tag == "VBN" and node.lower in lexicon.participles
    if node.dep != "acomp" or not (node.pos == "ADJ" or agent or verbal) or copula is None or copula.lemma != "be":
        return
    lemma = node.lemma if agent or verbal else lexicon.participles.get(node.lower)
    if lemma is None:
        return
    node.pos, node.tag, node.lemma = "VERB", "VBN", lemma
    node.attach_in_place_of(copula)
    for child in list(copula.children):
        child.attach(node, "nsubjpass" if child.dep == "nsubj" else child.dep)
    copula.attach(node, "auxpass")
