"""What tells whether a chain names an entity, and of which class: numbers for the typing model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log1p

from kg.annotate.candidates import is_camel
from kg.annotate.groups import Group
from kg.annotate.name_finder import NEWS
from kg.annotate.name_network import ENCODER
from kg.annotate.parse import LabelledSpan, Parse

#: Whose labels are read.
_VOTERS = ("md", NEWS)
#: Words right before a name that tell something of it; others count as one.
_BEFORE = frozenset(
    {
        "the", "a", "an", "in", "at", "on", "from", "of", "by", "with", "to", "for", "and", "near", "said",
        "says", "against", "than", "as", "that", "his", "her", ".", ",", "(", '"', "'", "''", "``", "-", ":",
        ";",
    }
)  # fmt: skip
#: Words right behind a name.
_AFTER = frozenset(
    {
        "'s", "and", "said", "says", "of", "in", "is", "was", "has", "will", "who", "which", "that", "to",
        "for", "on", "at", "from", "by", "as", "or", ",", ".", ")", "(", "-", ":", ";", '"', "''",
    }
)  # fmt: skip


class Seen:
    """What each voter found in a text, by token."""

    def __init__(self, names: Sequence[LabelledSpan]) -> None:
        # The encoder speaks in the place of the name finder, whose weights there are.
        voters = {n.voter: NEWS if n.voter == ENCODER else n.voter for n in names}
        self.voters = tuple(sorted(voters.values()))
        self._at: dict[tuple[str, int], LabelledSpan] = {
            (voters[n.voter], i): n for n in names for i in range(n.start, n.end)
        }

    def label(self, voter: str, start: int, end: int) -> str:
        """Return a voter's label of tokens: "=Person" for just these, "~Person" for others, "-" for none."""
        found = next((self._at[voter, i] for i in range(start, end) if (voter, i) in self._at), None)
        if found is None:
            return "-"
        return ("=" if (found.start, found.end) == (start, end) else "~") + found.label


def features(group: Group, parse: Parse, seen: Seen) -> Mapping[str, float]:
    """Return named numbers in [0, 5] for one chain; what is 0 is left out.

    Shares are taken over the chain's names: the voters' labels, the words before and after. Sources and votes are
    those of the whole chain; the look is that of its fullest form.
    """
    row: defaultdict[str, float] = defaultdict(float)
    share = 1.0 / len(group.names)
    for name in group.names:
        for key, weight in _place(name.start, name.end, parse, seen):
            row[key] += share * weight
    for type_, vote in group.votes.items():
        row["votes:" + type_] = log1p(max(vote, 0.0))
    for name in group.names:
        for type_, vote in name.cues.items():
            row["cue:" + type_] += share * min(vote, 3.0)
    total = sum(group.votes.values())
    if total > 0 and group.type:
        row["most:" + group.type] = group.votes[group.type] / total
    for source in group.sources:
        row["source:" + source] = 1.0
    row.update(_look(group))
    return {name: round(value, 4) for name, value in sorted(row.items()) if value}


def _place(start: int, end: int, parse: Parse, seen: Seen) -> Iterator[tuple[str, float]]:
    """Yield what the voters say of some tokens, the words beside them, and their part in the sentence, with weights."""
    for voter in _VOTERS:
        label = seen.label(voter, start, end)
        if voter == NEWS and parse.chances is not None:
            yield from _likely(parse.chances.of(start, end), label)
        else:
            yield voter + label, 1.0
    before = parse.words[start - 1].lower() if start else "^"
    after = parse.words[end].lower() if end < len(parse.words) else "$"
    yield "before:" + (before if before in _BEFORE else "*" if before.isalpha() else "?"), 1.0
    yield "after:" + (after if after in _AFTER else "*" if after.isalpha() else "?"), 1.0
    root = parse.doc[start:end].root
    yield "role:" + root.dep_, 1.0
    yield "word:" + root.pos_, 1.0


def _likely(chances: Mapping[str, float], label: str) -> Iterator[tuple[str, float]]:
    """Yield the label that the encoder gives to some tokens in shares, as likely as it holds each class."""
    for type_, chance in chances.items():
        yield NEWS + ("=" + type_ if type_ else "-"), chance
    elsewhere = label if label.startswith("~") else "-"
    yield NEWS + elsewhere, 1.0 - sum(chances.values())


def _look(group: Group) -> dict[str, float]:
    form = group.fullest
    words = form.split()
    look: dict[str, float] = {}
    look[f"words:{min(len(words), 5)}"] = 1.0
    look["names"] = log1p(len(group.names) - 1)
    look["forms"] = log1p(len(group.forms))
    look["acronym"] = float(len(words) == 1 and form.isupper() and len(form) <= 6)
    look["capitals"] = float(form.isupper())
    look["digit"] = float(any(letter.isdigit() for letter in form))
    look["camel"] = float(any(is_camel(word) for word in words))
    look["small"] = float(form[:1].islower())
    look["of"] = float(any(word in {"of", "for", "and", "&"} for word in words))
    look["listed"] = float(group.canonical is not None)
    look["plural"] = float(words[-1].endswith("s") and not words[-1].endswith("ss"))
    look["short"] = float(len(form) <= 3)
    return look
