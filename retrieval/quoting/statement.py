"""Whether a text states something where words of it may answer, or denies, claims, expects or corrects it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import Article, Span
from index.text.tokens import stems
from retrieval.question.terms import content_words

# A clause ends where another statement may begin.
_BORDER = re.compile(
    r";|:\s|\b(?:but|although|though|while|whereas|because|instead)\b"
    r"|\b(?:has|have|had|was|were)(?:\sbeen)?\s"
    r"(?:moved|postponed|put off|brought forward|delayed|rescheduled)\b"
    r"|,\s(?:and|so|who|which|after|as)\b|\band\s(?:will|would|hopes|plans|wants)\b",
    re.IGNORECASE,
)
# "Roth, who ran the mill, was cleared": what is said between the commas parts nothing around it.
_ASIDE = re.compile(r",\s(?:who|whose|whom|which)\b[^,;:]{1,160},(?=\s(?!(?:and|but|who|which)\b)[a-z])")
# "Claim: …": what stands before the colon is said of what follows.
_LONGEST_LABEL = 3  # words
# "Put off from 12 June to 28 August": what comes after the "from" isn't so any more.
MOVED = re.compile(
    r"\b(?:mov(?:ed?|es|ing)|postpon(?:ed?|es|ing)|put(?:s|ting)? off|push(?:ed|es)? back|brought forward"
    r"|delay(?:ed|s)?|reschedul(?:ed|es)|new date)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\b(?:from|instead of)\s(?:\w+\s){0,3}\W*\Z", re.IGNORECASE)
# "The museum bought it, not the school": what follows is denied, what stands before isn't.
_CONTRAST = re.compile(r",\s(?:and\s)?not\s[^,;]*\Z", re.IGNORECASE)
_SAYS_OF_IT = re.compile(
    r"\b(?:reports?|posts?|rumou?rs?|videos?|messages?|stor(?:y|ies))"
    r"(?: (?:that|which|on|in|by|from)\b[^,.;:]{1,60})? (?:said|says|say|claimed)\b",
    re.IGNORECASE,
)
# What only the beginning of an article about something false says: "No, Roth has not sold the mill".
_FALSE_LEAD = re.compile(
    r"\A\W*no, |\bfact[ -]?check|\b(?:joke|prank|satir(?:e|ical)|made[ -]up|invented|not true|no truth)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\A\W*(?:correction|clarification|editor['’]s note)\b|\bearlier versions? of (?:this|the)\b",
    re.IGNORECASE,
)
# How far into an article it is looked for whether that is about something false.
_LEAD_CHARACTERS = 600


@dataclass(frozen=True)
class _Doubt:
    """Words by which a clause doesn't say that it is so, and those of a question that asks for that."""

    words: re.Pattern[str]
    asked_for: re.Pattern[str]


_DENIED = _Doubt(
    re.compile(
        r"\bden(?:y|ies|ied|ying)\b|\bcleared\b.{1,120}\bof\b|\bacquitted\b|\bnot guilty\b"
        r"|\b(?:falsely|untrue|hoax|debunked|fabricated|refut(?:e[sd]?|ing)|rebutt(?:ed|ing|al)|exonerated)\b"
        r"|\b(?:overturn|quash|annul)\w*\b.{1,40}\b(?:conviction|verdict|sentence|ruling)s?\b"
        r"|\b(?:reject|dismiss)(?:s|es|ed|ing)?\s(?:\w+\s){0,3}?"
        r"(?:reports?|claims?|charges?|rumou?rs?|allegations?|accusations?|suggestions?|speculation)\b"
        r"|\bfalse (?:reports?|claims?|rumou?rs?|messages?|news|posts?|stor(?:y|ies))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:den[yi]|clear|acquit|fals|untrue|hoax|guilty|accus|charg|tr[iy]|alleg|rumou?r|refut|rebut|exonerat"
        r"|overturn|quash|annul|reject|dismiss|convict|verdict|sentence|ruling)",
        re.IGNORECASE,
    ),
)
_DOUBTS = (
    _DENIED,
    _Doubt(
        re.compile(
            r"(?:\b(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can|should)(?:\snot|n['’]t)"
            r"|\bcannot|\bnever)\b(?!\s(?:until|only|just|yet)\b)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\bnot\b|n['’]t\b|\bnever\b|\b(?:refus|reject|declin|fail|miss|without|skip)", re.IGNORECASE
        ),
    ),
    _Doubt(
        re.compile(
            r"\b(?:claim(?:s|ed|ing)?|alleg(?:es?|ed|edly|ing)|accus(?:es?|ed|ing)|rumou?rs?|rumou?red"
            r"|speculat(?:e[sd]?|ing|ion)|suspected of|on suspicion of|charged with)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:claim|alleg|accus|charg|rumou?r|sa(?:y|id)|according|speculat|arrest|court|sue|tr[iy]|suspect|blam|lawsuit)",
            re.IGNORECASE,
        ),
    ),
    _Doubt(
        re.compile(
            r"\b(?:expect(?:s|ed)?|forecasts?|predict(?:s|ed)?|projected|polls (?:say|said|show|showed|put)"
            r"|bookmakers|is likely|are likely)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:will|would|could|may|might|expect|forecast|predict|project|poll|likely|going to|next"
            r"|plan(?!t)|due|coming|upcoming|bookmaker|favou?rite|is|are)",
            re.IGNORECASE,
        ),
    ),
    _Doubt(
        re.compile(
            r"\b(?:was|were|had been) (?:originally |first )?"
            r"(?:to (?:be|have)|due|supposed|scheduled|planned|meant)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:original|first|earlier|was .*\bto be|due|suppos|schedul|plan|meant|intend)", re.IGNORECASE
        ),
    ),
    _Doubt(_CORRECTION, re.compile(r"\b(?:correct|earlier|error|wrong|mistake|first)", re.IGNORECASE)),
)
# What is still to come, of which a question about the past doesn't ask.
_TO_COME = re.compile(
    r"\b(?:will|would|shall)\b|\b(?:is|are|was|were) (?:set|about|poised|ready)(?=\sto\b)"
    r"|\b(?:heading for|on course (?:for|to)|close to)\b"
    r"|\b(?:hop|aim|plan|want|intend|vow|threaten|promis|pledg)(?:e?s|n?ed|e)? to\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:after|following|since|that|which|who|because|as)\b", re.IGNORECASE)
_NOT_OF_THE_PAST = re.compile(
    r"\b(?:will|would|shall|could|can|may|might|should|must|is|are|do|does|to)\b"
    r"|\b(?:next|plan(?!t)|due|hop|aim|want|intend|vow|threat|promis|pledg|announc|propos|offer|decid|agree|sa(?:y|id)"
    r"|t(?:e|o)ld?|order|demand|ask|warn|predict|forecast|expect|schedul|suppos|suggest|recommend|urg)"
    r"|\b(?:who|what|which(?:\s\w+)?)\s(?!was\b|has\b)\w+s\b",
    re.IGNORECASE,
)

# Who asks where something could be isn't told by where something was.
_POSSIBLE_ASKED = re.compile(
    r"\A\W*(?:where|when|who|which|what)\b.{0,60}?\b(?:could|might)\b", re.IGNORECASE
)
_POSSIBLE = re.compile(
    r"\b(?:could|might|may|can|will|would|shall|should|is to|are to|ready|willing|prepared"
    r"|possibl[ey]|potential(?:ly)?|options?|candidates?|hosts?|interest(?:ed)? in|if|or)\b"
    r"|\b(?:suggest|propos|offer|invit|agree|plan(?!t)|expect|likel|hop|consider|favou?r|float)",
    re.IGNORECASE,
)


def is_stated(question: str, article: Article, sentence: Span, span: Span) -> bool:
    """Tell whether a sentence says that it is so where some words of it stand.

    question: what is asked; what it asks for by name ("Who denied …?") is no doubt.
    sentence, span: as characters of the article's text; the words stand in the sentence.
    """
    text = article.text[sentence.start : sentence.end]
    at, end = span.start - sentence.start, span.end - sentence.start
    if text.rstrip("\"'”’» ").endswith("?"):
        return False
    if _SAYS_OF_IT.search(text) and not _DENIED.asked_for.search(question):
        lead = f"{article.title or ''} {article.text[:_LEAD_CHARACTERS]}"
        if _DENIED.words.search(lead) or _FALSE_LEAD.search(lead):
            return False
    if _CONTRAST.search(text, 0, at) or (MOVED.search(text) and _NO_MORE.search(text, 0, at)):
        return False
    clause = _clause(text, at, end)
    if _is_to_come(question, text, clause, Span(at, end)):
        return False
    if _POSSIBLE_ASKED.search(question) and not _POSSIBLE.search(text, clause.start, clause.end):
        return False
    said = _ASIDE.sub("", text[clause.start : clause.end])
    return not any(doubt.words.search(said) and not doubt.asked_for.search(question) for doubt in _DOUBTS)


def is_correction(text: str) -> bool:
    """Tell whether a text corrects what was printed before, and so repeats what isn't so."""
    return _CORRECTION.search(text) is not None


def _is_to_come(question: str, text: str, clause: Span, span: Span) -> bool:
    """Tell whether a clause puts the words, or more of what is asked, behind a "will" or "would"."""
    ahead = _TO_COME.search(text, clause.start, clause.end)
    if ahead is None or _NOT_OF_THE_PAST.search(question):
        return False
    if ahead.end() <= span.start:
        # "It will open after works that took a year": these are over.
        return _BACK.search(text, ahead.end(), span.start) is None
    asked = {word.stem for word in content_words(question)}
    before, after = stems(text, clause.start, ahead.start()), stems(text, ahead.end(), clause.end)
    return len(asked.intersection(after)) > len(asked.intersection(before))


def _clause(text: str, start: int, end: int) -> Span:
    """Find the clause of a sentence in which some words stand."""
    asides = [aside.span() for aside in _ASIDE.finditer(text)]
    # Without its comma, by which it would be an aside of itself.
    within = next((Span(at + 1, to) for at, to in asides if at <= start and end <= to), None)
    if within:
        return within
    borders = [
        match.start()
        for match in _BORDER.finditer(text)
        if (match[0][0] != ":" or len(text[: match.start()].split()) > _LONGEST_LABEL)
        and not any(first <= match.start() < last for first, last in asides)
    ]
    first = max((border for border in borders if border < start), default=0)
    last = min((border for border in borders if border >= end), default=len(text))
    return Span(first, last)
