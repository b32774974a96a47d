"""Tables of articles, whole, odd and broken."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.parsers import ParsedArticle, Skipped
from index.parsers.csv_records import read_table, read_table_bytes
from index.parsers.items import LazyItem
from index.parsers.metadata import NOTHING_KNOWN
from tests.index.parsers.parsing import BODY, article, read, reason, written

URL = "https://www.ormsund.example/crane"
LINE = "The harbour of Ormsund was closed on Friday, and nobody was hurt."


def table(*rows: list[str], delimiter: str = ",") -> str:
    """Rows as a spreadsheet writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz"])
def test_a_row_is_an_article(name: str, delimiter: str, tmp_path: Path) -> None:
    header = ["id", "Title", "Publication", "author(s)", "Date", "URL", "Content"]
    row = ["1", 'The "crane" falls', "Ormsund Post", "Ann Lee", "2026-01-02", URL, f"{BODY}\n\nThe end."]
    found = article(tmp_path / name, table(header, row, [], delimiter=delimiter))
    assert (found.title, found.outlet, found.url) == ('The "crane" falls', "Ormsund Post", URL)
    assert (found.authors, found.published.iso, found.text) == (
        ("Ann Lee",),
        "2026-01-02",
        f"{BODY}\n\nThe end.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheets(encoding: str, tmp_path: Path) -> None:
    content = table(["title", "text"], ["Åse på øya", f"“{LINE}” Også der."])
    found = article(tmp_path / "a.csv", content.encode(encoding))
    assert (found.title, found.text) == ("Åse på øya", f"“{LINE}” Også der.")


def test_a_line_that_names_the_delimiter(tmp_path: Path) -> None:
    assert article(tmp_path / "a.csv", f"sep=;\r\ntitle;text\r\nT;{LINE}\r\n").text == LINE


def test_what_programs_write_for_nothing_is_nothing(tmp_path: Path) -> None:
    found = article(
        tmp_path / "a.csv", table(["title", "author", "date", "text"], ["nan", "None", "NULL", LINE])
    )
    assert (found.title, found.authors, found.published.iso) == (None, (), "")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        (table(["a", "b"], ["1", "2"]), "names no column with the text"),
        (table(["title", "text"]), "no rows"),
        (table([LINE, URL]), "names no column with the text"),
        (f"title,text\nT,{LINE}\n", "more cells than there are columns"),
        (f'title,text\nT,"{LINE}\n', "never closed"),
        (table(["title", "text"], ["T", ""]), "no text"),
        (table(["title", "text"], ["T", "x" * 100_000]), "longer than 100,000 characters"),
    ],
)
def test_what_cant_be_used(content: str, why: str, tmp_path: Path) -> None:
    assert why in reason(tmp_path / "a.csv", content)


def test_behind_a_row_that_is_too_long_the_next_is_read(tmp_path: Path) -> None:
    long = [["T", "word\n" * 50_000], ["T", "x" * 300_000], ["T", 'a "b", c\n' * 50_000]]
    for rows in ([long[0]], [long[1]], [long[2]], long):
        path = written(tmp_path / "a.csv", table(["title", "text"], *rows, ["T", LINE]))
        *skipped, last = read(path)
        assert [item.where for item in skipped] == [f"{path}, row {n + 2}" for n in range(len(rows))]
        assert all(isinstance(item, Skipped) and "longer than" in item.reason for item in skipped)
        assert isinstance(last, ParsedArticle) and last.article.text == LINE


def test_a_large_table_is_never_held(tmp_path: Path) -> None:
    rows = [["T", f"{n} {LINE} " * 30] for n in range(3_000)]
    path = written(tmp_path / "a.csv.gz", table(["title", "text"], *rows, ["T", "x" * 20_000_000]))
    tracemalloc.start()
    count = sum(1 for _ in read_table(path, "a", NOTHING_KNOWN, 100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_001 and peak < 4_000_000


def test_ids_of_rows_without_an_address(tmp_path: Path) -> None:
    own = article(tmp_path / "a.csv", table(["id", "text"], ["7", LINE])).id
    assert own == article(tmp_path / "a.csv", table(["text", "id"], [f"{LINE} More.", "7"])).id


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=200)
    | st.text(st.sampled_from('text,url;\t"\r\n aé|='), max_size=200).map(lambda t: f"text,url\n{t}".encode())
)
def test_anything_is_read_or_skipped(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    for item in read_table_bytes(data, "a.csv", "a", NOTHING_KNOWN):
        made = item.read() if isinstance(item, LazyItem) else item
        assert isinstance(made, ParsedArticle) or made.reason


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_every_row_is_accounted_for(rows: list[list[str]]) -> None:
    full = [row for row in [["T", LINE], *rows] if any(row)]
    data = table(["title", "text"], ["T", LINE], *rows).encode("utf-8", "surrogatepass")
    items = list(read_table_bytes(data, "a.csv", "a", NOTHING_KNOWN))
    assert len(items) == len(full)


ABROAD = {
    "de": ["Überschrift", "Quelle", "Autorin", "Veröffentlicht am", "Webadresse", "Fließtext"],
    "fr": ["Titre", "Journal", "Auteur", "Date de publication", "Lien", "Texte"],
    "es": ["Titular", "Fuente", "Autora", "Fecha", "Enlace", "Contenido"],
    "pt": ["Título", "Jornal", "Autor", "Data de publicação", "Endereço", "Conteúdo"],
    "it": ["Titolo", "Testata", "Autore", "Data", "Indirizzo", "Testo"],
    "nl": ["Titel", "Krant", "Auteur", "Publicatiedatum", "Link", "Inhoud"],
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("language", ABROAD)
def test_columns_of_other_languages(language: str, encoding: str, tmp_path: Path) -> None:
    row = [
        "Le pont est prêt",
        "Courrier d’Ardmoor",
        "Zoé Lee",
        "04/05/2026",
        f"{URL}?utm_source=x",
        f"«{LINE}» é",
    ]
    content = table(["Nr.", *ABROAD[language], "Preis"], ["1", *row, "3,50"], delimiter=";")
    found = article(tmp_path / "a.csv", content.encode(encoding))
    assert (found.title, found.outlet, found.authors) == (row[0], row[1], ("Zoé Lee",))
    assert (found.published.iso, found.url, found.text) == ("2026-05-04", URL, row[-1])


def test_a_day_in_figures_is_read_by_the_language_of_its_row(tmp_path: Path) -> None:
    rows = [["pt", "4/5/2026"], ["en", "4/5/2026"], ["en", "4.5.2026"], ["", "4/5/2026 08:30"]]
    content = table(["lang", "date", "text"], *([*row, f"{LINE} {n}"] for n, row in enumerate(rows)))
    found = [
        item.article.published.iso
        for item in read(written(tmp_path / "a.csv", content))
        if isinstance(item, ParsedArticle)
    ]
    assert found == ["2026-05-04", "2026", "2026-05-04", "2026"]


@pytest.mark.parametrize(
    ("cell", "published"),
    [
        ("45726", "2025-03-10"),
        ("45726.375", "2025-03-10"),
        ("45726,375", "2025-03-10"),
        ("12345", ""),
        ("99999", ""),
    ],
)
def test_a_day_that_a_spreadsheet_counts(cell: str, published: str, tmp_path: Path) -> None:
    content = table(["Title", "Publication date", "text", "id"], ["45726", cell, LINE, "45726"])
    found = article(tmp_path / "a.csv", content)
    assert (found.published.iso, found.title) == (published, "45726")


def test_columns_without_a_text_are_named(tmp_path: Path) -> None:
    why = reason(tmp_path / "a.csv", "Kennung;Kopfzeile;Größe\n1;Kran fällt;7\n".encode("cp1252"))
    assert "it has “Kennung”, “Kopfzeile”, “Größe”; looked for text, content" in why
