"""The glossary has every field term once, in order, in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
FIELD_TERMS = """document, source, span, mention, nominal, coreference chain, alias, entity, type, property, relation
mention, claim, polarity, status, attribution, evidence, provenance, block, blocking key, candidate pair, judgement,
cluster, canonical, confidence, headline, relation, value, shape, gold, floor"""


def rows() -> dict[str, str]:
    found = re.findall(r"^\| ([^|]+) \| (.+) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert found[0] == ("term", "meaning")
    assert len({term for term, _ in found}) == len(found)
    return dict(found[1:])


def test_every_field_term_is_explained() -> None:
    assert set(FIELD_TERMS.replace("\n", " ").split(", ")) <= set(rows())


def test_terms_stand_in_alphabetical_order() -> None:
    assert list(rows()) == sorted(rows())


def test_each_meaning_is_one_sentence() -> None:
    assert [term for term, meaning in rows().items() if not re.fullmatch(r"[^.]+\.", meaning)] == []
