-- What a snapshot's changes.sqlite has besides the tables of schema.sql: what of articles.sqlite, its base, counts
-- no longer.

-- Articles of the base that are gone, with their passages. One that is only moved, to another source say, stands in
-- this file as well as in the base, with its number; its passages stay in the base.
CREATE TABLE removed (
    number INTEGER PRIMARY KEY
);
-- Which article is quoted in place of its near duplicates, of all articles; article.copy_of counts in neither file.
CREATE TABLE canonical (
    number INTEGER PRIMARY KEY,
    copy_of INTEGER NOT NULL
);
