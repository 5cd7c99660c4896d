"""Who is reported to have said what: quotations in marks and reported clauses, with speaker and listener."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.annotate.quotation_marks import quoted_ranges
from kg.annotate.token_table import TokenTable
from kg.model import Quote, Span

Words = Mapping[str, frozenset[str]]

#: Tells the chain of the noun phrase that a token heads, and the class of its entity.
Resolver = Callable[[int], str | None]
_SUBJECTS = ("nsubj", "nsubjpass")
_OPENING_MARKS = frozenset({"“", "„", "«", '"', "``"})
_GAP = frozenset(",‚.:;-–—\"`'“”„‘’!?«»…") | {"--", "''", "``", "and", "but", "that"}
#: A quotation in marks of fewer words that nobody is said to have spoken is a name or a word in distance.
_MIN_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A quote whose speaker and listener are still tokens: the heads of their noun phrases.

    ``start`` and ``end`` are code points. ``speaker`` and ``addressee`` are None where the text names nobody.
    """

    start: int
    end: int
    direct: bool
    speaker: int | None = None
    addressee: int | None = None
    verb: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A reporting verb with its subject: ``first`` and ``last`` are the tokens of "X said" and "said X"."""

    verb: int
    speaker: int
    addressee: int | None
    first: int
    last: int
    clause: tuple[int, int] | None


def find_reports(table: TokenTable, words: Words) -> list[Report]:
    """Return what the text reports, sorted by start and end; direct quotes of a word or two only with a speaker."""
    ranges = [(start, end, goes_on) for start, end, goes_on in quoted_ranges(table.text)]
    quoted = _quoted_tokens(table, ranges)
    frames = list(_frames(table, words, quoted))
    reports = _indirect(table, frames, words, quoted)
    reports += _direct(table, ranges, frames, reports)
    return sorted(reports, key=lambda r: (r.start, r.end, not r.direct))


def resolve_reports(reports: Sequence[Report], chain_at: Resolver) -> tuple[Quote, ...]:
    """Return the reports as quotes, speakers and listeners as chain ids."""
    return tuple(
        Quote(
            span=Span(start=report.start, end=report.end),
            direct=report.direct,
            speaker=None if report.speaker is None else chain_at(report.speaker),
            addressee=None if report.addressee is None else chain_at(report.addressee),
            verb=report.verb,
        )
        for report in reports
    )


def _quoted_tokens(table: TokenTable, ranges: Sequence[tuple[int, int, bool]]) -> list[int]:
    """Return for each token the number of the quotation it stands in, or -1."""
    inside, k = [-1] * len(table), 0
    for i, start in enumerate(table.start):
        while k < len(ranges) and ranges[k][1] <= start:
            k += 1
        if k < len(ranges) and ranges[k][0] <= start:
            inside[i] = k
    return inside


def _frames(table: TokenTable, words: Words, quoted: Sequence[int]) -> Iterator[_Frame]:
    """Yield the reporting verbs that have a subject of their own."""
    verbs = words.get("status.report_verbs", frozenset()) | words.get("quotes.quoting_verbs", frozenset())
    for i, lemma in enumerate(table.lemma):
        if lemma not in verbs or table.pos[i] != "VERB":
            continue
        kids = table.children[i]
        speaker = next((k for k in kids if table.dep[k] in _SUBJECTS and quoted[k] == quoted[i]), None)
        source, passive = i, any(table.dep[k] in ("nsubjpass", "auxpass") for k in kids)
        while speaker is None and table.dep[source] == "conj" and table.head[source] != source:
            source = table.head[source]
            speaker = next((k for k in table.children[source] if table.dep[k] in _SUBJECTS), None)
        if speaker is None and table.dep[i] in ("advcl", "acl") and table.tag[i] == "VBG":
            # "X praised the plan, adding that ...": the subject of the verb above.
            above = table.head[i]
            speaker = next((k for k in table.children[above] if table.dep[k] in _SUBJECTS), None)
            if speaker is not None and quoted[speaker] != quoted[i]:
                speaker = None
        if speaker is None or passive or any(table.dep[k] == "neg" for k in kids):
            continue
        if table.lower[speaker] in ("who", "that", "which") and table.dep[i] == "relcl":
            speaker = table.head[i]
        clause = next((k for k in kids if table.dep[k] == "ccomp" and k != speaker), None)
        bounds = None
        if clause is not None:
            bounds = _opening_mark(table, clause), table.right[clause] + 1
        elif table.dep[i] in ("parataxis", "ccomp") and table.head[i] > 0 and speaker is not None:
            # "Talks went well, X said": the parser hangs the verb of saying under what was said.
            first, _ = table.sentences[table.sentence[i]]
            if table.head[i] < min(speaker, i) and quoted[table.head[i]] == quoted[i]:
                bounds = first, min(speaker, i)
        near = [k for k in (speaker, i) if abs(k - i) <= 30]
        yield _Frame(
            verb=i,
            speaker=speaker,
            addressee=_addressee(table, i, words),
            first=min(table.left[k] if k == speaker and k != i else k for k in near),
            last=max(table.right[k] if k == speaker else k for k in near),
            clause=bounds,
        )


def _opening_mark(table: TokenTable, clause: int) -> int:
    """Return where what was said begins: 'In a meeting with Y, "we will talk", said X' quotes from the mark on.

    What stands before the mark is the narrator's, unless the clause's subject does: 'the plan "will fail", X said'.
    """
    first = table.left[clause]
    core = min([clause, *(k for k in table.children[clause] if table.dep[k] in _SUBJECTS)])
    mark = next((i for i in range(first, core) if table.words[i] in _OPENING_MARKS), first)
    return first if table.head[clause] < mark else mark


def _addressee(table: TokenTable, verb: int, words: Words) -> int | None:
    """Return the head of the listener's noun phrase: "told Y", "said to Y", "said in an interview with Y"."""
    if table.lemma[verb] in words.get("quotes.listener_verbs", frozenset()):
        for k in table.kids(verb, "dobj", "dative", "iobj"):
            return k
    for prep in table.kids(verb, "prep", "dative"):
        for noun in table.kids(prep, "pobj"):
            if table.lower[prep] == "to" and table.pos[noun] in ("PROPN", "PRON"):
                return noun
            if table.lower[prep] in ("in", "during", "on", "at") and table.lemma[noun] in words.get(
                "quotes.conversations", frozenset()
            ):
                for inner in table.kids(noun, "prep"):
                    if table.lower[inner] in ("with", "to"):
                        return next(iter(table.kids(inner, "pobj")), None)
    return None


def _indirect(table: TokenTable, frames: Sequence[_Frame], words: Words, quoted: Sequence[int]) -> list[Report]:
    silent = words.get("quotes.silent_verbs", frozenset())
    spoken = words.get("status.report_verbs", frozenset()) - silent
    reports = []
    for frame in frames:
        if frame.clause is None or table.lemma[frame.verb] not in spoken:
            continue
        first, last = _trim(table, *frame.clause)
        if frame.first < first < frame.last or last <= first:
            continue
        inside = {quoted[i] for i in range(first, last)}
        if len(inside) == 1 and inside != {-1} and inside != {quoted[frame.verb]}:
            continue  # the whole clause stands between marks: a direct quote
        reports.append(_report(table, first, last, frame))
    reports += _according(table, words, quoted)
    return reports


def _report(table: TokenTable, first: int, last: int, frame: _Frame) -> Report:
    return Report(
        start=table.start[first],
        end=table.end[last - 1],
        direct=False,
        speaker=frame.speaker,
        addressee=frame.addressee,
        verb=table.lemma[frame.verb],
    )


def _trim(table: TokenTable, first: int, last: int) -> tuple[int, int]:
    """Leave out punctuation, blanks and the conjunction "that" at the ends of a clause."""
    while first < last and (table.lower[first] in _GAP or table.words[first].isspace() or table.lower[first] == "that"):
        first += 1
    while first < last and (table.lower[last - 1] in _GAP or table.words[last - 1].isspace()):
        last -= 1
    return first, last


def _according(table: TokenTable, words: Words, quoted: Sequence[int]) -> Iterator[Report]:
    """Yield the sentence around "according to X" as said by X."""
    openers = words.get("quotes.according", frozenset())
    for i, lower in enumerate(table.lower):
        if lower not in openers or i + 1 >= len(table) or table.lower[i + 1] != "to":
            continue
        speaker = next((k for k in table.kids(i + 1, "pobj")), None) or next(iter(table.kids(i, "pobj")), None)
        if speaker is None:
            continue
        phrase_end = table.right[speaker] + 1
        first, last = table.sentences[table.sentence[i]]
        # The phrase closes its sentence, or opens it: the rest is what was said.
        first, last = (first, i) if i - first > last - phrase_end else (phrase_end, last)
        first, last = _trim(table, first, last)
        if first < last:
            yield Report(
                start=table.start[first], end=table.end[last - 1], direct=False, speaker=speaker, verb="according to"
            )


def _direct(
    table: TokenTable,
    ranges: Sequence[tuple[int, int, bool]],
    frames: Sequence[_Frame],
    indirect: Sequence[Report],
) -> list[Report]:
    """Give each quotation in marks the frame beside it, else the speaker of the quotation it goes on from."""
    reports: list[Report] = []
    previous: tuple[Report, int] | None = None  # the last attributed quotation, and where its frame ends
    continues = False
    for start, end, goes_on in ranges:
        report = Report(start=start, end=end, direct=True)
        frame = _frame_beside(table, start, end, frames)
        if frame is not None:
            report = replace(report, speaker=frame.speaker, addressee=frame.addressee, verb=table.lemma[frame.verb])
        elif continues or (previous is not None and _follows(table.text, previous, start)):
            assert previous is not None or continues
            if previous is not None:
                report = replace(report, speaker=previous[0].speaker, addressee=previous[0].addressee)
        else:
            around = [r for r in indirect if r.start <= start and end <= r.end + 1]
            if around:
                inner = min(around, key=lambda r: (r.end - r.start, r.start))
                report = replace(report, speaker=inner.speaker, addressee=inner.addressee, verb=inner.verb)
            else:
                label = _line_label(table, start)
                report = report if label is None else replace(report, speaker=label)
        if report.speaker is not None and (frame is not None or continues or previous is None or report.verb is None):
            reach = max(end, table.end[frame.last]) if frame is not None else end
            previous = (report, reach)
        if report.speaker is not None or len(table.text[start:end].split()) >= _MIN_WORDS:
            reports.append(report)
        continues = goes_on and report.speaker is not None
    return _backwards(reports, ranges)


def _backwards(reports: list[Report], ranges: Sequence[tuple[int, int, bool]]) -> list[Report]:
    """Give the speaker found at a long speech's end to its earlier paragraphs."""
    goes_on = {start for start, _, more in ranges if more}
    for k in range(len(reports) - 2, -1, -1):
        report, later = reports[k], reports[k + 1]
        if report.start in goes_on and report.speaker is None and later.speaker is not None:
            reports[k] = replace(report, speaker=later.speaker, addressee=later.addressee)
    return reports


def _follows(text: str, previous: tuple[Report, int], start: int) -> bool:
    """Say whether a quotation goes on after another and its frame: same paragraph, only marks between."""
    between = text[previous[1] : start]
    return "\n" not in between and len(between.strip(" \t\"“”‘’„«»`'.,;:-–—")) <= 40 and between.count(".") <= 1


def _frame_beside(table: TokenTable, start: int, end: int, frames: Sequence[_Frame]) -> _Frame | None:
    """Return the frame right after a quotation ("...", X said), else the one right before it (X said: "...")."""
    best: tuple[int, _Frame] | None = None
    for frame in frames:
        left, right = table.start[frame.first], table.end[frame.last]
        if left >= end:
            gap = table.text[end:left]
            if table.tag[frame.verb] == "VBG" or table.text[end - 1] == ".":
                continue
            if len(gap) <= 12 and "\n" not in gap and _only_marks(gap):
                rank = len(gap)
            else:
                continue
        elif right <= start:
            gap = table.text[right:start]
            if "\n" in gap.strip() or len(gap) > 160 or any(mark in gap.rstrip(' "“')[:-1] for mark in ".!?"):
                continue
            if _only_marks(gap):
                rank = 1 + len(gap)
            elif gap.rstrip(" \t\"“”‘„«`'")[-1:] in (",", ":") and table.sentence[frame.verb] == _sentence_at(
                table, start
            ):
                rank = 20 + len(gap)
            else:
                continue
        else:
            continue
        if best is None or rank < best[0]:
            best = rank, frame
    return best[1] if best else None


def _only_marks(gap: str) -> bool:
    return all(word in _GAP or not any(c.isalnum() for c in word) for word in gap.split())


def _sentence_at(table: TokenTable, offset: int) -> int:
    token = table.at_start.get(offset)
    return -1 if token is None else table.sentence[token]


def _line_label(table: TokenTable, start: int) -> int | None:
    """Return the name before a colon that a line opens with: 'Duffy: "We go."'."""
    line_start = table.text.rfind("\n", 0, start) + 1
    before = table.text[line_start:start].rstrip(' "“„«`')
    if not before.endswith(":") or len(before.split()) > 4:
        return None
    first, colon = table.at_start.get(line_start), table.at_start.get(line_start + len(before) - 1)
    return None if first is None or colon is None or colon <= first else table.head_of(first, colon)
