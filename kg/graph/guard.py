"""What a query may not do, told before it is parsed: change the graph, fetch from elsewhere, break the parser.

The parser recurses over the query: deep nesting and very long chains of operators end the whole process
with a stack overflow instead of an error, so both are counted here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from kg.errors import QueryError

#: Nesting of brackets. pyoxigraph 0.5.13 on an 8 MiB stack: 1,000 parse, 5,000 crash the process.
MAX_DEPTH = 200
#: Keywords and operators, outside terms and commas. pyoxigraph 0.5.13: a chain of 2,000 OPTIONAL, MINUS
#: or BIND runs, 3,000 crash; each of them has two keywords or operators.
MAX_OPERATORS = 2_000

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

# The lexical rules of SPARQL 1.1, section 19.8. A rule may cover more than the parser's own (an IRI with a
# backslash, say): what it then hides has neither a space nor a brace, so it cannot hold a SERVICE clause.
_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:\w[\w.-]*)?:(?:[\w:.%-]|\\.)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<escape>\\.)
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    | (?P<comma>,)
    | (?P<operator>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TERMS = frozenset({"space", "comment", "string", "iri", "variable", "tag", "name", "number", "escape", "comma"})
_PARSER_ERROR = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) for each token of a query but spaces and comments.

    >>> [t for t in tokens("ASK { ?service a 'SERVICE' } # SERVICE")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('word', 'ASK'), ('open', '{'), ('variable', '?service'), ('word', 'a'), ('string', "'SERVICE'"),
     ('close', '}')]
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            yield kind, match.group()


def check(text: str) -> None:
    """Refuse a query that would change the graph, reach outside it, or overflow the parser's stack.

    Raises:
        QueryError: SERVICE, a FROM of a file, an update, no query at all, nesting above ``MAX_DEPTH``
            or more than ``MAX_OPERATORS`` keywords and operators.
    """
    depth = operators = 0
    form: str | None = None
    after_from = False
    for kind, token in tokens(text):
        word = token.upper() if kind == "word" else ""
        if kind == "open":
            depth += 1
            operators += token == "{"
        elif kind == "close":
            depth -= 1
        elif kind not in _TERMS:
            operators += 1
        if depth > MAX_DEPTH:
            raise QueryError(
                f"the query is nested more than {MAX_DEPTH} brackets deep",
                cause="the parser would overflow its stack",
                remedy="flatten it",
            )
        if operators > MAX_OPERATORS:
            raise QueryError(
                f"the query has more than {MAX_OPERATORS:,} keywords and operators",
                cause="the parser would overflow its stack",
                remedy="list values in VALUES or IN (...), or ask in several queries",
            )
        if "SERVICE" in word or (kind == "name" and "SERVICE" in token.partition(":")[0].upper()):
            # anywhere inside: the parser needs no space round a keyword ("trueSERVICE:x{...}" fetches)
            raise QueryError(
                "SERVICE is refused",
                cause="a query reads only the graph that was opened",
                remedy="load the other data into one file with the graph, then query that",
            )
        if after_from and kind == "iri" and token.lower().startswith("<file:"):
            raise QueryError(
                f"FROM {token} is refused",
                cause="a query reads only the graph that was opened",
                remedy="open that file as the graph instead",
            )
        after_from = word == "FROM" or (after_from and word == "NAMED")
        if form is None and depth == 0 and word in _UPDATES:
            raise QueryError(
                f"{word} is refused",
                cause="queries only read; the graph is made by building it from the articles",
                remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE",
            )
        if form is None and word in _FORMS:
            form = word
    if form is None:
        raise QueryError(
            "this is not a query" if text.strip() else "the query is empty",
            cause="a query has one of the words SELECT, ASK, CONSTRUCT, DESCRIBE",
            remedy="write one, such as SELECT ?name WHERE { ?person a kg:Person ; rdfs:label ?name }",
        )


def query_form(text: str) -> str | None:
    """Return which of SELECT, ASK, CONSTRUCT and DESCRIBE a query is, in capitals; None: none of them.

    >>> query_form("PREFIX select: <urn:a> # ask\\n describe select:x")
    'DESCRIBE'
    """
    words = (token.upper() for kind, token in tokens(text) if kind == "word")
    return next((word for word in words if word in _FORMS), None)


def declared_prefixes(text: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return prefix to namespace as a query sees them: its own declarations win over ``prefixes``.

    >>> declared_prefixes("PREFIX a: <urn:own> SELECT * { ?s a:b ?o }", {"a": "urn:", "b": "urn:b"})
    {'a': 'urn:own', 'b': 'urn:b'}
    """
    found = list(tokens(text))
    declared = dict(prefixes)
    for before, (kind, token), (_, iri) in zip(found, found[1:], found[2:], strict=False):
        if kind == "name" and before[1].upper() == "PREFIX" and token.endswith(":"):
            declared[token[:-1]] = iri.strip("<>")
    return declared


def from_graphs(text: str, prefixes: Mapping[str, str]) -> list[str]:
    """Return the graphs that FROM and FROM NAMED name, as absolute IRIs; relative ones and unknown prefixes left out.

    >>> from_graphs("SELECT * FROM a:b FROM NAMED <urn:c> { ?from <urn:d> ?e }", {"a": "urn:"})
    ['urn:b', 'urn:c']
    """
    found = list(tokens(text))
    declared = declared_prefixes(text, prefixes)
    graphs = []
    for place, (kind, token) in enumerate(found):
        if kind == "word" and token.upper() == "FROM":
            after = found[place + 1 : place + 3]
            kind, name = after[-1] if after and after[0][1].upper() == "NAMED" else after[0] if after else ("", "")
            if kind == "iri" and ":" in name:
                graphs.append(name[1:-1])
            elif kind == "name" and name.partition(":")[0] in declared:
                prefix, _, rest = name.partition(":")
                graphs.append(declared[prefix] + rest)
    return graphs


def is_ordered(text: str) -> bool:
    """Say whether a query asks for an order of its own anywhere."""
    return any(kind == "word" and token.upper() == "ORDER" for kind, token in tokens(text))


def column_order(text: str, names: Sequence[str]) -> list[int]:
    """Return the indices of the columns as they are to be shown: those of ``SELECT *`` as they stand in the text.

    The engine gives the columns of ``SELECT *`` in an order of its own, which changes from run to run.

    >>> column_order("SELECT * { ?b ?a ?c }", ["a", "b", "c"])
    [1, 0, 2]
    >>> column_order("SELECT ?a ?b { ?b ?a ?c }", ["a", "b"])
    [0, 1]
    """
    found = list(tokens(text))
    words = [token.upper() for _, token in found]
    select = words.index("SELECT")
    if "*" not in words[select + 1 : select + 3] or words[select + 1] not in ("*", "DISTINCT", "REDUCED"):
        return list(range(len(names)))
    first: dict[str, int] = {}
    for place, (kind, token) in enumerate(found):
        if kind == "variable":
            first.setdefault(token[1:], place)
    return sorted(range(len(names)), key=lambda i: (first.get(names[i], len(found)), names[i]))


def syntax_error(text: str, error: SyntaxError, prefixes: Mapping[str, str]) -> QueryError:
    """Return the parser's complaint as an error that says line, column, and what to do.

    Lines and columns count from 1.
    """
    match = _PARSER_ERROR.fullmatch(str(error))
    if match is None:
        return QueryError("the query cannot be read", cause=" ".join(str(error).split()), remedy="correct it")
    line, column, expected = int(match[1]), int(match[2]), " ".join(match[3].split())
    what = f"syntax error in the query, line {line}, column {column}"
    lines = text.split("\n")
    near = lines[line - 1][max(0, column - 40) : column + 20].strip() if line <= len(lines) else ""
    cause = f"near {near!r}" if near else "at its end"
    if "Prefix not found" in expected:
        return _unknown_prefix(what, text, cause, prefixes)
    if "unbound" in expected:
        remedy = "every variable of SELECT must be in GROUP BY or inside COUNT, MIN, MAX, SUM, AVG, SAMPLE"
    elif text.count("{") > text.count("}"):
        remedy = "a closing } is missing"
    elif text.count("{") < text.count("}"):
        remedy = "there is a } too many"
    else:
        remedy = _expected(expected)
    return QueryError(what, cause=cause, remedy=remedy)


def _unknown_prefix(what: str, text: str, cause: str, prefixes: Mapping[str, str]) -> QueryError:
    declared = set(re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", text)) | set(prefixes)
    used = [token.partition(":")[0] for kind, token in tokens(text) if kind == "name"]
    unknown = next((prefix for prefix in used if prefix not in declared), "")
    near = get_close_matches(unknown, sorted(declared), n=1)
    hint = f"did you mean {near[0]}:? " if near else ""
    return QueryError(
        what,
        cause=f"the prefix {unknown}: is not declared, {cause}",
        remedy=f"{hint}declare it with PREFIX {unknown}: <...>; known without: {' '.join(sorted(prefixes))}",
    )


def _expected(expected: str) -> str:
    options = expected.removeprefix("one of ").replace("[_]", "").strip(" ,")
    if not options or len(options) > 120:
        return "check the words and brackets just before that place"
    return options if " contains " in options or " overrides " in options else f"expected there: {options}"
