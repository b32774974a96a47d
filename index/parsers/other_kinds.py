"""Kinds of files that aren't read: what to tell whoever has one."""

from __future__ import annotations

_ADVICE = {
    (".docx", ".doc", ".odt", ".rtf", ".pages"): "save it as .html or .txt",
    (".pdf",): "save its text as .txt",
    (".epub", ".mobi", ".azw3"): "unzip an .epub and give the pages in it, or convert it to .html",
    (".xlsx", ".xls", ".ods", ".numbers"): "save it as .csv, one row an article",
    (".parquet", ".arrow", ".feather"): "convert it to .jsonl, as `DataFrame.to_json(lines=True)` does",
    (".sqlite", ".sqlite3", ".db", ".sql"): "export its articles as .csv or .jsonl",
    (".zim",): "unpack it with `zimdump dump` and give the folder of pages",
    (".7z", ".rar", ".zst"): "unpack it and give the folder",
    (".opml",): "add its feeds with `clippings add`",
}
_ADVICE_BY_ENDING = {ending: advice for endings, advice in _ADVICE.items() for ending in endings}


def why_not_read(ending: str) -> str:
    """Say in a clause why a file isn't read, and what to do where that is known.

    ending: of its name, in small letters, with the dot; empty where there is none.
    """
    reason = f"it is not a kind of file that can hold articles ({ending or 'no file ending'})"
    advice = _ADVICE_BY_ENDING.get(ending)
    return f"{reason}; {advice}" if advice else reason
