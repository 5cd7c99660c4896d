"""Marked articles as one page of HTML: entities in colour with their class, and each claim's words when it is chosen.

There is no script: a claim is a link to its sentence, and the style sheet marks the words of the claim that is pointed
at, has the focus, or was followed. So the page's policy can forbid everything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from kg.analyse.html_page import escaped, html_page, isolated
from kg.analyse.marked import MarkedArticle, MarkedClaim, MarkedMention
from kg.model import Span, headline
from kg.schema.ontology import Ontology

#: Colours that `html_page` has; further classes get them again with another kind of line.
_N_COLOURS = 7
_LINES = ("solid", "dashed", "dotted")
_STYLE = """\
main { max-width: 78rem; }
article { display: grid; grid-template-columns: minmax(0, 1fr) minmax(16rem, 26rem); gap: 0 2rem; align-items: start;
  border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 1rem; }
article header { grid-column: 1 / -1; }
div.text { white-space: pre-wrap; overflow-wrap: anywhere; font: 1.05rem/2 ui-serif, serif; }
div.text mark { color: inherit; background: color-mix(in srgb, var(--k) 16%, transparent);
  border-bottom: 2px var(--line-style) var(--k); padding: .1em 0; }
div.text mark.first { border-radius: .3em 0 0 .3em; padding-left: .2em; }
div.text small, ul.classes small { font: 600 .68rem/1 system-ui, sans-serif; letter-spacing: .02em; color: var(--k);
  margin: 0 .3em 0 .15em; white-space: nowrap; }
div.text i { scroll-margin: 30vh; }
ul.classes { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; margin: .5rem 0; }
ul.classes li { border-bottom: 2px var(--line-style) var(--k); font-size: .95rem; }
aside { position: sticky; top: 0; max-height: 100vh; overflow: auto; padding: .25rem; }
aside h2 { margin: .5rem 0; }
aside ol { list-style: none; margin: 0; padding: 0; }
aside li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .5rem; }
aside li a { display: block; color: inherit; text-decoration: none; padding: .5rem .7rem; overflow-wrap: anywhere; }
aside li span { color: var(--soft); }
aside li em { font-style: normal; color: var(--soft); font-size: .88rem; display: block; }
aside li b.s { text-decoration: underline double var(--s0) .14em; text-underline-offset: .3em; }
aside li b.o { text-decoration: underline wavy var(--s1) .1em; text-underline-offset: .3em; }
p.none { color: var(--soft); font-size: .88rem; margin: .2rem 0 .6rem; }
@media (max-width: 50rem) {
  article { grid-template-columns: minmax(0, 1fr); }
  aside { position: sticky; bottom: 0; top: auto; max-height: 38vh; background: var(--page);
    border-top: 2px solid var(--line); }
}
"""
# The words of one claim, while it is pointed at or has the focus, or where its link was followed and no other one is
# pointed at: subject and object are underlined as in the list, the cue has a box round it.
_CLAIM_STYLE = """\
main:has(#c{0}:is(:hover, :focus-within)),
main:not(:has(aside li:is(:hover, :focus-within))):has(#t{0}:target) {{
  .q{0} {{ background-color: var(--mark); }}
  .s{0} {{ text-decoration: underline double var(--s0) .14em; text-underline-offset: .3em; }}
  .o{0} {{ text-decoration: underline wavy var(--s1) .1em; text-underline-offset: .3em; }}
  .u{0} {{ outline: 2px solid var(--ink); outline-offset: 1px; border-radius: 2px; }}
  #c{0} {{ border-color: var(--link); box-shadow: inset 3px 0 0 var(--link); }}
}}
"""


def marked_html(articles: Iterable[MarkedArticle], ontology: Ontology) -> str:
    """Return the page of some articles, the same for the same articles; every text of theirs stays text."""
    shown = tuple(articles)
    counts = Counter(m.type for article in shown for m in article.mentions)
    # the classes that are met most often get the colours that stand out most
    used = sorted({*counts, *ontology.classes}, key=lambda name: (-counts[name], name))
    numbers = {name: i for i, name in enumerate(used)}
    labels = {name: declared.label or name for name, declared in ontology.classes.items()}
    title = _title(shown[0]) if len(shown) == 1 else f"{len(shown)} articles"
    parts = [] if len(shown) == 1 else [f"<h1>{escaped(title)}</h1>\n"]
    first = 0
    for article in shown:
        parts += _article(article, first, numbers, labels)
        first += len(article.claims)
    style = _STYLE + "".join(_class_style(i) for i in sorted(numbers.values()))
    return html_page(title, "".join(parts), style=style + "".join(map(_CLAIM_STYLE.format, range(first))))


def _class_style(number: int) -> str:
    line = _LINES[number // _N_COLOURS % len(_LINES)]
    return f".k{number} {{ --k: var(--s{number % _N_COLOURS}); --line-style: {line}; }}\n"


def _title(article: MarkedArticle) -> str:
    return headline(article.document)


def _article(
    article: MarkedArticle, first: int, numbers: Mapping[str, int], labels: Mapping[str, str]
) -> Iterator[str]:
    """Yield an article; its claims are numbered from ``first``."""
    source = article.document.source
    about = [text for text in (source.publisher, source.published_at, article.document.name) if text]
    yield f'<article>\n<header>{isolated(_title(article), "h1")}\n<p class="about">{escaped(" · ".join(about))}</p>\n'
    yield from _classes(article, numbers, labels)
    yield '</header>\n<div class="text">'
    yield from _text(article, first, numbers, labels)
    yield "</div>\n<aside>\n"
    n_claims = len(article.claims)
    yield f"<h2>{n_claims} claim{'' if n_claims == 1 else 's'}</h2>\n"
    if n_claims:
        yield '<p class="none">Choose one to see its sentence, its words and what says it.</p>\n'
    yield "<ol>\n" if n_claims else '<p class="none">Nothing is claimed that a relation stands for.</p>\n'
    for number, claim in enumerate(article.claims, start=first):
        denied = "not " if claim.denied else ""
        how = f"<em>{escaped('; '.join(claim.qualifiers))}</em>" if claim.qualifiers else ""
        yield (
            f'<li id="c{number}"><a href="#t{number}">{isolated(claim.subject, "b", "s")} '
            f"<span>{denied}{escaped(claim.relation)}</span> {isolated(claim.object, 'b', 'o')}{how}</a></li>\n"
        )
    yield ("</ol>\n" if n_claims else "") + "</aside>\n</article>\n"


def _classes(article: MarkedArticle, numbers: Mapping[str, int], labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the classes of the article with the entities of each: the key to the colours."""
    entities = {m.entity_id: m for m in article.mentions}
    counts = Counter(m.type for m in entities.values())
    yield '<ul class="classes">\n'
    for name, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        yield f'<li class="k{numbers[name]}">{count} <small>{escaped(labels.get(name, name))}</small></li>\n'
    yield "</ul>\n"


def _text(article: MarkedArticle, first: int, numbers: Mapping[str, int], labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the text in pieces between which no mention and no part of a claim begins or ends.

    So spans may overlap in any way: a piece has the colour of the shortest mention over it, and the classes of all
    claims' parts; the label of each mention stands where it ends.
    """
    text = article.document.text
    parts = list(_parts(article.claims, first))
    cuts = {0, len(text)}
    for span in (*(m.span for m in article.mentions), *(span for span, _ in parts)):
        cuts |= {span.start, span.end}
    anchors: dict[int, list[int]] = {}
    for number, claim in enumerate(article.claims, start=first):
        anchors.setdefault(claim.sentence.start, []).append(number)
    for start, end in pairwise(sorted(cut for cut in cuts if cut <= len(text))):
        yield "".join(f'<i id="t{number}"></i>' for number in anchors.get(start, ()))
        over = [m for m in article.mentions if m.span.start <= start and end <= m.span.end]
        classes = [name for span, name in parts if span.start <= start and end <= span.end]
        piece = _lines(text[start:end])
        if over:
            inner = min(over, key=lambda m: (m.span.end - m.span.start, m))
            classes += [f"k{numbers[inner.type]}", *(["first"] if inner.span.start == start else [])]
            names = " · ".join(f"{m.name} ({labels.get(m.type, m.type)})" for m in over)
            yield f'<mark class="{" ".join(classes)}" title="{escaped(names)}">{piece}</mark>'
        else:
            yield f'<span class="{" ".join(classes)}">{piece}</span>' if classes else piece
        ending = [m for m in over if m.span.end == end]
        for mention in sorted(ending, key=lambda m: (m.span.end - m.span.start, m)):
            yield f'<small class="k{numbers[mention.type]}">{_label(mention, labels)}</small>'


def _label(mention: MarkedMention, labels: Mapping[str, str]) -> str:
    if mention.kind in ("pronoun", "nominal", "set"):
        return f"→ {isolated(mention.name)}"
    return escaped(labels.get(mention.type, mention.type))


def _parts(claims: tuple[MarkedClaim, ...], first: int) -> Iterator[tuple[Span, str]]:
    for number, claim in enumerate(claims, start=first):
        yield claim.sentence, f"q{number}"
        for span, letter in ((claim.subject_span, "s"), (claim.object_span, "o"), (claim.cue, "u")):
            if span is not None:
                yield span, f"{letter}{number}"


def _lines(text: str) -> str:
    """Return a text escaped, its line breaks kept."""
    return "\n".join(escaped(line) for line in text.split("\n"))
