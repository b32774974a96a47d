-- Tables and indexes that stores of formats before 6 lack: each article's opening, and what story it is in.

-- When an article was first indexed is in article.added; NULL is long ago.
CREATE INDEX IF NOT EXISTS article_added ON article (added);
CREATE INDEX IF NOT EXISTS article_day ON article (first_day, last_day, id);

-- The mean of the vectors of an article's first passages, a byte a number.
CREATE TABLE IF NOT EXISTS opening (
    article INTEGER PRIMARY KEY,
    vector BLOB NOT NULL
);
-- The first article of the story that an article is in; of copies one stands for all. In changes.sqlite are those
-- that aren't as articles.sqlite has them; NULL, where what that has counts no longer.
CREATE TABLE IF NOT EXISTS story (
    article INTEGER PRIMARY KEY,
    first INTEGER
);
