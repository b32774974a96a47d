"""JSON and JSON lines, whole and broken."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import article_id
from index.parsers import ParsedArticle, Skipped
from tests.index.parsers.parsing import BODY, article, read, reason, written

URL = "https://www.example.org/1"


def line(**fields: object) -> str:
    """One article as JSON."""
    return json.dumps({"text": BODY, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {
            "url": URL,
            "title": "T",
            "authors": ["Ann Lee", "Bo Ray"],
            "published": "2025-03-10",
            "outlet": "EW",
        },
        {
            "link": URL,
            "headline": "T",
            "author": "By Ann Lee and Bo Ray",
            "date": "10 March 2025",
            "source": "EW",
        },
        {
            "url": f" {URL}\n",
            "title": " T\n",
            "author": [{"name": "Ann Lee"}, {"name": "Bo Ray"}, {}, 7],
            "datePublished": "2025-03-10",
            "source": {"id": None, "name": "EW"},
        },
    ],
)
def test_fields_by_all_their_names(fields: dict[str, object], tmp_path: Path) -> None:
    found = article(tmp_path / "a.jsonl", line(**fields))
    assert (found.id, found.url, found.title, found.outlet) == (article_id(URL), URL, "T", "EW")
    assert (found.authors, found.published.iso, found.text) == (("Ann Lee", "Bo Ray"), "2025-03-10", BODY)


@pytest.mark.parametrize("name", ["body", "maintext", "articleBody"])
def test_texts_by_all_their_names(name: str, tmp_path: Path) -> None:
    assert (
        article(tmp_path / "a.json", json.dumps({"text": "", name: BODY, "lang": "EN-us"})).language == "en"
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/1",
        "/1",
        "https://",
        "http://[::1",
        "javascript:alert(1)",
        "https://a b.org",
        "https://a\u202eb",
        7,
    ],
)
def test_what_is_no_url_is_none(url: object, tmp_path: Path) -> None:
    found = article(tmp_path / "a.jsonl", line(url=url))
    assert (found.url, found.outlet) == (None, None)


def test_the_domain_stands_in_for_the_outlet(tmp_path: Path) -> None:
    assert article(tmp_path / "a.jsonl", line(url=URL)).outlet == "example.org"


@pytest.mark.parametrize(
    ("content", "wheres"),
    [
        (line(), [""]),
        (f"[{line()}, {line()}]", [", item 1", ", item 2"]),
        (f'{{"articles": [{line()}]}}', [", item 1"]),
        (f'{{"items": [{line()}, 7]}}', [", item 1", ", item 2"]),
    ],
)
def test_shapes_of_json(content: str, wheres: list[str], tmp_path: Path) -> None:
    path = written(tmp_path / "a.json.gz", content)
    assert [item.where for item in read(path)] == [f"{path}{where}" for where in wheres]


def test_a_json_file_may_have_an_object_on_each_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", f"\ufeff{line(url=URL)}\n\n{line(url=f'{URL}2')}\n{{\n")
    assert [item.where for item in read(path, 250)] == [f"{path}:1", f"{path}:3", f"{path}:4"]
    written(path, f"{line(url=URL)}\n")
    assert [item.where for item in read(path, 250)] == [str(path)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.jsonl.gz"])
def test_json_of_two_bytes_a_character(name: str, encoding: str, tmp_path: Path) -> None:
    content = f"{line(title='Brücke', url=URL)}\n{line(url=f'{URL}2')}\n"
    first, second = read(written(tmp_path / name, content.encode(encoding)))
    assert isinstance(first, ParsedArticle) and isinstance(second, ParsedArticle)
    assert (first.article.title, second.article.url) == ("Brücke", f"{URL}2")


@pytest.mark.parametrize("between", ["", " ", "\n", "\n\n", "\x1e"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_objects_one_behind_the_other(name: str, indent: int | None, between: str, tmp_path: Path) -> None:
    objects = [json.dumps({"text": BODY, "url": f"{URL}{n}"}, indent=indent) for n in range(3)]
    items = read(written(tmp_path / name, between.join(objects)))
    assert [item.article.url for item in items if isinstance(item, ParsedArticle)] == [
        f"{URL}{n}" for n in range(3)
    ]


def test_objects_before_one_that_is_broken_are_read(tmp_path: Path) -> None:
    first, second = read(written(tmp_path / "a.json", line(url=URL) + '{"text": '))
    assert isinstance(first, ParsedArticle) and first.where.endswith("a.json")
    assert isinstance(second, Skipped) and "not valid JSON from its character" in second.reason


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_that_is_called_lines(indent: int | None, tmp_path: Path) -> None:
    content = json.dumps([{"text": BODY, "url": URL}, {"text": BODY, "url": f"{URL}2"}], indent=indent)
    path = written(tmp_path / "a.jsonl", content)
    assert [item.where for item in read(path)] == [f"{path}, item 1", f"{path}, item 2"]


STORY = {"title": "A bridge", "text": BODY}


@pytest.mark.parametrize(
    ("content", "urls"),
    [
        ({URL: STORY, f"{URL}2": STORY}, [URL, f"{URL}2"]),
        ({URL: STORY}, [URL]),
        ({URL: {**STORY, "link": f"{URL}3"}}, [f"{URL}3"]),
        ({URL: BODY, f"{URL}2": BODY}, [URL, f"{URL}2"]),
        ({"n17": {**STORY, "url": URL}, "n18": {**STORY, "url": f"{URL}2"}}, [URL, f"{URL}2"]),
        ({"status": "ok", "found": {URL: STORY}}, [URL]),
        ({"status": "ok", "story": {**STORY, "url": URL}}, [URL]),
        ({"result": {"pages": 1, "stories_found": [{**STORY, "url": URL}], "tags": [{"name": "x"}]}}, [URL]),
        ([{"page": 1, "articles": [{**STORY, "url": URL}]}, {"page": 2, "articles": [STORY]}], [URL, None]),
        ({"tags": [{"name": "x"}], "data": [{"id": 1}], "archive": [{**STORY, "url": URL}]}, [URL]),
        ({"data": {"posts": {"edges": [{"node": {**STORY, "link": URL}}]}}}, [URL]),
    ],
)
def test_articles_wherever_they_stand(content: object, urls: list[str | None], tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.json", json.dumps(content)))
    assert (
        [item.article.url for item in items if isinstance(item, ParsedArticle)]
        == urls
        == [getattr(getattr(item, "article", None), "url", "skipped") for item in items]
    )


def test_articles_under_their_ids_are_known_by_them(tmp_path: Path) -> None:
    def ids(first: str) -> list[str]:
        content = {"n17": {**STORY, "text": f"{BODY} {first}"}, "n18": STORY}
        items = read(written(tmp_path / "a.json", json.dumps(content)))
        return [item.article.id for item in items if isinstance(item, ParsedArticle)]

    assert ids("It rained.") == ids("It was dry.") and len(set(ids("It rained."))) == 2


def test_parts_of_a_record_are_no_articles(tmp_path: Path) -> None:
    record = {**STORY, "url": URL, "comments": [{"title": "No", "text": BODY}] * 3}
    assert article(tmp_path / "a.json", json.dumps(record)).title == "A bridge"
    assert "no text" in reason(tmp_path / "a.json", json.dumps({"title": "x", "tags": [{"name": "y"}]}))


def test_a_search_for_articles_comes_to_an_end(tmp_path: Path) -> None:
    deep: object = STORY
    for _ in range(200):
        deep = {"inner": deep, "others": [{"name": "x"}] * 50}
    assert "no text" in reason(tmp_path / "a.json", json.dumps(deep), 10**7)


@pytest.mark.parametrize(
    "text", [BODY.split("\n"), [{"type": "p", "text": part} for part in BODY.split("\n")]]
)
def test_a_text_in_parts(text: list[object], tmp_path: Path) -> None:
    assert article(tmp_path / "a.jsonl", line(text=text)).text == BODY.replace("\n", "\n\n")


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        ("It has 12 arches and cost 1… [+1234 chars]", "It has 12 arches and cost…"),
        ("It has 12 arches and was dea... [987 chars]", "It has 12 arches and was…"),
        ("It has 12 arches and was dear.… [+9 chars]", "It has 12 arches and was dear.…"),
        ("It has 12 arches and a note [+9 chars] in it.", "It has 12 arches and a note [+9 chars] in it."),
    ],
)
def test_a_text_that_is_cut_off(cut: str, text: str, tmp_path: Path) -> None:
    found = article(tmp_path / "a.jsonl", line(text=f"{BODY}\n{cut}"))
    assert (found.text, found.is_beginning) == (f"{BODY}\n{text}", cut != text)


SAID = (
    "Ardmoor has a new bridge across its river after three years of work, with a lane for buses that the"
    " council had first wanted to leave out to save money."
)


@pytest.mark.parametrize("fields", [{"content": None}, {}, {"content": ""}])
def test_a_description_stands_in_for_a_text_that_isnt_there(
    fields: dict[str, object], tmp_path: Path
) -> None:
    record = {"title": "A bridge", "url": URL, "description": f"<p>{SAID}</p>", **fields}
    found = article(tmp_path / "a.json", json.dumps({"status": "ok", "articles": [record]}))
    assert (found.text, found.title, found.is_beginning) == (SAID, "A bridge", True)


@pytest.mark.parametrize("fields", [{"url": None}, {"title": None}, {"description": "[Removed]"}])
def test_a_description_alone_is_no_article(fields: dict[str, object], tmp_path: Path) -> None:
    record = {"title": "A bridge", "url": URL, "description": SAID, **fields}
    assert "no text" in reason(tmp_path / "a.jsonl", json.dumps(record))


@pytest.mark.parametrize("is_described_first", [True, False])
def test_a_description_never_counts_where_the_text_is_there(is_described_first: bool, tmp_path: Path) -> None:
    record = {"title": "A bridge", "url": URL, "description": SAID, "updated": "2026-01-04"}
    records = [json.dumps(record), line(url=URL, updated="2026-01-02")]
    if not is_described_first:
        records.reverse()
    first, second = read(written(tmp_path / "a.jsonl", "\n".join(records)))
    assert isinstance(first, ParsedArticle) and isinstance(second, ParsedArticle)
    assert not first.article.is_beginning and second.article.is_beginning and second.is_earlier


def test_a_list_in_a_list_of_links(tmp_path: Path) -> None:
    """As servers write it that answer in pages, wallabag's for one."""
    answer = {"page": 1, "pages": 1, "_embedded": {"items": [json.loads(line(url=URL))]}}
    assert article(tmp_path / "a.json", json.dumps(answer)).url == URL


def test_a_title_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert article(tmp_path / "a.jsonl", line(title="A bridge", text=f"A bridge\n{BODY}")).text == BODY
    assert article(tmp_path / "a.jsonl", line(title="A bridge", text=f"A bridge opens\n{BODY}")).text != BODY


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"text": ', "not valid JSON from its character 10 on"),
        ("7", "no JSON object"),
        ("{}", "no text"),
        ('{"text": 7}', "no text"),
        ('{"text": ["a", {"b": 1}]}', "fewer than 5 words"),
        ('{"text": "four words are few"}', "fewer than 5 words"),
        ('{"text": "   "}', "no text"),
        (b'{"text": "\xff"}', "not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5000, "not valid JSON"),
    ],
)
def test_bad_lines_are_skipped_and_the_next_is_read(content: str | bytes, why: str, tmp_path: Path) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    path = written(tmp_path / "a.jsonl", data + b"\n\n" + line().encode())
    first, second = read(path, 200_000)
    assert isinstance(first, Skipped) and why in first.reason and first.where == f"{path}:1"
    assert isinstance(second, ParsedArticle) and second.where == f"{path}:3"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "empty"),
        ("[]", "empty"),
        ("{", "JSON"),
        ("[\n1,\n x]", "valid JSON from its line 3, character 2 on"),
        (" " * 100_001, "larger"),
    ],
)
def test_bad_json_files(content: str, why: str, tmp_path: Path) -> None:
    assert why in reason(tmp_path / "a.json", content)


def test_an_empty_file_of_lines(tmp_path: Path) -> None:
    assert "empty" in reason(tmp_path / "a.jsonl", "")


def test_a_line_that_is_too_long_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(300):
            file.write(b" " * 100_000)
        file.write(b"\n" + line().encode() + b"\n" + b"x" * 3_000)
    tracemalloc.start()
    items = read(path, 2_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(item) for item in items] == [Skipped, ParsedArticle, Skipped]
    assert [item.where.rpartition(":")[2] for item in items] == ["1", "2", "3"]
    assert peak < 3_000_000


def test_a_line_as_long_as_allowed_is_read(tmp_path: Path) -> None:
    content = line().encode()
    path = written(tmp_path / "a.jsonl", content + b"\n" + content)
    assert [type(item) for item in read(path, len(content))] == [ParsedArticle, ParsedArticle]
    assert [type(item) for item in read(path, len(content) - 1)] == [Skipped, Skipped]


def test_a_gzip_that_is_cut_short_gives_what_it_holds(tmp_path: Path) -> None:
    texts = [line(url=f"https://example.org/{n}", more="".join(map(str, range(n * 500)))) for n in range(20)]
    path = written(tmp_path / "a.jsonl.gz", "\n".join(texts))
    path.write_bytes(path.read_bytes()[:-2_000])
    *found, last = read(path)
    assert found and all(isinstance(item, ParsedArticle) for item in found)
    assert isinstance(last, Skipped) and "cut short" in last.reason


def test_what_is_no_gzip(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "a.json.gz"):
        (tmp_path / name).write_text(line())
        [item] = read(tmp_path / name)
        assert isinstance(item, Skipped) and "damaged" in item.reason


def test_ids_without_a_url(tmp_path: Path) -> None:
    own = article(tmp_path / "one" / "a.jsonl", line(id=7, title="T")).id
    assert own == article(tmp_path / "two" / "one" / "a.jsonl", line(id="7", title="U")).id
    assert own == article(tmp_path / "one" / "a.jsonl.gz", line(id=7)).id
    assert own != article(tmp_path / "one" / "b.jsonl", line(id=7)).id
    hashed = article(tmp_path / "a.jsonl", line(title="T")).id
    assert hashed == article(tmp_path / "b.json", line(headline="T")).id
    assert hashed != article(tmp_path / "a.jsonl", line(title="T", date="2025")).id


def test_lone_surrogates_do_no_harm(tmp_path: Path) -> None:
    content = '{"id": "\\ud800", "url": "https://example.org/\\ud800", "title": "a\\ud800b", "text": %s}'
    assert article(tmp_path / "a.jsonl", content % json.dumps(BODY)).title == "ab"


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(BODY),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "x"]), inner, max_size=2)
    ),
    max_leaves=5,
)
_NAMES = [
    "text",
    "body",
    "url",
    "link",
    "title",
    "authors",
    "author",
    "published",
    "date",
    "source",
    "lang",
    "id",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=200)
    | st.dictionaries(st.sampled_from(_NAMES), _VALUES).map(lambda d: json.dumps(d).encode())
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_anything_is_read_or_skipped(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    for item in read(tmp_path / name):
        assert isinstance(item, ParsedArticle) or item.reason


@pytest.mark.parametrize(
    "given",
    [
        f"{URL}?utm_campaign=evening&mtm_source=x",
        f"{URL}#:~:text=The%20council",
        f"{URL}#comments",
        "https://WWW.example.org:443/1?fbclid=abc#top",
    ],
)
def test_an_address_is_that_of_the_page(given: str, tmp_path: Path) -> None:
    found = article(tmp_path / "a.jsonl", line(url=given))
    assert (found.url, found.id) == (URL, article_id(URL))


def test_posts_of_one_page_are_articles_of_their_own(tmp_path: Path) -> None:
    posts = [line(link=f"{URL}?utm_source=x#post-{n}", text=f"{BODY} {n}") for n in (1, 2)]
    again = line(link=f"{URL}#post-2", text=f"{BODY} 2")
    found = read(written(tmp_path / "a.jsonl", "\n".join([*posts, again, line(link=f"{URL}s#post-1")])))
    urls = [item.article.url for item in found if isinstance(item, ParsedArticle)]
    assert urls == [f"{URL}#post-1", f"{URL}#post-2", f"{URL}s", f"{URL}#post-2"]
