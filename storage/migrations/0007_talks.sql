-- Talks that members propose, the line-ups of events, and where organizers read of them.

ALTER TABLE spaces ADD COLUMN organizers_channel TEXT;

CREATE TABLE talks (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    speaker INTEGER NOT NULL REFERENCES members (id),
    wish INTEGER REFERENCES events (id),
    title TEXT NOT NULL,
    pitch TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('lightning', 'talk', 'workshop', 'panel')),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    first_talk INTEGER NOT NULL DEFAULT 0,
    links TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'proposed'
        CHECK (state IN ('proposed', 'waiting', 'placed', 'declined', 'withdrawn')),
    proposed_at BIGINT NOT NULL,
    waiting_since BIGINT,
    decided_by INTEGER REFERENCES members (id),
    decided_at BIGINT,
    reply TEXT NOT NULL DEFAULT ''
);
CREATE INDEX talks_by_state ON talks (community, state);
CREATE INDEX talks_of_speaker ON talks (speaker);
CREATE INDEX talks_for_event ON talks (wish);

CREATE TABLE lineups (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    doors INTEGER NOT NULL DEFAULT 0 CHECK (doors >= 0),
    changeover INTEGER NOT NULL DEFAULT 0 CHECK (changeover >= 0)
);

-- Without a talk it is a break. The states are not listed here, so that the live run of a line-up can have its own.
CREATE TABLE lineup_items (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    talk INTEGER UNIQUE REFERENCES talks (id),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    UNIQUE (event, position)
);

CREATE TABLE slot_offers (
    event INTEGER NOT NULL REFERENCES events (id),
    talk INTEGER NOT NULL REFERENCES talks (id),
    until BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (event, talk)
);
