"""Finds when: dates, months, years and words like "yesterday", with their values against the article's date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.annotate.calendar_dates import (
    PartialDate,
    day_of_month,
    last_day,
    named_month,
    shift_days,
    shift_months,
    weekday_near,
)
from kg.annotate.tense import direction_at, token_at
from kg.model import Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH += r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_NUMBER = rf"(?:\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = "(?:day|week|month|year|decade|century|hour|minute)"
_HEDGE = "about|around|nearly|almost|over|roughly|some|more[ ]than|less[ ]than"
#: What may stand before a year for it to be a year and no amount.
_BEFORE_YEAR = r"in|since|until|till|by|from|to|during|before|after|of|for|through|and|between|early|late|mid|than|or"

#: What any of the forms below begins with: most words are passed over by their first letters.
_OPENING = (
    r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Q[1-4]"
    r"|[Tt]h(?:e[ ](?:\d|last[ ]day|day[ ]|early|mid|late|')|is[ ])|[Ee]arl|[Ll]a(?:te|st[ ])|[Nn]ext[ ]|[Mm]id"
    r"|[Pp](?:ast|revious)[ ]|[Cc]oming[ ]|[Ss](?:pring|ummer)|[Aa]utumn|[Ff]all|[Ww]inter|[Yy]esterday"
    r"|[Tt]o(?:day|night|morrow)|(?:first|second|third|fourth)[ ](?:quarter|half)"
    rf"|(?i:(?:(?:{_HEDGE})[ ])?{_NUMBER}[ ]{_UNIT}s?[ ](?:ago|earlier))"
)
#: The first alternative that fits at a place is taken, so longer forms come first.
_PATTERN = re.compile(
    rf"""\b(?={_OPENING})(?:
      (?P<iso>{_YEAR}-[01]\d-[0-3]\d)
    | (?P<last_day>[Tt]he\ last\ day\ of\ (?P<ld_month>{_MONTH})(?:,?\ (?P<ld_year>{_YEAR}))?)
    | (?P<month_day>(?:{_WEEKDAY},?\ )?(?P<md_month>{_MONTH})\ (?P<md_day>{_DAY})(?![\d:.,]?\d)
        (?:\ ?(?:and|to|or|-|–|&)\ ?(?P<md_second>{_DAY})(?![\d:.,]?\d|\ (?!of)[a-z]+s\b))?
        (?:,?\ (?P<md_year>{_YEAR}))?)
    | (?P<day_month>(?:{_WEEKDAY},?\ )?(?:the\ )?(?P<dm_day>{_DAY})
        (?:\ ?(?:and|to|or|-|–|&)\ ?(?P<dm_second>{_DAY}))?\ (?:of\ )?(?P<dm_month>{_MONTH})
        (?:,?\ (?P<dm_year>{_YEAR}))?)
    | (?P<month_year>(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<my_month>{_MONTH}),?\ (?:of\ )?(?P<my_year>{_YEAR}))
    | (?P<turned_month>(?P<tm_word>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his\ past|[Tt]his\ coming)\ (?P<tm_month>{_MONTH}))
    | (?P<bare_month>(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<bm_month>{_MONTH}))
    | (?P<turned_weekday>(?P<tw_word>[Ll]ast|[Nn]ext|[Tt]his(?:\ past|\ coming)?|[Cc]oming)\ (?P<tw_day>{_WEEKDAY}))
    | (?P<weekday>{_WEEKDAY})(?!s)
    | (?P<decade>(?:[Tt]he\ )?(?:(?:early|mid|late)[- ])?(?:{_YEAR}|'\d0)s)
    | (?P<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Ee]arly|[Mm]id|[Ll]ate
        |(?:first|second|third|fourth|last)\ (?:quarter|half)|Q[1-4])[- ](?:of\ )?(?P<s_year>{_YEAR}))
    | (?P<day_word>[Tt]he\ day\ before\ yesterday|[Tt]he\ day\ after\ tomorrow|[Yy]esterday|[Tt]oday|[Tt]onight
        |[Tt]omorrow|[Tt]his\ (?:morning|afternoon|evening)|[Ll]ast\ night)
    | (?P<ago>(?P<ago_hedge>(?i:{_HEDGE})\ )?
        (?P<ago_number>(?i:{_NUMBER}))\ (?P<ago_unit>{_UNIT})s?\ (?:ago|earlier))
    | (?P<turned_unit>(?:[Ee]arlier\ |[Ll]ater\ )?
        (?P<tu_word>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Pp]revious|[Cc]oming)[ ]
        (?P<tu_unit>day|week|weekend|month|year|quarter|decade|century|season|spring|summer|autumn|fall|winter))
    | (?<=\b\d\d\d\d[-–/])(?P<range_year>{_YEAR})
    | (?P<year>{_YEAR})(?![\d,.:]\d|%|\w)
    )(?!\w)""",
    re.VERBOSE,
)

_DAY_WORDS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
}
_STEPS = {"last": -1, "next": 1, "this": 0}


#: Before and behind the date of a dateline: "WASHINGTON, May 3 --", "PARIS, France, May 3, 2025 (Reuters) -".
_DATELINE_PLACE = re.compile(r" *[A-Z][A-Z .'’-]+[A-Z](?:, [A-Z][A-Za-z. ]{1,20})?,? ")
_DATELINE_END = re.compile(r" *(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)? *(?:--|[—–]|- )")
_LONGEST_PLACE = 60

#: Tells "recent weeks" and "the same day" from ages and lengths of time, which say how long.
_SAYS_WHEN = re.compile(
    r"\b(?:last|next|this|past|recent|coming|early|late|later|earlier|previous|following|same|ago|then|that)\b", re.I
)


def find_times(parse: Doc, published_at: str | None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a text, sorted by span, none overlapping another.

    ``published_at`` is the article's ISO date, of any precision; without it a dateline of its own line may serve.
    Law: a ``value`` is never more precise than its text together with that date: "last week" has none, "last
    month" a month. What spaCy labels DATE and no pattern knows is given without value, unless it is an age or a
    length of time. A weekday, or a month without year, lies on the side of the article's date that the tense of its
    verb says.
    """
    text = parse.text
    anchor = PartialDate.read(published_at) or _own_line_date(text)
    found: list[tuple[int, int, PartialDate | None]] = []
    for match in _PATTERN.finditer(text):
        if _in_dateline(match):
            continue
        kind = next(name for name in _READERS if match[name] is not None)
        found += _READERS[kind](match, anchor, parse)
    taken = {offset for start, end, _ in found for offset in range(start, end)}
    for entity in parse.ents:
        if (
            entity.label_ == "DATE"
            and _SAYS_WHEN.search(entity.text)
            and taken.isdisjoint(range(entity.start_char, entity.end_char))
        ):
            found.append((entity.start_char, entity.end_char, None))
    return tuple(
        TimeExpression(
            span=Span(start=start, end=end), text=text[start:end], value=None if value is None else str(value)
        )
        for start, end, value in sorted(found, key=lambda row: row[:2])
    )


def _in_dateline(match: re.Match[str]) -> bool:
    """Say whether a date stands between the place that opens a line and the dash that ends a dateline."""
    line = match.string.rfind("\n", 0, match.start()) + 1
    if match.start() - line > _LONGEST_PLACE or not _DATELINE_PLACE.fullmatch(match.string, line, match.start()):
        return False
    return _DATELINE_END.match(match.string, match.end()) is not None


Found = Iterator[tuple[int, int, PartialDate | None]]


def _month(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _weekday(word: str) -> int:
    return _DAYS.index(word.lower())


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _NUMBERS.index(word) + 1


def _iso(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield match.start(), match.end(), PartialDate.read(match["iso"])


def _last_day(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    month = _month(match["ld_month"])
    if match["ld_year"]:
        value = PartialDate.make(int(match["ld_year"]), month)
    else:
        value = anchor and named_month(anchor, month, direction_at(parse, match.start("ld_month")))
    yield match.start(), match.end(), value and last_day(value)


def _month_day(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield from _days_of_month(match, "md", anchor, parse)


def _day_month(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield from _days_of_month(match, "dm", anchor, parse)


def _days_of_month(match: re.Match[str], prefix: str, anchor: PartialDate | None, parse: Doc) -> Found:
    """Read "July 30 and 31, 2025" as two days; the text of each is what stands for it."""
    month, year = _month(match[f"{prefix}_month"]), match[f"{prefix}_year"]
    direction = None if year else direction_at(parse, match.start(f"{prefix}_month"))
    second = match[f"{prefix}_second"]
    days = [match[f"{prefix}_day"], *([second] if second else [])]
    spans = [(match.start(), match.end())]
    if second:
        middle = match.end(f"{prefix}_day"), match.start(f"{prefix}_second")
        spans = [(match.start(), middle[0]), (middle[1], match.end())]
    for (start, end), day in zip(spans, days, strict=True):
        number = int(day.rstrip("stndrh"))
        if year:
            yield start, end, PartialDate.make(int(year), month, number)
        else:
            yield start, end, anchor and day_of_month(anchor, month, number, direction)


def _month_year(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield match.start(), match.end(), PartialDate.make(int(match["my_year"]), _month(match["my_month"]))


def _turned_month(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    word, month = match["tm_word"].lower(), _month(match["tm_month"])
    value = None
    if anchor and anchor.month:
        if word == "this":
            value = PartialDate.make(anchor.year, month)
        else:
            past = word in ("last", "this past")
            value = named_month(anchor, month, "past" if past else "future")
            if value and value.month == anchor.month:
                value = PartialDate.make(value.year + (-1 if past else 1), month)
    yield match.start(), match.end(), value


_MONTH_BEFORE = re.compile(r"\b(?:in|since|until|by|from|of|last|before|after) $", re.IGNORECASE)


def _bare_month(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    """Read "in July"; "May" and "March" are months only where the tagger sees a name."""
    token = token_at(parse, match.start("bm_month"))
    if token is None or token.pos_ != "PROPN" or token.ent_type_ not in ("DATE", ""):
        return
    if token.ent_type_ == "" and not _MONTH_BEFORE.search(parse.text[max(0, match.start() - 8) : match.start()]):
        return
    month = _month(match["bm_month"])
    yield match.start(), match.end(), anchor and named_month(anchor, month, direction_at(parse, token.idx))


def _turned_weekday(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    word, weekday = match["tw_word"].lower(), _weekday(match["tw_day"])
    value = None
    if anchor and anchor.exact:
        if word in ("last", "this past"):
            before = shift_days(anchor, -1)
            value = before and weekday_near(before, weekday, "past")
        elif word in ("coming", "this coming"):
            after = shift_days(anchor, 1)
            value = after and weekday_near(after, weekday, "future")
        elif word == "this":
            value = weekday_near(anchor, weekday, direction_at(parse, match.start("tw_day")))
        elif weekday <= anchor.exact.weekday():
            # "Next Friday" said on a Monday may be in four days or in eleven; said on a Saturday it is clear.
            value = weekday_near(anchor, weekday, "future")
            if value == anchor:
                value = shift_days(anchor, 7)
    yield match.start(), match.end(), value


def _bare_weekday(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    direction = direction_at(parse, match.start())
    yield match.start(), match.end(), anchor and weekday_near(anchor, _weekday(match["weekday"]), direction)


def _decade(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield match.start(), match.end(), None


def _season(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield match.start(), match.end(), PartialDate.make(int(match["s_year"]))


def _day_word(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield match.start(), match.end(), anchor and shift_days(anchor, _DAY_WORDS[match["day_word"].lower()])


def _ago(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    """Read "two days ago"; "earlier" counts from another event, and a hedge takes the precision away."""
    value = None
    if anchor and not match["ago_hedge"] and match[0].endswith("ago"):
        number, unit = _number(match["ago_number"]), match["ago_unit"]
        if unit == "day":
            value = shift_days(anchor, -number)
        elif unit == "month":
            value = shift_months(anchor, -number)
        elif unit == "year" and number < anchor.year:
            value = PartialDate.make(anchor.year - number)
    yield match.start(), match.end(), value


def _turned_unit(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    word, unit = match["tu_word"].lower(), match["tu_unit"]
    value = None
    if anchor and word in _STEPS:
        if unit == "month":
            value = shift_months(anchor, _STEPS[word])
        elif unit == "year":
            value = PartialDate.make(anchor.year + _STEPS[word])
    yield match.start(), match.end(), value


def _range_year(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    yield match.start(), match.end(), PartialDate.make(int(match["range_year"]))


_YEAR_BEFORE = re.compile(rf"(?:\b(?:{_BEFORE_YEAR})(?:[ -]the)?[ -]|\()$", re.IGNORECASE)


def _bare_year(match: re.Match[str], anchor: PartialDate | None, parse: Doc) -> Found:
    """Read "in 2018" and "the 2018 elections"; "2018 people" is an amount."""
    token = token_at(parse, match.start("year"))
    dated = token is not None and token.ent_type_ in ("DATE", "EVENT")
    after_preposition = _YEAR_BEFORE.search(parse.text[max(0, match.start() - 12) : match.start()]) is not None
    counts = token is not None and token.dep_ == "nummod" and token.head.tag_ == "NNS"
    if dated or (after_preposition and not counts):
        yield match.start(), match.end(), PartialDate.make(int(match["year"]))


_READERS: dict[str, Callable[[re.Match[str], PartialDate | None, Doc], Found]] = {
    "iso": _iso,
    "last_day": _last_day,
    "month_day": _month_day,
    "day_month": _day_month,
    "month_year": _month_year,
    "turned_month": _turned_month,
    "bare_month": _bare_month,
    "turned_weekday": _turned_weekday,
    "weekday": _bare_weekday,
    "decade": _decade,
    "season": _season,
    "day_word": _day_word,
    "ago": _ago,
    "turned_unit": _turned_unit,
    "range_year": _range_year,
    "year": _bare_year,
}


_OWN_LINE = re.compile(
    rf"^\W*(?:(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Dd]ate)(?: on| at)?:? )?(?:{_WEEKDAY},? )?"
    rf"(?:(?P<month>{_MONTH}) (?P<day>{_DAY}),? |(?P<day2>{_DAY}) (?P<month2>{_MONTH}),? )"
    rf"(?P<year>{_YEAR})[^a-z]{{0,20}}$",
    re.MULTILINE,
)


def _own_line_date(text: str) -> PartialDate | None:
    """Return the date that fills a line near the text's beginning (first 600 code points)."""
    match = _OWN_LINE.search(text[:600])
    if match is None:
        return None
    day = (match["day"] or match["day2"]).rstrip("stndrh")
    return PartialDate.make(int(match["year"]), _month(match["month"] or match["month2"]), int(day))
