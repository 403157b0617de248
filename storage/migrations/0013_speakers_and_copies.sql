-- Announcements to those who speak at an event. Proposals that went to hosts privately are kept up to date like any card.

CREATE TABLE kept_announcements AS SELECT * FROM announcements;
CREATE TABLE kept_spots AS SELECT * FROM announcement_spots;
DROP TABLE announcement_spots;
DROP TABLE announcements;

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
    audience TEXT NOT NULL DEFAULT 'channels'
        CHECK (audience IN ('channels', 'going', 'waiting', 'both', 'speaking')),
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

INSERT INTO announcements (id, community, author, title, body, due_at, shift, anchor, event, audience, mention, state, version,
                           made_at, out_at)
SELECT id, community, author, title, body, due_at, shift, anchor, event, audience, mention, state, version, made_at, out_at
FROM kept_announcements;
INSERT INTO announcement_spots (id, announcement, space, channel, account)
SELECT id, announcement, space, channel, account FROM kept_spots;
DROP TABLE kept_spots;
DROP TABLE kept_announcements;

CREATE TABLE proposal_copies (
    id INTEGER PRIMARY KEY,
    talk INTEGER NOT NULL REFERENCES talks (id),
    account INTEGER NOT NULL REFERENCES accounts (id),
    UNIQUE (talk, account)
);

-- What a host was sent privately before is no post; nothing of it is left to do, nor to say.
DELETE FROM deliveries WHERE kind = 'trouble' AND subject IN (SELECT id FROM deliveries WHERE kind = 'talk_proposed');
DELETE FROM deliveries WHERE kind = 'talk_proposed';
