-- All tables of a snapshot's articles.sqlite. A build writes them, answering a question reads them.

CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    title TEXT,
    url TEXT,
    outlet TEXT,
    authors TEXT NOT NULL,
    published TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    modified TEXT NOT NULL,
    language TEXT,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    listed_url TEXT,
    is_beginning INTEGER NOT NULL DEFAULT 0,
    is_outlet_given INTEGER NOT NULL DEFAULT 0,
    added TEXT,
    copy_of INTEGER,
    text TEXT NOT NULL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    sentences BLOB NOT NULL
);
CREATE INDEX passage_article ON passage (article);

-- Near duplicates: by which hashes an article's may be found, and which pairs there are.
CREATE TABLE band (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE copy (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- What became of articles, each row an article (by its id) as it was before.
CREATE TABLE change (
    article TEXT NOT NULL,
    seen TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    title TEXT,
    url TEXT,
    outlet TEXT,
    published TEXT NOT NULL,
    text BLOB
);
CREATE INDEX change_article ON change (article);
