"""What a network that labels words says of any range of them: how likely each class is, and that it names nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp
from typing import Any

#: The label of a word outside of names; "B-Place" begins a place, "I-Place" goes on with it.
OUTSIDE = "O"
#: The outcome of a range without any name.
NOTHING = ""
#: A label that cannot follow another, as a logarithm.
_NEVER = -1e9


@dataclass(frozen=True, eq=False)
class TagChances:
    """Logarithms of the probabilities of labels: ``rows`` is float32, one row a word, one column of ``labels`` each."""

    labels: tuple[str, ...]
    rows: Any

    @staticmethod
    def of_scores(labels: Sequence[str], scores: Any) -> TagChances:
        """Return the chances of scores of any scale, which are made probabilities by the softmax."""
        import numpy

        return TagChances(tuple(labels), scores - numpy.logaddexp.reduce(scores, axis=-1, keepdims=True))

    @staticmethod
    def joined(parts: Sequence[TagChances]) -> TagChances:
        """Return the chances of texts that follow one another; they have the same labels."""
        import numpy

        return TagChances(parts[0].labels, numpy.concatenate([part.rows for part in parts]))

    @cached_property
    def _classes(self) -> tuple[str, ...]:
        return tuple(label[2:] for label in self.labels if label.startswith("B-"))

    @cached_property
    def _columns(self) -> tuple[list[int], list[int]]:
        """The columns in which a name of each class begins and goes on."""
        begins, goes_on = ([self.labels.index(part + type_) for type_ in self._classes] for part in ("B-", "I-"))
        return begins, goes_on

    def of(self, start: int, end: int) -> dict[str, float]:
        """Return the probability by class that just these words are a name of it, and of `NOTHING`: no word is in one.

        What is wanting to 1 is that a name begins or ends elsewhere. Where names begin and go on, words are taken to be
        labelled independently; all words of one name have its class.

        >>> import numpy
        >>> log = numpy.log([[0.1, 0.6, 0.1, 0.1, 0.1], [0.2, 0.1, 0.4, 0.1, 0.2]])
        >>> chances = TagChances(("O", "B-Person", "I-Person", "B-Work", "I-Work"), log)
        >>> {name: round(p, 2) for name, p in chances.of(0, 2).items()}
        {'': 0.02, 'Person': 0.39, 'Work': 0.03}
        >>> {name: round(p, 2) for name, p in chances.of(0, 1).items()}
        {'': 0.1, 'Person': 0.24, 'Work': 0.04}
        """
        import numpy

        rows, (begins, goes_on) = self.rows[start:end], self._columns
        named = float(numpy.exp(rows[0, begins]).sum()) * float(numpy.exp(rows[1:, goes_on]).sum(1).prod())
        if end < len(self.rows):
            named *= 1.0 - min(1.0, float(numpy.exp(self.rows[end, goes_on]).sum()))
        kinds = rows[0, begins] + rows[1:, goes_on].sum(0)
        shares = numpy.exp(kinds - numpy.logaddexp.reduce(kinds))
        nothing = exp(float(rows[:, self.labels.index(OUTSIDE)].sum()))
        return {NOTHING: nothing} | {t: named * float(p) for t, p in zip(self._classes, shares, strict=True)}

    def best(self) -> list[str]:
        """Return the likeliest labels of all words in which no name goes on that has not begun.

        Source: Viterbi 1967, over the labels that may follow one another.

        >>> import numpy
        >>> rows = numpy.log([[0.1, 0.6, 0.1, 0.1, 0.1], [0.1, 0.1, 0.35, 0.05, 0.4]])
        >>> TagChances(("O", "B-Person", "I-Person", "B-Work", "I-Work"), rows).best()
        ['B-Person', 'I-Person']
        """
        if not len(self.rows):
            return []
        follows, total, back = self._follows, self.rows[0] + self._follows[self.labels.index(OUTSIDE)], []
        for row in self.rows[1:]:
            steps = total[:, None] + follows
            back.append(steps.argmax(0))
            total = steps.max(0) + row
        path = [int(total.argmax())]
        for row in reversed(back):
            path.append(int(row[path[-1]]))
        return [self.labels[i] for i in reversed(path)]

    @cached_property
    def _follows(self) -> Any:
        import numpy

        inner = [label.startswith("I-") for label in self.labels]
        return numpy.array(
            [
                [
                    _NEVER if goes_on and first[2:] != second[2:] else 0.0
                    for second, goes_on in zip(self.labels, inner, strict=True)
                ]
                for first in self.labels
            ],
            numpy.float32,
        )
