"""Near-duplicate articles: reprints, wire copy and shortened versions of one text, found by MinHash."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from kg.graph.groups import Groups
from kg.model import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
#: Words of a shingle: shorter ones are shared by all news, longer ones break at each edited word.
_SHINGLE_WORDS = 5
#: Bands of two rows find a pair with Jaccard similarity .2 with probability .93, one with .3 with .998.
_BANDS, _ROWS = 64, 2
#: From this share of the shorter text on, two texts are one text. Of 1,000 reprints made of Reuters, BBC and other
#: articles 987 are found, and three pairs of other articles, two of them versions of one text
#: (``python -m tests.benchmark.reprints CORPUS``).
CONTAINED = 0.5
#: Texts with fewer shingles are one only where all of them agree: a caption is no article.
_MIN_SHINGLES = 20
#: The permutations come from one fixed sequence: equal texts give equal bands on every machine.
_SEED = 20250731


def reprint_groups(documents: Iterable[Document], *, related: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return for each document the smallest id of its group of near-duplicates; its own where it has none.

    Two texts are near-duplicates where at least half of the shorter one's five-word sequences stand in the
    other. Pairs that ``related`` gives the same value are not compared: they are one source already.
    The result depends on the set of documents only. Cost grows with the pairs that share a MinHash band.
    Source: Broder 1997, "On the Resemblance and Containment of Documents"; Leskovec et al., "Mining of Massive
    Datasets", chapter 3.
    """
    shingles = {document.id: _shingles(document.text) for document in documents}
    groups = Groups(sorted(shingles))
    first_with: dict[frozenset[int], str] = {}
    for id, values in sorted(shingles.items()):
        groups.join(first_with.setdefault(values, id) if values else id, id)
    distinct = {id: shingles[id] for id in first_with.values()}
    for left, right in _candidates(distinct, related or {}):
        if groups.root(left) != groups.root(right) and _one_text(shingles[left], shingles[right]):
            groups.join(left, right)
    return groups.roots()


def containment(left: str, right: str) -> float:
    """Return the share of the shorter text's five-word sequences that stand in the other, in [0, 1].

    >>> containment("A fire broke out in the old town hall.", "A fire broke out in the old town hall. Nobody died.")
    1.0
    """
    first, second = _shingles(left), _shingles(right)
    return len(first & second) / (min(len(first), len(second)) or 1)


def _one_text(first: frozenset[int], second: frozenset[int]) -> bool:
    shorter = min(len(first), len(second))
    if shorter < _MIN_SHINGLES:
        return bool(first) and first == second
    return len(first & second) >= CONTAINED * shorter


def _shingles(text: str) -> frozenset[int]:
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.casefold())]
    size = min(_SHINGLE_WORDS, len(words)) or 1
    return frozenset(zlib.crc32(b" ".join(words[i : i + size])) for i in range(len(words) - size + 1))


def _candidates(shingles: Mapping[str, frozenset[int]], related: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that share a band, the smaller id first; a pair comes once for each shared band."""
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for id, values in sorted(shingles.items()):
        for key in enumerate(_bands(sorted(values))):
            buckets[key].append(id)
    for _, ids in sorted(buckets.items()):
        for left, right in combinations(ids, 2):
            if left not in related or related[left] != related.get(right):
                yield left, right


def _bands(values: Sequence[int]) -> list[bytes]:
    """Return the least values under each permutation, cut into bands; [] for a text without words."""
    import numpy as np

    if not values:
        return []
    hashed = np.array(values, dtype=np.uint64)[:, None] * _multipliers() >> np.uint64(32)
    minima = hashed.min(axis=0).astype("<u4")
    return [minima[i : i + _ROWS].tobytes() for i in range(0, _BANDS * _ROWS, _ROWS)]


@cache
def _multipliers() -> NDArray[np.uint64]:
    """Return the odd factor of each permutation. Source: Dietzfelbinger et al. 1997, multiply-shift hashing."""
    import numpy as np

    draw = np.random.Generator(np.random.PCG64(_SEED))
    return draw.integers(0, 2**64, size=_BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
