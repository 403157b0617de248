-- Coffee matches, and what they stand on: errands (transactions at a time) and rooms (private conversations of a few).

CREATE TABLE errands (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    done_at BIGINT,
    why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX errands_due ON errands (due_at) WHERE done_at IS NULL;

CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    space INTEGER NOT NULL REFERENCES spaces (id),
    title TEXT NOT NULL,
    channel TEXT,
    UNIQUE (kind, subject)
);

CREATE TABLE room_people (
    room INTEGER NOT NULL REFERENCES rooms (id),
    account INTEGER NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (room, account)
);

CREATE TABLE coffee_rhythms (
    community INTEGER PRIMARY KEY REFERENCES communities (id),
    pace TEXT NOT NULL CHECK (pace IN ('weekly', 'fortnightly', 'monthly')),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23)
);

CREATE TABLE coffee_rounds (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    number INTEGER,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'drawn', 'skipped', 'off')),
    drawn_at BIGINT,
    resting INTEGER NOT NULL DEFAULT 0,
    UNIQUE (community, number)
);
CREATE UNIQUE INDEX coffee_rounds_planned ON coffee_rounds (community) WHERE state = 'planned';

CREATE TABLE coffee_people (
    member INTEGER PRIMARY KEY REFERENCES members (id),
    community INTEGER NOT NULL REFERENCES communities (id),
    standing TEXT NOT NULL CHECK (standing IN ('in', 'once', 'away', 'left')),
    contact TEXT NOT NULL DEFAULT '',
    joined_at BIGINT NOT NULL
);
CREATE INDEX coffee_people_of ON coffee_people (community, standing);

CREATE TABLE coffee_matches (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES coffee_rounds (id),
    size INTEGER NOT NULL CHECK (size IN (2, 3))
);
CREATE INDEX coffee_matches_of_round ON coffee_matches (round);

CREATE TABLE coffee_cups (
    id INTEGER PRIMARY KEY,
    match INTEGER NOT NULL REFERENCES coffee_matches (id),
    member INTEGER NOT NULL REFERENCES members (id),
    verdict TEXT CHECK (verdict IN ('met', 'notyet', 'never')),
    UNIQUE (match, member)
);
CREATE INDEX coffee_cups_of_member ON coffee_cups (member);

CREATE TABLE coffee_never (
    member INTEGER NOT NULL REFERENCES members (id),
    other INTEGER NOT NULL REFERENCES members (id),
    said_at BIGINT NOT NULL,
    PRIMARY KEY (member, other)
);
