"""What stands around the headline of a plain text: its section, who wrote it, when, and how long it takes."""

from __future__ import annotations

import re
from dataclasses import replace

from index.article import Published
from index.parsers.dates import UNKNOWN, parse_published
from index.parsers.metadata import ArticleMetadata, clean_authors
from index.parsers.page.bylines import names_in_byline
from index.parsers.page.plain_dates import PlainDate, before_date, plain_dates, with_labels, words_besides
from index.parsers.plain.headline import authors_in, find_title
from index.text.language import language_of
from index.text.tokens import plain

# Lines with text that may belong to the head, and characters beyond which a line is a paragraph.
_WITHIN, _LONGEST = 8, 160
_SECTIONS = (
    "home start accueil inicio news nachrichten actualites noticias notizie nieuws world welt monde mundo"
    " mondo wereld international internacional internationales ausland politics politik politique politica"
    " politiek national nation inland inlandsnachrichten domestic local lokales regional region regionales"
    " metro city uk us usa eu europe europa africa asia americas mideast business wirtschaft economie"
    " economy economia economics markets finance finanzen money sport sports esportes deportes football"
    " fussball science wissenschaft sciences ciencia scienza wetenschap technology tech technik"
    " technologie tecnologia digital netzwelt climate klima climat environment umwelt health gesundheit"
    " sante salud saude salute culture kultur cultura arts panorama society gesellschaft societe sociedad"
    " opinion meinung comment analysis kommentar education crime justice weather wetter travel und and et"
    " y e en the latest top stories"
)
_SECTION_WORDS = frozenset(_SECTIONS.split())
_MOST_SECTION_WORDS = 8
# A headline has more words.
_MOST_OWN_SECTION_WORDS = 2
_TOLD_WITHIN = 3
_READING_TIME = re.compile(
    r"(?:(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura):? )?"
    r"(?:about |ca\.? |\d{1,2}[-–])?\d{1,3}[- ]?min(?:ute[ns]?|utos|uti|uten|s)?\.?"
    r"(?: read| lesezeit| de lecture| de lectura| di lettura| leestijd)?",
    re.IGNORECASE,
)
# "Published on Monday, the" stands before a day, "in Ardmoor for Example Wire" behind a name.
_WORDS_OF_LABEL, _WORDS_BESIDE_NAMES = 4, 6
_FIGURES = re.compile(r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b")
_MOST_PLACE_WORDS = 3
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČĐ]"
_NAME_ALONE = re.compile(
    rf"{_CAPITAL}[\w.'’-]*(?: (?:{_CAPITAL}[\w'’-]*|d[aeiu]|de[lnr]|v[ao]n|la|le|bin|al-\w+)){{1,3}}"
)
# Of outlets, offices and headings, which are written like names.
_OTHER_CAPITALS = (
    "agency agencies associated breaking by chronicle correspondent courier daily desk editor exclusive"
    " express facts gazette getty guardian herald image images independent journal key live mail mirror"
    " observer photo photos picture point points post press radio report reporter review staff standard"
    " star telegraph times tribune update updates video weekly wire writer zeitung"
)
_NO_NAMES = frozenset(_OTHER_CAPITALS.split()) | _SECTION_WORDS
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?]['\"”’)\]]*$")


def take_section(lines: list[str]) -> list[str]:
    """Take the section off the top of a text, "World | Europe", where its headline stands below it.

    lines: the text's lines, empty ones included.
    Returns: the lines from the first that isn't empty, or from the one below the section.
    """
    first = next((number for number, line in enumerate(lines) if line), 0)
    below = [line for line in lines[first + 1 :] if line]
    if not below:
        return lines[first:]
    if _is_section(lines[first]):
        is_section = find_title(below) is not None or _told(below[0], None) is not None
    else:
        # Outlets have sections of their own; such a line is one where a whole head stands below it.
        told = (line for line in below[1 : 1 + _TOLD_WITHIN] if not _is_paragraph(line))
        is_section = (
            may_be_section(lines[first])
            and find_title(below) is not None
            and any(authors_in(line) or _told(line, None) for line in told)
        )
    return lines[lines.index(below[0], first + 1) :] if is_section else lines[first:]


def take_head(lines: list[str], language: str | None, title: str | None) -> tuple[ArticleMetadata, list[str]]:
    """Take the lines that say who wrote a text, and when, off its top.

    lines: the text's lines without its title, empty ones included. title: below which a name may stand alone.
    language: what the text is known to be in, by which "3/5/2026" is a day; None: it is told from the text.
    Returns: what they say, and the other lines.
    """
    numbers = [number for number, line in enumerate(lines) if line][:_WITHIN]
    head = [lines[number] for number in numbers]
    if language is None and any(map(_FIGURES.search, head)):
        language = language_of("\n".join(lines), None)
    found, taken = ArticleMetadata(), set[int]()
    labelled = list(with_labels(head))
    said = [None if _is_paragraph(line) else _told(line, language) for line in labelled]
    are_entries = _has_entries(labelled, said)
    for place, (line, told) in enumerate(zip(labelled, said, strict=True)):
        if _is_paragraph(line) or (told and are_entries and not told.authors):
            continue
        if told:
            found = found.over(told)
            taken.add(numbers[place])
            if line != head[place]:
                # Its label stands on the line above.
                taken.add(numbers[place - 1])
        elif (taken and _is_section(line)) or _READING_TIME.fullmatch(line):
            taken.add(numbers[place])
    if title and not found.authors:
        author = _place_of_author(head, [number in taken for number in numbers], lines, title)
        if author is not None:
            found = replace(found, authors=(head[author],))
            taken.add(numbers[author])
    rest = [line for number, line in enumerate(lines) if number not in taken]
    return (found, rest) if any(rest) else (ArticleMetadata(), lines)


def _place_of_author(head: list[str], is_taken: list[bool], lines: list[str], title: str) -> int | None:
    """Find the line of a head that is only a name, "Mara Lindqvist", above the text; None where none is.

    is_taken: of each line, whether it says something else. What the text speaks of is no author.
    """
    place = next((place for place, taken in enumerate(is_taken) if not taken), None)
    if place is None or place + 1 == len(head) or any(map(authors_in, (*head, lines[-1]))):
        return None
    words = set(map(str.lower, _WORD.findall(head[place])))
    if not _NAME_ALONE.fullmatch(head[place]) or words & _NO_NAMES:
        return None
    said = (word.lower() for line in (title, *lines) if line != head[place] for word in _WORD.findall(line))
    return place if words.isdisjoint(said) else None


def _is_paragraph(line: str) -> bool:
    return len(line) > _LONGEST or _SENTENCE.search(line) is not None


def _has_entries(lines: list[str], said: list[ArticleMetadata | None]) -> bool:
    """Tell whether paragraphs stand between days: they are those of entries, none is the article's."""
    days = [place for place, told in enumerate(said) if told and told.published.iso]
    return len(days) > 1 and any(map(_is_paragraph, lines[days[0] : days[-1]]))


def _told(line: str, language: str | None) -> ArticleMetadata | None:
    """Read what a line says of the author and the days; None where it says more, or nothing."""
    if len((day := parse_published(line)).iso) >= len("2026-03-09"):
        return ArticleMetadata(published=day)
    dates = list(plain_dates(line, language)) or _uncertain(line)
    before = before_date(line)
    # What names the author alone in English is left to ``take_byline``, which looks at the end as well.
    names = (names_in_byline(before) or "") if dates or not line.lower().startswith("by") else ""
    if dates and not names and _is_name(before, line):
        names = before
    authors = authors_in(before) or clean_authors(names) if dates or names else ()
    besides = words_besides(line)
    if dates and not authors and _is_place(before, line, besides):
        before, besides = "", 0
    if (before and not authors) or not (dates or authors):
        return None
    if authors:
        # "By Ann Lee, Example Wire, in Ardmoor"
        besides -= sum(len(name.split()) for name in authors) + _WORDS_BESIDE_NAMES
    elif not any(date.label for date in dates):
        return None if besides else ArticleMetadata(published=dates[0].date)
    if besides > _WORDS_OF_LABEL * len(dates):
        return None
    published = [one.date for one in dates if one.label != "modified"]
    modified = [one.date for one in dates if one.label == "modified"]
    return ArticleMetadata(
        authors=authors, published=_first(published), modified=modified[-1] if modified else UNKNOWN
    )


def _is_name(before: str, line: str) -> bool:
    """Tell whether what stands before a day and a mark is a name: "Mara Lindqvist · 5 March 2026"."""
    words = before.split()
    has_mark = line[len(before) :].lstrip()[:1] in tuple("·|•–—")
    return has_mark and 1 < len(words) <= _MOST_PLACE_WORDS and all(word[0].isupper() for word in words)


def _is_place(before: str, line: str, besides: int) -> bool:
    """Tell whether a line, with what stands before its day, is as letters begin: "Velport, 4 March 2026"."""
    words = len(before.split())
    return line.startswith(f"{before},") and besides == words <= _MOST_PLACE_WORDS and before[:1].isupper()


def _uncertain(line: str) -> list[PlainDate]:
    """Read a day that may be read both ways round, as far as it is certain."""
    date = parse_published(line) if _FIGURES.search(line) else UNKNOWN
    return [PlainDate("published", date)] if date.iso else []


def _first(dates: list[Published]) -> Published:
    return dates[0] if dates else UNKNOWN


def may_be_section(line: str) -> bool:
    """Tell whether a line is too short for a headline, and no sentence: "Transport", "Politics | Velport"."""
    return 0 < len(_WORD.findall(line)) <= _MOST_OWN_SECTION_WORDS and _SENTENCE.search(line) is None


def _is_section(line: str) -> bool:
    """Tell whether a line only names sections: "World | Europe", "Home > News > Sport"."""
    words = _WORD.findall(plain(line).lower()) if len(line) <= _LONGEST else []
    return 0 < len(words) <= _MOST_SECTION_WORDS and all(word in _SECTION_WORDS for word in words)
