"""What the programs that collect articles call the parts of one: in JSON, in tables, in front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from index.article import Published
from index.parsers.dates import UNKNOWN, day_first, parse_published
from index.parsers.field_markup import plain_line
from index.parsers.metadata import ArticleMetadata, clean_authors, clean_language, clean_line, clean_url
from index.parsers.urls import canonical_url

T = TypeVar("T")
FieldPath = tuple[str, ...]


def _paths(names: str) -> tuple[FieldPath, ...]:
    """Write names as they are looked up; "content.rendered" is "rendered" in "content"."""
    return tuple(tuple(map(_plain, name.split("."))) for name in names.split())


def _plain(name: str) -> str:
    """Write a field's name as it is known by: "published_at", "publishedAt" and "Published At" are one.

    Accents go: many tables have lost them.
    """
    name = name if name.isascii() else unicodedata.normalize("NFD", name)
    return "".join(filter(str.isalnum, name)).casefold()


# Those that are trusted more come first.
_TEXT = _paths(
    "text maintext plaintext plain_text body articleBody full_text full_content article_text story_text"
    " text_content content_text content content_html content_encoded html_content body_html post_content"
    " fields.bodyText fields.body raw_text summary.content"
    # A whole page, where there is nothing better.
    " html page_html raw_html"
    # As people name columns in German, French, Spanish, Portuguese, Italian and Dutch.
    " volltext artikeltext beitragstext fließtext inhalt texte_intégral texte_de_l_article texte contenu"
    " corps texto_completo texto contenido cuerpo conteúdo corpo testo contenuto artikeltekst tekst inhoud"
)
_LISTS = _paths(
    "articles items results entries posts stories documents docs data records rows news value"
    " articles.results response.results response.docs hits.hits _embedded.items"
)
_WRAPPED_IN = ("_source", "row", "attributes", "node")

# What an outlet says of an article in a few sentences.
_DESCRIPTION = _paths(
    "description summary abstract lead_paragraph excerpt teaser snippet fields.trailText"
    " beschreibung zusammenfassung vorspann résumé resumen resumo riassunto samenvatting"
)
_URL = _paths(
    "url link canonical_link canonical_url canonical.href web_url original_url requested_url responded_url"
    " article_url page_url permalink mainEntityOfPage mainEntityOfPage.@id html.requested_url"
    " alternate.href document_identifier href uri given_url"
    " hyperlink webadresse internetadresse lien enlace dirección endereço indirizzo collegamento adresse"
    " adres"
)
_SOURCE = _paths("source")
_TITLE = _paths(
    "title headline headline.main web_title article_title post_title name"
    " titel überschrift ueberschrift schlagzeile titre titular título titolo kop"
)
_AUTHORS = _paths(
    "authors author byline byline.original creator writer author_name _embedded.author fields.byline"
    " published_by autor autorin autoren verfasser auteur auteurs autora autores autore autori"
)
_OUTLET = _paths(
    "outlet source sitename site_name source_hostname source_name meta_site_name og_site_name publisher"
    " publication newspaper media_name origin feed feed_title provider isPartOf yoast_head_json.og_site_name"
    " source_domain domain domain_name hostname canonical_domain source_common_name thread.site site"
    " quelle zeitung herausgeber publikation journal fuente periódico fonte testata giornale jornal veículo"
    " bron krant uitgever medium medio"
)
_PUBLISHED_UTC = _paths("date_gmt post_date_gmt published_gmt published_utc date_utc")
_PUBLISHED = _paths(
    "published published_at date_publish datePublished publish_date publishing_date publication_date"
    " published_date date_published pub_date date web_publication_date first_publication_date date_time_pub"
    " datetime post_date published_on issued seen_date attributes.created"
)
# Who names a column in these languages writes the day first.
_PUBLISHED_ABROAD = _paths(
    "veröffentlicht veröffentlichungsdatum veröffentlicht_am erscheinungsdatum erschienen publiziert datum"
    " date_de_publication date_de_parution publié publié_le parution fecha_de_publicación fecha publicado"
    " data_de_publicação data_da_publicação data_di_pubblicazione data_pubblicazione pubblicato"
    " publicatiedatum gepubliceerd data"
)
_MODIFIED_ABROAD = _paths(
    "geändert geändert_am aktualisiert aktualisiert_am änderungsdatum modifié mis_à_jour date_de_modification"
    " modificado actualizado fecha_de_actualización atualizado aggiornato modificato gewijzigd bijgewerkt"
)
_MODIFIED_UTC = _paths("modified_gmt post_modified_gmt modified_utc")
_MODIFIED = _paths(
    "modified updated date_modify dateModified date_modified modified_date last_modified lastmod"
    " attributes.changed"
)
_LANGUAGE = _paths("language lang in_language meta_lang sprache langue idioma lingua taal")
# By what a later version of an article is known. A reading list changes "updated_at" when a tag is added.
_CHANGED = (*_MODIFIED_UTC, *_MODIFIED, *_paths("updated_at"), *_MODIFIED_ABROAD)
_TAKEN = _paths(
    "date_download download_date downloaded_at crawl_date date_crawled crawled_at html.crawl_date fetched_at"
    " retrieved_at scraped_at warc_date file_date"
)
_DATES = frozenset((*_PUBLISHED_UTC, *_PUBLISHED, *_PUBLISHED_ABROAD, *_CHANGED, *_TAKEN))

_DAY_FIRST = "de"
# As `clippings export` writes it.
_BEGINNING = _paths("is_beginning")

_NAMES = ("name", "title", "rendered", "$date", "date")
_QUOTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")
_LONGEST_LIST = 2_000
_CLOCK = re.compile(r".*\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
# As GDELT writes a moment.
_DIGITS = re.compile(r"[12]\d{3}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d")

# Of a text in parts: those that hold it, and those that it is put together from.
_WHOLE = ("rendered", "processed", "content", "text", "html", "value")
_PARTS = ("summary", "headline", "sections", "paragraphs", "blocks")
_DEEPEST = 5


class Fields:
    """The fields of a record, whatever its program calls them."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        """Look into a record; names may be written in any way."""
        self._fields = _by_plain_name(record)

    def values(self, paths: tuple[FieldPath, ...]) -> Iterator[Any]:
        """Give what stands at the paths and isn't empty, in their order."""
        for first, *rest in paths:
            value = self._fields.get(first)
            for name in rest:
                value = value[0] if isinstance(value, list) and value else value
                value = _by_plain_name(value).get(name) if isinstance(value, dict) else None
            if value:
                yield value

    def first(self, paths: tuple[FieldPath, ...], read: Callable[[Any], T | None]) -> T | None:
        """Return the first thing at the paths that can be understood; read: understands it or gives None."""
        return next((found for value in self.values(paths) if (found := read(value))), None)


def metadata_of(record: Mapping[str, Any]) -> ArticleMetadata:
    """Read metadata out of a JSON object, a row of a table, front matter or a sidecar.

    record: values of any type under the names that feeds and scrapers use; the rest is ignored.
    Returns: what could be understood.
    """
    fields = Fields(record)
    language = fields.first(_LANGUAGE, clean_language)
    return ArticleMetadata(
        title=fields.first(_TITLE, _title),
        url=(url := url_of(fields)) and canonical_url(url),
        outlet=fields.first(_OUTLET, _outlet),
        authors=fields.first(_AUTHORS, _authors) or (),
        published=fields.first(_PUBLISHED_UTC, _utc)
        or fields.first(_PUBLISHED, partial(_date, language=language))
        or fields.first(_PUBLISHED_ABROAD, partial(_date, language=_DAY_FIRST))
        or UNKNOWN,
        language=language,
        modified=fields.first(_MODIFIED_UTC, _utc)
        or fields.first(_MODIFIED, partial(_date, language=language))
        or fields.first(_MODIFIED_ABROAD, partial(_date, language=_DAY_FIRST))
        or UNKNOWN,
        is_beginning=any(value is True for value in fields.values(_BEGINNING)),
    )


def url_of(fields: Fields) -> str | None:
    """Find an article's address as it is given.

    Some programs call it the source, others so call the outlet's home page.
    """
    return fields.first(_URL, clean_url) or fields.first(_SOURCE, _page)


def text_of(record: Mapping[str, Any]) -> str | None:
    """Find an article's text, as it is; None where there is none."""
    return Fields(record).first(_TEXT, _joined)


def description_of(record: Mapping[str, Any]) -> str | None:
    """Find the most that is said of an article whose text isn't there; None where nothing is."""
    said = filter(None, map(_joined, Fields(record).values(_DESCRIPTION)))
    return max(said, key=len, default=None)


def changed_and_taken(fields: Fields) -> tuple[float | None, float | None]:
    """Find when an article was changed, and when it was taken from the web, in seconds; None: not known."""
    return fields.first(_CHANGED, moment), fields.first(_TAKEN, moment)


def names_date(name: str) -> bool:
    """Tell whether a field's name is one of those that dates have."""
    return (_plain(name),) in _DATES


def lists_in(record: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Give what stands in an object under a name that lists of articles have, and is a list."""
    return (value for value in Fields(record).values(_LISTS) if isinstance(value, list))


def unwrapped(record: dict[str, Any]) -> dict[str, Any]:
    """Take an article out of what a search engine or a server of data puts around it, with its id."""
    held = (record.get(name) for name in _WRAPPED_IN)
    inner: dict[str, Any] | None = next((value for value in held if isinstance(value, dict)), None)
    if inner is None:
        return record
    # A search engine's "_source" is no outlet.
    return {name: value for name, value in record.items() if not name.startswith("_")} | inner


def moment(value: object) -> float | None:
    """Read a moment, to tell what is later: a time without a zone counts as UTC, a day as its beginning.

    Returns: seconds since 1970; None where it isn't understood.
    """
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        iso = (_date(value) or UNKNOWN).iso
        found = datetime.fromisoformat(iso) if len(iso) >= len("2026-01-01") else None
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _by_plain_name(record: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in record.items():
        if value and isinstance(name, str):
            fields.setdefault(_plain(name), value)
    return fields


def _name(value: object) -> object:
    """Take the name out of an object that stands for a person, an outlet or a title."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        return next((value[name] for name in _NAMES if value.get(name)), None)
    return value


def _title(value: object) -> str | None:
    name = _name(value)
    return clean_line(plain_line(name) if isinstance(name, str) else name)


def _outlet(value: object) -> str | None:
    name = _name(value)
    if not isinstance(name, str) or "://" in name:
        return None
    line = clean_line(plain_line(name))
    return line.removeprefix("www.") if line else None


def _page(value: object) -> str | None:
    """Take an address, unless it is that of a whole site."""
    url = clean_url(value)
    return url if url and (urlsplit(url).path.strip("/") or urlsplit(url).query) else None


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str) and value.startswith("[") and len(value) <= _LONGEST_LIST:
        # A table holds a list as Python or JSON writes it.
        value = [single or double for single, double in _QUOTED.findall(value)]
    if isinstance(value, list):
        names: object = [plain_line(name) for one in value if isinstance(name := _name(one), str)]
    else:
        name = _name(value)
        names = plain_line(name) if isinstance(name, str) else None
    return tuple(name for name in clean_authors(names) if "://" not in name)


def _date(value: object, language: str | None = None) -> Published | None:
    """Read a date; language: the one in which it is written, where that is known."""
    value = _name(value)
    if isinstance(value, str):
        value = day_first(value.strip(), language)
    if isinstance(value, int | str) and _DIGITS.fullmatch(str(value)[:20]):
        value = f"{str(value)[:8]}T{str(value)[8:]}Z"
    found = parse_published(value)
    return found if found.iso else None


def _utc(value: object) -> Published | None:
    """Read a date in UTC, which doesn't say so."""
    return _date(f"{value}Z" if isinstance(value, str) and _CLOCK.fullmatch(value[-40:]) else value)


def _joined(value: object, depth: int = 0) -> str | None:
    """Put a text together that may be in parts."""
    if isinstance(value, str):
        return value if not value.isspace() else None
    if depth == _DEEPEST:
        return None
    parts: list[object] = []
    if isinstance(value, list):
        parts = value
    elif isinstance(value, dict):
        whole = next((value[name] for name in _WHOLE if value.get(name)), None)
        parts = [whole] if whole else [value.get(name) for name in _PARTS]
    return "\n\n".join(text for part in parts if (text := _joined(part, depth + 1))) or None
