-- Announcements, the places they go to, and the channels where we may post.

CREATE TABLE space_channels (
    space INTEGER NOT NULL REFERENCES spaces (id),
    external TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (space, external)
);

CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    author INTEGER NOT NULL REFERENCES members (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    due_at BIGINT,
    shift BIGINT,
    anchor TEXT CHECK (anchor IN ('start', 'end')),
    event INTEGER REFERENCES events (id),
    audience TEXT NOT NULL DEFAULT 'channels' CHECK (audience IN ('channels', 'going', 'waiting', 'both')),
    mention TEXT NOT NULL DEFAULT 'nobody' CHECK (mention IN ('nobody', 'here', 'everyone')),
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'scheduled', 'out', 'retracted', 'discarded', 'called_off', 'too_late')),
    version INTEGER NOT NULL DEFAULT 1,
    made_at BIGINT NOT NULL,
    out_at BIGINT,
    CHECK (shift IS NULL OR (anchor IS NOT NULL AND event IS NOT NULL))
);
CREATE INDEX announcements_of_community ON announcements (community, id);
CREATE INDEX announcements_about_event ON announcements (event);

CREATE TABLE announcement_spots (
    id INTEGER PRIMARY KEY,
    announcement INTEGER NOT NULL REFERENCES announcements (id),
    space INTEGER NOT NULL REFERENCES spaces (id),
    channel TEXT,
    account INTEGER REFERENCES accounts (id),
    UNIQUE (announcement, space, channel),
    UNIQUE (announcement, account),
    CHECK ((channel IS NULL) <> (account IS NULL))
);
