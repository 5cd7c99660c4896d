"""Remembers what spaCy's attribute ruler says about a word: the same result in a fraction of the time."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

#: What a rule of one token may ask for its answer to be kept.
_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
#: What any rule may write.
_WRITTEN = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
#: A token's tag, its lower-case form where a rule names that form (else 0), its label, and whether it is space.
_Key = tuple[int, int, int, int]
#: Where the attributes stand in a key.
_COLUMN = {"TAG": 0, "LOWER": 1, "DEP": 2}


class _Asked(NamedTuple):
    """What a pattern asks of a token: an attribute, and its values or a form of them."""

    attribute: str
    values: Set[int]
    form: re.Pattern[str] | None = None


def remember_rules(nlp: Language) -> None:
    """Let a pipeline's attribute ruler keep its answers; one that writes other attributes is left as it is."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe("attribute_ruler")
    if all({attribute.upper() for attribute in rule["attrs"]} <= set(_WRITTEN) for rule in ruler.patterns):
        memo = RulerMemo(ruler)
        ruler.match, ruler.set_annotations = memo.match, memo.set_annotations


def is_plain(pattern: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a pattern asks for one token, and of it only what is part of a key.

    >>> is_plain([{"TAG": "NN", "LOWER": {"IN": ["data", "media"]}}]), is_plain([{"LOWER": {"REGEX": "^n"}}])
    (True, False)
    """
    word = pattern[0].get("LOWER", "")
    return len(pattern) == 1 and pattern[0].keys() <= _ASKED and (isinstance(word, str) or word.keys() == {"IN"})


class RulerMemo:
    """Stands for an attribute ruler's two steps: ``match`` tells the values, ``set_annotations`` writes them.

    The memo stays small however many words are read, since it holds only the words that rules name. What plain
    patterns say about a key is asked once. Other patterns, such as those of two tokens, are matched each time;
    rules apply in the ruler's order, so that the later one wins.
    """

    def __init__(self, ruler: Any) -> None:
        import numpy as np
        from spacy import attrs
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._match, self._set_annotations = ruler.match, ruler.set_annotations
        self._columns = [getattr(attrs, name) for name in _WRITTEN]
        self._key = [attrs.TAG, attrs.LOWER, attrs.DEP, attrs.IS_SPACE]
        self._plain, self._other = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._named: set[int] = set()
        self._asked_by_other: list[list[_Asked]] = []
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                (self._plain if is_plain(pattern) else self._other).add(str(number), [pattern])
                if is_plain(pattern):
                    self._named.update(map(ruler.vocab.strings.add, _words(pattern[0])))
                else:
                    self._asked_by_other.append(_asked(pattern, ruler.vocab.strings.add))
        self._rules: list[list[int]] = []
        self._place: dict[_Key, int] = {}
        self._table = np.zeros((0, len(_WRITTEN)), dtype="uint64")

    def match(self, doc: Doc) -> Any:
        """Return a row of attribute values for each token, or the ruler's own matches for a doc that has values.

        The ruler leaves as it is what no rule speaks of; the memo takes it for empty.
        """
        before: Any = doc.to_array(self._columns[1:4])
        if not len(doc) or before.any():
            return self._match(doc)
        named, place = self._named, self._place
        columns: Any = doc.to_array(self._key)
        asked = columns.tolist()
        keys: list[_Key] = [(tag, word if word in named else 0, label, space) for tag, word, label, space in asked]
        for i, key in enumerate(keys):
            if key not in place:
                self._learn(doc, i, key)
        values = self._table[[place[key] for key in keys]]
        for i, numbers in (self._other_rules(doc) if self._may_match_other(asked) else {}).items():
            values[i] = self._values(keys[i], sorted({*self._rules[place[keys[i]]], *numbers}))
        return values

    def set_annotations(self, doc: Doc, matches: Any) -> None:
        """Write what ``match`` returned."""
        if isinstance(matches, list):
            self._set_annotations(doc, matches)
            return
        labels: Any = doc.to_array(self._columns[4:])
        doc.from_array(self._columns[:4], matches[:, :4])
        for i in (labels.reshape(-1) != matches[:, 4]).nonzero()[0].tolist():
            doc[i].dep = int(matches[i, 4])

    def _learn(self, doc: Doc, i: int, key: _Key) -> None:
        """Add the answer to the key of a token: the rules that match it alone."""
        import numpy as np

        strings = self._ruler.vocab.strings
        found: Any = self._plain(doc[i : i + 1], allow_missing=True, as_spans=False)
        numbers = sorted({int(strings[rule]) for rule, _, _ in found})
        self._place[key] = len(self._rules)
        self._rules.append(numbers)
        self._table = np.vstack([self._table, np.array([self._values(key, numbers)], dtype="uint64")])

    def _values(self, key: _Key, numbers: list[int]) -> list[int]:
        """Return the columns of a token to which rules apply in the order of their numbers."""
        tag, label = self._columns[0], self._columns[4]
        values = dict.fromkeys(self._columns, 0) | {tag: key[0], label: key[2]}
        for number in numbers:
            values.update(self._ruler.attrs[number])
        return list(values.values())

    def _may_match_other(self, keys: Sequence[Sequence[int]]) -> bool:
        """Say whether each token of one of the other patterns is somewhere among the words: in most texts of none."""
        strings = self._ruler.vocab.strings
        seen = {name: {key[column] for key in keys} for name, column in _COLUMN.items()}

        def is_seen(asked: _Asked) -> bool:
            if asked.form is None:
                return not asked.values.isdisjoint(seen[asked.attribute])
            return any(asked.form.search(strings[word]) for word in seen[asked.attribute])

        return any(all(map(is_seen, pattern)) for pattern in self._asked_by_other)

    def _other_rules(self, doc: Doc) -> dict[int, list[int]]:
        """Return the numbers of the rules whose other patterns match, by the token that they write to."""
        found: dict[int, list[int]] = {}
        matches: Any = self._other(doc, allow_missing=True, as_spans=False)
        for rule, start, end in matches:
            number = int(self._ruler.vocab.strings[rule])
            index = self._ruler.indices[number]
            found.setdefault((start if index >= 0 else end) + index, []).append(number)
        return found


def _asked(pattern: Sequence[Mapping[str, Any]], add: Callable[[str], int]) -> list[_Asked]:
    """Return what a pattern asks of its tokens by tag, form or label, what is told at once first.

    A token that may lack asks for nothing.
    """
    found: list[_Asked] = []
    must = [token for token in pattern if "OP" not in token]
    for name, value in ((name, value) for token in must for name, value in token.items() if name in _COLUMN):
        if isinstance(value, str):
            found.append(_Asked(name, frozenset({add(value)})))
        elif value.keys() == {"IN"}:
            found.append(_Asked(name, frozenset(map(add, value["IN"]))))
        elif value.keys() == {"REGEX"}:
            found.append(_Asked(name, frozenset(), re.compile(value["REGEX"])))
    return sorted(found, key=lambda asked: asked.form is not None)


def _words(token: Mapping[str, Any]) -> list[str]:
    """Return the lower-case forms that a plain pattern names."""
    asked = token.get("LOWER", {"IN": []})
    return [asked] if isinstance(asked, str) else list(asked["IN"])
