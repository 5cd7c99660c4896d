"""Remembers what spaCy's attribute ruler says about a word: the same result in a fraction of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

#: What a rule of one token may ask for its answer to be kept.
_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
#: What any rule may write.
_WRITTEN = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
#: A token's tag, its lower-case form where a rule names that form (else 0), its label, and whether it is space.
_Key = tuple[int, int, int, int]


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
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                (self._plain if is_plain(pattern) else self._other).add(str(number), [pattern])
                if is_plain(pattern):
                    self._named.update(map(ruler.vocab.strings.add, _words(pattern[0])))
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
        asked: Any = doc.to_array(self._key)
        keys: list[_Key] = [
            (tag, word if word in named else 0, label, space) for tag, word, label, space in asked.tolist()
        ]
        for i, key in enumerate(keys):
            if key not in place:
                self._learn(doc, i, key)
        values = self._table[[place[key] for key in keys]]
        for i, numbers in self._other_rules(doc).items():
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

    def _other_rules(self, doc: Doc) -> dict[int, list[int]]:
        """Return the numbers of the rules whose other patterns match, by the token that they write to."""
        found: dict[int, list[int]] = {}
        matches: Any = self._other(doc, allow_missing=True, as_spans=False)
        for rule, start, end in matches:
            number = int(self._ruler.vocab.strings[rule])
            index = self._ruler.indices[number]
            found.setdefault((start if index >= 0 else end) + index, []).append(number)
        return found


def _words(token: Mapping[str, Any]) -> list[str]:
    """Return the lower-case forms that a plain pattern names."""
    asked = token.get("LOWER", {"IN": []})
    return [asked] if isinstance(asked, str) else list(asked["IN"])
