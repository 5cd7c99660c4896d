"""Towns that stand for their teams: "Springfield beat Shelbyville", "Springfield (12-3)", "J Noon (Springfield)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.entity_types import best
from kg.annotate.given import GIVEN
from kg.annotate.groups import Name
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

#: A text with fewer words of sport than this tells of towns, not teams.
_SPORT_WORDS = 4
_SCORE = re.compile(r"\d{1,3}([-–]\d{1,3})?$")
_DASHES = frozenset({"-", "–"})
_AGAINST = frozenset({"against", "versus", "v", "vs", "vs."})
_PREPOSITIONS = frozenset({"by", "over", "to", "with", "from"})
#: So many names with brackets behind them are a line-up.
_LINE_UP = 4
#: The source that a town's name gets when it stands for a team.
TEAM = "team"


def as_teams(names: Sequence[Name], parse: Parse, lexicon: Lexicon) -> list[Name]:
    """Make organizations of the towns that a report on sport uses as teams at least half of the time.

    A country stays a country. The gazetteer's form is taken away: the team is not the town.
    """
    sport = lexicon["sport_words"]
    if sum(word.lower() in sport for word in parse.words) < _SPORT_WORDS:
        return list(names)
    people = [n for n in names if best(n.votes)[0] == "Person"]
    surnames = {n.form.split()[-1] for n in people if " " in n.form}
    opened = {n.end for n in people if n.end < len(parse.words) and parse.words[n.end] == "("}
    towns = [n for n in names if not n.demonym and n.form not in surnames and best(n.votes)[0] == "Place"]
    towns = [n for n in towns if GIVEN not in n.sources]  # people said that it is a place
    total = Counter(name.form for name in towns)
    # In a line-up every player has the team behind the name.
    listed = len(opened) >= _LINE_UP
    cued = Counter(n.form for n in towns if (listed and n.start - 1 in opened) or _plays(n, parse, lexicon))
    teams = {form for form, n in cued.items() if 2 * n >= total[form]}
    return [
        replace(
            name, votes={"Organization": 3.0}, canonical=None, sources=name.sources - {"gazetteer", "listed"} | {TEAM}
        )
        if name.form in teams
        else name
        for name in names
    ]


def _plays(name: Name, parse: Parse, lexicon: Lexicon) -> bool:
    """Say whether one mention can only mean a team: by a score, a player's post, or what it does to another."""
    words, start, end = parse.words, name.start, name.end
    after = words[end] if end < len(words) else ""
    before = words[start - 1].lower() if start else ""
    if before in _AGAINST or after.lower() in lexicon["sport_posts"]:
        return True
    if _score_at(words, end + (after == "(")) or (start > 2 and _score_at(words, start - 3)):
        return True
    root = parse.doc[start:end].root
    verbs, head = lexicon["sport_verbs"], root.head
    if root.dep_ == "dative":  # "a goal gave Springfield a 2-1 win"
        return any(child.dep_ == "dobj" and child.lemma_.lower() in {"victory", "win"} for child in head.children)
    if root.dep_ in {"nsubj", "dobj"} and head.pos_ == "VERB":
        return root.dep_ == "nsubj" or head.lemma_.lower() in verbs
    return (
        root.dep_ == "pobj" and head.lower_ in _PREPOSITIONS and head.head.lemma_.lower() in verbs | {"victory", "win"}
    )


def _score_at(words: Sequence[str], i: int) -> bool:
    """Say whether a score begins at a token: "27-27", in one token or in three."""
    if i >= len(words) or not _SCORE.match(words[i]):
        return False
    return not words[i].isdigit() or (i + 2 < len(words) and words[i + 1] in _DASHES and words[i + 2].isdigit())
