-- Events that change: how often, when people were last asked whether they still come, and who said so. Who arrived, with a
-- seat, without one, or as a guest who is in none of our chats.

ALTER TABLE events ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN moved_at BIGINT;
ALTER TABLE answers ADD COLUMN confirmed_at BIGINT;

CREATE TABLE moves (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    revision INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    location TEXT NOT NULL,
    UNIQUE (event, revision)
);

CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    member INTEGER REFERENCES members (id),
    guest TEXT NOT NULL DEFAULT '',
    arrived_at BIGINT NOT NULL,
    UNIQUE (event, member),
    CHECK ((member IS NULL) = (guest <> ''))
);

-- What was sent lately is asked for by people, among all that ever was.
CREATE INDEX deliveries_by_end ON deliveries (closed_at) WHERE closed_at IS NOT NULL;
