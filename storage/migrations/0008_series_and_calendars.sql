-- Series, calendars to subscribe to, and events in a platform's own list. An event knows when it was last
-- changed.

ALTER TABLE events ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE events SET changed_at = made_at;

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    host INTEGER NOT NULL REFERENCES members (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    location TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    zone TEXT NOT NULL,
    seats INTEGER CHECK (seats > 0),
    rule TEXT NOT NULL,
    first_wall TEXT NOT NULL,
    until_day TEXT,
    times INTEGER CHECK (times > 0),
    state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'ended')),
    made_at BIGINT NOT NULL
);
CREATE INDEX series_of_community ON series (community, state);

-- Each date that was decided on, by what the wall clock shows; without an event it was left out.
CREATE TABLE series_dates (
    series INTEGER NOT NULL REFERENCES series (id),
    wall TEXT NOT NULL,
    event INTEGER UNIQUE REFERENCES events (id),
    PRIMARY KEY (series, wall)
);

CREATE TABLE community_feeds (
    community INTEGER PRIMARY KEY REFERENCES communities (id),
    token TEXT NOT NULL UNIQUE,
    domain TEXT NOT NULL UNIQUE
);

-- One address a member; two for somebody who joined two accounts, until they ask for a new one.
CREATE TABLE member_feeds (
    token TEXT PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX member_feeds_of_member ON member_feeds (member);

CREATE TABLE mirrors (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    space INTEGER NOT NULL REFERENCES spaces (id),
    external TEXT,
    UNIQUE (event, space)
);
CREATE INDEX mirrors_of_space ON mirrors (space);
CREATE INDEX answers_of_member ON answers (member);
