-- What setup stores wins over the environment. Codes that bring a further space in. People who asked to be forgotten.

ALTER TABLE communities ADD COLUMN chosen_name INTEGER NOT NULL DEFAULT 0;
ALTER TABLE communities ADD COLUMN chosen_zone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spaces ADD COLUMN chosen_channel INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN forgotten_at BIGINT;

CREATE TABLE organizers (
    space INTEGER NOT NULL REFERENCES spaces (id),
    external TEXT NOT NULL,
    PRIMARY KEY (space, external)
);

CREATE TABLE space_codes (
    hash TEXT PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    member INTEGER NOT NULL REFERENCES members (id),
    good_until BIGINT NOT NULL
);
