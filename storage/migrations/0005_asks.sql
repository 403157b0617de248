-- Asks and offers, the answers to them, who wants to hear of them, and the channel where they stand.

ALTER TABLE spaces ADD COLUMN asks_channel TEXT;

CREATE TABLE asks (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    author INTEGER NOT NULL REFERENCES members (id),
    side TEXT NOT NULL CHECK (side IN ('ask', 'offer')),
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    words TEXT NOT NULL,
    soon INTEGER NOT NULL DEFAULT 0,
    closed INTEGER NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL CHECK (closes_at > made_at)
);
CREATE INDEX asks_of_author ON asks (author, closed);

CREATE TABLE ask_claims (
    id INTEGER PRIMARY KEY,
    ask INTEGER NOT NULL REFERENCES asks (id),
    member INTEGER NOT NULL REFERENCES members (id),
    thanked INTEGER NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    UNIQUE (ask, member)
);

CREATE TABLE ask_watches (
    member INTEGER PRIMARY KEY REFERENCES members (id),
    words TEXT NOT NULL,
    told_at BIGINT
);
