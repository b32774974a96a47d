"""A store in two files: articles.sqlite, its base, never written again, and changes.sqlite, what changed.

Both are read as one: views with the names of the tables show what counts of the two.
"""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

STORE = "articles.sqlite"
CHANGES = "changes.sqlite"

_SQL = files("index.snapshot")
# Columns that stores of earlier formats lack, and how they are declared.
_LATER_COLUMNS = {
    "listed_url": "TEXT",
    "is_beginning": "INTEGER NOT NULL DEFAULT 0",
    "is_outlet_given": "INTEGER NOT NULL DEFAULT 0",
    "added": "TEXT",
}
# Tables that they lack, with their columns.
_LATER_TABLES = {"opening": "article, vector", "story": "article, first"}
ARTICLE_COLUMNS = (
    "number, id, content_hash, title, url, outlet, authors, published, first_day, last_day, modified,"
    f" language, source, fingerprint, {', '.join(_LATER_COLUMNS)}"
)
CHANGE_COLUMNS = "article, seen, kind, reason, title, url, outlet, published, text"

# A view of the temp schema is found before a table of its name. What is asked for by number or id is looked
# up in both halves.
_REMOVED = "(SELECT number FROM main.removed)"
_ARTICLES = """
    CREATE TEMP VIEW article AS
        SELECT {changed}, text FROM main.article
        UNION ALL SELECT {of_base}, text FROM base.article
        WHERE number NOT IN {removed} AND number NOT IN (SELECT number FROM main.article);
"""
_VIEWS = f"""
    CREATE TEMP VIEW passage AS
        SELECT id, article, start, end, sentences FROM main.passage
        UNION ALL SELECT id, article, start, end, sentences FROM base.passage WHERE article NOT IN {_REMOVED};
    CREATE TEMP VIEW band AS
        SELECT hash, article FROM main.band
        UNION ALL SELECT hash, article FROM base.band WHERE article NOT IN {_REMOVED};
    CREATE TEMP VIEW copy AS
        SELECT one, other FROM main.copy
        UNION ALL SELECT one, other FROM base.copy WHERE one NOT IN {_REMOVED} AND other NOT IN {_REMOVED};
    CREATE TEMP VIEW change AS
        SELECT rowid, {CHANGE_COLUMNS} FROM main.change
        UNION ALL SELECT rowid, {CHANGE_COLUMNS} FROM base.change
        WHERE article NOT IN (SELECT article FROM main.change);
"""  # noqa: S608
_STORIES = f"""
    CREATE TEMP VIEW opening AS
        SELECT article, vector FROM {{main_opening}}
        UNION ALL SELECT article, vector FROM {{base_opening}} WHERE article NOT IN {_REMOVED};
    CREATE TEMP VIEW story AS
        SELECT article, first FROM {{main_story}} WHERE first IS NOT NULL
        UNION ALL SELECT article, first FROM {{base_story}}
        WHERE article NOT IN {_REMOVED} AND article NOT IN (SELECT article FROM {{main_story}});
"""  # noqa: S608
_ARTICLES_OF_ONE = "CREATE TEMP VIEW article AS SELECT {columns}, text FROM main.article;"
# A store in one file says it in the articles themselves.
_CANONICAL = """
    CREATE TEMP VIEW canonical AS
        SELECT number, copy_of FROM main.article WHERE copy_of IS NOT NULL;
"""
_WRITE_WHOLE = f"""
    INSERT INTO whole.article ({ARTICLE_COLUMNS}, copy_of, text)
        SELECT {ARTICLE_COLUMNS},
            (SELECT copy_of FROM main.canonical WHERE canonical.number = article.number), text
        FROM article ORDER BY number;
    INSERT INTO whole.passage SELECT * FROM passage ORDER BY id;
    INSERT INTO whole.band SELECT * FROM band ORDER BY hash, article;
    INSERT INTO whole.copy SELECT * FROM copy ORDER BY one, other;
    INSERT INTO whole.opening SELECT * FROM opening ORDER BY article;
    INSERT INTO whole.story SELECT * FROM story ORDER BY article;
    INSERT INTO whole.change (rowid, {CHANGE_COLUMNS})
        SELECT rowid, {CHANGE_COLUMNS} FROM change ORDER BY rowid;
"""  # noqa: S608


def read_store(path: Path) -> sqlite3.Connection:
    """Open a finished store to read from any thread; path: its base, beside which its changes lie.

    Raises: sqlite3.Error where it is broken.
    """
    changes = path.with_name(CHANGES)
    has_changes = changes.is_file()
    # SQLite is built "serialized" (sqlite3.threadsafety == 3): threads may share one connection.
    db = sqlite3.connect(_unchanging(changes if has_changes else path), uri=True, check_same_thread=False)
    if has_changes:
        _show_base(db, path)
    else:
        db.executescript(_CANONICAL)
        if _lacking(db, "main"):
            db.executescript(_ARTICLES_OF_ONE.format(columns=_article_columns(db, "main")))
        for table in _LATER_TABLES:
            if (found := _later_table(db, "main", table)) != f"main.{table}":
                db.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM {found}")  # noqa: S608
    return db


def write_store(path: Path) -> sqlite3.Connection:
    """Make a store of one file, to write to."""
    db = _scratch(path)
    _run(db, "schema.sql", "stories.sql")
    return db


def write_changes(path: Path, base: Path) -> sqlite3.Connection:
    """Open the changes of a store to write to, new ones where there are none, and show its base with them.

    What is read is read of both; what is written must name the schema ``main``.
    """
    is_new = not path.exists()
    db = _scratch(path)
    if is_new:
        _run(db, "schema.sql", "changes.sql")
    for column in _lacking(db, "main"):
        db.execute(f"ALTER TABLE main.article ADD COLUMN {column} {_LATER_COLUMNS[column]}")
    _run(db, "stories.sql")
    _show_base(db, base)
    return db


def write_whole(db: sqlite3.Connection, path: Path) -> None:
    """Write what a base and its changes hold into one file, the base of what comes.

    db: as ``write_changes`` opened it. path: the file to make. Nothing is left of what was removed.
    """
    write_store(path).close()
    db.commit()
    db.execute("ATTACH ? AS whole", (path.absolute().as_uri(),))
    db.executescript(
        f"PRAGMA whole.journal_mode = OFF; PRAGMA whole.synchronous = OFF; BEGIN; {_WRITE_WHOLE}"
    )
    db.commit()
    db.execute("DETACH whole")


def _scratch(path: Path) -> sqlite3.Connection:
    """Open a store in the making: a kill throws it away whole, so it needs no journal."""
    db = sqlite3.connect(path.absolute().as_uri(), uri=True)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    return db


def _run(db: sqlite3.Connection, *scripts: str) -> None:
    for name in scripts:
        db.executescript(_SQL.joinpath(name).read_text(encoding="utf-8"))


def _show_base(db: sqlite3.Connection, base: Path) -> None:
    db.execute("ATTACH ? AS base", (_unchanging(base),))
    changed, of_base = _article_columns(db, "main"), _article_columns(db, "base")
    db.executescript(_ARTICLES.format(changed=changed, of_base=of_base, removed=_REMOVED) + _VIEWS)
    tables = {
        f"{schema}_{table}": _later_table(db, schema, table)
        for schema in ("main", "base")
        for table in _LATER_TABLES
    }
    db.executescript(_STORIES.format(**tables))


def _later_table(db: sqlite3.Connection, schema: str, table: str) -> str:
    """Write what to read a table from that files of earlier formats lack: nothing, where this is one."""
    query = f"SELECT 1 FROM {schema}.sqlite_master WHERE type = 'table' AND name = ?"  # noqa: S608
    if db.execute(query, (table,)).fetchone():
        return f"{schema}.{table}"
    nothing = ", ".join(f"NULL AS {column}" for column in _LATER_TABLES[table].split(", "))
    return f"(SELECT {nothing} WHERE 0)"


def _lacking(db: sqlite3.Connection, schema: str) -> list[str]:
    """List the columns of articles that a file of an earlier format lacks."""
    known = {row[1] for row in db.execute(f"PRAGMA {schema}.table_info(article)")}
    return [column for column in _LATER_COLUMNS if column not in known]


def _article_columns(db: sqlite3.Connection, schema: str) -> str:
    """Write the columns of articles as a file has them, with what stands for those that it lacks."""
    columns = ARTICLE_COLUMNS
    for column in _lacking(db, schema):
        nothing = "0" if "DEFAULT 0" in _LATER_COLUMNS[column] else "NULL"
        columns = columns.replace(column, f"{nothing} AS {column}")
    return columns


def _unchanging(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"
