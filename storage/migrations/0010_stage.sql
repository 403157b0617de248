-- The live run of a line-up. Who is on follows from the turns; a turn's item may be taken out of the line-up later.

CREATE TABLE stages (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    token TEXT NOT NULL UNIQUE,
    started_at BIGINT,
    stopped_at BIGINT,
    paused_at BIGINT
);

CREATE TABLE stage_turns (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES stages (event),
    item INTEGER NOT NULL,
    talk INTEGER REFERENCES talks (id),
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    skipped INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX stage_turns_of_event ON stage_turns (event);
