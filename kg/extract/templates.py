"""Templates in plain English, compiled through the normaliser into a look-up table.

A template is parsed with names of several fillers in its slots; a key that only one of the parses gives
is a misreading of the parser and is left out (3% of single parses were, and those few cost most of the
precision of a first trial).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.facts import NAME_PREDICATE, Fact, Kind
from kg.extract.lexicon import Lexicon
from kg.extract.normalise import normalise
from kg.extract.tree import Tree, build_trees
from kg.model import Mention, Span
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Parses a batch of texts; the annotator's own parser, so that text and templates read alike.
Parser = Callable[[Sequence[str]], Iterator["Doc"]]

_SLOT = re.compile(r"\{([SO])(?::(\w+))?\}")
_N_FILLERS = 3
#: In how many of the three parses a key must come out.
_MIN_AGREEING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key of the table: subject and object stand in these roles of a fact with these modifiers.

    ``subject_type`` and ``object_type`` are classes that the template asks for beyond domain and range.
    ``wished`` says that the template itself speaks of a wish ("wants to buy"), which else is no claim.
    """

    property: str
    rule: str
    subject_role: str
    object_role: str
    modifiers: tuple[str, ...] = ()
    wished: bool = False
    subject_type: str | None = None
    object_type: str | None = None


@dataclass(frozen=True, slots=True)
class CueTable:
    """Entries by (predicate, kind), and the templates that gave none."""

    entries: Mapping[tuple[str, Kind], tuple[Entry, ...]]
    failed: tuple[tuple[str, str], ...] = ()


def cue_table(ontology: Ontology, lexicon: Lexicon, parser: Parser, parser_name: str) -> CueTable:
    """Return the compiled table, from the cache when ontology, parser and code are the same."""
    path = _cache_path(ontology, parser_name)
    if path is not None and path.is_file():
        try:
            return _load(path)
        except (ValueError, KeyError, TypeError):
            pass  # a torn or foreign file: compile again and replace it
    table = compile_templates(ontology, lexicon, parser)
    if path is not None:
        _save(path, table)
    return table


def compile_templates(ontology: Ontology, lexicon: Lexicon, parser: Parser) -> CueTable:
    """Compile every template of the ontology."""
    jobs: list[tuple[str, str, str]] = []
    texts: list[str] = []
    slots: list[list[tuple[int, int, str, str]]] = []
    for relation in sorted(ontology.relations.values(), key=lambda r: r.property):
        for written, expanded in relation.says:
            for text, marks in _filled(expanded, relation.property, ontology, lexicon):
                jobs.append((relation.property, written, expanded))
                texts.append(text)
                slots.append(marks)
    votes: dict[tuple[str, str, str], Counter[tuple[str, Kind, str, str, tuple[str, ...], bool]]] = defaultdict(Counter)
    for job, doc, marks in zip(jobs, parser(texts), slots, strict=True):
        votes[job].update(set(_keys(doc, marks, lexicon)))
    entries: dict[tuple[str, Kind], dict[Entry, None]] = defaultdict(dict)
    failed: list[tuple[str, str]] = []
    for (property_name, written, expanded), counted in votes.items():
        kept = [key for key, n in counted.most_common() if n >= _MIN_AGREEING]
        if not kept:
            failed.append((property_name, expanded))
        asked = {match[1]: match[2] for match in _SLOT.finditer(expanded) if match[2]}
        for predicate, kind, subject_role, object_role, modifiers, wished in kept:
            entry = Entry(property=property_name, rule=written, subject_role=subject_role, object_role=object_role,
                          modifiers=modifiers, wished=wished, subject_type=asked.get("S"),
                          object_type=asked.get("O"))  # fmt: skip
            entries[predicate, kind].setdefault(entry)
    return CueTable(entries={key: tuple(rows) for key, rows in sorted(entries.items())}, failed=tuple(failed))


def _filled(
    template: str, property_name: str, ontology: Ontology, lexicon: Lexicon
) -> Iterator[tuple[str, list[tuple[int, int, str, str]]]]:
    """Yield (text, [(start, end, slot, type)]) for each filling of a template's slots."""
    prop = ontology.properties[property_name]
    asked = {match[1]: match[2] for match in _SLOT.finditer(template) if match[2]}
    subject_types = [asked["S"]] if "S" in asked else sorted(prop.domain)
    object_types = [asked["O"]] if "O" in asked else sorted(prop.range)
    for n in range(_N_FILLERS):
        chosen = {"S": _filler(subject_types, n, lexicon, 0), "O": _filler(object_types, n, lexicon, 1)}
        text, marks, position = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[position : match.start()]
            name, type_ = chosen[match[1]]
            bare = name.removeprefix("the ")
            text += name[: len(name) - len(bare)]
            marks.append((len(text), len(text) + len(bare), match[1], type_))
            text += bare
            position = match.end()
        text += template[position:]
        yield _as_sentence(text), marks


def _filler(types: Sequence[str], n: int, lexicon: Lexicon, offset: int) -> tuple[str, str]:
    """Return the n-th filler for a slot that admits several types; the two slots never get one name."""
    type_ = types[n % len(types)]
    names = sorted(lexicon.of(f"fillers.{type_}")) or ["smith", "jones", "brown"]
    name = names[(n + offset) % len(names)]
    words = name.split()
    article = "the " if words[0] == "the" else ""
    return article + " ".join(w.capitalize() if not w.endswith("phone") else w for w in words[bool(article) :]), type_


def _as_sentence(text: str) -> str:
    return text[0].upper() + text[1:] if text.endswith((".", "!", "?")) else text[0].upper() + text[1:] + "."


def _keys(
    doc: Doc, marks: list[tuple[int, int, str, str]], lexicon: Lexicon
) -> Iterator[tuple[str, Kind, str, str, tuple[str, ...], bool]]:
    mentions = [
        Mention(id=slot, document_id="", span=Span(start=start, end=end), text=doc.text[start:end], kind="name",
                type=type_, score=1.0, annotator="template")
        for start, end, slot, type_ in marks
    ]  # fmt: skip
    for tree in build_trees(doc, mentions):
        facts = normalise(tree, lexicon)
        for fact in _content_facts(facts, tree, lexicon):
            placed = {n.mention.id: role for role, nodes in fact.roles.items() for n in nodes if n.mention is not None}
            if set(placed) == {"S", "O"}:
                kind: Kind = fact.kind
                modifiers = tuple(sorted(m for m in fact.modifiers if m not in lexicon.past_modifiers))
                yield fact.predicate, kind, placed["S"], placed["O"], modifiers, "wished" in fact.flags


def _content_facts(facts: list[Fact], tree: Tree, lexicon: Lexicon) -> list[Fact]:
    """Return the facts that may carry a template's meaning: content words before light verbs and names."""
    light = lexicon.of("status.light_verbs") | lexicon.of("status.becoming_verbs")
    both = [f for f in facts if {"S", "O"} <= {n.mention.id for ns in f.roles.values() for n in ns if n.mention}]
    nouns = [f for f in both if f.kind == "noun"]
    if nouns:
        return nouns
    verbs = [f for f in both if f.kind == "verb"]
    content = [f for f in verbs if f.predicate not in light and f.node.lemma not in lexicon.of("status.becoming_verbs")]
    if content:
        # The innermost verb says what happens: "plans to buy" is about buying.
        return content[-1:]
    if verbs:
        has_content_noun = any(n.pos == "NOUN" and not n.is_name for n in tree.nodes)
        return [] if has_content_noun else verbs
    plain = [f for f in both if f.predicate == NAME_PREDICATE]
    # A noun that no fact speaks of was read into a name: the key would be about the two names alone.
    others = [
        n
        for n in tree.nodes
        if not n.is_name and (n.pos in ("NOUN", "PROPN", "ADJ", "X") or (n.pos == "VERB" and n.dep != "ROOT"))
    ]
    return [] if others else plain


def _cache_path(ontology: Ontology, parser_name: str) -> Path | None:
    """Return where the table is kept, or None where no folder can be made."""
    folder = Path(
        os.environ.get("KG_CACHE_DIR") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newskg"
    )
    code = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        code.update(source.read_bytes())
    key = hashlib.sha256(f"{ontology.hash} {parser_name} {code.hexdigest()}".encode()).hexdigest()[:24]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / f"cues-{key}.json"


def _save(path: Path, table: CueTable) -> None:
    rows = [[predicate, kind, [asdict(e) for e in entries]] for (predicate, kind), entries in table.entries.items()]
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    except OSError:
        return  # the cache is only a convenience; a read-only folder must not stop a build
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump({"entries": rows, "failed": table.failed}, stream)
    os.replace(temporary, path)


def _load(path: Path) -> CueTable:
    data = json.loads(path.read_text(encoding="utf-8"))
    entries = {
        (predicate, kind): tuple(Entry(**(row | {"modifiers": tuple(row["modifiers"])})) for row in rows)
        for predicate, kind, rows in data["entries"]
    }
    return CueTable(entries=entries, failed=tuple((p, t) for p, t in data["failed"]))
