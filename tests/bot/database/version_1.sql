-- A database as version 1 wrote it. Every later program has to read it; never change this file.
CREATE TABLE installation (secret BLOB NOT NULL);
INSERT INTO installation VALUES (x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
CREATE TABLE server (id INTEGER PRIMARY KEY, settings TEXT NOT NULL, left_at TEXT);
INSERT INTO server VALUES (1, '{"ask_channels": [10, 11], "private": true, "outlets": ["Der Bote"], "language": "de"}', NULL);
CREATE TABLE answer (
    id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    asker TEXT NOT NULL,
    server INTEGER,
    channel INTEGER NOT NULL,
    text TEXT NOT NULL,
    question TEXT NOT NULL,
    refused INTEGER NOT NULL,
    quotes TEXT NOT NULL,
    short_answer TEXT,
    private INTEGER NOT NULL,
    confidence REAL NOT NULL
);
CREATE INDEX answer_asker ON answer (asker, channel, asked_at);
CREATE INDEX answer_time ON answer (asked_at);
INSERT INTO answer VALUES (
    'answer-000000000', '2025-08-18T12:00:00.000000+00:00', 'ada', 1, 10, 'How long is the bridge?',
    '{"text": "How long is the bridge?", "as_of": null, "since": "2025-08-01", "until": null, "outlet": null, "outlets": [], "today": "2025-08-18", "earlier": ["Is there a bridge?"]}',
    0, '[{"article": "0123456789abcdef", "start": 3, "end": 40}]', 'two miles', 0, 0.75
);
CREATE TABLE vote (
    answer TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    voter TEXT NOT NULL,
    good INTEGER NOT NULL,
    problem TEXT,
    comment TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (answer, voter)
) WITHOUT ROWID;
CREATE INDEX vote_voter ON vote (voter);
INSERT INTO vote VALUES ('answer-000000000', 'eve', 0, 'wrong', 'It is longer.', '2025-08-18T12:00:00.000000+00:00');
PRAGMA user_version = 1;
