"""What the form of a question says of its answer: a length of time, an amount, an age, a date, a name."""

from __future__ import annotations

import re
from enum import Enum

from index.article import Span
from retrieval.question.vocabulary import MONTH, ONES, TENS, WEEKDAY

_COUNT_WORDS = "|".join([*ONES[1:], rf"(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(ONES[1:10])})\b)?"])
# Never tried again from inside a figure: "1,1,1,…" would cost the square of its length.
_FIGURE = r"(?<!\d)(?<!\d[,.])\d++(?:[,.]\d++)*+"
# A figure that counts nothing: of a name ("Type-4", "X9"), of a time of day.
_NO_NUMBER = r"(?<![^\W\d_]-)(?<![^\W\d_])(?<!\d:)"
_NO_TIME = r"(?!:\d|\s?[ap]\.?m\b)"
_COUNT = rf"(?:{_FIGURE}|(?:{_COUNT_WORDS}|dozens?|hundreds?|thousands?|half)\b)"
# What makes a figure less exact without making it another one.
HEDGE = (
    r"\b(?:about|around|nearly|almost|roughly|some|over|under|at least|up to|"
    r"more than|less than|fewer than)\s+"
)
_ABOUT = rf"\b(?:{HEDGE})?"
# "Two-thirds", "a third of", "one in five"; "a third" alone is another one.
_FRACTION = (
    r"\b(?:(?:two|three|four)[\s-](?:thirds|quarters|fifths|tenths)\b"
    r"|one in (?:two|three|four|five|six|ten)\b"
    r"|(?:(?:an?|one)[\s-](?:third|quarter|fifth|tenth)|half)(?=\sof\s(?!an?\s)))"
)
_SCALE = r"(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen|and a half)){0,4}"
_MORE_OF_IT = r"(?:[\s-](?:to|and)[\s-]" + _COUNT + r")?" + _SCALE
_AMOUNT = _ABOUT + _COUNT + _MORE_OF_IT
# "Twelve won" is most often a verb: it needs a million before it.
_CURRENCY = (
    r"(?:(?:US|Canadian|Australian|Hong Kong|Swiss|Indian|Norwegian|Swedish|Danish|Czech|Turkish|Mexican) )?"
    r"(?:dollars?|euros?|pounds?|pence|cents?|yen|yuan|renminbi|rou?bles?|crowns?|kron(?:er?|or|a|ur)|francs?"
    r"|rupees?|rupiah|ringgit|pesos?|reais|rand|dirhams?|dinars?|riyals?|rials?|shekels?|liras?|z[lł]oty(?:s|ch)?"
    r"|forints?|lei|leva|hryvnias?|naira|shillings?|cedis?|baht|dong|tenge|bitcoins?|guilders?|EUR|USD|GBP|CHF)"
)
_DECADES = "|".join(f"{ten.removesuffix('y')}ies" for ten in TENS)
_TIME = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?\b"
_LENGTH = rf"(?:{_AMOUNT}[\s-]|{_ABOUT}an?\s(?!second)){_TIME}(?:\sand a half\b)?"
# "Six hours and 40 minutes", "6 hours 40 minutes"
_MORE = rf"(?:(?:,\s{_COUNT}\s{_TIME})?,?\sand)?\s{_COUNT}\s{_TIME}"
_MONTH = rf"(?:(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|{MONTH})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# A name: words with capital letters, with small words between them, not the first word of a sentence alone.
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*\w|[A-Z]\.)"
_NAME = _CAPITAL + r"(?:\s+(?:(?:of|the|de|van|von|der|bin|al|and)\s+)?" + _CAPITAL + r")*"


class AnswerType(Enum):
    """What sort of thing answers a question, with the pattern that such a thing has in a text."""

    # "Two days before" and "in a week" say when, not how long; "a second" is mostly another one.
    DURATION = re.compile(
        rf"(?:{_LENGTH}{_MORE}|(?<!\bin )(?<!\bwithin ){_LENGTH})"
        r"(?!\s(?:before|after|ago|later|earlier|old|from)\b)",
        re.IGNORECASE,
    )
    MONEY = re.compile(
        _ABOUT.removeprefix(r"\b")
        + r"(?:(?:[$€£¥₹₩₽₺₴₦₱₪฿]|\b(?:EUR|USD|GBP|CHF|Rs\.?)\s?)\s?\d++(?:[,.]\d++)*+"
        + _SCALE
        + r"(?:[kmb]n?\b)?|"
        + _AMOUNT
        + rf"\s(?:{_CURRENCY})\b|"
        + _AMOUNT
        + r"(?<=illion)\s(?:won|real)\b)",
        re.IGNORECASE,
    )
    SHARE = re.compile(
        _ABOUT + _COUNT + r"\s?(?:%|percent\b|per cent\b|percentage points?\b)" + rf"|{_ABOUT}{_FRACTION}",
        re.IGNORECASE,
    )
    # Who asks for points doesn't ask for the 34 percent beside them.
    POINTS = re.compile(_ABOUT + _COUNT + r"\s(?:percentage\s)?points?\b", re.IGNORECASE)
    # "The 45-year-old", "aged 45", "Ada Roth, 45, said", "Roth (45)"; of what was made, the year too.
    AGE = re.compile(
        rf"{_ABOUT}(?:{_COUNT}[\s-])?{_COUNT}[\s-](?:day|week|month|year|century|centurie)s?[\s-](?:olds?|of\sage)\b"
        rf"|\b(?:age[ds]?\b[^.\n]{{0,25}}?|turn(?:s|ed|ing)?\s){_COUNT}"
        rf"|\b(?:is|was|be|at|being|only|just|now)\s(?:{_COUNT}[\s-])?{_COUNT}(?=[.,;:!?)]|\s(?:and|but|or|when|on)\b)"
        r"|(?<=,\s)\d{1,3}(?=,)|(?<=\()\d{1,3}(?=\))"
        rf"|{_COUNT}\s(?:and|or)\s(?:older|over|above|younger|under)\b|\b(?:under|over)[\s-]\d{{1,2}}s\b"
        rf"|\bin\s(?:his|her|their)\s(?:early\s|mid[\s-]|late\s)?(?:\d0s|(?:{_DECADES}))\b"
        r"|\b(?:born|built|founded|established|opened|dat(?:es|ed|ing))\b[^.\n]{0,40}?\b(?:1\d|20)\d\d\b",
        re.IGNORECASE,
    )
    NUMBER = re.compile(_ABOUT + _NO_NUMBER + _COUNT + _NO_TIME + _MORE_OF_IT, re.IGNORECASE)
    DATE = re.compile(
        rf"(?:{WEEKDAY},?\s)?(?:{_MONTH}\s\d{{4}}|{_MONTH}\s{_DAY}(?:,?\s\d{{4}})?|{_DAY}\s{_MONTH}(?:\s\d{{4}})?)"
        rf"|\b(?:19|20)\d\d\b|{WEEKDAY}|\b(?:yesterday|today|tomorrow)\b"
        r"|\b(?:last|next|this)\s(?:week|month|year|spring|summer|autumn|fall|winter)\b"
    )
    NAME = re.compile(_NAME)


# What a pattern finds surely: without one of these a text doesn't answer a question that asks for one.
QUANTITY_TYPES = frozenset(
    {AnswerType.DURATION, AnswerType.MONEY, AnswerType.SHARE, AnswerType.POINTS, AnswerType.AGE}
)

# The form of a question, in order; the first that fits decides.
_FORMS = [
    (re.compile(form), answer_type)
    for form, answer_type in (
        (r"\bhow long\b|\bduration\b|\blength\b", AnswerType.DURATION),
        (r"\bhow many (?:\w+ )?(?:seconds|minutes|hours|days|weeks|months|years)\b", AnswerType.DURATION),
        (r"\bpercentage points?\b", AnswerType.POINTS),
        (r"\bwhat (?:percent(?:age)?|share|proportion|rate)\b|\bhow many percent\b", AnswerType.SHARE),
        (r"\bhow much\b.*\b(?:pay|paid|costs?|spen[dt]|worth|raised?|fined?|sold|sell)\b", AnswerType.MONEY),
        (r"\bhow much\b.*\b(?:money|price|bid|dollars?|euros?|pounds?)\b", AnswerType.MONEY),
        (r"\bwhat (?:price|amount|sum)\b", AnswerType.MONEY),
        (r"\bhow old\b|\bat what age\b|['’]s age\b|\bwhat (?:is|was) the age of\b", AnswerType.AGE),
        (
            r"\bhow (?:many|much|far|big|tall|deep|fast|high|large|often)\b|\bwhat number\b",
            AnswerType.NUMBER,
        ),
        (r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|time)\b|\bhow soon\b", AnswerType.DATE),
        (r"\bwho(?:se|m)?\b|\bwhere\b|\bwhich\b", AnswerType.NAME),
        (
            r"\bwhat (?:country|city|state|company|team|nation|film|movie|show|actor|actress)\b",
            AnswerType.NAME,
        ),
        (r"\bwhat (?:singer|band|artist|player|person|place|name)\b", AnswerType.NAME),
    )
]


# "Did they agree?", "so is it true …"; "can you tell me who …" and "does anyone know when …" ask for more.
_WHETHER = re.compile(
    r"^(?:(?:so|and|but|or|ok|okay|well|hey|hi)\b[\s,]*)*"
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must)(?:n['’]?t)?\s+"
    r"(?!(?:you|i|we)\b|(?:any|some)(?:one|body)\s+(?:know|tell|say|explain))",
    re.IGNORECASE,
)

_QUESTION_WORD = re.compile(r"\b(?:who(?:m|se)?|what|when|where|which|why|how)(?:['’]?s)?\b", re.IGNORECASE)
# "They sold it, right?", "so Roth left huh", "so Roth left?", "True that Roth left?"
_ASSERTS = re.compile(
    r"^so\b.*\?\W*$|^(?:(?:so|and|but)\s)?(?:it['’]?s\s)?true\b"
    r"|(?:,\s?(?:right|correct|yeah)|[\s,](?:huh|eh|innit"
    r"|(?:is|was|did|does|do|has|have|had|are|were)(?:n['’]?t)?\s(?:it|he|she|they)))\W*$",
    re.IGNORECASE,
)

# What a few words don't answer: reasons, what somebody said, what is new, all about something.
_AT_LENGTH = re.compile(
    r"\bwhy\b|\bhow come\b|\blatest (?:on|in|about|from|news)\b|\bthe latest\W*$"
    r"|\bwhat(?:['’]?s| is| has) (?:new|happening|going on|happened)\b"
    r"|\bwhat happened\b|^\W*(?:please\s)?(?:tell|explain|describe|summari[sz]e)\b"
    r"|\btell (?:me|us) (?:about|more)\b"
    r"|\bwhat (?:did|does|do|has|have)\b.*\b(?:say|said|tell|told|respond|reply|comment)\b"
    r"(?:\s(?:about|on|of|to|after|before|in|at|when|during|concerning)\b.*)?\W*$"
    r"|\bwhat (?:did|does|do|has|have)\b.*\b(?:tell|told|ask|asked)"
    r"\s(?:(?!to\b|was\b|is\b)[\w’'-]+\s?){1,5}\W*$",
    re.IGNORECASE,
)


def asks_at_length(question: str) -> bool:
    """Tell whether a question asks for more than a few words, so that none of them stand above its quotes."""
    return _AT_LENGTH.search(question) is not None


def asks_whether(question: str) -> bool:
    """Tell whether a question asks for yes or no."""
    return _WHETHER.match(question.strip()) is not None or asserts(question)


def asserts(question: str) -> bool:
    """Tell whether a question says what it wants to have confirmed: "so Roth left, huh"."""
    return _ASSERTS.search(question.strip()) is not None and not _QUESTION_WORD.search(question)


def expected_answer_type(question: str) -> AnswerType | None:
    """Tell the type of a question's answer by its form; None where the form says nothing."""
    lower = question.lower()
    return next((answer_type for form, answer_type in _FORMS if form.search(lower)), None)


def find_mentions(answer_type: AnswerType, text: str, span: Span) -> list[Span]:
    """Find everything of an answer type in a stretch of a text, in order."""
    found = answer_type.value.finditer(text, span.start, span.end)
    return [Span(match.start(), match.end()) for match in found]
