"""Pre-nominal titles: what stands before a name and says what it is, hung on the name.

The parser often splits "acting NASA Administrator Sean Duffy" in two or reads the title as the head.
A surface rule over the noun phrase is right far more often, so it changes the tree: the name becomes
the head, the role noun hangs on it as ``title``, everything before the role noun hangs on that.
"""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

#: Adjectives that stand after their role noun: "Director General", "Attorney General".
POSTPOSED = frozenset({"general", "designate", "elect", "emeritus"})
_WEAK = frozenset({"appos", "dep", "npadvmod", "attr", "nmod", "ROOT", "compound"})
_STRONG = frozenset({"conj", "nsubj", "nsubjpass", "dobj", "pobj"})
_LINKS = frozenset({"'s", "’s", "'", "’", "-", "–", "&", "/"})


def read_title(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """Hang a class noun that stands directly before a name on it ("chief", "spacecraft", "agency")."""
    title = _before_honorific(tree, name, lexicon)
    if title is None or title.is_name or not (_describes(title, name, lexicon) or title.lower in POSTPOSED):
        title = _title_with_of(tree, name, lexicon) or title
    if title is not None and title.lower in POSTPOSED and not title.is_name:
        before = tree.after(title, -1)
        if before is not None and before.mention is None and _describes(before, name, lexicon):
            title = before
    if title is None or title.is_name or not _describes(title, name, lexicon):
        return
    if title.is_verb and title.kids("nsubj", "nsubjpass", "aux"):
        return  # "X hosted Y": who does it stands before
    clause = name.head if name.dep in ("nsubj", "nsubjpass") else None
    if clause is not None and clause.dep == "relcl" and clause.head is title:
        return  # "the company Google bought"
    if title.dep in ("dobj", "pobj", "attr") and name.dep in ("nsubj", "nsubjpass"):
        return  # "told reporters Peskov was ill": two phrases that only touch
    if title.i < name.i - 1:
        _read_of_phrase(tree, title, name)
    left = _left_part(tree, title, lexicon)
    phrase = [*left, title]
    _promote(name, phrase)
    between = list(tree.nodes[title.i + 1 : name.i])
    for node in phrase + between:
        for child in [c for c in node.children if c.i > name.i]:
            child.attach(name, "conj" if child.dep == "appos" and child.is_person else child.dep)
    title.attach(name, "title")
    other, left = _other_post(left, title, lexicon)
    if other:
        own = any(n.is_name for n in left)
        other[-1].attach(name if own else title, "title" if own else "conj")
        _hang_left(tree, other[-1], other[:-1])
    _hang_left(tree, title, left)
    for node in between:
        if node.head is name and node.lower in ("of", "for"):
            node.attach(title, "prep")
        if node.lower in POSTPOSED:
            node.attach(title, "amod")


def _other_post(left: list[Node], title: Node, lexicon: Lexicon) -> tuple[list[Node], list[Node]]:
    """Part what stands before a title into another post with its house, and the rest.

    "Acme chief and Apex director X" has two houses, "Acme founder and director X" one for both.
    """
    posts = lexicon.of("roles.owned_posts")
    for k, node in enumerate(left):
        role = left[k - 1] if k else node
        both = role.lower in posts and title.lower in posts
        if node.lower != "and" or role.mention is not None or not (both or any(n.is_name for n in left[k:])):
            continue
        if "Person" in lexicon.classes_of(role.lower) and any(n.is_name for n in left[:k]):
            return left[:k], left[k + 1 :]
    return [], left


def _hang_left(tree: Tree, title: Node, left: list[Node]) -> None:
    """Hang the words and names before a title on it."""
    for node in left:
        if node.dep == "title" or (node.head in left and node.head is not None and node.head.dep == "title"):
            continue  # "space corporation Roscosmos" inside the title of "Roscosmos chief X"
        follower = tree.after(node)
        possessive = follower is not None and follower.text in ("'s", "’s", "'", "’")
        if node.text not in _LINKS:
            node.attach(title, "poss" if possessive else "compound")


def _before_honorific(tree: Tree, name: Node, lexicon: Lexicon) -> Node | None:
    """Return the word before a name, or the role noun before its "Sir": "Acme chairman Sir John Roe"."""
    title = tree.after(name, -1)
    if title is None or title.is_name or title.lower.rstrip(".") not in lexicon.of("names.titles"):
        return title
    before = tree.after(title, -1)
    honorific = before is not None and before.mention is None and not _describes(title, name, lexicon)
    return before if honorific and before is not None and _describes(before, name, lexicon) else title


def _title_with_of(tree: Tree, name: Node, lexicon: Lexicon) -> Node | None:
    """Return the role noun of "Secretary of the Air Force James Roche"."""
    if not name.is_person:
        return None
    position = name.i - 1
    while position >= 0 and name.i - position <= 6:
        node = tree.nodes[position]
        if node.lower in ("of", "for", "at") and 0 < position < name.i - 1:
            role, last = tree.nodes[position - 1], tree.nodes[name.i - 1]
            if position == name.i - 2 and last.lower.rstrip(".") in lexicon.of("names.titles"):
                return None  # "the daughter of Mr. X" is not X
            capital = last.is_name or last.text[:1].isupper()
            return role if capital and role.mention is None and _describes(role, name, lexicon) else None
        if not (node.pos in ("NOUN", "PROPN", "ADJ", "DET") or node.is_name or node.lower in ("and", "&")):
            return None
        if node.is_person:
            return None
        position -= 1
    return None


def _read_of_phrase(tree: Tree, title: Node, name: Node) -> None:
    """Hang "of the Air Force" on "Secretary", not on the name that the parser took for its last word."""
    preposition = tree.after(title)
    last = tree.after(name, -1)
    if preposition is None or last is None or preposition.lower not in ("of", "for", "at"):
        return
    _promote(name, [title, preposition, *tree.nodes[preposition.i + 1 : name.i]])
    preposition.attach(title, "prep")
    last.attach(preposition, "pobj")
    for node in tree.nodes[preposition.i + 1 : last.i]:
        if node.head is name:
            node.attach(last, "compound")


def _describes(noun: Node, name: Node, lexicon: Lexicon) -> bool:
    """Say whether a noun can be the class or role of a name."""
    if noun.pos in ("PUNCT", "ADP", "DET", "PRON", "CCONJ"):
        return False
    classes = lexicon.classes_of(lexicon.singular(noun.lower)) | lexicon.classes_of(noun.lemma)
    type_ = name.mention.type if name.mention is not None else None
    if noun.lower in lexicon.of("roles.relational"):  # "Aer Lingus rival Ryanair"
        return type_ in (None, "Organization", "Country") or type_ in classes
    return bool(classes) and (type_ is None or type_ in classes)


def _left_part(tree: Tree, title: Node, lexicon: Lexicon) -> list[Node]:
    """Return the words and names before a title that belong to it, in text order."""
    left: list[Node] = []
    provisional = lexicon.past_modifiers | lexicon.acting_modifiers
    position = title.i - 1
    while position >= 0:
        node = tree.nodes[position]
        follower = tree.nodes[position + 1]
        if node.text in _LINKS:
            owner_before = position > 0 and tree.nodes[position - 1].is_nominal
            if not left and node.text not in ("-", "–") and not owner_before:
                break
        elif node.is_name:
            if follower.text in ("-", "–") and tree.nodes[position + 2].tag in ("VBN", "VBD"):
                break  # "Moscow-backed leader X" does not lead Moscow
            if position == 1 and tree.nodes[0].pos == "ADP":
                node.attach(tree.nodes[0], "pobj")
                break  # "In Turkey Minister X met ...": the place belongs to the preposition
            possessive = follower.text in ("'s", "’s", "'", "’")
            if node.is_person and not possessive and node.dep not in ("compound", "nmod", "poss"):
                break
            if node.dep == "pobj" and not possessive and title not in node.subtree() and title.head is not node.head:
                # "In Houston NASA chief X ...": the first of two phrases that touch is not part of it,
                # unless the parser hung the title itself on it.
                break
        elif node.lower in provisional:
            pass
        elif node.pos in ("NOUN", "PROPN"):
            if node.lower in lexicon.of("constructions.calendar"):
                if position > 0 and tree.nodes[position - 1].pos == "ADP":
                    node.attach(tree.nodes[position - 1], "pobj")
                break  # "On Monday President X"
            if node.dep == "npadvmod" or (node.dep in ("dobj", "nsubj", "pobj") and follower.text not in _LINKS and (
                node.head is not None and node.head.is_verb and title not in node.subtree()
            )):  # fmt: skip
                break
        elif node.pos == "ADJ" or (node.pos in ("VERB", "NUM") and node.dep in ("amod", "compound", "nmod", "nummod")):
            if node.dep in ("acomp", "oprd"):
                break
        elif node.lower == "and" and left and node.i > 0 and tree.nodes[position - 1].pos in ("NOUN", "PROPN", "ADJ"):
            if node.head is not title and node.head not in left and title not in node.head.subtree():  # type: ignore[union-attr]
                break
        else:
            break
        left.insert(0, node)
        position -= 1
    while left and (left[0].text in _LINKS or left[0].lower == "and"):
        left.pop(0)
    return left


def _promote(name: Node, phrase: list[Node]) -> None:
    """Give the name the place in the sentence of the highest node of its title phrase."""
    top: Node | None = None
    for ancestor in name.ancestors():
        if ancestor in phrase:
            top = ancestor
    if top is not None:
        name.attach(top.head, top.dep)
    elif name.dep in _WEAK:
        # A title that the parser cut in two: its first part holds the place in the sentence.
        for node in phrase:
            if node.head is not None and node.head not in phrase and node.dep in _STRONG:
                name.attach(node.head, node.dep)
                return
    elif name.dep == "conj":
        # "the son of the poet and activist X": the parser ends the phrase at "poet" and joins X to the son.
        for node in phrase:
            preposition = node.head
            if node.dep == "pobj" and preposition is not None and preposition.head is name.head:
                name.attach(preposition, "pobj")
                return
